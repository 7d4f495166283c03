#pragma once

#include "tools/draw_tool.h"

namespace touchstone {

/// A box by dragging, or by clicking two corners.
class BoxTool : public DrawTool {
  public:
    using DrawTool::DrawTool;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override;
    bool key(QKeyEvent& event) override;
    bool cancel() override;
    bool cancelDrag() override;
    bool isBusy() const override { return m_state != State::Idle; }
    void reset() override;
    std::optional<Shape> inProgress() const override
    {
        return isBusy() ? std::optional<Shape>(BoxShape{rect()}) : std::nullopt;
    }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    enum class State {
        Idle,
        Pressed,  ///< The button is down: a drag, or the first of two clicks.
        Anchored, ///< One corner was clicked.
        Closing,  ///< The button is down at the second corner.
    };
    Rect rect() const { return Rect::fromCorners(m_from, m_to); }
    /// In the image, and on its border when that is near; Alt leaves it where the pointer is.
    Point corner(const ToolPointer& pointer) const;
    void stretchTo(Point point);
    void setState(State state);
    void complete();

    State m_state = State::Idle;
    Point m_from, m_to;
};

} // namespace touchstone
