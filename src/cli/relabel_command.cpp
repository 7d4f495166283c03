#include <memory>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/printable.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/relabel.h"

namespace touchstone::cli {
namespace {

struct RelabelOptions {
    std::string project;
    std::string from;
    std::string to;
    std::string items;
    bool doneToo = false;
};

Result<LabelId> labelNamed(const Ontology& ontology, const std::string& name)
{
    const Label* label = ontology.findByName(name);
    if (!label)
        return Error{ErrorCode::NotFound, "The project has no label of this name.", name};
    return label->id;
}

std::string counted(std::int64_t count, const std::string& what)
{
    return withThousands(count) + " " + what + (count == 1 ? "" : "s");
}

Result<LabelReplacementReport> relabel(const RelabelOptions& options, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToWrite(options.project, output, progress);
    if (!project)
        return project.error();
    const auto ontology = (*project)->ontology();
    const auto from = labelNamed(*ontology, options.from);
    if (!from)
        return from.error();
    const auto to = labelNamed(*ontology, options.to);
    if (!to)
        return to.error();
    const Result<std::unique_ptr<Reader>> reader = (*project)->reader();
    if (!reader)
        return reader.error();
    TaskFilter filter;
    filter.text = options.items;
    auto items = itemsWith(**reader, *ontology, filter, *from, &progress);
    if (!items)
        return items.error();
    auto report =
        replaceLabels(**project, **reader, {*from, *to, std::move(*items), options.doneToo}, progress);
    if (!report || !report->cancelled)
        return report;
    // A command that was stopped relabels nothing. That the items are in progress now is not undone.
    SilentProgress all;
    const auto back = takeBack(**project, **reader, report->stored, all);
    if (!back)
        return back.error();
    const std::string left = back->left == 0 ? "every shape has the label that it had."
                                             : withThousands(back->left) + " items keep their new labels.";
    return Error{ErrorCode::Cancelled, "Cancelled; " + left, {}};
}

ExitCode runRelabel(const RelabelOptions& options, Output& output)
{
    const Result<LabelReplacementReport> report = relabel(options, output);
    if (!report)
        return output.fail(report.error());
    output.line(counted(report->shapes, "shape") + " on " + counted(report->shapeItems, "item") + " relabelled.");
    const auto stays = [&output](std::int64_t count, const std::string& why) {
        if (count > 0)
            output.line(withThousands(count) + (count == 1 ? " stays: " : " stay: ") + why);
    };
    stays(report->doneLeft, "on items that are done; --done takes them too.");
    stays(report->notAllowed, "the new label does not allow such shapes.");
    stays(report->unfit, "relations between them and others would not fit the new label.");
    stays(report->ofOthers, "on items of other people.");
    stays(report->closed, "on items that are skipped, in review, approved, or finished by somebody else.");
    for (const std::string& refused : report->refused)
        output.note(printable(refused));
    output.document({{"items", report->items},
                     {"shapes", report->shapes},
                     {"items_changed", report->shapeItems},
                     {"done_left", report->doneLeft},
                     {"not_allowed", report->notAllowed},
                     {"unfit", report->unfit},
                     {"of_others", report->ofOthers},
                     {"closed", report->closed},
                     {"refused", report->refused}});
    // A full disk, or a rule that holds everywhere.
    if (report->shapes == 0 && !report->refused.empty())
        return Unusable;
    const bool all = report->doneLeft + report->notAllowed + report->unfit + report->ofOthers + report->closed == 0;
    return all && report->refused.empty() ? Done : DoneWithFindings;
}

} // namespace

void addRelabelCommand(Command all)
{
    auto options = std::make_shared<RelabelOptions>();
    Command command = all.command(
        "relabel", "Give all shapes of one label another one; one edit on each item, undone there.");
    command.text("PROJECT", options->project, "The project file").required();
    command.text("--from", options->from, "The label that goes").required();
    command.text("--to", options->to, "The label that comes").required();
    command.text("--items", options->items, "Only items with this in their path");
    command.flag("--done", options->doneToo, "Items that are done too; they are in progress again then");
    command.runs([options](Output& output) { return runRelabel(*options, output); });
}

} // namespace touchstone::cli
