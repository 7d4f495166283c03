#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/text/text_range.h"

namespace touchstone {

class Progress;

/// What is looked for in a text.
struct SearchPattern {
    std::string text;
    /// A regular expression as ICU reads it; ^ and $ are the ends of lines.
    bool isExpression = false;
    /// Else characters are equal that Unicode's full case folding makes equal.
    bool matchCase = false;
    /// Only hits that begin and end where words do (UAX 29).
    bool wholeWords = false;
    friend bool operator==(const SearchPattern&, const SearchPattern&) = default;
};

/// When a search ends early.
struct SearchLimits {
    /// More hits are not gathered.
    std::size_t most = 1'000'000;
    /// Of an expression in one text: what tries too many ways is given up.
    std::chrono::milliseconds time{5000};
    const Progress* progress = nullptr;
};

struct SearchHits {
    /// Ascending and apart, in code points; none is empty.
    std::vector<TextRange> ranges;
    /// False when there may be more than the limit let through.
    bool complete = true;
};

/// A pattern made ready once, to look through many texts; cheap to copy, and may be used by several threads at a time.
class TextSearch {
  public:
    /// InvalidInput for an empty pattern and a bad expression, with the place in it.
    static Result<TextSearch> compile(const SearchPattern& pattern);

    /// `text` is valid UTF-8. Unsupported when the expression takes more than its time, Cancelled when that was asked.
    Result<SearchHits> find(std::string_view text, const SearchLimits& limits = {}) const;
    const SearchPattern& pattern() const;

  private:
    struct State;
    explicit TextSearch(std::shared_ptr<const State> state) : m_state(std::move(state)) {}
    std::shared_ptr<const State> m_state;
};

} // namespace touchstone
