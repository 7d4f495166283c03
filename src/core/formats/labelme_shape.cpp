#include <algorithm>
#include <cmath>
#include <optional>

#include "core/formats/json_scanner.h"
#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/labelme_mask.h"
#include "core/formats/member_list.h"
#include "touchstone/base/text.h"
#include "touchstone/geometry/rle.h"

namespace touchstone::labelme {

namespace {

constexpr double coordinateLimit = 1e9;

std::optional<std::vector<Point>> pointsOf(std::string_view json)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    std::vector<Point> points;
    if (text.empty() || scanner.peek() != '[') {
        return std::nullopt;
    }
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        if (scanner.peek() != '[') {
            return std::nullopt;
        }
        std::vector<double> pair;
        scanner.array();
        for (bool start = true; scanner.element(start);) {
            JsonNumber number;
            if (!scanner.number(number) || !(std::abs(number.value) <= coordinateLimit)) {
                return std::nullopt;
            }
            pair.push_back(number.value);
        }
        if (pair.size() != 2) {
            return std::nullopt;
        }
        points.push_back({pair[0], pair[1]});
    }
    return scanner.ok() ? std::optional(std::move(points)) : std::nullopt;
}

Shape boxAround(const std::vector<Point>& points)
{
    Point low = points.front();
    Point high = low;
    for (const Point& point : points) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    return BoxShape{{low.x, low.y, high.x - low.x, high.y - low.y}};
}

/// Each corner of its box once, in any turn.
bool isUpright(const std::vector<Point>& p)
{
    return p.size() == 4 && ((p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y) ||
                             (p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x));
}

struct ShapeReader {
    ReadShape& result;
    const std::vector<Point>& points;
    std::string_view mask;
    std::int64_t width;
    std::int64_t height;

    void add(Shape shape) const { result.shapes.push_back(std::move(shape)); }
    bool has(std::size_t count, const char* wanted) const
    {
        if (points.size() == count) {
            return true;
        }
        result.problem = "It has " + std::to_string(points.size()) + " points, but needs " + wanted +
                         ". It was left out.";
        return false;
    }
    void line() const { add(PolylineShape{Shared<Ring>(Ring(points))}); }
    void polygon() const
    {
        if (points.size() > 2) {
            return add(PolygonShape{Shared<Polygon>(Polygon{{Ring(points), {}}})});
        }
        if (has(2, "three at least")) {
            result.problem = "A polygon of two points encloses nothing. It was taken as a line.";
            line();
        }
    }
    void rectangle() const
    {
        if (isUpright(points)) {
            add(boxAround(points));
        } else if (points.size() == 4) {
            polygon();
        } else if (has(2, "two or four")) {
            add(boxAround(points));
        }
    }
    void circle() const
    {
        if (has(2, "two, the centre and one on the circle")) {
            const double radius = std::hypot(points[1].x - points[0].x, points[1].y - points[0].y);
            add(EllipseShape{{points[0], 2 * radius, 2 * radius, 0}});
        }
    }
    void turned() const
    {
        if (has(4, "four")) {
            add(RotatedBoxShape{turnedRectOver(points[0], points[1], points[2])});
        }
    }
    void masked() const
    {
        if (!has(2, "two, its first and its last pixel")) {
            return;
        }
        if (width <= 0 || height <= 0 || width * height >= std::int64_t{1} << 31) {
            result.problem = "A mask needs imageWidth and imageHeight, which the file does not state. It was left out.";
            return;
        }
        const auto bitmap = bitmapFromBase64Png(stringFromJson(mask));
        if (!bitmap) {
            result.problem = bitmap.error().message + " It was left out.";
            return;
        }
        // The first pixel counts; how large it is, the PNG says.
        constexpr double farthest = 1e15;
        const auto left = static_cast<std::int64_t>(std::llround(std::clamp(points[0].x, -farthest, farthest)));
        const auto top = static_cast<std::int64_t>(std::llround(std::clamp(points[0].y, -farthest, farthest)));
        // Column by column, as runs lie: what the file claims of its size is no memory.
        Rle rle{static_cast<std::uint32_t>(height), static_cast<std::uint32_t>(width), {}};
        std::int64_t end = 0;
        bool outside = false;
        for (std::int64_t x = 0; x < bitmap->width; ++x) {
            for (std::int64_t y = 0; y < bitmap->height; ++y) {
                if (bitmap->pixels[static_cast<std::size_t>(y * bitmap->width + x)] == 0) {
                    continue;
                }
                if (left + x < 0 || left + x >= width || top + y < 0 || top + y >= height) {
                    outside = true;
                    continue;
                }
                const std::int64_t at = (left + x) * height + top + y;
                if (rle.counts.empty() || at != end) {
                    rle.counts.push_back(static_cast<std::uint32_t>(at - end));
                    rle.counts.push_back(0);
                }
                ++rle.counts.back();
                end = at + 1;
            }
        }
        if (outside && end == 0) {
            result.problem = "Its mask lies outside of the picture. It was left out.";
            return;
        }
        rle.counts.push_back(static_cast<std::uint32_t>(width * height - end));
        result.problem = outside ? "Its mask leaves the picture. What is outside was cut off." : "";
        add(MaskShape{Shared<Mask>(maskFromRle(canonical(rle)))});
    }
    void read(const std::string& type) const
    {
        if (type == "polygon") {
            polygon();
        } else if (type == "rectangle") {
            rectangle();
        } else if (type == "circle") {
            circle();
        } else if (type == "oriented_rectangle") {
            turned();
        } else if (type == "mask") {
            masked();
        } else if (type == "line" || type == "linestrip") {
            if (points.size() > 1 || has(2, "two at least")) {
                line();
            }
        } else if (type == "point") {
            if (has(1, "one")) {
                add(PointShape{points[0]});
            }
        } else if (type == "points") {
            for (const Point& point : points) {
                add(PointShape{point});
            }
            result.problem = points.empty() ? "It has no points. It was left out." : "";
        } else {
            result.problem = "Its shape_type \"" + displayUtf8(type.substr(0, 100)) + "\" is not known. It was left out.";
        }
    }
};

void readFlags(const std::string& json, Attributes& attributes)
{
    MemberList flags;
    if (json.starts_with('{')) {
        flags.read(json);
    }
    for (const auto& flag : flags.all()) {
        if ((flag.json == "true" || flag.json == "false") && !valueOf(attributes, flag.name)) {
            attributes.push_back({std::string(flag.name), flag.json == "true"});
        }
    }
}

} // namespace

std::string pointsText(const std::vector<Point>& points)
{
    std::string text = "[";
    for (const Point& point : points) {
        text += text.size() > 1 ? ",[" : "[";
        appendJsonNumber(text, point.x, WholeNumbers::WithPoint);
        text += ',';
        appendJsonNumber(text, point.y, WholeNumbers::WithPoint);
        text += ']';
    }
    return text + ']';
}

ReadShape readShape(const std::string& json, std::int64_t width, std::int64_t height)
{
    ReadShape result;
    JsonScanner scanner(json.data(), json.data() + json.size());
    scanner.value();
    if (json.empty() || json.front() != '{' || scanner.fault() != JsonFault::None) {
        result.problem = json.starts_with('{') ? "It holds what JSON cannot hold (" + displayUtf8(scanner.faultText()) +
                                                     "). It was left out."
                                               : "It is no object. It was left out.";
        return result;
    }
    MemberList members;
    members.read(json);
    result.label = stringFromJson(members.find("label"));
    if (result.label.empty() || result.label.size() > 4096) {
        result.problem = "It has no usable label. It was left out.";
        return result;
    }
    const std::string_view pointsJson = members.find("points");
    const auto points = pointsOf(pointsJson);
    if (!points) {
        result.problem = "Its points are no list of pairs of numbers. It was left out.";
        return result;
    }
    const std::string_view type = members.find("shape_type");
    ShapeReader{result, *points, members.find("mask"), width, height}.read(type.empty() || type == "null" ? "polygon"
                                                                                                        : stringFromJson(type));
    if (result.shapes.empty()) {
        return result;
    }
    readFlags(std::string(members.find("flags")), result.attributes);
    const std::string description = stringFromJson(members.find("description"));
    if (!description.empty() && !valueOf(result.attributes, "description")) {
        result.attributes.push_back({"description", description});
    }
    if (const std::string group(members.find("group_id")); !group.empty()) {
        JsonScanner number(group.data(), group.data() + group.size());
        JsonNumber value;
        if (number.number(value) && value.fits) {
            result.group = value.integer;
        }
    }
    for (const auto& member : members.all()) {
        const bool held = member.name == "label" || member.name == "points" || member.name == "mask";
        appendMember(result.fields, member.name, held ? std::string_view("null") : member.json);
    }
    closeObject(result.fields);
    if (pointsText(*points) != pointsJson || result.shapes.size() > 1 || kindOf(result.shapes[0]) != ShapeKind::Polygon) {
        appendMember(result.geometry, "points", pointsJson);
    }
    if (const auto mask = members.find("mask"); !mask.empty()) {
        appendMember(result.geometry, "mask", mask);
    }
    closeObject(result.geometry);
    return result;
}

} // namespace touchstone::labelme
