#include "core/formats/labelme_shape_text.h"

#include <algorithm>
#include <cmath>

#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/labelme_mask.h"
#include "core/formats/member_list.h"
#include "core/store/annotation_codec.h"
#include "touchstone/geometry/rle.h"

namespace touchstone::labelme {

namespace {

/// What labelme says of one shape.
struct Said {
    std::string type;
    std::vector<Point> points;
    std::string mask;
    std::string description;
};

/// Labelled points of a skeleton and parts of a polygon come as several.
struct Say {
    const ShapeContext& context;
    std::string_view type; ///< As it was stated; empty when there is none.
    std::vector<Said>& said;

    void lose(const char* what) const { ++context.lost[what]; }
    void add(std::string as, std::vector<Point> points) const { said.push_back({std::move(as), std::move(points), {}, {}}); }
    void mask(const Mask& mask) const
    {
        const Rect box = touchstone::bounds(mask);
        const PixelRect rect{static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y),
                             static_cast<std::int32_t>(box.width), static_cast<std::int32_t>(box.height)};
        if (rect.width <= 0 || rect.height <= 0) {
            return lose("empty masks; these were not written");
        }
        Bitmap bitmap{static_cast<std::uint32_t>(rect.width), static_cast<std::uint32_t>(rect.height), {}};
        bitmap.pixels.resize(static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height));
        decodeMask(mask, rect, bitmap.pixels.data());
        std::string text;
        appendJsonString(text, base64PngFromBitmap(bitmap));
        // The last pixel belongs to it.
        add("mask", {{box.x, box.y}, {box.x + box.width - 1, box.y + box.height - 1}});
        said.back().mask = std::move(text);
    }

    void operator()(const TagShape&) const {}
    void operator()(const RelationShape&) const {}
    void operator()(const SpanShape&) const {}
    void operator()(const BoxShape& shape) const
    {
        add("rectangle", {{shape.rect.x, shape.rect.y},
                          {shape.rect.x + shape.rect.width, shape.rect.y + shape.rect.height}});
    }
    void operator()(const PolygonShape& shape) const
    {
        const bool holes = std::any_of(shape.polygon->begin(), shape.polygon->end(),
                                       [](const PolygonPart& part) { return !part.holes.empty(); });
        if (holes && context.width > 0 && context.height > 0) {
            lose("holes in polygons; these were written as masks");
            return mask(maskFromRle(rleFromPolygon(*shape.polygon, static_cast<std::uint32_t>(context.height),
                                                   static_cast<std::uint32_t>(context.width))));
        }
        if (holes) {
            lose("holes in polygons; these were left out, since the size of the picture is not known");
        }
        for (const PolygonPart& part : *shape.polygon) {
            add("polygon", part.outer);
        }
        if (shape.polygon->size() > 1) {
            lose("polygons of several parts; each part was written, in one group");
        }
    }
    void operator()(const MaskShape& shape) const { mask(*shape.mask); }
    void operator()(const RotatedBoxShape& shape) const
    {
        const auto ring = corners(shape.rect);
        const bool known = type == "oriented_rectangle";
        add(known ? "oriented_rectangle" : "polygon", {ring.begin(), ring.end()});
        if (!known) {
            lose("rotated boxes; these were written as polygons");
        }
    }
    void operator()(const EllipseShape& shape) const
    {
        const TurnedRect& frame = shape.frame;
        if (std::abs(frame.width - frame.height) <= 1e-9 * std::max(1.0, frame.width)) {
            return add("circle", {frame.center, {frame.center.x + frame.width / 2, frame.center.y}});
        }
        lose("ellipses; these were written as polygons");
        add("polygon", ellipseOutline(frame));
    }
    void operator()(const PolylineShape& shape) const
    {
        const bool same = type == "points" || type == "linestrip";
        add(same ? std::string(type) : shape.points->size() == 2 ? "line" : "linestrip", *shape.points);
    }
    void operator()(const PointShape& shape) const { add("point", {shape.at}); }
    void operator()(const SkeletonShape& shape) const
    {
        lose("skeletons; their points were written, in one group");
        for (std::size_t i = 0; i < shape.points->size(); ++i) {
            const SkeletonPoint& point = (*shape.points)[i];
            if (point.visibility == Visibility::Absent) {
                continue;
            }
            add("point", {point.at});
            const bool named = context.skeleton && i < context.skeleton->points.size();
            said.back().description = named ? context.skeleton->points[i].name : std::to_string(i + 1);
        }
    }
};

std::string textJson(std::string_view text)
{
    std::string result;
    appendJsonString(result, text);
    return result;
}

/// The flags of a shape: yes and no of its attributes, in the order in which they came; others as they are.
std::string flagsText(std::string_view json, const Attributes& attributes)
{
    const std::string text(json);
    MemberList flags;
    if (text.starts_with('{')) {
        flags.read(text);
    }
    std::string object;
    for (const auto& flag : flags.all()) {
        const AttributeValue* value = valueOf(attributes, flag.name);
        const bool* yes = value ? std::get_if<bool>(value) : nullptr;
        if (yes) {
            appendMember(object, flag.name, *yes ? "true" : "false");
        } else if (flag.json != "true" && flag.json != "false") {
            appendMember(object, flag.name, flag.json);
        }
    }
    for (const Attribute& attribute : attributes) {
        const bool* yes = std::get_if<bool>(&attribute.value);
        if (yes && flags.find(attribute.name).empty()) {
            appendMember(object, attribute.name, *yes ? "true" : "false");
        }
    }
    closeObject(object);
    return !object.empty() ? object : text.empty() || text.starts_with('{') ? "{}" : text;
}

std::string descriptionText(std::string_view json, const Attributes& attributes, const std::string& own)
{
    const AttributeValue* value = valueOf(attributes, "description");
    const auto* held = value ? std::get_if<std::string>(value) : nullptr;
    const std::string wanted = held ? *held : own;
    return !json.empty() && stringFromJson(json) == wanted ? std::string(json) : textJson(wanted);
}

void countLost(const Annotation& annotation, const ShapeContext& context)
{
    for (const Attribute& attribute : annotation.attributes) {
        const bool flag = std::holds_alternative<bool>(attribute.value);
        const bool text = attribute.name == "description" && std::holds_alternative<std::string>(attribute.value);
        if (!flag && !text) {
            ++context.lost["attributes that are neither yes nor no"];
        }
    }
    const auto count = [&](bool lost, const char* what) {
        if (lost) {
            ++context.lost[what];
        }
    };
    count(annotation.score.has_value(), "scores");
    count(annotation.crowd || annotation.occluded || annotation.truncated || annotation.unsure,
          "the marks crowd, occluded, truncated and unsure");
    count(annotation.z != 0, "the drawing order");
}

ShapeText textOfOne(const ExportSource::Entry& entry, const ShapeContext& context, const Said& said,
                    const MemberList& fields, const MemberList& geometry)
{
    const Annotation& annotation = entry.annotation;
    ShapeText result;
    std::string text;
    // The shape is as it came: so are its words.
    const bool asItCame = entry.record && entry.geometryUntouched;
    const auto value = [&](std::string_view name) -> std::string {
        const std::string_view stated = fields.find(name);
        if (name == "label") {
            return textJson(context.label);
        }
        if (name == "points") {
            const std::string_view raw = asItCame ? geometry.find("points") : std::string_view();
            return raw.empty() ? pointsText(said.points) : std::string(raw);
        }
        if (name == "mask") {
            const std::string_view raw = asItCame ? geometry.find("mask") : std::string_view();
            return !raw.empty() ? std::string(raw) : said.mask.empty() ? "null" : said.mask;
        }
        if (name == "shape_type") {
            return asItCame && !stated.empty() ? std::string(stated) : textJson(said.type);
        }
        if (name == "flags") {
            return flagsText(stated, annotation.attributes);
        }
        if (name == "description") {
            return descriptionText(stated, annotation.attributes, said.description);
        }
        return std::string(stated);
    };
    const auto put = [&](std::string_view name) {
        if (name == "group_id") {
            result.ownGroup = fields.has(name) ? std::string(fields.find(name)) : "null";
            appendMember(text, name, "");
            result.before = std::move(text);
            text = "{"; // what follows begins with a comma
        } else {
            appendMember(text, name, value(name));
        }
    };
    for (const auto& member : fields.all()) {
        put(member.name);
    }
    const bool isNew = !entry.record;
    const auto want = [&](std::string_view name, bool wanted) {
        if ((isNew || wanted) && !fields.has(name)) {
            put(name);
        }
    };
    want("label", true);
    want("points", true);
    want("group_id", false);
    want("description", descriptionText({}, annotation.attributes, said.description) != "\"\"");
    want("shape_type", !asItCame && said.type != "polygon");
    want("flags", flagsText({}, annotation.attributes) != "{}");
    want("mask", !said.mask.empty());
    closeObject(text);
    const bool split = !result.before.empty();
    (split ? result.after : result.before) = std::move(text);
    if (split) {
        result.after.erase(0, 1);
        result.after = result.after.empty() ? "}" : result.after;
    }
    return result;
}

} // namespace

std::string ShapeText::text(std::optional<std::int64_t> number) const
{
    if (!ownGroup.empty()) {
        return before + (number ? std::to_string(*number) : ownGroup) + after;
    }
    if (!number) {
        return before;
    }
    return before.substr(0, before.size() - 1) + ",\"group_id\":" + std::to_string(*number) + '}';
}

std::vector<ShapeText> shapeTexts(const ExportSource::Entry& entry, const ShapeContext& context)
{
    const std::string fieldsText = entry.record ? entry.record->fields : std::string();
    const std::string geometryText = entry.record ? entry.record->geometry : std::string();
    MemberList fields;
    MemberList geometry;
    fields.read(fieldsText);
    geometry.read(geometryText);
    const std::string type = stringFromJson(fields.find("shape_type"));
    std::vector<Said> said;
    std::visit(Say{context, type, said}, entry.annotation.shape);
    countLost(entry.annotation, context);
    std::vector<ShapeText> texts;
    for (const Said& one : said) {
        ShapeText text = textOfOne(entry, context, one, fields, geometry);
        text.id = texts.empty() ? entry.annotation.id : AnnotationId::create();
        const std::int64_t group = sideOf(text.ownGroup);
        text.group = text.ownGroup.empty() || text.ownGroup == "null" ? std::nullopt : std::optional(group);
        texts.push_back(std::move(text));
    }
    return texts;
}

std::optional<ExportSource::Entry> joinedPoints(const std::vector<ExportSource::Entry>& entries)
{
    const auto& record = entries.front().record;
    if (!record) {
        return std::nullopt;
    }
    MemberList fields;
    fields.read(record->fields);
    if (stringFromJson(fields.find("shape_type")) != "points") {
        return std::nullopt;
    }
    Ring points;
    bool untouched = true;
    for (const ExportSource::Entry& entry : entries) {
        const auto* point = std::get_if<PointShape>(&entry.annotation.shape);
        if (!point) {
            return std::nullopt;
        }
        points.push_back(point->at);
        untouched = untouched && entry.record && entry.geometryUntouched;
    }
    MemberList geometry;
    geometry.read(record->geometry);
    const std::string_view stated = geometry.find("points");
    const auto pairs = std::count(stated.begin(), stated.end(), '[') - 1;
    ExportSource::Entry joined = entries.front();
    joined.geometryUntouched = untouched && pairs == static_cast<std::ptrdiff_t>(points.size());
    joined.annotation.shape = PolylineShape{Shared<Ring>(std::move(points))};
    return joined;
}

std::string pictureFlags(std::string_view json, const std::set<std::string>& tags)
{
    const std::string text(json);
    MemberList flags;
    if (text.starts_with('{')) {
        flags.read(text);
    }
    std::string object;
    for (const auto& flag : flags.all()) {
        const bool isFlag = flag.json == "true" || flag.json == "false";
        const bool tagged = tags.contains(std::string(flag.name));
        appendMember(object, flag.name, tagged ? std::string_view("true") : isFlag ? std::string_view("false") : flag.json);
    }
    for (const std::string& tag : tags) {
        if (!flags.has(tag)) {
            appendMember(object, tag, "true");
        }
    }
    closeObject(object);
    return !object.empty() ? object : text.empty() || text.starts_with('{') ? "{}" : text;
}

} // namespace touchstone::labelme
