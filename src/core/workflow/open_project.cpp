#include "core/store/append.h"
#include "core/store/bulk_append.h"
#include "core/store/edit_hash.h"
#include "core/store/load.h"
#include "core/workflow/check_file.h"
#include "core/workflow/copy_pages.h"
#include "core/workflow/migrate.h"
#include "core/workflow/open_file.h"
#include "core/workflow/project_state.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

Error at(ErrorCode code, std::string message, const fs::path& path)
{
    return {code, std::move(message), pathToUtf8(path)};
}

std::int64_t findMember(Connection& connection, const std::string& name)
{
    Statement query(connection, "SELECT key FROM member WHERE name=?1 ORDER BY key LIMIT 1");
    return query.bind(1, name).step() ? query.integer(0) : 0;
}

} // namespace

Result<std::unique_ptr<Project>> Project::create(const fs::path& path, const std::string& name,
                                                 const std::string& memberName)
{
    std::error_code code;
    if (fs::exists(fs::symlink_status(path, code)))
        return at(ErrorCode::Refused, "There is already a file of this name. Choose another name.", path);
    if (const std::string share = fileSystemOf(path).share; !share.empty())
        return at(ErrorCode::Refused, noProjectOn(share), path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, code))
        return at(ErrorCode::NotFound, "The folder of the project does not exist.", path);
    if (!isValidUtf8(name) || !isValidUtf8(memberName) || memberName.empty())
        return at(ErrorCode::InvalidInput, "Names of projects and people are text in UTF-8.", path);

    auto state = std::make_unique<State>();
    state->path = fs::absolute(path);
    state->lock = FileLock::tryTake(state->path);
    if (!state->lock)
        return mayWrite(folder / ".") ? at(ErrorCode::Refused, "Another program is making this file just now.", path)
                                      : at(ErrorCode::Refused, "The folder cannot be written.", path);
    // Looked at again under the lock: what is there now is somebody else's and not ours to remove.
    if (fs::exists(fs::symlink_status(path, code)))
        return at(ErrorCode::Refused, "There is already a file of this name. Choose another name.", path);
    const auto made = guarded([&] {
        auto connection = Connection::open(state->path, Access::Write, true);
        Transaction transaction(*connection);
        applySchema(*connection, 0);
        const Member member{MemberId::create(), memberName, "lead"};
        const ProjectInfo info{ProjectId::create(), name, ReviewMode::None};
        // The first edit is its author's own birth, so the row must be there before it.
        Statement(*connection, "INSERT INTO member (uuid) VALUES (?1)").bind(1, member.id.uuid).run();
        EditRow row;
        row.id = EditId::create();
        row.author = keyOf(*connection, ObjectKind::Member, member.id.uuid);
        row.session = state->session;
        row.scope = scopeKey(*connection, {});
        row.text = "Create the project";
        row.at = now();
        const std::int64_t seq = insertEdit(*connection, row);
        appendChange(*connection, seq, {std::nullopt, member, {}, 0});
        appendChange(*connection, seq, {std::nullopt, info, {}, 0});
        sealEdit(*connection, seq);
        transaction.commit();
        syncName(state->path);
    });
    if (!made) {
        fs::remove(state->path, code);
        return made.error();
    }
    state->lock.reset();
    return open(path, Mode::ReadWrite, memberName);
}

Result<std::unique_ptr<Project>> Project::open(const fs::path& path, Mode mode, const std::string& memberName,
                                               const OpenOptions& options)
{
    if (const auto looks = looksLikeProject(path); !looks)
        return looks.error();
    if (!isValidUtf8(memberName))
        return at(ErrorCode::InvalidInput, "The name of a person is text in UTF-8.", path);
    PrivateCopy::removeLeftOver();
    auto state = std::make_unique<State>();
    std::error_code code;
    state->path = fs::canonical(path, code);
    if (code)
        state->path = fs::absolute(path);
    state->disk = fileSystemOf(state->path);
    state->synced = touchstone::syncedBy(state->path);
    state->home = options.home.empty() ? state->path.parent_path() : options.home;
    const auto opened = guarded([&] { state->open(mode, memberName, options); });
    if (!opened) {
        Error error = opened.error();
        if (error.where.empty())
            error.where = pathToUtf8(path);
        return error;
    }
    return std::unique_ptr<Project>(new Project(std::move(state)));
}

void Project::State::open(Mode mode, const std::string& memberName, const OpenOptions& options)
{
    const bool wantsToWrite = mode == Mode::ReadWrite;
    bool unclean = wantsToWrite ? endedUncleanly(path) : hasLeftovers(path);
    if (!disk.share.empty())
        readOnlyReason = readOnlyOn(disk.share);
    else if (wantsToWrite || unclean)
        takeLock();
    bool writable = wantsToWrite && lock;
    std::unique_ptr<Connection> connection;
    if (lock) {
        connection = Connection::open(path, Access::Write, false);
        const FileKind kind = kindOrFail(*connection, path);
        const bool later = options.checkLater && writable && kind == FileKind::Current;
        if (kind == FileKind::Newer) {
            readOnlyReason = kNewerProject;
            writable = false;
        } else {
            findDamage(*connection, unclean && !later, options.progress);
            unclean = unclean && later;
            writable = writable && damage.empty();
        }
        if (writable && kind == FileKind::Older) {
            connection.reset();
            writable = bringUpToDate(options);
            if (writable)
                connection = Connection::open(path, Access::Write, false);
        }
        if (!writable && connection)
            leave(std::move(connection), kind);
    }
    if (!writable) {
        lock.reset();
        connection = openToRead(wantsToWrite, options.progress);
    }
    loadDefinitions(*connection);
    // Whatever the clock says, what is made from here on comes after what is there.
    for (const char* newest : {"SELECT max(uuid) FROM edit", "SELECT max(uuid) FROM annotation"}) {
        Statement query(*connection, newest);
        if (query.step())
            raiseUuidFloor(query.uuid(0));
    }
    myName = memberName;
    myKey = findMember(*connection, memberName);
    // Somebody new is added with the first thing they do: looking changes nothing.
    me = myKey ? MemberId{uuidOf(*connection, ObjectKind::Member, myKey)} : MemberId::create();
    damaged = !damage.empty();
    if (writable && unclean) {
        // Closed before the check, it stays as it is, to be checked next time.
        sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        unchecked = std::move(connection);
        awaitsCheck = true;
    } else if (writable)
        beginWriting(std::move(connection));
}

void Project::State::takeLock()
{
    if (!mayWrite(path)) {
        readOnlyReason = disk.readOnly ? "it lies on a disk that cannot be written."
                                       : "the file or its folder may not be written.";
        return;
    }
    lock = FileLock::tryTake(path);
    if (lock)
        return;
    const std::string holder = FileLock::holder(path);
    readOnlyReason = holder.empty() ? "another program has it open." : "it is open by " + holder + ".";
}

void Project::State::findDamage(Connection& connection, bool wholly, Progress* progress)
{
    // What stops the check itself is damage too, and the end of it.
    const auto found = guarded([&] { return wholly ? checkWhole(connection, progress) : checkTails(connection); });
    if (found)
        damage = *found;
    else if (found.error().code == ErrorCode::Corrupt)
        damage = {found.error().message};
    else
        throw StoreFailure{found.error()};
    if (!damage.empty())
        damageReason = "it is damaged. " + damage.front();
}

bool Project::State::bringUpToDate(const OpenOptions& options)
{
    const auto done = guarded([&] { return migrateProject(path, options.progress, options.copyToUpdateFrom); });
    if (done) {
        notes.push_back(*done);
        return true;
    }
    if (done.error().code == ErrorCode::Cancelled)
        throw StoreFailure{done.error()};
    if (done.error().code == ErrorCode::Corrupt) {
        damage = {done.error().message};
        damageReason = "it is damaged. " + damage.front();
    } else {
        readOnlyReason = "it could not be brought up to date. " + done.error().message;
    }
    return false;
}

void Project::State::leave(std::unique_ptr<Connection> connection, FileKind kind) const
{
    // A damaged file is left as it is. Else what was mended after a crash is one whole again, also for readers
    // without rights.
    if (!damage.empty() || kind == FileKind::Newer)
        sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    else
        sqlite3_exec(connection->handle(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
}

void Project::State::beginWriting(std::unique_ptr<Connection> connection)
{
    sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    // Some tenths of a second at most; what is more goes while nobody else writes (docs/file_format.md).
    constexpr int stepsAtOnce = 12;
    auto left = std::make_unique<PendingPurge>(*connection);
    if (left->some(*connection, stepsAtOnce))
        purge = std::move(left);
    writer = std::make_unique<Writer>(std::move(connection), [this](bool ask) {
        if (lock)
            lock->askReaders(ask);
    });
    writing = writer.get();
    if (purge)
        writer->setSpareWork([this](Connection& db) { return purgeStep(db); });
    std::function<void(const StorageState&)> changed;
    {
        const std::lock_guard guard(mutex);
        changed = storageChanged;
    }
    if (changed)
        writer->watchStorage(std::move(changed));
}

bool Project::State::purgeStep(Connection& connection)
{
    // After a slice that was not stored, what was taken out is not known: the next opening looks.
    if (purge && (writing.load()->lostSlices() > 0 || !purge->step(connection)))
        purge.reset();
    return purge != nullptr;
}

void Project::State::takeOut(const std::function<bool(Connection&)>& step)
{
    const std::int64_t lost = writer->lostSlices();
    for (bool more = true; more && writer->lostSlices() == lost;)
        writer->callBulk([&](Connection& db) { more = step(db); });
}

const std::string& Project::State::reasonToRead() const
{
    static const std::string checking = "it was not closed properly and is being checked.";
    return awaitsCheck ? checking : damaged ? damageReason : readOnlyReason;
}

bool Project::awaitsCheck() const
{
    return m_state->awaitsCheck;
}

const std::vector<std::string>& Project::damage() const
{
    static const std::vector<std::string> none;
    return m_state->damaged ? m_state->damage : none;
}

const std::vector<std::string>& Project::notes() const
{
    return m_state->notes;
}

Result<void> Project::check(Progress& progress)
{
    State& state = *m_state;
    if (!state.awaitsCheck)
        return {};
    return guarded([&] {
        auto connection = Connection::open(state.path, Access::Read, false);
        state.findDamage(*connection, true, &progress);
        connection.reset();
        if (state.damage.empty()) {
            state.beginWriting(std::move(state.unchecked));
        } else {
            state.leave(std::move(state.unchecked), FileKind::Current);
            state.damaged = true;
        }
        state.awaitsCheck = false;
    });
}

} // namespace touchstone
