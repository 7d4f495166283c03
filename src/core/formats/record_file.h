#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/formats/json_stream.h"
#include "core/formats/line_reader.h"

namespace touchstone {

/// How the records of a file stand: a line each, in a list, or one after the other.
enum class RecordLayout { Lines, List, Values };

/// The records of a file of any size, with the white space around them.
class RecordFile {
  public:
    static Result<RecordFile> open(const std::filesystem::path& path);

    RecordLayout layout() const { return m_layout; }
    bool hasMark() const { return m_mark; }
    /// Of lines: the last ends as the others do. Of a list: what stands behind it.
    bool hasLastEnd() const { return m_lines ? m_lines->hasLastEnd() : true; }
    const std::string& tail() const { return m_tail; }
    /// False when there are no more.
    Result<bool> next();
    const std::string& raw() const { return m_raw; }
    const std::string& before() const { return m_before; }
    const std::string& after() const { return m_after; }
    /// The record can be read as JSON; else why not.
    const std::string& problem() const { return m_problem; }
    double part() const;
    /// "a.jsonl: line 12", "a.json: [3]".
    std::string where() const;
    /// The line, or the number in the list from 1.
    std::int64_t number() const { return m_number; }

  private:
    Result<bool> nextLine();
    Result<bool> nextValue();

    RecordLayout m_layout = RecordLayout::Lines;
    bool m_mark = false;
    std::string m_tail;
    std::string m_name;
    std::optional<LineReader> m_lines;
    std::optional<JsonStream> m_stream;
    std::uint64_t m_offset = 0;
    std::int64_t m_number = 0;
    std::string m_raw, m_before, m_after, m_problem;
};

/// A record that is a list of paragraphs, as in the JSON that spaCy 2 was trained with: they, and what stands
/// around them.
struct ParagraphRecord {
    std::string_view head; ///< Up to and with the "[" of its paragraphs.
    std::string_view tail; ///< From their "]" on.
    struct Paragraph {
        std::string_view raw, before, after;
    };
    std::vector<Paragraph> paragraphs;
};
/// None for another object. Views point into `raw`.
std::optional<ParagraphRecord> paragraphsOf(const std::string& raw);

} // namespace touchstone
