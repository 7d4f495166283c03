#include "touchstone/model/tags.h"

#include <algorithm>

#include "touchstone/model/relations.h"

namespace touchstone {
namespace {

std::vector<Change> without(const LayerContent& content, const std::vector<AnnotationId>& gone)
{
    std::vector<Change> changes = gone.empty() ? std::vector<Change>{} : relationsWithout(content, gone);
    for (const AnnotationId& id : gone)
        changes.push_back(content.removal(id));
    return changes;
}

template <class Goes>
std::vector<AnnotationId> tagsThat(const LayerContent& content, const Ontology& ontology, Goes goes)
{
    std::vector<AnnotationId> ids;
    for (const Annotation& annotation : content.annotations())
        if (std::holds_alternative<TagShape>(annotation.shape))
            if (const Label* label = ontology.resolve(annotation.label); label && goes(*label))
                ids.push_back(annotation.id);
    return ids;
}

} // namespace

bool isTagLabel(const Label& label)
{
    return !label.tagGroup.empty() ||
           (!label.shapes.empty() &&
            std::ranges::all_of(label.shapes, [](ShapeKind kind) { return kind == ShapeKind::Tag; }));
}

const Annotation* tagOf(const LayerContent& content, const Ontology& ontology, const LabelId& label)
{
    const Label* wanted = ontology.resolve(label);
    const auto ids = tagsThat(content, ontology, [&](const Label& own) { return &own == wanted; });
    return ids.empty() ? nullptr : content.find(ids.front());
}

std::vector<AnnotationId> tagsAgainst(const LayerContent& content, const Ontology& ontology, const Label& label)
{
    const bool oneHolds = !label.tagGroup.empty() && !label.tagGroupMany;
    return tagsThat(content, ontology, [&](const Label& other) {
        return other.id == label.id || (oneHolds && other.tagGroup == label.tagGroup);
    });
}

std::vector<Change> tagSet(const LayerContent& content, const Ontology& ontology, Annotation tag)
{
    const Label* label = ontology.resolve(tag.label);
    if (!label || tagOf(content, ontology, tag.label))
        return {};
    std::vector<Change> changes = without(content, tagsAgainst(content, ontology, *label));
    tag.label = label->id;
    tag.shape = TagShape{};
    changes.push_back(content.creation(std::move(tag)));
    return changes;
}

std::vector<Change> tagTaken(const LayerContent& content, const Ontology& ontology, const LabelId& label)
{
    const Label* wanted = ontology.resolve(label);
    return without(content, tagsThat(content, ontology, [&](const Label& own) { return &own == wanted; }));
}

} // namespace touchstone
