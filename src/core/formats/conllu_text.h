#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/text_builder.h"

namespace touchstone::conllu {

enum Column : std::size_t { Id, Form, Lemma, Upos, Xpos, Feats, Head, Deprel, Deps, Misc };

/// A line of a file.
struct Row {
    enum class Kind { Blank, Comment, Word, Several, EmptyNode, Bad };
    Kind kind = Kind::Blank;
    std::string_view line; ///< With its line end.
    std::array<std::string_view, 10> columns;
    std::int64_t id = 0;   ///< Of a word; the first of several.
    std::int64_t last = 0; ///< The last of several.
    std::string problem;   ///< Why it is bad.
    /// Of words, filled in by readPage: where they stand. Words that are written together share theirs.
    std::size_t sentence = 0;
    TextRange range;
};
Row readRow(std::string_view line);

/// The value of a comment "# name = value" or "# name"; false if it is another one.
bool commentOf(const Row& row, std::string_view name, std::string_view& value);

/// One document of a file, taken apart. Views point into what it was made of.
struct Page {
    std::vector<Row> rows;
    TextBlock block;
    /// Rows whose sentence has a "# text" that its tokens do not make up.
    std::vector<std::size_t> misfits;
};
/// The text is that of "# text" where the tokens are found in it, else it is put together from them; white
/// space that SpacesAfter names is taken from there.
Page readPage(std::string_view raw);

/// The text of a document as rows without annotations, which readPage reads back.
std::string rowsOf(const TextBlock& block, std::string_view documentName);

} // namespace touchstone::conllu
