#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/csv_record.h"
#include "core/formats/json_scanner.h"
#include "core/formats/line_reader.h"

namespace touchstone {

/// What a record says in one column.
struct TableValue {
    std::string name;
    /// Text as such.
    std::string text;
    /// Anything else, as JSON text; then `text` is empty.
    std::string json;
};

struct TableRecord {
    /// From 1; the line of names and empty lines are no records.
    std::int64_t number = 0;
    /// Where it begins, from 1.
    std::int64_t line = 0;
    std::vector<TableValue> values;
    /// A sentence on what makes it unusable; empty for a good one.
    std::string problem;

    const TableValue* find(const std::string& name) const;
};

/// The records of a .jsonl, .ndjson, .csv or .tsv file of any size, one after the other.
class TableReader {
  public:
    enum class Kind { Json, Commas, Tabs };
    /// By the name of the file.
    static Kind kindOf(const std::filesystem::path& path);
    static Result<TableReader> open(const std::filesystem::path& path, const std::string& encoding,
                                    Kind kind);
    static Result<TableReader> open(const std::filesystem::path& path, const std::string& encoding)
    {
        return open(path, encoding, kindOf(path));
    }

    /// Each record once, bad ones with their problem. False at the end, or on an error.
    bool next(TableRecord& record);
    std::optional<Error> error() const { return m_lines.error(); }
    /// Of a file with a line of names; empty for JSON.
    const std::vector<std::string>& columns() const { return m_columns; }
    double done() const { return m_lines.done(); }
    const std::string& encoding() const { return m_lines.encoding(); }

  private:
    explicit TableReader(LineReader lines) : m_lines(std::move(lines)) {}
    Result<void> readNames(const std::string& where);
    bool nextJson(TableRecord& record);
    bool nextCsv(TableRecord& record);
    void readJson(std::string_view line, TableRecord& record);
    bool isText(std::string_view line, TableRecord& record);

    LineReader m_lines;
    bool m_json = false;
    std::vector<std::string> m_columns;
    CsvRecord m_csv;
    JsonScanner m_scanner;
    std::string m_line;  ///< With a 0 behind it.
    std::string m_guess; ///< What the file may be instead of UTF-8.
    std::int64_t m_number = 0;
    std::uint64_t m_readAgain = 0; ///< Bytes behind quotes that were never closed.
};

} // namespace touchstone
