#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "touchstone/text/text_offsets.h"
#include "touchstone/text/text_range.h"

namespace touchstone {

class WordBorders;

/// What of one text stands where in a later form of it, so that spans can be carried over. Found by words: stretches that
/// occur once in both are taken first (patience), what lies between them is compared closely, and what was moved as a
/// whole is found again at its new place.
class TextAlignment {
  public:
    /// Both are valid UTF-8, below 2 GB, and must outlive this. Takes time in proportion to their length.
    TextAlignment(std::string_view before, std::string_view after);
    ~TextAlignment();

    struct Place {
        TextRange range;
        /// The same words in the same surroundings, or the only ones like it between what is the same; white space may
        /// differ. Otherwise `range` is the best guess: to be looked at.
        bool certain = false;
    };
    /// Where a range of the former text lies in the later one. Never outside of it; empty where nothing of it is left.
    Place find(const TextRange& range) const;

    /// Bytes that are the same in both.
    struct Run {
        std::int64_t before = 0;
        std::int64_t after = 0;
        std::int64_t length = 0;
        /// It stands elsewhere now, out of the order of the others.
        bool moved = false;
    };

  private:
    struct Window;
    /// The run that holds the byte at `at` of the former text; null if none does.
    const Run* runAt(std::int64_t at) const;
    void findSolid();
    bool isSolid(const Run& run) const { return m_solid[std::size_t(&run - m_runs.data())]; }
    /// Not in the midst of a word, unless that range of the former text was.
    bool isWhole(std::int64_t begin, std::int64_t end, std::int64_t now, std::int64_t nowEnd) const;
    Window windowOf(std::int64_t begin, std::int64_t end) const;
    Window nearOf(const Window& window, std::int64_t begin, std::int64_t end) const;
    TextRange guess(std::int64_t begin, std::int64_t end, const Window& window) const;
    TextRange inCodePoints(std::int64_t begin, std::int64_t end) const;

    std::string_view m_beforeText, m_afterText;
    TextOffsets m_before, m_after;
    /// By their begin in the former text, apart.
    std::vector<Run> m_runs;
    /// Of each run whether the rest is placed by it: alone, or with its neighbours where but white space changed between
    /// them, it is long enough.
    std::vector<bool> m_solid;
    /// The runs to place by that keep their order.
    std::vector<std::size_t> m_anchors;
    std::unique_ptr<WordBorders> m_bordersBefore, m_bordersAfter;
};

} // namespace touchstone
