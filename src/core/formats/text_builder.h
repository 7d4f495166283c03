#pragma once

#include <string>
#include <string_view>

#include "touchstone/model/document.h"

namespace touchstone {

/// Puts a text together from its tokens, for formats that have no text beside them.
class TextBuilder {
  public:
    /// Appends what is no token.
    TextRange append(std::string_view text);
    /// Appends a token; an empty one is none.
    TextRange token(std::string_view text);
    /// The tokens from that one on are a sentence; nothing without tokens.
    void sentence(std::size_t firstToken);

    std::int64_t length() const { return m_length; }
    const TextBlock& block() const { return m_block; }
    TextBlock take() { return std::move(m_block); }

  private:
    TextBlock m_block;
    std::int64_t m_length = 0;
};

/// The number of code points of valid UTF-8.
std::int64_t codePointsIn(std::string_view text);

} // namespace touchstone
