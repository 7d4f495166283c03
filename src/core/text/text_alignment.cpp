#include "touchstone/text/text_alignment.h"

#include <algorithm>
#include <string>

#include "core/text/text_runs.h"
#include "core/text/word_borders.h"

namespace touchstone {
namespace {

/// So many bytes that are the same, one after the other, are no accident; in a short text half of it is enough.
constexpr std::int64_t kSolid = 16;
constexpr std::int64_t kLeastSolid = 4;
/// Words with other white space between them are the same ones in a stretch that is no longer.
constexpr std::size_t kNear = 4096;
/// Words are looked for no further away than this: a text that has nothing solid any more is not searched anew for each.
constexpr std::int64_t kFar = 1 << 15;

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
      m_bordersBefore(std::make_unique<WordBorders>(before)), m_bordersAfter(std::make_unique<WordBorders>(after))
{
    findSolid();
}

TextAlignment::~TextAlignment() = default;

void TextAlignment::findSolid()
{
    m_solid.resize(m_runs.size());
    const std::int64_t enough = std::clamp(std::int64_t(m_beforeText.size()) / 2, kLeastSolid, kSolid);
    const auto isBlank = [](std::string_view text, std::int64_t from, std::int64_t to) {
        return from <= to && std::ranges::all_of(text.substr(std::size_t(from), std::size_t(to - from)), isSpace);
    };
    std::vector<std::size_t> together;
    std::int64_t length = 0;
    const auto close = [&] {
        for (const std::size_t one : together)
            m_solid[one] = length >= enough;
        if (length >= enough)
            m_anchors.insert(m_anchors.end(), together.begin(), together.end());
        together.clear();
        length = 0;
    };
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const Run& run = m_runs[i];
        if (run.moved) {
            m_solid[i] = run.length >= enough;
            continue;
        }
        if (!together.empty()) {
            const Run& last = m_runs[together.back()];
            if (!isBlank(m_beforeText, last.before + last.length, run.before) ||
                !isBlank(m_afterText, last.after + last.length, run.after))
                close();
        }
        together.push_back(i);
        length += run.length;
    }
    close();
}

bool TextAlignment::isWhole(std::int64_t begin, std::int64_t end, std::int64_t now, std::int64_t nowEnd) const
{
    const auto fits = [&](std::int64_t was, std::int64_t is) {
        return m_bordersAfter->isAt(std::size_t(is)) || !m_bordersBefore->isAt(std::size_t(was));
    };
    return fits(begin, now) && fits(end, nowEnd);
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
    const auto beginOf = [&](std::size_t run) { return m_runs[run].before; };
    const auto endOf = [&](std::size_t run) { return m_runs[run].before + m_runs[run].length; };
    if (const auto behind = std::ranges::upper_bound(m_anchors, begin, {}, beginOf); behind != m_anchors.begin()) {
        const Run& run = m_runs[*std::prev(behind)];
        const std::int64_t shared = std::min(begin - run.before, run.length);
        window.before = run.before + shared;
        window.after = run.after + shared;
        window.opened = true;
    }
    if (const auto next = std::ranges::upper_bound(m_anchors, end, {}, endOf); next != m_anchors.end()) {
        const Run& run = m_runs[*next];
        const std::int64_t cut = std::max<std::int64_t>(0, end - run.before);
        window.beforeEnd = run.before + cut;
        window.afterEnd = run.after + cut;
        window.closed = true;
    }
    return window;
}

/// What of it is not far from where a range is to be looked for.
TextAlignment::Window TextAlignment::nearOf(const Window& window, std::int64_t begin, std::int64_t end) const
{
    Window near = window;
    near.before = std::max(window.before, begin - kFar);
    near.beforeEnd = std::min(window.beforeEnd, end + kFar);
    const double share = double(begin - window.before) / double(std::max<std::size_t>(1, window.size()));
    const std::int64_t middle = window.after + std::int64_t(share * double(window.sizeAfter()));
    near.after = std::max(window.after, middle - kFar);
    near.afterEnd = std::min(window.afterEnd, middle + (end - begin) + kFar);
    return near;
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
    if (begin == end && begin > 0 && !(run && isSolid(*run)))
        if (const Run* front = runAt(begin - 1); front && (!run || isSolid(*front)))
            run = front;
    if (run && end <= run->before + run->length && isSolid(*run)) {
        const std::int64_t at = run->after + begin - run->before;
        return {inCodePoints(at, at + end - begin), true};
    }
    const Window window = windowOf(begin, end);
    if (begin == end) {
        const std::int64_t at = run && !run->moved ? run->after + begin - run->before : window.after;
        return {inCodePoints(at, at), false};
    }
    const std::string_view words = m_beforeText.substr(std::size_t(begin), std::size_t(end - begin));
    const Window near = nearOf(window, begin, end);
    const bool all = near.size() == window.size() && near.sizeAfter() == window.sizeAfter();
    const std::string_view former = m_beforeText.substr(std::size_t(near.before), near.size());
    const std::string_view later = m_afterText.substr(std::size_t(near.after), near.sizeAfter());
    const auto isPlace = [&](std::size_t at) {
        const std::int64_t first = near.after + std::int64_t(at);
        return at != later.npos && isWhole(begin, end, first, first + std::int64_t(words.size()));
    };
    const auto placed = [&](std::size_t at, bool certain) {
        const std::int64_t first = near.after + std::int64_t(at);
        return Place{inCodePoints(first, first + std::int64_t(words.size())), certain};
    };
    if (const std::size_t at = onlyPlace(later, words); isPlace(at))
        return placed(at, all && (window.opened || window.closed) && onlyPlace(former, words) != former.npos);
    const TextRange bytes = guess(begin, end, window);
    const auto now = m_afterText.substr(std::size_t(bytes.begin), std::size_t(bytes.length()));
    if (withoutSpace(now) == withoutSpace(words))
        return {inCodePoints(bytes.begin, bytes.end),
                window.opened && window.closed && window.size() < kNear && window.sizeAfter() < kNear};
    if (const std::size_t at = nearest(later, words, std::size_t(begin - near.before)); isPlace(at))
        return placed(at, false);
    return {inCodePoints(bytes.begin, bytes.end), false};
}

} // namespace touchstone
