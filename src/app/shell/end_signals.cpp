#include "app/shell/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>

#include <QApplication>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>
#include <QWidget>

namespace touchstone {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

volatile std::sig_atomic_t writeEnd = -1;

// In a handler nearly nothing is allowed; writing to a pipe is.
void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

} // namespace

EndSignals::EndSignals(QWidget& window) : m_window(window)
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = m_pipe[1];
    auto* notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        while (::read(m_pipe[0], bytes.data(), bytes.size()) > 0) {
        }
        closeWindow();
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    for (const int signal : kSignals) {
        struct sigaction before {};
        // Whoever started us with nohup wants us to stay.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            ::sigaction(signal, &action, nullptr);
    }
}

// Dialogs and menus stand on the project, and who waits for one in an event loop of its own goes on with it.
void EndSignals::closeWindow()
{
    QWidget* above = QApplication::activePopupWidget();
    if (!above)
        above = QApplication::activeModalWidget();
    if (above)
        above->close();
    if (above || QThread::currentThread()->loopLevel() > 1)
        QTimer::singleShot(std::chrono::milliseconds(50), this, &EndSignals::closeWindow);
    else if (const bool shown = !m_window.isHidden(); m_window.close() && !shown)
        QCoreApplication::quit(); // No last window was closed.
}

EndSignals::~EndSignals()
{
    for (const int signal : kSignals) {
        struct sigaction now {};
        if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == onSignal)
            std::signal(signal, SIG_DFL);
    }
    writeEnd = -1;
    for (const int end : m_pipe)
        if (end >= 0)
            ::close(end);
}

} // namespace touchstone
