#include "touchstone/model/json_rows.h"

#include <nlohmann/json.hpp>

namespace touchstone {

namespace {

/// Readers let nothing through that is nested deeper; a file that was made by hand may hold it.
constexpr int kDeepest = 256;

bool isTooDeep(std::string_view json)
{
    int depth = 0;
    bool inText = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (inText) {
            at += c == '\\' ? 1 : 0;
            inText = c != '"';
            continue;
        }
        inText = c == '"';
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        if (depth > kDeepest)
            return true;
    }
    return false;
}

} // namespace

std::vector<JsonRow> jsonRows(std::string_view json)
{
    std::vector<JsonRow> rows;
    if (isTooDeep(json))
        return rows;
    const auto object = nlohmann::ordered_json::parse(json, nullptr, false);
    if (object.is_object())
        for (const auto& [name, value] : object.items())
            rows.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
    return rows;
}

} // namespace touchstone
