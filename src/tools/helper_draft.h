#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/program_question.h"

namespace touchstone {

/// One question and, once it came, its answer.
struct HelperStep {
    std::vector<ExternalClick> clicks;
    std::optional<Rect> box;
    std::optional<ProgramAnswer> answer;
};

/// The text by which the last step is kept over paging and a restart.
std::string textOf(const HelperStep& step);
/// None for another text, and for what does not lie on a picture of this size.
std::optional<HelperStep> helperStepFrom(const std::string& text, Size image);

/// What an answer becomes when it is accepted.
Shape shapeOf(const ExternalShape& found);

} // namespace touchstone
