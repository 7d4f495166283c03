#include "touchstone/formats/entry_file.h"

#include <algorithm>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "core/formats/exchange_report.h"
#include "core/formats/file_moment.h"
#include "core/formats/table_reader.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/text_table.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

struct Columns {
    std::string id;
    std::string name;
};

Result<Columns> columnsOf(const fs::path& path, const EntryFileOptions& options)
{
    const auto found = readTextTableColumns(path, options.encoding);
    if (!found) {
        return found.error();
    }
    std::string names;
    for (const TextTableColumn& column : *found) {
        names += (names.empty() ? "" : ", ") + displayUtf8(column.name);
    }
    const auto choose = [&](const std::string& wanted, std::initializer_list<const char*> usual,
                            const std::string& other) -> std::string {
        const auto named = [&](const std::string& name) {
            return std::find_if(found->begin(), found->end(), [&](const TextTableColumn& column) {
                return asciiLower(column.name) == name && column.name != other;
            });
        };
        if (!wanted.empty()) {
            const bool there = std::any_of(found->begin(), found->end(),
                                           [&](const auto& column) { return column.name == wanted; });
            return there ? wanted : std::string();
        }
        for (const char* name : usual) {
            if (const auto column = named(name); column != found->end()) {
                return column->name;
            }
        }
        const auto first = std::find_if(found->begin(), found->end(),
                                        [&](const TextTableColumn& column) { return column.name != other; });
        return first == found->end() ? other : first->name;
    };
    Columns columns;
    columns.id = choose(options.idColumn, {"id", "identifier", "code", "key", "qid"}, {});
    columns.name = choose(options.nameColumn, {"name", "label", "title", "term", "text"}, columns.id);
    for (const auto& [wanted, chosen] :
         {std::pair(options.idColumn, columns.id), std::pair(options.nameColumn, columns.name)}) {
        if (chosen.empty()) {
            return Error{ErrorCode::InvalidInput,
                         "There is no column \"" + displayUtf8(wanted) + "\". The columns are: " + names + ".",
                         displayUtf8(pathToUtf8(path.filename()))};
        }
    }
    return columns;
}

std::string textOf(const TableValue* value)
{
    return !value ? std::string() : value->json.empty() ? value->text : value->json == "null" ? "" : value->json;
}

ListEntry entryFrom(const TableRecord& record, const Columns& columns)
{
    ListEntry entry{textOf(record.find(columns.id)), textOf(record.find(columns.name)), {}};
    nlohmann::ordered_json more;
    for (const TableValue& value : record.values) {
        if (value.name != columns.id && value.name != columns.name && !(value.text.empty() && value.json.empty())) {
            more[value.name] = value.json.empty() ? nlohmann::ordered_json(value.text)
                                                  : nlohmann::ordered_json::parse(value.json, nullptr, false);
        }
    }
    if (!more.is_null()) {
        entry.more = more.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    if (entry.name.empty()) {
        entry.name = entry.id;
    }
    return entry;
}

Result<void> addAll(SourceWriter& writer, TableReader& table, const Columns& columns, const std::string& file,
                    ExchangeReport& report, Progress& progress)
{
    std::unordered_set<std::string> seen;
    TableRecord record;
    while (table.next(record)) {
        if (record.number % 256 == 0) {
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, "It was cancelled. The list is as it was.", ""};
            }
            progress.report(table.done(), "Reading entries");
        }
        const ListEntry entry = record.problem.empty() ? entryFrom(record, columns) : ListEntry{};
        const std::string problem = !record.problem.empty() ? record.problem
                                    : entry.id.empty()      ? "The entry has no id, so it was left out."
                                    : !seen.insert(entry.id).second
                                        ? "The id \"" + displayUtf8(entry.id) + "\" came before, so this entry was left out."
                                        : std::string();
        if (!problem.empty()) {
            addLine(report, {ReportLine::Kind::Skipped, file + ": line " + withThousands(record.line), problem});
            continue;
        }
        if (auto added = writer.entry(entry); !added) {
            return added;
        }
        ++report.items;
    }
    return table.error() ? Result<void>(*table.error()) : Result<void>();
}

} // namespace

Result<ExchangeReport> importEntries(Project& project, const fs::path& path, const EntryFileOptions& options,
                                     Progress& progress)
{
    const std::string file = displayUtf8(pathToUtf8(path.filename()));
    const auto moment = FileMoment::of(path, progress);
    if (!moment) {
        return moment.error();
    }
    const auto columns = columnsOf(path, options);
    if (!columns) {
        return columns.error();
    }
    auto table = TableReader::open(path, options.encoding);
    if (!table) {
        return table.error();
    }
    const std::string list = options.list.empty() ? displayUtf8(pathToUtf8(path.stem())) : options.list;
    if (!isValidUtf8(list) || std::any_of(list.begin(), list.end(), [](char c) { return c >= 0 && c < ' '; })) {
        return Error{ErrorCode::InvalidInput, "The name of a list is one line of text in UTF-8.", displayUtf8(list)};
    }
    SourceRequest request;
    request.format = kListFormat;
    request.name = file;
    request.hash = moment->hash();
    request.options = nlohmann::json{{"list", list}, {"id", columns->id}, {"name", columns->name}}.dump();
    request.author = project.myName();
    request.alone = options.alone;
    ExchangeReport report;
    report.format = request.format;
    auto start = project.beginSource(request);
    if (!start) {
        return start.error();
    }
    if (start->existing) {
        report.nothingNew = true;
        report.source = start->existing->id;
        return report;
    }
    if (auto added = addAll(*start->writer, *table, *columns, file, report, progress); !added) {
        return added.error();
    }
    if (report.items == 0) {
        return Error{ErrorCode::InvalidInput,
                     report.lines.empty() ? "The file has no entries, so the list is as it was."
                                          : "No entry can be used, so the list is as it was. First: " +
                                                report.lines.front().where + ": " + report.lines.front().message,
                     file};
    }
    if (auto same = moment->check(progress); !same) {
        return same.error();
    }
    report.newItems = report.items;
    report.source = start->writer->id();
    if (auto published = start->writer->publish(report.toJson()); !published) {
        return published.error();
    }
    return report;
}

} // namespace touchstone
