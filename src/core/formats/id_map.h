#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "touchstone/store/rows.h"

namespace touchstone {

/// External ids to numbers. Integers lie in one open-addressed table, at 16 bytes and half full: a file may
/// have a million of them.
class IdMap {
  public:
    /// False if the id is there already; then nothing changes.
    bool insert(const ExternalId& id, std::uint32_t value)
    {
        if (const auto* text = std::get_if<std::string>(&id)) {
            return m_texts.emplace(*text, value).second;
        }
        const auto* number = std::get_if<std::int64_t>(&id);
        if (!number) {
            return false;
        }
        if (2 * (m_count + 1) > m_slots.size()) {
            grow();
        }
        Slot& slot = m_slots[place(*number)];
        if (slot.used) {
            return false;
        }
        slot = {*number, value, true};
        ++m_count;
        return true;
    }
    std::optional<std::uint32_t> find(const ExternalId& id) const
    {
        if (const auto* text = std::get_if<std::string>(&id)) {
            const auto found = m_texts.find(*text);
            return found == m_texts.end() ? std::nullopt : std::optional(found->second);
        }
        const auto* number = std::get_if<std::int64_t>(&id);
        if (!number || m_slots.empty()) {
            return std::nullopt;
        }
        const Slot& slot = m_slots[place(*number)];
        return slot.used ? std::optional(slot.value) : std::nullopt;
    }

  private:
    struct Slot {
        std::int64_t id = 0;
        std::uint32_t value = 0;
        bool used = false;
    };

    std::size_t place(std::int64_t id) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::uint64_t hash = static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 32;
        std::size_t at = hash & mask;
        while (m_slots[at].used && m_slots[at].id != id) {
            at = (at + 1) & mask;
        }
        return at;
    }
    void grow()
    {
        std::vector<Slot> old(m_slots.empty() ? 64 : 2 * m_slots.size());
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.used) {
                m_slots[place(slot.id)] = slot;
            }
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_count = 0;
    std::unordered_map<std::string, std::uint32_t> m_texts;
};

} // namespace touchstone
