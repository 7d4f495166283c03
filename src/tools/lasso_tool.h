#pragma once

#include "tools/mask_tool.h"

namespace touchstone {

/// Adds what is drawn around to a mask; with the right button takes it away.
class LassoTool : public MaskTool {
  public:
    using MaskTool::MaskTool;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool key(QKeyEvent& event) override;
    bool cancel() override;
    bool cancelDrag() override { return cancel(); }
    bool isBusy() const override { return isPainting(); }
    bool usesRightButton() const override { return true; }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    bool m_adds = true;
    Ring m_ring;
};

/// Fills the region around a click: what the mask encloses, or, where each pixel belongs to one instance at most, what
/// no mask has yet.
class FillTool : public MaskTool {
  public:
    using MaskTool::MaskTool;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer&) override {}
    void doubleClick(const ToolPointer&) override {}
    bool key(QKeyEvent&) override { return false; }
    bool cancel() override { return false; }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;
};

} // namespace touchstone
