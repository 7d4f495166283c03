#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/item_streams.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// The items that pass a filter, in the order of the items: each field is a stream from an index, the rarest is
/// walked, the others are asked. Inside the caller's read transaction; throws StoreFailure.
class ItemList {
  public:
    /// `whole`: all will be walked, from the start.
    ItemList(Connection& connection, const TaskFilter& filter, bool forward = true, bool whole = false);
    /// The next item at `place` or after it; kEnd for none.
    Place from(Place place) { return m_items->from(place); }

  private:
    std::unique_ptr<VisibleStream> m_items;
};

/// The tasks of an assignee that pass a filter: higher priority first, within one the order of the items.
class AssigneeList {
  public:
    /// `after`: an item of the list, 0 for the start.
    AssigneeList(Connection& connection, const TaskFilter& filter, std::int64_t after);
    ~AssigneeList();
    std::optional<std::int64_t> next();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone
