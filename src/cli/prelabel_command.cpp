#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/printable.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/prelabel.h"

namespace touchstone::cli {
namespace {

struct PrelabelOptions {
    std::string project;
    std::string rules;
    std::string encoding;
    std::vector<std::string> expressions;
    bool ignoreCase = false;
    bool dryRun = false;
};

struct Prelabelled {
    PrelabelRequest request;
    PrelabelReport report;
};

std::string counted(std::int64_t count, const std::string& what)
{
    return withThousands(count) + " " + what + (count == 1 ? "" : "s");
}

Result<LabelRules> rulesOf(const PrelabelOptions& options)
{
    LabelRules rules;
    if (!options.rules.empty()) {
        auto read = readLabelRules(pathFromUtf8(options.rules), options.encoding);
        if (!read)
            return read;
        rules = std::move(*read);
    }
    std::string said;
    for (const std::string& text : options.expressions) {
        auto rule = expressionRule(text);
        if (!rule)
            return rule.error();
        said += text + '\n';
        rules.rules.push_back(std::move(*rule));
    }
    if (rules.rules.empty())
        return Error{ErrorCode::InvalidInput, "Name rules: --rules FILE, --regex LABEL=EXPRESSION, or both.", {}};
    if (options.rules.empty()) {
        rules.name = "expressions";
        rules.hash = sha256(said);
    }
    return rules;
}

Result<Prelabelled> prelabel(const PrelabelOptions& options, Output& output)
{
    TerminalProgress progress;
    auto rules = rulesOf(options);
    if (!rules)
        return rules.error();
    const Result<std::unique_ptr<Project>> project = options.dryRun
                                                         ? openToRead(options.project, output, progress)
                                                         : openToWrite(options.project, output, progress);
    if (!project)
        return project.error();
    const Result<std::unique_ptr<Reader>> reader = (*project)->reader();
    if (!reader)
        return reader.error();
    Prelabelled made;
    made.request.rules = std::move(*rules);
    made.request.ignoreCase = options.ignoreCase;
    auto items = unfinishedItems(**reader, &progress);
    if (!items)
        return items.error();
    made.request.items = std::move(*items);
    auto report = options.dryRun ? countPrelabels(**project, **reader, made.request, progress)
                                 : storePrelabels(**project, **reader, made.request, progress);
    if (!report)
        return report.error();
    made.report = std::move(*report);
    return made;
}

nlohmann::ordered_json documentOf(const Prelabelled& made, bool dryRun)
{
    const PrelabelReport& report = made.report;
    nlohmann::ordered_json document{{"stored", !dryRun && !report.nothingNew && report.hits > 0},
                                    {"nothing_new", report.nothingNew},
                                    {"texts", report.texts},
                                    {"texts_with_hits", report.hitTexts},
                                    {"hits", report.hits},
                                    {"labelled_already", report.known},
                                    {"new_labels", report.newLabels}};
    document["rules"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < made.request.rules.rules.size(); ++i) {
        const LabelRule& rule = made.request.rules.rules[i];
        document["rules"].push_back({{"label", rule.label},
                                     {rule.isExpression ? "regex" : "pattern", rule.text},
                                     {"where", rule.where},
                                     {"hits", report.ruleHits[i]}});
    }
    document["samples"] = nlohmann::ordered_json::array();
    for (const auto& [rule, hit] : report.samples)
        document["samples"].push_back({{"rule", rule},
                                       {"item", hit.name},
                                       {"block", hit.place.block},
                                       {"begin", hit.place.range.begin},
                                       {"end", hit.place.range.end},
                                       {"before", hit.before},
                                       {"text", hit.hit},
                                       {"behind", hit.behind}});
    document["skipped_rules"] = nlohmann::ordered_json::array();
    for (const Error& problem : made.request.rules.problems)
        document["skipped_rules"].push_back({{"where", problem.where}, {"message", problem.message}});
    document["problems"] = report.problems;
    return document;
}

ExitCode runPrelabel(const PrelabelOptions& options, Output& output)
{
    const Result<Prelabelled> made = prelabel(options, output);
    if (!made)
        return output.fail(made.error());
    const PrelabelReport& report = made->report;
    if (report.nothingNew)
        output.line("These rules were stored for these texts before; nothing was added.");
    else
        output.line(counted(report.hits, "place") + " in " + counted(report.hitTexts, "text") +
                    (options.dryRun ? " would be proposed." : " proposed as predictions."));
    if (report.known > 0)
        output.line(counted(report.known, "place") + " labelled so already.");
    for (const Error& problem : made->request.rules.problems)
        output.note(printable(problem.text()));
    for (const std::string& problem : report.problems)
        output.note(printable(problem));
    output.document(documentOf(*made, options.dryRun));
    return made->request.rules.problems.empty() && report.problems.empty() ? Done : DoneWithFindings;
}

} // namespace

void addPrelabelCommand(Command all)
{
    auto options = std::make_shared<PrelabelOptions>();
    Command command = all.command(
        "prelabel", "Propose labels for words of all unfinished texts, by a dictionary or by expressions.");
    command.text("PROJECT", options->project, "The project file").required();
    command.text("--rules", options->rules,
                 "File of rules: a surface, a tab or a comma, its label; or JSON lines of label and pattern");
    command
        .texts("--regex", options->expressions, "LABEL=EXPRESSION: a regular expression; may be given again")
        .oneAtATime();
    command.text("--encoding", options->encoding, "Encoding of the rules; by default UTF-8");
    command.flag("--ignore-case", options->ignoreCase, "Capital and small letters are the same");
    command.flag("--dry-run", options->dryRun, "Count and show what would be proposed; store nothing");
    command.runs([options](Output& output) { return runPrelabel(*options, output); });
}

} // namespace touchstone::cli
