#include "textview/span_set.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "touchstone/model/spans.h"

namespace touchstone {
namespace {

constexpr int deepestEvent = 8;

const RelationShape* relationOf(const Annotation& annotation)
{
    return std::get_if<RelationShape>(&annotation.shape);
}

/// From the begin of the first piece to the end of the last.
TextRange reach(const SpanShape& span)
{
    return span.ranges->empty() ? TextRange{} : extent(span);
}

} // namespace

bool isEvent(const Annotation& annotation)
{
    const RelationShape* relation = relationOf(annotation);
    return relation && !relation->roles->empty();
}

void SpanSet::reset(std::vector<Annotation> own, std::vector<Annotation> predictions)
{
    m_slots.clear();
    m_free.clear();
    m_slotOf.clear();
    m_blocks.clear();
    m_relations.clear();
    m_slots.reserve(own.size() + predictions.size());
    std::vector<std::vector<RangeIndex::Entry>> blocks;
    const auto add = [&](Annotation& annotation, bool prediction) {
        const auto slot = static_cast<std::uint32_t>(m_slots.size());
        if (const auto* span = std::get_if<SpanShape>(&annotation.shape); span && span->block >= 0) {
            blocks.resize(std::max(blocks.size(), static_cast<std::size_t>(span->block) + 1));
            blocks[static_cast<std::size_t>(span->block)].push_back({reach(*span), slot});
        } else if (const RelationShape* relation = relationOf(annotation)) {
            for (const AnnotationId& member : *relation->members)
                m_relations[member].push_back(annotation.id);
        }
        m_slotOf[annotation.id] = slot;
        m_slots.push_back({std::move(annotation), prediction});
    };
    for (Annotation& annotation : own)
        add(annotation, false);
    for (Annotation& annotation : predictions)
        add(annotation, true);
    for (auto& entries : blocks)
        m_blocks.emplace_back(std::move(entries));
    numberChains();
}

void SpanSet::put(SpanEntry entry)
{
    std::uint32_t slot = static_cast<std::uint32_t>(m_slots.size());
    if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    } else {
        m_slots.emplace_back();
    }
    if (const auto* span = std::get_if<SpanShape>(&entry.annotation.shape); span && span->block >= 0) {
        if (m_blocks.size() <= static_cast<std::size_t>(span->block))
            m_blocks.resize(static_cast<std::size_t>(span->block) + 1);
        m_blocks[static_cast<std::size_t>(span->block)].insert({reach(*span), slot});
    } else if (const RelationShape* relation = relationOf(entry.annotation)) {
        for (const AnnotationId& member : *relation->members)
            m_relations[member].push_back(entry.annotation.id);
    }
    m_slotOf[entry.annotation.id] = slot;
    m_slots[slot] = std::move(entry);
}

void SpanSet::take(const AnnotationId& id)
{
    const auto found = m_slotOf.find(id);
    if (found == m_slotOf.end())
        return;
    SpanEntry& entry = m_slots[found->second];
    if (const auto* span = std::get_if<SpanShape>(&entry.annotation.shape); span && span->block >= 0) {
        m_blocks[static_cast<std::size_t>(span->block)].remove({reach(*span), found->second});
    } else if (const RelationShape* relation = relationOf(entry.annotation)) {
        for (const AnnotationId& member : *relation->members)
            if (const auto of = m_relations.find(member); of != m_relations.end())
                std::erase(of->second, id);
    }
    entry = {};
    m_free.push_back(found->second);
    m_slotOf.erase(found);
}

SpanChange SpanSet::change(const AnnotationId& id, const std::optional<Annotation>& now, bool prediction)
{
    SpanChange change;
    gather(id, change, 0);
    const SpanEntry* former = find(id);
    const bool wasChain = former && isChain(former->annotation);
    take(id);
    if (now) {
        put({*now, prediction});
        gather(id, change, 0);
    }
    if (wasChain != (now && isChain(*now))) {
        const auto before = std::exchange(m_numbers, {});
        numberChains();
        for (const auto& [chain, number] : m_numbers)
            if (const auto had = before.find(chain); had == before.end() || had->second != number)
                gather(chain, change, 0);
    }
    return change;
}

void SpanSet::gather(const AnnotationId& id, SpanChange& change, int depth) const
{
    const SpanEntry* entry = find(id);
    if (!entry || depth > deepestEvent)
        return;
    if (const auto* span = std::get_if<SpanShape>(&entry->annotation.shape)) {
        change.ranges.push_back({span->block, reach(*span)});
        // The other ends of its arcs say where it lies.
        if (const auto of = m_relations.find(id); depth == 0 && of != m_relations.end())
            for (const AnnotationId& relation : of->second)
                gather(relation, change, depth + 1);
    } else if (const RelationShape* relation = relationOf(entry->annotation)) {
        for (const AnnotationId& member : *relation->members)
            gather(member, change, depth + 1);
    }
}

const SpanEntry* SpanSet::find(const AnnotationId& id) const
{
    const auto found = m_slotOf.find(id);
    return found == m_slotOf.end() ? nullptr : &m_slots[found->second];
}

const SpanShape* SpanSet::span(const AnnotationId& id) const
{
    const SpanEntry* entry = find(id);
    return entry ? std::get_if<SpanShape>(&entry->annotation.shape) : nullptr;
}

const RangeIndex& SpanSet::index(int block) const
{
    static const RangeIndex none;
    return block < 0 || block >= blockCount() ? none : m_blocks[static_cast<std::size_t>(block)];
}

std::size_t SpanSet::spanCount() const
{
    std::size_t count = 0;
    for (const RangeIndex& index : m_blocks)
        count += index.size();
    return count;
}

std::vector<Annotation> SpanSet::all(bool prediction) const
{
    std::vector<Annotation> found;
    for (const SpanEntry& entry : m_slots)
        if (entry.prediction == prediction && !entry.annotation.id.isNull())
            found.push_back(entry.annotation);
    return found;
}

AnnotationId SpanSet::spanOf(const AnnotationId& id, int depth) const
{
    const SpanEntry* entry = find(id);
    if (!entry || depth > deepestEvent)
        return {};
    if (std::holds_alternative<SpanShape>(entry->annotation.shape))
        return id;
    const RelationShape* relation = relationOf(entry->annotation);
    return relation && isEvent(entry->annotation) && !relation->members->empty()
               ? spanOf(relation->members->front(), depth + 1)
               : AnnotationId();
}

std::vector<SpanArc> SpanSet::arcsOf(const AnnotationId& span) const
{
    std::vector<SpanArc> arcs;
    // The span itself, and the events that begin at it.
    std::vector<AnnotationId> ends{span};
    for (std::size_t i = 0; i < ends.size() && i < 64; ++i) {
        const auto of = m_relations.find(ends[i]);
        if (of == m_relations.end())
            continue;
        for (const AnnotationId& id : of->second) {
            const SpanEntry* entry = find(id);
            const RelationShape* relation = entry ? relationOf(entry->annotation) : nullptr;
            if (!relation || relation->members->size() < 2 ||
                (!relation->directed && !isEvent(entry->annotation))) {
                if (relation && isEvent(entry->annotation) && !std::ranges::count(ends, id))
                    ends.push_back(id);
                continue;
            }
            const AnnotationId from = spanOf(relation->members->front());
            const std::size_t last = relation->directed ? 2 : relation->members->size();
            for (std::size_t member = 1; member < last; ++member) {
                const AnnotationId to = spanOf((*relation->members)[member]);
                const bool known = std::ranges::any_of(arcs, [&](const SpanArc& arc) {
                    return arc.relation == id && arc.from == from && arc.to == to;
                });
                if (from.isNull() || to.isNull() || known || (from != span && to != span))
                    continue;
                SpanArc arc{id, from, to, {}};
                if (member < relation->roles->size())
                    arc.role = QString::fromStdString((*relation->roles)[member]);
                arcs.push_back(std::move(arc));
            }
            if (isEvent(entry->annotation) && from == span && !std::ranges::count(ends, id))
                ends.push_back(id);
        }
    }
    return arcs;
}

std::vector<AnnotationId> SpanSet::chainsOf(const AnnotationId& span) const
{
    std::vector<AnnotationId> chains;
    if (const auto of = m_relations.find(span); of != m_relations.end())
        for (const AnnotationId& id : of->second)
            if (const SpanEntry* entry = find(id);
                entry && isChain(entry->annotation) && !std::ranges::count(chains, id))
                chains.push_back(id);
    return chains;
}

// Ids grow with time: their order is that of making.
void SpanSet::numberChains()
{
    m_numbers.clear();
    for (const AnnotationId& id : m_chainOrder)
        m_numbers.emplace(id, static_cast<int>(m_numbers.size()) + 1);
    std::vector<std::pair<bool, AnnotationId>> others;
    for (const SpanEntry& entry : m_slots)
        if (isChain(entry.annotation) && !m_numbers.contains(entry.annotation.id))
            others.emplace_back(entry.prediction, entry.annotation.id);
    std::sort(others.begin(), others.end());
    for (const auto& [prediction, id] : others)
        m_numbers.emplace(id, static_cast<int>(m_numbers.size()) + 1);
}

bool SpanSet::setChainOrder(std::vector<AnnotationId> order)
{
    m_chainOrder = std::move(order);
    const auto before = m_numbers;
    numberChains();
    return before != m_numbers;
}

int SpanSet::chainNumber(const AnnotationId& chain) const
{
    const auto found = m_numbers.find(chain);
    return found == m_numbers.end() ? 0 : found->second;
}

bool SpanSet::isAbove(const Annotation& a, const Annotation& b)
{
    const auto key = [](const Annotation& one) {
        const auto* span = std::get_if<SpanShape>(&one.shape);
        const TextRange range = span ? reach(*span) : TextRange{};
        return std::make_tuple(one.z, range.begin, -range.end, one.id);
    };
    return key(a) > key(b);
}

std::vector<AnnotationId> SpanSet::stackAt(int block, std::int64_t codePoint) const
{
    std::vector<const Annotation*> found;
    index(block).forTouching({codePoint, codePoint}, [&](const RangeIndex::Entry& entry) {
        const Annotation& annotation = m_slots[entry.key].annotation;
        const auto& ranges = *std::get<SpanShape>(annotation.shape).ranges;
        if (std::ranges::any_of(ranges, [&](const TextRange& range) {
                return range.isEmpty() ? range.begin == codePoint : range.contains(codePoint);
            }))
            found.push_back(&annotation);
    });
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return isAbove(*a, *b); });
    std::vector<AnnotationId> ids;
    for (const Annotation* annotation : found)
        ids.push_back(annotation->id);
    return ids;
}

} // namespace touchstone
