#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// UTF-8 by Unicode's full case folding ("Straße" is "strasse"), with the way back to the original, which must outlive
/// this. Places are bytes.
class FoldedText {
  public:
    explicit FoldedText(std::string_view original);

    const std::string& text() const { return m_text; }
    /// Where that place lies in the original; none inside what one of its characters became.
    std::optional<std::size_t> original(std::size_t folded) const;

  private:
    /// A character whose folding takes another number of bytes.
    struct Change {
        std::size_t folded = 0;
        std::size_t foldedEnd = 0;
        std::size_t original = 0;
        std::size_t originalEnd = 0;
    };
    std::string_view m_original;
    std::string m_text;
    std::vector<Change> m_changes;
};

} // namespace touchstone
