#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "touchstone/base/progress.h"

namespace touchstone::cli {

/// One line on standard error that is redrawn in place, when that is a terminal. Cancelled by Ctrl-C
/// (SIGINT) and SIGTERM from the moment it is made; a second signal ends the program at once. At most
/// one at a time.
class TerminalProgress : public Progress {
  public:
    TerminalProgress();
    ~TerminalProgress() override;
    TerminalProgress(const TerminalProgress&) = delete;
    TerminalProgress& operator=(const TerminalProgress&) = delete;

    void report(double fraction, std::string_view what) override;
    bool cancelled() const override;

  private:
    void clear();

    bool m_isTerminal;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace touchstone::cli
