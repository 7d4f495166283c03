#pragma once

#include <optional>

#include "tools/tool.h"

namespace touchstone {

/// What drawing tools have in common: pointer within the image, cross hair, the label beside it.
class DrawTool : public Tool {
  public:
    using Tool::Tool;
    void deactivate() override { showPointer(std::nullopt); }
    void leave() override { showPointer(std::nullopt); }
    void contentChanged() override { context().canvas().updateLive(); }

  protected:
    Point clipped(Point point) const;
    bool isOnImage(Point point) const;
    /// Says why if nothing can be drawn now.
    bool canDraw() const;
    /// Moves the cross hair.
    void showPointer(std::optional<Point> point);
    const std::optional<Point>& pointer() const { return m_pointer; }
    void paintPointer(QPainter& painter, const ViewTransform& view);
    /// How the next shape will look.
    ShapeInk draftInk() const;
    double inWidget(double imagePixels) const { return imagePixels * context().canvas().view().scale; }
    void clearSelection();
    /// The keys of a draft that is made step by step: Enter finishes it, Backspace takes back a step, and never an
    /// object. True if it was one of them.
    bool draftKey(const QKeyEvent& event);

  private:
    std::optional<Point> m_pointer;
};

} // namespace touchstone
