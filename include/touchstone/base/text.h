#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// True if `bytes` is well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.
bool isValidUtf8(std::string_view bytes);

/// `bytes` as UTF-8 that can be shown: each ill-formed byte becomes U+FFFD. For messages only, never for data.
std::string displayUtf8(std::string_view bytes);

/// The path as UTF-8 with '/' between its parts.
std::string pathToUtf8(const std::filesystem::path& path);
std::filesystem::path pathFromUtf8(std::string_view text);

/// Orders names as people do: "img2" before "img10"; digits by value, letters without case first,
/// '/' before everything else so that folders stay together. A total order.
bool naturalLess(std::string_view a, std::string_view b);

/// ASCII lower case, for file extensions and format ids.
std::string asciiLower(std::string_view text);

/// "1,234,567": for messages.
std::string withThousands(std::int64_t number);

/// A relative, '/'-separated form of a path that a data file states: backslashes become '/', "." parts go.
/// None if it is absolute, has a drive letter, is empty, or leaves its root by "..".
std::optional<std::string> safeRelativePath(std::string_view stated);

} // namespace touchstone
