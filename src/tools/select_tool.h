#pragma once

#include <memory>
#include <optional>

#include "canvas/hit_test.h"
#include "tools/select_drag.h"
#include "tools/tool.h"

namespace touchstone {

/// Picks shapes and changes them: move, resize, vertices, rubber band, nudge, delete.
class SelectTool : public Tool {
  public:
    using Tool::Tool;

    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override;
    bool wantsKey(const QKeyEvent& event) const override;
    bool key(QKeyEvent& event) override;
    bool cancel() override { return cancelDrag(); }
    bool cancelDrag() override;
    bool isBusy() const override { return m_drag != nullptr; }
    std::optional<Shape> inProgress() const override { return m_drag ? m_drag->inProgress() : std::nullopt; }
    void leave() override;
    void reset() override;
    void contentChanged() override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;
    QCursor cursor() const override;

  private:
    /// The button is down, and it is not decided yet whether it is a click or a drag.
    struct Press {
        ToolPointer pointer;
        HitTarget target;
        std::vector<AnnotationId> candidates; ///< Smallest first.
        bool wasSelected = false;             ///< One of them, before the press.
    };

    /// The one selected shape, if it may be edited.
    const Annotation* editable() const;
    std::vector<AnnotationId> movable() const;
    bool isSelected(const AnnotationId& id) const;
    void beginDrag();
    /// So far from `from` a click has become a drag.
    bool isDragged(Point from, const ToolPointer& pointer) const;
    void click(const Press& press);
    void updateHover(const ToolPointer& pointer);
    void setHover(const HitTarget& hover);
    /// The one selected skeleton, if it may be edited.
    const Annotation* editableSkeleton() const;
    /// Brings back the absent point whose name is there.
    bool placeMissing(const ToolPointer& pointer);
    bool deleteSelected();
    bool nudgeBy(Point step);
    bool turnBy(double degrees);
    /// The edge of a box on the side of the arrow, outwards by so many pixels.
    bool moveEdge(int arrow, double out);
    bool isLine(const AnnotationId& id) const;
    QString mergeKeyFor(const std::vector<AnnotationId>& ids);
    /// Repaints what is selected, and what was when this was called last.
    void showSelection();
    std::optional<Rect> selectedArea() const;

    std::unique_ptr<SelectDrag> m_drag;
    /// Where a handle was pressed that is not pulled yet: a click on it changes nothing.
    std::optional<Point> m_grabbed;
    std::optional<Press> m_press;
    std::optional<Rect> m_shown; ///< The box of the selection as it was marked for painting last.
    bool m_skeletonShown = false;
    HitTarget m_hover;
    ToolPointer m_pointer;
    std::optional<Point> m_lastClick;
    /// One run of nudges is one undo step: the selection for which the key holds, and the key.
    std::vector<AnnotationId> m_nudged;
    QString m_nudgeKey;
};

} // namespace touchstone
