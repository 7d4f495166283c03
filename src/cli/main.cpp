#include <algorithm>
#include <csignal>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/output.h"

namespace {

using namespace touchstone::cli;

/// The parser may fail before it reaches --json; what it then says must be JSON all the same.
bool asksForJson(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc,
                       [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

/// What is wrong with the command line, and where to read on.
std::string usageMessage(const CLI::App& app, const CLI::ParseError& problem, int argc, char** argv)
{
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (!chosen.empty()) {
        return std::string(problem.what()) + "; see touchstone-cli " + chosen.front()->get_name() +
               " --help.";
    }
    const auto word = std::find_if(argv + 1, argv + argc, [](const char* text) { return *text != '-'; });
    if (word != argv + argc) {
        return "There is no command \"" + std::string(*word) + "\"; see touchstone-cli --help.";
    }
    return std::string(problem.what()) + "; see touchstone-cli --help.";
}

ExitCode runCommand(const Run& run, Output& output)
{
    // The core answers with values; what is caught here is memory that ran out, or a bug.
    try {
        return run(output);
    } catch (const std::exception& problem) {
        return output.fail(
            {touchstone::ErrorCode::Io, "The command ended early: " + std::string(problem.what()), ""});
    }
}

ExitCode finish(Output& output, ExitCode code)
{
    if (output.finish()) {
        return code;
    }
    output.note("Standard output could not be written; the command itself ended with " +
                std::to_string(code) + ".");
    return code == Done ? DoneWithFindings : code;
}

} // namespace

int main(int argc, char** argv)
{
    // A reader that leaves early must not cut a command short.
    std::signal(SIGPIPE, SIG_IGN);

    CLI::App app("Touchstone: annotate data sets; this is its command line.", "touchstone-cli");
    app.set_version_flag("--version", "touchstone-cli " TOUCHSTONE_VERSION);
    bool json = asksForJson(argc, argv);
    app.add_flag("--json", json, "Print exactly one JSON document.");
    app.footer("Exit codes: 0 done; 1 done, but records were skipped, repaired or lost, or findings stand;\n"
               "2 nothing done, unusable input or wrong usage; 3 refused (lock, rights, --strict);\n"
               "130 cancelled, nothing changed.");
    app.require_subcommand(1);
    app.fallthrough();

    Run run;
    addNewCommand(app, run);
    addAddCommand(app, run);
    addImportCommand(app, run);
    addExportCommand(app, run);
    addFormatsCommand(app, run);
    addInfoCommand(app, run);
    addVerifyCommand(app, run);
    addListCommand(app, run);
    addLogCommand(app, run);
    addOntologyCommand(app, run);
    addPrelabelCommand(app, run);
    addRelabelCommand(app, run);
    addRelinkCommand(app, run);
    addSampleCommand(app, run);
    addBackupCommand(app, run);
    addRestoreCommand(app, run);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) {
            return app.exit(problem);
        }
        Output output(json);
        return finish(output, output.failUsage(usageMessage(app, problem, argc, argv)));
    }
    Output output(json);
    return finish(output, runCommand(run, output));
}
