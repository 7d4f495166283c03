#include "touchstone/model/open_questions.h"

#include <algorithm>

#include "touchstone/model/ranking.h"
#include "touchstone/model/tags.h"

namespace touchstone {
namespace {

bool isAnswered(const AttributeDefinition& definition, const AttributeValue* value, const std::vector<std::string>& ranked)
{
    if (!value || std::holds_alternative<std::monostate>(*value) || misfit(definition, *value))
        return false;
    if (const auto* text = std::get_if<std::string>(value))
        return !text->empty();
    return definition.kind != AttributeKind::Ranking || isComplete(rankingFrom(*value), ranked);
}

void askAttributes(const Label& label, const Annotation& tag, const std::vector<std::string>& ranked,
                   std::vector<OpenQuestion>& questions)
{
    for (const AttributeDefinition& definition : label.attributes)
        if (definition.required && !isAnswered(definition, valueOf(tag.attributes, definition.name), ranked))
            questions.push_back({{}, tag.id, definition.name});
}

} // namespace

std::vector<OpenQuestion> openQuestions(const Ontology& ontology, const LayerContent& content,
                                        const std::vector<std::string>& ranked,
                                        const std::vector<std::string>& several)
{
    const auto isSeveral = [&](const std::string& group) {
        return std::ranges::find(several, group) != several.end();
    };
    std::vector<OpenQuestion> questions;
    std::vector<std::string> groups;
    for (const Label& label : ontology.labels)
        if (label.isActive() && !label.tagGroup.empty() && (!label.tagGroupMany || isSeveral(label.tagGroup)) &&
            std::ranges::find(groups, label.tagGroup) == groups.end())
            groups.push_back(label.tagGroup);
    // A text may have tens of thousands of spans, and this is asked after each edit.
    std::vector<std::pair<const Annotation*, const Label*>> tags;
    for (const Annotation& annotation : content.annotations())
        if (std::holds_alternative<TagShape>(annotation.shape))
            if (const Label* label = ontology.resolve(annotation.label))
                tags.emplace_back(&annotation, label);
    const auto ask = [&](const std::string& group, bool first) {
        bool holds = false;
        for (const auto& [annotation, label] : tags) {
            const bool listed = std::ranges::find(groups, label->tagGroup) != groups.end();
            if (first ? label->tagGroup != group : listed)
                continue;
            holds = true;
            askAttributes(*label, *annotation, ranked, questions);
        }
        if (first && (!holds || isSeveral(group)))
            questions.push_back({group, {}, {}});
    };
    for (const std::string& group : groups)
        ask(group, true);
    ask({}, false);
    return questions;
}

} // namespace touchstone
