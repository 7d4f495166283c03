#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/base/sha256.h"

namespace touchstone {

/// What a label is given to: a surface, as whole words, or what a regular expression matches.
struct LabelRule {
    std::string label;
    std::string text;
    bool isExpression = false;
    /// "rules.tsv: line 3"; empty for one that was given by itself.
    std::string where{};
};

/// The rules of a file, or that were typed.
struct LabelRules {
    std::vector<LabelRule> rules;
    /// Of the file, without its folder.
    std::string name;
    /// Of what was read.
    Sha256 hash{};
    /// Lines that are no rules, with their place: they are left out.
    std::vector<Error> problems;
};

/// Reads lines `surface<TAB>label` or `surface,label` (a third field "regex" makes it an expression), or objects
/// {"label", "pattern"} with a string for the pattern, or {"label", "regex"}. What a line is, is seen from the first one.
/// Token patterns are named and left out. InvalidInput when no rule is left.
Result<LabelRules> readLabelRules(const std::filesystem::path& path, const std::string& encoding = {});
Result<LabelRules> parseLabelRules(std::string_view text, const std::string& name);

/// "LABEL=EXPRESSION". InvalidInput with the place in the expression.
Result<LabelRule> expressionRule(const std::string& text);

} // namespace touchstone
