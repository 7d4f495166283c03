#include "touchstone/workflow/backup.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <set>

#include "core/store/interruptible.h"
#include "core/store/schema.h"
#include "core/workflow/check_file.h"
#include "core/workflow/copy_pages.h"
#include "touchstone/base/file.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::string_view kReasons[]{"work", "close", "update", "asked"};
constexpr std::size_t kNewest = 10, kDays = 7, kWeeks = 4;
constexpr std::int64_t kLeast = std::int64_t{1} << 30;
/// What stays free beside a backup, so that it never takes the room of the work itself.
constexpr std::uintmax_t kSpare = std::uintmax_t{64} << 20;
constexpr const char* kPart = ".part";

std::string nameOf(Timestamp at, BackupReason reason)
{
    std::string text = toIso8601(at).substr(0, 19);
    std::replace(text.begin(), text.end(), 'T', '_');
    std::replace(text.begin(), text.end(), ':', '-');
    return text + "_" + std::string(backupReasonName(reason));
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    const char* first = text.data() + at;
    const auto [end, problem] = std::from_chars(first, first + count, value);
    return problem == std::errc() && end == first + count ? std::optional(value) : std::nullopt;
}

std::optional<Backup> backupOf(const fs::path& file)
{
    const std::string stem = pathToUtf8(file.stem());
    const auto reason =
        std::find(std::begin(kReasons), std::end(kReasons), std::string_view(stem).substr(std::min<std::size_t>(20, stem.size())));
    if (file.extension() != ".touchstone" || stem.size() < 21 || reason == std::end(kReasons))
        return std::nullopt;
    int parts[6];
    for (std::size_t i = 0; i < 6; ++i) {
        const auto value = i == 0 ? digits(stem, 0, 4) : digits(stem, 2 + i * 3, 2);
        if (!value)
            return std::nullopt;
        parts[i] = *value;
    }
    using namespace std::chrono;
    const year_month_day date{year{parts[0]}, month{unsigned(parts[1])}, day{unsigned(parts[2])}};
    if (!date.ok())
        return std::nullopt;
    const auto time = sys_days{date} + hours{parts[3]} + minutes{parts[4]} + seconds{parts[5]};
    Backup backup;
    backup.file = file;
    backup.at = duration_cast<microseconds>(time.time_since_epoch()).count();
    backup.reason = static_cast<BackupReason>(reason - std::begin(kReasons));
    std::error_code code;
    backup.bytes = static_cast<std::int64_t>(fs::file_size(file, code));
    return code ? std::nullopt : std::optional(backup);
}

/// One process at a time makes backups here; the lock goes with the process.
FileHandle lockFolder(const fs::path& folder)
{
    FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0)
        throw StoreFailure{{codeOfSystemError(errno),
                            std::string("The folder for backups cannot be read: ") + std::strerror(errno) + ".",
                            pathToUtf8(folder)}};
    if (::flock(handle.get(), LOCK_EX | LOCK_NB) != 0)
        throw StoreFailure{{ErrorCode::Refused, "Another program is making a backup just now.", pathToUtf8(folder)}};
    return handle;
}

void removeParts(const fs::path& folder)
{
    std::error_code code;
    std::vector<fs::path> parts;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        if (it->path().filename().string().find(kPart) != std::string::npos)
            parts.push_back(it->path());
    for (const fs::path& part : parts)
        fs::remove(part, code);
}

void refuseWithoutRoom(const fs::path& folder, std::int64_t bytes)
{
    std::error_code code;
    const fs::space_info space = fs::space(folder, code);
    if (!code && space.available < static_cast<std::uintmax_t>(bytes) + kSpare)
        throw StoreFailure{{ErrorCode::Refused,
                            "There is too little room on the disk for a backup of " +
                                withThousands(bytes / 1'000'000 + 1) + " MB. Free some space.",
                            pathToUtf8(folder)}};
}

/// A complete, checked copy under the name `part`.
void copyAndCheck(const fs::path& project, const fs::path& part, Progress& progress)
{
    const Error cancelled{ErrorCode::Cancelled, "Cancelled. No backup was made.", {}};
    {
        const auto from = Connection::open(project, Access::Read, false);
        // A transaction of its own keeps one moment while others write.
        const Transaction snapshot(*from, false);
        refuseWithoutRoom(part.parent_path(),
                          from->number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"));
        const auto to = Connection::open(part, Access::Write, true);
        to->run("PRAGMA synchronous=OFF");
        if (!copyPages(*from, *to, &progress))
            throw StoreFailure{cancelled};
        to->run("PRAGMA journal_mode=DELETE");
        if (const auto problems = checkWhole(*to, &progress, 1); !problems.empty())
            throw StoreFailure{{ErrorCode::Corrupt,
                                "The backup did not pass its check, so the project itself may be damaged. " +
                                    problems.front(),
                                pathToUtf8(project)}};
    }
    if (!syncFile(part))
        throw StoreFailure{{ErrorCode::Io, "The backup cannot be brought onto the disk.", pathToUtf8(part)}};
}

std::vector<fs::path> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        if (it->is_regular_file(code))
            files.push_back(it->path());
    return files;
}

} // namespace

std::string_view backupReasonName(BackupReason reason)
{
    return kReasons[static_cast<std::size_t>(reason)];
}

std::string Backup::name() const
{
    return pathToUtf8(file.stem());
}

fs::path backupFolder(const fs::path& project)
{
    fs::path folder = project;
    folder += "-backups";
    return folder;
}

std::vector<Backup> listBackups(const fs::path& project)
{
    std::vector<Backup> backups;
    for (const fs::path& file : filesIn(backupFolder(project)))
        if (auto backup = backupOf(file))
            backups.push_back(std::move(*backup));
    std::sort(backups.begin(), backups.end(), [](const Backup& a, const Backup& b) {
        return a.at != b.at ? a.at > b.at : a.file < b.file;
    });
    return backups;
}

std::int64_t backupLimit(std::int64_t projectBytes)
{
    return std::max(kLeast, 2 * projectBytes);
}

std::vector<Backup> expiredBackups(const std::vector<Backup>& backups, std::int64_t limit)
{
    std::set<Timestamp> days, weeks;
    std::int64_t bytes = 0;
    std::vector<Backup> expired;
    for (std::size_t i = 0; i < backups.size(); ++i) {
        const Backup& backup = backups[i];
        bool kept = i < kNewest;
        if (days.size() < kDays)
            kept = days.insert(backup.at / kDay).second || kept;
        // Weeks begin on Monday; 1970 began on a Thursday.
        if (weeks.size() < kWeeks)
            kept = weeks.insert((backup.at / kDay + 3) / 7).second || kept;
        kept = kept && (i == 0 || bytes + backup.bytes <= limit);
        if (kept)
            bytes += backup.bytes;
        else
            expired.push_back(backup);
    }
    return expired;
}

Result<Backup> makeBackup(const fs::path& project, BackupReason reason, Progress& progress)
{
    return guarded([&] {
        const fs::path folder = backupFolder(project);
        if (const std::string share = fileSystemOf(project).share; !share.empty())
            throw StoreFailure{{ErrorCode::Refused,
                                "The project lies on a network share (" + share + "), so no backup is made beside it. Save "
                                "a copy on a disk of this computer.", pathToUtf8(project)}};
        std::error_code code;
        if (!fs::is_directory(folder, code)) {
            fs::create_directory(folder, code);
            if (code)
                throw StoreFailure{{codeOfSystemError(code.value()),
                                    "The folder for backups cannot be made: " + code.message() + ".",
                                    pathToUtf8(folder)}};
            syncName(folder);
        }
        const FileHandle lock = lockFolder(folder);
        removeParts(folder);
        const std::vector<Backup> before = listBackups(project);
        // A clock that was set back must not make the newest backup look old.
        const Timestamp at = std::max(now(), before.empty() ? 0 : before.front().at + kSecond);
        const fs::path file = folder / (nameOf(at, reason) + ".touchstone");
        fs::path part = file;
        part += kPart;
        try {
            copyAndCheck(project, part, progress);
            fs::rename(part, file, code);
            if (code)
                throw StoreFailure{{ErrorCode::Io, "The backup cannot be given its name.", pathToUtf8(file)}};
        } catch (...) {
            removeParts(folder);
            throw;
        }
        syncName(file);
        const std::vector<Backup> all = listBackups(project);
        for (const Backup& old : expiredBackups(all, backupLimit(static_cast<std::int64_t>(fs::file_size(project, code)))))
            fs::remove(old.file, code);
        return all.front();
    });
}

Result<ProjectFacts> readFacts(const fs::path& file, Progress& progress)
{
    return guarded([&] {
        const auto db = Connection::open(file, Access::Read, false);
        const Interruptible watched(*db, &progress);
        const FileKind kind = identify(*db);
        if (kind != FileKind::Current && kind != FileKind::Older)
            throw StoreFailure{{ErrorCode::Corrupt, "This file cannot be read as a project.", pathToUtf8(file)}};
        ProjectFacts facts;
        facts.name = db->text("SELECT r.body ->> '$.name' FROM project p JOIN object_rev r ON r.kind='project' "
                              "AND r.object=p.key AND r.rev=p.rev");
        facts.items = db->number("SELECT count(*) FROM item WHERE source IN "
                                 "(SELECT key FROM source WHERE state='published')");
        facts.annotations = db->number("SELECT count(*) FROM annotation WHERE kind IS NOT NULL AND (source IS NULL "
                                       "OR source IN (SELECT key FROM source WHERE state='published'))");
        facts.doneTasks =
            db->number("SELECT count(*) FROM task WHERE state IN ('submitted', 'in_review', 'approved')");
        facts.edits = db->number("SELECT count(*) FROM edit");
        facts.lastEdit = db->number("SELECT at FROM edit ORDER BY seq DESC LIMIT 1");
        return facts;
    });
}

} // namespace touchstone
