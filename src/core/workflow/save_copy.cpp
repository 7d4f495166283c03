#include "core/workflow/copy_pages.h"
#include "core/workflow/project_state.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void failed(ErrorCode code, const char* message, const fs::path& path)
{
    throw StoreFailure{{code, message, pathToUtf8(path)}};
}

void copyOneMoment(Connection& from, const fs::path& part, const fs::path& path, Progress& progress)
{
    // A transaction of its own keeps the moment while others write.
    const Transaction snapshot(from, false);
    from.number("SELECT count(*) FROM project");
    const auto to = Connection::open(part, Access::Write, true);
    if (!copyPages(from, *to, &progress))
        throw StoreFailure{{ErrorCode::Cancelled, "Cancelled. No copy was made.", {}}};
    to->run("PRAGMA journal_mode=DELETE");
    if (to->text("PRAGMA integrity_check(1)") != "ok")
        failed(ErrorCode::Corrupt, "The copy did not pass its check and was removed.", path);
}

void removePart(const fs::path& part)
{
    std::error_code code;
    for (const char* suffix : {"", "-journal", "-wal", "-shm", "-lock", "-reserve"})
        fs::remove(part.string() + suffix, code);
}

/// In another folder, roots that are stored relative to the project would point beside the pictures.
Edit rootsFrom(const Project& project, Reader& reader)
{
    Edit edit{EditId::create(), {}, "Point a copy at its pictures", {}, {}};
    const auto roots = reader.roots();
    if (!roots)
        throw StoreFailure{roots.error()};
    for (const MediaRoot& root : *roots) {
        const fs::path folder = project.rootFolder(root.id);
        const auto revision = reader.revisionOf(root.id.uuid);
        if (root.path.empty() || pathFromUtf8(root.path).is_absolute() || !revision)
            continue;
        edit.changes.push_back({root, MediaRoot{root.id, pathToUtf8(folder)}, {}, *revision});
    }
    return edit;
}

} // namespace

Result<SavedCopy> Project::saveCopy(const fs::path& path, Progress& progress, const std::vector<Commit>& unstored)
{
    Writer* const writer = m_state->writing;
    if (writer)
        writer->callAlways([writer](Connection&) { writer->look(); });
    std::error_code code;
    if (fs::exists(path, code) && fs::equivalent(path, m_state->path, code))
        return Error{ErrorCode::Refused, "This is the open project itself. Choose another name.", pathToUtf8(path)};
    fs::path part = path;
    part += ".part";
    removePart(part);
    const auto saved = guarded([&] {
        // On a share no database is opened: the copy is made here and goes there as a file.
        std::unique_ptr<PrivateCopy> here;
        if (!fileSystemOf(path).share.empty()) {
            const std::uintmax_t bytes = fs::file_size(m_state->file(), code);
            here = PrivateCopy::ofNothing(code ? 0 : bytes);
        }
        const fs::path& made = here ? here->file() : part;
        if (writer && writer->storage().kind == StorageState::Kind::Away)
            // Of a file that was deleted only the writer still has hold.
            writer->callAlways([&](Connection& db) { copyOneMoment(db, made, path, progress); });
        else
            copyOneMoment(*m_state->readWhereItLies(), made, path, progress);
        SavedCopy result = complete(made, fs::absolute(path).parent_path() != m_state->path.parent_path(), unstored);
        if (here)
            fs::copy_file(here->file(), part);
        if (!syncFile(part))
            failed(ErrorCode::Io, "The copy cannot be brought onto the disk.", path);
        fs::rename(part, path, code);
        if (code)
            failed(ErrorCode::Io, "The copy cannot be given its name.", path);
        syncName(path);
        return result;
    });
    removePart(part);
    return saved;
}

SavedCopy Project::complete(const fs::path& made, bool elsewhere, const std::vector<Commit>& unstored) const
{
    SavedCopy result;
    if (!elsewhere && unstored.empty())
        return result;
    auto copy = open(made, Mode::ReadWrite, myName());
    if (!copy)
        throw StoreFailure{copy.error()};
    State& state = *(*copy)->m_state;
    // Somebody who is not in the file yet is the same one in both.
    if (state.myKey == 0)
        state.me = m_state->me;
    for (const Commit& commit : unstored) {
        const auto stored = (*copy)->applyNow(commit);
        if (stored)
            ++result.added;
        else
            result.lacking.push_back("\"" + commit.edit.text + "\" is not in the copy: " + stored.error().text());
    }
    if (elsewhere) {
        auto reader = (*copy)->reader();
        if (!reader)
            throw StoreFailure{reader.error()};
        Edit edit = rootsFrom(*this, **reader);
        reader->reset();
        const auto pointed = edit.isEmpty() ? Result<Receipt>(Receipt{}) : (*copy)->applyNow(std::move(edit));
        if (!pointed)
            result.lacking.push_back("The copy does not know where its pictures are: " + pointed.error().text());
    }
    return result;
}

} // namespace touchstone
