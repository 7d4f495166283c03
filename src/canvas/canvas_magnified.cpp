// A part of the picture enlarged, for an inset beside the pointer.

#include <utility>

#include <QPainter>

#include "canvas/canvas_state.h"

namespace touchstone {
namespace {

/// The pixels as squares; only those in sight are touched, whatever the size of the picture.
void paintPixels(QPainter& painter, const ViewTransform& view, const QRectF& area, const QImage& image, QSize fullSize)
{
    const double detailX = double(image.width()) / fullSize.width(), detailY = double(image.height()) / fullSize.height();
    const Rect sight = view.toImage(area);
    const QRect source = QRectF(sight.x * detailX, sight.y * detailY, sight.width * detailX, sight.height * detailY)
                             .toAlignedRect() & image.rect();
    if (source.isEmpty())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(view.toWidget(Rect{source.x() / detailX, source.y() / detailY, source.width() / detailX,
                                         source.height() / detailY}),
                      image, source);
}

} // namespace

void Canvas::paintMagnified(QPainter& painter, QSizeF size, Point middle, double scale)
{
    State& s = *m_state;
    const QRectF area({0, 0}, size);
    const ViewTransform near{scale, size.width() / 2 - middle.x * scale, size.height() / 2 - middle.y * scale};
    painter.save();
    painter.setClipRect(area);
    painter.fillRect(area, s.style.surround);
    if (!s.image.isNull() && !s.imageSize.isEmpty())
        paintPixels(painter, near, area, s.image.image(), s.imageSize);

    // Whoever paints asks the canvas how it shows things, and is told what holds here.
    const ViewTransform usual = std::exchange(s.view, near);
    s.magnifying = true;
    PerLook<PreparedInk> inks(s.style);
    const auto outline = [&](const LabelLook& look) {
        ShapeInk made; // Without a fill: the pixels are what is looked at.
        made.color = look.color;
        made.line = look.line;
        made.skeleton = look.skeleton;
        made.width = 1.75;
        made.ratio = s.ratio();
        return PreparedInk(made);
    };
    for (const SceneItemPtr& item : s.scene.query(near.toImage(area.adjusted(-4, -4, 4, 4)))) {
        const Annotation& annotation = item->annotation;
        if (s.idle.isLifted(annotation.id))
            continue;
        touchstone::paintShape(painter, near, annotation.shape, inks.of(annotation, outline), *s.masks);
    }
    for (LivePainter* above : {s.under, s.live}) {
        if (!above)
            continue;
        painter.save();
        above->paintLive(painter, near);
        painter.restore();
    }
    s.magnifying = false;
    s.view = usual;
    painter.restore();
}

} // namespace touchstone
