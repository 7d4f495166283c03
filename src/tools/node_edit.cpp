#include "tools/node_edit.h"

#include "canvas/canvas.h"
#include "tools/commands.h"
#include "tools/shape_words.h"
#include "touchstone/geometry/snap.h"

namespace touchstone {
namespace {

bool replaceShape(ToolContext& context, const Annotation& before, Shape shape, const QString& text)
{
    Annotation after = before;
    after.shape = std::move(shape);
    return context.apply(text.arg(wordsFor(context, {before.id})), {context.content().replacement(std::move(after))});
}

Point placeOf(ToolContext& context, const Annotation& annotation, const Skeleton& points, std::size_t node)
{
    const std::optional<Rect> box = bounds(points);
    const auto& labels = context.canvas().style().labels;
    const auto look = labels.find(annotation.label);
    if (!box || look == labels.end() || !look->second.skeleton || node >= look->second.skeleton->points.size())
        return box ? box->center() : Point{};
    return placed(*look->second.skeleton, *box)[node].at;
}

} // namespace

bool insertNode(ToolContext& context, const AnnotationId& id, std::size_t segment, Point point)
{
    const Annotation* annotation = context.content().find(id);
    const auto* line = annotation ? std::get_if<PolylineShape>(&annotation->shape) : nullptr;
    if (!line || segment + 1 >= line->points->size())
        return false;
    Ring points = *line->points;
    const Point place = nearestOnSegment(point, points[segment], points[segment + 1]);
    points.insert(points.begin() + static_cast<std::ptrdiff_t>(segment) + 1,
                  clippedTo(context.imageSize(), place));
    return replaceShape(context, *annotation, PolylineShape{std::move(points)},
                        QStringLiteral("Insert point in %1"));
}

bool removeNode(ToolContext& context, const AnnotationId& id, std::size_t node)
{
    const Annotation* annotation = context.content().find(id);
    if (!annotation)
        return false;
    if (const auto* line = std::get_if<PolylineShape>(&annotation->shape)) {
        if (node >= line->points->size())
            return false;
        if (line->points->size() <= 2) {
            context.say(QStringLiteral("A line keeps at least two points. Del deletes the whole shape."));
            return false;
        }
        Ring points = *line->points;
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(node));
        return replaceShape(context, *annotation, PolylineShape{std::move(points)},
                            QStringLiteral("Delete point of %1"));
    }
    if (const auto* skeleton = std::get_if<SkeletonShape>(&annotation->shape)) {
        Skeleton points = *skeleton->points;
        if (node >= points.size() || points[node].visibility == Visibility::Absent)
            return false;
        if (labelledCount(points) <= 1) {
            context.say(QStringLiteral("A skeleton keeps at least one point. Del deletes the whole shape."));
            return false;
        }
        points[node] = {};
        return replaceShape(context, *annotation, SkeletonShape{std::move(points)},
                            QStringLiteral("Take point out of %1"));
    }
    return false;
}

bool cycleVisibility(ToolContext& context, const AnnotationId& id, std::size_t node)
{
    const Annotation* annotation = context.content().find(id);
    const auto* skeleton = annotation ? std::get_if<SkeletonShape>(&annotation->shape) : nullptr;
    if (!skeleton || node >= skeleton->points->size())
        return false;
    Skeleton points = *skeleton->points;
    SkeletonPoint& point = points[node];
    switch (point.visibility) {
    case Visibility::Visible:
        point.visibility = Visibility::Occluded;
        break;
    case Visibility::Occluded:
        return removeNode(context, id, node);
    case Visibility::Absent:
        point = {clippedTo(context.imageSize(), placeOf(context, *annotation, points, node)), Visibility::Visible};
        break;
    }
    return replaceShape(context, *annotation, SkeletonShape{std::move(points)},
                        QStringLiteral("Change visibility in %1"));
}

} // namespace touchstone
