#pragma once

#include "cli/command_line.h"

namespace touchstone::cli {

// One file a command: declares what it takes, and runs.
void addNewCommand(Command all);
void addAddCommand(Command all);
void addImportCommand(Command all);
void addExportCommand(Command all);
void addFormatsCommand(Command all);
void addInfoCommand(Command all);
void addVerifyCommand(Command all);
void addListCommand(Command all);
void addLogCommand(Command all);
void addOntologyCommand(Command all);
void addPrelabelCommand(Command all);
void addRelabelCommand(Command all);
void addRelinkCommand(Command all);
void addSampleCommand(Command all);
void addBackupCommand(Command all);
void addRestoreCommand(Command all);

} // namespace touchstone::cli
