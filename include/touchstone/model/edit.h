#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "touchstone/base/clock.h"
#include "touchstone/base/ids.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/objects.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// Everything that an Edit can change. A new kind of object adds an alternative here.
using ObjectValue = std::variant<Annotation, Label, Task, Layer, Source, Member, ProjectInfo, MediaRoot,
                                 Medium>;

/// One object before and after. No `before`: it is created; no `after`: it is deleted.
/// The ids on both sides are equal.
struct Change {
    std::optional<ObjectValue> before;
    std::optional<ObjectValue> after;
    /// The layer of an annotation; null for all else.
    LayerId layer;
    /// The revision of the object that `before` is; 0 when there was none. The commit is refused when the
    /// stored head is another one.
    std::int64_t baseRevision = 0;

    friend bool operator==(const Change&, const Change&) = default;
};

/// The id of the object that is changed, whatever its kind.
Uuid objectId(const Change& change);

/// Where an Edit belongs for undo: the item in front, or a page of the window.
enum class ScopeKind { Item, Ontology, Data, Project };
struct Scope {
    ScopeKind kind = ScopeKind::Project;
    /// For ScopeKind::Item.
    ItemId item;
    friend bool operator==(const Scope&, const Scope&) = default;
};

/// The only way to change stored state. All changes happen together or not at all.
struct Edit {
    EditId id;
    Scope scope;
    /// What happened, for the history: "Move car". In the user's words, without a full stop.
    std::string text;
    /// Neighbouring Edits of one author and scope with one key that is not empty are one undo step.
    std::string mergeKey;
    std::vector<Change> changes;

    bool isEmpty() const { return changes.empty(); }
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// The Edit that takes `edit` back: before and after swapped, changes in reverse order, base revisions one
/// up, a new id, no merge key.
Edit inverse(const Edit& edit);

} // namespace touchstone
