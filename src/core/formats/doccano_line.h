#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/json_places.h"
#include "touchstone/store/rows.h"

namespace touchstone::doccano {

/// A span, a relation or a class as a line has it.
struct Thing {
    enum class Kind { Span, Relation, Class };
    Kind kind = Kind::Span;
    std::string label;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    ExternalId id;
    ExternalId from;
    ExternalId to;
    std::string_view raw; ///< As it stands in the line.
    std::string problem;  ///< Why it cannot be used; empty for a good one.
};

/// How spans are written: [0, 5, "PER"], or {"id": 1, "label": "PER", "start_offset": 0, "end_offset": 5}.
enum class SpanStyle { None, Lists, Objects };

/// One line of a file, taken apart. Views point into the text of the line.
struct Line {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<JsonPlace> members;
    std::string problem; ///< Why the line cannot be used.
    std::string text;
    ExternalId id;
    /// Spans first, then relations and classes: the number of each is its place here.
    std::vector<Thing> things;
    SpanStyle style = SpanStyle::None;
    /// The members that hold them; the list may be empty, and then of either kind.
    std::size_t spans = none;
    std::size_t relations = none;
    std::size_t classes = none;
    /// The strings of "label", which are classes or, of a file that turns texts into texts, its answers.
    std::vector<std::string> strings;
    /// The other members, as JSON text of an object.
    std::string metadata;
};

/// `line` is followed by a byte of 0. `answers`: strings are no classes.
void parseLine(std::string_view line, bool answers, Line& result);

/// Whether strings that stand in "label" are what people wrote and not one of a few classes.
bool areAnswers(const std::vector<std::string>& strings);

} // namespace touchstone::doccano
