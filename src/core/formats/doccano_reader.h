#pragma once

#include <filesystem>

#include "touchstone/formats/format.h"

namespace touchstone::doccano {

/// The members of the records: the line of a text as it stood; that strings are no classes; and of the file,
/// that it begins with a byte order mark, that its last line has no end, how it writes spans and classes.
inline constexpr std::string_view kRawMember = "raw";
inline constexpr std::string_view kAnswersMember = "answers";
inline constexpr std::string_view kMarkMember = "mark";
inline constexpr std::string_view kOpenMember = "open";
inline constexpr std::string_view kStyleMember = "style";

Result<void> readFile(const std::filesystem::path& path, ImportSink& sink, Progress& progress);

} // namespace touchstone::doccano
