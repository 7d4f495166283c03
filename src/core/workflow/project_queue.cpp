#include "core/store/append.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/project_state.h"
#include "core/workflow/wait_for.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

Result<void> resultOf(const std::exception_ptr& failed)
{
    return guarded([&] {
        if (failed)
            std::rethrow_exception(failed);
    });
}

} // namespace

void Project::State::queue(Order order, Done done, std::function<Receipt(Connection&)> work)
{
    Writer* const open = writing;
    if (!open) {
        if (done)
            done(readOnlyError(reasonToRead()));
        return;
    }
    auto receipt = std::make_shared<std::optional<Receipt>>();
    open->post(
        [this, receipt, order, work = std::move(work)](Connection& connection) {
            if (order != Order::Free && held)
                throw StoreFailure{{ErrorCode::Refused, "It waits for a change before it that is not stored.", {}}};
            *receipt = work(connection);
        },
        [this, receipt, order, done = std::move(done)](std::exception_ptr failed) {
            const auto result = resultOf(failed);
            held = held || (!result && order == Order::InTurn);
            if (!done)
                return;
            if (result)
                done(std::move(**receipt));
            else
                done(result.error());
        });
}

void Project::State::ask(std::function<void(Result<void>)> done, std::function<void(Connection&, Writer&)> work)
{
    Writer* const open = writing;
    if (!open) {
        if (done)
            done(readOnlyError(reasonToRead()));
        return;
    }
    open->postAlways([open, work = std::move(work)](Connection& connection) { work(connection, *open); },
                     [done = std::move(done)](std::exception_ptr failed) {
                         if (done)
                             done(resultOf(failed));
                     });
}

void Project::apply(Commit commit, Done done, Order order)
{
    State* state = m_state.get();
    state->queue(order, std::move(done),
                 [state, commit = std::move(commit)](Connection& db) { return state->commit(db, commit); });
}

void Project::undo(const Scope& scope, Done done, Order order)
{
    State* state = m_state.get();
    state->queue(order, std::move(done), [state, scope](Connection& db) { return state->undo(db, scope); });
}

void Project::redo(const Scope& scope, Done done, Order order)
{
    State* state = m_state.get();
    state->queue(order, std::move(done), [state, scope](Connection& db) { return state->redo(db, scope); });
}

Result<Receipt> Project::applyNow(Commit commit)
{
    return waitFor<Receipt>([&](Done done) { apply(std::move(commit), std::move(done)); });
}

Result<Receipt> Project::undoNow(const Scope& scope)
{
    return waitFor<Receipt>([&](Done done) { undo(scope, std::move(done)); });
}

Result<Receipt> Project::redoNow(const Scope& scope)
{
    return waitFor<Receipt>([&](Done done) { redo(scope, std::move(done)); });
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
        if (body.empty()) {
            // Somebody who is not in the file yet has no draft in it.
            db.cached("DELETE FROM draft WHERE item=?1 AND author=?2").bind(1, key).bind(2, state->myKey).run();
            return;
        }
        Transaction transaction(db);
        KeepUntilStored member(state->myKey);
        state->ensureMember(db);
        db.cached("INSERT INTO draft (item, author, tool, body) VALUES (?1, ?2, ?3, ?4) "
                  "ON CONFLICT (item, author) DO UPDATE SET tool=excluded.tool, body=excluded.body")
            .bind(1, key)
            .bind(2, state->myKey)
            .bind(3, tool)
            .bind(4, body)
            .run();
        transaction.commit();
        member.stored();
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
    Writer* const writer = m_state->writing;
    if (!writer || facts.empty())
        return;
    writer->post([facts = std::move(facts)](Connection& db) {
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

void Project::resume(std::function<void(Result<void>)> done)
{
    m_state->ask(std::move(done), [state = m_state.get()](Connection& db, Writer& writer) {
        state->held = false;
        writer.look();
        if (writer.storage().kind != StorageState::Kind::Failing)
            return;
        writer.resume();
        // What was answered with an error may be stored after all.
        state->myKey = keyOf(db, ObjectKind::Member, state->me.uuid);
        state->loadDefinitions(db);
    });
}

Result<void> Project::resumeNow()
{
    return waitFor<void>([this](auto done) { resume(std::move(done)); });
}

StorageState Project::storageState() const
{
    Writer* const writer = m_state->writing;
    return writer ? writer->storage() : StorageState{};
}

void Project::watchStorage(std::function<void(const StorageState&)> changed)
{
    {
        // A project that is still being checked gets its writer later.
        const std::lock_guard guard(m_state->mutex);
        m_state->storageChanged = changed;
    }
    if (Writer* writer = m_state->writing)
        writer->watchStorage(std::move(changed));
}

void Project::lookAtStorage()
{
    if (Writer* writer = m_state->writing)
        writer->postAlways([writer](Connection&) { writer->look(); });
}

void Project::flush()
{
    if (Writer* writer = m_state->writing)
        writer->callAlways([](Connection&) {});
}

std::int64_t Project::pending() const
{
    return m_state->writing ? m_state->writing.load()->queued() : 0;
}

} // namespace touchstone
