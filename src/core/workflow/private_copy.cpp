#include "core/workflow/private_copy.h"

#include <stdlib.h>
#include <unistd.h>

#include <array>
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

[[noreturn]] void failed(ErrorCode code, const char* message, const fs::path& path)
{
    throw StoreFailure{{code, message, pathToUtf8(path)}};
}

/// Folders of processes that are no more. One that was made just now may not have its lock yet.
void removeLeftOvers(const fs::path& temporary)
{
    std::error_code code;
    const auto young = fs::file_time_type::clock::now() - std::chrono::minutes(1);
    for (fs::directory_iterator it(temporary, code), end; !code && it != end; it.increment(code)) {
        std::error_code ignored;
        if (!it->path().filename().string().starts_with(kPrefix) || !it->is_directory(ignored) ||
            it->is_symlink(ignored) || it->last_write_time(ignored) > young)
            continue;
        if (const auto lock = FileLock::tryTake(it->path() / kName))
            fs::remove_all(it->path(), ignored);
    }
}

/// Where there is room for it: the usual folder may lie in memory.
fs::path makeFolder(std::uintmax_t bytes)
{
    std::error_code code;
    std::vector<fs::path> places{fs::temp_directory_path(code), "/var/tmp"};
    for (const fs::path& place : places) {
        const fs::space_info space = fs::space(place, code);
        if (place.empty() || code || space.available < bytes + bytes / 8)
            continue;
        removeLeftOvers(place);
        std::string pattern = (place / kPrefix).string() + "XXXXXX";
        if (::mkdtemp(pattern.data()))
            return pattern;
    }
    failed(ErrorCode::Io, "There is no room for the private copy that reading this project needs. Free some space.",
           places.front());
}

void copyFile(const fs::path& from, const fs::path& to, Progress* progress, std::uintmax_t total)
{
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary);
    std::vector<char> block(1 << 20);
    std::uintmax_t done = 0;
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
        failed(ErrorCode::Io, "The private copy cannot be written. Free some space.", to);
}

} // namespace

PrivateCopy::PrivateCopy(std::uintmax_t bytes)
    : m_folder(makeFolder(bytes)), m_file(m_folder / kName), m_lock(FileLock::tryTake(m_file))
{
}

PrivateCopy::~PrivateCopy()
{
    std::error_code code;
    fs::remove_all(m_folder, code);
}

std::unique_ptr<PrivateCopy> PrivateCopy::ofFiles(const fs::path& project, Progress* progress)
{
    std::error_code code;
    std::uintmax_t bytes = 0;
    static constexpr std::array kParts{"", "-wal", "-journal"};
    const auto part = [&](const fs::path& base, const char* suffix) { return fs::path(base.string() + suffix); };
    for (const char* suffix : kParts)
        if (fs::exists(part(project, suffix), code))
            bytes += fs::file_size(part(project, suffix), code);
    std::unique_ptr<PrivateCopy> copy(new PrivateCopy(bytes));
    for (const char* suffix : kParts)
        if (fs::exists(part(project, suffix), code))
            copyFile(part(project, suffix), part(copy->m_file, suffix), progress, bytes);
    return copy;
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
