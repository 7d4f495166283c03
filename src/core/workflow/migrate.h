#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/store/connection.h"

namespace touchstone {

class Progress;

/// Brings the tables of an older file up to date in one transaction, version number included: whatever happens,
/// the file is the old one or the new one. Throws StoreFailure; Cancelled, and with `strict` Corrupt when the end
/// of its journal is not what was stored. `progress` may be null.
void migrate(Connection& connection, Progress* progress, bool strict);

/// The same for the project at `path` that the caller has locked and nobody else has open: a checked backup
/// first; a file of `copyFrom` bytes or more is brought up to date as a copy that then takes its place, so that neither a kill nor
/// Cancel has to be mended. Returns what was done, as a sentence.
std::string migrateProject(const std::filesystem::path& path, Progress* progress, std::uintmax_t copyFrom);

} // namespace touchstone
