#include "core/text/text_runs.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>

namespace touchstone {
namespace {

using Run = TextAlignment::Run;

/// Beyond this many pairs, two stretches are compared by what is unique in them only.
constexpr std::size_t kMostPairs = 1 << 20;
/// A passage that was moved has so many words and marks at least.
constexpr std::size_t kPassage = 8;
/// So often is what lies between cut again; only made-up texts get here, whose words become unique one by one.
constexpr int kMostCuts = 24;

/// A word, a run of spaces, a line end or a single other character.
struct Unit {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    std::uint64_t hash = 0;
    bool blank = false;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isWord(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || c == '_';
}

// Characters of three bytes and more are each a unit: many of their scripts have no spaces.
std::size_t unitEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    if (text[at] == '\r' && end < text.size() && text[end] == '\n')
        return end + 1;
    if (isSpace(text[at])) {
        while (end < text.size() && isSpace(text[end]))
            ++end;
        return end;
    }
    if (!isWord(text[at]))
        return end;
    const bool wide = static_cast<unsigned char>(text[at]) >= 0xE0;
    while (end < text.size() && isWord(text[end])) {
        const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
        if (begins && (wide || static_cast<unsigned char>(text[end]) >= 0xE0))
            break;
        ++end;
    }
    return end;
}

std::vector<Unit> unitsOf(std::string_view text)
{
    std::vector<Unit> units;
    units.reserve(text.size() / 3);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = unitEnd(text, at);
        const std::string_view unit = text.substr(at, end - at);
        const char first = unit.front();
        units.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(unit.size()),
                         std::hash<std::string_view>()(unit), isSpace(first) || first == '\n' || first == '\r'});
        at = end;
    }
    return units;
}

using Units = std::span<const Unit>;

/// Two stretches of units that begin together.
struct Pair {
    std::size_t before = 0;
    std::size_t after = 0;
};

/// Where runs of `size` units that occur once in both texts stand, in the order of the former. White space of any kind is
/// the same here: else a text whose line ends changed would have no such runs where its lines are short.
std::vector<Pair> uniquePairs(Units before, Units after, std::size_t size)
{
    struct Seen {
        std::size_t before = 0, after = 0;
        int timesBefore = 0, timesAfter = 0;
    };
    std::unordered_map<std::uint64_t, Seen> seen;
    const auto walk = [&](Units units, auto&& meet) {
        for (std::size_t i = 0; i + size <= units.size(); ++i) {
            std::uint64_t hash = 0;
            for (std::size_t j = 0; j < size; ++j)
                hash = (hash ^ (units[i + j].blank ? 1 : units[i + j].hash)) * 0x9E3779B97F4A7C15u + (hash >> 29);
            if (!units[i].blank)
                meet(hash, i);
        }
    };
    walk(before, [&](std::uint64_t hash, std::size_t i) {
        Seen& one = seen[hash];
        one.before = i;
        ++one.timesBefore;
    });
    walk(after, [&](std::uint64_t hash, std::size_t i) {
        if (const auto it = seen.find(hash); it != seen.end()) {
            it->second.after = i;
            ++it->second.timesAfter;
        }
    });
    std::vector<Pair> pairs;
    for (const auto& [hash, one] : seen)
        if (one.timesBefore == 1 && one.timesAfter == 1)
            pairs.push_back({one.before, one.after});
    std::ranges::sort(pairs, {}, &Pair::before);
    return pairs;
}

/// Which of them belong to the longest series that ascends in both.
std::vector<bool> ascending(const std::vector<Pair>& pairs)
{
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> ends, last(pairs.size(), none);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto at = std::ranges::lower_bound(ends, pairs[i].after, {}, [&](std::size_t one) { return pairs[one].after; });
        last[i] = at == ends.begin() ? none : *std::prev(at);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> in(pairs.size());
    for (std::size_t i = ends.empty() ? none : ends.back(); i != none; i = last[i])
        in[i] = true;
    return in;
}

class Runs {
  public:
    Runs(std::string_view before, std::string_view after) : m_beforeText(before), m_afterText(after) {}

    std::vector<Run> find()
    {
        m_before = unitsOf(m_beforeText);
        m_after = unitsOf(m_afterText);
        align({0, m_before.size()}, {0, m_after.size()}, kPassage, 0);
        addMoved();
        return std::move(m_runs);
    }

  private:
    struct Stretch {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t size() const { return end - begin; }
    };

    Units units(const std::vector<Unit>& all, Stretch stretch) const
    {
        return Units(all).subspan(stretch.begin, stretch.size());
    }

    bool same(std::size_t before, std::size_t after) const
    {
        const Unit &one = m_before[before], &two = m_after[after];
        return one.hash == two.hash && m_beforeText.substr(one.begin, one.length) == m_afterText.substr(two.begin, two.length);
    }

    void take(std::size_t before, std::size_t after, std::size_t count, bool moved = false)
    {
        if (count == 0)
            return;
        const Unit &first = m_before[before], &last = m_before[before + count - 1];
        const Run run{first.begin, m_after[after].begin, std::int64_t(last.begin) + last.length - first.begin, moved};
        Run* end = m_runs.empty() ? nullptr : &m_runs.back();
        if (end && !moved && end->before + end->length == run.before && end->after + end->length == run.after)
            end->length += run.length;
        else
            m_runs.push_back(run);
    }

    // What begins and ends alike is taken; the rest is cut at what is unique, first by passages, then by words.
    void align(Stretch before, Stretch after, std::size_t size, int cuts)
    {
        std::size_t head = 0;
        while (head < before.size() && head < after.size() && same(before.begin + head, after.begin + head))
            ++head;
        take(before.begin, after.begin, head);
        before.begin += head;
        after.begin += head;
        std::size_t tail = 0;
        while (tail < before.size() && tail < after.size() && same(before.end - tail - 1, after.end - tail - 1))
            ++tail;
        before.end -= tail;
        after.end -= tail;
        if (before.size() > 0 && after.size() > 0) {
            if (before.size() <= kMostPairs / after.size())
                alignClosely(before, after);
            else if (cuts < kMostCuts)
                cut(before, after, size, cuts + 1);
            else
                note(before, after);
        } else {
            note(before, after);
        }
        take(before.end, after.end, tail);
    }

    void cut(Stretch before, Stretch after, std::size_t size, int cuts)
    {
        const std::vector<Pair> pairs = uniquePairs(units(m_before, before), units(m_after, after), size);
        const std::vector<bool> in = ascending(pairs);
        const std::size_t finer = std::max<std::size_t>(1, size / 2);
        Stretch left = before, right = after;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const std::size_t one = before.begin + pairs[i].before, two = after.begin + pairs[i].after;
            if (!in[i] || one < left.begin || two < right.begin || !same(one, two))
                continue;
            align({left.begin, one}, {right.begin, two}, finer, cuts);
            std::size_t length = 1;
            while (one + length < before.end && two + length < after.end && same(one + length, two + length))
                ++length;
            take(one, two, length);
            left.begin = one + length;
            right.begin = two + length;
        }
        if (left.begin > before.begin)
            align(left, right, finer, cuts);
        else if (size > 1)
            cut(before, after, finer, cuts);
        else
            note(before, after);
    }

    /// By the longest common series of units.
    void alignClosely(Stretch before, Stretch after)
    {
        const std::size_t rows = before.size(), columns = after.size(), width = columns + 1;
        std::vector<std::uint16_t> longest((rows + 1) * width);
        for (std::size_t i = rows; i-- > 0;)
            for (std::size_t j = columns; j-- > 0;)
                longest[i * width + j] =
                    same(before.begin + i, after.begin + j)
                        ? static_cast<std::uint16_t>(std::min<int>(65535, longest[(i + 1) * width + j + 1] + 1))
                        : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            if (same(before.begin + i, after.begin + j)) {
                take(before.begin + i, after.begin + j, 1);
                ++i, ++j;
            } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
                ++i;
            } else {
                ++j;
            }
        }
        note(before, after);
    }

    /// Something here was not found in order: passages of it may stand elsewhere.
    void note(Stretch before, Stretch after)
    {
        m_lost = m_lost || before.size() >= kPassage;
        m_new = m_new || after.size() >= kPassage;
    }

    // Passages that are unique in both texts and lie in none of the runs, in either text, were moved.
    void addMoved()
    {
        if (!m_lost || !m_new)
            return;
        const auto covered = [](const std::vector<std::pair<std::int64_t, std::int64_t>>& taken, const Unit& unit) {
            const auto it = std::ranges::upper_bound(taken, std::int64_t(unit.begin), {},
                                                     &std::pair<std::int64_t, std::int64_t>::first);
            return it != taken.begin() && std::prev(it)->second > unit.begin;
        };
        std::vector<std::pair<std::int64_t, std::int64_t>> takenBefore, takenAfter;
        for (const Run& run : m_runs) {
            takenBefore.emplace_back(run.before, run.before + run.length);
            takenAfter.emplace_back(run.after, run.after + run.length);
        }
        std::vector<bool> freeBefore, freeAfter;
        for (const Unit& unit : m_before)
            freeBefore.push_back(!covered(takenBefore, unit));
        for (const Unit& unit : m_after)
            freeAfter.push_back(!covered(takenAfter, unit));
        const std::size_t ordered = m_runs.size();
        for (const Pair& pair : uniquePairs(m_before, m_after, kPassage)) {
            std::size_t length = 0;
            while (pair.before + length < m_before.size() && pair.after + length < m_after.size() &&
                   freeBefore[pair.before + length] && freeAfter[pair.after + length] &&
                   same(pair.before + length, pair.after + length))
                ++length;
            if (length < kPassage)
                continue;
            take(pair.before, pair.after, length, true);
            for (std::size_t i = 0; i < length; ++i) {
                freeBefore[pair.before + i] = false;
                freeAfter[pair.after + i] = false;
            }
        }
        if (m_runs.size() > ordered)
            std::ranges::sort(m_runs, {}, &Run::before);
    }

    std::string_view m_beforeText, m_afterText;
    std::vector<Unit> m_before, m_after;
    std::vector<Run> m_runs;
    bool m_lost = false, m_new = false;
};

} // namespace

std::vector<Run> sameRuns(std::string_view before, std::string_view after)
{
    return Runs(before, after).find();
}

} // namespace touchstone
