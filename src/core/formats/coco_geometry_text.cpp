#include "core/formats/coco_geometry_text.h"

#include <algorithm>

#include "core/formats/coco_parts.h"
#include "core/formats/coco_rings_text.h"
#include "core/formats/json_text.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"

namespace touchstone::coco {

namespace {

bool hasHoles(const Polygon& polygon)
{
    return std::any_of(polygon.begin(), polygon.end(), [](const PolygonPart& p) { return !p.holes.empty(); });
}

std::string numberText(double value)
{
    std::string text;
    appendJsonNumber(text, value);
    return text;
}

/// With the keys in the order that is usual for each form.
std::string runsText(const Rle& rle, bool asList)
{
    const std::string size =
        "\"size\":[" + std::to_string(rle.height) + ',' + std::to_string(rle.width) + ']';
    if (!asList) {
        std::string text = '{' + size + ",\"counts\":";
        appendJsonString(text, rleToString(rle));
        return text + '}';
    }
    std::string text = "{\"counts\":[";
    for (std::size_t i = 0; i < rle.counts.size(); ++i) {
        text += i == 0 ? "" : ",";
        text += std::to_string(rle.counts[i]);
    }
    return text + "]," + size + '}';
}

std::string ringsText(const Polygon& polygon, WholeNumbers whole, bool closed)
{
    std::string text = "[";
    for (const PolygonPart& part : polygon) {
        text += text.size() > 1 ? ",[" : "[";
        const std::size_t count = part.outer.empty() ? 0 : part.outer.size() + (closed ? 1 : 0);
        for (std::size_t i = 0; i < count; ++i) {
            const Point& point = part.outer[i % part.outer.size()];
            text += i > 0 ? "," : "";
            appendJsonNumber(text, point.x, whole);
            text += ',';
            appendJsonNumber(text, point.y, whole);
        }
        text += ']';
    }
    return text + ']';
}

/// Writes one shape anew; `words` say how its source wrote it.
struct ShapeText {
    GeometryText& result;
    std::uint32_t width;
    std::uint32_t height;
    bool crowd;
    std::string_view words;
    /// Box and area are wanted too; they cost a drawing of the polygon.
    bool all;

    bool word(std::string_view name) const { return words.find(name) != std::string_view::npos; }

    WholeNumbers whole() const { return word("real") ? WholeNumbers::WithPoint : WholeNumbers::Short; }

    void operator()(const TagShape&) const {}
    void operator()(const RelationShape&) const {}
    void operator()(const SpanShape&) const {}
    void operator()(const BoxShape& shape) const
    {
        result.made.segmentation = "[]";
        result.made.box = boxText(shape.rect);
        result.made.area = numberText(shape.rect.area());
    }
    void operator()(const PolygonShape& shape) const
    {
        const Polygon& polygon = *shape.polygon;
        const bool known = width > 0 && height > 0;
        const bool holes = hasHoles(polygon);
        Rle rle;
        if (known && (holes || all)) {
            rle = rleFromPolygon(polygon, height, width);
        }
        result.holesAsMask = holes && known;
        result.holesLost = holes && !known;
        result.made.segmentation =
            result.holesAsMask
                ? runsText(rle, crowd)
                : ringsText(polygon, whole(), word("closed"));
        result.made.box = boxText(bounds(polygon).value_or(Rect{}));
        result.made.area = numberText(known ? static_cast<double>(area(rle)) : area(polygon));
    }
    void operator()(const MaskShape& shape) const
    {
        const bool asList = words.empty() ? crowd : word("list");
        result.made.segmentation = runsText(rleFromMask(*shape.mask), asList);
        result.made.box = boxText(bounds(*shape.mask));
        result.made.area = numberText(static_cast<double>(area(*shape.mask)));
    }
    void operator()(const RotatedBoxShape& shape) const
    {
        const auto ring = corners(shape.rect);
        outlined("rotated box", Ring(ring.begin(), ring.end()), shape.rect.area());
    }
    void operator()(const EllipseShape& shape) const
    {
        outlined("ellipse", ellipseOutline(shape.frame), area(Shape(shape)));
    }
    void operator()(const PolylineShape&) const {}
    void operator()(const PointShape&) const {}
    void operator()(const SkeletonShape& shape) const
    {
        const Rect box = touchstone::bounds(*shape.points).value_or(Rect{});
        result.made.segmentation = "[]";
        result.made.box = boxText(box);
        result.made.area = numberText(box.area());
    }

  private:
    void outlined(std::string_view what, Ring ring, double size) const
    {
        const Polygon polygon{{std::move(ring), {}}};
        result.outlined = what;
        result.made.segmentation = ringsText(polygon, whole(), false);
        result.made.box = boxText(bounds(polygon).value_or(Rect{}));
        result.made.area = numberText(size);
    }
};

} // namespace

std::string boxText(const Rect& box)
{
    std::string text = "[";
    appendJsonNumber(text, box.x);
    for (const double value : {box.y, box.width, box.height}) {
        text += ',';
        appendJsonNumber(text, value);
    }
    return text + ']';
}

Result<Shape> shapeOf(const ExportSource::Entry& entry)
{
    if (entry.rings.empty()) {
        return entry.annotation.shape;
    }
    Annotation read;
    const GetTile none = [](const Sha256&) { return Error{ErrorCode::Corrupt, "A polygon has no tiles.", {}}; };
    if (auto done = readAnnotationBody("{\"polygon\":" + std::string(entry.rings) + '}', none, read); !done) {
        return done.error();
    }
    return std::move(read.shape);
}

Result<void> writeGeometry(const ExportSource::Entry& entry, std::int64_t imageWidth, std::int64_t imageHeight,
                           const MemberList* recorded, GeometryText& result)
{
    result.segmentation = recorded ? recorded->find("segmentation") : std::string_view();
    result.box = recorded ? recorded->find("bbox") : std::string_view();
    result.area = recorded ? recorded->find("area") : std::string_view();
    result.holesAsMask = result.holesLost = false;
    result.outlined = {};
    const bool words = !result.segmentation.empty() && result.segmentation.front() == '"';
    const bool computed = result.box == computedWord;
    ShapeText writer{result,
                     static_cast<std::uint32_t>(std::max<std::int64_t>(imageWidth, 0)),
                     static_cast<std::uint32_t>(std::max<std::int64_t>(imageHeight, 0)),
                     entry.annotation.crowd,
                     words ? result.segmentation : std::string_view(),
                     !recorded};
    const ShapeKind kind = kindOf(entry.annotation.shape);
    const bool form = (kind == ShapeKind::Polygon || kind == ShapeKind::Mask) &&
                      (words || result.segmentation.empty());
    if (recorded && form && !computed && !entry.rings.empty()) {
        result.made.segmentation.clear();
        if (appendRings(result.made.segmentation, entry.rings, writer.whole(), writer.word("closed"))) {
            result.segmentation = result.made.segmentation;
            return {};
        }
    }
    if (!recorded || form || computed) {
        const auto shape = shapeOf(entry);
        if (!shape) {
            return shape.error();
        }
        result.made.segmentation.clear();
        result.made.box.clear();
        result.made.area.clear();
        std::visit(writer, *shape);
    }
    if (!recorded || form) {
        result.segmentation = result.made.segmentation;
    } else if (words || result.segmentation.empty()) {
        result.segmentation = {}; // a box or a tag
    }
    if (!recorded || computed) {
        result.box = result.made.box;
    }
    if (!recorded) {
        result.area = result.made.area;
    }
    return {};
}

} // namespace touchstone::coco
