#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "touchstone/base/result.h"
#include "touchstone/formats/format.h"

namespace touchstone {

/// The largest file of texts that is read at once.
inline constexpr std::int64_t kLargestTextFile = std::int64_t{512} << 20;

/// A file of texts as UTF-8, its byte order mark kept.
struct TextFile {
    std::string text;
    std::string encoding;
};

/// Reads the whole file in the encoding that is asked for, else that of its mark, else UTF-8. InvalidInput for what is
/// none of them, naming what it may be; nothing is guessed.
Result<TextFile> readTextFile(const std::filesystem::path& path, const ReadOptions& options);

/// Takes the next line off `rest`, up to and without its "\n", and without a "\r" before it. Nothing else ends a line: a
/// U+2028 stands inside one.
std::string_view takeLine(std::string_view& rest);

/// The file as an import names it: relative to the folder `root`, or its name where `root` is the file itself.
std::string pathBelow(const std::filesystem::path& root, const std::filesystem::path& file);

} // namespace touchstone
