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
    /// The longest line that is held.
    static constexpr std::size_t kLongest = std::size_t{128} << 20;

    /// `encoding` as in ReadOptions: empty for UTF-8 or what a byte order mark says.
    static Result<LineReader> open(const std::filesystem::path& path, const std::string& encoding);

    struct Line {
        /// Without its "\n"; lives until the next call. Empty where it is too long.
        std::string_view text;
        std::int64_t number = 0;
        bool tooLong = false;
    };
    /// False at the end, or on an error.
    bool next(Line& line);
    const std::optional<Error>& error() const { return m_error; }

    /// A place to come back to.
    struct Place {
        std::uint64_t offset = 0;
        std::int64_t number = 0;
    };
    /// Behind the line that next() gave.
    Place place() const { return {m_from + m_at, m_number}; }
    void goBack(Place place);

    /// From 0 to 1.
    double done() const;
    /// What the file is in.
    const std::string& encoding() const { return m_encoding; }

  private:
    bool fill();

    ReadableFile m_file;
    std::string m_encoding;
    bool m_whole = false; ///< All of it is in the buffer.
    std::string m_buffer;
    std::uint64_t m_from = 0; ///< Where the buffer begins in the file.
    std::size_t m_at = 0;
    std::int64_t m_number = 0;
    bool m_atEnd = false; ///< The buffer reaches to the end.
    std::optional<Error> m_error;
};

} // namespace touchstone
