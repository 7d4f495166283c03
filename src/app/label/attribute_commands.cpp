#include "app/label/attribute_commands.h"

#include <algorithm>

#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/model/ranking.h"
#include "touchstone/workflow/working_layer.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

bool isTyped(AttributeKind kind)
{
    return kind == AttributeKind::Number || kind == AttributeKind::Text || kind == AttributeKind::Entry;
}

/// The text with that number, or 0: equal. In a ranking the text gets the next place, or loses the one it
/// has; 0 joins the last one to the place before.
std::optional<AttributeValue> valueAmongTexts(AttributeKind kind, int digit, const AttributeValue* before,
                                              const std::vector<std::string>& texts)
{
    if (std::size_t(digit) > texts.size())
        return std::nullopt;
    const std::string name = digit == 0 ? std::string(kEqual) : texts[std::size_t(digit - 1)];
    if (kind == AttributeKind::Block)
        return AttributeValue(name);
    const Ranking had = before ? rankingFrom(*before) : Ranking{};
    if (digit == 0)
        return had.size() < 2 ? std::nullopt : std::optional(rankingValue(tiedUp(had, had.back().back())));
    return rankingValue(isComplete(had, {name}) ? unranked(had, name) : ranked(had, name, had.size() + 1));
}

} // namespace

std::optional<AttributeValue> commonValue(const std::vector<Annotation>& annotations, std::string_view name)
{
    std::optional<AttributeValue> common;
    for (const Annotation& annotation : annotations) {
        const AttributeValue* own = valueOf(annotation.attributes, name);
        const AttributeValue value = own ? *own : AttributeValue{};
        if (common && *common != value)
            return std::nullopt;
        common = value;
    }
    return common;
}

AttributeCommands::AttributeCommands(ProjectSession& session, LabelContext& context, QObject* parent)
    : QObject(parent), m_session(session), m_context(context)
{
}

std::vector<Annotation> AttributeCommands::instances() const
{
    std::vector<Annotation> found;
    for (const AnnotationId& id : m_context.selection())
        if (const Annotation* one = m_context.content().find(id))
            if (!std::holds_alternative<RelationShape>(one->shape))
                found.push_back(*one);
    return found;
}

std::vector<AttributeDefinition> AttributeCommands::definitions() const
{
    std::vector<AttributeDefinition> common;
    const Label* seen = nullptr;
    for (const Annotation& one : instances()) {
        const Label* label = m_session.ontology().resolve(one.label);
        if (!label)
            return {};
        if (!seen)
            common = label->attributes;
        else if (label != seen)
            std::erase_if(common, [label](const AttributeDefinition& definition) {
                const AttributeDefinition* own = label->attribute(definition.name);
                return !own || *own != definition;
            });
        seen = label;
    }
    return common;
}

QString AttributeCommands::what(std::size_t count) const
{
    const std::vector<Annotation> all = instances();
    if (count == 1 && !all.empty())
        return m_context.labelName(all.front().label);
    const bool text = m_session.working() && m_session.working()->document;
    return (text ? u"%1 annotations"_s : u"%1 shapes"_s).arg(count);
}

template <class Alter>
bool AttributeCommands::alter(const QString& text, Alter alter)
{
    std::vector<Change> changes;
    bool locked = false;
    for (const Annotation& before : instances()) {
        if (m_context.isLocked(before)) {
            locked = true;
            continue;
        }
        Annotation after = before;
        alter(after);
        if (after != before)
            changes.push_back(m_context.content().replacement(std::move(after)));
    }
    if (changes.empty()) {
        if (locked)
            Q_EMIT say(u"The selection is locked. Ctrl+Shift+L unlocks it."_s);
        return !locked;
    }
    const QString sentence = text.arg(what(changes.size()));
    return m_context.apply(sentence, std::move(changes));
}

bool AttributeCommands::set(const AttributeDefinition& definition, const AttributeValue& value)
{
    if (const auto reason = misfit(definition, value)) {
        Q_EMIT say(toQt(*reason));
        return false;
    }
    const bool none = std::holds_alternative<std::monostate>(value);
    const QString name = toQt(definition.name);
    const QString text =
        none ? u"Clear “%1” of %2"_s.arg(name, u"%1"_s)
             : u"Set “%1” of %3 to %2"_s.arg(name, toQt(displayText(definition, value)), u"%1"_s);
    const bool done = alter(text, [&](Annotation& after) {
        after.attributes = withValue(std::move(after.attributes), definition.name, value);
    });
    if (done && !none)
        Q_EMIT answered(definition.kind);
    return done;
}

std::vector<std::string> AttributeCommands::texts() const
{
    const WorkingLayer* working = m_session.working();
    return working && working->document ? rankedNames(*working->document) : std::vector<std::string>{};
}

void AttributeCommands::setFlag(Flag flag, bool on)
{
    static constexpr bool Annotation::*members[] = {&Annotation::occluded, &Annotation::truncated,
                                                    &Annotation::crowd, &Annotation::unsure};
    static const QString names[] = {u"occluded"_s, u"truncated"_s, u"crowd"_s, u"unsure"_s};
    const auto at = std::size_t(flag);
    alter((on ? u"Mark %1 as "_s : u"Mark %1 as not "_s) + names[at], [&](Annotation& after) {
        after.*members[at] = on;
        if (!after.unsure)
            after.alternative = {};
    });
}

void AttributeCommands::setAlternative(const LabelId& label)
{
    alter(label.isNull() ? u"Drop the second label of %1"_s
                         : u"Mark %1 as perhaps "_s + m_context.labelName(label),
          [&](Annotation& after) {
              after.alternative = label;
              after.unsure = after.unsure || !label.isNull();
          });
}

void AttributeCommands::pick(int number)
{
    const std::vector<AttributeDefinition> all = definitions();
    if (instances().empty())
        Q_EMIT say(u"Select what is to have attributes first."_s);
    else if (all.empty())
        Q_EMIT say(u"This label has no attributes. Its menu, Definition…, adds them."_s);
    else if (number < 1 || number > int(all.size()))
        Q_EMIT say(u"There is no attribute %1 here; the last is %2."_s.arg(number).arg(all.size()));
    else
        pick(toQt(all[std::size_t(number - 1)].name));
}

void AttributeCommands::pick(const QString& name)
{
    m_picked = name;
    const auto definition = pickedDefinition();
    if (definition && isTyped(definition->kind)) {
        m_picked.clear();
        Q_EMIT typingWanted(name);
    }
    Q_EMIT pickedChanged();
}

std::optional<AttributeDefinition> AttributeCommands::pickedDefinition() const
{
    if (m_picked.isEmpty())
        return std::nullopt;
    const std::vector<AttributeDefinition> all = definitions();
    const auto found = std::ranges::find(all, fromQt(m_picked), &AttributeDefinition::name);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void AttributeCommands::leave()
{
    if (m_picked.isEmpty())
        return;
    m_picked.clear();
    Q_EMIT pickedChanged();
}

bool AttributeCommands::digit(int digit)
{
    const auto definition = pickedDefinition();
    if (!definition)
        return false;
    const auto common = commonValue(instances(), definition->name);
    if (const auto value = valueOfDigit(*definition, digit, common ? &*common : nullptr, texts()))
        set(*definition, *value);
    else
        Q_EMIT say(u"“%1” has no value %2."_s.arg(m_picked).arg(digit));
    return true;
}

std::optional<AttributeValue> AttributeCommands::valueOfDigit(const AttributeDefinition& definition,
                                                              int digit, const AttributeValue* before,
                                                              const std::vector<std::string>& texts)
{
    if (definition.kind == AttributeKind::Boolean)
        return digit <= 1 ? std::optional<AttributeValue>(digit == 1) : std::nullopt;
    if (isTyped(definition.kind))
        return std::nullopt;
    if (definition.kind == AttributeKind::Rating) {
        // 0 is ten where that is a rating and 0 is none.
        const RatingRange range = ratingRange(definition);
        const std::int64_t value = digit == 0 && range.least > 0 ? 10 : digit;
        return value >= range.least && value <= range.most ? std::optional<AttributeValue>(value)
                                                           : std::nullopt;
    }
    if (definition.kind == AttributeKind::Block || definition.kind == AttributeKind::Ranking)
        return valueAmongTexts(definition.kind, digit, before, texts);
    const auto at = std::size_t(digit == 0 ? 9 : digit - 1);
    if (at >= definition.choices.size())
        return std::nullopt;
    const std::string& choice = definition.choices[at];
    if (definition.kind == AttributeKind::Choice)
        return AttributeValue(choice);
    const auto* had = before ? std::get_if<std::vector<std::string>>(before) : nullptr;
    std::vector<std::string> now = had ? *had : std::vector<std::string>{};
    if (std::erase(now, choice) == 0)
        now.push_back(choice);
    return now.empty() ? AttributeValue{} : AttributeValue(std::move(now));
}

std::vector<std::pair<QString, QString>> AttributeCommands::keysOf(const AttributeDefinition& definition,
                                                                   const std::vector<std::string>& texts)
{
    if (definition.kind == AttributeKind::Boolean)
        return {{u"1"_s, u"yes"_s}, {u"0"_s, u"no"_s}};
    if (definition.kind == AttributeKind::Rating) {
        const RatingRange range = ratingRange(definition);
        const QString digits =
            u"%1–%2"_s.arg(std::max<qint64>(0, range.least)).arg(std::min<qint64>(9, range.most));
        return {{digits, toQt(definition.name)}};
    }
    std::vector<std::pair<QString, QString>> keys;
    if (definition.kind == AttributeKind::Block || definition.kind == AttributeKind::Ranking) {
        for (std::size_t i = 0; i < std::min<std::size_t>(9, texts.size()); ++i)
            keys.emplace_back(QString::number(i + 1), toQt(texts[i]));
        keys.emplace_back(u"0"_s, definition.kind == AttributeKind::Block ? u"equal"_s
                                                                          : u"equal to the one before"_s);
        return keys;
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(10, definition.choices.size()); ++i)
        keys.emplace_back(QString::number((i + 1) % 10), toQt(definition.choices[i]));
    return keys;
}

} // namespace touchstone
