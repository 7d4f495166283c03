#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/json_scanner.h"
#include "touchstone/base/file.h"
#include "touchstone/base/result.h"

namespace touchstone {

/// A file with a JSON value on each line, read through a window that holds one line. Only "\n" ends a line:
/// U+2028 may stand inside one.
class JsonLines {
  public:
    /// The longest line, in bytes.
    static constexpr std::size_t lineLimit = std::size_t{512} << 20;

    static Result<JsonLines> open(const std::filesystem::path& path);

    /// The next line, without its "\n"; a byte of 0 follows it. False at the end.
    Result<bool> next(std::string& line);
    std::int64_t number() const { return m_number; }
    /// How much of the file was read, in [0, 1].
    double part() const;
    /// The file begins with a byte order mark, which is no part of the first line.
    bool hasMark() const { return m_mark; }
    /// The last line ends in "\n" as the others do.
    bool hasLastEnd() const { return m_lastEnd; }
    /// The file's name, for messages.
    const std::string& name() const { return m_name; }
    /// "a.jsonl: line 12".
    std::string where() const;

  private:
    ReadableFile m_file;
    std::string m_name;
    std::string m_window;
    std::size_t m_at = 0;
    std::uint64_t m_read = 0;
    std::int64_t m_number = 0;
    bool m_mark = false;
    bool m_lastEnd = true;
};

/// A member of an object as it stands in a text: from its key to the end of its value.
struct JsonPlace {
    std::string name;
    std::size_t from = 0;  ///< Of the key's quote.
    std::size_t value = 0; ///< Of the value.
    std::size_t to = 0;
};
/// The members of the object that is the whole text. False, with the reason, where it is none or where JSON
/// forbids what stands there. The byte after `text` must be 0.
bool membersOf(std::string_view text, std::vector<JsonPlace>& members, std::string& problem);
/// The elements of a list, as they stand in the text; none where it is no list.
std::vector<std::string_view> elementsOf(std::string_view list);
/// The string or number at a place, else false. Any text: a 0 need not follow.
bool stringOf(std::string_view json, std::string& text);
bool integerOf(std::string_view json, std::int64_t& number);

} // namespace touchstone
