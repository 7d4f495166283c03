#include "core/workflow/put_aside.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/workflow/copy_pages.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBeside[]{"-wal", "-journal", "-shm"};

fs::path with(const fs::path& path, const char* suffix)
{
    fs::path other = path;
    other += suffix;
    return other;
}

bool isThere(const fs::path& path)
{
    std::error_code code;
    return fs::exists(fs::symlink_status(path, code));
}

[[noreturn]] void failed(const char* what, const fs::path& path, int reason)
{
    throw StoreFailure{
        {codeOfSystemError(reason), std::string(what) + " (" + std::strerror(reason) + ").", pathToUtf8(path)}};
}

void move(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        failed("The file cannot be renamed", from, errno);
}

/// Folds what lies in the log back into the file, so that it is one; a file that is damaged stays as it is.
void fold(const fs::path& project)
{
    const auto folded = guarded([&] {
        const auto connection = Connection::open(project, Access::Write, false);
        connection->text("PRAGMA journal_mode=DELETE");
    });
    static_cast<void>(folded);
}

} // namespace

fs::path asideName(const fs::path& project, AsideReason reason)
{
    const std::string words = reason == AsideReason::Damaged ? " (damaged " : " (before ";
    const std::string date = toIso8601(now()).substr(0, 10);
    for (int number = 1;; ++number) {
        fs::path name = project.parent_path() / project.stem();
        name += words + date + (number == 1 ? "" : ", " + std::to_string(number)) + ")";
        name += project.extension();
        if (!isThere(name) && !isThere(with(name, "-wal")))
            return name;
    }
}

fs::path putInPlace(const fs::path& part, const fs::path& project, AsideReason reason)
{
    fs::path aside;
    if (isThere(project)) {
        if (reason == AsideReason::Before)
            fold(project);
        aside = asideName(project, reason);
        // A second name first: the project's own name is never without a file. Where the disk knows no second
        // names, it is for a moment.
        const bool linked = ::link(project.c_str(), aside.c_str()) == 0;
        // A log that stayed beside the new file would be taken for its own.
        for (const char* suffix : kBeside)
            if (isThere(with(project, suffix)))
                move(with(project, suffix), with(aside, suffix));
        if (!linked)
            move(project, aside);
    }
    move(part, project);
    syncName(project);
    return aside;
}

} // namespace touchstone
