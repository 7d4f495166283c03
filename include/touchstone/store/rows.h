#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "touchstone/model/annotation.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/objects.h"

namespace touchstone {

/// An id that a data file gave: an exact 64-bit integer or a string; monostate when it gave none.
using ExternalId = std::variant<std::monostate, std::int64_t, std::string>;

/// What a source said about an object that the value does not hold.
struct SourceRecord {
    SourceId source;
    ExternalId externalId;
    /// Position in the file's list.
    std::int64_t order = 0;
    /// JSON object text of the fields that we do not hold; empty for none. Numbers as they were written.
    std::string fields;
    /// JSON object text of numbers that follow from the geometry (bbox, area, the raw segmentation where it
    /// cannot be rebuilt); valid only while the geometry is the one that was imported; empty for none.
    std::string geometry;
    friend bool operator==(const SourceRecord&, const SourceRecord&) = default;
};

/// A line of the task list.
struct TaskRow {
    Item item;
    Task task;
    std::int64_t taskRevision = 0;
    /// Labelled things (LayerContent::thingCount) in the layer that is shown for the item; -1 while there is no layer.
    std::int64_t count = -1;
    bool confirmedEmpty = false;
    /// The first words of a text.
    std::string words;
};

/// The file behind items, with what is recorded of it.
struct MediumRow {
    std::int64_t key = 0;
    MediumId id;
    /// Where it was added, and, when it was relinked, where it is now.
    RootId root;
    std::string path;
    RootId placeRoot;
    std::string placePath;
    MediumContent recorded;
    /// When the file was written last, as of when `recorded.hash` was taken; 0 while unknown.
    Timestamp modified = 0;
    /// How often an Edit changed it.
    std::int64_t revision = 0;
};

/// The first and the last path of what was added below a root, in the order of bytes: what these two share, all share.
struct PathSpan {
    RootId root;
    std::string first;
    std::string last;
};

/// Which tasks a list shows. Empty fields do not filter. The order is that of the items; with an assignee the
/// tasks of higher priority come first.
struct TaskFilter {
    std::vector<TaskState> states;
    /// Part of the path, ASCII letters without case; of a text also of its first words.
    std::string text;
    /// Items whose effective layer holds this label, or one that was merged into it.
    LabelId label;
    MemberId assignee;
};

/// A layer of an item and how many annotations it holds.
struct LayerRow {
    std::int64_t key = 0;
    Layer layer;
    std::int64_t count = 0;
    std::string author;
    std::int64_t newestEdit = 0;
};

/// Numbers of a whole project, over effective layers. `total` and `byLabel` count objects (an instance once); groups,
/// parts and other relations are counted by themselves.
struct ProjectCounts {
    std::map<std::string, std::int64_t> items;
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> byShape;
    std::map<std::string, std::int64_t> byLabel;
    std::int64_t relations = 0;
    std::map<std::string, std::int64_t> tasksByState;
    struct LayerCount {
        std::string role;
        std::string author;
        std::string source;
        std::int64_t layers = 0;
        std::int64_t annotations = 0;
    };
    std::vector<LayerCount> layers;
    std::int64_t pendingRows = 0;
};

/// How often labels are used, for the label panel: in current annotations of visible layers.
struct LabelUse {
    LabelId label;
    std::int64_t annotations = 0;
};

enum class EditKind { Do, Undo, Redo, Start, Publish };
std::string_view editKindName(EditKind kind);

/// A line of the history.
struct LogRow {
    std::int64_t sequence = 0;
    EditId id;
    EditKind kind = EditKind::Do;
    std::string author;
    std::string text;
    /// The path of the item it happened on; empty for the rest.
    std::string item;
    Timestamp at = 0;
    std::int64_t changes = 0;
    std::int64_t ontologyVersion = 0;
};

/// What Ctrl+Z and Ctrl+Shift+Z would do in a scope; empty texts when there is nothing.
struct UndoState {
    std::string undoText;
    std::string redoText;
};

/// An open draft of a tool: vertices that are not an annotation yet.
struct Draft {
    ItemId item;
    MemberId author;
    std::string tool;
    /// JSON text in a form of the tool's own.
    std::string body;
    friend bool operator==(const Draft&, const Draft&) = default;
};

} // namespace touchstone
