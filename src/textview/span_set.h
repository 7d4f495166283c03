#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include <QString>

#include "textview/label_ink.h"
#include "textview/range_index.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

/// One annotation as the view keeps it.
struct SpanEntry {
    Annotation annotation;
    /// Of a model, and still open: drawn as such.
    bool prediction = false;
};

/// An arc from one span to another.
struct SpanArc {
    AnnotationId relation;
    AnnotationId from;
    AnnotationId to;
    /// The role, where the relation has roles; empty: the label's name.
    QString role{};
};

/// A stretch of a block, for what must be laid out anew.
struct BlockRange {
    int block = 0;
    TextRange range;
};

/// What a change touched.
struct SpanChange {
    std::vector<BlockRange> ranges;
};

/// The annotations of a text: spans by place, and the relations and chains by the spans that they join.
class SpanSet {
  public:
    void reset(std::vector<Annotation> own, std::vector<Annotation> predictions);
    /// Adds, replaces or removes one. Offers what must be laid out anew: its old and its new place, and its
    /// members'.
    SpanChange change(const AnnotationId& id, const std::optional<Annotation>& now, bool prediction);

    const SpanEntry* find(const AnnotationId& id) const;
    const SpanEntry& at(std::uint32_t slot) const { return m_slots[slot]; }
    /// None for what is no span.
    const SpanShape* span(const AnnotationId& id) const;
    const RangeIndex& index(int block) const;
    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    std::size_t spanCount() const;
    /// All that are, or are not, predictions.
    std::vector<Annotation> all(bool prediction) const;

    /// Arcs that begin or end at a span; those of events begin at their triggers.
    std::vector<SpanArc> arcsOf(const AnnotationId& span) const;
    /// The chains that it is a mention of.
    std::vector<AnnotationId> chainsOf(const AnnotationId& span) const;
    /// From 1, in the order in which they were made, so that it is the same whenever a text is shown; 0 for
    /// what is no chain.
    int chainNumber(const AnnotationId& chain) const;
    /// All chains in that order, also those that are hidden and not in here. Tells whether a number changed.
    bool setChainOrder(std::vector<AnnotationId> order);
    /// Spans over a place, inner ones first. Empty ones count where they stand.
    std::vector<AnnotationId> stackAt(int block, std::int64_t codePoint) const;
    /// Whether `a` lies over `b` where both are: by z, then the one that begins later, is shorter, is
    /// younger.
    static bool isAbove(const Annotation& a, const Annotation& b);

  private:
    void put(SpanEntry entry);
    void take(const AnnotationId& id);
    void gather(const AnnotationId& id, SpanChange& change, int depth) const;
    AnnotationId spanOf(const AnnotationId& id, int depth = 0) const;
    void numberChains();

    std::vector<SpanEntry> m_slots;
    std::vector<std::uint32_t> m_free;
    std::unordered_map<AnnotationId, std::uint32_t> m_slotOf;
    std::vector<RangeIndex> m_blocks;
    /// The relations that have it as a member.
    std::unordered_map<AnnotationId, std::vector<AnnotationId>> m_relations;
    std::unordered_map<AnnotationId, int> m_numbers;
    std::vector<AnnotationId> m_chainOrder;
};

/// With roles: an event and what takes part in it.
bool isEvent(const Annotation& annotation);

} // namespace touchstone
