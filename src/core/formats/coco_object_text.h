#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::coco {

/// Collects the members of one object and writes them in the order of another, known one.
class ObjectText {
  public:
    void clear();
    bool has(std::string_view name) const;
    /// `name` must outlive the object's text.
    void put(std::string_view name, std::string_view json);
    /// Without a copy: `json` too must outlive the object's text.
    void lend(std::string_view name, std::string_view json) { m_entries.push_back({name, json, 0, npos}); }
    /// Members named in `order` first, in that order, then the rest as they were put.
    void append(std::string& text, const std::vector<std::string>& order);

  private:
    static constexpr std::size_t npos = std::string_view::npos;
    struct Entry {
        std::string_view name;
        std::string_view lent;
        std::size_t from = 0;
        std::size_t to = npos; ///< npos: lent.
    };
    bool isArranged(const std::vector<std::string>& order) const;
    void arrange(const std::vector<std::string>& order);

    std::vector<Entry> m_entries;
    std::string m_text;
    /// How the last object was arranged: the next one mostly has the same members.
    const std::vector<std::string>* m_order = nullptr;
    std::vector<std::string> m_names;
    struct Slot {
        std::size_t entry = 0;
        std::string key; ///< With its comma, quotes and colon.
    };
    std::vector<Slot> m_slots;
};

} // namespace touchstone::coco
