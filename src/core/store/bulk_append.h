#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
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

struct BulkItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
    std::string path;
    std::string kind;
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 0;
    std::int64_t bytes = 0;
};

/// What the file said besides, of a label, an item or the top level (0).
struct BulkRecord {
    const char* kind = "top"; ///< "top", "category", "image".
    std::int64_t object = 0;
    SourceRecord record;
};

/// One annotation, ready to be stored: the importing thread made its texts, which lie in the batch.
struct BulkAnnotation {
    Uuid id;
    std::int64_t item = 0;
    std::int64_t label = 0;
    ShapeKind kind = ShapeKind::Tag;
    std::optional<Rect> box;
    InstanceId instance;
    std::int64_t order = 0;
    ExternalId externalId;
    std::uint32_t body = 0, fields = 0, geometry = 0, end = 0; ///< Where they begin in BulkBatch::text.
};

/// Rows on their way from the importing thread to the writer.
struct BulkBatch {
    std::string text;
    std::vector<BulkItem> items;
    std::vector<BulkRecord> records;
    std::vector<BulkAnnotation> annotations;
    std::vector<std::pair<Sha256, std::string>> tiles;

    std::string_view bodyOf(const BulkAnnotation& one) const { return piece(one.body, one.fields); }
    std::string_view fieldsOf(const BulkAnnotation& one) const { return piece(one.fields, one.geometry); }
    std::string_view geometryOf(const BulkAnnotation& one) const { return piece(one.geometry, one.end); }
    std::string_view piece(std::uint32_t from, std::uint32_t to) const
    {
        return std::string_view(text).substr(from, to - from);
    }
    std::size_t rows() const { return 4 * items.size() + records.size() + annotations.size(); }
    void clear();
};

class BulkAppend {
  public:
    BulkAppend(Connection& connection, const Source& source, Timestamp at);
    std::int64_t key() const { return m_key; }
    /// Items of this source have this key and those after it; the caller counts.
    std::int64_t firstItem() const { return m_firstItem; }

    std::int64_t bearRoot(const Uuid& id);
    std::int64_t bearLabel(const Uuid& id);
    /// Items come before what refers to them. Their layers are made with their first annotation.
    void append(const BulkBatch& batch);
    /// The items that it did not bring but has a layer on.
    std::vector<std::int64_t> itemsOfOthers() const;
    /// The digest over all that was appended.
    std::string digest();
    /// Writes the next rows of lists and counts, when all is appended; false when there are no more.
    bool writeLists() { return m_lists.write(); }

  private:
    void item(const BulkItem& item);
    std::int64_t layerOf(std::int64_t item);
    void annotations(const BulkBatch& batch);
    void record(const BulkRecord& record);

    Connection& m_connection;
    LayerRole m_role;
    std::int64_t m_key = 0;
    std::int64_t m_firstItem = 0;
    std::vector<std::int64_t> m_newLayers; ///< By item, from the first one of this source on.
    std::unordered_map<std::int64_t, std::int64_t> m_otherLayers;
    RowHasher m_items, m_layers, m_annotations, m_records;
    SourceLists m_lists;
};

/// The same digest, computed from the stored rows.
std::string digestOfSource(Connection& connection, std::int64_t source);

/// An item by root and path; 0 if there is none that is visible.
std::int64_t findItem(Connection& connection, std::int64_t root, const std::string& path);
struct FoundItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
};
/// An item by stated path and size in any root, or only in those whose folder is unknown; key 0 if none.
/// A size of 0 fits every size.
FoundItem findItemByName(Connection& connection, const std::string& path, std::int64_t width,
                         std::int64_t height, bool onlyUnlocated);

/// How many of the items have visible ground truth of a source.
std::int64_t withGroundTruth(Connection& connection, std::span<const std::int64_t> items);

/// The published, retired or pending source with the same content, options, author and role; 0 if none.
std::int64_t findSource(Connection& connection, const Source& source);

/// Takes out everything that a pending source has brought, in slices of a few milliseconds, with foreign keys off.
/// What refers to rows goes before them, so a purge that stops halfway goes on later.
class SourcePurge {
  public:
    explicit SourcePurge(std::int64_t source) : m_source(source) {}
    /// One slice; false when nothing is left.
    bool step(Connection& connection);

  private:
    bool masks(Connection& connection, std::int64_t rows);
    bool annotations(Connection& connection, std::int64_t rows);
    bool items(Connection& connection, std::int64_t rows);
    bool records(Connection& connection);
    bool tiles(Connection& connection);
    void keepTiles(std::string_view body);

    std::int64_t m_source;
    int m_phase = 0;
    std::int64_t m_layer = 0;
    std::int64_t m_object = 0;
    /// Hashes of tiles in its masks; those that others use are taken out of it.
    std::unordered_set<std::string> m_tiles;
    std::int64_t m_lastEdit = 0;
};

/// Takes out every source that was never published: what crashes left. No source may be added meanwhile.
class PendingPurge {
  public:
    explicit PendingPurge(Connection& connection);
    /// One slice, inside the caller's transaction; false when nothing is left.
    bool step(Connection& connection);
    /// The same, in a transaction of its own and at most `steps` at once.
    bool some(Connection& connection, int steps);

  private:
    std::vector<std::int64_t> m_sources;
    std::optional<SourcePurge> m_now;
};

} // namespace touchstone
