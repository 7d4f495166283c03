#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/bulk_batch.h"
#include "core/store/edit_hash.h"

namespace touchstone {

/// The digest over all rows of a source, taken while they are appended, batch by batch in the order in which they
/// were stored.
class SourceDigest {
  public:
    /// The row of the source is there. Throws StoreFailure.
    SourceDigest(Connection& connection, std::int64_t source, LayerRole role);
    void add(const BulkBatch& batch);
    std::string finish();

  private:
    std::string m_role;
    std::vector<std::int64_t> m_layerKeys; ///< By number.
    RowHasher m_items, m_layers, m_annotations, m_records;
    bool m_hasEntries = false; ///< What has none is hashed as before there were any.
    RowHasher m_entries;
};

/// The same digest, computed from the stored rows.
std::string digestOfSource(Connection& connection, std::int64_t source);

} // namespace touchstone
