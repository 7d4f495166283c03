#pragma once

#include "tools/path_tool.h"

namespace touchstone {

/// A box by four clicks, in any order: on the top, left, bottom and right end of the object.
class ExtremesTool : public PathTool {
  public:
    explicit ExtremesTool(ToolContext& context) : PathTool(context, QStringLiteral("extremes")) {}

    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void restoreDraft(const std::string& body) override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::optional<Shape> inProgress() const override
    {
        return hasDraft() ? std::optional<Shape>(BoxShape{boxOf(pointsSoFar())}) : std::nullopt;
    }
    std::vector<ToolHintKey> hintKeys() const override;

  protected:
    std::size_t leastPoints() const override { return 4; }
    bool isUsable(const Ring& points) override;
    bool complete(Ring points) override;

  private:
    /// Around the points, on the border of the image where that is near, unless Alt is held.
    Rect boxOf(const Ring& points) const;

    bool m_free = false; ///< Alt was held last.
};

} // namespace touchstone
