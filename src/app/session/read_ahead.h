#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {

/// What opening an item needs to know of it.
struct ItemReading {
    /// Of this reading alone; what was made from it can be told from what was made from another.
    std::uint64_t ticket = 0;
    WorkingLayer working;
    UndoState undo;
    std::optional<Draft> draft;
};

/// Reads items on a worker with a connection of its own, before they are asked for. A reading holds until
/// anybody stores anything: then it is given to nobody.
class ReadAhead : public QObject {
    Q_OBJECT
  public:
    /// `front` is the interface thread's connection, which knows whether something was stored.
    ReadAhead(const Project& project, Reader& front);
    /// Waits for the reading under way.
    ~ReadAhead() override;

    /// Reads what has no reading that holds; readings of other items are dropped.
    void want(const std::vector<ItemId>& items);
    /// Null when there is none that holds.
    std::shared_ptr<const ItemReading> find(const ItemId& item) const;
    /// The same, for the one who opens it: a copy only while others still look at it.
    std::optional<ItemReading> take(const ItemId& item);
    /// Something is about to be stored.
    void invalidate() { ++m_own; }
    /// Gives memory back on the worker: a layer of thousands takes longer than a frame.
    void dispose(WorkingLayer working);

  Q_SIGNALS:
    /// A reading came; find() has it.
    void ready();

  private:
    struct Stamp {
        std::int64_t stored = 0; ///< Commits that the front connection sees.
        std::uint64_t own = 0;   ///< What this window has sent.
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    struct Entry {
        Stamp stamp;
        /// Null while it is read, and when it cannot be.
        std::shared_ptr<ItemReading> reading;
    };
    Stamp now() const;
    void receive(const ItemId& item, const Stamp& stamp, std::shared_ptr<ItemReading> reading);

    const Project& m_project;
    Reader& m_front;
    std::unordered_map<ItemId, Entry> m_entries;
    std::uint64_t m_own = 0;
    std::uint64_t m_tickets = 0;
    std::shared_ptr<std::atomic<std::uint64_t>> m_generation =
        std::make_shared<std::atomic<std::uint64_t>>(0);
    QThreadPool m_pool;
};

} // namespace touchstone
