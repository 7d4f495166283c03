#include "tools/commands.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "touchstone/model/label_values.h"
#include "touchstone/model/relations.h"

namespace touchstone {
namespace {

constexpr double duplicateOffset = 10;
/// By so much a pasted shape may be trimmed at the border.
constexpr double borderTrim = 1;

std::optional<Rect> boundsOf(const std::vector<const Annotation*>& annotations)
{
    std::optional<Rect> all;
    for (const Annotation* annotation : annotations)
        if (const std::optional<Rect> box = bounds(annotation->shape))
            all = all ? all->united(*box) : *box;
    return all;
}

std::vector<const Annotation*> found(const LayerContent& content, const Selection& selection)
{
    std::vector<const Annotation*> result;
    for (const AnnotationId& id : selection)
        if (const Annotation* annotation = content.find(id))
            result.push_back(annotation);
    return result;
}

double allowedAxis(double low, double high, double delta, double extent)
{
    // Room to either side; none where it is over the border already.
    const double back = std::min(0.0, -low);
    const double forth = std::max(0.0, extent - high);
    return std::clamp(delta, back, forth);
}

/// New ids; annotations that were one object stay one, and relations join the copies.
Creation copies(const LayerContent& content, std::vector<Annotation> annotations)
{
    Creation creation;
    std::map<AnnotationId, AnnotationId> ids;
    for (const Annotation& annotation : annotations)
        ids.emplace(annotation.id, AnnotationId::create());
    std::erase_if(annotations, [&](Annotation& annotation) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        return relation && !relationOf(*relation, [&](const AnnotationId& id) { return ids.contains(id); });
    });
    std::unordered_map<InstanceId, InstanceId> instances;
    for (Annotation& annotation : annotations) {
        annotation.id = ids.at(annotation.id);
        annotation.shape = withMembers(std::move(annotation.shape), ids);
        annotation.score.reset();
        annotation.origin = {};
        if (!annotation.instance.isNull()) {
            InstanceId& instance = instances[annotation.instance];
            if (instance.isNull())
                instance = InstanceId::create();
            annotation.instance = instance;
        }
        creation.created.push_back(annotation.id);
        creation.changes.push_back(content.creation(std::move(annotation)));
    }
    return creation;
}

struct Clip {
    Size image;
    Rect whole{0, 0, image.width, image.height};

    std::optional<Shape> operator()(const TagShape& tag) const { return tag; }
    std::optional<Shape> operator()(const RelationShape& relation) const { return relation; }
    std::optional<Shape> operator()(const SpanShape& span) const { return span; }
    std::optional<Shape> operator()(const BoxShape& box) const
    {
        const Rect rect = box.rect.intersected(whole);
        if (rect.isEmpty())
            return std::nullopt;
        return BoxShape{rect};
    }
    std::optional<Shape> operator()(const PolygonShape& shape) const
    {
        Polygon polygon = *shape.polygon;
        const auto clip = [this](Ring& ring) {
            for (Point& p : ring)
                p = clippedTo(image, p);
        };
        for (PolygonPart& part : polygon) {
            clip(part.outer);
            std::for_each(part.holes.begin(), part.holes.end(), clip);
        }
        if (area(polygon) <= 0)
            return std::nullopt;
        return PolygonShape{std::move(polygon)};
    }
    std::optional<Shape> operator()(const MaskShape& shape) const
    {
        const auto width = static_cast<std::int32_t>(image.width);
        const auto height = static_cast<std::int32_t>(image.height);
        if (shape.mask->width == width && shape.mask->height == height)
            return shape;
        const PixelRect common{0, 0, std::min(width, shape.mask->width),
                               std::min(height, shape.mask->height)};
        if (common.width <= 0 || common.height <= 0)
            return std::nullopt;
        std::vector<std::uint8_t> part(static_cast<std::size_t>(common.width) *
                                       static_cast<std::size_t>(common.height));
        decodeMask(*shape.mask, common, part.data());
        std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        for (std::int32_t y = 0; y < common.height; ++y)
            std::copy_n(part.begin() + static_cast<std::ptrdiff_t>(y) * common.width, common.width,
                        pixels.begin() + static_cast<std::ptrdiff_t>(y) * width);
        Mask mask =
            maskFromRle(encodeRle(pixels.data(), static_cast<std::uint32_t>(height),
                                  static_cast<std::uint32_t>(width), static_cast<std::size_t>(width)));
        if (mask.tiles.empty())
            return std::nullopt;
        return MaskShape{std::move(mask)};
    }
    // What is turned keeps its form: it may reach over the border, as long as its centre does not.
    std::optional<Shape> operator()(const RotatedBoxShape& shape) const
    {
        return whole.contains(shape.rect.center) ? std::optional<Shape>(shape) : std::nullopt;
    }
    std::optional<Shape> operator()(const EllipseShape& shape) const
    {
        return whole.contains(shape.frame.center) ? std::optional<Shape>(shape) : std::nullopt;
    }
    std::optional<Shape> operator()(const PolylineShape& shape) const
    {
        Ring points = *shape.points;
        for (Point& p : points)
            p = clippedTo(image, p);
        const bool stays = std::any_of(points.begin(), points.end(),
                                       [&](const Point& p) { return p != points.front(); });
        return stays ? std::optional<Shape>(PolylineShape{std::move(points)}) : std::nullopt;
    }
    std::optional<Shape> operator()(const PointShape& shape) const
    {
        return PointShape{clippedTo(image, shape.at)};
    }
    std::optional<Shape> operator()(const SkeletonShape& shape) const
    {
        Skeleton points = *shape.points;
        for (SkeletonPoint& point : points)
            if (point.visibility != Visibility::Absent)
                point.at = clippedTo(image, point.at);
        return SkeletonShape{std::move(points)};
    }
};

} // namespace

std::vector<Change> deleteSelection(const LayerContent& content, const Selection& selection)
{
    std::vector<Change> changes;
    for (const Annotation* annotation : found(content, selection))
        changes.push_back(content.removal(annotation->id));
    for (Change& change : relationsWithout(content, selection))
        changes.push_back(std::move(change));
    return changes;
}

std::vector<Change> relabel(const LayerContent& content, const Selection& selection, const LabelId& label,
                            const Attributes& start)
{
    std::vector<Change> changes;
    for (const Annotation* annotation : found(content, selection)) {
        if (annotation->label == label)
            continue;
        changes.push_back(content.replacement(relabelled(*annotation, label, start)));
    }
    return changes;
}

std::vector<Change> moveSelection(const LayerContent& content, const Selection& selection, Point delta,
                                  Size image)
{
    const std::vector<const Annotation*> annotations = found(content, selection);
    const std::optional<Rect> box = boundsOf(annotations);
    if (!box)
        return {};
    const bool wholePixels = std::any_of(annotations.begin(), annotations.end(), [](const Annotation* a) {
        return std::holds_alternative<MaskShape>(a->shape);
    });
    Point step = allowedMove(*box, delta, image);
    if (wholePixels)
        step = {std::trunc(step.x), std::trunc(step.y)};
    if (step == Point{})
        return {};
    std::vector<Change> changes;
    for (const Annotation* annotation : annotations) {
        if (!bounds(annotation->shape))
            continue;
        Annotation after = *annotation;
        after.shape = translated(annotation->shape, step);
        changes.push_back(content.replacement(std::move(after)));
    }
    return changes;
}

Creation duplicateSelection(const LayerContent& content, const Selection& selection, Size image)
{
    const std::vector<const Annotation*> originals = found(content, selection);
    const std::optional<Rect> box = boundsOf(originals);
    Point step;
    if (box) {
        const auto axis = [](double high, double low, double extent) {
            if (high + duplicateOffset <= extent)
                return duplicateOffset;
            return low - duplicateOffset >= 0 ? -duplicateOffset : 0.0;
        };
        step = {axis(box->right(), box->x, image.width), axis(box->bottom(), box->y, image.height)};
    }
    std::vector<Annotation> annotations;
    for (const Annotation* original : originals) {
        annotations.push_back(*original);
        annotations.back().shape = translated(original->shape, step);
    }
    return copies(content, std::move(annotations));
}

Creation pasteAnnotations(const LayerContent& content, const std::vector<Annotation>& annotations, Size image,
                          std::optional<Point> center)
{
    std::vector<const Annotation*> originals;
    for (const Annotation& annotation : annotations)
        originals.push_back(&annotation);
    Point step;
    if (const std::optional<Rect> box = boundsOf(originals); box && center) {
        step = *center - box->center();
        // Into the image, as far as it fits.
        const auto axis = [](double low, double size, double extent) {
            return std::clamp(low, 0.0, std::max(0.0, extent - size));
        };
        step = Point{axis(box->x + step.x, box->width, image.width),
                     axis(box->y + step.y, box->height, image.height)} -
               Point{box->x, box->y};
    }
    std::vector<Annotation> clipped;
    const Rect allowed = Rect{0, 0, image.width, image.height}.adjusted(borderTrim);
    for (const Annotation& annotation : annotations) {
        if (const std::optional<Rect> box = bounds(annotation.shape)) {
            const Rect moved{box->x + step.x, box->y + step.y, box->width, box->height};
            if (moved.x < allowed.x || moved.y < allowed.y || moved.right() > allowed.right() ||
                moved.bottom() > allowed.bottom())
                continue;
        }
        // A mask is bound to the size of its image: that first, or moving it would cut it.
        const bool isMask = std::holds_alternative<MaskShape>(annotation.shape);
        std::optional<Shape> shape = isMask ? clippedTo(image, annotation.shape)
                                            : std::optional<Shape>(translated(annotation.shape, step));
        if (shape)
            shape = isMask ? translated(*shape, step) : clippedTo(image, *shape);
        if (!shape)
            continue;
        clipped.push_back(annotation);
        clipped.back().shape = std::move(*shape);
    }
    const std::size_t leftOut = annotations.size() - clipped.size();
    Creation creation = copies(content, std::move(clipped));
    creation.leftOut = leftOut;
    return creation;
}

Point allowedMove(const Rect& box, Point delta, Size image)
{
    return {allowedAxis(box.x, box.right(), delta.x, image.width),
            allowedAxis(box.y, box.bottom(), delta.y, image.height)};
}

Point clippedTo(Size image, Point point)
{
    return {std::clamp(point.x, 0.0, std::max(0.0, image.width)),
            std::clamp(point.y, 0.0, std::max(0.0, image.height))};
}

std::optional<Shape> clippedTo(Size image, const Shape& shape)
{
    return std::visit(Clip{image}, shape);
}

} // namespace touchstone
