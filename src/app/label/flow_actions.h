#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

/// The menu of what goes from image to image, with keys.
class FlowActions : public QObject {
    Q_OBJECT
  public:
    explicit FlowActions(QWidget* owner);

    QAction* menuAction() const;
    /// At the end of the menu, without a key.
    void addLast(QAction* action);
    /// With keys, for those who route them.
    const std::vector<QAction*>& actions() const { return m_actions; }
    QAction* copyToNext() const { return m_copyToNext; }
    QAction* copyToPrevious() const { return m_copyToPrevious; }
    QAction* propagate() const { return m_propagate; }
    QAction* replaceLabel() const { return m_replaceLabel; }
    QAction* sweep() const { return m_sweep; }

  private:
    QAction* add(const char* name, const QString& text, const char* icon, const QString& key, const QString& tip);

    QWidget* m_owner;
    QMenu* m_menu;
    std::vector<QAction*> m_actions;
    QAction* m_copyToNext;
    QAction* m_copyToPrevious;
    QAction* m_propagate;
    QAction* m_replaceLabel;
    QAction* m_sweep;
};

} // namespace touchstone
