#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace touchstone::cli {

class Output;

/// What the command line asked for; each command sets it when the parser met its name.
using Run = std::function<ExitCode(Output&)>;

// One file a command: declares its options, and runs.
void addNewCommand(CLI::App& app, Run& run);
void addAddCommand(CLI::App& app, Run& run);
void addImportCommand(CLI::App& app, Run& run);
void addExportCommand(CLI::App& app, Run& run);
void addFormatsCommand(CLI::App& app, Run& run);
void addInfoCommand(CLI::App& app, Run& run);
void addVerifyCommand(CLI::App& app, Run& run);
void addListCommand(CLI::App& app, Run& run);
void addLogCommand(CLI::App& app, Run& run);
void addOntologyCommand(CLI::App& app, Run& run);
void addPrelabelCommand(CLI::App& app, Run& run);
void addRelabelCommand(CLI::App& app, Run& run);
void addRelinkCommand(CLI::App& app, Run& run);
void addSampleCommand(CLI::App& app, Run& run);
void addBackupCommand(CLI::App& app, Run& run);
void addRestoreCommand(CLI::App& app, Run& run);

} // namespace touchstone::cli
