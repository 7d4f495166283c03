#include "app/session/read_ahead.h"

#include <algorithm>

namespace touchstone {

namespace {

std::shared_ptr<ItemReading> readItem(const Project& project, const ItemId& item)
{
    auto reader = project.reader();
    if (!reader) {
        return nullptr;
    }
    auto working = openWorkingLayer(project, **reader, item);
    const auto undo = (*reader)->undoState({ScopeKind::Item, item}, project.me());
    auto draft = (*reader)->draft(item, project.me());
    if (!working || !undo || !draft) {
        return nullptr;
    }
    auto reading = std::make_shared<ItemReading>();
    reading->working = std::move(*working);
    reading->undo = *undo;
    reading->draft = std::move(*draft);
    return reading;
}

} // namespace

ReadAhead::ReadAhead(const Project& project, Reader& front) : m_project(project), m_front(front)
{
    m_pool.setMaxThreadCount(1);
}

ReadAhead::~ReadAhead()
{
    ++*m_generation;
    m_pool.waitForDone();
}

ReadAhead::Stamp ReadAhead::now() const
{
    const auto stored = m_front.dataVersion();
    // When it cannot be told, nothing that was read before holds.
    return {stored ? *stored : -1, m_own};
}

void ReadAhead::want(const std::vector<ItemId>& items)
{
    std::erase_if(m_entries,
                  [&](const auto& entry) { return std::ranges::find(items, entry.first) == items.end(); });
    const Stamp stamp = now();
    const std::uint64_t generation = ++*m_generation;
    for (const ItemId& item : items) {
        Entry& entry = m_entries[item];
        if (entry.reading && entry.stamp == stamp) {
            continue;
        }
        entry = {stamp, nullptr};
        m_pool.start([this, item, stamp, generation, current = m_generation] {
            if (*current != generation) {
                return;
            }
            QMetaObject::invokeMethod(
                this,
                [this, item, stamp, reading = readItem(m_project, item)] { receive(item, stamp, reading); },
                Qt::QueuedConnection);
        });
    }
}

void ReadAhead::receive(const ItemId& item, const Stamp& stamp, std::shared_ptr<ItemReading> reading)
{
    const auto it = m_entries.find(item);
    if (it == m_entries.end() || !reading || stamp != it->second.stamp || stamp != now()) {
        return;
    }
    reading->ticket = ++m_tickets;
    it->second.reading = std::move(reading);
    Q_EMIT ready();
}

std::shared_ptr<const ItemReading> ReadAhead::find(const ItemId& item) const
{
    const auto it = m_entries.find(item);
    return it != m_entries.end() && it->second.reading && it->second.stamp == now() ? it->second.reading
                                                                                    : nullptr;
}

std::optional<ItemReading> ReadAhead::take(const ItemId& item)
{
    if (!find(item)) {
        return std::nullopt;
    }
    const std::shared_ptr<ItemReading> reading = std::move(m_entries.extract(item).mapped().reading);
    // Others get theirs on this thread, from find(): nobody comes to look meanwhile.
    return reading.use_count() == 1 ? std::move(*reading) : *reading;
}

void ReadAhead::dispose(WorkingLayer working)
{
    if (working.content.annotations().size() > 64) {
        m_pool.start([old = std::make_shared<WorkingLayer>(std::move(working))]() mutable { old.reset(); });
    }
}

} // namespace touchstone
