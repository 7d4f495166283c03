#include "app/label/flow_actions.h"

#include <QMenu>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

FlowActions::FlowActions(QWidget* owner) : QObject(owner), m_owner(owner), m_menu(new QMenu(u"Across images"_s, owner))
{
    m_menu->menuAction()->setIcon(themedIcon(u"go-next-skip"_s));
    m_menu->menuAction()->setStatusTip(u"What goes from image to image"_s);
    m_copyToNext = add("copyToNext", u"Copy to the next image"_s, "go-next", u"Ctrl+Alt+Right"_s,
                       u"Copy the selection, or all shapes, to the next image of the list and open it"_s);
    m_copyToPrevious = add("copyToPrevious", u"Copy to the previous image"_s, "go-previous", u"Ctrl+Alt+Left"_s,
                           u"Copy the selection, or all shapes, to the image before this one and open it"_s);
}

QAction* FlowActions::menuAction() const
{
    return m_menu->menuAction();
}

QAction* FlowActions::add(const char* name, const QString& text, const char* icon, const QString& key,
                          const QString& tip)
{
    QAction* action = m_menu->addAction(themedIcon(QString::fromLatin1(icon)), text);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(QKeySequence(key, QKeySequence::PortableText));
    action->setStatusTip(tip);
    action->setToolTip(tip);
    action->setAutoRepeat(false);
    m_owner->addAction(action);
    m_actions.push_back(action);
    return action;
}

} // namespace touchstone
