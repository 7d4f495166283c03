#include "touchstone/model/spans.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace touchstone {
namespace {

using Members = Shared<std::vector<AnnotationId>>;

const SpanShape* spanOf(const LayerContent& content, const AnnotationId& id)
{
    const Annotation* annotation = content.find(id);
    return annotation ? std::get_if<SpanShape>(&annotation->shape) : nullptr;
}

/// The chain with these members, or its removal when none is left.
Change withMentions(const LayerContent& content, const Annotation& chain, std::vector<AnnotationId> members)
{
    if (members.empty())
        return content.removal(chain.id);
    Annotation after = chain;
    std::get<RelationShape>(after.shape).members = Members(std::move(members));
    return content.replacement(std::move(after));
}

void leaveChains(const LayerContent& content, const std::set<AnnotationId>& mentions, const AnnotationId& stays,
                 const LabelId* label, std::vector<Change>& changes)
{
    for (const Annotation& annotation : content.annotations()) {
        if (!isChain(annotation) || annotation.id == stays || (label && annotation.label != *label))
            continue;
        const auto& members = *std::get<RelationShape>(annotation.shape).members;
        std::vector<AnnotationId> left;
        std::ranges::copy_if(members, std::back_inserter(left), [&](const auto& id) { return !mentions.contains(id); });
        if (left.size() != members.size())
            changes.push_back(withMentions(content, annotation, std::move(left)));
    }
}

} // namespace

std::vector<TextRange> asPieces(std::vector<TextRange> ranges)
{
    std::ranges::sort(ranges);
    if (std::ranges::any_of(ranges, [](const TextRange& range) { return !range.isEmpty(); }))
        std::erase_if(ranges, [](const TextRange& range) { return range.isEmpty(); });
    else
        ranges.resize(std::min<std::size_t>(1, ranges.size()));
    std::vector<TextRange> result;
    for (const TextRange& range : ranges) {
        if (!result.empty() && range.begin <= result.back().end)
            result.back().end = std::max(result.back().end, range.end);
        else
            result.push_back(range);
    }
    return result;
}

std::vector<const Annotation*> spansInOrder(const LayerContent& content)
{
    std::vector<const Annotation*> spans;
    for (const Annotation& annotation : content.annotations())
        if (std::holds_alternative<SpanShape>(annotation.shape))
            spans.push_back(&annotation);
    const auto place = [](const Annotation* one) {
        const auto& span = std::get<SpanShape>(one->shape);
        const TextRange whole = extent(span);
        return std::tuple(span.block, whole.begin, -whole.end, one->id);
    };
    std::ranges::sort(spans, [&](const Annotation* a, const Annotation* b) { return place(a) < place(b); });
    return spans;
}

std::vector<Change> spansRelated(const LayerContent& content, const AnnotationId& from, const AnnotationId& to,
                                 const LabelId& label, const AnnotationId& relation)
{
    const RelationShape shape{std::vector{from, to}, true};
    const auto same = [&](const Annotation& one) { return one.label == label && one.shape == Shape(shape); };
    if (from == to || !content.find(from) || !content.find(to) || std::ranges::any_of(content.annotations(), same))
        return {};
    Annotation made;
    made.id = relation;
    made.label = label;
    made.shape = shape;
    return {content.creation(std::move(made))};
}

bool isChain(const Annotation& annotation)
{
    const auto* relation = std::get_if<RelationShape>(&annotation.shape);
    return relation && !relation->directed && relation->roles->empty() && !annotation.label.isNull();
}

std::vector<Change> chained(const LayerContent& content, const AnnotationId& chain, const LabelId& label,
                            const std::vector<AnnotationId>& mentions)
{
    const Annotation* known = content.find(chain);
    if (known && !isChain(*known))
        return {};
    const LabelId& named = known ? known->label : label;
    std::vector<AnnotationId> members = known ? *std::get<RelationShape>(known->shape).members : std::vector<AnnotationId>();
    const std::size_t before = members.size();
    std::set<AnnotationId> there(members.begin(), members.end());
    for (const AnnotationId& mention : mentions)
        if (spanOf(content, mention) && there.insert(mention).second)
            members.push_back(mention);
    if (members.size() == before)
        return {};
    std::vector<Change> changes;
    leaveChains(content, {mentions.begin(), mentions.end()}, chain, &named, changes);
    if (known) {
        changes.push_back(withMentions(content, *known, std::move(members)));
    } else {
        Annotation made;
        made.id = chain;
        made.label = label;
        made.shape = RelationShape{Members(std::move(members)), false};
        changes.push_back(content.creation(std::move(made)));
    }
    return changes;
}

std::vector<Change> unchained(const LayerContent& content, const std::vector<AnnotationId>& mentions)
{
    std::vector<Change> changes;
    leaveChains(content, {mentions.begin(), mentions.end()}, {}, nullptr, changes);
    return changes;
}

std::vector<AnnotationId> chainsOf(const LayerContent& content, const AnnotationId& mention)
{
    std::vector<AnnotationId> chains;
    for (const Annotation& annotation : content.annotations()) {
        if (!isChain(annotation))
            continue;
        const auto& members = *std::get<RelationShape>(annotation.shape).members;
        if (annotation.id == mention || std::ranges::find(members, mention) != members.end())
            chains.push_back(annotation.id);
    }
    std::ranges::sort(chains);
    return chains;
}

std::vector<AnnotationId> mentionsInOrder(const LayerContent& content, const AnnotationId& chain)
{
    const Annotation* known = content.find(chain);
    if (!known || !isChain(*known))
        return {};
    using Place = std::tuple<std::int32_t, std::int64_t, std::int64_t, AnnotationId>;
    std::vector<Place> places;
    for (const AnnotationId& member : *std::get<RelationShape>(known->shape).members)
        if (const SpanShape* span = spanOf(content, member)) {
            const TextRange whole = extent(*span);
            places.emplace_back(span->block, whole.begin, -whole.end, member);
        }
    std::ranges::sort(places);
    std::vector<AnnotationId> mentions;
    for (const Place& place : places)
        mentions.push_back(std::get<3>(place));
    return mentions;
}

AnnotationId mentionBeside(const LayerContent& content, const AnnotationId& mention, int step)
{
    for (const AnnotationId& chain : chainsOf(content, mention)) {
        const std::vector<AnnotationId> mentions = mentionsInOrder(content, chain);
        const auto here = std::ranges::find(mentions, mention);
        if (here == mentions.end() || mentions.size() < 2)
            continue;
        const auto count = static_cast<std::ptrdiff_t>(mentions.size());
        return mentions[static_cast<std::size_t>(((here - mentions.begin()) + step + count) % count)];
    }
    return {};
}

std::vector<Change> chainsUnited(const LayerContent& content, const std::vector<AnnotationId>& mentions)
{
    const std::set<AnnotationId> wanted(mentions.begin(), mentions.end());
    const auto isWanted = [&](const AnnotationId& id) { return wanted.contains(id); };
    std::map<LabelId, std::map<AnnotationId, const Annotation*>> byLabel;
    for (const Annotation& annotation : content.annotations())
        if (isChain(annotation) &&
            (isWanted(annotation.id) || std::ranges::any_of(*std::get<RelationShape>(annotation.shape).members, isWanted)))
            byLabel[annotation.label].emplace(annotation.id, &annotation);
    std::vector<Change> changes;
    for (const auto& [label, chains] : byLabel) {
        if (chains.size() < 2)
            continue;
        std::vector<AnnotationId> members;
        std::set<AnnotationId> there;
        for (const auto& [id, chain] : chains)
            for (const AnnotationId& member : *std::get<RelationShape>(chain->shape).members)
                if (there.insert(member).second)
                    members.push_back(member);
        for (auto later = std::next(chains.begin()); later != chains.end(); ++later)
            changes.push_back(content.removal(later->first));
        changes.push_back(withMentions(content, *chains.begin()->second, std::move(members)));
    }
    return changes;
}

std::vector<Change> chainSplit(const LayerContent& content, const AnnotationId& chain, const AnnotationId& mention,
                               const AnnotationId& rest)
{
    const std::vector<AnnotationId> mentions = mentionsInOrder(content, chain);
    const auto here = std::ranges::find(mentions, mention);
    if (here == mentions.end() || here == mentions.begin())
        return {};
    const Annotation& known = *content.find(chain);
    const std::set<AnnotationId> leaving(here, mentions.end());
    std::vector<AnnotationId> staying;
    for (const AnnotationId& member : *std::get<RelationShape>(known.shape).members)
        if (!leaving.contains(member))
            staying.push_back(member);
    Annotation made;
    made.id = rest;
    made.label = known.label;
    made.shape = RelationShape{Members(std::vector<AnnotationId>(here, mentions.end())), false};
    return {withMentions(content, known, std::move(staying)), content.creation(std::move(made))};
}

std::vector<Change> relationsTurned(const LayerContent& content, const std::vector<AnnotationId>& ids)
{
    using Ends = std::tuple<LabelId, AnnotationId, AnnotationId>;
    const auto isTurnable = [](const Annotation& one) {
        const auto* relation = std::get_if<RelationShape>(&one.shape);
        return relation && relation->directed && relation->members->size() == 2 && !one.label.isNull();
    };
    const auto endsOf = [](const Annotation& one) {
        const auto& members = *std::get<RelationShape>(one.shape).members;
        return Ends(one.label, members.front(), members.back());
    };
    std::set<Ends> there;
    for (const Annotation& one : content.annotations())
        if (isTurnable(one))
            there.insert(endsOf(one));
    std::vector<Change> changes;
    for (const AnnotationId& id : ids) {
        const Annotation* known = content.find(id);
        if (!known || !isTurnable(*known))
            continue;
        const auto& [label, from, to] = endsOf(*known);
        if (there.contains(Ends(label, to, from)))
            continue;
        Annotation after = *known;
        std::get<RelationShape>(after.shape).members = Members(std::vector{to, from});
        changes.push_back(content.replacement(std::move(after)));
    }
    return changes;
}

std::vector<Change> spansJoined(const LayerContent& content, const std::vector<AnnotationId>& ids)
{
    const std::set<AnnotationId> wanted(ids.begin(), ids.end());
    std::vector<const Annotation*> spans;
    for (const Annotation* span : spansInOrder(content))
        if (wanted.contains(span->id))
            spans.push_back(span);
    if (spans.size() < 2)
        return {};
    Annotation whole = *spans.front();
    const std::int32_t block = std::get<SpanShape>(whole.shape).block;
    std::vector<TextRange> ranges;
    std::map<AnnotationId, AnnotationId> into;
    for (const Annotation* span : spans) {
        const auto& shape = std::get<SpanShape>(span->shape);
        if (shape.block != block)
            return {};
        ranges.insert(ranges.end(), shape.ranges->begin(), shape.ranges->end());
        into[span->id] = whole.id;
    }
    whole.shape = SpanShape{asPieces(std::move(ranges)), block};
    std::vector<Change> changes{content.replacement(std::move(whole))};
    for (const Annotation& annotation : content.annotations()) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        const auto isOne = [&](const AnnotationId& id) { return into.contains(id); };
        if (!relation || std::ranges::none_of(*relation->members, isOne))
            continue;
        // Each member once, so that a relation between two that become one goes.
        std::set<AnnotationId> seen;
        Annotation after = annotation;
        auto& shape = std::get<RelationShape>(after.shape);
        std::vector<AnnotationId> members;
        std::vector<std::string> roles;
        for (std::size_t i = 0; i < relation->members->size(); ++i) {
            const AnnotationId& id = (*relation->members)[i];
            const AnnotationId& target = isOne(id) ? into[id] : id;
            if (!seen.insert(target).second)
                continue;
            members.push_back(target);
            if (!relation->roles->empty())
                roles.push_back((*relation->roles)[i]);
        }
        const bool gone = members.size() < 2 && relation->members->size() >= 2 && relation->roles->empty();
        shape.members = Members(std::move(members));
        shape.roles = Shared<std::vector<std::string>>(std::move(roles));
        if (gone)
            changes.push_back(content.removal(annotation.id));
        else if (after != annotation)
            changes.push_back(content.replacement(std::move(after)));
    }
    for (const Annotation* span : spans)
        if (span != spans.front())
            changes.push_back(content.removal(span->id));
    return changes;
}

std::vector<Change> spanCut(const LayerContent& content, const AnnotationId& id, std::int64_t at, const AnnotationId& rest)
{
    const SpanShape* span = spanOf(content, id);
    if (!span)
        return {};
    std::vector<TextRange> before, behind;
    for (const TextRange& range : *span->ranges) {
        if (range.begin < at)
            before.push_back({range.begin, std::min(range.end, at)});
        if (range.end > at)
            behind.push_back({std::max(range.begin, at), range.end});
    }
    if (before.empty() || behind.empty())
        return {};
    Annotation first = *content.find(id);
    Annotation second = first;
    second.id = rest;
    first.shape = SpanShape{std::move(before), span->block};
    second.shape = SpanShape{std::move(behind), span->block};
    return {content.replacement(std::move(first)), content.creation(std::move(second))};
}

} // namespace touchstone
