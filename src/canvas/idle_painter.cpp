#include "canvas/idle_painter.h"

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
    QPainter painter(&picture);
    painter.setClipRect(task.rect);
    painter.setBrush(Qt::NoBrush);
    const QRectF reach = QRectF(task.rect).adjusted(-1, -1, 1, 1);
    std::unordered_map<LabelId, QColor> colors;
    for (const SceneItemPtr& item : *task.items) {
        const QRectF box = task.view.toWidget(item->bounds);
        if (!box.adjusted(0, 0, 1, 1).intersects(reach) || isLifted(task, item->annotation.id))
            continue;
        auto known = colors.find(item->annotation.label);
        if (known == colors.end()) {
            known = colors.emplace(item->annotation.label, lookOf(task.style->style, item->annotation.label).color).first;
            known->second.setAlpha(110);
        }
        // Between the circle in the box and the box: most shapes fill about so much.
        painter.fillRect(box.adjusted(box.width() / 10, box.height() / 10, -box.width() / 10, -box.height() / 10),
                         known->second);
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

LabelLook lookOf(const CanvasStyle& style, const LabelId& label)
{
    const auto found = style.labels.find(label);
    return found == style.labels.end() ? LabelLook{QColor(0xa7, 0xb0, 0xba), {}, Qt::SolidLine}
                                       : found->second;
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
                                   outlineRoom * ratio + chipRoom(ratio));
    ShapeInk ink;
    ink.fillAlpha = style.outlineOnly ? 0 : style.fillAlpha;
    ink.casing = task.detail.casing;
    ink.width = task.detail.wide ? 1.75 * ratio : task.detail.casing ? 1.25 * ratio : 0;
    ink.rim = 2 * ratio;
    std::unordered_map<LabelId, PreparedInk> inks;
    const auto inkOf = [&](const LabelId& label) -> const PreparedInk& {
        const auto found = inks.find(label);
        if (found != inks.end())
            return found->second;
        const LabelLook look = lookOf(style, label);
        ink.color = look.color;
        ink.line = look.line;
        return inks.emplace(label, PreparedInk(ink)).first->second;
    };
    unsigned count = 0;
    for (const SceneItemPtr& item : *task.items) {
        if (cancelled && (++count & 63u) == 0 && cancelled->load(std::memory_order_relaxed))
            return;
        const QRectF box = task.view.toWidget(item->bounds).adjusted(0, 0, 1e-3, 1e-3);
        if (!box.intersects(reach) || isLifted(task, item->annotation.id))
            continue;
        const PreparedInk& usual = inkOf(item->annotation.label);
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
