#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/conll_tags.h"
#include "touchstone/formats/format.h"

namespace touchstone::conll {

/// Which columns of a file say what.
struct Columns {
    static constexpr std::size_t lastOne = static_cast<std::size_t>(-1);

    /// Columns end at tabs alone, so that tokens may hold spaces. A space that is no ASCII space ends none.
    bool tabs = false;
    std::size_t token = 0; ///< From the front.
    /// The last column of tags: from the front where tabs end columns, else from the end; `lastOne`: of each row.
    std::size_t tag = lastOne;
    /// Columns of tags beside each other, of which each holds what lies within that of the one before.
    std::size_t levels = 1;
    /// Labels stand without B- or I-: a run of one label is one entity.
    bool bare = false;
    Tag read(std::string_view tag) const { return bare ? readBareTag(tag) : readTag(tag); }
    friend bool operator==(const Columns&, const Columns&) = default;
};

/// What a look at all rows of a file says.
struct ColumnSurvey {
    Columns columns;
    bool tagged = false; ///< There is a column whose cells are all O or tags, but for a few.
    bool exact = false;  ///< All without exception, and it is the last of each row.
    bool entities = false;
};
ColumnSurvey surveyColumns(std::string_view text);

/// The columns of one row: at most `kMostCells`, of which the last is always the row's last.
inline constexpr std::size_t kMostCells = 64;
std::vector<std::string_view> cellsOf(std::string_view line, bool tabs);
/// One for each level, outermost first; empty ones where a row is too short.
std::vector<std::string_view> tagsIn(const std::vector<std::string_view>& cells, const Columns& columns);
/// A line that says something of the text and holds no token.
bool isComment(std::string_view line, const std::vector<std::string_view>& cells, bool tabs);
/// The line without its end and a byte order mark.
std::string_view bareLine(std::string_view line);

/// In the record of a document, where they are not as in most files.
void appendColumns(std::string& fields, const Columns& columns);
Columns columnsOf(const std::optional<SourceRecord>& record);

} // namespace touchstone::conll
