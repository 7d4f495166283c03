#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/formats/json_scanner.h"
#include "touchstone/base/file.h"
#include "touchstone/base/result.h"

namespace touchstone::coco {

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

/// A file that is written from front to back in large pieces.
class OutputFile {
  public:
    static Result<OutputFile> create(const std::filesystem::path& path);
    /// Text that is to be written; call `flushed` now and then.
    std::string& text() { return m_text; }
    /// Writes out what was gathered when it is much.
    Result<void> flushed();
    Result<void> finish();

  private:
    Result<void> writeOut();

    FileHandle m_handle;
    std::string m_name;
    std::string m_text;
    std::int64_t m_written = 0;
    std::int64_t m_onItsWay = 0; ///< Up to here the system was asked to begin writing.
};

} // namespace touchstone::coco
