#include "touchstone/formats/text_table.h"

#include <algorithm>

#include "core/formats/table_reader.h"
#include "touchstone/base/text.h"
#include "touchstone/model/document.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kLooked = 100;
constexpr std::size_t kValues = 3;
/// What a list of columns shows of a value.
constexpr std::size_t kShown = 120;

std::string extensionOf(const fs::path& path)
{
    return asciiLower(pathToUtf8(path.extension()));
}

std::string shortened(const TableValue& value)
{
    Document document;
    // A value may be a whole book, and is cut before it is looked at.
    std::string text = value.json.empty() ? value.text : value.json;
    if (text.size() > 8 * kShown) {
        std::size_t end = 8 * kShown;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        text.resize(end);
    }
    document.blocks.push_back({"", std::move(text)});
    return firstWords(document, kShown);
}

} // namespace

bool isTextFile(const fs::path& path)
{
    return extensionOf(path) == ".txt";
}

bool isTextTable(const fs::path& path)
{
    const std::string extension = extensionOf(path);
    return extension == ".jsonl" || extension == ".ndjson" || extension == ".csv" || extension == ".tsv";
}

Result<std::vector<TextTableColumn>> readTextTableColumns(const fs::path& path, const std::string& encoding)
{
    auto table = TableReader::open(path, encoding);
    if (!table) {
        return table.error();
    }
    std::vector<TextTableColumn> columns;
    for (const std::string& name : table->columns()) {
        columns.push_back({name, {}, true});
    }
    TableRecord record;
    std::string problem;
    for (std::int64_t i = 0; i < kLooked && table->next(record); ++i) {
        if (!record.problem.empty()) {
            problem = problem.empty() ? record.problem : problem;
            continue;
        }
        for (const TableValue& value : record.values) {
            auto column = std::find_if(columns.begin(), columns.end(),
                                       [&](const TextTableColumn& one) { return one.name == value.name; });
            if (column == columns.end()) {
                column = columns.insert(columns.end(), {value.name, {}, false});
            }
            column->text = column->text || value.json.empty();
            if (column->values.size() < kValues && value.json != "null" &&
                !(value.json.empty() && value.text.empty())) {
                column->values.push_back(shortened(value));
            }
        }
    }
    if (const auto failed = table->error()) {
        return *failed;
    }
    if (columns.empty()) {
        return Error{ErrorCode::InvalidInput,
                     problem.empty() ? "The file holds no records." : "The file holds no records: " + problem,
                     displayUtf8(pathToUtf8(path))};
    }
    return columns;
}

} // namespace touchstone
