#include "app/label/flow_actions.h"

#include <QMenu>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

FlowActions::FlowActions(QWidget* owner) : QObject(owner), m_owner(owner), m_menu(new QMenu(u"Across images"_s, owner))
{
    m_menu->menuAction()->setIcon(themedIcon(u"go-next-skip"_s));
    m_menu->menuAction()->setStatusTip(u"What goes from image to image"_s);
    m_copyToNext = add("copyToNext", u"Copy to the next image"_s, "go-next", u"Ctrl+Shift+PgDown"_s,
                       u"Copy the selection, or all shapes, to the next image of the list and open it"_s);
    m_copyToPrevious = add("copyToPrevious", u"Copy to the previous image"_s, "go-previous", u"Ctrl+Shift+PgUp"_s,
                           u"Copy the selection, or all shapes, to the image before this one and open it"_s);
    m_propagate = add("propagate", u"Copy to the next images…"_s, "go-next-skip", u"Ctrl+Alt+P"_s,
                      u"Copy the selection, or all shapes, to several images of the list"_s);
    m_replaceLabel = add("replaceLabel", u"Replace a label…"_s, "edit-find-replace", u"Ctrl+Alt+F"_s,
                         u"Give shapes of one label another one: the selection, this image, the list or all"_s);
    m_sweep = add("attributeSweep", u"Attribute sweep…"_s, "view-list-details", u"Ctrl+Alt+A"_s,
                  u"Go through all instances of a label and set one attribute by one key"_s);
}

QAction* FlowActions::menuAction() const
{
    return m_menu->menuAction();
}

void FlowActions::addLast(QAction* action)
{
    m_menu->addSeparator();
    m_menu->addAction(action);
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
