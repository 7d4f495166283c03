#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/json_places.h"

namespace touchstone {

/// The members of a record: of the object, or of the one that follows a text in a list.
class RecordMembers {
  public:
    /// False, with the reason, for what is no record.
    bool read(std::string_view raw, std::string& problem);
    const std::vector<JsonPlace>& places() const { return m_places; }
    std::string_view valueOf(const JsonPlace& place) const
    {
        return std::string_view(m_object).substr(place.value, place.to - place.value);
    }
    const JsonPlace* find(std::string_view name) const;
    const std::optional<std::string>& text() const { return m_text; }

    /// The record with a member exchanged, or added at the end of its object.
    void put(const std::string& name, const std::string& json);
    void remove(std::string_view name);
    std::string whole() const { return m_before + m_object + m_after; }

  private:
    std::string m_before, m_object, m_after;
    std::vector<JsonPlace> m_places;
    std::optional<std::string> m_text;
};

} // namespace touchstone
