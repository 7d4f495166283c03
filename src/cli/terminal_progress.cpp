#include "cli/terminal_progress.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <unistd.h>

#include "cli/printable.h"

namespace touchstone::cli {
namespace {

constexpr std::chrono::milliseconds interval{100};

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

extern "C" void onInterrupt(int)
{
    interrupted.store(true, std::memory_order_relaxed);
}

void listenTo(int signal)
{
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    sigemptyset(&action.sa_mask);
    // The default returns after the first one, so that a second Ctrl-C always ends the program.
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(signal, &action, nullptr);
}

} // namespace

TerminalProgress::TerminalProgress() : m_isTerminal(isatty(STDERR_FILENO) == 1)
{
    listenTo(SIGINT);
    listenTo(SIGTERM);
}

TerminalProgress::~TerminalProgress()
{
    clear();
}

void TerminalProgress::report(double fraction, std::string_view what)
{
    if (!m_isTerminal) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (m_shown && now - m_last < interval) {
        return;
    }
    m_last = now;
    m_shown = true;
    const std::string text = printable(what);
    if (fraction < 0) {
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
    } else {
        const int percent = static_cast<int>(std::floor(100 * std::min(fraction, 1.0)));
        std::fprintf(stderr, "\r\033[K%3d %%  %s", percent, text.c_str());
    }
    std::fflush(stderr);
}

bool TerminalProgress::cancelled() const
{
    return interrupted.load(std::memory_order_relaxed);
}

void TerminalProgress::clear()
{
    if (m_shown) {
        std::fputs("\r\033[K", stderr);
        std::fflush(stderr);
        m_shown = false;
    }
}

} // namespace touchstone::cli
