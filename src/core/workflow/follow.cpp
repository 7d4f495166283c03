// Going on with a project file that was moved while it was open.
#include <spdlog/spdlog.h>

#include "core/store/load.h"
#include "core/workflow/project_state.h"
#include "core/workflow/wait_for.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

Edit Project::State::relocation(Connection& connection) const
{
    Edit edit{EditId::create(), {}, "Point the project at its pictures", {}, {}};
    std::vector<std::pair<std::int64_t, std::int64_t>> heads;
    {
        Statement query(connection, "SELECT key, rev FROM root WHERE rev>0");
        while (query.step())
            heads.emplace_back(query.integer(0), query.integer(1));
    }
    for (const auto& [key, rev] : heads) {
        const auto value = loadObject(connection, ObjectKind::Root, key, rev);
        const MediaRoot* root = value ? &std::get<MediaRoot>(*value) : nullptr;
        const fs::path relative = root ? pathFromUtf8(root->path) : fs::path();
        if (relative.empty() || relative.is_absolute())
            continue;
        // Pictures that were moved along are found from the new folder as they were from the old one.
        std::error_code code;
        const fs::path folder = (home / relative).lexically_normal();
        if (!fs::exists(folder, code))
            continue;
        MediaRoot after{root->id, storedFolder(folder)};
        if (after != *root)
            edit.changes.push_back({*root, std::move(after), {}, rev});
    }
    return edit;
}

void Project::State::follow(Connection& connection, const fs::path& there)
{
    const bool moved = lock && lock->isOf(there);
    auto taken = moved ? nullptr : FileLock::tryTake(there);
    if (!moved && !taken)
        throw StoreFailure{{ErrorCode::Refused, "Another program has the project open at its new place.",
                            pathToUtf8(there)}};
    writing.load()->follow(there);
    path = there;
    if (taken)
        lock = std::move(taken);
    const auto stored = guarded([&] {
        const Edit edit = relocation(connection);
        nextHome = there.parent_path();
        if (edit.isEmpty())
            loadDefinitions(connection);
        else
            commit(connection, {edit, std::nullopt});
    });
    if (!stored) {
        // This window still knows the old folder; the next one says that the pictures are missing.
        nextHome.reset();
        spdlog::warn("The folders of pictures were not stored anew: {}", stored.error().text());
    }
}

void Project::follow(std::function<void(Result<void>)> done)
{
    m_state->ask(std::move(done), [state = m_state.get()](Connection& connection, Writer& writer) {
        writer.look();
        const StorageState storage = writer.storage();
        if (storage.kind != StorageState::Kind::Away)
            return;
        if (storage.movedTo.empty())
            throw StoreFailure{{ErrorCode::NotFound, storage.text, {}}};
        if (const std::string share = fileSystemOf(storage.movedTo).share; !share.empty())
            throw StoreFailure{{ErrorCode::Refused,
                                "The project was moved to a network share (" + share +
                                    "), where it cannot be changed. Put it back, or save a copy.",
                                pathToUtf8(storage.movedTo)}};
        state->follow(connection, storage.movedTo);
    });
}

Result<void> Project::followNow()
{
    return waitFor<void>([this](auto done) { follow(std::move(done)); });
}

} // namespace touchstone
