#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/store/bulk_append.h"
#include "core/store/file_lock.h"
#include "core/store/schema.h"
#include "core/workflow/live_path.h"
#include "core/workflow/private_copy.h"
#include "core/workflow/writer.h"
#include "touchstone/base/file_system.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

/// What an open project keeps in memory. `definitions` is replaced under the mutex after every commit
/// that touches them; all else is set once.
struct Project::State {
    struct Definitions {
        std::shared_ptr<const Ontology> ontology = std::make_shared<const Ontology>();
        std::unordered_map<LabelId, std::int64_t> labelRevisions;
        std::unordered_map<RootId, std::string> roots;
        ProjectInfo info;
    };

    /// The project's own file, whose folder its pictures are found from.
    LivePath path;
    /// What is read in its stead where it cannot be read as it lies; else null.
    std::unique_ptr<PrivateCopy> copy;
    /// The file that connections open, and how those do that only read it.
    const std::filesystem::path& file() const { return copy ? copy->file() : path.get(); }
    Access readAs = Access::Read;
    /// What lies under the file.
    FileSystem disk;
    std::string synced;
    /// The folder that relative roots start from; under the mutex once the project is open. `nextHome` takes its
    /// place together with the roots that are stored from there.
    std::filesystem::path home;
    std::optional<std::filesystem::path> nextHome;
    std::string readOnlyReason;
    /// What opening did to the file, a sentence each.
    std::vector<std::string> notes;
    /// Set before `damaged`; not changed after.
    std::vector<std::string> damage;
    std::string damageReason;
    std::atomic<bool> damaged = false;
    /// Holds the file between an opening after an unclean end and the end of its check.
    std::unique_ptr<Connection> unchecked;
    std::atomic<bool> awaitsCheck = false;
    MemberId me;
    std::string myName;
    std::int64_t myKey = 0;
    Uuid session = newUuid();
    std::unique_ptr<FileLock> lock;

    /// One bulk addition at a time: two would not see each other's labels and items.
    std::atomic<bool> sourceOpen = false;

    mutable std::mutex mutex;
    Definitions definitions;
    std::function<void(const StorageState&)> storageChanged;

    /// What crashes left of imports, while it is being taken out. On the writer thread.
    std::unique_ptr<PendingPurge> purge;

    // Destroyed first: its last work still uses what stands above.
    std::unique_ptr<Writer> writer;
    /// The writer, once it may be used; null in a project that is only read.
    std::atomic<Writer*> writing = nullptr;

    // Opening; throw StoreFailure.
    void open(Mode mode, const std::string& memberName, const OpenOptions& options);
    void takeLock();
    void findDamage(Connection& connection, bool wholly, Progress* progress);
    /// False when it can only be read.
    bool bringUpToDate(const OpenOptions& options);
    void leave(std::unique_ptr<Connection> connection, FileKind kind) const;
    std::unique_ptr<Connection> openToRead(bool wantsToWrite, Progress* progress);
    /// Sets `copy` or `readAs`; a connection where opening it was the only way to find out.
    std::unique_ptr<Connection> chooseReading(bool wantsToWrite, Progress* progress);
    std::unique_ptr<Connection> readWhereItLies() const;
    void beginWriting(std::unique_ptr<Connection> connection);
    const std::string& reasonToRead() const;

    /// Queues work that answers with a receipt, and tells what became of it.
    void queue(Order order, Done done, std::function<Receipt(Connection&)> work);
    /// Runs work that changes nothing by itself, in turn, also while all else is refused; tells what became of it.
    void ask(std::function<void(Result<void>)> done, std::function<void(Connection&, Writer&)> work);
    void loadDefinitions(Connection& connection);
    /// On the writer thread: takes a moved file for the project.
    void follow(Connection& connection, const std::filesystem::path& there);
    /// The roots that lie where they were, as they are found from the folder of the project.
    Edit relocation(Connection& connection) const;
    std::string storedFolder(const std::filesystem::path& folder) const;
    ProjectInfo info() const;
    std::shared_ptr<const Ontology> ontology() const;

    /// On the writer thread; false when nothing is left of `purge`.
    bool purgeStep(Connection& connection);
    /// Waits for a purge, slice by slice, until `step` says false. From any other thread.
    void takeOut(const std::function<bool(Connection&)>& step);

    /// On the writer thread: an Edit in turn was refused, and those behind it are held back.
    bool held = false;

    // On the writer thread; throw StoreFailure.
    Receipt commit(Connection& connection, const Commit& commit);
    Receipt undo(Connection& connection, const Scope& scope);
    Receipt redo(Connection& connection, const Scope& scope);
    /// Stores `edit` as it is, after the rules of tasks were applied to it.
    Receipt store(Connection& connection, Edit edit, EditKind kind, std::int64_t target, std::int64_t undoNext,
                  std::int64_t redoNext, const std::string& text);
    Edit startEdit(Connection& connection, const Commit::Start& start, const Scope& scope);
    void applyRules(Connection& connection, Edit& edit, EditKind kind);
    /// Nothing is submitted that lacks a required attribute, whoever asks.
    void checkSubmission(Connection& connection, std::int64_t task, const Edit& edit) const;
    /// Adds the person who works here, once, inside the caller's transaction.
    void ensureMember(Connection& connection);
    void definitionsChanged(Connection& connection, const Edit& edit);
};

/// Puts back what a transaction set in memory when it is not committed.
class KeepUntilStored {
  public:
    explicit KeepUntilStored(std::int64_t& value) : m_value(value), m_before(value) {}
    ~KeepUntilStored()
    {
        if (!m_stored)
            m_value = m_before;
    }
    KeepUntilStored(const KeepUntilStored&) = delete;
    KeepUntilStored& operator=(const KeepUntilStored&) = delete;
    void stored() { m_stored = true; }

  private:
    std::int64_t& m_value;
    std::int64_t m_before;
    bool m_stored = false;
};

Error readOnlyError(const std::string& reason);

} // namespace touchstone
