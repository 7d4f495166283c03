#include "core/workflow/source_rows.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace touchstone {
namespace {

// One batch holds the writer for a few milliseconds.
constexpr std::size_t kBatchRows = 1024;
constexpr std::size_t kBatchText = std::size_t{1} << 19;

} // namespace

void SourceRows::begin(Connection& connection, const Source& source, Timestamp at)
{
    m_lostAtStart = m_writer.lostSlices();
    m_append.emplace(connection, source, at);
    m_sum.emplace(connection, m_append->key(), source.role);
    m_lists.emplace(m_append->key(), source.role);
}

std::size_t SourceRows::layerOf(std::int64_t item)
{
    const std::int64_t first = m_append->firstItem();
    const auto place = static_cast<std::size_t>(item - first);
    if (item >= first && place >= m_newLayers.size())
        m_newLayers.resize(place + 1);
    std::size_t& number = item >= first ? m_newLayers[place] : m_otherLayers[item];
    if (number == 0) {
        number = ++m_layers;
        m_batch.layers.push_back({newUuid(), item, 0});
    }
    return number - 1;
}

void SourceRows::record(const char* kind, std::int64_t object, const SourceRecord& said)
{
    if (m_recorded[kind].insert(object).second)
        m_batch.records.push_back({kind, object, said});
}

std::vector<std::int64_t> SourceRows::itemsOfOthers() const
{
    std::vector<std::int64_t> items;
    items.reserve(m_otherLayers.size());
    for (const auto& [item, layer] : m_otherLayers)
        items.push_back(item);
    std::sort(items.begin(), items.end());
    return items;
}

Result<void> SourceRows::sendIfFull()
{
    if (m_batch.rows() >= kBatchRows || m_batch.text.size() >= kBatchText)
        send();
    if (auto error = failed())
        return *error;
    return {};
}

void SourceRows::send()
{
    if (m_batch.rows() == 0)
        return;
    m_ahead.acquire();
    // The batch may never run, when the writer refuses all work; then too this must be told.
    struct Ticket {
        explicit Ticket(SourceRows& owner) : rows(owner) {}
        SourceRows& rows;
        bool ran = false;
        ~Ticket()
        {
            if (!ran)
                rows.fail(lostError());
            rows.m_ahead.release();
        }
    };
    auto ticket = std::make_shared<Ticket>(*this);
    auto rows = std::make_shared<BulkBatch>(std::move(m_batch));
    m_batch = {};
    if (lost())
        fail(lostError());
    m_writer.postBulk([this, ticket, rows](Connection&) {
        ticket->ran = true;
        write(*rows);
    });
    count();
    if (!m_spare.empty()) {
        m_batch = std::move(m_spare.back());
        m_spare.pop_back();
    }
}

Error SourceRows::lostError()
{
    return {ErrorCode::Io, "A part of the import could not be stored. Nothing was added.", {}};
}

std::optional<Error> SourceRows::failed()
{
    const std::lock_guard guard(m_mutex);
    return m_failure;
}

void SourceRows::fail(const Error& error)
{
    const std::lock_guard guard(m_mutex);
    if (!m_failure)
        m_failure = error;
}

void SourceRows::write(BulkBatch& rows)
{
    if (failed())
        return;
    if (const auto written = guarded([&] { m_append->append(rows); }); !written) {
        fail(written.error());
        return;
    }
    const std::lock_guard guard(m_mutex);
    m_written.push_back(std::move(rows));
}

/// What is hashed and counted here costs the writer nothing.
void SourceRows::count()
{
    std::vector<BulkBatch> written;
    {
        const std::lock_guard guard(m_mutex);
        written.swap(m_written);
    }
    for (BulkBatch& one : written) {
        m_sum->add(one);
        m_lists->add(one);
        one.clear();
        m_spare.push_back(std::move(one));
    }
}

Result<void> SourceRows::complete()
{
    if (m_complete)
        return {};
    send();
    if (auto stored = run([](Connection&) {}); !stored)
        return stored;
    // A batch that failed is known now.
    if (auto error = failed())
        return *error;
    count();
    m_digest = m_sum->finish();
    m_lists->prepare();
    for (bool more = true; more;) {
        auto written = run([&](Connection& db) { more = m_lists->write(db); });
        if (!written)
            return written;
    }
    m_complete = true;
    return {};
}

} // namespace touchstone
