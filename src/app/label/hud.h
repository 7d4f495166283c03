#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QStaticText>
#include <QStringList>
#include <QWidget>

#include "touchstone/geometry/point.h"
#include "touchstone/model/shape.h"

namespace touchstone {

class Canvas;

/// Beside the pointer: the measures of what is being drawn, resized or turned. Lies on the canvas, takes no events, and
/// is shown only while there is something to measure.
class Hud : public QWidget {
    Q_OBJECT
  public:
    /// `measured`: what is being changed now; asked after every event of the canvas.
    Hud(Canvas& canvas, std::function<std::optional<Shape>()> measured);

    void setEnabledByUser(bool on);
    /// After what was done by other means than the pointer and the keys of the canvas.
    void refreshSoon();
    const QStringList& lines() const { return m_lines; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Sign {
        QStaticText text;
        double width = 0; ///< Of its cell; digits have equal ones.
        double left = 0;  ///< Of the sign in its cell.
    };
    const Sign& sign(QChar character);
    double widthOf(const QString& line);
    void forgetSigns();
    void refresh();
    QPoint placeFor(QPointF at) const;

    Canvas& m_canvas;
    std::function<std::optional<Shape>()> m_measured;
    bool m_on = true;
    bool m_due = false;
    std::optional<QPointF> m_at; ///< Of the pointer, on the canvas.
    QStringList m_lines;
    std::map<QChar, Sign> m_signs;
    double m_digit = 0;
};

} // namespace touchstone
