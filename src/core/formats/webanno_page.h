#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/formats/webanno_cells.h"
#include "touchstone/formats/format.h"
#include "touchstone/model/document.h"

namespace touchstone::webanno {

/// An annotation of a file: a span, or a bond between others of the file.
struct Found {
    std::size_t layer = 0;
    bool bond = false;
    bool directed = false;
    TextRange range;
    std::string label;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<std::size_t> members; ///< Places in Page::found.
};

/// One file, taken apart.
struct Page {
    std::vector<Layer> layers;
    TextBlock block;
    std::vector<Found> found;
    bool slots = false; ///< It has features that bind slots, which are not shown.
    struct Problem {
        ReportLine::Kind kind = ReportLine::Kind::Skipped;
        std::int64_t line = 0;
        std::string message;
    };
    std::vector<Problem> problems;
};
/// InvalidInput when it is no such file or has no token.
Result<Page> readPage(std::string_view raw);

} // namespace touchstone::webanno
