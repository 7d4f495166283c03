#include "core/assist/child_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <chrono>
#include <thread>

#include "touchstone/base/text.h"

extern char** environ;

namespace touchstone {

namespace {

using Clock = std::chrono::steady_clock;

/// Writes without SIGPIPE, which would end us when the program does not read any more.
ssize_t writeQuietly(int end, const char* bytes, std::size_t size)
{
    sigset_t pipe, before, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigpending(&pending);
    const bool wasPending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    const ssize_t written = ::write(end, bytes, size);
    const int failure = errno;
    if (written < 0 && failure == EPIPE && !wasPending) {
        const timespec now{};
        while (sigtimedwait(&pipe, nullptr, &now) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = failure;
    return written;
}

/// Appends what there is, a megabyte at most, so that other streams get their turn. False at the end.
bool readSome(int end, std::string& to)
{
    char block[65536];
    for (int blocks = 0; blocks < 16; ++blocks) {
        const ssize_t got = ::read(end, block, sizeof block);
        if (got > 0)
            to.append(block, static_cast<std::size_t>(got));
        else if (got == 0)
            return false;
        else if (errno != EINTR)
            return errno == EAGAIN;
    }
    return true;
}

void closeEnd(int& end)
{
    if (end >= 0)
        ::close(end);
    end = -1;
}

Error cannotStart(const std::string& program, int reason)
{
    const ErrorCode code = reason == ENOENT ? ErrorCode::NotFound : ErrorCode::Refused;
    return {code,
            "The program cannot be started: " + std::string(std::strerror(reason)) +
                ". Look at its path in the preferences.",
            displayUtf8(program)};
}

/// Attributes and file actions that free themselves.
struct Spawn {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    explicit Spawn(const std::array<int, 3>& theirs)
    {
        posix_spawn_file_actions_init(&actions);
        for (int i = 0; i < 3; ++i)
            posix_spawn_file_actions_adddup2(&actions, theirs[std::size_t(i)], i);
        // Nothing else that we have open is its business.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        posix_spawnattr_init(&attributes);
        sigset_t none, pipe;
        sigemptyset(&none);
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &pipe);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Spawn()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;
};

} // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& command)
{
    if (command.empty())
        return Error{ErrorCode::InvalidInput, "No program is named. Enter one in the preferences.", {}};
    ChildProcess child;
    std::array<int, 3> theirs = {-1, -1, -1};
    int failure = 0;
    for (std::size_t i = 0; i < 3 && failure == 0; ++i) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) {
            failure = errno;
            break;
        }
        theirs[i] = ends[i == 0 ? 0 : 1];
        child.m_ends[i] = ends[i == 0 ? 1 : 0];
        ::fcntl(child.m_ends[i], F_SETFL, O_NONBLOCK);
    }
    if (failure == 0) {
        std::vector<char*> words;
        for (const std::string& word : command)
            words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        const Spawn spawn(theirs);
        failure = ::posix_spawnp(&child.m_pid, words[0], &spawn.actions, &spawn.attributes, words.data(), environ);
    }
    for (int& end : theirs)
        closeEnd(end);
    if (failure != 0) {
        child.m_pid = -1;
        return cannotStart(command[0], failure);
    }
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
{
    *this = std::move(other);
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    if (this != &other) {
        end(0);
        m_pid = std::exchange(other.m_pid, -1);
        m_status = other.m_status;
        m_ends = std::exchange(other.m_ends, {-1, -1, -1});
    }
    return *this;
}

ChildProcess::~ChildProcess()
{
    end(0);
}

ChildProcess::Event ChildProcess::exchange(std::string& outgoing, std::string& out, std::string& errors, int waitMs)
{
    pollfd polled[3] = {{outgoing.empty() ? -1 : m_ends[0], POLLOUT, 0}, {m_ends[1], POLLIN, 0},
                        {m_ends[2], POLLIN, 0}};
    if (m_ends[1] < 0)
        return Event::Ended;
    if (::poll(polled, 3, waitMs) <= 0)
        return Event::Quiet;
    if ((polled[0].revents & (POLLOUT | POLLERR)) != 0) {
        const ssize_t written = writeQuietly(m_ends[0], outgoing.data(), outgoing.size());
        if (written > 0)
            outgoing.erase(0, static_cast<std::size_t>(written));
        else if (written < 0 && errno != EAGAIN && errno != EINTR)
            closeEnd(m_ends[0]);
    }
    if (polled[2].revents != 0 && !readSome(m_ends[2], errors))
        closeEnd(m_ends[2]);
    if (polled[1].revents != 0 && !readSome(m_ends[1], out)) {
        closeEnd(m_ends[1]);
        if (m_ends[2] >= 0)
            readSome(m_ends[2], errors);
        return Event::Ended;
    }
    return polled[1].revents != 0 ? Event::Output : Event::Quiet;
}

bool ChildProcess::hasEnded(int waitMs) const
{
    const auto until = Clock::now() + std::chrono::milliseconds(waitMs);
    for (;;) {
        siginfo_t info{};
        if (::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == m_pid)
            return true;
        if (Clock::now() >= until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

std::string ChildProcess::end(int graceMs)
{
    for (int& end : m_ends)
        closeEnd(end);
    if (m_pid > 0) {
        hasEnded(graceMs);
        // Its own children too. Until it is waited for, nobody else gets its number.
        ::kill(-m_pid, SIGKILL);
        while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) {
        }
        m_pid = -1;
    }
    if (WIFSIGNALED(m_status))
        return "signal " + std::to_string(WTERMSIG(m_status));
    return "exit status " + std::to_string(WEXITSTATUS(m_status));
}

} // namespace touchstone
