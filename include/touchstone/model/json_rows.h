#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// A member of a JSON object as a person reads it: text as such, anything else as JSON.
struct JsonRow {
    std::string name;
    std::string value;
    friend bool operator==(const JsonRow&, const JsonRow&) = default;
};

/// The members of an object, in their order; none for what is no object, or nested too deep to be read.
std::vector<JsonRow> jsonRows(std::string_view json);

} // namespace touchstone
