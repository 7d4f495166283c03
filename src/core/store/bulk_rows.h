#pragma once

#include <vector>

#include "core/store/bulk_append.h"

namespace touchstone {

/// A batch of annotations as SQLite sees it: the rows of bulk_rows(?1), a table that exists only for the statement
/// that reads it. One statement for many rows keeps its cursors open, which halves the cost of a row.
struct BulkRows {
    const BulkBatch& batch;
    std::int64_t firstKey = 0;
    std::vector<std::int64_t> layers; ///< By annotation.
};

/// What `sqlite3_bind_pointer` must be told for a BulkRows.
inline constexpr const char* kBulkRows = "touchstone bulk rows";

/// Makes bulk_rows known to the connection, unless it is already.
void registerBulkRows(Connection& connection);

} // namespace touchstone
