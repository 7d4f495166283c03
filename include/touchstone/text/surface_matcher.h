#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/text/text_range.h"

namespace touchstone {

class Progress;

/// How a surface is compared: white space of any kind and length is one space, none around it; without `matchCase` by
/// Unicode's full case folding. Equal for surfaces that are found in the same places.
std::string surfaceKey(std::string_view surface, bool matchCase);

struct SurfaceHit {
    TextRange range;
    /// Which of the surfaces it is.
    std::uint32_t surface = 0;
    friend bool operator==(const SurfaceHit&, const SurfaceHit&) = default;
};

/// Finds a hundred thousand surfaces in a text at once: whole words (UAX 29), from each place the longest, none over
/// another. May be used by several threads at a time.
class SurfaceMatcher {
  public:
    SurfaceMatcher() : SurfaceMatcher({}, true) {}
    /// Of surfaces with the same key the first is told; empty ones are nowhere.
    SurfaceMatcher(const std::vector<std::string>& surfaces, bool matchCase);

    bool isEmpty() const { return m_ends.size() < 2; }
    /// `text` is valid UTF-8. Cancelled when `progress` says so.
    Result<std::vector<SurfaceHit>> find(std::string_view text, const Progress* progress = nullptr) const;

  private:
    struct Step {
        std::uint64_t from = 0; ///< Node and byte; 0: free.
        std::uint32_t to = 0;
    };
    std::uint32_t next(std::uint32_t node, unsigned char byte) const;
    std::uint32_t grow(std::uint32_t node, unsigned char byte);
    void place(const Step& step);

    bool m_matchCase;
    std::vector<Step> m_steps;        ///< A hash table of the trie's edges.
    std::vector<std::uint32_t> m_ends; ///< Of each node, one more than the surface that ends there; 0: none.
};

} // namespace touchstone
