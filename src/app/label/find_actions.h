#pragma once

#include <functional>

#include "app/label/action_menu.h"

namespace touchstone {

/// The menu of what finds words in texts and labels the same words again, with keys.
class FindActions : public ActionMenu {
    Q_OBJECT
  public:
    explicit FindActions(QWidget* owner);

    QAction* find() const { return m_find; }
    QAction* next() const { return m_next; }
    QAction* previous() const { return m_previous; }
    QAction* nextOfLabel() const { return m_nextOfLabel; }
    QAction* previousOfLabel() const { return m_previousOfLabel; }
    QAction* labelAll() const { return m_labelAll; }
    QAction* concordance() const { return m_concordance; }
    QAction* prelabel() const { return m_prelabel; }
    /// At the end of the menu.
    void addLast(QAction* action);

  private:
    QAction* add(const char* name, const QString& text, const char* icon, const QString& key,
                 const QString& tip, bool repeats = false);

    QAction* m_find;
    QAction* m_next;
    QAction* m_previous;
    QAction* m_nextOfLabel;
    QAction* m_previousOfLabel;
    QAction* m_labelAll;
    QAction* m_concordance;
    QAction* m_prelabel;
};

} // namespace touchstone
