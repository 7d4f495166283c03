#include "touchstone/model/json_rows.h"

#include <nlohmann/json.hpp>

namespace touchstone {

std::vector<JsonRow> jsonRows(std::string_view json)
{
    std::vector<JsonRow> rows;
    const auto object = nlohmann::ordered_json::parse(json, nullptr, false);
    if (object.is_object())
        for (const auto& [name, value] : object.items())
            rows.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
    return rows;
}

} // namespace touchstone
