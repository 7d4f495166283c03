#include "canvas/idle_painter.h"

#include <algorithm>

#include <QPainter>

#include "canvas/chip_plan.h"
#include "canvas/mask_pictures.h"
#include "canvas/shape_painter.h"

namespace touchstone {
namespace {

constexpr std::size_t mostWide = 300;
constexpr std::size_t mostWithCasing = 1500;
constexpr std::size_t mostWithChips = 300;

bool isDashed(const CanvasStyle& style, const AnnotationId& id)
{
    const auto found = style.locked.find(id);
    return found != style.locked.end() && found->second;
}

bool isLifted(const IdleTask& task, const AnnotationId& id)
{
    return task.lifted && task.lifted->contains(id);
}

void paintChips(QPainter& painter, const IdleTask& task, const QRectF& reach)
{
    for (const SceneItemPtr& item : *task.items) {
        const QRectF box = task.view.toWidget(item->bounds);
        if (!box.intersects(reach) || isLifted(task, item->annotation.id))
            continue;
        const auto chip = task.style->chips.find(item->annotation.label);
        const auto place = task.chips->at(item->annotation.id);
        if (place && chip != task.style->chips.end())
            painter.drawImage(*place + QPointF(task.view.dx, task.view.dy), chip->second);
    }
}

} // namespace

void paintRough(QImage& picture, const IdleTask& task)
{
    // Rows are filled by hand: for shapes of a few pixels a painter takes several times as long.
    PerLook<QRgb> colors(task.style->style);
    const auto rough = [](const LabelLook& look) {
        QColor color = look.color;
        color.setAlpha(110);
        return qPremultiply(color.rgba());
    };
    uchar* const bits = picture.bits();
    const qsizetype stride = picture.bytesPerLine();
    for (const SceneItemPtr& item : *task.items) {
        const QRectF whole = task.view.toWidget(item->bounds);
        // Between the circle in the box and the box: most shapes fill about so much.
        const QRect box = whole.adjusted(whole.width() / 10, whole.height() / 10, -whole.width() / 10,
                                         -whole.height() / 10).toAlignedRect() & task.rect;
        if (box.isEmpty() || isLifted(task, item->annotation.id))
            continue;
        const QRgb color = colors.of(item->annotation, rough);
        for (int y = box.top(); y <= box.bottom(); ++y)
            std::fill_n(reinterpret_cast<QRgb*>(bits + y * stride) + box.left(), box.width(), color);
    }
}

DetailLevel detailFor(std::size_t shapesInSight)
{
    return {shapesInSight <= mostWide, shapesInSight <= mostWithCasing, shapesInSight <= mostWithChips};
}

Rect idleReach(const ViewTransform& deviceView, const QRect& deviceRect, double ratio)
{
    return deviceView.toImage(QRectF(deviceRect).adjusted(-outlineRoom * ratio, -outlineRoom * ratio,
                                                          outlineRoom * ratio,
                                                          outlineRoom * ratio + chipRoom(ratio)));
}

void paintIdle(QImage& picture, const IdleTask& task, const std::atomic<bool>* cancelled)
{
    QPainter painter(&picture);
    painter.setClipRect(task.rect);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(task.rect, Qt::transparent);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);

    const CanvasStyle& style = task.style->style;
    const double ratio = task.style->ratio;
    const QRectF reach =
        QRectF(task.rect).adjusted(-outlineRoom * ratio, -outlineRoom * ratio, outlineRoom * ratio,
                                   outlineRoom * ratio + (task.detail.chips ? chipRoom(ratio) : 0));
    ShapeInk ink;
    ink.fillAlpha = style.outlineOnly ? 0 : style.fillAlpha;
    ink.casing = task.detail.casing;
    ink.width = task.detail.wide ? 1.75 * ratio : task.detail.casing ? 1.25 * ratio : 0;
    ink.rim = 2 * ratio;
    ink.unit = ratio;
    PerLook<PreparedInk> inks(style);
    const auto prepared = [&](const LabelLook& look) {
        ink.color = look.color;
        ink.line = look.line;
        ink.skeleton = look.skeleton;
        return PreparedInk(ink);
    };
    unsigned count = 0;
    for (const SceneItemPtr& item : *task.items) {
        if (cancelled && (++count & 63u) == 0 && cancelled->load(std::memory_order_relaxed))
            return;
        const QRectF box = task.view.toWidget(item->bounds).adjusted(0, 0, 1e-3, 1e-3);
        if (!box.intersects(reach) || isLifted(task, item->annotation.id))
            continue;
        const PreparedInk& usual = inks.of(item->annotation, prepared);
        if (style.locked.empty() || !isDashed(style, item->annotation.id)) {
            paintShape(painter, task.view, item->annotation.shape, usual, *task.style->masks);
            continue;
        }
        ShapeInk dashed = usual.ink;
        dashed.line = Qt::DashLine;
        paintShape(painter, task.view, item->annotation.shape, PreparedInk(dashed), *task.style->masks);
    }
    if (task.detail.chips && task.chips)
        paintChips(painter, task, reach);
}

} // namespace touchstone
