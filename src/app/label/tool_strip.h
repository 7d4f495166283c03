#pragma once

#include <vector>

#include <QFrame>

class QAction;

namespace touchstone {

/// The tools at the item's left edge, each with its key in the corner.
class ToolStrip : public QFrame {
    Q_OBJECT
  public:
    explicit ToolStrip(QWidget* parent = nullptr);
    /// `action` is checkable; its icon, tip and key are shown.
    void addTool(QAction* action);
    void addGap();
    /// Takes the size that its tools need in a window of this height: further columns where one is too long.
    void fitInto(int height);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<QWidget*> m_before; ///< The gap.
    QWidget* m_gap = nullptr;
    std::vector<QWidget*> m_after;
};

} // namespace touchstone
