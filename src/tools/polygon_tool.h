#pragma once

#include "tools/path_tool.h"

namespace touchstone {

/// A polygon, click by click; a hole in, or a further part of, the one selected polygon when the first click
/// is made with Alt (or Ctrl, where the window system keeps Alt for itself).
class PolygonTool : public PathTool {
  public:
    explicit PolygonTool(ToolContext& context) : PathTool(context, QStringLiteral("polygon")) {}
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::optional<Shape> inProgress() const override
    {
        return hasDraft() ? std::optional<Shape>(PolygonShape{Polygon{{pointsSoFar(), {}}}}) : std::nullopt;
    }

  protected:
    std::size_t leastPoints() const override { return 3; }
    bool isUsable(const Ring& points) override;
    void beginAt(const ToolPointer& pointer) override;
    bool closesAt(Point point) const override;
    bool complete(Ring points) override;

  private:
    /// The one selected polygon, to which a ring can be added.
    const Annotation* target() const;
    bool addToTarget(Ring ring);
};

} // namespace touchstone
