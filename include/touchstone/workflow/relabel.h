#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "touchstone/workflow/many_items.h"

namespace touchstone {

/// Which shapes get another label.
struct LabelReplacement {
    LabelId from;
    LabelId to;
    /// Keys of the items to look at; see itemsWith().
    std::vector<std::int64_t> items;
    /// Items that are done too; those are in progress again then. Others that are finished stay.
    bool doneToo = false;
};

/// What a replacement does, or would do.
struct LabelReplacementReport {
    std::int64_t items = 0; ///< That were looked at.
    /// Shapes that change and the items they are on; of those, what is done.
    std::int64_t shapes = 0;
    std::int64_t shapeItems = 0;
    std::int64_t doneShapes = 0;
    std::int64_t doneItems = 0;
    /// Shapes that stay: on done items, where those were not asked for; of a kind that the new label does not allow; on
    /// items that somebody else has; on those that are in review, approved or skipped, or finished by somebody else.
    std::int64_t doneLeft = 0;
    std::int64_t notAllowed = 0;
    /// Those that a relation would not fit then (model/relation_rules.h).
    std::int64_t unfit = 0;
    std::int64_t ofOthers = 0;
    std::int64_t closed = 0;
    std::vector<StoredEdit> stored;
    /// Items whose Edit was refused, a sentence each.
    std::vector<std::string> refused;
    bool cancelled = false;
};

/// Keys of the items that pass the filter and, as far as counts know (the effective layer), hold the label.
Result<std::vector<std::int64_t>> itemsWith(Reader& reader, const Ontology& ontology, TaskFilter filter,
                                            const LabelId& label, Progress* progress = nullptr);

/// The changes that replace the label in one layer. A tag makes those go that cannot stand beside the new one.
struct LayerReplacement {
    std::vector<Change> changes;
    std::int64_t shapes = 0;     ///< That get the label.
    std::int64_t notAllowed = 0; ///< Shapes that the new label does not allow: they stay.
    std::int64_t unfit = 0;      ///< Shapes that a relation would not fit then: they stay.
    std::string reason{};        ///< Of the first of those.
};
/// `only`: no others are looked at; null: all.
LayerReplacement replacedIn(const LayerContent& content, const Ontology& ontology, const LabelId& from,
                            const LabelId& to, const std::vector<AnnotationId>* only = nullptr);

using ReplacementNews = std::function<void(const LabelReplacementReport&)>;
/// Counts what replaceLabels() would do; done items are counted apart and not left out. `news` is told now and then.
Result<LabelReplacementReport> countReplacement(const Project& project, Reader& reader,
                                                const LabelReplacement& request, Progress& progress,
                                                const ReplacementNews& news = {});
/// One Edit on each item. A cancelled one keeps what it did so far, which takeBack() undoes. InvalidInput for labels
/// that are not to be used.
Result<LabelReplacementReport> replaceLabels(Project& project, Reader& reader, const LabelReplacement& request,
                                             Progress& progress);

} // namespace touchstone
