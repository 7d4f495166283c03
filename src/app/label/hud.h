#pragma once

#include <functional>
#include <map>

#include <QStaticText>
#include <QStringList>

#include "app/label/pointer_inset.h"
namespace touchstone {

/// Beside the pointer: the measures of what is being drawn, resized or turned. Shown only while there is
/// something to measure.
class Hud : public PointerInset {
    Q_OBJECT
  public:
    /// The measures of what is being changed now, with so many decimals; asked after every event of the
    /// canvas.
    using Measures = std::function<QStringList(int decimals)>;
    Hud(Canvas& canvas, Measures measures);

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

    Measures m_measures;
    QStringList m_lines;
    std::map<QChar, Sign> m_signs;
    double m_digit = 0;
};

} // namespace touchstone
