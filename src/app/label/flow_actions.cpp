#include "app/label/flow_actions.h"

#include <QMenu>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

FlowActions::FlowActions(QWidget* owner)
    : ActionMenu(u"Across items"_s, u"go-next-skip"_s, u"What goes from item to item"_s, owner)
{
    m_copyToNext = add("copyToNext", u"Copy to the next image"_s, "go-next", u"Ctrl+Shift+PgDown"_s,
                       u"Copy the selection, or all shapes, to the next image of the list and open it"_s);
    m_copyToPrevious =
        add("copyToPrevious", u"Copy to the previous image"_s, "go-previous", u"Ctrl+Shift+PgUp"_s,
            u"Copy the selection, or all shapes, to the image before this one and open it"_s);
    m_propagate = add("propagate", u"Copy to the next images…"_s, "go-next-skip", u"Ctrl+Alt+P"_s,
                      u"Copy the selection, or all shapes, to several images of the list"_s);
    m_replaceLabel =
        add("replaceLabel", u"Replace a label…"_s, "edit-find-replace", u"Ctrl+Alt+F"_s,
            u"Give one label's annotations another one: the selection, this item, the list or all"_s);
    m_sweep = add("attributeSweep", u"Attribute sweep…"_s, "view-list-details", u"Ctrl+Alt+A"_s,
                  u"Go through all instances of a label and set one attribute by one key"_s);
}

void FlowActions::addLast(QAction* action)
{
    m_menu->addSeparator();
    m_menu->addAction(action);
}

QAction* FlowActions::add(const char* name, const QString& text, const char* icon, const QString& key,
                          const QString& tip)
{
    QAction* action = ActionMenu::add(name, text, key, tip);
    action->setIcon(themedIcon(QString::fromLatin1(icon)));
    action->setAutoRepeat(false);
    return action;
}

} // namespace touchstone
