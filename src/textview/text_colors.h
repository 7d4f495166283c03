#pragma once

#include <QColor>

class QPalette;

namespace touchstone {

/// The colours of a page, from the palette of the window.
struct TextColors {
    QColor page, text, secondary, line, accent, bad, selection;
    bool dark = false;
};
TextColors textColors(const QPalette& palette);

/// As WCAG counts it: from 1 to 21.
double contrast(const QColor& a, const QColor& b);
QColor mixed(const QColor& a, const QColor& b, double share);
/// The colour, made darker or lighter until it stands out so much from the background.
QColor readableOn(const QColor& background, QColor color, double least);

/// Behind text: soft, so that the text keeps 4.5 to 1. `strength` in [0, 1]: idle 0, selected 1.
QColor fillColor(const TextColors& colors, const QColor& label, double strength);
/// Of the bars under a line, 3 to 1.
QColor barColor(const TextColors& colors, const QColor& label);
/// Of the names under the bars, 4.5 to 1.
QColor nameColor(const TextColors& colors, const QColor& label);
/// That of the label for the first chain; each further one turns it round the circle of hues.
QColor chainColor(const QColor& label, int number);

} // namespace touchstone
