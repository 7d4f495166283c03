#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {

class ReadAhead;

/// What the status bar says of the last Edit.
struct SaveState {
    /// Stopped: nothing is refused yet, but the disk fails or the file is gone.
    enum class Kind { Saved, Saving, Refused, Stopped, ReadOnly };
    Kind kind = Kind::Saved;
    Timestamp savedAt = 0;
    QString reason; ///< For Refused, Stopped and ReadOnly, in words.
};

/// The one border between the core's Project and the window: applies Edits in memory at once, queues them,
/// and turns the writer's answers into signals on the interface thread. Holds the item in front.
class ProjectSession : public QObject {
    Q_OBJECT
  public:
    explicit ProjectSession(std::unique_ptr<Project> project, QObject* parent = nullptr);
    ~ProjectSession() override;

    /// False when the file could not be read; then nothing but saveState() is to be asked.
    bool isUsable() const;
    Project& project();
    /// Read connection of the interface thread: for indexed look-ups under a few milliseconds.
    Reader& reader();
    const Ontology& ontology() const;

    /// Reads items before they are opened.
    ReadAhead& ahead();
    /// The reading from which the item in front was opened; 0 when it was read at that moment.
    std::uint64_t frontTicket() const;

    /// Brings an item in front. False, with a message through failed(), when it cannot be read.
    bool openItem(const ItemId& item);
    void closeItem();
    /// Null when no item is in front.
    const WorkingLayer* working() const;
    /// Reads the item in front again from the store (after an import, or Discard).
    void reload();
    /// After files came into the open project: reload(), and lists are read again where items are new.
    void takeAdded(bool newItems);

    /// The same of an item that was left while something of it is on its way to the file, which is behind;
    /// null for others.
    const WorkingLayer* workingOn(const ItemId& item) const;

    /// Waits for all of the writer's answers: seconds, when it waits itself.
    void settle();
    /// Calls `then` when all that was asked for so far is answered: at once or later, never waiting, and not
    /// at all when `guard` is gone by then.
    void whenSettled(QObject* guard, std::function<void()> then);
    /// Calls `then` when no undo of the item in front is on its way any more, so that its task is known;
    /// mostly at once. For submitEdit, skipEdit, reopenEdit and confirmEmptyEdit.
    void afterUndo(QObject* guard, std::function<void()> then);

    bool isEditable() const;
    /// Why not, and what helps, in a sentence; empty when it is.
    QString whyNotEditable() const;
    /// The one door for what happens on the item in front, or on workingOn() that of its scope. Applied at
    /// once; false when it does not fit, or when it comes later since the writer is still busy with an undo
    /// before it.
    bool apply(Edit edit);
    /// For the ontology and other pages. Applied when the answer comes.
    void applyElsewhere(Edit edit, std::function<void(Result<Receipt>)> done = {});
    /// Undo and redo in the scope of the item in front.
    void undo();
    void redo();
    void undoIn(const Scope& scope);
    /// Texts of what undo and redo would do now, kept up to date.
    const UndoState& undoState() const;
    Scope itemScope() const;

    void saveDraft(const QString& tool, const std::string& body);
    std::optional<Draft> draft() const;

    const SaveState& saveState() const;
    /// Project::check() has ended: goes on as it allows.
    void checked();
    /// How it stands with the disk; its changes are told by saveStateChanged().
    const StorageState& storage() const;
    /// Waits for the writer's answers, and tells whether closing now would lose something.
    bool wouldLose();
    /// How many Edits are on the screen and refused.
    std::size_t refusedCount() const;
    /// Those Edits, in order, for a copy of the project.
    std::vector<Commit> unstored() const;
    /// After a refusal: try the kept commits again, or drop them and show what is stored.
    void retry();
    void discardUnsaved();
    /// Goes on with the file where it was moved to, and tries again what was refused. Does not wait; when it
    /// cannot, failed() tells why.
    void goOn();

  Q_SIGNALS:
    /// Another item is in front, or the same one was read anew.
    void itemOpened();
    /// Annotations of the item in front changed by this Edit (mine, undo, redo).
    void contentChanged(const touchstone::Edit& edit);
    /// A task's state, count or flags changed: its line in the list is to be read again.
    void taskChanged(const touchstone::ItemId& item);
    void ontologyChanged();
    /// Items came or went (import, addition, retirement): lists are to be read again.
    void itemsChanged();
    void undoStateChanged();
    void saveStateChanged();
    /// The project can be written now, or not any more.
    void writableChanged();
    /// A sentence for the user: what was refused and why.
    void failed(const QString& sentence);
    /// An undo or redo was carried out: "Undid: Move car".
    void undone(const QString& sentence);

  private:
    Q_INVOKABLE void takeAnswers();
    Q_INVOKABLE void takeStorage();
    Q_INVOKABLE void takeFollowed();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone
