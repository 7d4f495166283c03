#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "tools/draw_tool.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// The skeleton of the armed label: fitted into a dragged box, or point by point in the order of its template.
class SkeletonTool : public DrawTool {
  public:
    using DrawTool::DrawTool;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override;
    bool wantsKey(const QKeyEvent& event) const override;
    bool key(QKeyEvent& event) override;
    bool cancel() override;
    bool cancelDrag() override;
    bool isBusy() const override { return m_state != State::Idle; }
    void reset() override;
    bool finish() override;
    bool hasDraft() const override { return m_template != nullptr && !m_points.empty(); }
    bool undoInDraft() override;
    bool redoInDraft() override;
    std::optional<Shape> inProgress() const override
    {
        return isBusy() && m_template ? std::optional<Shape>(SkeletonShape{shown()}) : std::nullopt;
    }
    void restoreDraft(const std::string& body) override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;
    QString hint() const override;
    std::vector<ToolHintKey> hintKeys() const override;

  private:
    enum class State {
        Idle,
        Pressed, ///< The button is down on the first point: a box, or the first of the points.
        Box,     ///< A box is being dragged.
        Points,  ///< One point after the other.
        Placing, ///< The button is down on the next point.
    };
    std::shared_ptr<const SkeletonTemplate> templateOf(const LabelId& label) const;
    Rect box() const { return Rect::fromCorners(m_from, m_to); }
    Skeleton shown() const;
    void begin();
    /// The next point of the template; ends the draft after the last.
    void put(Visibility visibility, Point at);
    void stepBack();
    void complete(Skeleton points);
    void setState(State state);
    void kept();
    void forget();
    QString nextName() const;

    State m_state = State::Idle;
    std::shared_ptr<const SkeletonTemplate> m_template;
    LabelId m_label;
    Skeleton m_points, m_undone;
    Point m_from, m_to;
};

} // namespace touchstone
