#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/ids.h"
#include "touchstone/model/attribute.h"
#include "touchstone/model/shape.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// 0xRRGGBB.
using Rgb = std::uint32_t;

/// How outlines are drawn where labels are told apart by lines besides colours.
enum class LinePattern { Automatic, Solid, Dash, Dot, DashDot, DashDotDot };
/// As it is written: "automatic", "solid", "dash", "dot", "dash-dot", "dash-dot-dot".
std::string_view linePatternName(LinePattern pattern);
std::optional<LinePattern> linePatternFromName(std::string_view name);

/// A class of objects. Its identity is the id; names change freely. `mergedInto` is resolved on reading.
struct Label {
    LabelId id;
    std::string name;
    Rgb color = 0;
    /// "1"…"9", "0", or empty.
    std::string key;
    /// Place in the list, ascending; unique by (order, id).
    std::int32_t order = 0;
    LabelId mergedInto;
    /// Hidden from choice; existing annotations keep it.
    bool retired = false;
    /// What it may be drawn as; empty: anything.
    std::vector<ShapeKind> shapes{};
    std::vector<AttributeDefinition> attributes{};
    /// Of a label that is drawn as a skeleton; else without points.
    SkeletonTemplate skeleton{};
    /// The choice that a tag of this label is one of ("weather"); empty: on its own.
    std::string tagGroup{};
    /// Several tags of the group may hold at once.
    bool tagGroupMany = false;
    /// Automatic: by its place in the list.
    LinePattern line = LinePattern::Automatic;
    /// The label that this one is a kind of; null: none. Read it through model/label_tree.h.
    LabelId parent{};
    /// Of a relation: what it may go from and to; empty: anything. Read them through model/relation_rules.h.
    std::vector<LabelId> domain{};
    std::vector<LabelId> range{};

    bool isActive() const { return !retired && mergedInto.isNull(); }
    /// Whether it may be drawn in this way.
    bool allows(ShapeKind kind) const;
    const AttributeDefinition* attribute(std::string_view name) const;
    friend bool operator==(const Label&, const Label&) = default;
};

/// All labels of a project, in their order, and the version they make up.
struct Ontology {
    std::vector<Label> labels;
    /// Number of the last Edit that changed it; 0 for an empty one.
    std::int64_t version = 0;

    const Label* find(const LabelId& id) const;
    /// Follows mergedInto to the end; the label itself when it is not merged, null when unknown.
    const Label* resolve(const LabelId& id) const;
    /// By exact name among labels that are not merged away.
    const Label* findByName(std::string_view name) const;
    /// The active label with that key.
    const Label* findByKey(std::string_view key) const;
    /// The first key of 1…9, 0 that no active label has; empty if all are taken.
    std::string freeKey() const;
    std::int32_t nextOrder() const;
    friend bool operator==(const Ontology&, const Ontology&) = default;
};

/// The colour of the n-th label: Okabe–Ito first, then generated ones that keep a distance from all
/// before them in normal sight and in three kinds of colour blindness. Deterministic.
Rgb paletteColor(std::size_t index);

} // namespace touchstone
