#pragma once

#include <vector>

#include <QFrame>
#include <QPointer>

#include "app/shell/action_list.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace touchstone {

/// Ctrl+Shift+P: every action by a few of its letters, with its key beside it. Lies over the window, goes
/// away when it loses the focus.
class CommandPalette : public QFrame {
    Q_OBJECT
  public:
    explicit CommandPalette(QWidget* window);
    void open(std::vector<ListedAction> actions);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refill();
    void fitHeight();
    void run();
    void dismiss();

    std::vector<ListedAction> m_actions;
    std::vector<size_t> m_shown;
    QLineEdit* m_typed;
    QListWidget* m_list;
    QLabel* m_none;
    QPointer<QWidget> m_before;
};

} // namespace touchstone
