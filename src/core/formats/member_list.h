#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/json_scanner.h"

namespace touchstone {

/// Splits the text of an object that we stored ourselves into its members.
class MemberList {
  public:
    struct Member {
        std::string_view name;
        std::string_view json;
    };

    /// The text must outlive the list. An empty text has no members.
    void read(const std::string& object);
    const std::vector<Member>& all() const { return m_members; }
    /// The text of a member; empty if there is none.
    std::string_view find(std::string_view name) const;
    bool has(std::string_view name) const { return !find(name).empty(); }

  private:
    JsonScanner m_scanner;
    std::vector<Member> m_members;
};

/// The names in a JSON list of strings.
std::vector<std::string> namesFromJson(std::string_view json);

} // namespace touchstone
