#pragma once

#include <QPoint>
#include <Qt>

#include "touchstone/geometry/point.h"

class QKeyEvent;

namespace touchstone {

/// A pointer event in image coordinates.
struct CanvasPointer {
    Point position;
    Qt::MouseButton button = Qt::NoButton;
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
    /// The other end of a pen.
    bool eraser = false;
    /// On the screen, for menus.
    QPoint global;
};

/// Receives what people do on the canvas, after the canvas took out what moves the view (wheel, middle- and
/// right-drag, Space-drag). The tools implement it; the canvas knows no tool.
class CanvasInput {
  public:
    virtual ~CanvasInput() = default;

    virtual void press(const CanvasPointer& pointer) = 0;
    virtual void move(const CanvasPointer& pointer) = 0;
    virtual void release(const CanvasPointer& pointer) = 0;
    virtual void doubleClick(const CanvasPointer& pointer) = 0;
    /// The right button draws: it neither pans nor opens a menu.
    virtual bool usesRightButton() const { return false; }
    /// Eighths of a degree, upwards positive. False: the view takes it.
    virtual bool wheel(int, Qt::KeyboardModifiers) { return false; }
    /// A right click that was no drag.
    virtual void contextClick(const CanvasPointer& pointer) = 0;
    /// This key is meant for the tool, also where a menu has it as a shortcut.
    virtual bool wantsKey(const QKeyEvent&) const { return false; }
    /// True if the key was used; else it goes on to the parent widgets.
    virtual bool key(QKeyEvent& event) = 0;
    virtual bool keyReleased(QKeyEvent& event) = 0;
    /// What the last press began is meant as something else: it goes without a trace, as if it had not been.
    virtual void giveUp() = 0;
    /// The pointer left the canvas.
    virtual void leave() = 0;
    /// The keyboard focus went elsewhere, the window was hidden or closed: a drag ends, most without effect.
    virtual void focusLost() = 0;
};

} // namespace touchstone
