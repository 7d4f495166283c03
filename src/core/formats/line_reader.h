#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "touchstone/base/file.h"
#include "touchstone/base/result.h"

namespace touchstone {

/// The lines of a text file of any size, ended by "\n" alone. UTF-8 is read through a window; what is in
/// another encoding is held as a whole. A byte order mark at the front is passed over.
class LineReader {
  public:
    /// The longest line that is held of a table, and of a file with a JSON value on each line.
    static constexpr std::size_t kLongest = std::size_t{128} << 20;
    static constexpr std::size_t kLongestJson = std::size_t{512} << 20;

    /// `encoding` as in ReadOptions: empty for UTF-8 or what a byte order mark says.
    static Result<LineReader> open(const std::filesystem::path& path, const std::string& encoding,
                                   std::size_t longest = kLongest);

    struct Line {
        /// Without its "\n"; lives until the next call. Empty where it is too long.
        std::string_view text;
        std::int64_t number = 0;
        bool tooLong = false;
    };
    /// False at the end, or on an error.
    bool next(Line& line);
    /// A copy of the next line, with a byte of 0 behind it. False at the end; an Error for a line that is too
    /// long.
    Result<bool> next(std::string& line);
    const std::optional<Error>& error() const { return m_error; }

    /// A place to come back to.
    struct Place {
        std::uint64_t offset = 0;
        std::int64_t number = 0;
    };
    /// Behind the line that next() gave.
    Place place() const { return {m_from + m_at, m_number}; }
    void goBack(Place place);

    /// Of the line that next() gave: "a.jsonl: line 12".
    std::string where() const { return m_name + ": line " + std::to_string(m_number); }
    std::int64_t number() const { return m_number; }
    /// The file's name, for messages.
    const std::string& name() const { return m_name; }
    /// The file begins with a byte order mark, which is no part of the first line.
    bool hasMark() const { return m_mark; }
    /// The last line ends in "\n" as the others do.
    bool hasLastEnd() const { return m_lastEnd; }
    /// From 0 to 1.
    double done() const;
    /// What the file is in.
    const std::string& encoding() const { return m_encoding; }

  private:
    bool fill();

    ReadableFile m_file;
    std::string m_name;
    std::string m_encoding;
    std::size_t m_longest = kLongest;
    bool m_mark = false;
    bool m_lastEnd = true;
    bool m_whole = false; ///< All of it is in the buffer.
    std::string m_buffer;
    std::uint64_t m_from = 0; ///< Where the buffer begins in the file.
    std::size_t m_at = 0;
    std::int64_t m_number = 0;
    bool m_atEnd = false; ///< The buffer reaches to the end.
    std::optional<Error> m_error;
};

} // namespace touchstone
