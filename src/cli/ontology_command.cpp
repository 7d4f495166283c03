#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/ontology_file.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"

namespace touchstone::cli {
namespace {

using Json = nlohmann::ordered_json;

struct OntologyOptions {
    std::string project;
    std::string file;
    bool replace = false;
    bool dryRun = false;
    bool remove = false;
    bool retireOthers = false;
};

std::string counted(std::size_t count, const std::string& one)
{
    return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

/// A name for a list's file: what no file system minds.
std::string fileNameOf(const std::string& list, std::set<std::string>& taken)
{
    std::string stem;
    for (const char c : list) {
        stem += static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|\x7F").find(c) != std::string_view::npos
                    ? '_'
                    : c;
    }
    stem = stem.empty() || stem.front() == '.' ? "list" + stem : stem;
    std::string name = stem + ".jsonl";
    for (int n = 2; !taken.insert(asciiLower(name)).second; ++n) {
        name = stem + '-' + std::to_string(n) + ".jsonl";
    }
    return name;
}

Result<std::string> entriesText(Reader& reader, const std::string& list, Progress& progress)
{
    const auto entries = reader.listEntries(list, &progress);
    if (!entries) {
        return entries.error();
    }
    std::string text;
    for (const ListEntry& entry : *entries) {
        Json json{{"id", entry.id}, {"name", entry.name}};
        if (const Json more = entry.more.empty() ? Json() : Json::parse(entry.more, nullptr, false); more.is_object()) {
            json.update(more);
        }
        text += json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    }
    return text;
}

Result<void> put(const std::filesystem::path& path, std::string_view bytes, bool replace)
{
    std::error_code problem;
    if (!replace && std::filesystem::exists(std::filesystem::symlink_status(path, problem))) {
        return Error{ErrorCode::Refused, "There is a file already. Choose another name, or write over it with --replace.",
                     pathToUtf8(path)};
    }
    return replaceFile(path, bytes);
}

ExitCode runExport(const OntologyOptions& options, Output& output)
{
    TerminalProgress progress;
    const auto project = openToRead(options.project, output, progress);
    if (!project) {
        return output.fail(project.error());
    }
    const auto reader = (*project)->reader();
    const auto known = reader ? (*reader)->lists() : Result<std::vector<ListSummary>>(reader.error());
    if (!known) {
        return output.fail(known.error());
    }
    std::vector<OntologyFile::List> lists;
    std::set<std::string> taken;
    taken.insert(asciiLower(pathToUtf8(std::filesystem::path(options.file).filename())));
    for (const ListSummary& list : *known) {
        lists.push_back({list.name, fileNameOf(list.name, taken), "id", "name", {}});
    }
    const auto ontology = (*project)->ontology();
    const std::string text = ontologyText(*ontology, lists);
    if (options.file.empty()) {
        if (!lists.empty()) {
            output.note("The entries of lists were not written; name a file to have them beside it.");
        }
        output.bytes(text);
        output.document(Json::parse(text));
        return Done;
    }
    const std::filesystem::path file = options.file;
    for (const OntologyFile::List& list : lists) {
        const auto entries = entriesText(**reader, list.name, progress);
        if (!entries) {
            return output.fail(entries.error());
        }
        if (auto done = put(file.parent_path() / pathFromUtf8(list.file), *entries, options.replace); !done) {
            return output.fail(done.error());
        }
    }
    if (auto done = put(file, text, options.replace); !done) {
        return output.fail(done.error());
    }
    output.line("Wrote " + counted(ontology->labels.size(), "label") + " to " + pathToUtf8(file) +
                (lists.empty() ? "." : ", and " + counted(lists.size(), "list") + " beside it."));
    Json written = Json::array();
    for (const OntologyFile::List& list : lists) {
        written.push_back(list.file);
    }
    output.document({{"file", pathToUtf8(file)}, {"labels", ontology->labels.size()}, {"lists", written}});
    return Done;
}

std::string_view kindName(OntologyChange::Line::Kind kind)
{
    switch (kind) {
    case OntologyChange::Line::Kind::Adds:
        return "adds";
    case OntologyChange::Line::Kind::Changes:
        return "changes";
    case OntologyChange::Line::Kind::Removes:
        return "removes";
    case OntologyChange::Line::Kind::Stays:
        break;
    }
    return "stays";
}

std::string sentenceOf(const OntologyChange::Line& line)
{
    const std::string uses =
        withThousands(line.uses) + (line.uses == 1 ? " annotation has" : " annotations have") + " this label";
    switch (line.kind) {
    case OntologyChange::Line::Kind::Adds:
        return "+ " + line.label;
    case OntologyChange::Line::Kind::Changes:
        return "~ " + line.label + ": " + line.what;
    case OntologyChange::Line::Kind::Removes:
        return "- " + line.label + ": " + line.what + (line.uses > 0 ? " (" + uses + ")" : "");
    case OntologyChange::Line::Kind::Stays:
        break;
    }
    return "  " + line.label + ": not in the file, stays";
}

/// The change, checked against what is in use.
Result<OntologyChange> planned(Project& project, Reader& reader, const OntologyFile& file, const OntologyOptions& options,
                               Output& output)
{
    const auto ontology = project.ontology();
    OntologyApplication application;
    application.retireOthers = options.retireOthers;
    const auto uses = reader.labelUse();
    if (!uses) {
        return uses.error();
    }
    for (const LabelUse& use : *uses) {
        application.uses[use.label] = use.annotations;
    }
    for (const Label& label : ontology->labels) {
        application.revisions[label.id] = project.ontologyRevision(label.id);
    }
    OntologyChange change = applyOntology(file, *ontology, application);
    if (auto checked = checkProblems(options.file, change.problems, output); !checked) {
        return checked.error();
    }
    return change;
}

ExitCode runApply(const OntologyOptions& options, Output& output)
{
    const auto file = readOntologyFile(options.file, output);
    if (!file) {
        return output.fail(file.error());
    }
    TerminalProgress progress;
    const auto project = options.dryRun ? openToRead(options.project, output, progress)
                                        : openToWrite(options.project, output, progress);
    if (!project) {
        return output.fail(project.error());
    }
    auto reader = (*project)->reader();
    if (!reader) {
        return output.fail(reader.error());
    }
    const auto lists = listsToAdd(*file, options.file, reader->get());
    if (!lists) {
        return output.fail(lists.error());
    }
    auto change = planned(**project, **reader, *file, options, output);
    if (!change) {
        return output.fail(change.error());
    }
    reader->reset();
    Json lines = Json::array();
    for (const OntologyFile::List& list : *lists) {
        output.line("+ list " + list.name + " from " + list.file);
        lines.push_back({{"kind", "adds"}, {"list", list.name}, {"file", list.file}});
    }
    for (const OntologyChange::Line& line : change->lines) {
        output.line(sentenceOf(line));
        Json one{{"kind", kindName(line.kind)}, {"label", line.label}};
        if (!line.what.empty()) {
            one["what"] = line.what;
        }
        one["annotations"] = line.uses;
        lines.push_back(std::move(one));
    }
    const std::size_t changed = change->edit.changes.size();
    const bool removes = change->removesFromUse();
    if (!options.dryRun && removes && !options.remove) {
        const auto first = std::find_if(change->lines.begin(), change->lines.end(), [](const auto& line) {
            return line.kind == OntologyChange::Line::Kind::Removes && line.uses > 0;
        });
        return output.fail({ErrorCode::Refused,
                            "Something that is in use would go, so nothing was changed. First: " + first->label + ": " +
                                first->what + ". Annotations keep their values; --remove does it, --dry-run lists all.",
                            options.file});
    }
    if (!options.dryRun) {
        if (auto added = addLists(**project, *lists, options.file, output, progress); !added) {
            return output.fail(added.error());
        }
        if (changed > 0) {
            if (auto stored = (*project)->applyNow(std::move(change->edit)); !stored) {
                return output.fail(stored.error());
            }
        }
    }
    const std::string what = counted(changed, "label") + (lists->empty() ? "" : " and " + counted(lists->size(), "list"));
    output.line(changed == 0 && lists->empty() ? std::string("Nothing changes.")
                : options.dryRun ? what + " would change." + (removes ? " What is in use would go only with --remove." : "")
                                 : what + " changed.");
    output.document({{"changed", changed},
                     {"dry_run", options.dryRun},
                     {"removes_from_use", removes},
                     {"lines", std::move(lines)}});
    return Done;
}

} // namespace

void addOntologyCommand(Command all)
{
    Command command = all.command("ontology", "Labels and all that is said of them, as a JSON file.");

    auto options = std::make_shared<OntologyOptions>();
    Command exported = command.command("export", "Write the ontology, with its lists beside it.");
    exported.text("PROJECT", options->project, "The project file").required();
    exported.text("FILE", options->file, "The file to write; by default standard output, without lists");
    exported.flag("--replace", options->replace, "Write over files that are there");
    exported.runs([options](Output& output) { return runExport(*options, output); });

    Command apply =
        command.command("apply", "Make the labels what a file says, as one step that can be undone.");
    apply.text("PROJECT", options->project, "The project file").required();
    apply.text("FILE", options->file, "The JSON file with the ontology").required();
    apply.flag("--dry-run", options->dryRun, "Only say what would change");
    apply.flag(
        "--remove", options->remove,
        "Take away attributes, values and shapes of labels that are in use, and retire or merge such labels");
    apply.flag("--retire-others", options->retireOthers, "Retire labels that the file does not name");
    apply.runs([options](Output& output) { return runApply(*options, output); });
}

} // namespace touchstone::cli
