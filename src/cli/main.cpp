#include <csignal>
#include <exception>
#include <string>

#include "cli/command.h"
#include "cli/output.h"

namespace {

using namespace touchstone::cli;

void declareCommands(Command all)
{
    addNewCommand(all);
    addAddCommand(all);
    addImportCommand(all);
    addExportCommand(all);
    addFormatsCommand(all);
    addInfoCommand(all);
    addVerifyCommand(all);
    addListCommand(all);
    addLogCommand(all);
    addOntologyCommand(all);
    addPrelabelCommand(all);
    addRelabelCommand(all);
    addRelinkCommand(all);
    addSampleCommand(all);
    addBackupCommand(all);
    addRestoreCommand(all);
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

    const Asked asked = readCommandLine(argc, argv, declareCommands);
    Output output(asked.json);
    if (!asked.problem.empty()) {
        return finish(output, output.failUsage(asked.problem));
    }
    return asked.run ? finish(output, runCommand(asked.run, output)) : Done;
}
