#pragma once

#include "app/label/pointer_inset.h"

namespace touchstone {

/// An inset in a corner of the canvas, away from the pointer: the pixels around it, enlarged, with outlines,
/// the draft and a cross.
class Magnifier : public PointerInset {
    Q_OBJECT
  public:
    /// Widget pixels a pixel of the image; more where the view itself comes near to that.
    static constexpr double leastScale = 8;

    explicit Magnifier(Canvas& canvas);

  protected:
    void refresh() override;
    void paintEvent(QPaintEvent* event) override;

  private:
    QPointF middle() const; ///< In the image.
    double scale() const;
    /// Keeps its corner until the pointer comes near.
    void keepAway();

    bool m_left = false; ///< In the left corner.
};

} // namespace touchstone
