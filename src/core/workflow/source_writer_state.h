#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/store/bulk_append.h"
#include "core/workflow/project_state.h"
#include "core/workflow/source_rows.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// An item that this source brings.
struct OwnItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// What the project had of an item before.
struct KnownItem {
    std::int64_t exact = 0;
    FoundItem named;
    std::vector<SameText> texts;
    std::int64_t former = 0;
};

/// The list that a source brings entries of; none for any other.
std::optional<std::string> listOf(const Source& source);

struct SourceWriter::State {
    Project::State& project;
    Source source;
    ScopeKind page = ScopeKind::Data;
    SourceRows rows;
    bool published = false;

    Ontology ontology;
    std::unordered_map<LabelId, std::int64_t> labelKeys;
    std::vector<Label> newLabels;
    std::unordered_map<LabelId, std::size_t> newPlaces; ///< In `newLabels`.
    std::unordered_map<LabelId, SkeletonTemplate> skeletons; ///< For labels that had none.
    /// Every label by its exact name, merged ones resolved; a file may bring a hundred thousand.
    std::unordered_map<std::string, LabelId> byName;
    std::int32_t nextOrder = 0;
    std::unordered_map<RootId, std::int64_t> rootKeys;
    std::unordered_map<std::int64_t, bool> unlocated; ///< Roots whose folder is unknown, by key.
    std::vector<MediaRoot> newRoots;
    std::unordered_map<std::int64_t, RootId> located; ///< Unlocated roots by key, and where their pictures are.

    std::int64_t lastEntry = 0;
    std::int64_t nextItem = 1;
    bool others = false; ///< The project had items before.
    std::unordered_multimap<std::string, OwnItem> own; ///< By path.
    std::unordered_set<std::int64_t> metTexts;
    struct LastMedium {
        std::int64_t root = 0;
        std::string path;
        Uuid id;
    };
    std::optional<LastMedium> lastMedium; ///< Of the record before.
    std::pair<std::int64_t, std::string> lastFile; ///< Root and path, of `formerTexts`.
    std::map<std::int64_t, std::int64_t> formerTexts;

    explicit State(Project::State& owner) : project(owner), rows(*owner.writer) {}

    void nameLabels();
    std::string pathOf(const RootId& id);
    void locateRoots(Connection& db, Edit& edit);
    /// Of the list that this source brings, there is no other one then.
    void retireFormer(Connection& db, Edit& edit);
    void giveSkeleton(const LabelId& id, const SkeletonTemplate& skeleton);
    /// Unless somebody gave the label another one meanwhile.
    void giveSkeletons(Connection& db, Edit& edit);
    /// A label of that name may have been added while the import ran: ours becomes an alias of it.
    void renameTwins(Edit& edit);
    /// An item of this source that `item` is too.
    const OwnItem* ownItem(const SourceWriter::NewItem& item, std::int64_t root, bool located, bool exact);
    SourceWriter::ItemRef place(const SourceWriter::NewItem& item, const KnownItem& known);
    std::int64_t formerOf(Connection& db, std::int64_t root, const SourceWriter::NewItem& item);
    /// The item of the project with this text that stands in the same place, or the first that is left.
    SourceWriter::ItemRef placeText(const SourceWriter::NewItem& item, const KnownItem& known);
    Result<void> record(const char* kind, std::int64_t object, const SourceRecord& said);
};

} // namespace touchstone
