#include "core/store/project_place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

constexpr std::array kLogs{"-wal", "-shm"};

} // namespace

ProjectPlace::Identity ProjectPlace::identityOf(const std::filesystem::path& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? Identity{status.st_dev, status.st_ino} : Identity{};
}

ProjectPlace::ProjectPlace(const std::filesystem::path& path)
    : m_path(path), m_file(::open(path.c_str(), O_PATH | O_CLOEXEC))
{
    struct stat status {};
    if (m_file.get() >= 0 && ::fstat(m_file.get(), &status) == 0)
        m_identity = {status.st_dev, status.st_ino};
}

ProjectPlace::Now ProjectPlace::look() const
{
    const Identity named = identityOf(m_path);
    if (m_identity == Identity{} || named == m_identity)
        return {};
    struct stat own {};
    if (::fstat(m_file.get(), &own) != 0 || own.st_nlink == 0)
        return {named == Identity{} ? State::Deleted : State::Replaced, {}};
    // The kernel knows the name under which the file lies now.
    const std::string link = "/proc/self/fd/" + std::to_string(m_file.get());
    std::array<char, 4096> name{};
    const ssize_t length = ::readlink(link.c_str(), name.data(), name.size());
    if (length <= 0)
        return {State::Moved, {}};
    std::filesystem::path moved(std::string(name.data(), static_cast<std::size_t>(length)));
    if (identityOf(moved) != m_identity)
        return {State::Moved, {}};
    return {State::Moved, std::move(moved)};
}

void ProjectPlace::noteLog()
{
    for (std::size_t i = 0; i < kLogs.size(); ++i)
        m_log[i] = identityOf(m_path.string() + kLogs[i]);
}

void ProjectPlace::removeLog() const
{
    for (std::size_t i = 0; i < kLogs.size(); ++i) {
        const std::filesystem::path path = m_path.string() + kLogs[i];
        if (m_log[i] != Identity{} && identityOf(path) == m_log[i])
            ::unlink(path.c_str());
    }
}

std::string ProjectPlace::sentence(const Now& now)
{
    switch (now.state) {
    case State::InPlace:
        return {};
    case State::Deleted:
        return "The project file was deleted while it was open. Save a copy to keep your work.";
    case State::Replaced:
        return "The project file was replaced by another file while it was open. Save a copy to keep your work.";
    case State::Moved:
        break;
    }
    return now.movedTo.empty()
               ? "The project file was moved away while it was open. Put it back and try again, or save a copy."
               : "The project file was moved to " + pathToUtf8(now.movedTo) +
                     " while it was open. Go on there, or put it back and try again.";
}

} // namespace touchstone
