#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <unordered_map>

#include <QTimer>

#include "app/session/project_session.h"
#include "app/session/read_ahead.h"

namespace touchstone {

/// One thing that was queued at the writer and is not answered.
struct Flight {
    enum class Kind { Edit, Elsewhere, Undo, Redo };
    int id = 0;
    Kind kind = Kind::Edit;
    Scope scope;
    Commit commit; ///< Kept for a retry.
    QString text;
    std::function<void(Result<Receipt>)> done;
};

struct Answer {
    int flight = 0;
    Result<Receipt> result;
};

/// Carries answers from the writer thread; outlives the session while the writer holds it.
struct Mailbox {
    std::mutex mutex;
    std::condition_variable came;
    std::vector<Answer> answers;
    StorageState storage;
    Result<void> followed;
    QObject* receiver = nullptr;
    bool knocked = false;
};

template <class T>
bool touches(const Edit& edit)
{
    return std::any_of(edit.changes.begin(), edit.changes.end(), [](const Change& change) {
        const auto& value = change.after ? change.after : change.before;
        return value && std::holds_alternative<T>(*value);
    });
}

inline bool touchesLayer(const Edit& edit) { return touches<Annotation>(edit) || touches<Layer>(edit); }

struct ProjectSession::State {
    ProjectSession& q;
    std::unique_ptr<Project> project;
    std::unique_ptr<Reader> reader;
    std::unique_ptr<ReadAhead> ahead;
    /// Of the reading from which the item in front was opened; 0 when it was read at that moment.
    std::uint64_t ticket = 0;
    /// Of the item in front, as it was read ahead.
    std::optional<std::optional<Draft>> readDraft;
    std::shared_ptr<const Ontology> ontology;
    std::optional<WorkingLayer> working;
    UndoState undo;
    SaveState save;
    StorageState storage;
    bool following = false; ///< The writer goes to where the file lies now.
    bool readAnew = false; ///< Something was stored before whose answer was lost.
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::list<Flight> flights;
    /// Undo and redo that were asked for while something before them is on its way, and Edits behind an undo:
    /// they follow its answer.
    struct Step {
        Flight::Kind kind = Flight::Kind::Undo;
        Scope scope;
        Edit edit; ///< For Edit.
    };
    std::deque<Step> steps;
    std::deque<std::function<void()>> waiting; ///< For all answers.
    std::deque<Commit> refused; ///< In order; on the screen, not on the disk.
    /// Items that were left while something of theirs is on its way: in memory they are ahead of the file.
    struct Left {
        WorkingLayer working;
        UndoState undo;
    };
    std::unordered_map<ItemId, Left> left;
    std::unordered_map<ItemId, std::optional<Draft>> drafts;
    int nextFlight = 1;
    QTimer rest;

    explicit State(ProjectSession& owner) : q(owner) {}

    Project::Done doneFor(int flight)
    {
        return [mail = mailbox, flight](Result<Receipt> result) {
            const std::lock_guard lock(mail->mutex);
            mail->answers.push_back({flight, std::move(result)});
            mail->came.notify_one();
            if (mail->receiver && !std::exchange(mail->knocked, true)) {
                QMetaObject::invokeMethod(mail->receiver, "takeAnswers", Qt::QueuedConnection);
            }
        };
    }

    bool waitsForUndo(const Scope& scope) const
    {
        return hasSteps(scope) || hasUndo(scope);
    }
    bool hasSteps(const Scope& scope) const
    {
        return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.scope == scope; });
    }
    bool hasUndo(const Scope& scope) const
    {
        return std::any_of(flights.begin(), flights.end(), [&](const Flight& f) {
            return (f.kind == Flight::Kind::Undo || f.kind == Flight::Kind::Redo) && f.scope == scope;
        });
    }
    /// What is shown of it is not what is stored.
    bool isBusy(const Scope& scope) const
    {
        return hasFlights(scope) || hasSteps(scope) ||
               std::any_of(refused.begin(), refused.end(),
                           [&](const Commit& c) { return c.edit.scope == scope; });
    }
    bool stopped() const
    {
        return storage.kind == StorageState::Kind::Failing || storage.kind == StorageState::Kind::Away;
    }
    bool hasFlights(const Scope& scope) const
    {
        return std::any_of(flights.begin(), flights.end(), [&](const Flight& f) { return f.scope == scope; });
    }

    void send(Commit commit, Flight::Kind kind, std::function<void(Result<Receipt>)> done);
    void step(Step step);
    void takeStep(Step step);
    void takeSteps();
    void takeWaiting();
    bool settleWithin(const Scope& scope, std::chrono::milliseconds time);
    bool applyTo(WorkingLayer& working, Edit edit);
    /// Of the item in front or one that was left; null for others.
    WorkingLayer* layerOf(const ItemId& item);
    void leave(WorkingLayer working, UndoState undo);
    bool openLeft(const ItemId& item);
    void forgetLeft();
    void answered(Flight flight, Result<Receipt> result);
    void stored(const Flight& flight, const Receipt& receipt);
    void afterElsewhere(const Edit& edit);
    void takeTasks(const Edit& edit);
    void takeLayer(const Edit& edit);
    void applyToScreen(const Edit& edit);
    void refreshOntology();
    void refreshUndo();
    void setSave(SaveState state);
    void settleSave(Timestamp at);
    void takeWritable();
};

} // namespace touchstone
