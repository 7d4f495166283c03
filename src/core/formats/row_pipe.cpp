#include "core/formats/row_pipe.h"

#include <utility>

namespace touchstone {

namespace {

/// Enough to keep both threads at work, and a few MB at most.
constexpr std::size_t ahead = 8;

} // namespace

RowPipe::RowPipe(ExportQuery& query)
{
    m_thread = std::thread([this, &query] {
        auto ended = guarded([&] { query.readAnnotations([this](AnnotationRows& rows) { return put(rows); }); });
        const std::lock_guard guard(m_mutex);
        m_ended = std::move(ended);
        m_changed.notify_all();
    });
}

RowPipe::~RowPipe()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopped = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

bool RowPipe::put(AnnotationRows& rows)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_stopped || m_ready.size() < ahead; });
    m_ready.push_back(std::move(rows));
    rows = {};
    if (!m_spare.empty()) {
        rows = std::move(m_spare.back());
        m_spare.pop_back();
    }
    m_changed.notify_all();
    return !m_stopped;
}

Result<bool> RowPipe::next(AnnotationRows& rows)
{
    rows.clear();
    std::unique_lock lock(m_mutex);
    m_spare.push_back(std::move(rows));
    m_changed.wait(lock, [&] { return m_ended || !m_ready.empty(); });
    if (m_ready.empty()) {
        return *m_ended ? Result<bool>(false) : Result<bool>(m_ended->error());
    }
    rows = std::move(m_ready.front());
    m_ready.erase(m_ready.begin());
    m_changed.notify_all();
    return true;
}

} // namespace touchstone
