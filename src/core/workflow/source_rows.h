#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/store/bulk_append.h"
#include "core/store/source_digest.h"
#include "core/store/source_lists.h"
#include "core/workflow/writer.h"

namespace touchstone {

/// The rows of one source on their way to the writer, in batches, and back, to be hashed and counted. Used from one
/// thread, unless it is said otherwise.
class SourceRows {
  public:
    explicit SourceRows(Writer& writer) : m_writer(writer) {}
    /// On the writer thread, inside the bulk transaction; throws StoreFailure.
    void begin(Connection& connection, const Source& source, Timestamp at);
    /// The source as it lies in the file; null before.
    BulkAppend* append() { return m_append ? &*m_append : nullptr; }

    /// Where rows are put; then comes sendIfFull().
    BulkBatch& batch() { return m_batch; }
    /// The number of the layer on an item, which is made with its first annotation.
    std::size_t layerOf(std::int64_t item);
    /// What the file says of an object a second time is left out.
    void record(const char* kind, std::int64_t object, const SourceRecord& said);
    /// The items that the source did not bring but has a layer on, sorted.
    std::vector<std::int64_t> itemsOfOthers() const;
    Result<void> sendIfFull();
    void send();
    /// Runs on the writer thread, inside the bulk transaction, after what was sent; waits.
    template <class Work>
    Result<void> run(Work work)
    {
        if (auto error = failed())
            return *error;
        return guarded([&] { m_writer.callBulk(work); });
    }
    /// When no more rows come: waits until all are stored, and writes lists and counts. Only the first call works.
    Result<void> complete();
    /// Of what is complete.
    const std::string& digest() const { return m_digest; }
    /// A slice of it was lost since it began. On any thread.
    bool lost() const { return m_writer.lostSlices() != m_lostAtStart; }
    static Error lostError();
    std::optional<Error> failed();

  private:
    void write(BulkBatch& rows);
    void fail(const Error& error);
    void count();

    // Batches under way: enough for what the importing thread makes while a slice is committed.
    static constexpr std::ptrdiff_t kBatchesAhead = 24;

    Writer& m_writer;
    std::int64_t m_lostAtStart = 0;
    std::optional<BulkAppend> m_append;
    std::optional<SourceDigest> m_sum;
    std::optional<SourceLists> m_lists;
    BulkBatch m_batch;
    std::vector<BulkBatch> m_spare; ///< Counted; their memory is taken again.
    std::size_t m_layers = 0;
    std::vector<std::size_t> m_newLayers; ///< Number and one, by item, from the first one of this source on.
    std::unordered_map<std::int64_t, std::size_t> m_otherLayers;
    std::unordered_map<std::string, std::unordered_set<std::int64_t>> m_recorded; ///< By kind.
    bool m_complete = false;
    std::string m_digest;

    std::counting_semaphore<> m_ahead{kBatchesAhead};
    std::mutex m_mutex;
    std::optional<Error> m_failure;
    std::vector<BulkBatch> m_written;
};

} // namespace touchstone
