#include "app/session/project_session.h"

#include <chrono>

#include <QGuiApplication>
#include <QSignalBlocker>

#include "app/session/project_session_state.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kReaderRest(2);

} // namespace

void ProjectSession::State::setSave(SaveState state)
{
    if (state.kind == save.kind && state.savedAt == save.savedAt && state.reason == save.reason) {
        return;
    }
    save = std::move(state);
    Q_EMIT q.saveStateChanged();
}

void ProjectSession::State::settleSave(Timestamp at)
{
    if (save.kind == SaveState::Kind::ReadOnly || !refused.empty()) {
        return;
    }
    const Timestamp savedAt = std::max(at, save.savedAt);
    if (stopped() && flights.empty()) {
        setSave({SaveState::Kind::Stopped, savedAt, toQt(storage.text)});
        return;
    }
    setSave({flights.empty() ? SaveState::Kind::Saved : SaveState::Kind::Saving, savedAt, {}});
}

void ProjectSession::State::send(Commit commit, Flight::Kind kind,
                                 std::function<void(Result<Receipt>)> done)
{
    Flight flight;
    flight.id = nextFlight++;
    flight.kind = kind;
    flight.scope = commit.edit.scope;
    flight.text = toQt(commit.edit.text);
    flight.commit = commit;
    flight.done = std::move(done);
    const int id = flight.id;
    flights.push_back(std::move(flight));
    ahead->invalidate();
    settleSave(0);
    project->apply(std::move(commit), doneFor(id),
                   kind == Flight::Kind::Edit ? Project::Order::InTurn : Project::Order::Behind);
}

void ProjectSession::State::refreshOntology()
{
    auto newest = project->ontology();
    if (newest && (!ontology || newest->version != ontology->version || !(*newest == *ontology))) {
        ontology = std::move(newest);
        Q_EMIT q.ontologyChanged();
    }
}

void ProjectSession::State::refreshUndo()
{
    UndoState next;
    if (working) {
        if (const auto state = reader->undoState(q.itemScope(), project->me())) {
            next = *state;
        }
    }
    if (next.undoText != undo.undoText || next.redoText != undo.redoText) {
        undo = std::move(next);
        Q_EMIT q.undoStateChanged();
    }
}

// What was foreseen, or has gone on since, is newer than the answer.
void ProjectSession::State::takeTasks(const Edit& edit)
{
    for (const Change& change : edit.changes) {
        const Task* after = change.after ? std::get_if<Task>(&*change.after) : nullptr;
        WorkingLayer* layer = after ? layerOf(after->item) : nullptr;
        if (layer && change.baseRevision + 1 > layer->taskRevision) {
            layer->task = *after;
            layer->taskRevision = change.baseRevision + 1;
        }
    }
}

/// Flags that a rule changed together with an Edit of mine.
void ProjectSession::State::takeLayer(const Edit& edit)
{
    WorkingLayer* layer = edit.scope.kind == ScopeKind::Item ? layerOf(edit.scope.item) : nullptr;
    for (const Change& change : edit.changes) {
        const Layer* after = change.after ? std::get_if<Layer>(&*change.after) : nullptr;
        if (after && layer && layer->content.layer().id == after->id
            && change.baseRevision + 1 > layer->content.layerRevision()) {
            layer->content.setLayer(*after, change.baseRevision + 1);
        }
    }
}

void ProjectSession::State::applyToScreen(const Edit& edit)
{
    WorkingLayer* layer = edit.scope.kind == ScopeKind::Item ? layerOf(edit.scope.item) : nullptr;
    if (!layer) {
        return;
    }
    takeTasks(edit);
    if (!touchesLayer(edit)) {
        return;
    }
    const bool front = edit.scope == q.itemScope();
    if (const auto fits = layer->content.apply(edit); !fits) {
        // What is shown and what is stored went apart; the stored one holds.
        if (front) {
            q.reload();
        } else {
            left.erase(edit.scope.item);
        }
        return;
    }
    if (front) {
        Q_EMIT q.contentChanged(edit);
    }
}

void ProjectSession::State::afterElsewhere(const Edit& edit)
{
    if (touches<Label>(edit)) {
        refreshOntology();
    }
    if (touches<Source>(edit) && working) {
        // The item in front may have come with what is hidden now, or show other ground truth.
        if (reader->item(working->item.id)) {
            q.reload();
        } else {
            q.closeItem();
        }
    }
    if (touches<Medium>(edit) && working) {
        q.reload();
    }
    // A picture that was replaced is that of one item; those that were located are of many.
    const bool located = touches<Medium>(edit) && edit.scope.kind != ScopeKind::Item;
    if (touches<Source>(edit) || touches<MediaRoot>(edit) || located) {
        Q_EMIT q.itemsChanged();
    }
}

void ProjectSession::State::stored(const Flight& flight, const Receipt& receipt)
{
    const bool stepped = flight.kind == Flight::Kind::Undo || flight.kind == Flight::Kind::Redo;
    if (stepped) {
        applyToScreen(receipt.edit);
    } else {
        takeTasks(receipt.edit);
        takeLayer(receipt.edit);
    }
    afterElsewhere(receipt.edit);
    if (flight.scope.kind == ScopeKind::Item) {
        Q_EMIT q.taskChanged(flight.scope.item);
    }
    if (stepped) {
        const QString text = toQt(receipt.edit.text);
        Q_EMIT q.undone(flight.kind == Flight::Kind::Undo ? q.tr("Undid: %1").arg(text)
                                                          : q.tr("Did again: %1").arg(text));
    }
}

void ProjectSession::State::answered(Flight flight, Result<Receipt> result)
{
    if (result) {
        readAnew = readAnew || result->alreadyStored;
        stored(flight, *result);
        settleSave(result->at);
    } else if (flight.kind == Flight::Kind::Edit) {
        refused.push_back(flight.commit);
        if (save.kind != SaveState::Kind::Refused) {
            const QString reason =
                q.tr("\"%1\" is not stored: %2").arg(flight.text, toQt(result.error().text()));
            setSave({SaveState::Kind::Refused, save.savedAt, reason});
            Q_EMIT q.failed(reason);
        } else {
            Q_EMIT q.saveStateChanged();
        }
    } else {
        settleSave(0);
        if (result.error().code != ErrorCode::NotFound || flight.kind == Flight::Kind::Elsewhere
            || flight.scope.kind != ScopeKind::Item) {
            Q_EMIT q.failed(toQt(result.error().text()));
        }
    }
    if (flight.done) {
        flight.done(std::move(result));
    }
}

void ProjectSession::State::takeWritable()
{
    if (!project->isReadOnly()) {
        setSave({SaveState::Kind::Saved, 0, {}});
        return;
    }
    const std::string& reason = project->readOnlyReason();
    setSave({SaveState::Kind::ReadOnly, 0,
             reason.empty() ? q.tr("The project was opened read-only.") : toQt(reason)});
}

ProjectSession::ProjectSession(std::unique_ptr<Project> project, QObject* parent)
    : QObject(parent), m_state(std::make_unique<State>(*this))
{
    m_state->project = std::move(project);
    m_state->mailbox->receiver = this;
    m_state->ontology = m_state->project->ontology();
    if (auto reader = m_state->project->reader()) {
        m_state->reader = std::move(*reader);
        m_state->ahead = std::make_unique<ReadAhead>(*m_state->project, *m_state->reader);
    }
    m_state->takeWritable();
    // While nothing happens, no connection of ours keeps the writer, here or in another window, from its end.
    m_state->rest.setInterval(1000);
    connect(&m_state->rest, &QTimer::timeout, this, [this] {
        if (m_state->reader) {
            m_state->reader->rest(m_state->project->readersAreAsked() ? std::chrono::seconds(0)
                                                                      : kReaderRest);
        }
    });
    m_state->rest.start();
    m_state->project->watchStorage([mail = m_state->mailbox](const StorageState& storage) {
        const std::lock_guard lock(mail->mutex);
        mail->storage = storage;
        if (mail->receiver) {
            QMetaObject::invokeMethod(mail->receiver, "takeStorage", Qt::QueuedConnection);
        }
    });
    // Whoever comes back from a file manager may have moved the project there.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) {
            m_state->project->lookAtStorage();
        }
    });
}

ProjectSession::~ProjectSession()
{
    if (!m_state->steps.empty()) {
        const QSignalBlocker quiet(this);
        settle(); // What was asked for is carried out.
    }
    {
        const std::lock_guard lock(m_state->mailbox->mutex);
        m_state->mailbox->receiver = nullptr;
    }
    m_state->ahead.reset();
    m_state->reader.reset();
    m_state->project.reset();
}

bool ProjectSession::isUsable() const { return m_state->reader != nullptr; }
Project& ProjectSession::project() { return *m_state->project; }
Reader& ProjectSession::reader() { return *m_state->reader; }
ReadAhead& ProjectSession::ahead() { return *m_state->ahead; }
std::uint64_t ProjectSession::frontTicket() const { return m_state->ticket; }
const Ontology& ProjectSession::ontology() const { return *m_state->ontology; }
const UndoState& ProjectSession::undoState() const { return m_state->undo; }
const SaveState& ProjectSession::saveState() const { return m_state->save; }
const StorageState& ProjectSession::storage() const { return m_state->storage; }
std::size_t ProjectSession::refusedCount() const { return m_state->refused.size(); }

const WorkingLayer* ProjectSession::working() const
{
    return m_state->working ? &*m_state->working : nullptr;
}

Scope ProjectSession::itemScope() const
{
    return m_state->working ? Scope{ScopeKind::Item, m_state->working->item.id} : Scope{};
}

void ProjectSession::takeAnswers()
{
    std::vector<Answer> answers;
    {
        const std::lock_guard lock(m_state->mailbox->mutex);
        m_state->mailbox->knocked = false;
        answers.swap(m_state->mailbox->answers);
    }
    for (Answer& answer : answers) {
        auto& flights = m_state->flights;
        const auto it = std::find_if(flights.begin(), flights.end(),
                                     [&](const Flight& f) { return f.id == answer.flight; });
        if (it == flights.end()) {
            continue;
        }
        Flight flight = std::move(*it);
        flights.erase(it);
        m_state->answered(std::move(flight), std::move(answer.result));
    }
    m_state->takeSteps();
    if (m_state->readAnew && !m_state->isBusy(itemScope())) {
        m_state->readAnew = false;
        reload();
    }
    if (!answers.empty() && !m_state->hasFlights(itemScope())) {
        m_state->refreshUndo();
    }
    m_state->takeWaiting();
    m_state->forgetLeft();
}

bool ProjectSession::openItem(const ItemId& item)
{
    const Scope scope{ScopeKind::Item, item};
    if (m_state->isBusy(scope)) {
        if (scope == itemScope()) {
            m_state->readAnew = true; // What is on the screen is ahead of the file.
            return true;
        }
        if (m_state->openLeft(item)) {
            return true;
        }
        settle();
    }
    const UndoState undoBefore = m_state->undo;
    std::optional<WorkingLayer> before = std::move(m_state->working);
    m_state->readDraft.reset();
    m_state->ticket = 0;
    if (auto read = m_state->ahead->take(item)) {
        m_state->working = std::move(read->working);
        m_state->ticket = read->ticket;
        m_state->readDraft = std::move(read->draft);
        const bool otherUndo = read->undo.undoText != m_state->undo.undoText ||
                               read->undo.redoText != m_state->undo.redoText;
        m_state->undo = std::move(read->undo);
        Q_EMIT itemOpened();
        if (otherUndo) {
            Q_EMIT undoStateChanged();
        }
    } else {
        auto opened = openWorkingLayer(*m_state->project, *m_state->reader, item);
        if (!opened) {
            m_state->working = std::move(before);
            Q_EMIT failed(toQt(opened.error().text()));
            return false;
        }
        m_state->working = std::move(*opened);
        m_state->refreshUndo();
        Q_EMIT itemOpened();
    }
    if (before) {
        m_state->leave(std::move(*before), undoBefore);
    }
    return true;
}

void ProjectSession::closeItem()
{
    if (m_state->working) {
        m_state->working.reset();
        m_state->readDraft.reset();
        m_state->ticket = 0;
        m_state->refreshUndo();
        Q_EMIT itemOpened();
    }
}

void ProjectSession::reload()
{
    m_state->refreshOntology();
    if (m_state->working) {
        const ItemId item = m_state->working->item.id;
        openItem(item);
    }
}

bool ProjectSession::isEditable() const
{
    return m_state->working && m_state->refused.empty() && !m_state->stopped() &&
           !m_state->project->isReadOnly();
}

void ProjectSession::applyElsewhere(Edit edit, std::function<void(Result<Receipt>)> done)
{
    if (edit.id.isNull()) {
        edit.id = EditId::create();
    }
    m_state->send(Commit{std::move(edit), std::nullopt}, Flight::Kind::Elsewhere, std::move(done));
}

void ProjectSession::saveDraft(const QString& tool, const std::string& body)
{
    if (!m_state->working || m_state->project->isReadOnly()) {
        return;
    }
    const ItemId item = m_state->working->item.id;
    auto& kept = m_state->drafts[item];
    kept = body.empty() ? std::nullopt
                        : std::optional(Draft{item, m_state->project->me(), fromQt(tool), body});
    m_state->ahead->invalidate();
    m_state->project->saveDraft(item, fromQt(tool), body);
}

std::optional<Draft> ProjectSession::draft() const
{
    if (!m_state->working) {
        return std::nullopt;
    }
    const ItemId item = m_state->working->item.id;
    if (const auto it = m_state->drafts.find(item); it != m_state->drafts.end()) {
        return it->second;
    }
    if (m_state->readDraft) {
        return *m_state->readDraft;
    }
    auto stored = m_state->reader->draft(item, m_state->project->me());
    return stored ? *stored : std::nullopt;
}

void ProjectSession::takeAdded(bool newItems)
{
    reload();
    if (newItems) {
        Q_EMIT itemsChanged();
    }
}

void ProjectSession::checked()
{
    m_state->takeWritable();
    Q_EMIT writableChanged();
    // What the check let in may have taken out what was never published.
    reload();
    Q_EMIT itemsChanged();
}

} // namespace touchstone
