// What follows each other: Edits, the undo behind them, and what waits for the writer's answers. The window
// does not.
#include <QPointer>

#include "app/session/project_session_state.h"
#include "app/session/text.h"

namespace touchstone {

namespace {

/// Longer than an undo takes when nothing holds the writer up, too short to be felt.
constexpr std::chrono::milliseconds kUnfelt(50);

} // namespace

WorkingLayer* ProjectSession::State::layerOf(const ItemId& item)
{
    if (working && working->item.id == item) {
        return &*working;
    }
    const auto it = left.find(item);
    return it == left.end() ? nullptr : &it->second.working;
}

void ProjectSession::State::leave(WorkingLayer layer, UndoState undoState)
{
    const ItemId item = layer.item.id;
    const bool isFront = working && working->item.id == item;
    if (!isFront && isBusy({ScopeKind::Item, item})) {
        left.insert_or_assign(item, Left{std::move(layer), std::move(undoState)});
    } else {
        ahead->dispose(std::move(layer));
    }
}

bool ProjectSession::State::openLeft(const ItemId& item)
{
    auto found = left.extract(item);
    if (!found) {
        return false;
    }
    std::optional<WorkingLayer> before = std::exchange(working, std::move(found.mapped().working));
    UndoState undoBefore = std::exchange(undo, std::move(found.mapped().undo));
    readDraft.reset();
    ticket = 0;
    const bool otherUndo = undo.undoText != undoBefore.undoText || undo.redoText != undoBefore.redoText;
    if (before) {
        leave(std::move(*before), std::move(undoBefore));
    }
    Q_EMIT q.itemOpened();
    if (otherUndo) {
        Q_EMIT q.undoStateChanged();
    }
    return true;
}

void ProjectSession::State::forgetLeft()
{
    if (!waiting.empty()) {
        return;
    }
    for (auto it = left.begin(); it != left.end();) {
        if (isBusy({ScopeKind::Item, it->first})) {
            ++it;
        } else {
            ahead->dispose(std::move(it->second.working));
            it = left.erase(it);
        }
    }
}

// Should the writer refuse what is on its way, the undo would take back the Edit before it. So it waits for
// the answer.
void ProjectSession::State::step(Step next)
{
    steps.push_back(std::move(next));
    takeSteps();
}

void ProjectSession::State::takeSteps()
{
    while (!steps.empty()) {
        const Step& next = steps.front();
        if (next.kind == Flight::Kind::Edit ? hasUndo(next.scope) : hasFlights(next.scope)) {
            return;
        }
        Step taken = std::move(steps.front());
        steps.pop_front();
        takeStep(std::move(taken));
    }
}

void ProjectSession::State::takeStep(Step step)
{
    if (step.kind == Flight::Kind::Edit) {
        // Also when something before it was refused: it is kept with that.
        if (WorkingLayer* layer = layerOf(step.scope.item)) {
            applyTo(*layer, std::move(step.edit));
        }
        return;
    }
    if (!refused.empty() || project->isReadOnly()) {
        Q_EMIT q.failed(q.whyNotEditable());
        return;
    }
    Flight flight;
    flight.id = nextFlight++;
    flight.kind = step.kind;
    flight.scope = step.scope;
    const int id = flight.id;
    flights.push_back(std::move(flight));
    ahead->invalidate();
    settleSave(0);
    if (step.kind == Flight::Kind::Redo) {
        project->redo(step.scope, doneFor(id), Project::Order::Behind);
    } else {
        project->undo(step.scope, doneFor(id), Project::Order::Behind);
    }
}

void ProjectSession::State::takeWaiting()
{
    while (!waiting.empty() && flights.empty() && steps.empty()) {
        const std::function<void()> then = std::move(waiting.front());
        waiting.pop_front();
        then();
    }
}

bool ProjectSession::State::settleWithin(const Scope& scope, std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (waitsForUndo(scope)) {
        {
            std::unique_lock lock(mailbox->mutex);
            if (!mailbox->came.wait_until(lock, until, [&] { return !mailbox->answers.empty(); })) {
                return false;
            }
        }
        q.takeAnswers();
    }
    return true;
}

void ProjectSession::settle()
{
    // An answer may let the next undo go.
    while (!m_state->flights.empty()) {
        m_state->project->flush();
        takeAnswers();
    }
}

void ProjectSession::whenSettled(QObject* guard, std::function<void()> then)
{
    m_state->waiting.push_back([guard = QPointer(guard), then = std::move(then)] {
        if (guard) {
            then();
        }
    });
    m_state->takeWaiting();
}

void ProjectSession::afterUndo(QObject* guard, std::function<void()> then)
{
    if (m_state->settleWithin(itemScope(), kUnfelt)) {
        then();
    } else {
        whenSettled(guard, std::move(then));
    }
}

bool ProjectSession::apply(Edit edit)
{
    WorkingLayer* layer = edit.scope.kind == ScopeKind::Item ? m_state->layerOf(edit.scope.item) : nullptr;
    if (!layer) {
        layer = m_state->working ? &*m_state->working : nullptr;
    }
    if (!layer) {
        return false;
    }
    if (!isEditable()) {
        Q_EMIT failed(whyNotEditable());
        return false;
    }
    if (edit.isEmpty()) {
        return true;
    }
    if (edit.id.isNull()) {
        edit.id = EditId::create();
    }
    edit.scope = {ScopeKind::Item, layer->item.id};
    // An undo that is on its way decides what this Edit stands on.
    if (m_state->waitsForUndo(edit.scope)) {
        if (!m_state->settleWithin(edit.scope, kUnfelt)) {
            const Scope scope = edit.scope;
            m_state->step({Flight::Kind::Edit, scope, std::move(edit)});
            return false;
        }
        layer = m_state->layerOf(edit.scope.item);
        if (!layer || !isEditable()) {
            return false;
        }
    }
    return m_state->applyTo(*layer, std::move(edit));
}

bool ProjectSession::State::applyTo(WorkingLayer& layer, Edit edit)
{
    const bool front = edit.scope == q.itemScope();
    if (touchesLayer(edit)) {
        if (const auto fits = layer.content.apply(edit); !fits) {
            Q_EMIT q.failed(toQt(fits.error().text()));
            return false;
        }
    }
    // An item that is done or skipped as it stands: its Edit already counts on the start of the task.
    const bool standsOnStart =
        std::any_of(edit.changes.begin(), edit.changes.end(), [&](const Change& change) {
            return change.before && std::holds_alternative<Task>(*change.before) &&
                   change.baseRevision > layer.taskRevision;
        });
    const bool starts = layer.start && (touchesLayer(edit) || standsOnStart);
    // The next Edit may stand on what the rules make of this one.
    const Edit foreseen{{}, edit.scope, {}, {}, foreseenChanges(*project, layer, edit, starts)};
    takeTasks(foreseen);
    takeLayer(foreseen);
    takeTasks(edit);
    Commit commit{edit, std::nullopt};
    if (starts) {
        commit.start = std::exchange(layer.start, std::nullopt);
        layer.shownFrom.clear();
    }
    send(std::move(commit), Flight::Kind::Edit, {});
    UndoState& undoState = front ? undo : left[edit.scope.item].undo;
    undoState = {edit.text, {}};
    if (front && touchesLayer(edit)) {
        Q_EMIT q.contentChanged(edit);
    }
    if (touches<Task>(edit)) {
        Q_EMIT q.taskChanged(edit.scope.item);
    }
    if (front) {
        Q_EMIT q.undoStateChanged();
    }
    return true;
}

void ProjectSession::undo()
{
    if (m_state->working) {
        undoIn(itemScope());
    }
}

void ProjectSession::undoIn(const Scope& scope) { m_state->step({Flight::Kind::Undo, scope, {}}); }

void ProjectSession::redo()
{
    if (m_state->working) {
        m_state->step({Flight::Kind::Redo, itemScope(), {}});
    }
}

const WorkingLayer* ProjectSession::workingOn(const ItemId& item) const { return m_state->layerOf(item); }

} // namespace touchstone
