#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"

namespace touchstone::cli {
namespace {

struct LogOptions {
    std::string project;
    std::string item;
    std::int64_t limit = 20;
};

Result<ItemId> findItem(Reader& reader, const std::string& path)
{
    TaskFilter filter;
    filter.text = path;
    const Result<std::vector<std::int64_t>> keys = reader.itemKeys(filter);
    if (!keys) {
        return keys.error();
    }
    for (const std::int64_t key : *keys) {
        const Result<Item> item = reader.item(key);
        if (!item) {
            return item.error();
        }
        if (item->path == path) {
            return item->id;
        }
    }
    return Error{ErrorCode::NotFound, "The project has no item with this path.", path};
}

Result<std::vector<LogRow>> readLog(const LogOptions& options, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToRead(options.project, output, progress);
    if (!project) {
        return project.error();
    }
    const Result<std::unique_ptr<Reader>> reader = (*project)->reader();
    if (!reader) {
        return reader.error();
    }
    const std::int64_t limit = options.limit > 0 ? options.limit : std::numeric_limits<std::int64_t>::max();
    if (options.item.empty()) {
        return (*reader)->log(limit);
    }
    const Result<ItemId> item = findItem(**reader, options.item);
    return item ? (*reader)->logOf(*item, limit) : Result<std::vector<LogRow>>(item.error());
}

nlohmann::ordered_json toJson(const std::vector<LogRow>& rows)
{
    nlohmann::ordered_json edits = nlohmann::ordered_json::array();
    for (const LogRow& row : rows) {
        edits.push_back({{"sequence", row.sequence},
                         {"id", row.id.toString()},
                         {"kind", editKindName(row.kind)},
                         {"author", row.author},
                         {"text", row.text},
                         {"item", row.item},
                         {"at", toIso8601(row.at)},
                         {"changes", row.changes},
                         {"ontology_version", row.ontologyVersion}});
    }
    return {{"edits", std::move(edits)}};
}

ExitCode runLog(const LogOptions& options, Output& output)
{
    const Result<std::vector<LogRow>> rows = readLog(options, output);
    if (!rows) {
        return output.fail(rows.error());
    }
    std::vector<std::vector<std::string>> cells;
    for (const LogRow& row : *rows) {
        const bool isStep = row.kind == EditKind::Undo || row.kind == EditKind::Redo;
        const std::string kind = isStep ? " (" + std::string(editKindName(row.kind)) + ")" : "";
        cells.push_back({std::to_string(row.sequence), toIso8601(row.at).substr(0, 19) + "Z", row.author,
                         row.text + kind, row.item});
    }
    output.table(cells);
    output.document(toJson(*rows));
    return Done;
}

} // namespace

void addLogCommand(Command all)
{
    auto options = std::make_shared<LogOptions>();
    Command command = all.command("log", "Show the history, newest first.");
    command.text("PROJECT", options->project, "The project file").required();
    command.number("--limit", options->limit, "How many edits; 0 for all").between(0, 1000000000);
    command.text("--item", options->item, "Only edits on the item with this path");
    command.runs([options](Output& output) { return runLog(*options, output); });
}

} // namespace touchstone::cli
