#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace touchstone::fuzz {

/// A folder in memory where there is one, removed at the end of the program.
const std::filesystem::path& workFolder();

/// The bytes of a small project with an import, own work, a taken back edit and a merged label, made once by
/// the program itself, so that it always has the newest schema. Only its ids and times differ between runs.
const std::string& baseProject();

/// The project after what the input asks for: an input that is itself an SQLite file stands as it is; any other
/// is a list of changes to the base: values set or rows removed through SQL, and single bytes.
std::string alteredProject(std::string_view input);

} // namespace touchstone::fuzz
