#include "touchstone/workflow/project.h"

#include <unistd.h>

#include <fstream>

#include "core/store/append.h"
#include "core/store/bulk_append.h"
#include "core/store/load.h"
#include "core/store/schema.h"
#include "core/workflow/copy_pages.h"
#include "core/workflow/project_state.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

Error at(ErrorCode code, std::string message, const fs::path& path)
{
    return {code, std::move(message), pathToUtf8(path)};
}

Result<void> looksLikeProject(const fs::path& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status))
        return at(ErrorCode::NotFound, "There is no such file.", path);
    if (!fs::is_regular_file(status))
        return at(ErrorCode::InvalidInput, "This is not a Touchstone project, it is no file.", path);
    std::ifstream file(path, std::ios::binary);
    char head[16] = "";
    file.read(head, sizeof head);
    if (!file && !file.eof())
        return at(ErrorCode::Io, "The file cannot be read.", path);
    if (file.gcount() == 0)
        return at(ErrorCode::InvalidInput,
                  "The file is empty, so it is no Touchstone project. Look for a copy or make a new project.", path);
    static constexpr std::string_view kMagic("SQLite format 3\0", 16);
    if (file.gcount() < 16 || std::string_view(head, 16) != kMagic)
        return at(ErrorCode::InvalidInput, "This is not a Touchstone project.", path);
    return {};
}

bool hasLeftovers(const fs::path& path)
{
    std::error_code code;
    for (const char* suffix : {"-wal", "-journal"}) {
        fs::path other = path;
        other += suffix;
        if (fs::exists(other, code) && fs::file_size(other, code) > 0)
            return true;
    }
    return false;
}

bool mayWrite(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

/// Checks whose file it is, before anything else of it is used.
FileKind kindOrFail(Connection& connection, const fs::path& path)
{
    const FileKind kind = identify(connection);
    if (kind == FileKind::Foreign)
        throw StoreFailure{at(ErrorCode::InvalidInput,
                              "This is an SQLite file, but not a Touchstone project, or it was altered by another "
                              "program. It is left as it is.",
                              path)};
    return kind;
}

/// Recovers after a crash, brings the schema up to date and takes out what was never published.
void prepareForWriting(Connection& connection, const fs::path& path, bool unclean)
{
    if (unclean && connection.text("PRAGMA quick_check(1)") != "ok")
        throw StoreFailure{at(ErrorCode::Corrupt,
                              "The project file is damaged. It is left as it is; open a copy or a backup.", path)};
    if (connection.number("SELECT count(*) FROM source WHERE rev=0") > 0) {
        connection.run("PRAGMA foreign_keys=OFF");
        Transaction transaction(connection);
        purgePending(connection);
        transaction.commit();
        connection.run("PRAGMA foreign_keys=ON");
    }
}

std::int64_t findMember(Connection& connection, const std::string& name)
{
    Statement query(connection, "SELECT key FROM member WHERE name=?1 ORDER BY key LIMIT 1");
    return query.bind(1, name).step() ? query.integer(0) : 0;
}

} // namespace

Error readOnlyError(const std::string& reason)
{
    return {ErrorCode::Refused,
            reason.empty() ? "The project is open for reading only." : "The project is open for reading only: " + reason,
            {}};
}

Project::Project(std::unique_ptr<State> state) : m_state(std::move(state)) {}

Project::~Project() = default;

Result<std::unique_ptr<Project>> Project::create(const fs::path& path, const std::string& name,
                                                 const std::string& memberName)
{
    std::error_code code;
    if (fs::exists(fs::symlink_status(path, code)))
        return at(ErrorCode::Refused, "There is already a file of this name. Choose another name.", path);
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
                                      : at(ErrorCode::Io, "The folder cannot be written.", path);
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
    });
    if (!made) {
        fs::remove(state->path, code);
        return made.error();
    }
    syncFolder(state->path.parent_path());
    state->lock.reset();
    return open(path, Mode::ReadWrite, memberName);
}

Result<std::unique_ptr<Project>> Project::open(const fs::path& path, Mode mode, const std::string& memberName)
{
    if (const auto looks = looksLikeProject(path); !looks)
        return looks.error();
    if (!isValidUtf8(memberName))
        return at(ErrorCode::InvalidInput, "The name of a person is text in UTF-8.", path);
    auto state = std::make_unique<State>();
    std::error_code code;
    state->path = fs::canonical(path, code);
    if (code)
        state->path = fs::absolute(path);
    state->readOnly = mode == Mode::ReadOnly;
    const bool unclean = hasLeftovers(state->path);
    if (!state->readOnly || unclean) {
        if (!mayWrite(state->path))
            state->readOnlyReason = "the file or its folder may not be written.";
        else if (!(state->lock = FileLock::tryTake(state->path))) {
            const std::string holder = FileLock::holder(state->path);
            state->readOnlyReason =
                holder.empty() ? "another program has it open." : "it is open by " + holder + ".";
        }
        if (!state->lock)
            state->readOnly = true;
    }
    const auto opened = guarded([&] {
        std::unique_ptr<Connection> connection;
        if (state->lock) {
            connection = Connection::open(state->path, Access::Write, false);
        } else {
            const bool frozen = !mayWrite(state->path) && !unclean;
            connection = Connection::open(state->path, frozen ? Access::Immutable : Access::Read, false);
        }
        const FileKind kind = kindOrFail(*connection, state->path);
        if (kind == FileKind::Newer) {
            state->readOnly = true;
            state->readOnlyReason = "it was made by a newer Touchstone. Update this program to change it.";
        } else if (state->lock) {
            prepareForWriting(*connection, state->path, unclean);
        }
        if (mode == Mode::ReadOnly || state->readOnly) {
            // After a crash was mended here, the file is one whole again, also for readers without rights.
            if (state->lock && kind != FileKind::Newer)
                sqlite3_exec(connection->handle(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
            connection = nullptr;
            state->lock.reset();
            connection = Connection::open(
                state->path, mayWrite(state->path) || hasLeftovers(state->path) ? Access::Read : Access::Immutable,
                false);
        }
        state->loadDefinitions(*connection);
        state->myName = memberName;
        state->myKey = findMember(*connection, memberName);
        // Somebody new is added with the first thing they do: looking changes nothing.
        state->me = state->myKey ? MemberId{uuidOf(*connection, ObjectKind::Member, state->myKey)}
                                 : MemberId::create();
        if (!state->readOnly)
            state->writer = std::make_unique<Writer>(std::move(connection));
    });
    if (!opened) {
        Error error = opened.error();
        if (error.where.empty())
            error.where = pathToUtf8(path);
        return error;
    }
    auto project = std::unique_ptr<Project>(new Project(std::move(state)));
    return project;
}

const fs::path& Project::path() const
{
    return m_state->path;
}

bool Project::isReadOnly() const
{
    return m_state->readOnly;
}

const std::string& Project::readOnlyReason() const
{
    return m_state->readOnlyReason;
}

MemberId Project::me() const
{
    return m_state->me;
}

std::string Project::myName() const
{
    return m_state->myName;
}

ProjectInfo Project::info() const
{
    return m_state->info();
}

std::shared_ptr<const Ontology> Project::ontology() const
{
    return m_state->ontology();
}

std::int64_t Project::ontologyRevision(const LabelId& label) const
{
    const std::lock_guard lock(m_state->mutex);
    const auto it = m_state->definitions.labelRevisions.find(label);
    return it == m_state->definitions.labelRevisions.end() ? 0 : it->second;
}

Result<std::unique_ptr<Reader>> Project::reader() const
{
    return guarded([&] {
        const bool frozen = m_state->copy || (m_state->readOnly && !mayWrite(m_state->path) &&
                                              !hasLeftovers(m_state->path));
        return std::make_unique<Reader>(
            Connection::open(m_state->file(), frozen ? Access::Immutable : Access::Read, false));
    });
}

fs::path Project::rootFolder(const RootId& root) const
{
    const std::lock_guard lock(m_state->mutex);
    const auto it = m_state->definitions.roots.find(root);
    if (it == m_state->definitions.roots.end() || it->second.empty())
        return {};
    const fs::path folder = pathFromUtf8(it->second);
    return folder.is_absolute() ? folder : (m_state->path.parent_path() / folder).lexically_normal();
}

fs::path Project::mediaPath(const Item& item) const
{
    const fs::path folder = rootFolder(item.root);
    const auto relative = safeRelativePath(item.path);
    // A path that would leave its root comes only from a file that was tampered with.
    return folder.empty() || !relative ? fs::path() : folder / pathFromUtf8(*relative);
}

} // namespace touchstone
