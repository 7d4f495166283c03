#include "core/store/annotation_codec.h"

#include <charconv>
#include <cmath>
#include <initializer_list>

namespace touchstone {
namespace {

/// Numbers with up to four decimals from 0.001 to under 100,000, as std::to_chars writes them: nearly all
/// coordinates, several times faster. A whole number divided by a power of ten that gives exactly `value` is its
/// shortest form, since decimals of so few digits never share a double. Null for all others.
char* putShort(char* at, double value)
{
    const double size = std::abs(value);
    if (!(size >= 0.001 && size < 100'000))
        return nullptr;
    int decimals = 2;
    auto digits = static_cast<std::uint64_t>(size * 100 + 0.5);
    if (static_cast<double>(digits) / 100 != size) {
        decimals = 4;
        digits = static_cast<std::uint64_t>(size * 10'000 + 0.5);
        if (static_cast<double>(digits) / 10'000 != size)
            return nullptr;
    }
    while (decimals > 0 && digits % 10 == 0) {
        digits /= 10;
        --decimals;
    }
    if (value < 0)
        *at++ = '-';
    static constexpr std::uint64_t kPowers[]{1, 10, 100, 1'000, 10'000};
    const std::uint64_t whole = digits / kPowers[decimals];
    std::uint64_t rest = digits % kPowers[decimals];
    at = std::to_chars(at, at + 8, whole).ptr;
    if (decimals == 0)
        return at;
    *at = '.';
    for (int i = decimals; i > 0; --i, rest /= 10)
        at[i] = static_cast<char>('0' + rest % 10);
    return at + 1 + decimals;
}

char* putNumber(char* at, double value)
{
    char* const end = putShort(at, value);
    return end ? end : std::to_chars(at, at + 32, value).ptr;
}

void appendRing(std::string& text, const Ring& ring)
{
    text += '[';
    for (const Point& point : ring) {
        // Both numbers and their commas at once.
        char pair[66];
        char* at = putNumber(pair, point.x);
        *at++ = ',';
        at = putNumber(at, point.y);
        *at++ = ',';
        text.append(pair, at);
    }
    text.resize(text.size() - (ring.empty() ? 0 : 1));
    text += ']';
}

void appendNumbers(std::string& text, std::string_view name, std::initializer_list<double> numbers)
{
    text += '"';
    text += name;
    char separator = '[';
    text += "\":";
    for (const double number : numbers) {
        text += separator;
        appendNumber(text, number);
        separator = ',';
    }
    text += ']';
}

struct AppendShape {
    std::string& text;
    const PutTile& put;

    void operator()(const TagShape&) const { text += "\"tag\":true"; }
    void operator()(const BoxShape& s) const
    {
        appendNumbers(text, "box", {s.rect.x, s.rect.y, s.rect.width, s.rect.height});
    }
    void operator()(const RotatedBoxShape& s) const { append("rotated_box", s.rect); }
    void operator()(const EllipseShape& s) const { append("ellipse", s.frame); }
    void append(std::string_view name, const TurnedRect& rect) const
    {
        appendNumbers(text, name, {rect.center.x, rect.center.y, rect.width, rect.height, rect.angle});
    }
    void operator()(const PolylineShape& s) const
    {
        text += "\"polyline\":";
        appendRing(text, *s.points);
    }
    void operator()(const PointShape& s) const { appendNumbers(text, "point", {s.at.x, s.at.y}); }
    void operator()(const SkeletonShape& s) const
    {
        text += "\"skeleton\":[";
        for (const SkeletonPoint& point : *s.points) {
            appendNumber(text, point.at.x);
            text += ',';
            appendNumber(text, point.at.y);
            text += ',';
            text += static_cast<char>('0' + static_cast<int>(point.visibility));
            text += ',';
        }
        if (text.back() == ',')
            text.back() = ']';
        else
            text += ']';
    }
    void operator()(const RelationShape& s) const
    {
        text += "\"relation\":{\"members\":[";
        for (const AnnotationId& member : *s.members)
            text += (&member == &s.members->front() ? "\"" : ",\"") + member.toString() + '"';
        text += ']';
        for (std::size_t i = 0; i < s.roles->size(); ++i) {
            text += i == 0 ? ",\"roles\":[" : ",";
            appendJsonString(text, (*s.roles)[i]);
        }
        text += s.roles->empty() ? "" : "]";
        text += s.directed ? ",\"directed\":true}" : "}";
    }
    void operator()(const SpanShape& s) const
    {
        text += "\"span\":[";
        for (std::size_t i = 0; i < s.ranges->size(); ++i) {
            const TextRange& range = (*s.ranges)[i];
            text += (i == 0 ? "" : ",") + std::to_string(range.begin) + ',' + std::to_string(range.end);
        }
        text += ']';
        if (s.block != 0)
            text += ",\"block\":" + std::to_string(s.block);
    }
    void operator()(const PolygonShape& s) const
    {
        text += "\"polygon\":[";
        for (std::size_t i = 0; i < s.polygon->size(); ++i) {
            const PolygonPart& part = (*s.polygon)[i];
            text += i ? ",[" : "[";
            appendRing(text, part.outer);
            for (const Ring& hole : part.holes) {
                text += ',';
                appendRing(text, hole);
            }
            text += ']';
        }
        text += ']';
    }
    void operator()(const MaskShape& s) const
    {
        text += "\"mask\":{\"size\":[" + std::to_string(s.mask->width) + ',' + std::to_string(s.mask->height) +
                "],\"tiles\":[";
        bool first = true;
        for (const MaskTile& tile : s.mask->tiles) {
            const Sha256 hash = sha256(*tile.runs);
            put(hash, *tile.runs);
            text += first ? "[" : ",[";
            first = false;
            for (const std::int32_t n : {tile.rect.x, tile.rect.y, tile.rect.width, tile.rect.height})
                text += std::to_string(n) + ',';
            text += '"' + toHex(hash) + "\"]";
        }
        text += "]}";
    }
};

struct AppendValue {
    std::string& text;
    void operator()(std::monostate) const { text += "null"; }
    void operator()(bool value) const { text += value ? "true" : "false"; }
    void operator()(std::int64_t value) const { text += std::to_string(value); }
    void operator()(double value) const
    {
        const std::size_t start = text.size();
        appendNumber(text, value);
        // Without a point it would come back as an integer.
        if (text.find_first_of(".eE", start) == std::string::npos)
            text += ".0";
    }
    void operator()(const std::string& value) const { appendJsonString(text, value); }
    void operator()(const std::vector<std::string>& values) const
    {
        text += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i)
                text += ',';
            appendJsonString(text, values[i]);
        }
        text += ']';
    }
    // An object around it keeps lists of strings apart from JSON text that happens to be one.
    void operator()(const JsonText& value) const { text += "{\"json\":" + value.text + '}'; }
};

void appendFlags(std::string& text, const Annotation& annotation)
{
    if (annotation.crowd)
        text += ",\"crowd\":true";
    if (annotation.occluded)
        text += ",\"occluded\":true";
    if (annotation.truncated)
        text += ",\"truncated\":true";
    if (annotation.unsure)
        text += ",\"unsure\":true";
    if (annotation.alternative)
        text += ",\"alternative\":\"" + annotation.alternative.toString() + '"';
}

} // namespace

void appendNumber(std::string& text, double value)
{
    char buffer[32];
    text.append(buffer, putNumber(buffer, value));
}

void appendJsonString(std::string& text, std::string_view value)
{
    text += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (byte < 0x20) {
            static constexpr char kHex[] = "0123456789abcdef";
            text += "\\u00";
            text += kHex[byte >> 4];
            text += kHex[byte & 15];
        } else {
            text += c;
        }
    }
    text += '"';
}

std::string annotationBody(const Annotation& annotation, const PutTile& put)
{
    std::string text;
    appendAnnotationBody(text, annotation, put);
    return text;
}

void appendAnnotationBody(std::string& text, const Annotation& annotation, const PutTile& put)
{
    text += '{';
    std::visit(AppendShape{text, put}, annotation.shape);
    if (!annotation.attributes.empty()) {
        text += ",\"attributes\":{";
        for (std::size_t i = 0; i < annotation.attributes.size(); ++i) {
            if (i)
                text += ',';
            appendJsonString(text, annotation.attributes[i].name);
            text += ':';
            std::visit(AppendValue{text}, annotation.attributes[i].value);
        }
        text += '}';
    }
    if (annotation.instance)
        text += ",\"instance\":\"" + annotation.instance.toString() + '"';
    if (annotation.z != 0)
        text += ",\"z\":" + std::to_string(annotation.z);
    appendFlags(text, annotation);
    if (annotation.score) {
        text += ",\"score\":";
        appendNumber(text, *annotation.score);
    }
    if (annotation.origin.annotation)
        text += ",\"origin\":[\"" + annotation.origin.source.toString() + "\",\"" +
                annotation.origin.annotation.toString() + "\"]";
    text += '}';
}

} // namespace touchstone
