#include "core/store/file_lock.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "touchstone/base/clock.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

constexpr const char* kAsks = "Those who read the project are asked to close it.";

std::string textOf(const std::filesystem::path& project)
{
    const auto file = openForReading(FileLock::pathFor(project));
    std::string text(400, '\0');
    const auto got = file ? readAt(*file, 0, text.data(), text.size()) : Result<std::size_t>(std::size_t{0});
    text.resize(got ? *got : 0);
    return text;
}

bool isStillThere(const std::filesystem::path& path, int descriptor)
{
    struct stat ours {}, named {};
    return ::fstat(descriptor, &ours) == 0 && ::lstat(path.c_str(), &named) == 0 && ours.st_ino == named.st_ino &&
           ours.st_dev == named.st_dev;
}

/// The locked lock file; −1 when somebody else has it, or when it cannot be made.
int openLocked(const std::filesystem::path& path)
{
    // Whoever had the lock may have deleted the file between our opening and locking it: then what we have locks
    // nothing, and the next try makes the file anew.
    for (int tries = 0; tries < 3; ++tries) {
        // Its text is replaced, so it must be a file that lies here and not one that a link leads to.
        const int descriptor =
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
        struct stat status {};
        if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
            ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            if (descriptor >= 0)
                ::close(descriptor);
            return -1;
        }
        if (isStillThere(path, descriptor))
            return descriptor;
        ::close(descriptor);
    }
    return -1;
}

} // namespace

std::filesystem::path FileLock::pathFor(const std::filesystem::path& project)
{
    std::error_code code;
    std::filesystem::path real = std::filesystem::weakly_canonical(project, code);
    if (code)
        real = std::filesystem::absolute(project);
    real += "-lock";
    return real;
}

std::unique_ptr<FileLock> FileLock::tryTake(const std::filesystem::path& project)
{
    const int descriptor = openLocked(pathFor(project));
    if (descriptor < 0)
        return nullptr;
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    const passwd* user = ::getpwuid(::getuid());
    const std::string text = std::string(user ? user->pw_name : "someone") + " on host " + host + " (process " +
                             std::to_string(::getpid()) + ", since " + toIso8601(now()).substr(0, 16) + " UTC)\n";
    std::unique_ptr<FileLock> lock(new FileLock(descriptor, text));
    lock->write(text);
    return lock;
}

void FileLock::write(const std::string& text) const
{
    if (::ftruncate(m_descriptor, 0) == 0)
        [[maybe_unused]] const auto written = ::pwrite(m_descriptor, text.data(), text.size(), 0);
}

void FileLock::askReaders(bool ask)
{
    write(ask ? m_text + kAsks + "\n" : m_text);
}

FileLock::~FileLock()
{
    if (::ftruncate(m_descriptor, 0) != 0) {
        // The text is only for messages; a stale one is overwritten by the next holder.
    }
    ::close(m_descriptor);
}

std::string FileLock::holder(const std::filesystem::path& project)
{
    const std::string text = textOf(project);
    return displayUtf8(text.substr(0, text.find('\n')));
}

bool FileLock::isOf(const std::filesystem::path& project) const
{
    struct stat own {}, there {};
    return ::fstat(m_descriptor, &own) == 0 && ::lstat(pathFor(project).c_str(), &there) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

bool FileLock::isHeld(const std::filesystem::path& project)
{
    const FileHandle file(
        ::open(pathFor(project).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    return file.get() >= 0 && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) &&
           ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

bool FileLock::asksReaders(const std::filesystem::path& project)
{
    return textOf(project).find(std::string("\n") + kAsks) != std::string::npos;
}

} // namespace touchstone
