#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "touchstone/formats/format.h"

namespace touchstone::labelstudio {

/// What one result, or a label of it, says.
struct Said {
    enum class Kind { Span, Tag, Relation };
    Kind kind = Kind::Span;
    std::size_t result = 0; ///< Its place in the list of results.
    std::string id;         ///< Of the region; empty for none.
    std::string type;       ///< "labels", "choices", "taxonomy", "rating", "textarea", "relation".
    TextRange range;
    std::string label;
    Attributes attributes;
    bool directed = true;
    std::vector<std::size_t> members; ///< Places in Task::said.
    std::optional<double> score;
};

/// A task taken apart.
struct Task {
    std::string textKey; ///< The member of "data" that is the text.
    std::string text;
    std::string metadata;  ///< The other members of "data", as JSON text.
    std::string list;      ///< "annotations", "completions" or "predictions"; empty when nothing was taken.
    std::size_t taken = 0; ///< Which of that list.
    std::vector<Said> said;
    struct Problem {
        ReportLine::Kind kind = ReportLine::Kind::Skipped;
        std::string message;
    };
    std::vector<Problem> problems;
};
/// InvalidInput for what is no task with a text. `predictions`: takes those of models in place of people's.
Result<Task> readTask(const nlohmann::ordered_json& json, bool predictions);

/// A label, a range and attributes as one text; two that are equal say the same.
std::string saying(const std::string& label, const TextRange* range, const Attributes& attributes);

} // namespace touchstone::labelstudio
