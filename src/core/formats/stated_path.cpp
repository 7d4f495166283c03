#include "core/formats/stated_path.h"

#include "core/formats/json_scanner.h"
#include "core/formats/json_text.h"
#include "core/store/annotation_codec.h"

namespace touchstone {

namespace {
constexpr const char* pathKey = "path";
} // namespace

std::string statedPathJson(const std::string& path)
{
    std::string value;
    appendJsonString(value, path);
    std::string object;
    appendMember(object, pathKey, value);
    closeObject(object);
    return object;
}

std::optional<std::string> statedPath(const SourceRecord& record)
{
    const std::string& text = record.geometry;
    if (text.empty()) {
        return std::nullopt;
    }
    JsonScanner scanner(text.data(), text.data() + text.size());
    std::string_view key;
    std::string path;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        const bool isPath = key == pathKey;
        if (!isPath || !scanner.string(path)) {
            scanner.value();
        } else {
            return path;
        }
    }
    return std::nullopt;
}

} // namespace touchstone
