#include "core/store/annotation_codec.h"

#include <charconv>

namespace touchstone {
namespace {

void appendRing(std::string& text, const Ring& ring)
{
    text += '[';
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (i)
            text += ',';
        appendNumber(text, ring[i].x);
        text += ',';
        appendNumber(text, ring[i].y);
    }
    text += ']';
}

struct AppendShape {
    std::string& text;
    const PutTile& put;

    void operator()(const TagShape&) const { text += "\"tag\":true"; }
    void operator()(const BoxShape& s) const
    {
        text += "\"box\":[";
        appendNumber(text, s.rect.x);
        text += ',';
        appendNumber(text, s.rect.y);
        text += ',';
        appendNumber(text, s.rect.width);
        text += ',';
        appendNumber(text, s.rect.height);
        text += ']';
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

} // namespace

void appendNumber(std::string& text, double value)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    text.append(buffer, end);
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
    std::string text = "{";
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
    if (annotation.crowd)
        text += ",\"crowd\":true";
    if (annotation.score) {
        text += ",\"score\":";
        appendNumber(text, *annotation.score);
    }
    text += '}';
    return text;
}

} // namespace touchstone
