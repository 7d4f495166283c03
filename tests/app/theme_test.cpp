#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/shell/preferences_dialog.h"
#include "app/theme/theme.h"
#include "app/theme/theme_colors.h"
#include "fake_workspace.h"

namespace touchstone {
namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, 1.4.3.
double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

TEST(ThemeTest, TheMeasureOfContrastIsThatOfWcag)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21, 0.001);
    EXPECT_NEAR(contrast(QColor(0x777777), Qt::white), 4.48, 0.01);
}

TEST(ThemeTest, TextAndSignsKeepTheirContrastInBothThemes)
{
    for (const Theme& t : {darkTheme(), lightTheme()}) {
        for (const QColor& ground : {t.window, t.panel, t.raised, t.surround, t.selection}) {
            EXPECT_GE(contrast(t.text, ground), 4.5) << ground.name().toStdString();
            EXPECT_GE(contrast(t.secondary, ground), 4.5) << ground.name().toStdString();
        }
        for (const QColor& ground : {t.window, t.panel, t.raised}) {
            for (const QColor& said : {t.accent, t.good, t.bad, t.warning}) {
                EXPECT_GE(contrast(said, ground), 4.5)
                    << said.name().toStdString() << " on " << ground.name().toStdString();
            }
        }
        EXPECT_GE(contrast(t.onAccent, t.accent), 4.5);
        const auto roles = styleSheetRoles(t);
        EXPECT_GE(contrast(t.onAccent, QColor(roles.value(QStringLiteral("accentHover")))), 4.5);
        EXPECT_GE(contrast(t.onAccent, QColor(roles.value(QStringLiteral("accentPressed")))), 4.5);
        EXPECT_GE(contrast(QColor(roles.value(QStringLiteral("lineStrong"))), t.raised), 3)
            << "the outline of a box that is not ticked";
    }
}

TEST(ThemeTest, TheSwitchReachesPaletteStyleSheetAndIcons)
{
    const ThemeKind before = themeKind();
    QToolButton button;
    button.setIcon(themedIcon(QStringLiteral(":/icons/touchstone.svg")));
    QColor drawn[2];
    for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
        applyTheme(*qApp, kind);
        EXPECT_EQ(theme().dark, kind == ThemeKind::Dark);
        EXPECT_EQ(qApp->palette().color(QPalette::Window), theme().window);
        EXPECT_TRUE(qApp->styleSheet().contains(theme().accent.name()));
        EXPECT_FALSE(qApp->styleSheet().contains(u'@')) << "every role of the sheet has a colour";
        const QImage image = button.icon().pixmap(24, 24).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() == 255) {
                    drawn[kind == ThemeKind::Light] = image.pixelColor(x, y);
                }
            }
        }
    }
    EXPECT_EQ(drawn[0], darkTheme().text);
    EXPECT_EQ(drawn[1], lightTheme().text);
    applyTheme(*qApp, before);
}

TEST(ThemeTest, EveryDialogHasItsButtonsInTheSameOrder)
{
    PreferencesDialog preferences;
    preferences.show();
    QDialog plain;
    auto* column = new QVBoxLayout(&plain);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    column->addWidget(buttons);
    plain.show();
    QApplication::processEvents();
    EXPECT_GT(buttons->button(QDialogButtonBox::Ok)->x(), buttons->button(QDialogButtonBox::Cancel)->x());
    const auto* ok = preferences.findChild<QPushButton*>(QStringLiteral("ok"));
    const auto all = preferences.findChildren<QPushButton*>();
    const auto cancel =
        std::ranges::find_if(all, [](const auto* b) { return b->text() == QStringLiteral("Cancel"); });
    ASSERT_NE(cancel, all.end());
    EXPECT_GT(ok->x(), (*cancel)->x());
}

TEST(ThemeTest, EveryGlyphOfTheSheetIsThere)
{
    applyTheme(*qApp, ThemeKind::Light);
    const QRegularExpression url(QStringLiteral("url\\((:[^)]+)\\)"));
    int found = 0;
    for (auto it = url.globalMatch(qApp->styleSheet()); it.hasNext(); ++found) {
        const QString file = it.next().captured(1);
        EXPECT_TRUE(QFile::exists(file)) << file.toStdString();
        QString other = file;
        other.replace(QStringLiteral("/light/"), QStringLiteral("/dark/"));
        EXPECT_TRUE(QFile::exists(other)) << other.toStdString();
    }
    EXPECT_GT(found, 5);
    applyTheme(*qApp, ThemeKind::Dark);
}

} // namespace
} // namespace touchstone
