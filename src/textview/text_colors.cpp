#include "textview/text_colors.h"

#include <cmath>

#include <QPalette>

namespace touchstone {
namespace {

constexpr double leastText = 4.5;
constexpr double leastSign = 3;

double linear(float channel)
{
    const double c = channel;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

TextColors textColors(const QPalette& palette)
{
    TextColors colors;
    colors.page = palette.color(QPalette::AlternateBase);
    colors.text = palette.color(QPalette::Text);
    colors.dark = luminance(colors.page) < 0.18;
    colors.secondary = readableOn(colors.page, mixed(colors.text, colors.page, 0.35), leastText);
    colors.line = mixed(colors.page, colors.text, 0.16);
    colors.accent = readableOn(colors.page, palette.color(QPalette::Link), leastSign);
    colors.bad = readableOn(colors.page, QColor(0xe0, 0x50, 0x50), leastSign);
    colors.selection = mixed(colors.page, colors.accent, colors.dark ? 0.34 : 0.26);
    return colors;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a) + 0.05, second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>(x + (y - x) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor readableOn(const QColor& background, QColor color, double least)
{
    const QColor goal =
        contrast(background, Qt::black) > contrast(background, Qt::white) ? Qt::black : Qt::white;
    const QColor start = color;
    for (int step = 1; step <= 20 && contrast(background, color) < least; ++step)
        color = mixed(start, goal, step / 20.0);
    return color;
}

QColor fillColor(const TextColors& colors, const QColor& label, double strength)
{
    double share = (colors.dark ? 0.26 : 0.16) + strength * (colors.dark ? 0.16 : 0.18);
    QColor fill = mixed(colors.page, label, share);
    for (; share > 0.02 && contrast(fill, colors.text) < leastText; share *= 0.8)
        fill = mixed(colors.page, label, share * 0.8);
    return fill;
}

QColor barColor(const TextColors& colors, const QColor& label)
{
    return readableOn(colors.page, label, leastSign);
}

QColor nameColor(const TextColors& colors, const QColor& label)
{
    return readableOn(colors.page, label, leastText);
}

QColor chainColor(const QColor& label, int number)
{
    if (number <= 1)
        return label;
    float hue = 0, saturation = 0, value = 0;
    label.getHsvF(&hue, &saturation, &value);
    // The golden angle: neighbouring numbers lie far apart, and none comes back soon.
    const double turned = std::max(hue, 0.0F) + 0.381966 * (number - 1);
    return QColor::fromHsvF(static_cast<float>(turned - std::floor(turned)), std::max(saturation, 0.55F),
                            value);
}

} // namespace touchstone
