#pragma once

#include <filesystem>
#include <string>

#include "touchstone/formats/exchange.h"

namespace touchstone {

struct EntryFileOptions {
    /// The name of the list; empty: the file's stem.
    std::string list{};
    /// The columns; empty: one that is named so ("id", "name" and the like), else the first and the second.
    std::string idColumn{};
    std::string nameColumn{};
    /// Empty: UTF-8 or what a byte order mark says.
    std::string encoding{};
    /// Nothing else uses the project in this process meanwhile: see SourceRequest.
    bool alone = false;
};

/// Takes the rows of a .csv, .tsv, .jsonl or .ndjson file as the entries of a list, in place of all that it had; undone like an
/// import. Rows without an id, and ids that come again, are left out and told. `items` of the report counts the entries. The
/// same file again adds nothing. InvalidInput when no row can be used.
Result<ExchangeReport> importEntries(Project& project, const std::filesystem::path& path,
                                     const EntryFileOptions& options, Progress& progress);

} // namespace touchstone
