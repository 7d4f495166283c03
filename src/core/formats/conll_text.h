#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/conll_columns.h"
#include "core/formats/conll_tags.h"
#include "touchstone/model/document.h"

namespace touchstone::conll {

/// A line of a file.
struct Row {
    enum class Kind { Blank, Comment, DocStart, Token, NoToken };
    Kind kind = Kind::Blank;
    std::string_view line; ///< With its line end.
    std::string_view token;
    std::vector<std::string_view> tags; ///< One for each level; empty where the row is too short.
};
Row readRow(std::string_view line, const Columns& columns);
/// Takes the next line, its line end included.
std::string_view takeRow(std::string_view& rest);
/// Whether every row has a tab, but for those that begin with #.
bool usesTabs(std::string_view text);

/// One document of a file, taken apart. Views point into what it was made of.
struct Page {
    struct Sentence {
        std::size_t firstToken = 0;
        std::size_t firstRow = 0;
        std::vector<std::size_t> rows; ///< One a token.
        std::vector<std::vector<Tag>> tags; ///< Of each level, one a token.
    };
    std::vector<Row> rows;
    std::vector<Sentence> sentences;
    TextBlock block;
};
/// Tokens and sentences are joined by one space each.
Page readPage(std::string_view raw, const Columns& columns);

} // namespace touchstone::conll
