#include "tools/commands.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

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

/// New ids; annotations that were one object stay one.
Creation copies(const LayerContent& content, std::vector<Annotation> annotations)
{
    Creation creation;
    std::unordered_map<InstanceId, InstanceId> instances;
    for (Annotation& annotation : annotations) {
        annotation.id = AnnotationId::create();
        annotation.score.reset();
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
};

} // namespace

std::vector<Change> deleteSelection(const LayerContent& content, const Selection& selection)
{
    std::vector<Change> changes;
    for (const Annotation* annotation : found(content, selection))
        changes.push_back(content.removal(annotation->id));
    return changes;
}

std::vector<Change> relabel(const LayerContent& content, const Selection& selection, const LabelId& label)
{
    std::vector<Change> changes;
    for (const Annotation* annotation : found(content, selection)) {
        if (annotation->label == label)
            continue;
        Annotation after = *annotation;
        after.label = label;
        changes.push_back(content.replacement(std::move(after)));
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
