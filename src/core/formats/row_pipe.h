#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/store/export_query.h"

namespace touchstone {

/// Reads annotations ahead, on a thread of its own that alone uses the connection while it runs.
class RowPipe {
  public:
    explicit RowPipe(ExportQuery& query);
    /// Reading stops at the next rows.
    ~RowPipe();
    RowPipe(const RowPipe&) = delete;
    RowPipe& operator=(const RowPipe&) = delete;

    /// Fills `rows`, whose memory is taken again; false when there are no more. The Error of the store comes
    /// after what was read before it.
    Result<bool> next(AnnotationRows& rows);

  private:
    bool put(AnnotationRows& rows);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<AnnotationRows> m_ready; ///< The oldest first.
    std::vector<AnnotationRows> m_spare;
    std::optional<Result<void>> m_ended;
    bool m_stopped = false;
    std::thread m_thread;
};

} // namespace touchstone
