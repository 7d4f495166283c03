// How a bulk addition begins.

#include "core/store/bulk_append.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/source_writer_state.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

// The pages of all indexes that rows go to at random stay in memory.
constexpr const char* kLargeCache = "PRAGMA cache_size=-64000";

} // namespace

Result<Project::SourceStart> Project::beginSource(const SourceRequest& request)
{
    State& project = *m_state;
    if (!project.writing)
        return readOnlyError(project.reasonToRead());
    if (!isValidUtf8(request.author))
        return Error{ErrorCode::InvalidInput, "The name of an author is text in UTF-8.", {}};
    if (project.sourceOpen.exchange(true))
        return Error{ErrorCode::Refused, "Another import is under way. Wait until it is done, or cancel it.", {}};
    // Ours until a writer takes it over.
    const auto release = [&project](void*) {
        project.writer->setAlone(false);
        project.sourceOpen = false;
    };
    std::unique_ptr<void, decltype(release)> claim(&project, release);
    auto state = std::make_unique<SourceWriter::State>(project);
    state->source = {SourceId::create(), request.format,       request.name, request.hash, request.options,
                     request.author,     request.role,         request.continueFrom,
                     SourceState::Pending, {},                 {}};
    state->page = request.page;
    std::optional<Source> existing;
    project.writer->setAlone(request.alone);
    const auto begun = guarded([&] {
        // What crashes left goes first: it must not meet the rows of another source.
        project.takeOut([&](Connection& db) { return project.purgeStep(db); });
        project.writer->call([&](Connection& db) {
            if (const std::int64_t key = findSource(db, state->source)) {
                const std::int64_t head = headOf(db, ObjectKind::Source, key);
                existing = std::get<Source>(*loadObject(db, ObjectKind::Source, key, head));
            }
        });
        if (existing)
            return;
        project.writer->callBulk([&](Connection& db) {
            db.run(kLargeCache);
            state->rows.begin(db, state->source, now());
            state->nextItem = state->rows.append()->firstItem();
            state->others = state->nextItem > 1;
            state->ontology = *project.ontology();
            for (const Label& label : state->ontology.labels)
                state->labelKeys[label.id] = keyOf(db, ObjectKind::Label, label.id.uuid);
            std::vector<std::pair<RootId, std::string>> roots;
            {
                const std::lock_guard guard(project.mutex);
                roots.assign(project.definitions.roots.begin(), project.definitions.roots.end());
            }
            for (const auto& [id, path] : roots) {
                const std::int64_t key = keyOf(db, ObjectKind::Root, id.uuid);
                state->rootKeys[id] = key;
                state->unlocated[key] = path.empty();
            }
        });
    });
    if (!begun)
        return begun.error();
    SourceStart start;
    if (existing && existing->state == SourceState::Retired) {
        // Exactly what retiring it took away comes back: its state, and labels and roots that it had brought.
        Edit edit{EditId::create(), {ScopeKind::Data, {}}, "Restore " + existing->name, {}, {}};
        const auto found = guarded([&] {
            project.writer->call([&](Connection& db) {
                Statement query(db, "SELECT r.edit FROM source s JOIN object_rev r ON r.kind='source' "
                                    "AND r.object=s.key AND r.rev=s.rev WHERE s.uuid=?1");
                if (listOf(*existing)) {
                    const std::int64_t key = keyOf(db, ObjectKind::Source, existing->id.uuid);
                    Source restored = *existing;
                    restored.state = SourceState::Published;
                    edit.changes.push_back({*existing, std::move(restored), {}, headOf(db, ObjectKind::Source, key)});
                    state->retireFormer(db, edit);
                } else if (query.bind(1, existing->id.uuid).step()) {
                    edit.changes = inverseChanges(db, {query.integer(0)});
                }
            });
        });
        if (!found)
            return found.error();
        if (auto applied = applyNow(std::move(edit)); !applied)
            return applied.error();
        existing->state = SourceState::Published;
    }
    if (existing)
        start.existing = std::move(existing);
    else {
        start.writer.reset(new SourceWriter(std::move(state)));
        claim.release();
    }
    return start;
}

} // namespace touchstone
