#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/document.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/list_entry.h"
#include "touchstone/model/objects.h"
#include "touchstone/model/ontology.h"
#include "touchstone/model/skeleton_template.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class Project;

/// What makes two bulk additions the same: format, content hash, options, author, role.
struct SourceRequest {
    std::string format;
    std::string name;
    std::optional<Sha256> hash;
    std::string options;
    std::string author;
    LayerRole role = LayerRole::GroundTruth;
    bool continueFrom = true;
    /// Nothing else reads or writes the project in this process until the writer is destroyed: then it may hold
    /// the file for a second at a time, which is faster.
    bool alone = false;
    /// Where publishing it can be undone. What brings no data is not taken back as the last import.
    ScopeKind page = ScopeKind::Data;
};

/// Appends one source in slices and publishes it with one small Edit. Nothing of it is visible before.
/// Used from one thread; rows are written by another while it goes on, so that an error may be told by a later call. Destroyed without publish(), everything it wrote is taken out again; after a
/// crash the next opening does that. All keys are local to the file.
class SourceWriter {
  public:
    ~SourceWriter();

    const SourceId& id() const;

    /// The roots of the project, without those that this source brings.
    std::vector<RootId> knownRoots() const;
    /// The root for an absolute folder: an existing one, or a new one, stored relative to the project.
    Result<RootId> root(const std::filesystem::path& folder);
    /// A label by exact name (merged ones resolved), or a new one with the next colour and key, and the shapes and
    /// attributes of `like`. With `mayAdd` false NotFound instead. A label that has no skeleton gets that of `like`.
    Result<LabelId> label(const std::string& name, bool mayAdd = true, const Label& like = {});
    /// The id of a label by exact name, of the project (merged ones resolved) or of this source; null for none.
    LabelId labelNamed(const std::string& name) const;
    /// Sets parent, domain, range and attributes of a label that this source brings, as far as they can be: nothing comes
    /// to stand under itself, and ends are only for what may be a relation. Other labels stay as they are.
    void define(const LabelId& label, const Label& like);
    /// A label that this source brings; null for any other.
    const Label* newLabel(const LabelId& label) const;
    /// The skeleton that a label has, or will have when this is published; null without points.
    const SkeletonTemplate* skeletonOf(const LabelId& label) const;

    struct NewItem {
        std::string kind = "image";
        RootId root;
        std::string path;
        std::int64_t width = 0;
        std::int64_t height = 0;
        int orientation = 0;
        std::int64_t bytes = 0;
        /// Page, line or record number; none for the whole medium.
        std::optional<std::int64_t> part{};
        /// Of a text; lives until the call is done.
        const Document* document = nullptr;
        /// A text is not met again in another file: two files may say the same.
        bool onlyInPlace = false;
    };
    struct ItemRef {
        std::int64_t key = 0;
        bool created = false;
        /// Of a text `onlyInPlace` that was created: the newest item in this place, with another text; 0 if there is none.
        std::int64_t former = 0;
    };
    /// Finds the item with that root and path (without a root: the one with that stated name and size, of
    /// whatever root) or creates it with a task. Give new ones in natural path order. A text is met again by what it
    /// says: in the same place, else the first item with this text that this source has not met yet; records of one
    /// file, one after the other, share its medium.
    Result<ItemRef> item(const NewItem& item);
    /// Many at once, which is faster in a project that has items.
    Result<std::vector<ItemRef>> items(std::span<const NewItem> items);
    /// Whether this text of the project was met again.
    bool wasMet(std::int64_t itemKey) const;
    /// This source's layer on the item; made at the first call.
    Result<std::int64_t> layer(std::int64_t itemKey);
    /// The same for an item that somebody looked at and that may have no annotations.
    Result<std::int64_t> labelledLayer(std::int64_t itemKey);
    /// Appends an annotation (its id is given here if null) and what the file said besides.
    Result<void> annotation(std::int64_t layerKey, Annotation annotation, const SourceRecord& record);
    /// Keeps what the file said of images ("image"), categories ("category"), licences, the top level …
    Result<void> itemRecord(std::int64_t itemKey, const SourceRecord& record);
    Result<void> labelRecord(const LabelId& label, const SourceRecord& record);
    Result<void> topRecord(const SourceRecord& record);

    /// The next row of the list that the source's options name; ids are not empty and come once.
    Result<void> entry(const ListEntry& entry);

    /// How many items have annotations of this source and visible ground truth of another one.
    Result<std::int64_t> coveredTwice();

    /// When no more is to come: stores what is left, and what lists need. Takes the longest part of publish() on
    /// itself; publish() does it otherwise.
    Result<void> complete();

    /// Makes it visible. `report` is JSON. Entries of a list take the place of those that it had.
    Result<void> publish(const std::string& report);

    struct State;
    explicit SourceWriter(std::unique_ptr<State> state);

  private:
    std::unique_ptr<State> m_state;
};

} // namespace touchstone
