#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/connection.h"
#include "core/store/edit_hash.h"
#include "core/store/source_lists.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/objects.h"
#include "touchstone/store/rows.h"

namespace touchstone {

// The rows of one source, appended in slices inside the caller's transactions; only src/core/workflow
// includes this header. Throws StoreFailure.

struct NewMedium {
    std::int64_t root = 0;
    std::string path;
    std::string kind;
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 0;
    std::int64_t bytes = 0;
};

/// One annotation, ready to be stored: the body is made by the importing thread.
struct NewAnnotation {
    Uuid id;
    std::int64_t layer = 0;
    std::int64_t label = 0;
    ShapeKind kind = ShapeKind::Tag;
    std::optional<Rect> box;
    InstanceId instance;
    std::string body;
    std::vector<std::pair<Sha256, std::string>> tiles;
    SourceRecord record;
};

class BulkAppend {
  public:
    BulkAppend(Connection& connection, const Source& source, Timestamp at);
    std::int64_t key() const { return m_key; }

    std::int64_t bearRoot(const Uuid& id);
    std::int64_t bearLabel(const Uuid& id);
    /// Item and task; returns the item's key.
    std::int64_t item(const NewMedium& medium);
    std::int64_t layer(std::int64_t item, LayerRole role);
    void annotation(const NewAnnotation& annotation);
    /// kind: "top", "category", "image".
    void record(const char* kind, std::int64_t object, const SourceRecord& record);
    /// The digest over all that was appended.
    std::string digest();
    /// Writes the next rows of lists and counts, when all is appended; false when there are no more.
    bool writeLists() { return m_lists.write(); }

  private:
    void insertRecord(const char* kind, std::int64_t object, const SourceRecord& record, RowHasher& hasher);

    Connection& m_connection;
    std::int64_t m_key = 0;
    RowHasher m_items, m_layers, m_annotations, m_records;
    SourceLists m_lists;
};

/// The same digest, computed from the stored rows.
std::string digestOfSource(Connection& connection, std::int64_t source);

/// An item by root and path; 0 if there is none that is visible or of `source`.
std::int64_t findItem(Connection& connection, std::int64_t root, const std::string& path, std::int64_t source);
struct FoundItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
};
/// An item by stated path and size in any root, or only in those whose folder is unknown; key 0 if none.
/// A size of 0 fits every size.
FoundItem findItemByName(Connection& connection, const std::string& path, std::int64_t width,
                         std::int64_t height, bool onlyUnlocated, std::int64_t source);

/// The published, retired or pending source with the same content, options, author and role; 0 if none.
std::int64_t findSource(Connection& connection, const Source& source);

/// Takes out everything that a source has brought. Only for pending ones.
void purgeSource(Connection& connection, std::int64_t source);
/// Purges every source that was never published; returns how many rows went.
std::int64_t purgePending(Connection& connection);

} // namespace touchstone
