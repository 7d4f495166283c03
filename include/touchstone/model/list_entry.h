#pragma once

#include <cstdint>
#include <string>

namespace touchstone {

/// One row of a named list: what an attribute of the kind Entry may hold is its id.
struct ListEntry {
    std::string id;
    std::string name;
    /// JSON object text of what else its file says; empty for nothing.
    std::string more;
    friend bool operator==(const ListEntry&, const ListEntry&) = default;
};

/// A list as it is in force.
struct ListSummary {
    std::string name;
    /// The file it came from.
    std::string file;
    std::int64_t entries = 0;
    friend bool operator==(const ListSummary&, const ListSummary&) = default;
};

/// The format of the sources that bring the entries of lists.
inline constexpr const char* kListFormat = "list";

} // namespace touchstone
