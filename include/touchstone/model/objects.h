#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/clock.h"
#include "touchstone/base/ids.h"
#include "touchstone/base/sha256.h"

namespace touchstone {

/// Where an annotation layer comes from. Nobody's layer is edited by someone else or by a model.
enum class LayerRole { Work, GroundTruth, Prediction, Gold, Adjudicated };
/// "work", "ground-truth", "prediction", "gold", "adjudicated".
std::string_view layerRoleName(LayerRole role);
std::optional<LayerRole> layerRoleFromName(std::string_view name);

enum class TaskState { Unassigned, Assigned, InProgress, Submitted, InReview, Approved, Rejected, Skipped };
/// "unassigned", "assigned", "in_progress", "submitted", "in_review", "approved", "rejected", "skipped".
std::string_view taskStateName(TaskState state);
std::optional<TaskState> taskStateFromName(std::string_view name);

enum class ReviewMode { None, Sampled, Full };
std::string_view reviewModeName(ReviewMode mode);
std::optional<ReviewMode> reviewModeFromName(std::string_view name);

/// A person who works on the project. The role is a working role, not a permission.
struct Member {
    MemberId id;
    std::string name;
    /// "lead", "reviewer", "annotator".
    std::string role = "lead";
    friend bool operator==(const Member&, const Member&) = default;
};

/// What holds for the whole project.
struct ProjectInfo {
    ProjectId id;
    std::string name;
    ReviewMode reviewMode = ReviewMode::None;
    friend bool operator==(const ProjectInfo&, const ProjectInfo&) = default;
};

/// A folder under which media lie. Relative to the project file's folder wherever possible.
struct MediaRoot {
    RootId id;
    std::string path;
    friend bool operator==(const MediaRoot&, const MediaRoot&) = default;
};

/// One annotatable view: (medium, part). Facts about the medium may be unknown (0, empty, none).
struct Item {
    std::int64_t key = 0;
    ItemId id;
    /// "image" or "text".
    std::string kind = "image";
    RootId root;
    /// Relative to the root, '/'-separated.
    std::string path;
    /// Page, line or record number; none for the whole medium.
    std::optional<std::int64_t> part;
    /// Upright size in pixels; 0 while unknown.
    std::int64_t width = 0;
    std::int64_t height = 0;
    /// EXIF orientation of the file, 1…8; 0 while unknown.
    int orientation = 0;
    std::optional<Sha256> hash;
    std::int64_t bytes = 0;
    MediumId medium;
    /// Where the file is now, when it was relinked: a root and the path below it. Null and empty: as above.
    RootId placeRoot;
    std::string placePath;
    friend bool operator==(const Item&, const Item&) = default;
};

/// What a file is: the size that shapes refer to, and its fingerprint. Unknown: 0 or none.
struct MediumContent {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 0;
    std::int64_t bytes = 0;
    std::optional<Sha256> hash;
    friend bool operator==(const MediumContent&, const MediumContent&) = default;
};

/// What people decided about the file behind items. Facts that are found by looking are not in it.
struct Medium {
    MediumId id;
    /// Where the file is, when that is not where it was added.
    RootId root;
    std::string path;
    /// What was taken for the medium in place of what was first recorded.
    std::optional<MediumContent> content;
    /// What was recorded before the first such replacement.
    std::optional<MediumContent> was;
    friend bool operator==(const Medium&, const Medium&) = default;
};

/// One person's assignment to label one item.
struct Task {
    TaskId id;
    ItemId item;
    TaskState state = TaskState::Unassigned;
    MemberId assignee;
    /// Why it was skipped or rejected.
    std::string reason;
    /// 1 for the first time through; each rejection or reopening by a lead adds one.
    std::int32_t round = 1;
    /// The layer that this task continues from (rework, hand-over); null: ground truth, or nothing.
    LayerId baseLayer;
    /// Higher comes first where tasks are handed out.
    std::int64_t priority = 0;
    friend bool operator==(const Task&, const Task&) = default;
};

/// What is known of one layer besides its annotations.
struct Layer {
    LayerId id;
    ItemId item;
    LayerRole role = LayerRole::Work;
    /// Of a work layer; else null.
    TaskId task;
    MemberId author;
    /// Of an imported layer; else null.
    SourceId source;
    /// The layer of which this one was copied; null if it began empty.
    LayerId base;
    bool confirmedEmpty = false;
    bool unsure = false;
    /// Predictions of the item that its author does not want to see again.
    std::vector<AnnotationId> rejected;
    friend bool operator==(const Layer&, const Layer&) = default;
};

enum class SourceState { Pending, Published, Retired, Purged };
std::string_view sourceStateName(SourceState state);
std::optional<SourceState> sourceStateFromName(std::string_view name);

/// One bulk addition: an import, a model run, or files that were added. It is visible while published.
struct Source {
    SourceId id;
    /// A format id, or "files".
    std::string format;
    /// What the user named: a file or folder.
    std::string name;
    std::optional<Sha256> hash;
    /// Canonical JSON of the options that shape the result.
    std::string options;
    std::string author;
    LayerRole role = LayerRole::GroundTruth;
    /// Ground truth that people go on from; else it is only compared with.
    bool continueFrom = true;
    SourceState state = SourceState::Pending;
    /// JSON of the counts and messages of the import.
    std::string report;
    /// Hexadecimal SHA-256 over its rows (docs/file_format.md); empty until it is published.
    std::string digest;
    friend bool operator==(const Source&, const Source&) = default;
};

} // namespace touchstone
