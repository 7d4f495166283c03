#include "app/label/action_menu.h"

#include <QMenu>

#include "app/theme/theme.h"

namespace touchstone {

QAction* keyedAction(const char* name, const QString& text, const QString& keys, const QString& tip,
                     QWidget& owner)
{
    auto* action = new QAction(text, &owner);
    action->setObjectName(QString::fromLatin1(name));
    QList<QKeySequence> list;
    for (const QString& key : keys.split(u' ', Qt::SkipEmptyParts))
        list.append(QKeySequence(key, QKeySequence::PortableText));
    action->setShortcuts(list);
    action->setStatusTip(tip);
    action->setToolTip(tip);
    owner.addAction(action);
    return action;
}

ActionMenu::ActionMenu(const QString& title, const QString& icon, const QString& tip, QWidget* owner)
    : QObject(owner), m_owner(owner), m_menu(new QMenu(title, owner))
{
    m_menu->menuAction()->setIcon(themedIcon(icon));
    m_menu->menuAction()->setStatusTip(tip);
}

QAction* ActionMenu::menuAction() const
{
    return m_menu->menuAction();
}

QAction* ActionMenu::add(const char* name, const QString& text, const QString& keys, const QString& tip)
{
    QAction* action = keyedAction(name, text, keys, tip, *m_owner);
    m_menu->addAction(action);
    m_actions.push_back(action);
    return action;
}

} // namespace touchstone
