#pragma once

#include "tools/draw_tool.h"
#include "touchstone/geometry/turned_rect.h"

namespace touchstone {

/// Draws a frame that may be turned, for rotated boxes and ellipses. Three clicks: both ends of the base line, then
/// the width across it. Or a drag: an upright frame, which may then be turned by moving and fixed by a click.
class FrameTool : public DrawTool {
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
    bool finish() override;
    bool isBusy() const override { return m_state != State::Idle; }
    void reset() override { cancelAll(); }
    std::optional<Shape> inProgress() const override
    {
        return isBusy() ? std::optional<Shape>(shapeOf(frame())) : std::nullopt;
    }
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  protected:
    virtual Shape shapeOf(const TurnedRect& frame) const = 0;
    /// "box", "ellipse".
    virtual QString word() const = 0;
    /// A drag is followed by turning; else it is the whole gesture.
    virtual bool turnsAfterDrag() const = 0;

  private:
    enum class State {
        Idle,
        Pressed, ///< The button is down: a drag, or the first of three clicks.
        Base,    ///< The first end of the base line is there.
        Width,   ///< Both ends are there.
        Turning, ///< The upright frame is there.
    };
    TurnedRect frame() const;
    void show();
    void setState(State state);
    void complete();
    void cancelAll();

    State m_state = State::Idle;
    bool m_down = false; ///< The button is down at a later click.
    Point m_first;       ///< Where the gesture began: end of the base line, or corner.
    Point m_second;      ///< The other end, or the opposite corner.
    Point m_now;         ///< Where the pointer is.
    bool m_stepwise = false;
};

/// A box that is turned.
class RotatedBoxTool : public FrameTool {
  public:
    using FrameTool::FrameTool;

  protected:
    Shape shapeOf(const TurnedRect& frame) const override { return RotatedBoxShape{frame}; }
    QString word() const override { return QStringLiteral("box"); }
    bool turnsAfterDrag() const override { return true; }
};

/// An ellipse, upright by a drag, turned by its long axis.
class EllipseTool : public FrameTool {
  public:
    using FrameTool::FrameTool;

  protected:
    Shape shapeOf(const TurnedRect& frame) const override { return EllipseShape{frame}; }
    QString word() const override { return QStringLiteral("ellipse"); }
    bool turnsAfterDrag() const override { return false; }
};

} // namespace touchstone
