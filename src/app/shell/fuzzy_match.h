#pragma once

#include <optional>
#include <vector>

#include <QString>

namespace touchstone {

/// How well typed letters fit a text that holds them in that order.
struct FuzzyMatch {
    int score = 0; ///< Larger is better.
    std::vector<qsizetype> positions;
};

/// None when a letter of `typed` is not there. Case, blanks and accents do not matter; beginnings of words
/// and runs of letters count more.
std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

} // namespace touchstone
