#include <charconv>
#include <cmath>

#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

using rapidjson::Value;

Error corrupt(const char* what)
{
    return {ErrorCode::Corrupt, std::string("A stored annotation cannot be read: ") + what + '.', {}};
}

bool readRing(const Value& value, Ring& ring)
{
    if (!value.IsArray() || value.Size() % 2 != 0)
        return false;
    ring.resize(value.Size() / 2);
    const Value* number = value.Begin();
    for (Point& p : ring) {
        if (!number[0].IsNumber() || !number[1].IsNumber())
            return false;
        p = {number[0].GetDouble(), number[1].GetDouble()};
        number += 2;
    }
    return true;
}

Result<Shape> readPolygon(const Value& value)
{
    if (!value.IsArray())
        return corrupt("polygon is no list");
    Polygon polygon(value.Size());
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
        const Value& part = value[i];
        if (!part.IsArray() || part.Empty() || !readRing(part[0], polygon[i].outer))
            return corrupt("a part of a polygon has no ring");
        polygon[i].holes.resize(part.Size() - 1);
        for (rapidjson::SizeType k = 1; k < part.Size(); ++k)
            if (!readRing(part[k], polygon[i].holes[k - 1]))
                return corrupt("a hole of a polygon is no ring");
    }
    return Shape(PolygonShape{std::move(polygon)});
}

bool readNumbers(const Value& value, double* numbers, rapidjson::SizeType count)
{
    if (!value.IsArray() || value.Size() != count)
        return false;
    for (rapidjson::SizeType i = 0; i < count; ++i) {
        if (!value[i].IsNumber())
            return false;
        numbers[i] = value[i].GetDouble();
    }
    return true;
}

Result<Shape> readBox(const Value& value)
{
    double n[4];
    if (!readNumbers(value, n, 4))
        return corrupt("box has not four numbers");
    return Shape(BoxShape{{n[0], n[1], n[2], n[3]}});
}

template <class TurnedShape>
Result<Shape> readTurned(const Value& value)
{
    double n[5];
    if (!readNumbers(value, n, 5))
        return corrupt("a rotated box or ellipse has not five numbers");
    return Shape(TurnedShape{{{n[0], n[1]}, n[2], n[3], n[4]}});
}

Result<Shape> readPolyline(const Value& value)
{
    Ring points;
    if (!readRing(value, points))
        return corrupt("polyline is no list of numbers");
    return Shape(PolylineShape{std::move(points)});
}

Result<Shape> readPoint(const Value& value)
{
    double n[2];
    if (!readNumbers(value, n, 2))
        return corrupt("point has not two numbers");
    return Shape(PointShape{{n[0], n[1]}});
}

Result<Shape> readSkeleton(const Value& value)
{
    if (!value.IsArray() || value.Size() % 3 != 0)
        return corrupt("skeleton is no list of three numbers a point");
    Skeleton points(value.Size() / 3);
    const Value* number = value.Begin();
    for (SkeletonPoint& point : points) {
        if (!number[0].IsNumber() || !number[1].IsNumber() || !number[2].IsUint() || number[2].GetUint() > 2)
            return corrupt("a point of a skeleton is malformed");
        point = {{number[0].GetDouble(), number[1].GetDouble()},
                 static_cast<Visibility>(number[2].GetUint())};
        number += 3;
    }
    return Shape(SkeletonShape{std::move(points)});
}

Uuid readUuid(const Value& value)
{
    if (!value.IsString())
        return {};
    return Uuid::parse({value.GetString(), value.GetStringLength()}).value_or(Uuid{});
}

Result<Shape> readRelation(const Value& value)
{
    if (!value.IsObject() || !value.HasMember("members") || !value["members"].IsArray())
        return corrupt("relation has no members");
    std::vector<AnnotationId> members;
    for (const Value& member : value["members"].GetArray())
        members.push_back({readUuid(member)});
    const bool directed =
        value.HasMember("directed") && value["directed"].IsBool() && value["directed"].GetBool();
    std::vector<std::string> roles;
    if (value.HasMember("roles")) {
        if (!value["roles"].IsArray() || value["roles"].Size() != members.size())
            return corrupt("relation has not a role for each member");
        for (const Value& role : value["roles"].GetArray()) {
            if (!role.IsString())
                return corrupt("a role is no text");
            roles.emplace_back(role.GetString(), role.GetStringLength());
        }
    }
    return Shape(RelationShape{std::move(members), directed, std::move(roles)});
}

Result<Shape> readSpan(const Value& value)
{
    if (!value.IsArray() || value.Empty() || value.Size() % 2 != 0)
        return corrupt("span is no list of places");
    std::vector<TextRange> ranges(value.Size() / 2);
    const Value* number = value.Begin();
    for (TextRange& range : ranges) {
        if (!number[0].IsInt64() || !number[1].IsInt64())
            return corrupt("span is no list of places");
        range = {number[0].GetInt64(), number[1].GetInt64()};
        number += 2;
    }
    return Shape(SpanShape{std::move(ranges)});
}

Result<Shape> readMask(const Value& value, const GetTile& get)
{
    if (!value.IsObject() || !value.HasMember("size") || !value.HasMember("tiles"))
        return corrupt("mask has no size");
    const Value& size = value["size"];
    const Value& tiles = value["tiles"];
    if (!size.IsArray() || size.Size() != 2 || !size[0].IsInt() || !size[1].IsInt() || !tiles.IsArray())
        return corrupt("mask has no size");
    Mask mask{size[0].GetInt(), size[1].GetInt(), {}};
    for (const Value& tile : tiles.GetArray()) {
        if (!tile.IsArray() || tile.Size() != 5 || !tile[0].IsInt() || !tile[1].IsInt() || !tile[2].IsInt() ||
            !tile[3].IsInt() || !tile[4].IsString())
            return corrupt("a tile of a mask is malformed");
        const auto hash = sha256FromHex({tile[4].GetString(), tile[4].GetStringLength()});
        if (!hash)
            return corrupt("a tile of a mask has no hash");
        auto runs = get(*hash);
        if (!runs)
            return runs.error();
        mask.tiles.push_back({{tile[0].GetInt(), tile[1].GetInt(), tile[2].GetInt(), tile[3].GetInt()}, *runs});
    }
    if (const auto valid = validate(mask); !valid)
        return Error{ErrorCode::Corrupt, valid.error().message, {}};
    return Shape(MaskShape{std::move(mask)});
}

/// An import keeps 128 levels. What is deeper was put there by another program, and writing it out as text
/// again would need as much stack as it has levels.
constexpr int kDeepest = 256;

bool isShallow(const Value& value, int levels = kDeepest)
{
    if (levels == 0)
        return false;
    if (value.IsArray()) {
        for (const Value& entry : value.GetArray())
            if (!isShallow(entry, levels - 1))
                return false;
    } else if (value.IsObject()) {
        for (auto it = value.MemberBegin(); it < value.MemberEnd(); ++it)
            if (!isShallow(it->value, levels - 1))
                return false;
    }
    return true;
}

std::string textOf(const Value& value)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

AttributeValue readAttribute(const Value& value)
{
    if (value.IsBool())
        return value.GetBool();
    if (value.IsInt64())
        return value.GetInt64();
    if (value.IsNumber())
        return value.GetDouble();
    if (value.IsString())
        return std::string(value.GetString(), value.GetStringLength());
    if (value.IsArray()) {
        std::vector<std::string> list;
        for (const Value& entry : value.GetArray())
            list.push_back(entry.IsString() ? std::string(entry.GetString(), entry.GetStringLength())
                                            : textOf(entry));
        return list;
    }
    if (value.IsObject() && value.HasMember("json"))
        return JsonText{textOf(value["json"])};
    return std::monostate{};
}

/// Fills a document. Numbers are read here: the library takes "0e-65" and zeros of more than twenty places for
/// other numbers.
class BodyReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, BodyReader> {
  public:
    explicit BodyReader(rapidjson::Document& to) : m_to(to) {}
    bool Null() { return m_to.Null(); }
    bool Bool(bool value) { return m_to.Bool(value); }
    bool String(const char* text, rapidjson::SizeType size, bool copy) { return m_to.String(text, size, copy); }
    bool Key(const char* text, rapidjson::SizeType size, bool copy) { return m_to.Key(text, size, copy); }
    bool StartObject() { return m_to.StartObject(); }
    bool EndObject(rapidjson::SizeType members) { return m_to.EndObject(members); }
    bool StartArray() { return m_to.StartArray(); }
    bool EndArray(rapidjson::SizeType entries) { return m_to.EndArray(entries); }
    bool RawNumber(const char* text, rapidjson::SizeType size, bool)
    {
        const std::string_view number(text, size);
        const char* const end = text + size;
        if (number.find_first_of(".eE") == std::string_view::npos) {
            std::int64_t whole = 0;
            if (std::from_chars(text, end, whole).ec == std::errc())
                return m_to.Int64(whole);
            std::uint64_t large = 0;
            if (const auto read = std::from_chars(text, end, large); read.ec == std::errc() && read.ptr == end)
                return m_to.Uint64(large);
        }
        double value = 0;
        if (std::from_chars(text, end, value).ec == std::errc())
            return m_to.Double(value);
        // Too small is nothing; too large is refused.
        const std::size_t exponent = number.find_first_of("eE");
        const bool small = exponent != number.npos ? number[exponent + 1] == '-'
                                                   : number.substr(number.front() == '-').starts_with("0.");
        return small && m_to.Double(0);
    }

  private:
    rapidjson::Document& m_to;
};

bool readJson(std::string_view body, rapidjson::Document& document)
{
    constexpr unsigned kFlags = rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;
    bool whole = false;
    auto parse = [&](rapidjson::Document& to) {
        rapidjson::MemoryStream bytes(body.data(), body.size());
        rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
        BodyReader handler(to);
        whole = !rapidjson::Reader().Parse<kFlags>(stream, handler).IsError();
        return whole;
    };
    document.Populate(parse);
    return whole && document.IsObject();
}

} // namespace

Result<void> readAnnotationBody(std::string_view body, const GetTile& get, Annotation& annotation)
{
    rapidjson::Document document;
    if (!readJson(body, document))
        return corrupt("it is no JSON object");
    Result<Shape> shape = Shape(TagShape{});
    bool known = false;
    std::int32_t block = 0;
    for (auto member = document.MemberBegin(); member < document.MemberEnd(); ++member) {
        const std::string_view name(member->name.GetString(), member->name.GetStringLength());
        const Value& value = member->value;
        if (name == "polygon")
            shape = readPolygon(value), known = true;
        else if (name == "box")
            shape = readBox(value), known = true;
        else if (name == "mask")
            shape = readMask(value, get), known = true;
        else if (name == "tag")
            known = true;
        else if (name == "rotated_box")
            shape = readTurned<RotatedBoxShape>(value), known = true;
        else if (name == "ellipse")
            shape = readTurned<EllipseShape>(value), known = true;
        else if (name == "polyline")
            shape = readPolyline(value), known = true;
        else if (name == "point")
            shape = readPoint(value), known = true;
        else if (name == "skeleton")
            shape = readSkeleton(value), known = true;
        else if (name == "relation")
            shape = readRelation(value), known = true;
        else if (name == "span")
            shape = readSpan(value), known = true;
        else if (name == "block" && value.IsInt())
            block = value.GetInt();
        else if (name == "attributes" && !isShallow(value))
            return corrupt("an attribute is nested too deeply");
        else if (name == "attributes" && value.IsObject())
            for (auto it = value.MemberBegin(); it < value.MemberEnd(); ++it)
                annotation.attributes.push_back({std::string(it->name.GetString(), it->name.GetStringLength()),
                                                 readAttribute(it->value)});
        else if (name == "instance")
            annotation.instance.uuid = readUuid(value);
        else if (name == "z" && value.IsInt())
            annotation.z = value.GetInt();
        else if (name == "crowd" && value.IsBool())
            annotation.crowd = value.GetBool();
        else if (name == "occluded" && value.IsBool())
            annotation.occluded = value.GetBool();
        else if (name == "truncated" && value.IsBool())
            annotation.truncated = value.GetBool();
        else if (name == "unsure" && value.IsBool())
            annotation.unsure = value.GetBool();
        else if (name == "alternative")
            annotation.alternative.uuid = readUuid(value);
        else if (name == "origin" && value.IsArray() && value.Size() == 2)
            annotation.origin = {{readUuid(value[0])}, {readUuid(value[1])}};
        else if (name == "score" && value.IsNumber())
            annotation.score = value.GetDouble();
    }
    if (!shape)
        return shape.error();
    if (!known)
        return corrupt("it has no shape");
    annotation.shape = std::move(shape).value();
    if (auto* span = std::get_if<SpanShape>(&annotation.shape))
        span->block = block;
    return {};
}

namespace {

Error unusable(const char* what)
{
    return {ErrorCode::InvalidInput, what, {}};
}

bool finite(Point p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

bool finite(const Ring& ring)
{
    for (const Point p : ring)
        if (!finite(p))
            return false;
    return true;
}

struct Check {
    Result<void> operator()(const TagShape&) const { return {}; }
    Result<void> operator()(const RelationShape& s) const
    {
        if (s.members->empty() || (s.directed && s.members->size() != 2))
            return unusable("A relation needs members, one that is directed just two.");
        for (const AnnotationId& member : *s.members)
            if (member.isNull())
                return unusable("A relation to nothing cannot be stored.");
        if (!s.roles->empty() && s.roles->size() != s.members->size())
            return unusable("A relation with roles needs one for each member.");
        for (const std::string& role : *s.roles)
            if (!isValidUtf8(role))
                return unusable("The role of a member is not UTF-8.");
        return {};
    }
    Result<void> operator()(const SpanShape& s) const
    {
        // Far beyond any text, and safe to add.
        constexpr std::int64_t most = std::int64_t{1} << 40;
        if (s.ranges->empty() || s.block < 0)
            return unusable("A span needs a place in a text.");
        std::int64_t before = -1;
        for (const TextRange& range : *s.ranges) {
            if (range.begin < 0 || range.end < range.begin || range.end > most)
                return unusable("A span must begin in the text, before it ends.");
            if (range.isEmpty() && s.ranges->size() > 1)
                return unusable("A span of several pieces has an empty one.");
            if (range.begin <= before)
                return unusable("The pieces of a span must come in the order of the text, apart from each other.");
            before = range.end;
        }
        return {};
    }
    Result<void> operator()(const BoxShape& s) const
    {
        if (!finite({s.rect.x, s.rect.y}) || !finite({s.rect.width, s.rect.height}))
            return unusable("A box with a number that is not finite cannot be stored.");
        if (s.rect.width < 0 || s.rect.height < 0)
            return unusable("A box with a negative side cannot be stored.");
        return {};
    }
    Result<void> operator()(const PolygonShape& s) const
    {
        if (s.polygon->empty())
            return unusable("A polygon without points cannot be stored.");
        for (const PolygonPart& part : *s.polygon) {
            if (part.outer.size() < 3)
                return unusable("A polygon needs at least three points.");
            if (!finite(part.outer))
                return unusable("A polygon with a number that is not finite cannot be stored.");
            for (const Ring& hole : part.holes)
                if (hole.size() < 3 || !finite(hole))
                    return unusable("A hole needs at least three points with finite numbers.");
        }
        return {};
    }
    Result<void> operator()(const MaskShape& s) const { return validate(*s.mask); }
    Result<void> operator()(const RotatedBoxShape& s) const { return turned(s.rect); }
    Result<void> operator()(const EllipseShape& s) const { return turned(s.frame); }
    static Result<void> turned(const TurnedRect& rect)
    {
        if (!finite(rect.center) || !finite({rect.width, rect.height}) || !std::isfinite(rect.angle))
            return unusable("A rotated shape with a number that is not finite cannot be stored.");
        if (rect.width < 0 || rect.height < 0)
            return unusable("A rotated shape with a negative side cannot be stored.");
        return {};
    }
    Result<void> operator()(const PolylineShape& s) const
    {
        if (s.points->size() < 2)
            return unusable("A polyline needs at least two points.");
        return finite(*s.points) ? Result<void>()
                                 : unusable("A polyline with a number that is not finite cannot be stored.");
    }
    Result<void> operator()(const PointShape& s) const
    {
        return finite(s.at) ? Result<void>()
                            : unusable("A point with a number that is not finite cannot be stored.");
    }
    Result<void> operator()(const SkeletonShape& s) const
    {
        if (s.points->empty())
            return unusable("A skeleton without points cannot be stored.");
        for (const SkeletonPoint& point : *s.points)
            if (!finite(point.at))
                return unusable("A skeleton with a number that is not finite cannot be stored.");
        return {};
    }
};

} // namespace

Result<void> checkAnnotation(const Annotation& annotation)
{
    if (annotation.id.isNull())
        return unusable("An annotation without an id cannot be stored.");
    if (annotation.score && !std::isfinite(*annotation.score))
        return unusable("A score that is not finite cannot be stored.");
    for (const Attribute& attribute : annotation.attributes) {
        if (!isValidUtf8(attribute.name))
            return unusable("The name of an attribute is not UTF-8.");
        if (const auto* text = std::get_if<std::string>(&attribute.value); text && !isValidUtf8(*text))
            return unusable("The value of an attribute is not UTF-8.");
        if (const auto* number = std::get_if<double>(&attribute.value); number && !std::isfinite(*number))
            return unusable("An attribute with a number that is not finite cannot be stored.");
    }
    return std::visit(Check{}, annotation.shape);
}

} // namespace touchstone
