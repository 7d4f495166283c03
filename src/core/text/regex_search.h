#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "touchstone/text/search.h"

struct URegularExpression;

namespace touchstone {

/// One of ICU's regular expressions.
class RegexSearch {
  public:
    static Result<RegexSearch> compile(const SearchPattern& pattern);
    Result<SearchHits> find(std::string_view text, const SearchLimits& limits) const;

  private:
    explicit RegexSearch(const SearchPattern& pattern) : m_pattern(pattern) {}
    SearchPattern m_pattern;
    std::shared_ptr<const URegularExpression> m_compiled;
};

} // namespace touchstone
