#pragma once

#include <optional>

#include "tools/aid_tool.h"
#include "touchstone/assist/wand.h"

namespace touchstone {

/// Selects what looks like the pixel under a click. Shift adds to the draft or the selected mask, Alt and the right
/// button take away; a change of the options changes what the last click gave.
class WandTool : public AidTool {
  public:
    using AidTool::AidTool;
    void press(const ToolPointer& pointer) override;
    void move(const ToolPointer& pointer) override;
    void release(const ToolPointer&) override {}
    void doubleClick(const ToolPointer& pointer) override { press(pointer); }
    bool wantsKey(const QKeyEvent& event) const override;
    bool key(QKeyEvent& event) override;
    bool wheel(int steps, Qt::KeyboardModifiers modifiers) override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    void draftMoved() override { m_click.reset(); }
    QString aidHint() const override;
    std::vector<ToolHintKey> aidKeys() const override;

  private:
    struct Click {
        Point seed;
        bool adds = true;
        Mask before;
        bool isAnswered = false;
    };
    void changeTolerance(int by);
    void answer();

    WandOptions m_options;
    std::optional<Click> m_click;
};

} // namespace touchstone
