#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "touchstone/formats/label_rules.h"
#include "touchstone/workflow/text_hits.h"

namespace touchstone {

/// Labels that rules propose for texts.
struct PrelabelRequest {
    LabelRules rules;
    bool ignoreCase = false;
    /// Keys of the items to look through; what is no text is passed by.
    std::vector<std::int64_t> items;
    /// Nothing else uses the project meanwhile: see SourceRequest.
    bool alone = false;
};

struct PrelabelReport {
    std::int64_t texts = 0;
    std::int64_t hitTexts = 0;
    std::int64_t hits = 0;
    /// Places that have the label already: they are not proposed.
    std::int64_t known = 0;
    /// Of each rule.
    std::vector<std::int64_t> ruleHits;
    /// Some of each rule, with the rule's number.
    std::vector<std::pair<std::size_t, TextHit>> samples;
    /// Labels of rules with hits that the project does not have.
    std::vector<std::string> newLabels;
    /// Expressions that were given up, a sentence each.
    std::vector<std::string> problems;
    /// The same rules were stored for the same texts before.
    bool nothingNew = false;
    SourceId source;
};

/// Keys of the items that are not finished.
Result<std::vector<std::int64_t>> unfinishedItems(Reader& reader, Progress* progress = nullptr);

using PrelabelNews = std::function<void(const PrelabelReport&)>;
/// Counts what storePrelabels() would propose. `news` is told now and then.
Result<PrelabelReport> countPrelabels(const Project& project, Reader& reader, const PrelabelRequest& request,
                                      Progress& progress, const PrelabelNews& news = {});
/// Stores the hits as one prediction source, named after the rules. Labels that the project lacks are added. Cancelled
/// leaves nothing.
Result<PrelabelReport> storePrelabels(Project& project, Reader& reader, const PrelabelRequest& request,
                                      Progress& progress);

} // namespace touchstone
