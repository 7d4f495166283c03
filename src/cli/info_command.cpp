#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"

namespace touchstone::cli {
namespace {

using Json = nlohmann::ordered_json;
using Counts = std::map<std::string, std::int64_t>;

Json toJson(const ProjectInfo& info, const ProjectCounts& counts)
{
    Json items = {{"image", 0}, {"text", 0}};
    items.update(Json(counts.items));
    Json layers = Json::array();
    for (const ProjectCounts::LayerCount& layer : counts.layers) {
        layers.push_back({{"role", layer.role},
                          {"author", layer.author},
                          {"source", layer.source},
                          {"layers", layer.layers},
                          {"annotations", layer.annotations}});
    }
    return {
        {"project",
         {{"id", info.id.toString()}, {"name", info.name}, {"review_mode", reviewModeName(info.reviewMode)}}},
        {"items", items},
        {"annotations",
         {{"total", counts.total}, {"by_shape", Json(counts.byShape)}, {"by_label", Json(counts.byLabel)}}},
        {"relations", counts.relations},
        {"tasks", {{"by_state", Json(counts.tasksByState)}}},
        {"layers", layers},
        {"pending_rows", counts.pendingRows}};
}

void addGroup(std::vector<std::vector<std::string>>& rows, const std::string& title, const Counts& counts)
{
    std::string shown = title;
    for (const auto& [name, count] : counts) {
        if (count > 0) {
            rows.push_back({shown, name, withThousands(count)});
            shown.clear();
        }
    }
}

void show(const ProjectInfo& info, const ProjectCounts& counts, Output& output)
{
    output.line(info.name);
    std::vector<std::vector<std::string>> rows;
    addGroup(rows, "items", counts.items);
    rows.push_back({"objects", "in all", withThousands(counts.total)});
    addGroup(rows, "by shape", counts.byShape);
    addGroup(rows, "by label", counts.byLabel);
    if (counts.relations > 0)
        rows.push_back({"relations", "in all", withThousands(counts.relations)});
    addGroup(rows, "tasks", counts.tasksByState);
    std::string title = "layers";
    for (const ProjectCounts::LayerCount& layer : counts.layers) {
        const std::string& from = layer.author.empty() ? layer.source : layer.author;
        rows.push_back({title, layer.role + (from.empty() ? "" : " by " + from),
                        withThousands(layer.annotations),
                        "on " + withThousands(layer.layers) + (layer.layers == 1 ? " item" : " items")});
        title.clear();
    }
    output.table(rows);
    if (counts.items.empty()) {
        output.line("The project is empty. Add pictures or texts: touchstone-cli add PROJECT FOLDER");
    }
}

ExitCode runInfo(const std::string& path, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToRead(path, output, progress);
    if (!project) {
        return output.fail(project.error());
    }
    const Result<std::unique_ptr<Reader>> reader = (*project)->reader();
    if (!reader) {
        return output.fail(reader.error());
    }
    const Result<ProjectInfo> info = (*reader)->projectInfo();
    if (!info) {
        return output.fail(info.error());
    }
    const Result<ProjectCounts> counts = (*reader)->counts();
    if (!counts) {
        return output.fail(counts.error());
    }
    show(*info, *counts, output);
    output.document(toJson(*info, *counts));
    return Done;
}

} // namespace

void addInfoCommand(Command all)
{
    auto path = std::make_shared<std::string>();
    Command command = all.command("info", "Count items, annotations, tasks and layers.");
    command.text("PROJECT", *path, "The project file").required();
    command.runs([path](Output& output) { return runInfo(*path, output); });
}

} // namespace touchstone::cli
