#include "core/text/regex_search.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "touchstone/base/progress.h"
#include "core/text/word_borders.h"

namespace touchstone {
namespace {

using Clock = std::chrono::steady_clock;

struct Close {
    void operator()(URegularExpression* one) const { uregex_close(one); }
};
using Matcher = std::unique_ptr<URegularExpression, Close>;

Result<std::u16string> toUtf16(std::string_view text)
{
    std::u16string result(text.size(), u'\0');
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(result.data(), static_cast<std::int32_t>(result.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status))
        return Error{ErrorCode::InvalidInput, "This is not UTF-8.", {}};
    result.resize(static_cast<std::size_t>(length));
    return result;
}

const char* reasonOf(UErrorCode status)
{
    switch (status) {
    case U_REGEX_MISMATCHED_PAREN: return "a bracket is not closed, or was not opened";
    case U_REGEX_MISSING_CLOSE_BRACKET: return "a \"[\" is not closed";
    case U_REGEX_BAD_ESCAPE_SEQUENCE: return "nothing is known that begins with this backslash";
    case U_REGEX_PROPERTY_SYNTAX: return "this property of characters is not known";
    case U_REGEX_BAD_INTERVAL: return "the numbers in braces are not right";
    case U_REGEX_NUMBER_TOO_BIG: return "this number is too large";
    case U_REGEX_MAX_LT_MIN: return "the larger number in braces must be the second";
    case U_REGEX_INVALID_BACK_REF: return "there is no such group before it";
    case U_REGEX_INVALID_FLAG: return "this flag is not known";
    case U_REGEX_LOOK_BEHIND_LIMIT: return "what lies behind must have an end: no * or + in it";
    case U_REGEX_INVALID_RANGE: return "the range of characters runs backwards";
    case U_REGEX_INVALID_CAPTURE_GROUP_NAME: return "this is no name for a group";
    case U_REGEX_SET_CONTAINS_STRING: return "a set may hold single characters only";
    case U_REGEX_RULE_SYNTAX: return "this does not belong here";
    default: return u_errorName(status);
    }
}

/// Stops an expression that takes too long, or that nobody waits for any more.
struct Watch {
    Clock::time_point end;
    const Progress* progress = nullptr;
    unsigned asked = 0;
    bool late = false;

    bool goesOn()
    {
        if (progress && progress->cancelled())
            return false;
        late = late || Clock::now() > end;
        return !late;
    }
};

UBool U_CALLCONV whileMatching(const void* watch, std::int32_t)
{
    return static_cast<Watch*>(const_cast<void*>(watch))->goesOn();
}

UBool U_CALLCONV betweenPlaces(const void* watch, std::int64_t)
{
    auto* own = static_cast<Watch*>(const_cast<void*>(watch));
    return ++own->asked % 4096 != 0 || own->goesOn();
}

} // namespace

Result<RegexSearch> RegexSearch::compile(const SearchPattern& pattern)
{
    const auto units = toUtf16(pattern.text);
    if (!units)
        return units.error();
    UParseError place{};
    UErrorCode status = U_ZERO_ERROR;
    std::uint32_t flags = UREGEX_MULTILINE;
    if (!pattern.matchCase)
        flags |= UREGEX_CASE_INSENSITIVE;
    URegularExpression* made =
        uregex_open(units->data(), static_cast<std::int32_t>(units->size()), flags, &place, &status);
    if (U_FAILURE(status)) {
        std::string where = "character " + std::to_string(place.offset);
        if (place.line > 1)
            where = "line " + std::to_string(place.line) + ", " + where;
        return Error{ErrorCode::InvalidInput,
                     std::string("The expression cannot be read: ") + reasonOf(status) + '.', std::move(where)};
    }
    RegexSearch search(pattern);
    search.m_compiled.reset(made, Close());
    return search;
}

Result<SearchHits> RegexSearch::find(std::string_view text, const SearchLimits& limits) const
{
    const auto units = toUtf16(text);
    if (!units)
        return units.error();
    UErrorCode status = U_ZERO_ERROR;
    const Matcher matcher(uregex_clone(m_compiled.get(), &status));
    Watch watch{Clock::now() + limits.time, limits.progress};
    uregex_setMatchCallback(matcher.get(), whileMatching, &watch, &status);
    uregex_setFindProgressCallback(matcher.get(), betweenPlaces, &watch, &status);
    uregex_setText(matcher.get(), units->data(), static_cast<std::int32_t>(units->size()), &status);
    SearchHits hits;
    WordBorders borders(text);
    // Where the last hit ended, counted in all three ways.
    std::size_t byte = 0;
    std::int32_t unit = 0;
    std::int64_t point = 0;
    const auto goTo = [&](std::int32_t wanted) {
        for (; unit < wanted; ++point) {
            const auto lead = static_cast<unsigned char>(text[byte]);
            byte += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            unit += lead < 0xF0 ? 1 : 2;
        }
    };
    while (U_SUCCESS(status) && uregex_findNext(matcher.get(), &status) && U_SUCCESS(status)) {
        const std::int32_t begin = uregex_start(matcher.get(), 0, &status);
        const std::int32_t end = uregex_end(matcher.get(), 0, &status);
        if (begin == end)
            continue;
        goTo(begin);
        const std::int64_t from = point;
        const bool atBorder = !m_pattern.wholeWords || borders.isAt(byte);
        goTo(end);
        if (!atBorder || (m_pattern.wholeWords && !borders.isAt(byte)))
            continue;
        if (hits.ranges.size() >= limits.most) {
            hits.complete = false;
            return hits;
        }
        hits.ranges.push_back({from, point});
    }
    if (status == U_REGEX_STOPPED_BY_CALLER && !watch.late)
        return Error{ErrorCode::Cancelled, "The search was stopped.", {}};
    if (status == U_REGEX_STOPPED_BY_CALLER)
        return Error{ErrorCode::Unsupported,
                     "The expression tries too many ways to match here, and was given up. Let it say more exactly what "
                     "repeats: no + or * within another.",
                     {}};
    if (status == U_REGEX_STACK_OVERFLOW)
        return Error{ErrorCode::Unsupported,
                     "The expression needs too much memory here, and was given up. Let it match shorter stretches.",
                     {}};
    if (U_FAILURE(status))
        return Error{ErrorCode::Unsupported, std::string("The expression failed: ") + u_errorName(status) + '.', {}};
    return hits;
}

} // namespace touchstone
