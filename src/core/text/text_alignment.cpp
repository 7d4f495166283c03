#include "touchstone/text/text_alignment.h"

#include <algorithm>
#include <string>

#include "core/text/text_runs.h"

namespace touchstone {
namespace {

/// So many bytes that are the same, one after the other, are no accident; in a short text half of it is enough.
constexpr std::int64_t kSolid = 16;
constexpr std::int64_t kLeastSolid = 4;
/// Words with other white space between them are the same ones in a stretch that is no longer.
constexpr std::size_t kNear = 4096;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string withoutSpace(std::string_view text)
{
    std::string rest;
    std::ranges::copy_if(text, std::back_inserter(rest), [](char c) { return !isSpace(c); });
    return rest;
}

/// The only place where it occurs; npos when there is none or another.
std::size_t onlyPlace(std::string_view text, std::string_view words)
{
    const std::size_t at = text.find(words);
    return at == text.npos || text.find(words, at + 1) != text.npos ? text.npos : at;
}

/// Of the places where it occurs that nearest to `from`; npos for none.
std::size_t nearest(std::string_view text, std::string_view words, std::size_t from)
{
    const std::size_t front = text.rfind(words, std::min(from, text.size())), behind = text.find(words, from);
    if (front == text.npos || behind == text.npos)
        return std::min(front, behind);
    return from - front <= behind - from ? front : behind;
}

} // namespace

/// A stretch of both texts between places that surely belong together, in bytes.
struct TextAlignment::Window {
    std::int64_t before = 0, beforeEnd = 0;
    std::int64_t after = 0, afterEnd = 0;
    /// Something solid is at its begin, at its end.
    bool opened = false, closed = false;

    std::size_t size() const { return std::size_t(std::max<std::int64_t>(0, beforeEnd - before)); }
    std::size_t sizeAfter() const { return std::size_t(std::max<std::int64_t>(0, afterEnd - after)); }
};

TextAlignment::TextAlignment(std::string_view before, std::string_view after)
    : m_beforeText(before), m_afterText(after), m_before(before), m_after(after), m_runs(sameRuns(before, after)),
      m_solid(std::clamp(std::int64_t(before.size()) / 2, kLeastSolid, kSolid))
{
}

const TextAlignment::Run* TextAlignment::runAt(std::int64_t at) const
{
    const auto it = std::ranges::upper_bound(m_runs, at, {}, &Run::before);
    if (it == m_runs.begin())
        return nullptr;
    const Run& run = *std::prev(it);
    return at < run.before + run.length ? &run : nullptr;
}

TextAlignment::Window TextAlignment::windowOf(std::int64_t begin, std::int64_t end) const
{
    Window window{0, std::int64_t(m_beforeText.size()), 0, std::int64_t(m_afterText.size())};
    const auto solid = [&](const Run& run) { return !run.moved && run.length >= m_solid; };
    auto it = std::ranges::upper_bound(m_runs, begin, {}, &Run::before);
    for (auto one = it; one != m_runs.begin();)
        if (--one; solid(*one)) {
            const std::int64_t shared = std::min(begin - one->before, one->length);
            window.before = one->before + shared;
            window.after = one->after + shared;
            window.opened = true;
            break;
        }
    for (it = it == m_runs.begin() ? it : std::prev(it); it != m_runs.end(); ++it)
        if (solid(*it) && it->before + it->length > end) {
            const std::int64_t cut = std::max<std::int64_t>(0, end - it->before);
            window.beforeEnd = it->before + cut;
            window.afterEnd = it->after + cut;
            window.closed = true;
            break;
        }
    return window;
}

TextRange TextAlignment::inCodePoints(std::int64_t begin, std::int64_t end) const
{
    return {m_after.fromByte(begin).value_or(0), m_after.fromByte(end).value_or(m_after.length())};
}

// From the first to the last byte of it that is still in its place; what stands in its stead when it was all that changed
// there.
TextRange TextAlignment::guess(std::int64_t begin, std::int64_t end, const Window& window) const
{
    std::int64_t from = -1, to = -1;
    auto it = std::ranges::upper_bound(m_runs, begin, {}, &Run::before);
    for (it = it == m_runs.begin() ? it : std::prev(it); it != m_runs.end() && it->before < end; ++it) {
        const std::int64_t first = std::max(begin, it->before), last = std::min(end, it->before + it->length);
        if (it->moved || first >= last)
            continue;
        if (from < 0)
            from = it->after + first - it->before;
        to = it->after + last - it->before;
    }
    if (from < 0) {
        const bool alone = window.opened && window.closed && window.before == begin && window.beforeEnd == end;
        from = window.after;
        to = alone ? std::max(from, window.afterEnd) : from;
    }
    const auto spaceAt = [&](std::int64_t at) { return isSpace(m_afterText[std::size_t(at)]); };
    while (from < to && spaceAt(from) && !isSpace(m_beforeText[std::size_t(begin)]))
        ++from;
    while (from < to && spaceAt(to - 1) && !isSpace(m_beforeText[std::size_t(end - 1)]))
        --to;
    return {from, to};
}

TextAlignment::Place TextAlignment::find(const TextRange& range) const
{
    const std::int64_t begin = m_before.byteOf(range.begin), end = m_before.byteOf(range.end);
    const Run* run = runAt(begin);
    // An empty range keeps to the character before it where that behind it is gone.
    if (begin == end && begin > 0 && !(run && run->length >= m_solid))
        if (const Run* front = runAt(begin - 1); front && (!run || front->length >= m_solid))
            run = front;
    if (run && end <= run->before + run->length && run->length >= m_solid) {
        const std::int64_t at = run->after + begin - run->before;
        return {inCodePoints(at, at + end - begin), true};
    }
    const Window window = windowOf(begin, end);
    if (begin == end) {
        const std::int64_t at = run && !run->moved ? run->after + begin - run->before : window.after;
        return {inCodePoints(at, at), false};
    }
    const std::string_view words = m_beforeText.substr(std::size_t(begin), std::size_t(end - begin));
    const std::string_view former = m_beforeText.substr(std::size_t(window.before), window.size());
    const std::string_view later = m_afterText.substr(std::size_t(window.after), window.sizeAfter());
    const auto placed = [&](std::size_t at, bool certain) {
        const std::int64_t first = window.after + std::int64_t(at);
        return Place{inCodePoints(first, first + std::int64_t(words.size())), certain};
    };
    if (const std::size_t at = onlyPlace(later, words); at != later.npos)
        return placed(at, (window.opened || window.closed) && onlyPlace(former, words) != former.npos);
    const TextRange bytes = guess(begin, end, window);
    const auto now = m_afterText.substr(std::size_t(bytes.begin), std::size_t(bytes.length()));
    if (withoutSpace(now) == withoutSpace(words))
        return {inCodePoints(bytes.begin, bytes.end),
                window.opened && window.closed && former.size() < kNear && later.size() < kNear};
    if (const std::size_t at = nearest(later, words, std::size_t(begin - window.before)); at != later.npos)
        return placed(at, false);
    return {inCodePoints(bytes.begin, bytes.end), false};
}

} // namespace touchstone
