#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

class QApplication;

namespace touchstone {

enum class ThemeKind { System, Dark, Light };

/// The colours of docs/look (roles by meaning). One instance is in force; it changes with the preference.
struct Theme {
    bool dark = true;
    QColor window, panel, raised, line, text, secondary, surround;
    QColor accent, onAccent, selection, good, bad, warning;
};

const Theme& theme();
/// Sets palette, style and style sheet of the application. Emits nothing: widgets get PaletteChange.
void applyTheme(QApplication& application, ThemeKind kind);
/// The two halves of it, for a start: under a style sheet each widget that is put into another one is styled
/// anew with all in it, so that a window is built sooner when the sheet comes last.
void applyColors(QApplication& application, ThemeKind kind);
void applyStyleSheet(QApplication& application);
ThemeKind themeKind();

/// An SVG of the resources (":/icons/box.svg") or a Breeze icon name ("edit-undo"), drawn in the text
/// colour of the theme, crisp at every scale.
QIcon themedIcon(const QString& nameOrPath);

/// Font with tabular figures, for numbers under each other.
QFont tabularFont(const QFont& base);

} // namespace touchstone
