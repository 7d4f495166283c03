#pragma once

#include "tools/draw_tool.h"

namespace touchstone {

/// A point where the pointer is released.
class PointTool : public DrawTool {
  public:
    using DrawTool::DrawTool;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool key(QKeyEvent& event) override;
    bool cancel() override;
    bool cancelDrag() override { return cancel(); }
    bool isBusy() const override { return m_down; }
    void reset() override { cancel(); }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    bool m_down = false;
};

} // namespace touchstone
