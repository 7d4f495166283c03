#include "app/theme/theme_colors.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>(x + (y - x) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor disabledText(const Theme& t) { return mixed(t.secondary, t.panel, 0.35); }

} // namespace

Theme darkTheme()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x1b1d21);
    t.panel = QColor(0x23262b);
    t.raised = QColor(0x2b2f35);
    t.line = QColor(0x3a4049);
    t.text = QColor(0xe9ebee);
    t.secondary = QColor(0xa7b0ba);
    t.surround = QColor(0x14161a);
    t.accent = QColor(0x93a5ff);
    t.onAccent = QColor(0x14161a);
    t.selection = QColor(0x2e3450);
    t.good = QColor(0x5cc48b);
    t.bad = QColor(0xff8a86);
    t.warning = QColor(0xffb454);
    return t;
}

Theme lightTheme()
{
    Theme t;
    t.dark = false;
    t.window = QColor(0xf3f4f6);
    t.panel = QColor(0xfbfbfc);
    t.raised = QColor(0xffffff);
    t.line = QColor(0xd5d9df);
    t.text = QColor(0x1f2429);
    t.secondary = QColor(0x55606b);
    t.surround = QColor(0xe4e6ea);
    t.accent = QColor(0x3d55c9);
    t.onAccent = QColor(0xffffff);
    t.selection = QColor(0xe3e8fb);
    t.good = QColor(0x1d7044);
    t.bad = QColor(0xb3302e);
    t.warning = QColor(0x8a5200);
    return t;
}

QHash<QString, QString> styleSheetRoles(const Theme& t)
{
    const QColor hover = mixed(t.raised, t.text, 0.07);
    return {
        {u"window"_s, t.window.name()},
        {u"panel"_s, t.panel.name()},
        {u"raised"_s, t.raised.name()},
        {u"line"_s, t.line.name()},
        {u"text"_s, t.text.name()},
        {u"secondary"_s, t.secondary.name()},
        {u"surround"_s, t.surround.name()},
        {u"accent"_s, t.accent.name()},
        {u"onAccent"_s, t.onAccent.name()},
        {u"selection"_s, t.selection.name()},
        {u"good"_s, t.good.name()},
        {u"bad"_s, t.bad.name()},
        {u"warning"_s, t.warning.name()},
        {u"hover"_s, hover.name()},
        {u"pressed"_s, mixed(t.raised, t.text, 0.14).name()},
        // 3:1 against panel and raised: what marks a control that is not filled.
        {u"lineStrong"_s, mixed(t.line, t.text, t.dark ? 0.35 : 0.5).name()},
        {u"scroll"_s, mixed(t.line, t.text, t.dark ? 0.12 : 0.15).name()},
        {u"disabled"_s, disabledText(t).name()},
        {u"accentHover"_s, mixed(t.accent, t.text, t.dark ? 0.25 : 0.15).name()},
        {u"accentPressed"_s, mixed(t.accent, t.dark ? t.surround : t.text, 0.2).name()},
        {u"icons"_s, t.dark ? u":/theme/dark"_s : u":/theme/light"_s},
    };
}

QPalette themePalette(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.secondary);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.raised);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.line);
    p.setColor(QPalette::Shadow, t.surround);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::PlaceholderText, QPalette::HighlightedText}) {
        p.setColor(QPalette::Disabled, role, disabledText(t));
    }
    return p;
}

} // namespace touchstone
