#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace touchstone::cli {

/// `text` made harmless for a terminal: ill-formed UTF-8 becomes U+FFFD, and characters that control the
/// terminal or the direction of writing are shown as escapes such as \n or \u{1b}.
std::string printable(std::string_view text);

/// Code points of well-formed UTF-8: the width in columns for most scripts.
std::size_t columnWidth(std::string_view text);

} // namespace touchstone::cli
