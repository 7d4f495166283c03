#include "core/workflow/private_copy.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <vector>

#include "core/workflow/copy_pages.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrefix = "touchstone-copy-";
constexpr const char* kName = "project.touchstone";
constexpr int kTries = 3;

[[noreturn]] void failed(ErrorCode code, const char* message, const fs::path& path)
{
    throw StoreFailure{{code, message, pathToUtf8(path)}};
}

/// The usual folder may lie in memory, so there is a second one.
std::vector<fs::path> places()
{
    std::error_code code;
    std::vector<fs::path> all{"/var/tmp"};
    if (fs::path usual = fs::temp_directory_path(code); !code && usual != all.front())
        all.insert(all.begin(), std::move(usual));
    return all;
}

/// Folders of processes that are no more: their locks are free. One that was made just now has none yet.
void removeLeftOvers(const fs::path& temporary)
{
    std::error_code code;
    const auto young = fs::file_time_type::clock::now() - std::chrono::minutes(1);
    for (fs::directory_iterator it(temporary, code), end; !code && it != end; it.increment(code)) {
        std::error_code ignored;
        const fs::path file = it->path() / kName;
        if (!it->path().filename().string().starts_with(kPrefix) || !it->is_directory(ignored) ||
            it->is_symlink(ignored) ||
            (!fs::exists(FileLock::pathFor(file), ignored) && it->last_write_time(ignored) > young))
            continue;
        if (const auto lock = FileLock::tryTake(file))
            fs::remove_all(it->path(), ignored);
    }
}

std::string megabytes(std::uintmax_t bytes)
{
    return withThousands(static_cast<std::int64_t>(bytes / 1'000'000 + 1)) + " MB";
}

constexpr std::array kParts{"", "-wal", "-journal"};

fs::path part(const fs::path& base, const char* suffix)
{
    return fs::path(base.string() + suffix);
}

/// Changes with every writing of one of the files.
std::string stampOf(const fs::path& project)
{
    std::string stamp;
    for (const char* suffix : kParts) {
        struct stat status {};
        if (::stat(part(project, suffix).c_str(), &status) == 0)
            for (const auto number : {std::int64_t(status.st_ino), std::int64_t(status.st_size),
                                      std::int64_t(status.st_mtim.tv_sec), std::int64_t(status.st_mtim.tv_nsec),
                                      std::int64_t(status.st_ctim.tv_sec), std::int64_t(status.st_ctim.tv_nsec)})
                stamp += std::to_string(number) + ",";
        stamp += ";";
    }
    return stamp;
}

/// Adds to `done`, of `total` bytes of all files.
void copyFile(const fs::path& from, const fs::path& to, Progress* progress, std::uintmax_t& done, std::uintmax_t total)
{
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary);
    if (!in)
        failed(ErrorCode::Io, "The file cannot be read.", from);
    std::vector<char> block(1 << 20);
    while (in && out) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        out.write(block.data(), in.gcount());
        done += static_cast<std::uintmax_t>(in.gcount());
        if (progress) {
            progress->report(static_cast<double>(done) / static_cast<double>(std::max(total, done) + 1), "Copy");
            if (progress->cancelled())
                failed(ErrorCode::Cancelled, "Cancelled.", from);
        }
    }
    out.close();
    if (in.bad() || !in.eof())
        failed(ErrorCode::Io, "The file cannot be read.", from);
    if (!out)
        failed(ErrorCode::Io, "The private copy cannot be written: the disk for temporary files is full. Free some "
                              "space, or name another folder in the environment variable TMPDIR.", to);
}

} // namespace

bool PrivateCopy::makeFolderIn(const fs::path& place)
{
    std::string pattern = (place / kPrefix).string() + "XXXXXX";
    if (!::mkdtemp(pattern.data()))
        return false;
    m_folder = pattern;
    m_file = m_folder / kName;
    m_lock = FileLock::tryTake(m_file);
    if (m_lock)
        return true;
    // Taken for a left-over in the moment before it had its lock.
    std::error_code code;
    fs::remove_all(m_folder, code);
    return false;
}

PrivateCopy::PrivateCopy(std::uintmax_t bytes)
{
    std::uintmax_t most = 0;
    for (const fs::path& place : places()) {
        std::error_code code;
        const fs::space_info space = fs::space(place, code);
        if (code)
            continue;
        removeLeftOvers(place);
        most = std::max(most, space.available);
        if (space.available >= bytes + bytes / 8 && (makeFolderIn(place) || makeFolderIn(place)))
            return;
    }
    std::string where;
    for (const fs::path& place : places())
        where += (where.empty() ? "" : " and ") + displayUtf8(pathToUtf8(place));
    throw StoreFailure{{ErrorCode::Refused,
                        "Reading this project needs a private copy of " + megabytes(bytes + bytes / 8) +
                            ", and there are only " + megabytes(most) + " free in " + where +
                            ". Free some space, or name another folder in the environment variable TMPDIR.",
                        {}}};
}

PrivateCopy::~PrivateCopy()
{
    std::error_code code;
    fs::remove_all(m_folder, code);
}

void PrivateCopy::removeLeftOver()
{
    static std::atomic<pid_t> done = 0;
    if (done.exchange(::getpid()) == ::getpid())
        return;
    for (const fs::path& place : places())
        removeLeftOvers(place);
}

std::unique_ptr<PrivateCopy> PrivateCopy::ofNothing(std::uintmax_t bytes)
{
    return std::unique_ptr<PrivateCopy>(new PrivateCopy(bytes));
}

std::unique_ptr<PrivateCopy> PrivateCopy::ofFiles(const fs::path& project, Progress* progress)
{
    for (int tries = 0; tries < kTries; ++tries) {
        const std::string stamp = stampOf(project);
        std::error_code code;
        std::uintmax_t bytes = 0, done = 0;
        for (const char* suffix : kParts)
            if (fs::exists(part(project, suffix), code))
                bytes += fs::file_size(part(project, suffix), code);
        std::unique_ptr<PrivateCopy> copy(new PrivateCopy(bytes));
        for (const char* suffix : kParts)
            if (fs::exists(part(project, suffix), code))
                copyFile(part(project, suffix), part(copy->m_file, suffix), progress, done, bytes);
        if (stampOf(project) == stamp)
            return copy;
    }
    failed(ErrorCode::Refused, "Somebody writes this project just now, so no whole copy of it could be made. Open it "
                               "again in a moment.", project);
}

std::unique_ptr<PrivateCopy> PrivateCopy::ofMoment(Connection& from, Progress* progress)
{
    const auto bytes = static_cast<std::uintmax_t>(from.number("PRAGMA page_count") * from.number("PRAGMA page_size"));
    std::unique_ptr<PrivateCopy> copy(new PrivateCopy(bytes));
    // A transaction of its own keeps the moment while others write.
    const Transaction snapshot(from, false);
    from.number("SELECT count(*) FROM sqlite_schema");
    const auto to = Connection::open(copy->m_file, Access::Write, true);
    to->run("PRAGMA synchronous=OFF");
    if (!copyPages(from, *to, progress))
        failed(ErrorCode::Cancelled, "Cancelled.", from.path());
    to->run("PRAGMA journal_mode=DELETE");
    return copy;
}

} // namespace touchstone
