#include "core/workflow/copy_pages.h"
#include "core/workflow/project_state.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

Result<void> Project::saveCopy(const fs::path& path, Progress& progress)
{
    flush();
    std::error_code code;
    if (fs::exists(path, code) && fs::equivalent(path, m_state->path, code))
        return Error{ErrorCode::Refused, "This is the open project itself. Choose another name.", pathToUtf8(path)};
    fs::path part = path;
    part += ".part";
    fs::remove(part, code);
    const auto copyFrom = [&](Connection& from) -> Result<void> {
        // The copy reads one moment: a transaction of its own keeps it while others write.
        const Transaction snapshot(from, false);
        from.number("SELECT count(*) FROM project");
        auto to = Connection::open(part, Access::Write, true);
        if (!copyPages(from, *to, &progress))
            return Error{ErrorCode::Cancelled, "Cancelled. No copy was made.", {}};
        to->run("PRAGMA journal_mode=DELETE");
        if (to->text("PRAGMA quick_check(1)") != "ok")
            return Error{ErrorCode::Corrupt, "The copy did not pass its check and was removed.", pathToUtf8(path)};
        return {};
    };
    const auto copied = guarded([&]() -> Result<void> {
        Writer* const writer = m_state->writing;
        if (!writer || writer->storage().kind != StorageState::Kind::Away)
            return copyFrom(*m_state->readWhereItLies());
        // Of a file that was deleted only the writer still has hold.
        Result<void> result;
        writer->callAlways([&](Connection& db) { result = copyFrom(db); });
        return result;
    });
    const Result<void> result = copied ? *copied : Result<void>(copied.error());
    if (!result) {
        fs::remove(part, code);
        return result;
    }
    syncFile(part);
    fs::rename(part, path, code);
    if (code) {
        fs::remove(part, code);
        return Error{ErrorCode::Io, "The copy cannot be given its name.", pathToUtf8(path)};
    }
    syncFolder(fs::absolute(path).parent_path());
    if (fs::absolute(path).parent_path() == m_state->path.parent_path())
        return {};

    // In another folder, roots that were stored relative to the project would point beside the pictures.
    auto copy = open(path, Mode::ReadWrite, myName());
    if (!copy)
        return copy.error();
    auto reader = (*copy)->reader();
    if (!reader)
        return reader.error();
    const auto roots = (*reader)->roots();
    if (!roots)
        return roots.error();
    Edit edit{EditId::create(), {}, "Point a copy at its pictures", {}, {}};
    for (const MediaRoot& root : *roots) {
        const fs::path folder = rootFolder(root.id);
        const auto revision = (*reader)->revisionOf(root.id.uuid);
        if (root.path.empty() || pathFromUtf8(root.path).is_absolute() || !revision)
            continue;
        edit.changes.push_back({root, MediaRoot{root.id, pathToUtf8(folder)}, {}, *revision});
    }
    reader->reset();
    if (edit.isEmpty())
        return {};
    const auto pointed = (*copy)->applyNow(std::move(edit));
    return pointed ? Result<void>() : Result<void>(pointed.error());
}

} // namespace touchstone
