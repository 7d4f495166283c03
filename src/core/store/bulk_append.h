#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/store/bulk_batch.h"
#include "core/store/connection.h"
#include "touchstone/model/objects.h"

namespace touchstone {

// The rows of one source, appended in slices inside the caller's transactions; only src/core/workflow
// includes this header. Throws StoreFailure.

class BulkAppend {
  public:
    BulkAppend(Connection& connection, const Source& source, Timestamp at);
    std::int64_t key() const { return m_key; }
    /// Items of this source have this key and those after it; the caller counts.
    std::int64_t firstItem() const { return m_firstItem; }

    std::int64_t bearRoot(const Uuid& id);
    std::int64_t bearLabel(const Uuid& id);
    /// Items come before what refers to them. Tells the batch the keys of its layers and annotations.
    void append(BulkBatch& batch);

  private:
    std::int64_t nextKey(const char* sql);
    void items(const BulkBatch& batch);
    void texts(const BulkBatch& batch, std::span<const std::size_t> rows);
    void layers(BulkBatch& batch);
    void annotations(BulkBatch& batch);
    void records(const BulkBatch& batch);
    void entries(const BulkBatch& batch);

    Connection& m_connection;
    std::string_view m_role;
    std::int64_t m_key = 0;
    std::int64_t m_firstItem = 0;
    std::int64_t m_lastMedium = 0;
    std::vector<std::int64_t> m_layers; ///< Keys, by number.
};

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

/// The visible items that have this text, in their order.
struct SameText {
    std::int64_t key = 0;
    std::int64_t root = 0;
    std::string path;
    std::optional<std::int64_t> part;
};
std::vector<SameText> findItemsByText(Connection& connection, const Sha256& hash);
/// The newest visible text of each part that came from this file; by 0 that of the whole file.
std::map<std::int64_t, std::int64_t> textsOfFile(Connection& connection, std::int64_t root, const std::string& path);

/// The published sources of the list with that name.
std::vector<std::int64_t> sourcesOfList(Connection& connection, const std::string& list);

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
