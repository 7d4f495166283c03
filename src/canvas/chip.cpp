#include "canvas/chip.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

namespace touchstone {
namespace {

constexpr int chipPadding = 6;
constexpr int widestChip = 180;

double luminance(const QColor& color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor textOn(const QColor& background)
{
    // The luminance where black and white contrast equally is sqrt(1.05 * 0.05) - 0.05.
    return luminance(background) > 0.179 ? QColor(0x14, 0x16, 0x1a) : QColor(Qt::white);
}

QImage chipImage(const LabelLook& look, const QFont& font, double ratio)
{
    QFont small = font;
    small.setPixelSize(11);
    small.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(small);
    const QString text = metrics.elidedText(look.name, Qt::ElideRight, widestChip - 2 * chipPadding);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 2 * chipPadding, chipHeight);
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(look.color);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setFont(small);
    painter.setPen(textOn(look.color));
    painter.drawText(QRectF({0, 0}, size), Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.end();
    image.setDevicePixelRatio(1);
    return image;
}

ChipSet chipsOf(const CanvasStyle& style, const QFont& font, double ratio)
{
    ChipSet chips;
    chips.reserve(style.labels.size());
    for (const auto& [id, look] : style.labels)
        chips[id] = chipImage(look, font, ratio);
    return chips;
}

QPointF chipPlace(const QRectF& box, const QSizeF& chip, double topOfSight)
{
    double top = box.top() - chip.height();
    if (top < topOfSight && box.bottom() > topOfSight)
        top = std::max(topOfSight, box.top());
    return {std::round(box.left()), std::round(top)};
}

} // namespace touchstone
