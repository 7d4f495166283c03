#pragma once

#include <optional>

#include <QPointF>
#include <QWidget>

namespace touchstone {

class Canvas;

/// An inset in a corner of the canvas, away from the pointer: the pixels around it, enlarged, with outlines, the draft
/// and a cross. Takes no events.
class Magnifier : public QWidget {
    Q_OBJECT
  public:
    /// Widget pixels a pixel of the image; more where the view itself comes near to that.
    static constexpr double leastScale = 8;

    explicit Magnifier(Canvas& canvas);

    void setEnabledByUser(bool on);
    /// After what was done by other means than the pointer and the keys of the canvas.
    void refreshSoon();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void refresh();
    QPointF middle() const; ///< In the image.
    double scale() const;
    /// Keeps its corner until the pointer comes near.
    void keepAway();

    Canvas& m_canvas;
    bool m_on = false;
    bool m_due = false;
    bool m_left = false; ///< In the left corner.
    std::optional<QPointF> m_at; ///< Of the pointer, on the canvas.
};

} // namespace touchstone
