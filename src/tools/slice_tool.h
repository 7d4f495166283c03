#pragma once

#include "tools/path_tool.h"

namespace touchstone {

/// A line across polygons and lines that cuts them: dragged, or clicked point by point. It cuts what is selected, and
/// with nothing selected all that it crosses.
class SliceTool : public PathTool {
  public:
    explicit SliceTool(ToolContext& context) : PathTool(context, QStringLiteral("slice")) {}
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    bool cancelDrag() override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  protected:
    std::size_t leastPoints() const override { return 2; }
    bool isUsable(const Ring& points) override;
    bool complete(Ring points) override;

  private:
    std::vector<AnnotationId> targets(const Ring& line) const;

    Point m_from;
    bool m_dragging = false; ///< The line's other end follows the pointer, and the release cuts.
};

} // namespace touchstone
