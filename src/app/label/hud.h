#pragma once

#include <functional>
#include <map>

#include <QStaticText>
#include <QStringList>

#include "app/label/pointer_inset.h"
#include "touchstone/model/shape.h"

namespace touchstone {

/// Beside the pointer: the measures of what is being drawn, resized or turned. Shown only while there is something to
/// measure.
class Hud : public PointerInset {
    Q_OBJECT
  public:
    /// `measured`: what is being changed now; asked after every event of the canvas.
    Hud(Canvas& canvas, std::function<std::optional<Shape>()> measured);

    const QStringList& lines() const { return m_lines; }

  protected:
    void refresh() override;
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
    QPoint placeFor(QPointF at) const;

    std::function<std::optional<Shape>()> m_measured;
    QStringList m_lines;
    std::map<QChar, Sign> m_signs;
    double m_digit = 0;
};

} // namespace touchstone
