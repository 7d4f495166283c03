#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/text_claims.h"

namespace touchstone::prodigy {

/// The parts of a task: its spans, spans that only relations name, its relations, the one class that it asks
/// for, and those that were chosen.
inline constexpr const char* kSpans = "spans";
inline constexpr const char* kAnchors = "anchors";
inline constexpr const char* kRelations = "relations";
inline constexpr const char* kClass = "label";
inline constexpr const char* kChosen = "accept";

/// Only a task with the answer "accept", or without an answer, says what its text is labelled with.
ClaimedText readTask(std::string_view raw);

/// The classes that new tasks let one choose from.
using Options = std::set<std::string>;
struct Rewritten {
    std::string task;
    bool hashDropped = false;
};
/// The task with what is said now; `raw` is empty for a new one.
Rewritten rewriteTask(const std::string& raw, const ClaimedText& record, const ExportSource::Text& text,
                      const JoinedText& joined, ClaimsNow& now, const Options& options, TextLosses& losses);

} // namespace touchstone::prodigy
