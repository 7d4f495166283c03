#pragma once

#include <filesystem>

namespace touchstone {

enum class AsideReason { Before, Damaged };

/// Gives the complete file `part` the name of `project`, whose lock the caller holds and which nobody else has
/// open. What was there stays as "NAME (before DATE)" or "NAME (damaged DATE)", with its -wal and -journal, and
/// is returned; empty when nothing was there. Throws StoreFailure.
std::filesystem::path putInPlace(const std::filesystem::path& part, const std::filesystem::path& project,
                                 AsideReason reason);

/// A free name beside the project: "streets (damaged 2026-11-21).touchstone".
std::filesystem::path asideName(const std::filesystem::path& project, AsideReason reason);

} // namespace touchstone
