#include "core/formats/text_addition.h"

#include <algorithm>

#include "core/formats/exchange_report.h"
#include "core/formats/json_text.h"
#include "core/formats/text_input.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/text_table.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostWaiting = 256;
constexpr std::size_t kMostBytesWaiting = 4 << 20;
constexpr std::size_t kMostOtherEncodings = 1000;

std::string shown(const fs::path& path)
{
    return displayUtf8(pathToUtf8(path));
}

} // namespace

void TextAddition::skip(const std::string& where, std::string message)
{
    addLine(m_report, {ReportLine::Kind::Skipped, where, std::move(message)});
}

Result<void> TextAddition::file(const fs::path& file, const Place& place)
{
    auto read = readTextFile(file, {m_options.encoding});
    if (!read) {
        std::error_code problem;
        const bool ofEncoding = read.error().code == ErrorCode::InvalidInput && m_options.encoding.empty() &&
                                fs::file_size(file, problem) <= static_cast<std::uintmax_t>(kLargestTextFile);
        if (ofEncoding && m_report.otherEncodings.size() < kMostOtherEncodings) {
            m_report.otherEncodings.push_back(file);
        }
        skip(shown(file), read.error().message);
        return {};
    }
    Document document;
    document.blocks.push_back({"", std::move(read->text)});
    document.encoding = std::move(read->encoding);
    if (const auto valid = validate(document); !valid) {
        skip(shown(file), valid.error().message);
        return {};
    }
    return add(std::move(document), place, std::nullopt, shown(file));
}

Result<void> TextAddition::table(const fs::path& file, const Place& place, double done, double share)
{
    if (!hasColumns(file)) {
        return {};
    }
    auto table = TableReader::open(file, m_options.encoding);
    if (!table) {
        skip(shown(file), table.error().message);
        return {};
    }
    std::vector<bool> met(m_options.metaColumns.size());
    TableRecord record;
    while (table->next(record)) {
        if (record.number % 256 == 0) {
            if (m_progress.cancelled()) {
                return Error{ErrorCode::Cancelled, "It was cancelled. Nothing was added.", ""};
            }
            m_progress.report(done + share * table->done(), "Adding texts");
        }
        for (std::size_t i = 0; i < met.size(); ++i) {
            met[i] = met[i] || record.find(m_options.metaColumns[i]) != nullptr;
        }
        Document document;
        document.encoding = table->encoding();
        std::string problem = record.problem;
        std::string where = shown(file) + ": line " + withThousands(record.line) + " (record " +
                            withThousands(record.number) + ")";
        if (problem.empty() && fill(record, document, problem)) {
            if (auto added = add(std::move(document), place, record.number, std::move(where)); !added) {
                return added;
            }
        } else {
            skip(where, std::move(problem));
        }
    }
    if (auto stored = flush(); !stored) {
        return stored;
    }
    if (auto carried = m_carrying.fileRead(); !carried) {
        return carried;
    }
    if (const auto failed = table->error()) {
        return *failed;
    }
    for (std::size_t i = 0; i < met.size(); ++i) {
        if (!met[i]) {
            addLine(m_report,
                    {ReportLine::Kind::Note, shown(file),
                     "No record has the column \"" + displayUtf8(m_options.metaColumns[i]) + "\"."});
        }
    }
    return {};
}

/// Tells it when the columns that were asked for are not there.
bool TextAddition::hasColumns(const fs::path& file)
{
    const auto columns = readTextTableColumns(file, m_options.encoding);
    if (!columns) {
        skip(shown(file), columns.error().message);
        return false;
    }
    std::string names;
    for (const TextTableColumn& column : *columns) {
        names += (names.empty() ? "" : ", ") + displayUtf8(column.name);
    }
    for (const std::string& wanted : m_options.textColumns) {
        if (std::none_of(columns->begin(), columns->end(),
                         [&](const auto& one) { return one.name == wanted; })) {
            skip(shown(file),
                 "There is no column \"" + displayUtf8(wanted) + "\". The columns are: " + names + ".");
            return false;
        }
    }
    return true;
}

bool TextAddition::isMeta(const std::string& column) const
{
    const auto among = [&](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), column) != names.end();
    };
    return m_options.metaColumns.empty() ? !among(m_options.textColumns) : among(m_options.metaColumns);
}

bool TextAddition::fill(const TableRecord& record, Document& document, std::string& problem) const
{
    const bool several = m_options.textColumns.size() > 1;
    bool says = false;
    for (const std::string& column : m_options.textColumns) {
        const TableValue* value = record.find(column);
        if (value && !value->json.empty() && value->json != "null") {
            problem = "What it has in the column \"" + displayUtf8(column) + "\" is no text.";
            return false;
        }
        document.blocks.push_back({several ? column : std::string(), value ? value->text : std::string()});
        says = says || !document.blocks.back().text.empty();
    }
    if (!says) {
        problem =
            several ? "It has no text in any of the columns."
                    : "It has no text in the column \"" + displayUtf8(m_options.textColumns.front()) + "\".";
        return false;
    }
    for (const TableValue& value : record.values) {
        if (!isMeta(value.name)) {
            continue;
        }
        std::string json = value.json.empty() ? std::string() : compactJson(value.json);
        if (json.empty()) {
            appendJsonString(json, value.text);
        }
        appendMember(document.metadata, value.name, json);
    }
    closeObject(document.metadata);
    if (const auto valid = validate(document); !valid) {
        problem = valid.error().message;
        return false;
    }
    return true;
}

Result<void> TextAddition::add(Document document, const Place& place, std::optional<std::int64_t> part,
                               std::string where)
{
    SourceWriter::NewItem item;
    item.kind = "text";
    item.root = place.root;
    item.path = place.path;
    item.part = part;
    item.onlyInPlace = true;
    for (const TextBlock& block : document.blocks) {
        m_bytes += block.text.size();
    }
    m_items.push_back(std::move(item));
    m_documents.push_back(std::move(document));
    m_where.push_back(std::move(where));
    return m_items.size() >= kMostWaiting || m_bytes >= kMostBytesWaiting ? flush() : Result<void>();
}

Result<void> TextAddition::flush()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        m_items[i].document = &m_documents[i];
    }
    if (!m_items.empty()) {
        const auto made = m_writer.items(m_items);
        if (!made) {
            return made.error();
        }
        for (std::size_t i = 0; i < made->size(); ++i) {
            const SourceWriter::ItemRef& one = (*made)[i];
            ++m_report.items;
            m_report.newItems += one.created ? 1 : 0;
            m_report.newTexts += one.created ? 1 : 0;
            if (!one.created) {
                m_carrying.met(one.key, m_where[i]);
            }
            if (one.former == 0) {
                continue;
            }
            if (auto carried = m_carrying.changed(one, m_where[i], m_items[i].part.has_value(), std::move(m_documents[i]));
                !carried) {
                return carried;
            }
        }
    }
    m_items.clear();
    m_documents.clear();
    m_where.clear();
    m_bytes = 0;
    return {};
}

} // namespace touchstone
