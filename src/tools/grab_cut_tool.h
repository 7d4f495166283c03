#pragma once

#include <optional>

#include "tools/aid_tool.h"
#include "touchstone/assist/grab_cut.h"

namespace touchstone {

/// Cuts an object out of its background: a box around it first, then strokes that say what belongs to it (left) and
/// what does not (right). Each one makes a better draft, which is seen while it is found.
class GrabCutTool : public AidTool {
  public:
    using AidTool::AidTool;
    void deactivate() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool cancel() override;
    bool cancelDrag() override;
    bool isBusy() const override { return m_from || m_stroke || AidTool::isBusy(); }
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    void draftMoved() override;
    QString aidHint() const override;
    std::vector<ToolHintKey> aidKeys() const override;

  private:
    void answer();

    /// While a box is dragged.
    std::optional<Point> m_from;
    Point m_to;
    /// While a stroke is dragged.
    std::optional<Stroke> m_stroke;
    /// What the draft was made of.
    std::optional<GrabCutRequest> m_request;
};

} // namespace touchstone
