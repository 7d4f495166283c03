#include "app/exchange/preview_painting.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

#include "app/jobs/image_convert.h"
#include "app/theme/theme.h"
#include "touchstone/media/image.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

namespace {

struct Outline {
    QPainterPath operator()(const TagShape&) const { return {}; }
    QPainterPath operator()(const RelationShape&) const { return {}; }
    QPainterPath operator()(const SpanShape&) const { return {}; }
    QPainterPath operator()(const BoxShape& box) const
    {
        QPainterPath path;
        path.addRect(QRectF(box.rect.x, box.rect.y, box.rect.width, box.rect.height));
        return path;
    }
    QPainterPath operator()(const PolygonShape& shape) const
    {
        QPainterPath path;
        path.setFillRule(Qt::OddEvenFill);
        for (const PolygonPart& part : *shape.polygon) {
            add(path, part.outer);
            for (const Ring& hole : part.holes) {
                add(path, hole);
            }
        }
        return path;
    }
    QPainterPath operator()(const MaskShape&) const { return {}; }
    QPainterPath operator()(const RotatedBoxShape& shape) const
    {
        const auto places = corners(shape.rect);
        QPainterPath path;
        add(path, Ring(places.begin(), places.end()));
        return path;
    }
    QPainterPath operator()(const EllipseShape& shape) const
    {
        QPainterPath path;
        add(path, ellipseOutline(shape.frame, 0.5));
        return path;
    }
    QPainterPath operator()(const PolylineShape& shape) const
    {
        QPainterPath path;
        for (std::size_t i = 0; i < shape.points->size(); ++i) {
            const QPointF p((*shape.points)[i].x, (*shape.points)[i].y);
            if (i == 0) {
                path.moveTo(p);
            } else {
                path.lineTo(p);
            }
        }
        return path;
    }
    QPainterPath operator()(const PointShape& shape) const { return dot(shape.at); }
    QPainterPath operator()(const SkeletonShape& shape) const
    {
        QPainterPath path;
        for (const SkeletonPoint& point : *shape.points) {
            if (point.visibility != Visibility::Absent) {
                path.addPath(dot(point.at));
            }
        }
        return path;
    }

  private:
    static QPainterPath dot(Point at)
    {
        QPainterPath path;
        path.addEllipse(QPointF(at.x, at.y), 2, 2);
        return path;
    }
    static void add(QPainterPath& path, const Ring& ring)
    {
        QPolygonF polygon;
        for (const Point& p : ring) {
            polygon << QPointF(p.x, p.y);
        }
        path.addPolygon(polygon);
        path.closeSubpath();
    }
};

/// The object pixels of a mask in one colour, in the box of the mask, at most 256 px wide.
void paintMask(QPainter& painter, const Mask& mask, const QColor& color)
{
    const Rect box = bounds(mask);
    if (box.isEmpty()) {
        return;
    }
    const PixelRect rect{int(box.x), int(box.y), int(box.width), int(box.height)};
    std::vector<std::uint8_t> pixels(size_t(rect.width) * size_t(rect.height));
    decodeMask(mask, rect, pixels.data());
    const int step = std::max(1, std::max(rect.width, rect.height) / 256);
    QImage image((rect.width + step - 1) / step, (rect.height + step - 1) / step, QImage::Format_ARGB32);
    QColor fill = color;
    fill.setAlpha(140);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const auto at = size_t(y * step) * size_t(rect.width) + size_t(x * step);
            image.setPixelColor(x, y, pixels[at] ? fill : QColor(Qt::transparent));
        }
    }
    painter.drawImage(QRectF(box.x, box.y, box.width, box.height), image);
}

} // namespace

PreviewPicture makePreviewPicture(const ImportPreview::Picture& picture,
                                  const std::vector<std::string>& labels)
{
    PreviewPicture preview{picture, {}, {}};
    if (!picture.file.empty()) {
        if (const auto decoded = decodeImage(picture.file, 320)) {
            preview.image = toImage(*decoded);
            preview.picture.image.width = decoded->fullWidth;
            preview.picture.image.height = decoded->fullHeight;
        }
    }
    for (const auto& [label, annotation] : picture.annotations) {
        const auto at = std::find(labels.begin(), labels.end(), label);
        preview.colors.push_back(QColor::fromRgb(paletteColor(size_t(at - labels.begin()))));
    }
    return preview;
}

void paintPreview(QPainter& painter, const QRect& rect, const PreviewPicture& preview)
{
    const Theme& t = theme();
    const ReadImage& stated = preview.picture.image;
    QSizeF full(double(stated.width), double(stated.height));
    if (full.isEmpty()) {
        full = QSizeF(4, 3);
    }
    QRectF target(QPointF(), full.scaled(rect.size(), Qt::KeepAspectRatio));
    target.moveCenter(QRectF(rect).center());
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(rect, t.surround);
    painter.setClipRect(target);
    if (preview.image.isNull()) {
        painter.fillRect(target, t.raised);
    } else {
        painter.drawImage(target, preview.image);
    }
    const double scale = target.width() / full.width();
    painter.translate(target.topLeft());
    painter.scale(scale, scale);
    for (size_t i = 0; i < preview.picture.annotations.size(); ++i) {
        const Shape& shape = preview.picture.annotations[i].second.shape;
        QColor color = preview.colors[i];
        if (const auto* mask = std::get_if<MaskShape>(&shape)) {
            paintMask(painter, *mask->mask, color);
            continue;
        }
        const QPainterPath path = std::visit(Outline{}, shape);
        QPen casing(QColor(0, 0, 0, 150), 2.6);
        casing.setCosmetic(true);
        QPen pen(color, 1.4);
        pen.setCosmetic(true);
        color.setAlpha(40);
        painter.setBrush(color);
        painter.setPen(casing);
        painter.drawPath(path);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        painter.drawPath(path);
    }
    painter.restore();
}

} // namespace touchstone
