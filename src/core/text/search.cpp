#include "touchstone/text/search.h"

#include <functional>
#include <optional>
#include <variant>

#include "core/text/folded_text.h"
#include "core/text/regex_search.h"
#include "touchstone/base/progress.h"
#include "core/text/word_borders.h"

namespace touchstone {
namespace {

constexpr std::size_t askEvery = 1024;

/// Looks for one sequence of bytes, folded unless case matters.
Result<SearchHits> findLiteral(std::string_view text, const SearchPattern& pattern, const std::string& needle,
                               const SearchLimits& limits)
{
    const std::optional<FoldedText> folded = pattern.matchCase ? std::nullopt : std::optional<FoldedText>(text);
    const std::string_view looked = folded ? std::string_view(folded->text()) : text;
    const auto original = [&](std::size_t at) { return folded ? folded->original(at) : std::optional(at); };
    SearchHits hits;
    WordBorders borders(text);
    CodePointCounter counter(text);
    std::size_t tried = 0;
    for (std::size_t at = looked.find(needle); at != std::string_view::npos;) {
        if (limits.progress && ++tried % askEvery == 0 && limits.progress->cancelled())
            return Error{ErrorCode::Cancelled, "The search was stopped.", {}};
        const auto begin = original(at);
        const auto end = original(at + needle.size());
        const bool fits = begin && end && (!pattern.wholeWords || (borders.isAt(*begin) && borders.isAt(*end)));
        if (fits) {
            if (hits.ranges.size() >= limits.most) {
                hits.complete = false;
                break;
            }
            const std::int64_t from = counter.at(*begin);
            hits.ranges.push_back({from, counter.at(*end)});
        }
        at = looked.find(needle, at + (fits ? needle.size() : 1));
    }
    return hits;
}

} // namespace

struct TextSearch::State {
    SearchPattern pattern;
    std::variant<std::string, RegexSearch> what;
};

Result<TextSearch> TextSearch::compile(const SearchPattern& pattern)
{
    if (pattern.text.empty())
        return Error{ErrorCode::InvalidInput, "There is nothing to look for.", {}};
    if (!pattern.isExpression) {
        std::string needle = pattern.matchCase ? pattern.text : FoldedText(pattern.text).text();
        return TextSearch(std::make_shared<const State>(State{pattern, std::move(needle)}));
    }
    auto expression = RegexSearch::compile(pattern);
    if (!expression)
        return expression.error();
    return TextSearch(std::make_shared<const State>(State{pattern, std::move(*expression)}));
}

Result<SearchHits> TextSearch::find(std::string_view text, const SearchLimits& limits) const
{
    if (const auto* expression = std::get_if<RegexSearch>(&m_state->what))
        return expression->find(text, limits);
    return findLiteral(text, m_state->pattern, std::get<std::string>(m_state->what), limits);
}

const SearchPattern& TextSearch::pattern() const
{
    return m_state->pattern;
}

} // namespace touchstone
