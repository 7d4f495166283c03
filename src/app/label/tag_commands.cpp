#include "app/label/tag_commands.h"

#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {

TagCommands::TagCommands(ProjectSession& session, LabelContext& context, QObject* parent)
    : QObject(parent), m_session(session), m_context(context)
{
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
    if (!m_goesOn)
        toggle(label->id);
    else if (set(label->id))
        Q_EMIT goOn();
    return true;
}

} // namespace touchstone
