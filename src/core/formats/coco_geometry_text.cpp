#include "core/formats/coco_geometry_text.h"

#include <algorithm>

#include "core/formats/coco_parts.h"
#include "core/formats/json_text.h"
#include "core/store/annotation_codec.h"

namespace touchstone::coco {

namespace {

bool hasHoles(const Polygon& polygon)
{
    return std::any_of(polygon.begin(), polygon.end(), [](const PolygonPart& p) { return !p.holes.empty(); });
}

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
        const std::size_t count = part.outer.size() + (closed ? 1 : 0);
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

    void operator()(const TagShape&) const {}
    void operator()(const BoxShape& shape) const
    {
        result.segmentation = "[]";
        result.box = boxText(shape.rect);
        result.area = numberText(shape.rect.area());
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
        result.segmentation =
            result.holesAsMask
                ? runsText(rle, crowd)
                : ringsText(polygon, word("real") ? WholeNumbers::WithPoint : WholeNumbers::Short,
                            word("closed"));
        result.box = boxText(bounds(polygon).value_or(Rect{}));
        result.area = numberText(known ? static_cast<double>(area(rle)) : area(polygon));
    }
    void operator()(const MaskShape& shape) const
    {
        const bool asList = words.empty() ? crowd : word("list");
        result.segmentation = runsText(rleFromMask(*shape.mask), asList);
        result.box = boxText(bounds(*shape.mask));
        result.area = numberText(static_cast<double>(area(*shape.mask)));
    }
};

} // namespace

GeometryText geometryText(const Annotation& annotation, std::int64_t imageWidth, std::int64_t imageHeight,
                          const MemberList* recorded)
{
    GeometryText result;
    std::string_view segmentation = recorded ? recorded->find("segmentation") : std::string_view();
    const std::string_view box = recorded ? recorded->find("bbox") : std::string_view();
    const bool words = !segmentation.empty() && segmentation.front() == '"';
    ShapeText writer{result,
                     static_cast<std::uint32_t>(std::max<std::int64_t>(imageWidth, 0)),
                     static_cast<std::uint32_t>(std::max<std::int64_t>(imageHeight, 0)),
                     annotation.crowd,
                     words ? segmentation : std::string_view(),
                     !recorded};
    const ShapeKind kind = kindOf(annotation.shape);
    const bool rebuilt =
        !recorded ||
        ((kind == ShapeKind::Polygon || kind == ShapeKind::Mask) && (words || segmentation.empty())) ||
        box == computedWord;
    if (rebuilt) {
        std::visit(writer, annotation.shape);
    }
    if (!recorded) {
        return result;
    }
    if (!words && !segmentation.empty()) {
        result.segmentation = segmentation;
    } else if (kind == ShapeKind::Box || kind == ShapeKind::Tag) {
        result.segmentation.clear();
    }
    if (box != computedWord) {
        result.box = box;
    }
    result.area = recorded->find("area");
    return result;
}

} // namespace touchstone::coco
