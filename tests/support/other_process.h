#pragma once

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace touchstone {

/// What a child process wrote, and how it ended (waitpid's status).
struct ChildAnswer {
    std::string text;
    int status = -1;
    bool endedWell() const { return WIFEXITED(status) && WEXITSTATUS(status) == 0; }
};

/// Runs `work` in a forked process, which must not find a project open here, and returns what it answers.
inline ChildAnswer inOtherProcess(const std::function<std::string()>& work)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        const std::string text = work();
        const bool whole = ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::_exit(whole ? 0 : 1);
    }
    ::close(ends[1]);
    ChildAnswer answer;
    char block[4096];
    for (ssize_t got; (got = ::read(ends[0], block, sizeof block)) > 0;)
        answer.text.append(block, static_cast<std::size_t>(got));
    ::close(ends[0]);
    ::waitpid(child, &answer.status, 0);
    return answer;
}

/// Gives up all rights of root. True when there were none.
inline bool dropRights()
{
    constexpr unsigned kNobody = 65534;
    return ::geteuid() != 0 || (::setgid(kNobody) == 0 && ::setuid(kNobody) == 0);
}

/// Only for this process: the folder as a medium that cannot be written. False where the system forbids it.
inline bool mountReadOnly(const std::filesystem::path& folder)
{
    const char* at = folder.c_str();
    return ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount(at, at, nullptr, MS_BIND, nullptr) == 0 &&
           ::mount(nullptr, at, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

/// Names, contents and times of writing of all that lies in the folder.
inline std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>>
picture(const std::filesystem::path& folder, const std::function<std::string(const std::filesystem::path&)>& bytes)
{
    std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        all[entry.path().filename().string()] = {bytes(entry.path()), entry.last_write_time()};
    return all;
}

} // namespace touchstone
