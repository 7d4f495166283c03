#include "core/store/file_lock.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "touchstone/base/clock.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {

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
    // Its text is replaced, so it must be a file that lies here and not one that a link leads to.
    const int descriptor =
        ::open(pathFor(project).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    if (descriptor < 0)
        return nullptr;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return nullptr;
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return nullptr;
    }
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    const passwd* user = ::getpwuid(::getuid());
    const std::string text = std::string(user ? user->pw_name : "someone") + " on host " + host + " (process " +
                             std::to_string(::getpid()) + ", since " + toIso8601(now()).substr(0, 16) + " UTC)\n";
    if (::ftruncate(descriptor, 0) == 0)
        [[maybe_unused]] const auto written = ::pwrite(descriptor, text.data(), text.size(), 0);
    return std::unique_ptr<FileLock>(new FileLock(descriptor));
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
    const auto file = openForReading(pathFor(project));
    std::string line(200, '\0');
    const auto got = file ? readAt(*file, 0, line.data(), line.size()) : Result<std::size_t>(std::size_t{0});
    line.resize(got ? *got : 0);
    return displayUtf8(line.substr(0, line.find('\n')));
}

} // namespace touchstone
