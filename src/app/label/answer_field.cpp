#include "app/label/answer_field.h"

#include "app/label/attribute_commands.h"
#include "app/label/choice_row.h"
#include "app/label/entry_field.h"
#include "app/label/ranking_field.h"
#include "app/session/text.h"
#include "touchstone/model/ranking.h"

using namespace Qt::StringLiterals;

namespace touchstone {

AnswerField* makeAnswerField(const AttributeDefinition& definition, AttributeCommands& commands)
{
    std::vector<ChoiceRow::Choice> choices;
    switch (definition.kind) {
    case AttributeKind::Rating: {
        const RatingRange range = ratingRange(definition);
        for (std::int64_t value = range.least; value <= range.most; ++value)
            choices.push_back({QString::number(value), AttributeValue(value)});
        return new ChoiceRow(definition, std::move(choices));
    }
    case AttributeKind::Block:
        for (const std::string& name : commands.texts())
            choices.push_back({toQt(name), AttributeValue(name)});
        choices.push_back({u"equal"_s, AttributeValue(std::string(kEqual))});
        return new ChoiceRow(definition, std::move(choices));
    case AttributeKind::Ranking:
        return new RankingField(definition, commands.texts());
    case AttributeKind::Entry:
        return commands.lists() ? new EntryField(definition, *commands.lists()) : nullptr;
    case AttributeKind::Boolean:
    case AttributeKind::Choice:
    case AttributeKind::Choices:
    case AttributeKind::Number:
    case AttributeKind::Text:
        break;
    }
    return nullptr;
}

} // namespace touchstone
