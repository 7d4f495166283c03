#pragma once

#include <memory>
#include <optional>
#include <utility>

#include <QImage>

#include "tools/aid_tool.h"
#include "touchstone/assist/superpixels.h"

namespace touchstone {

/// Cuts what is in sight into pieces of one colour; a click or a drag adds those it meets, with the right button takes
/// them out.
class SuperpixelTool : public AidTool {
  public:
    using AidTool::AidTool;
    void activate() override;
    void deactivate() override;
    void reset() override;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer& pointer) override;
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    void leave() override;
    bool wantsKey(const QKeyEvent& event) const override;
    bool key(QKeyEvent& event) override;
    bool wheel(int steps, Qt::KeyboardModifiers modifiers) override;
    bool cancelDrag() override;
    void focusLost() override;
    bool isBusy() const override { return m_down || AidTool::isBusy(); }
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    QString aidHint() const override;
    std::vector<ToolHintKey> aidKeys() const override;

  private:
    Rect inSight() const;
    /// Cuts anew when the pieces are not those of what is in sight.
    void follow();
    void cut();
    void changeSide(bool larger);
    void hover(std::optional<Point> at);
    void paintAt(Point at);

    std::shared_ptr<const Superpixels> m_pieces;
    QImage m_borders;
    /// What the pieces are, or will be, of.
    Rect m_region;
    /// 0: as many as suit the view.
    double m_side = 0;
    std::optional<std::int32_t> m_hovered;
    std::optional<std::int32_t> m_last;
    Mask m_hoveredMask;
    std::optional<MaskPainter> m_hoveredPainter;
    LiveMask m_hoveredPicture;
    bool m_down = false;
    bool m_adds = true;
    bool m_isStep = true;
};

} // namespace touchstone
