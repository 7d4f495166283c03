#include "core/store/append.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/project_state.h"

namespace touchstone {
namespace {

Error refused(std::string message)
{
    return {ErrorCode::Refused, std::move(message), {}};
}

bool takesBackSource(const Change& change)
{
    const auto* before = change.before ? std::get_if<Source>(&*change.before) : nullptr;
    return before && before->state == SourceState::Published;
}

void refuseIfWorkStands(Connection& connection, std::int64_t source)
{
    // A working layer that equals its base, and tasks that were only claimed, do not count as work.
    Statement works(
        connection,
        "SELECT count(DISTINCT i.key), min(m.path) FROM item i JOIN medium m ON m.key=i.medium "
        "WHERE EXISTS (SELECT 1 FROM layer l LEFT JOIN layer b ON b.key=l.base LEFT JOIN source s ON s.key=l.source "
        "WHERE l.item=i.key AND coalesce(l.source, 0)<>?1 AND (l.source IS NULL OR s.state='published') "
        "AND (i.source=?1 OR b.source=?1) AND (l.source IS NOT NULL OR l.confirmed_empty OR EXISTS ("
        "SELECT 1 FROM annotation a JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
        "LEFT JOIN annotation_rev o ON o.annotation=a.based_on AND o.rev=a.based_on_rev "
        "WHERE a.layer=l.key AND NOT ((o.rev IS NOT NULL AND r.rev=1) OR (r.body IS o.body AND r.label IS o.label))))) "
        "OR (i.source=?1 AND EXISTS (SELECT 1 FROM task t WHERE t.item=i.key "
        "AND t.state NOT IN ('unassigned', 'assigned', 'in_progress')))");
    if (works.bind(1, source).step() && works.integer(0) > 0)
        throw StoreFailure{refused("Later work stands on this import: " + std::to_string(works.integer(0)) +
                                   " items have been worked on since, the first is " + works.string(1) + ".")};
}

/// Taking back an import hides its source; it is refused while anybody's work stands on what it brought.
void retireSources(Connection& connection, std::vector<Change>& changes)
{
    std::int64_t source = 0;
    for (Change& change : changes) {
        if (!takesBackSource(change))
            continue;
        Source retired = std::get<Source>(*change.before);
        retired.state = SourceState::Retired;
        source = keyOf(connection, ObjectKind::Source, retired.id.uuid);
        change.after = std::move(retired);
        refuseIfWorkStands(connection, source);
    }
    if (source == 0)
        return;
    for (const Change& change : changes) {
        const auto* label = change.before && !change.after ? std::get_if<Label>(&*change.before) : nullptr;
        if (!label)
            continue;
        // Kept counts tell at once that nobody else uses it; otherwise untouched copies are told apart.
        Statement others(connection, "SELECT 1 FROM use_count WHERE label=?2 AND source<>?1 AND present>0");
        others.bind(1, source).bind(2, keyOf(connection, ObjectKind::Label, label->id.uuid));
        if (!others.step())
            continue;
        Statement uses(connection, "SELECT count(*) FROM annotation a JOIN layer l ON l.key=a.layer "
                                   "LEFT JOIN source s ON s.key=l.source WHERE a.label=?2 "
                                   "AND coalesce(l.source, 0)<>?1 AND a.kind IS NOT NULL "
                                   "AND (l.source IS NULL OR s.state='published') "
                                   "AND NOT EXISTS (SELECT 1 FROM annotation_rev r, annotation_rev o "
                                   "WHERE r.annotation=a.key AND r.rev=a.rev AND o.annotation=a.based_on "
                                   "AND o.rev=a.based_on_rev "
                                   "AND (r.rev=1 OR (r.body IS o.body AND r.label IS o.label)))");
        uses.bind(1, source).bind(2, keyOf(connection, ObjectKind::Label, label->id.uuid));
        if (uses.step() && uses.integer(0) > 0)
            throw StoreFailure{refused("Later work stands on this import: " + std::to_string(uses.integer(0)) +
                                       " other annotations use its label " + label->name + ".")};
    }
}

} // namespace

Receipt Project::State::undo(Connection& connection, const Scope& scope)
{
    Transaction transaction(connection);
    const EditTail tail = tailOf(connection, scopeKey(connection, scope), myKey);
    if (tail.undoNext == 0)
        throw StoreFailure{{ErrorCode::NotFound, "There is nothing to undo here.", {}}};
    const EditHead head = editHead(connection, tail.undoNext);
    const std::vector<std::int64_t> step = undoStep(connection, tail.undoNext);
    Edit edit{EditId::create(), scope, head.text, {}, inverseChanges(connection, step)};
    retireSources(connection, edit.changes);
    applyRules(connection, edit, EditKind::Undo);
    const std::int64_t before = tailBefore(connection, step.back()).undoNext;
    Receipt receipt = store(connection, std::move(edit), EditKind::Undo, tail.undoNext, before, 0, head.text);
    transaction.commit();
    definitionsChanged(connection, receipt.edit);
    return receipt;
}

Receipt Project::State::redo(Connection& connection, const Scope& scope)
{
    Transaction transaction(connection);
    const EditTail tail = tailOf(connection, scopeKey(connection, scope), myKey);
    if (tail.redoNext == 0)
        throw StoreFailure{{ErrorCode::NotFound, "There is nothing to redo here.", {}}};
    const EditHead head = editHead(connection, tail.redoNext);
    Edit edit{EditId::create(), scope, head.text, {}, inverseChanges(connection, {tail.redoNext})};
    applyRules(connection, edit, EditKind::Redo);
    const std::int64_t before = tailBefore(connection, tail.redoNext).redoNext;
    Receipt receipt = store(connection, std::move(edit), EditKind::Redo, tail.redoNext, 0, before, head.text);
    transaction.commit();
    definitionsChanged(connection, receipt.edit);
    return receipt;
}

} // namespace touchstone
