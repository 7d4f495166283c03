#include "touchstone/text/surface_matcher.h"

#include <optional>

#include "core/text/folded_text.h"
#include "touchstone/base/progress.h"
#include "core/text/word_borders.h"

namespace touchstone {
namespace {

constexpr std::size_t askEvery = 1 << 16;

std::string withSingleSpaces(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t length = spaceAt(text, at); length > 0) {
            space = !result.empty();
            at += length;
            continue;
        }
        if (std::exchange(space, false))
            result += ' ';
        result += text[at++];
    }
    return result;
}

} // namespace

std::string surfaceKey(std::string_view surface, bool matchCase)
{
    return withSingleSpaces(matchCase ? std::string(surface) : FoldedText(surface).text());
}

SurfaceMatcher::SurfaceMatcher(const std::vector<std::string>& surfaces, bool matchCase)
    : m_matchCase(matchCase), m_steps(64), m_ends(1, 0)
{
    for (std::size_t i = 0; i < surfaces.size(); ++i) {
        std::uint32_t node = 0;
        for (const char byte : surfaceKey(surfaces[i], matchCase))
            node = grow(node, static_cast<unsigned char>(byte));
        if (node != 0 && m_ends[node] == 0)
            m_ends[node] = static_cast<std::uint32_t>(i + 1);
    }
}

namespace {

std::uint64_t keyOf(std::uint32_t node, unsigned char byte)
{
    return (std::uint64_t{node} << 8 | byte) + 1;
}

std::size_t slotOf(std::uint64_t key, std::size_t size)
{
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 24) & (size - 1);
}

} // namespace

std::uint32_t SurfaceMatcher::next(std::uint32_t node, unsigned char byte) const
{
    const std::uint64_t key = keyOf(node, byte);
    for (std::size_t slot = slotOf(key, m_steps.size());; slot = (slot + 1) & (m_steps.size() - 1)) {
        if (m_steps[slot].from == key)
            return m_steps[slot].to;
        if (m_steps[slot].from == 0)
            return 0;
    }
}

void SurfaceMatcher::place(const Step& step)
{
    std::size_t slot = slotOf(step.from, m_steps.size());
    while (m_steps[slot].from != 0)
        slot = (slot + 1) & (m_steps.size() - 1);
    m_steps[slot] = step;
}

std::uint32_t SurfaceMatcher::grow(std::uint32_t node, unsigned char byte)
{
    if (const std::uint32_t known = next(node, byte))
        return known;
    // Half of it stays free.
    if (m_ends.size() * 2 > m_steps.size()) {
        const std::vector<Step> steps = std::exchange(m_steps, std::vector<Step>(m_steps.size() * 2));
        for (const Step& step : steps)
            if (step.from != 0)
                place(step);
    }
    const auto made = static_cast<std::uint32_t>(m_ends.size());
    m_ends.push_back(0);
    place({keyOf(node, byte), made});
    return made;
}

Result<std::vector<SurfaceHit>> SurfaceMatcher::find(std::string_view text, const Progress* progress) const
{
    std::vector<SurfaceHit> hits;
    if (isEmpty())
        return hits;
    const std::optional<FoldedText> folded = m_matchCase ? std::nullopt : std::optional<FoldedText>(text);
    const std::string_view looked = folded ? std::string_view(folded->text()) : text;
    const auto original = [&](std::size_t at) { return folded ? folded->original(at) : std::optional(at); };
    WordBorders borders(text);
    CodePointCounter counter(text);
    struct End {
        std::size_t at = 0;
        std::uint32_t surface = 0;
    };
    std::vector<End> ends;
    std::size_t asked = 0;
    for (std::size_t at = 0; at < looked.size();) {
        if (progress && at - asked >= askEvery) {
            asked = at;
            if (progress->cancelled())
                return Error{ErrorCode::Cancelled, "The search was stopped.", {}};
        }
        const auto byte = static_cast<unsigned char>(looked[at]);
        const std::uint32_t first =
            at > 0 && WordBorders::isInside(static_cast<unsigned char>(looked[at - 1]), byte) ? 0 : next(0, byte);
        if (first == 0) {
            ++at;
            continue;
        }
        ends.clear();
        std::uint32_t node = first;
        std::size_t to = at + 1;
        while (true) {
            if (m_ends[node] != 0)
                ends.push_back({to, m_ends[node] - 1});
            if (to >= looked.size())
                break;
            std::size_t space = spaceAt(looked, to);
            node = next(node, space > 0 ? ' ' : static_cast<unsigned char>(looked[to]));
            if (node == 0)
                break;
            to += space > 0 ? space : 1;
            while (space > 0 && to < looked.size() && (space = spaceAt(looked, to)) > 0)
                to += space;
        }
        const auto begin = ends.empty() ? std::nullopt : original(at);
        bool taken = false;
        if (begin && borders.isAt(*begin))
            for (auto end = ends.rbegin(); end != ends.rend() && !taken; ++end) {
                const auto last = original(end->at);
                if (!last || !borders.isAt(*last))
                    continue;
                const std::int64_t from = counter.at(*begin);
                hits.push_back({{from, counter.at(*last)}, end->surface});
                at = end->at;
                taken = true;
            }
        if (!taken)
            ++at;
    }
    return hits;
}

} // namespace touchstone
