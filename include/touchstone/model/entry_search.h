#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "touchstone/model/list_entry.h"

namespace touchstone {

/// The entries of a list, to be found by any part of id, name or what else is said of them. Holds all of it in memory; made
/// once, in a job, then asked from any thread.
class EntrySearch {
  public:
    explicit EntrySearch(std::vector<ListEntry> entries);

    std::size_t size() const { return m_entries.size(); }
    /// At most `limit` that hold every word of the text: the id itself first, then names that begin with it, then ids,
    /// then words of names, then the rest; equal ones in the order of the list. An empty text finds the first ones.
    std::vector<const ListEntry*> find(std::string_view text, std::size_t limit) const;
    /// Null when there is none.
    const ListEntry* byId(const std::string& id) const;

  private:
    std::string_view hayOf(std::size_t entry) const;
    int rankOf(std::string_view hay, std::string_view text) const;

    std::vector<ListEntry> m_entries;
    std::unordered_map<std::string_view, std::size_t> m_byId;
    /// Of each entry, behind one another: folded id, tabulator, name, tabulator, the rest.
    std::string m_hay;
    std::vector<std::size_t> m_begins; ///< And the end of all.
};

/// What an entry says besides its id and name, as a person reads it: the values, with " · " between.
std::string moreText(const ListEntry& entry);

} // namespace touchstone
