#pragma once

#include "tools/draw_tool.h"
#include "tools/polygon_draft.h"
#include "touchstone/geometry/snap.h"

namespace touchstone {

/// What tools have in common that draw point by point: the draft with its own undo, kept over paging and a crash.
/// With Shift held while the button is down, points follow the pointer (freehand), no more of them than the line needs.
/// Points go to vertices and edges of neighbours; Ctrl+click follows the neighbour's border from the point before. Alt
/// leaves the neighbours alone.
class PathTool : public DrawTool {
  public:
    PathTool(ToolContext& context, const QString& id) : DrawTool(context), m_id(id), m_draft(id) {}
    void activate() override;
    void deactivate() override;
    void leave() override;
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
    std::vector<ToolHintKey> hintKeys() const override;

  protected:
    /// How many points make the shape; says why when those that are there do not.
    virtual std::size_t leastPoints() const = 0;
    virtual bool isUsable(const Ring& points) = 0;
    /// The first point of a new draft is about to be placed.
    virtual void beginAt(const ToolPointer&) {}
    /// A click here ends the draft instead of adding a point.
    virtual bool closesAt(Point) const { return false; }
    /// Stores the shape; false keeps the draft.
    virtual bool complete(Ring points) = 0;

    /// The points with the one that the next click would add.
    Ring pointsSoFar() const;
    PolygonDraft& draft() { return m_draft; }
    const PolygonDraft& draft() const { return m_draft; }
    bool isActive() const { return m_active; }
    bool isPlacing() const { return m_placing; }
    /// Forgets the draft, stored or not, when a shape was made of it.
    void dropDraft();
    /// How many points a line drawn freely has so far; nothing while none is drawn.
    QString freehandCount() const;
    /// Points, the line through them and the one that the next click would add.
    void paintPath(QPainter& painter, const ViewTransform& view, bool closed);

  private:
    void changed();
    void updateDraft();
    /// Where a point goes that is placed here.
    Point placeOf(const ToolPointer& pointer);
    /// What Ctrl+click here would add, along the border of a neighbour.
    Ring borderTo(const ToolPointer& pointer, Point at) const;
    void drawFreely(Point at);

    QString m_id;
    PolygonDraft m_draft;
    /// Dropped by Esc just now; undo brings it back.
    std::optional<PolygonDraft> m_dropped;
    bool m_placing = false; ///< The button is down on the newest vertex.
    /// Of a line drawn freely: what the pointer passed since the last vertex that stays.
    Ring m_passed;
    std::optional<Snap> m_snap; ///< Where the pointer is.
    Ring m_border;              ///< What a click would add now.
    bool m_active = false;
};

} // namespace touchstone
