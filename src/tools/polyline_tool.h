#pragma once

#include "tools/path_tool.h"

namespace touchstone {

/// An open line, click by click.
class PolylineTool : public PathTool {
  public:
    explicit PolylineTool(ToolContext& context) : PathTool(context, QStringLiteral("polyline")) {}
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::optional<Shape> inProgress() const override
    {
        return hasDraft() ? std::optional<Shape>(PolylineShape{pointsSoFar()}) : std::nullopt;
    }

  protected:
    std::size_t leastPoints() const override { return 2; }
    bool isUsable(const Ring& points) override;
    void beginAt(const ToolPointer&) override { clearSelection(); }
    bool complete(Ring points) override;
};

} // namespace touchstone
