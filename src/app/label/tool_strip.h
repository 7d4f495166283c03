#pragma once

#include <QFrame>

class QAction;
class QBoxLayout;

namespace touchstone {

/// The tools at the item's left edge, each with its key in the corner.
class ToolStrip : public QFrame {
    Q_OBJECT
  public:
    explicit ToolStrip(QWidget* parent = nullptr);
    /// `action` is checkable; its icon, tip and key are shown.
    void addTool(QAction* action);
    void addGap();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QBoxLayout* m_layout;
};

} // namespace touchstone
