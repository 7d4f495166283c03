#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/base/shared.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/storage_state.h"

namespace touchstone {

class Progress;
class SourceWriter;
struct SourceRequest;

/// An Edit together with what must be stored just before it, in the same transaction.
struct Commit {
    Edit edit;
    /// The working layer into which `edit` goes, when it is not stored yet: see WorkingLayer.
    struct Start {
        Layer layer;
        /// For each annotation of the base layer, its id there and in the new layer.
        Shared<std::vector<std::pair<AnnotationId, AnnotationId>>> copies;
    };
    std::optional<Start> start;
};

/// The writer's answer to one commit.
struct Receipt {
    /// Position in the journal.
    std::int64_t sequence = 0;
    EditKind kind = EditKind::Do;
    /// What was stored: for undo and redo the inverse, to be applied to what is on the screen; for a
    /// normal commit the given Edit, with the changes of tasks that rules added.
    Edit edit;
    Timestamp at = 0;
    /// It was stored before, although its answer was an error: what rules added then is not in `edit`.
    bool alreadyStored = false;
};

/// How a project is opened.
struct OpenOptions {
    /// Told how far bringing an older file up to date, or checking one that was not closed, has come; may cancel
    /// it. May be null.
    Progress* progress = nullptr;
    /// Where the last writer did not close the file: opens it at once, to be read, and leaves the check to
    /// Project::check(), after which it can be written.
    bool checkLater = false;
    /// The folder that the pictures are found from, when it is not the file's own: for a backup.
    std::filesystem::path home;
    /// An older file of this size or more is brought up to date as a copy that then takes its place: that is
    /// expected to take more than about ten seconds, and neither a kill nor Cancel has to be mended.
    std::uintmax_t copyToUpdateFrom = std::uintmax_t{200} << 20;
};

/// What became of the commits that a copy was to get.
struct SavedCopy {
    std::int64_t added = 0;
    /// What the copy lacks, a sentence each, with the reason.
    std::vector<std::string> lacking;
};

/// An open project file. All writing passes here: validated, appended to the journal by one writer
/// thread, in order. Every member may be called from any thread, unless it says otherwise.
class Project {
  public:
    enum class Mode { ReadWrite, ReadOnly };

    /// Makes a new file; Refused when something is there. `memberName` becomes its first member.
    static Result<std::unique_ptr<Project>> create(const std::filesystem::path& path, const std::string& name,
                                                   const std::string& memberName);
    /// Opens a file. ReadWrite falls back to read-only, with a reason, when another process holds the
    /// lock, the file may not be written, or a newer program made it. Corrupt or InvalidInput for files
    /// that are no project, or too damaged to be read. `memberName` picks the member who works here, or adds
    /// one. An older file is brought up to date, after a backup; where it is only read, in a private copy.
    static Result<std::unique_ptr<Project>> open(const std::filesystem::path& path, Mode mode,
                                                 const std::string& memberName, const OpenOptions& options = {});
    /// Waits until all that was queued is stored, checkpoints, and leaves one complete file.
    ~Project();

    const std::filesystem::path& path() const;
    bool isReadOnly() const;
    /// Why, in words for the user; empty when it is not read-only or was asked for.
    const std::string& readOnlyReason() const;
    /// The kind of network share that the file lies on, where it is only read ("NFS"); empty on a disk of this computer.
    const std::string& networkShare() const;
    /// The program that keeps the file's folder in step with other computers ("Dropbox"); empty if none is known.
    const std::string& syncedBy() const;
    /// What opening did to the file, a sentence each: that it was brought up to date.
    const std::vector<std::string>& notes() const;
    /// What is damaged, a sentence each, as far as opening or check() looked; such a project is read-only.
    const std::vector<std::string>& damage() const;
    /// True until check() has ended, for a file that was opened with `checkLater` after an unclean end.
    bool awaitsCheck() const;
    /// Checks the whole file; after that it can be written, or damage() says why not. From any thread, one at a
    /// time. Cancelled: still to be checked.
    Result<void> check(Progress& progress);

    MemberId me() const;
    std::string myName() const;
    ProjectInfo info() const;
    /// The definitions in force; never null, replaced as a whole.
    std::shared_ptr<const Ontology> ontology() const;
    std::int64_t ontologyRevision(const LabelId& label) const;

    /// A new read connection; Io.
    Result<std::unique_ptr<Reader>> reader() const;

    using Done = std::function<void(Result<Receipt>)>;
    /// How commits stand to each other when one of them is refused.
    enum class Order {
        Free,   ///< Each is stored or refused on its own.
        InTurn, ///< Once one was refused, all later ones are refused too, until resume().
        Behind, ///< Refused while those in turn are, but the next ones do not wait for it.
    };
    /// Queues a commit. `done` is called on the writer thread when it is on the disk, or was refused:
    /// stale revision, forbidden edge of the task, read-only, full disk.
    void apply(Commit commit, Done done, Order order = Order::Free);
    /// Takes back the last Edit of mine in `scope` (a whole run of one merge key), by an inverse Edit.
    /// NotFound when there is none; Refused when later work stands on it.
    void undo(const Scope& scope, Done done, Order order = Order::Free);
    void redo(const Scope& scope, Done done, Order order = Order::Free);
    /// The same, waiting for the answer. Not from the writer thread's callbacks.
    Result<Receipt> applyNow(Commit commit);
    Result<Receipt> applyNow(Edit edit) { return applyNow(Commit{std::move(edit), std::nullopt}); }
    Result<Receipt> undoNow(const Scope& scope);
    Result<Receipt> redoNow(const Scope& scope);
    Result<UndoState> undoState(const Scope& scope);

    /// Stores or replaces the draft of (item, me); an empty body removes it. Not journaled. Queued.
    void saveDraft(const ItemId& item, std::string tool, std::string body);
    /// Facts about a medium that were found by looking at the file. Not journaled. Queued. What is recorded
    /// already stays: a file that is another one by now is accepted by an Edit (workflow/media.h).
    void saveFacts(const ItemId& item, std::int64_t width, std::int64_t height, int orientation,
                   std::int64_t bytes, std::optional<Sha256> hash);
    /// What a look at a file found that is the one recorded, or the first: its hash and when it was written.
    struct FileFacts {
        MediumId medium;
        MediumContent content;
        Timestamp modified = 0;
    };
    /// Likewise, many at once.
    void saveFacts(std::vector<FileFacts> facts);
    /// After a refusal: lets commits in turn through again. After an error of the disk also opens the file
    /// anew and checks what is in it; `done` is told when that fails, and nothing is written then. Queued.
    void resume(std::function<void(Result<void>)> done = {});
    Result<void> resumeNow();
    /// Goes on with a file that was moved while it was open: see storageState(). Pictures are found where they were:
    /// roots are stored anew, as they lie from the new folder. Queued; Refused when somebody else has it open there.
    void follow(std::function<void(Result<void>)> done);
    Result<void> followNow();

    /// How it stands with the disk; looked at every two seconds, and around every commit.
    StorageState storageState() const;
    /// `changed` is called at once, and on the writer thread whenever it changed; none to stop.
    void watchStorage(std::function<void(const StorageState&)> changed);
    /// Has it looked at now. Queued.
    void lookAtStorage();

    /// Waits until every Edit queued so far is stored or refused, but not for an import that runs beside.
    void flush();
    /// How many commits are queued and not answered.
    std::int64_t pending() const;

    /// Begins a bulk addition; see SourceWriter. An identical published source answers with its id instead
    /// of a writer and adds nothing; a retired one is restored.
    struct SourceStart {
        std::unique_ptr<SourceWriter> writer;
        /// Set when there is nothing to write.
        std::optional<Source> existing;
    };
    Result<SourceStart> beginSource(const SourceRequest& request);

    /// A complete copy at `path`, made from one moment, verified before it gets its name. `unstored` are commits that
    /// were refused here: the copy gets them, in order, before it has its name.
    Result<SavedCopy> saveCopy(const std::filesystem::path& path, Progress& progress,
                               const std::vector<Commit>& unstored = {});
    /// Whoever writes the file waits for those who read it: idle connections are to be closed now (Reader::rest).
    bool readersAreAsked() const;

    /// Absolute folder of a root, and absolute path of an item's file (it may not exist).
    std::filesystem::path rootFolder(const RootId& root) const;
    std::filesystem::path mediaPath(const Item& item) const;
    std::filesystem::path mediaPath(const MediumRow& medium) const;
    /// The form in which a folder is stored: relative to the project file's where it is not far from it.
    std::string storedFolder(const std::filesystem::path& folder) const;

  private:
    struct State;
    /// Brings into a copy of the file what this project holds besides.
    SavedCopy complete(const std::filesystem::path& made, bool elsewhere, const std::vector<Commit>& unstored) const;
    explicit Project(std::unique_ptr<State> state);
    std::filesystem::path mediaPath(const RootId& root, const std::string& path) const;
    std::unique_ptr<State> m_state;
    friend class SourceWriter;
};

} // namespace touchstone
