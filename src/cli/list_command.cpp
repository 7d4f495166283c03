#include <algorithm>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/exchange_output.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/printable.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/entry_file.h"

namespace touchstone::cli {
namespace {

struct ListOptions {
    std::string project;
    std::string file;
    std::string list;
    EntryFileOptions columns;
};

std::string entryCount(std::int64_t count)
{
    return withThousands(count) + (count == 1 ? " entry" : " entries");
}

ExitCode runAdd(const ListOptions& options, Output& output)
{
    TerminalProgress progress;
    const auto project = openToWrite(options.project, output, progress);
    if (!project) {
        return output.fail(project.error());
    }
    EntryFileOptions wanted = options.columns;
    wanted.alone = true;
    const auto report = importEntries(**project, options.file, wanted, progress);
    if (!report) {
        return output.fail(report.error());
    }
    showReport(report->nothingNew ? "The project has this list from this file already."
                                  : "The list has " + entryCount(report->items) + " now.",
               *report, output);
    return exitCodeOf(*report);
}

nlohmann::ordered_json entryJson(const ListEntry& entry)
{
    nlohmann::ordered_json json{{"id", entry.id}, {"name", entry.name}};
    if (!entry.more.empty()) {
        json["more"] = nlohmann::ordered_json::parse(entry.more, nullptr, false);
    }
    return json;
}

ExitCode runLs(const ListOptions& options, Output& output)
{
    TerminalProgress progress;
    const auto project = openToRead(options.project, output, progress);
    if (!project) {
        return output.fail(project.error());
    }
    const auto reader = (*project)->reader();
    if (!reader) {
        return output.fail(reader.error());
    }
    const auto lists = (*reader)->lists();
    if (!lists) {
        return output.fail(lists.error());
    }
    if (options.list.empty()) {
        nlohmann::ordered_json all = nlohmann::ordered_json::array();
        for (const ListSummary& list : *lists) {
            output.line(printable(list.name) + ": " + entryCount(list.entries) + " from " + printable(list.file));
            all.push_back({{"name", list.name}, {"file", list.file}, {"entries", list.entries}});
        }
        output.document({{"lists", all}});
        return Done;
    }
    if (std::none_of(lists->begin(), lists->end(), [&](const auto& list) { return list.name == options.list; })) {
        return output.fail({ErrorCode::NotFound, "The project has no list of this name.", options.list});
    }
    const auto entries = (*reader)->listEntries(options.list, &progress);
    if (!entries) {
        return output.fail(entries.error());
    }
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    for (const ListEntry& entry : *entries) {
        rows.push_back({printable(entry.id), printable(entry.name)});
        all.push_back(entryJson(entry));
    }
    output.table(rows);
    output.document({{"list", options.list}, {"entries", all}});
    return Done;
}

} // namespace

void addListCommand(Command all)
{
    Command command = all.command("list", "Named lists whose entries attributes may name.");

    auto options = std::make_shared<ListOptions>();
    Command add = command.command(
        "add", "Take the rows of a file as the entries of a list, in place of those that it had.");
    add.text("PROJECT", options->project, "The project file").required();
    add.text("FILE", options->file, "A .csv, .tsv, .jsonl or .ndjson file").required();
    add.text("--name", options->columns.list, "The list; by default the name of the file");
    add.text("--id", options->columns.idColumn, "The column with the ids; by default \"id\", else the first");
    add.text("--label", options->columns.nameColumn,
             "The column with the names; by default \"name\" or \"label\", else the second");
    add.text("--encoding", options->columns.encoding, "How the file is encoded, when not in UTF-8");
    add.runs([options](Output& output) { return runAdd(*options, output); });

    Command ls = command.command("ls", "The lists of the project, or the entries of one.");
    ls.text("PROJECT", options->project, "The project file").required();
    ls.text("LIST", options->list, "The list whose entries are told");
    ls.runs([options](Output& output) { return runLs(*options, output); });
}

} // namespace touchstone::cli
