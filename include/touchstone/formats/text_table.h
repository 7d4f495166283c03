#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

/// A file that is one text, told by its name (.txt).
bool isTextFile(const std::filesystem::path& path);
/// A file of records, told by its name (.jsonl, .ndjson, .csv, .tsv).
bool isTextTable(const std::filesystem::path& path);

/// What the records of a file have in common.
struct TextTableColumn {
    std::string name;
    /// Of the first records that have it, at most three, each shortened.
    std::vector<std::string> values;
    /// Some of them are text: it can be what is labelled.
    bool text = false;
};

/// The columns of a file of records, as its first 100 records have them, in the order in which they are met.
/// InvalidInput when it has none. `encoding` as in ReadOptions.
Result<std::vector<TextTableColumn>> readTextTableColumns(const std::filesystem::path& path,
                                                          const std::string& encoding = {});

} // namespace touchstone
