#pragma once

#include <optional>

#include "canvas/live_mask.h"
#include "tools/draw_tool.h"
#include "touchstone/geometry/mask_painter.h"

namespace touchstone {

/// What tools that paint masks have in common: the mask they work on, which is that of the selected annotation or a
/// new one, its picture while it changes, and one Edit at the end of each gesture.
class MaskTool : public DrawTool {
  public:
    explicit MaskTool(ToolContext& context);
    void activate() override;
    void deactivate() override;
    void reset() override;
    void contentChanged() override;
    bool finish() override;
    std::optional<Painted> painted() const override;
    void paintLive(QPainter& painter, const ViewTransform& view) override;

  protected:
    /// The selected mask that can be changed; null for none.
    const Annotation* target() const;
    /// Selects the smallest mask at a place that can be changed. False if there is none.
    bool pickTarget(Point place);

    /// Takes up the target, or an empty mask. False, with a sentence, when nothing can be drawn.
    bool begin();
    bool isPainting() const { return m_painting; }
    MaskPainter& mask() { return *m_mask; }
    const MaskPainter& mask() const { return *m_mask; }
    /// To be called after each change.
    void painted(const PixelRect& rect);
    /// Stores what was painted; without any pixel the annotation goes.
    void commit(bool added);
    void giveUp();
    /// What a mask takes from the others, and they from it, where each pixel has one instance at most. `before`: what
    /// it was.
    std::vector<Change> othersAfter(const Mask& before, Mask& mask) const;

  private:
    void takeUp();
    void letGo();
    void store(const Annotation& before, Mask mask, bool added);

    std::optional<MaskPainter> m_mask;
    /// What `m_mask` was made of, and whose it is.
    Shared<Mask> m_stored;
    AnnotationId m_target;
    LiveMask m_picture;
    LabelId m_label;
    bool m_painting = false;
    bool m_storing = false;
};

} // namespace touchstone
