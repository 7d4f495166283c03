#pragma once

#include <vector>

#include <QObject>
#include <QString>

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

/// Actions that belong together, in a menu of their own. The page lists its menus, and knows nothing else of
/// them.
class ActionMenu : public QObject {
    Q_OBJECT
  public:
    QAction* menuAction() const;
    /// For those who route their keys.
    const std::vector<QAction*>& actions() const { return m_actions; }

  Q_SIGNALS:
    void say(const QString& sentence);

  protected:
    ActionMenu(const QString& title, const QString& icon, const QString& tip, QWidget* owner);

    /// `keys`: none, one or several with spaces between.
    QAction* add(const char* name, const QString& text, const QString& keys, const QString& tip);

    QWidget* m_owner;
    QMenu* m_menu;

  private:
    std::vector<QAction*> m_actions;
};

/// An action of the owner, with its keys and its tips.
QAction* keyedAction(const char* name, const QString& text, const QString& keys, const QString& tip,
                     QWidget& owner);

} // namespace touchstone
