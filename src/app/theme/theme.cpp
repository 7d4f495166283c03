#include "app/theme/theme.h"

#include <algorithm>

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFontInfo>
#include <QIcon>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QStyle>

#include "app/theme/system_scheme.h"
#include "app/theme/theme_colors.h"
#include "app/theme/theme_style.h"

// In a static library resources must be named once.
static void loadResources() { Q_INIT_RESOURCE(touchstone); }

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

Theme g_theme = darkTheme();
ThemeKind g_kind = ThemeKind::System;

QFont applicationFont()
{
    QFont font = QApplication::font();
    // Inter draws the x of "3x5" as a multiplication sign, which is wrong in a file name, and Qt 6.4 cannot
    // switch that off.
    // Asked of the list: hasFamily() matches a pattern each time, which takes as long as the list.
    const QStringList installed = QFontDatabase::families();
    // Where two foundries have it: "Inter [rsms]".
    const auto has = [&](const QString& family) {
        return std::any_of(installed.begin(), installed.end(), [&](const QString& one) {
            return one == family || one.startsWith(family + u" ["_s);
        });
    };
    for (const QString& family : {u"Noto Sans"_s, u"Inter"_s}) {
        if (has(family)) {
            font.setFamilies({family, u"DejaVu Sans"_s});
            break;
        }
    }
    font.setPixelSize(13);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// Where Debian keeps icon themes; platforms without a desktop know only the program's own.
void addIconFolders()
{
    QStringList folders = QIcon::themeSearchPaths();
    for (const QString& data : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        const QString folder = data + u"/icons"_s;
        if (!folders.contains(folder) && QFileInfo::exists(folder)) {
            folders.append(folder);
        }
    }
    QIcon::setThemeSearchPaths(folders);
}

QString styleSheet(const Theme& colors)
{
    QFile file(u":/theme.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> roles = styleSheetRoles(colors);
    static const QRegularExpression name(u"@([A-Za-z]+)"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = name.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(source).mid(from, match.capturedStart() - from);
        out += roles.value(match.captured(1), match.captured(0));
        from = match.capturedEnd();
    }
    out += QStringView(source).mid(from);
    return out;
}

} // namespace

const Theme& theme() { return g_theme; }
ThemeKind themeKind() { return g_kind; }

void applyTheme(QApplication& application, ThemeKind kind)
{
    applyColors(application, kind);
    applyStyleSheet(application);
}

void applyStyleSheet(QApplication& application) { application.setStyleSheet(styleSheet(g_theme)); }

void applyColors(QApplication& application, ThemeKind kind)
{
    loadResources();
    static bool first = true;
    if (first) {
        first = false;
        watchSystemScheme(application, [&application] {
            if (themeKind() == ThemeKind::System) {
                applyTheme(application, ThemeKind::System);
            }
        });
        application.setStyle(new ThemeStyle);
        application.setFont(applicationFont());
        application.setEffectEnabled(Qt::UI_AnimateCombo, false);
        addIconFolders();
        QIcon::setFallbackThemeName(u"breeze"_s);
    }
    g_kind = kind;
    const bool dark = kind == ThemeKind::Dark || (kind == ThemeKind::System && systemPrefersDark());
    g_theme = dark ? darkTheme() : lightTheme();
    QIcon::setThemeName(dark ? u"breeze-dark"_s : u"breeze"_s);
    application.setPalette(themePalette(g_theme));
}

QFont tabularFont(const QFont& base)
{
    // Qt 6.4 cannot ask a font for its "tnum" feature, and Inter's digits differ in width. Noto Sans is
    // close to it and has even ones; where it is not installed, one family is worth more than even digits.
    const QFontMetricsF metrics(base);
    const bool even = metrics.horizontalAdvance(u'1') == metrics.horizontalAdvance(u'0');
    if (even || !QFontDatabase::hasFamily(u"Noto Sans"_s)) {
        return base;
    }
    QFont tabular = base;
    tabular.setFamilies({u"Noto Sans"_s});
    return tabular;
}

} // namespace touchstone
