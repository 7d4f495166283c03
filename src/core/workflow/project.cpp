#include "touchstone/workflow/project.h"

#include "core/workflow/project_state.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace fs = std::filesystem;

Error readOnlyError(const std::string& reason)
{
    return {ErrorCode::Refused,
            reason.empty() ? "The project is open for reading only." : "The project is open for reading only: " + reason,
            {}};
}

Project::Project(std::unique_ptr<State> state) : m_state(std::move(state)) {}

Project::~Project() = default;

const fs::path& Project::path() const
{
    return m_state->path;
}

bool Project::isReadOnly() const
{
    return m_state->writing == nullptr;
}

const std::string& Project::readOnlyReason() const
{
    return m_state->reasonToRead();
}

const std::string& Project::networkShare() const
{
    return m_state->disk.share;
}

const std::string& Project::syncedBy() const
{
    return m_state->synced;
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
    const auto connect = [state = m_state.get()] { return state->readWhereItLies(); };
    return guarded([&] { return std::make_unique<Reader>(connect(), connect); });
}

fs::path Project::rootFolder(const RootId& root) const
{
    const std::lock_guard lock(m_state->mutex);
    const auto it = m_state->definitions.roots.find(root);
    if (it == m_state->definitions.roots.end() || it->second.empty())
        return {};
    const fs::path folder = pathFromUtf8(it->second);
    return folder.is_absolute() ? folder : (m_state->home / folder).lexically_normal();
}

std::string Project::storedFolder(const fs::path& folder) const
{
    return m_state->storedFolder(folder);
}

std::string Project::State::storedFolder(const fs::path& folder) const
{
    std::error_code code;
    fs::path real = fs::weakly_canonical(folder, code);
    if (code)
        real = fs::absolute(folder);
    const fs::path relative = real.lexically_relative(path.parent_path());
    // Far away, an absolute path survives a moved project better than a row of "..".
    const auto ups = std::count(relative.begin(), relative.end(), "..");
    return pathToUtf8(relative.empty() || ups > 3 ? real : relative);
}

bool Project::readersAreAsked() const
{
    return !m_state->copy && FileLock::asksReaders(m_state->path);
}

fs::path Project::mediaPath(const Item& item) const
{
    return item.placeRoot ? mediaPath(item.placeRoot, item.placePath) : mediaPath(item.root, item.path);
}

fs::path Project::mediaPath(const MediumRow& medium) const
{
    return medium.placeRoot ? mediaPath(medium.placeRoot, medium.placePath) : mediaPath(medium.root, medium.path);
}

fs::path Project::mediaPath(const RootId& root, const std::string& path) const
{
    const fs::path folder = rootFolder(root);
    const auto relative = safeRelativePath(path);
    // A path that would leave its root comes only from a file that was tampered with.
    return folder.empty() || !relative ? fs::path() : folder / pathFromUtf8(*relative);
}

} // namespace touchstone
