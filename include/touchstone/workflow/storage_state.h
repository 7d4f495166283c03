#pragma once

#include <filesystem>
#include <string>

namespace touchstone {

/// How it stands with the disk under a project that is open for writing.
struct StorageState {
    enum class Kind {
        Fine,
        Low,     ///< Under 200 MiB are free; everything is still stored.
        Full,    ///< The reserve was used up: the next change may be refused.
        Failing, ///< The disk reported an error; nothing is written until Project::resume().
        Away,    ///< The file was moved or deleted; nothing is written until it is back or followed.
    };
    Kind kind = Kind::Fine;
    /// A sentence for the user; empty when it is fine.
    std::string text;
    /// Where a moved file lies now, if that is known: see Project::follow().
    std::filesystem::path movedTo;
    /// Nor is what was stored before safe: the file was deleted or exchanged, or is damaged.
    bool mayBeLost = false;

    friend bool operator==(const StorageState&, const StorageState&) = default;
};

} // namespace touchstone
