#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "touchstone/base/result.h"

namespace touchstone {

class Progress;

/// What came of a rescue.
struct Rescued {
    std::int64_t items = 0;
    std::int64_t annotations = 0;
    /// Rows that could be read, but stood alone: what they belong to is lost.
    std::int64_t dropped = 0;
    /// Places in tables from which nothing more could be read.
    std::int64_t gaps = 0;
    /// Rows that had to be made up so that the others have what they refer to.
    std::int64_t invented = 0;
    /// Edits that lost rows or whose rows were altered: their hash is not the one that was stored. Not counted in files
    /// of an older version.
    std::int64_t altered = 0;

    /// All of it in words.
    std::string sentence() const;
};

/// Reads a damaged project row by row, around what cannot be read, and makes a new, sound project at `target` of
/// what there is: without history to undo, its hashes made anew, which its last edit says. The damaged file is
/// only read. Refused when `target` is there; Corrupt when nothing of worth can be read.
Result<Rescued> rescueProject(const std::filesystem::path& project, const std::filesystem::path& target,
                              Progress& progress);

} // namespace touchstone
