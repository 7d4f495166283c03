#pragma once

#include <string>
#include <vector>

#include <QString>

#include "touchstone/base/result.h"

namespace touchstone {

/// The program that the helper tool asks, as the user named it; in every project.
struct ProgramSetting {
    QString program;   ///< A path, or a name that is looked up in PATH; empty for none.
    QString arguments; ///< As on a command line, but no shell sees them.
    int seconds = 60;  ///< How long it may take for an answer; 0: for ever.

    static ProgramSetting read();
    void write() const;

    /// "grab_cut_tool".
    QString name() const;
    /// The program and each of its arguments. InvalidInput for a quote that is not closed.
    Result<std::vector<std::string>> command() const;
    /// What stands in the way of starting it, in a sentence; empty for nothing.
    QString problem() const;

    friend bool operator==(const ProgramSetting&, const ProgramSetting&) = default;
};

} // namespace touchstone
