#include "app/label/item_flow.h"

#include <QAction>
#include <QPointer>

#include "app/label/hint_line.h"
#include "app/label/item_navigator.h"
#include "app/label/task_states.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

QString itemName(const Item& item)
{
    const QString path = toQt(item.path);
    const QString name = path.mid(path.lastIndexOf(u'/') + 1);
    return item.part ? u"%1, %2"_s.arg(name).arg(*item.part) : name;
}

ItemFlow::ItemFlow(ProjectSession& session, ItemNavigator& navigator, HintLine& hints, QObject* parent)
    : QObject(parent), m_session(session), m_navigator(navigator), m_hints(hints),
      m_undo(new QAction(u"Undo"_s, this))
{
    m_undo->setObjectName(u"undoDone"_s);
    connect(m_undo, &QAction::triggered, this, &ItemFlow::undoLast);
    connect(&hints, &HintLine::answered, this, &ItemFlow::answered);
    connect(&hints, &HintLine::gaveUp, this, [this] { m_question = Question::None; });
}

// An undo may move the task. It is waited for, but not by the window: the item may be another one by then.
void ItemFlow::whenKnown(std::function<void(const WorkingLayer&)> then)
{
    if (!m_session.working())
        return;
    m_session.afterUndo(this, [this, item = m_session.itemScope().item, then = std::move(then)] {
        if (const WorkingLayer* working = m_session.workingOn(item))
            then(*working);
    });
}

void ItemFlow::doneNext()
{
    whenKnown([this](const WorkingLayer& working) { doneNext(working); });
}

void ItemFlow::doneNext(const WorkingLayer& working)
{
    const Item item = working.item;
    if (soloState(working.task.state) == SoloState::Done) {
        if (isFront(item) && !m_navigator.stepUnfinished(true))
            m_hints.say(u"Everything is done."_s);
        return;
    }
    auto edit = submitEdit(m_session.project(), working);
    if (!edit) {
        m_hints.say(toQt(edit.error().text()));
        return;
    }
    const bool without = working.content.isEmpty() && !working.content.layer().confirmedEmpty;
    if (!m_session.apply(std::move(*edit)))
        return;
    goOn(item, without ? u"%1 is done, without labels."_s.arg(itemName(item))
                       : u"%1 is done."_s.arg(itemName(item)));
}

bool ItemFlow::isFront(const Item& item) const
{
    return m_session.itemScope().item == item.id;
}

void ItemFlow::goOn(const Item& from, const QString& sentence)
{
    m_last = from;
    const bool more = !isFront(from) || m_navigator.stepUnfinished(true);
    m_hints.say(more ? sentence : sentence + u" Nothing else is left."_s, m_undo, u"Undo"_s);
}

void ItemFlow::askSkip()
{
    if (!m_session.working() || !m_session.isEditable())
        return;
    m_question = Question::Skip;
    m_hints.ask(u"Skip, because"_s, u"blurred, duplicate, not for this project …"_s);
}

void ItemFlow::askGoTo()
{
    m_question = Question::GoTo;
    m_hints.ask(u"Go to"_s, u"a number of the list, or part of a name"_s);
}

void ItemFlow::answered(const QString& text)
{
    switch (std::exchange(m_question, Question::None)) {
    case Question::Skip: skipNext(text); break;
    case Question::GoTo:
        if (!text.isEmpty() && !m_navigator.goTo(text))
            m_hints.say(u"There is no item “%1”."_s.arg(text));
        break;
    case Question::None: break;
    }
}

void ItemFlow::skipNext(const QString& reason)
{
    if (reason.isEmpty()) {
        m_hints.say(u"An item is skipped with a reason; nothing changed."_s);
        return;
    }
    whenKnown([this, reason](const WorkingLayer& working) {
        const Item item = working.item;
        auto edit = skipEdit(m_session.project(), working, fromQt(reason));
        if (!edit)
            m_hints.say(toQt(edit.error().text()));
        else if (m_session.apply(std::move(*edit)))
            goOn(item, u"%1 is skipped."_s.arg(itemName(item)));
    });
}

void ItemFlow::reopen()
{
    whenKnown([this](const WorkingLayer& working) {
        const QString name = itemName(working.item);
        auto edit = reopenEdit(m_session.project(), working);
        if (!edit)
            m_hints.say(toQt(edit.error().text()));
        else if (m_session.apply(std::move(*edit)))
            m_hints.say(u"%1 is in progress again."_s.arg(name));
    });
}

void ItemFlow::setConfirmedEmpty(bool empty)
{
    whenKnown([this, empty](const WorkingLayer& working) {
        const QString name = itemName(working.item);
        auto edit = confirmEmptyEdit(working, empty);
        if (!edit)
            m_hints.say(toQt(edit.error().text()));
        else if (m_session.apply(std::move(*edit)))
            m_hints.say(
                (empty ? u"%1 is confirmed as empty."_s : u"%1 is no longer marked as empty."_s).arg(name));
    });
}

void ItemFlow::undoLast()
{
    if (m_last.key != 0 && m_navigator.open(m_last.key))
        m_session.undo();
}

} // namespace touchstone
