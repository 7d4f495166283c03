#pragma once

#include "tools/draw_tool.h"
#include "tools/polygon_draft.h"

namespace touchstone {

/// A polygon, click by click; a hole in, or a further part of, the one selected polygon when the first click
/// is made with Alt (or Ctrl, where the window system keeps Alt for itself).
class PolygonTool : public DrawTool {
  public:
    using DrawTool::DrawTool;
    void activate() override;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override;
    bool key(QKeyEvent& event) override;
    bool cancel() override;
    bool cancelDrag() override;
    bool finish() override;
    bool hasDraft() const override { return !m_draft.isEmpty(); }
    bool undoInDraft() override;
    bool redoInDraft() override;
    void restoreDraft(const std::string& body) override;
    void reset() override;
    void contentChanged() override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    /// The one selected polygon, to which a ring can be added.
    const Annotation* target() const;
    void chooseTarget(const ToolPointer& pointer);
    bool closesAt(Point point) const;
    void changed();
    /// Repaints what the draft and its preview edge cover.
    void updateDraft();
    bool addToTarget(Ring ring);

    PolygonDraft m_draft;
    /// Dropped by Esc just now; undo brings it back.
    std::optional<PolygonDraft> m_dropped;
    bool m_placing = false; ///< The button is down on the newest vertex.
    bool m_active = false;
};

} // namespace touchstone
