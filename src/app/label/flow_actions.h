#pragma once

#include "app/label/action_menu.h"

namespace touchstone {

/// The menu of what goes from image to image, with keys.
class FlowActions : public ActionMenu {
    Q_OBJECT
  public:
    explicit FlowActions(QWidget* owner);

    /// At the end of the menu, without a key.
    void addLast(QAction* action);
    QAction* copyToNext() const { return m_copyToNext; }
    QAction* copyToPrevious() const { return m_copyToPrevious; }
    QAction* propagate() const { return m_propagate; }
    QAction* replaceLabel() const { return m_replaceLabel; }
    QAction* sweep() const { return m_sweep; }

  private:
    QAction* add(const char* name, const QString& text, const char* icon, const QString& key,
                 const QString& tip);

    QAction* m_copyToNext;
    QAction* m_copyToPrevious;
    QAction* m_propagate;
    QAction* m_replaceLabel;
    QAction* m_sweep;
};

} // namespace touchstone
