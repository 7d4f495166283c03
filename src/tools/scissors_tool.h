#pragma once

#include <memory>
#include <optional>

#include "tools/aid_tool.h"
#include "touchstone/assist/scissors.h"

namespace touchstone {

/// Draws an outline that follows the edges of the picture from click to click: a polygon, or a part of the selected
/// mask.
class ScissorsTool : public AidTool {
  public:
    using AidTool::AidTool;
    void activate() override;
    void deactivate() override;
    void reset() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer&) override {}
    void doubleClick(const ToolPointer& pointer) override;
    bool cancel() override;
    bool finish() override;
    bool isBusy() const override { return hasDraft(); }
    bool hasDraft() const override { return m_first.has_value(); }
    bool undoInDraft() override;
    void restoreDraft(const std::string& body) override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    QString aidHint() const override;
    std::vector<ToolHintKey> aidKeys() const override;

  private:
    Point anchor() const { return m_parts.empty() ? *m_first : m_parts.back().back(); }
    bool closesAt(Point at) const;
    std::vector<Point> pathTo(Point at) const;
    void begin(Point at, bool takes);
    void fix(Point at);
    void learnPaths();
    void keep();
    void drop();

    /// Kept while the tool is in use, to put clicks onto edges.
    std::optional<PixelView> m_view;
    std::optional<Point> m_first;
    /// The outline is taken away from the mask.
    bool m_takes = false;
    /// Each from one click to the next, both included.
    std::vector<std::vector<Point>> m_parts;
    std::shared_ptr<const ScissorsMap> m_map;
    std::optional<Point> m_cursor;
};

} // namespace touchstone
