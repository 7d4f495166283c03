#include "canvas/live_mask.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "canvas/mask_bitmap.h"
#include "canvas/mask_pictures.h"

namespace touchstone {
namespace {

constexpr int side = 512;
/// With more, those outside the view go: one takes up to a megabyte.
constexpr std::size_t mostCells = 64;
/// In image pixels: a part of so few is painted without cells.
constexpr double smallPart = 96;

int lowered(int value, int step)
{
    return value / step * step;
}

PixelRect intersected(const PixelRect& a, const PixelRect& b)
{
    const int x0 = std::max(a.x, b.x), y0 = std::max(a.y, b.y);
    const int x1 = std::min(a.x + a.width, b.x + b.width), y1 = std::min(a.y + a.height, b.y + b.height);
    return {x0, y0, std::max(x1 - x0, 0), std::max(y1 - y0, 0)};
}

} // namespace

PixelRect LiveMask::rectOf(const MaskPainter& mask, Place place) const
{
    return intersected({place.first * side, place.second * side, side, side}, {0, 0, mask.width(), mask.height()});
}

void LiveMask::changed(const MaskPainter& mask, const PixelRect& rect)
{
    // The neighbours of a pixel decide whether it is at the edge.
    const PixelRect wide = intersected(
        {rect.x - m_step, rect.y - m_step, rect.width + 2 * m_step, rect.height + 2 * m_step},
        {0, 0, mask.width(), mask.height()});
    if (rect.width <= 0 || wide.width <= 0 || wide.height <= 0)
        return;
    for (int row = wide.y / side; row <= (wide.y + wide.height - 1) / side; ++row)
        for (int column = wide.x / side; column <= (wide.x + wide.width - 1) / side; ++column)
            if (const auto it = m_cells.find({column, row}); it != m_cells.end())
                render(mask, it->first, it->second, intersected(rectOf(mask, it->first), wide));
}

void LiveMask::render(const MaskPainter& mask, Place place, Cell& cell, const PixelRect& part) const
{
    const PixelRect whole = rectOf(mask, place);
    const int columns = (whole.width + m_step - 1) / m_step, rows = (whole.height + m_step - 1) / m_step;
    // On whole steps of the cell, with one step more around it where the image goes on.
    const int x0 = whole.x + lowered(part.x - whole.x, m_step), y0 = whole.y + lowered(part.y - whole.y, m_step);
    const int x1 = part.x + part.width, y1 = part.y + part.height;
    const int left = x0 >= m_step ? m_step : 0, top = y0 >= m_step ? m_step : 0;
    const int toX = std::min(whole.x + whole.width, x0 + ((x1 - x0) + m_step - 1) / m_step * m_step);
    const int toY = std::min(whole.y + whole.height, y0 + ((y1 - y0) + m_step - 1) / m_step * m_step);
    const PixelRect area{x0 - left, y0 - top, std::min(toX + m_step, mask.width()) - x0 + left,
                         std::min(toY + m_step, mask.height()) - y0 + top};
    if (cell.picture.isNull() && !mask.mayTouch(part))
        return;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height));
    mask.read(area, pixels.data());
    if (cell.picture.isNull()) {
        if (std::find(pixels.begin(), pixels.end(), std::uint8_t{1}) == pixels.end())
            return;
        cell.picture = QImage(columns, rows, QImage::Format_ARGB32_Premultiplied);
        cell.picture.fill(0);
    }
    const MaskBitmap bitmap = MaskBitmap::reduced(pixels.data(), area.width, area.height, m_step);
    const int fromColumn = left / m_step, fromRow = top / m_step;
    tint(bitmap, fromColumn, fromRow, fromColumn + (toX - x0 + m_step - 1) / m_step,
         fromRow + (toY - y0 + m_step - 1) / m_step, 0, m_fill, m_edge, cell.picture, (x0 - whole.x) / m_step,
         (y0 - whole.y) / m_step);
}

void LiveMask::dropUnseen(const MaskPainter& mask, const Rect& sight)
{
    std::erase_if(m_cells, [&](const auto& cell) {
        const PixelRect rect = rectOf(mask, cell.first);
        return rect.x > sight.right() || rect.y > sight.bottom() || rect.x + rect.width < sight.x ||
               rect.y + rect.height < sight.y;
    });
}

void LiveMask::paintOnce(QPainter& painter, const ViewTransform& view, const MaskPainter& mask,
                         const Rect& sight) const
{
    const int left = std::max(0, int(sight.x) - 2), top = std::max(0, int(sight.y) - 2);
    const PixelRect area = intersected({left, top, int(sight.right()) + 3 - left, int(sight.bottom()) + 3 - top},
                                       {0, 0, mask.width(), mask.height()});
    if (area.width <= 0 || area.height <= 0)
        return;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height));
    mask.read(area, pixels.data());
    QImage picture(area.width, area.height, QImage::Format_ARGB32_Premultiplied);
    picture.fill(0);
    tint(MaskBitmap::reduced(pixels.data(), area.width, area.height, 1), 0, 0, area.width, area.height,
         LeftSet | TopSet | RightSet | BottomSet, m_fill, m_edge, picture, 0, 0);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(view.toWidget(Rect{double(area.x), double(area.y), double(area.width), double(area.height)}),
                      picture);
}

void LiveMask::paint(QPainter& painter, const ViewTransform& view, double ratio, const MaskPainter& mask,
                     QRgb fill, QRgb edge)
{
    const int step = maskStep(view.scale * ratio);
    if (step == 1 && m_step != 1 && !m_cells.empty()) {
        // An inset beside the view.
        const Rect part = view.toImage(painter.clipBoundingRect());
        if (part.width <= smallPart && part.height <= smallPart) {
            paintOnce(painter, view, mask, part);
            return;
        }
    }
    if (step != m_step || m_fill != qPremultiply(fill) || m_edge != qPremultiply(edge))
        m_cells.clear();
    m_step = step;
    m_fill = qPremultiply(fill);
    m_edge = qPremultiply(edge);
    const Rect sight = view.toImage(painter.clipBoundingRect().adjusted(-1, -1, 1, 1));
    const auto clamped = [](double at, int size) {
        return static_cast<int>(std::clamp(std::floor(at), 0.0, std::max(0.0, size - 1.0)));
    };
    const int right = clamped(sight.right(), mask.width()), bottom = clamped(sight.bottom(), mask.height());
    if (m_cells.size() > mostCells)
        dropUnseen(mask, view.toImage(QRectF(painter.window())));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    for (int row = clamped(sight.y, mask.height()) / side; row <= bottom / side; ++row) {
        for (int column = clamped(sight.x, mask.width()) / side; column <= right / side; ++column) {
            const auto [it, fresh] = m_cells.try_emplace({column, row});
            const PixelRect rect = rectOf(mask, it->first);
            if (fresh)
                render(mask, it->first, it->second, rect);
            const QImage& picture = it->second.picture;
            if (picture.isNull())
                continue;
            const QPointF origin = view.toWidget(Point{double(rect.x), double(rect.y)});
            painter.drawImage(QRectF(origin, QSizeF(picture.size()) * (m_step * view.scale)), picture);
        }
    }
}

} // namespace touchstone
