#include <future>

#include "core/store/append.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/project_state.h"

namespace touchstone {
namespace {

/// Queues work that answers with a receipt, and tells what became of it.
template <class Work>
void queue(Writer* writer, const std::string& reason, Project::Done done, Work work)
{
    if (!writer) {
        if (done)
            done(readOnlyError(reason));
        return;
    }
    writer->post([done = std::move(done), work = std::move(work)](Connection& connection) {
        Result<Receipt> result = guarded([&] { return work(connection); });
        if (done)
            done(std::move(result));
    });
}

template <class Start>
Result<Receipt> waitFor(Start start)
{
    std::promise<Result<Receipt>> promise;
    auto future = promise.get_future();
    start([&promise](Result<Receipt> result) { promise.set_value(std::move(result)); });
    return future.get();
}

} // namespace

void Project::apply(Commit commit, Done done)
{
    State* state = m_state.get();
    queue(state->writing, state->reasonToRead(), std::move(done),
          [state, commit = std::move(commit)](Connection& db) { return state->commit(db, commit); });
}

void Project::undo(const Scope& scope, Done done)
{
    State* state = m_state.get();
    queue(state->writing, state->reasonToRead(), std::move(done),
          [state, scope](Connection& db) { return state->undo(db, scope); });
}

void Project::redo(const Scope& scope, Done done)
{
    State* state = m_state.get();
    queue(state->writing, state->reasonToRead(), std::move(done),
          [state, scope](Connection& db) { return state->redo(db, scope); });
}

Result<Receipt> Project::applyNow(Commit commit)
{
    return waitFor([&](Done done) { apply(std::move(commit), std::move(done)); });
}

Result<Receipt> Project::undoNow(const Scope& scope)
{
    return waitFor([&](Done done) { undo(scope, std::move(done)); });
}

Result<Receipt> Project::redoNow(const Scope& scope)
{
    return waitFor([&](Done done) { redo(scope, std::move(done)); });
}

Result<UndoState> Project::undoState(const Scope& scope)
{
    if (!m_state->writing)
        return UndoState{};
    UndoState result;
    const auto asked = guarded([&] {
        m_state->writing.load()->call([&](Connection& db) {
            const EditTail tail = tailOf(db, scopeKey(db, scope), m_state->myKey);
            if (tail.undoNext)
                result.undoText = editHead(db, tail.undoNext).text;
            if (tail.redoNext)
                result.redoText = editHead(db, tail.redoNext).text;
        });
    });
    if (!asked)
        return asked.error();
    return result;
}

void Project::saveDraft(const ItemId& item, std::string tool, std::string body)
{
    State* state = m_state.get();
    if (!state->writing)
        return;
    state->writing.load()->post([state, item, tool = std::move(tool), body = std::move(body)](Connection& db) {
        const std::int64_t key = itemKey(db, item);
        if (key == 0)
            return;
        Transaction transaction(db);
        state->ensureMember(db);
        if (body.empty()) {
            db.cached("DELETE FROM draft WHERE item=?1 AND author=?2").bind(1, key).bind(2, state->myKey).run();
            transaction.commit();
            return;
        }
        db.cached("INSERT INTO draft (item, author, tool, body) VALUES (?1, ?2, ?3, ?4) "
                  "ON CONFLICT (item, author) DO UPDATE SET tool=excluded.tool, body=excluded.body")
            .bind(1, key)
            .bind(2, state->myKey)
            .bind(3, tool)
            .bind(4, body)
            .run();
        transaction.commit();
    });
}

void Project::saveFacts(const ItemId& item, std::int64_t width, std::int64_t height, int orientation,
                        std::int64_t bytes, std::optional<Sha256> hash)
{
    if (!m_state->writing)
        return;
    m_state->writing.load()->post([item, width, height, orientation, bytes, hash](Connection& db) {
        Statement& update =
            db.cached("UPDATE medium SET width=coalesce(width, ?2), height=coalesce(height, ?3), "
                      "orientation=coalesce(orientation, ?4), bytes=coalesce(bytes, ?5), hash=coalesce(hash, ?6) "
                      "WHERE key=(SELECT medium FROM item WHERE uuid=?1)");
        update.bind(1, item.uuid).bind(2, width).bind(3, height).bind(4, orientation).bind(5, bytes);
        if (hash)
            update.bindBlob(6, hash->data(), hash->size());
        update.run();
    });
}

void Project::saveFacts(std::vector<FileFacts> facts)
{
    if (!m_state->writer || facts.empty())
        return;
    m_state->writer->post([facts = std::move(facts)](Connection& db) {
        Transaction transaction(db);
        for (const FileFacts& fact : facts) {
            // Only of the file that is recorded: a different one was told apart before, or an Edit came between.
            Statement& update = db.cached(
                "UPDATE medium SET width=coalesce(width, ?2), height=coalesce(height, ?3), "
                "orientation=coalesce(orientation, ?4), bytes=coalesce(bytes, ?5), hash=coalesce(hash, ?6), modified=?7 "
                "WHERE uuid=?1 AND (bytes IS NULL OR bytes=?5) AND (hash IS NULL OR hash=?6)");
            update.bind(1, fact.medium.uuid)
                .bindKey(2, fact.content.width)
                .bindKey(3, fact.content.height)
                .bindKey(4, fact.content.orientation)
                .bind(5, fact.content.bytes);
            if (fact.content.hash)
                update.bindBlob(6, fact.content.hash->data(), fact.content.hash->size());
            update.bindKey(7, fact.modified).run();
        }
        transaction.commit();
    });
}

void Project::flush()
{
    if (m_state->writing)
        m_state->writing.load()->call([](Connection&) {});
}

std::int64_t Project::pending() const
{
    return m_state->writing ? m_state->writing.load()->queued() : 0;
}

} // namespace touchstone
