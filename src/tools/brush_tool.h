#pragma once

#include "tools/mask_tool.h"

namespace touchstone {

/// Paints a mask with a brush, or erases from one. The right button, the pen's barrel button and its other end do the
/// opposite; Shift draws straight on from the last stroke.
class BrushTool : public MaskTool {
  public:
    BrushTool(ToolContext& context, bool erases) : MaskTool(context), m_erases(erases) {}
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool wantsKey(const QKeyEvent& event) const override;
    bool key(QKeyEvent& event) override;
    bool wheel(int steps, Qt::KeyboardModifiers modifiers) override;
    bool cancel() override;
    bool cancelDrag() override { return cancel(); }
    void focusLost() override;
    void leave() override;
    void reset() override;
    bool isBusy() const override { return isPainting(); }
    bool usesRightButton() const override { return true; }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

  private:
    void resize(bool larger);
    void showTip(std::optional<Point> at);
    void strokeTo(Point to);

    bool m_erases;
    bool m_adds = true;
    std::optional<Point> m_tip;
    Point m_last;
    /// Where the last stroke ended.
    std::optional<Point> m_end;
};

} // namespace touchstone
