#pragma once

#include <optional>

#include <QPointF>
#include <QWidget>

namespace touchstone {

class Canvas;

/// A small widget on the canvas that goes by the pointer. Takes no events, and is brought up to date once
/// after what the canvas was told, before anything is painted.
class PointerInset : public QWidget {
    Q_OBJECT
  public:
    void setEnabledByUser(bool on);
    /// After what was done by other means than the pointer and the keys of the canvas.
    void refreshSoon();

  protected:
    PointerInset(Canvas& canvas, const QString& name, bool on);

    /// Shows itself, or hides where there is nothing to show.
    virtual void refresh() = 0;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintPlate(QPainter& painter, QRgb ground, QRgb rim) const;

    Canvas& m_canvas;
    bool m_on; ///< The user wants it.
    std::optional<QPointF> m_at; ///< Of the pointer, on the canvas.

  private:
    bool m_due = false;
};

} // namespace touchstone
