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

class Progress;

/// A member of the object at the top of a file, by the place of its value.
struct JsonMember {
    std::string name;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// A JSON file of any size, read through a window that holds one record. The file is never held as a whole
/// and not mapped: a file that another program cuts short while it is read is an error, not a crash.
class JsonStream {
  public:
    /// NotFound, Io, InvalidInput for an empty file or one that is not UTF-8.
    static Result<JsonStream> open(const std::filesystem::path& path);

    std::uint64_t size() const { return static_cast<std::uint64_t>(m_file.bytes); }
    /// Where the text begins: after a byte order mark.
    std::uint64_t begin() const { return m_begin; }
    /// The file's name, for messages.
    const std::string& name() const { return m_name; }

    /// The members of the object at the top. InvalidInput when the text ends too soon or is no object.
    Result<std::vector<JsonMember>> members(Progress& progress);

    /// Reads at `offset` with `read(scanner)`, which may be called again with more text, and moves `offset`
    /// behind what was read. InvalidInput with line and column on a syntax error.
    template <class Read>
    Result<void> read(std::uint64_t& offset, Read read)
    {
        for (std::size_t want = 1;;) {
            if (auto filled = fill(offset, want); !filled) {
                return filled;
            }
            const std::size_t start = static_cast<std::size_t>(offset - m_from);
            m_scanner.restart(m_buffer.data() + start, m_buffer.data() + m_length);
            read(m_scanner);
            // At the edge of the window a number may go on behind it.
            if (m_scanner.endReached() && m_from + m_length < size()) {
                want = 2 * (m_length - start);
                continue;
            }
            if (!m_scanner.ok()) {
                return syntaxError(offset + m_scanner.offset(), m_scanner.error());
            }
            offset += m_scanner.offset();
            return {};
        }
    }

    /// InvalidInput that names line and column of `offset`.
    Error syntaxError(std::uint64_t offset, std::string_view message);

  private:
    Result<void> fill(std::uint64_t offset, std::size_t want);
    Result<std::uint64_t> skip(std::uint64_t offset, Progress& progress);

    ReadableFile m_file;
    std::string m_name;
    std::uint64_t m_begin = 0;
    /// The window: m_length bytes of the file from m_from on, then a 0.
    std::vector<char> m_buffer;
    std::uint64_t m_from = 0;
    std::size_t m_length = 0;
    JsonScanner m_scanner;
};

} // namespace touchstone
