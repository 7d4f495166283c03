#include "app/label/tag_commands.h"

#include <algorithm>

#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/model/ranking.h"
#include "touchstone/model/tags.h"
#include "touchstone/workflow/working_layer.h"

using namespace Qt::StringLiterals;

namespace touchstone {

TagCommands::TagCommands(ProjectSession& session, LabelContext& context, QObject* parent)
    : QObject(parent), m_session(session), m_context(context)
{
    connect(&session, &ProjectSession::itemOpened, this, [this] {
        const WorkingLayer* working = m_session.working();
        if (const ItemId item = working ? working->item.id : ItemId{}; item != m_item) {
            m_item = item;
            findOpen();
        }
    });
}

void TagCommands::setGoesOn(bool on)
{
    m_goesOn = on;
    findOpen();
}

void TagCommands::findOpen()
{
    m_several.clear();
    const WorkingLayer* working = m_session.working();
    if (!m_goesOn || !working || !working->document)
        return;
    const Ontology& ontology = m_session.ontology();
    std::vector<std::string> held;
    for (const Annotation& one : working->content.annotations())
        if (const Label* label =
                std::holds_alternative<TagShape>(one.shape) ? ontology.resolve(one.label) : nullptr)
            held.push_back(label->tagGroup);
    for (const Label& label : ontology.labels)
        if (label.isActive() && !label.tagGroup.empty() && label.tagGroupMany &&
            std::ranges::find(held, label.tagGroup) == held.end() &&
            std::ranges::find(m_several, label.tagGroup) == m_several.end())
            m_several.push_back(label.tagGroup);
}

bool TagCommands::holds(const LabelId& label) const
{
    return tagOf(m_context.content(), m_session.ontology(), label) != nullptr;
}

// A tag needs no picture: only the session can stand in the way.
bool TagCommands::mayChange()
{
    if (m_session.working() && m_session.isEditable())
        return true;
    Q_EMIT say(m_session.whyNotEditable());
    return false;
}

bool TagCommands::set(const LabelId& label)
{
    if (holds(label))
        return true;
    if (!mayChange())
        return false;
    Annotation tag;
    tag.id = AnnotationId::create();
    tag.label = label;
    tag.attributes = m_context.startOf(label);
    return m_context.apply(u"Tag %1"_s.arg(m_context.labelName(label)),
                           tagSet(m_context.content(), m_session.ontology(), std::move(tag)));
}

void TagCommands::toggle(const LabelId& label)
{
    if (!holds(label))
        set(label);
    else if (mayChange())
        m_context.apply(u"Take away the tag %1"_s.arg(m_context.labelName(label)),
                        tagTaken(m_context.content(), m_session.ontology(), label));
}

bool TagCommands::digit(int digit)
{
    const Label* label = m_session.ontology().findByKey(std::to_string(digit));
    if (!label || !isTagLabel(*label)) {
        if (m_goesOn)
            Q_EMIT say(u"No tag has the key %1. Shift+T ends tagging."_s.arg(digit));
        return m_goesOn;
    }
    // Of several that may hold none is the last.
    if (!m_goesOn || (!label->tagGroup.empty() && label->tagGroupMany))
        toggle(label->id);
    else if (set(label->id))
        advance();
    return true;
}

void TagCommands::choose(const LabelId& label)
{
    const Label* named = m_session.ontology().resolve(label);
    const bool several = named && !named->tagGroup.empty() && named->tagGroupMany;
    if (!m_goesOn || several || holds(label))
        toggle(label);
    else if (set(label))
        advance();
}

bool TagCommands::asksSeveral(const OpenQuestion& question) const
{
    return std::ranges::find(m_several, question.group) != m_several.end();
}

bool TagCommands::complete(bool act)
{
    const WorkingLayer* working = m_session.working();
    if (!m_goesOn || !working || !working->document)
        return false;
    const std::vector<OpenQuestion> questions = asked();
    if (!questions.empty() && !asksSeveral(questions.front()))
        return false;
    if (!act)
        return true;
    if (!questions.empty())
        std::erase(m_several, questions.front().group);
    advance();
    return true;
}

std::vector<OpenQuestion> TagCommands::asked() const
{
    const WorkingLayer* working = m_session.working();
    if (!m_goesOn || !working)
        return {};
    // Pictures go on with the first tag, as they always did.
    return working->document ? openQuestions(m_session.ontology(), working->content,
                                             rankedNames(*working->document), m_several)
                             : std::vector<OpenQuestion>{};
}

void TagCommands::advance()
{
    if (!m_goesOn)
        return;
    const std::vector<OpenQuestion> questions = asked();
    if (questions.empty()) {
        Q_EMIT goOn();
        return;
    }
    const OpenQuestion& next = questions.front();
    if (next.group.empty())
        Q_EMIT attributeWanted(next.tag, toQt(next.attribute));
    else if (asksSeveral(next))
        Q_EMIT say(u"“%1” takes several: digits choose, Enter goes on."_s.arg(toQt(next.group)));
    else
        Q_EMIT say(u"“%1” is still open."_s.arg(toQt(next.group)));
}

Hint TagCommands::hint() const
{
    Hint hint;
    const std::vector<OpenQuestion> questions = asked();
    if (questions.empty() || questions.front().group.empty())
        return hint;
    const std::string& group = questions.front().group;
    hint.label = toQt(group);
    hint.text = questions.size() == 1 ? u"the last question"_s : u"%1 questions"_s.arg(questions.size());
    for (const Label& label : m_session.ontology().labels)
        if (label.isActive() && label.tagGroup == group && !label.key.empty())
            hint.keys.emplace_back(toQt(label.key), toQt(label.name));
    if (asksSeveral(questions.front()))
        hint.keys.emplace_back(u"Enter"_s, u"goes on"_s);
    hint.keys.emplace_back(u"D"_s, u"next text"_s);
    return hint;
}

} // namespace touchstone
