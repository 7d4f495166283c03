#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "crash/disk_shim.h"

namespace touchstone {
namespace {

/// Shared memory that has a name under which the program finds it.
std::pair<DiskCounts*, std::string> makeCounts()
{
    const int file = ::memfd_create("counts", 0);
    if (file < 0 || ::ftruncate(file, sizeof(DiskCounts)) != 0)
        throw std::runtime_error("no shared memory");
    void* shared = ::mmap(nullptr, sizeof(DiskCounts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return {static_cast<DiskCounts*>(shared), "/proc/self/fd/" + std::to_string(file)};
}

[[noreturn]] void become(const std::filesystem::path& folder, std::vector<std::string> words, const Shim& shim,
                         const std::string& counts, const std::filesystem::path& output)
{
    const auto set = [](const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); };
    set("LD_PRELOAD", std::string(TOUCHSTONE_BIN_DIR) + "/libdisk-shim.so");
    set("DISK_SHIM_FOLDER", folder.string());
    set("DISK_SHIM_COUNTS", counts);
    if (shim.failAt > 0)
        set("DISK_SHIM_FAIL", std::to_string(shim.failAt));
    if (shim.forGood)
        set("DISK_SHIM_FOR_GOOD", "1");
    if (shim.killAt > 0)
        set("DISK_SHIM_KILL", std::to_string(shim.killAt));
    if (!shim.trace.empty())
        set("DISK_SHIM_TRACE", shim.trace.string());
    // The shim comes before the sanitizer's own library, which does not mind.
    const char* options = ::getenv("ASAN_OPTIONS");
    set("ASAN_OPTIONS", std::string(options ? options : "") + ":verify_asan_link_order=0");
    set("TOUCHSTONE_USER", "anna");
    if (!output.empty()) {
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
    }
    const std::string program = std::string(TOUCHSTONE_BIN_DIR) + "/" + words.front();
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    if (::chdir(folder.c_str()) == 0)
        ::execv(program.c_str(), pointers.data());
    ::_exit(127);
}

} // namespace

Child::Child(const std::filesystem::path& folder, std::vector<std::string> words, const Shim& shim,
             const std::filesystem::path& output)
{
    const auto [counts, name] = makeCounts();
    m_counts = counts;
    m_process = ::fork();
    if (m_process == 0)
        become(folder, std::move(words), shim, name, output);
    ::close(std::stoi(name.substr(name.rfind('/') + 1)));
}

Child::~Child()
{
    kill();
    wait();
    ::munmap(m_counts, sizeof *m_counts);
}

bool Child::runs()
{
    if (m_process > 0 && ::waitpid(m_process, &m_status, WNOHANG) == m_process)
        m_process = -1;
    return m_process > 0;
}

void Child::kill()
{
    if (m_process > 0)
        ::kill(m_process, SIGKILL);
}

int Child::wait()
{
    if (m_process > 0)
        ::waitpid(m_process, &m_status, 0);
    m_process = -1;
    return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : 1000 + WTERMSIG(m_status);
}

} // namespace touchstone
