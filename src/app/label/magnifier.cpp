#include "app/label/magnifier.h"

#include <algorithm>

#include <QPainter>

#include "canvas/canvas.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// An odd number of image pixels at the usual scale, so that one lies in the middle.
constexpr int side = 21 * 8;
constexpr int rim = 2;
constexpr int margin = 10;
/// The pointer comes no nearer than this.
constexpr int shyness = 24;

constexpr QRgb dark = 0xff14161a, light = 0xfff2f3f5;

} // namespace

Magnifier::Magnifier(Canvas& canvas) : PointerInset(canvas, u"magnifier"_s, false)
{
    resize(side + 2 * rim, side + 2 * rim);
}

void Magnifier::refresh()
{
    if (!m_on || !m_at || !QRectF({0, 0}, m_canvas.imageSize()).contains(middle())) {
        hide();
        return;
    }
    keepAway();
    show();
    update();
}

void Magnifier::keepAway()
{
    const auto corner = [this](bool left) {
        return QPoint(left ? margin : std::max(margin, m_canvas.width() - margin - width()), margin);
    };
    if (QRect(corner(m_left), size())
            .adjusted(-shyness, -shyness, shyness, shyness)
            .contains(m_at->toPoint()))
        m_left = !m_left;
    move(corner(m_left));
}

QPointF Magnifier::middle() const
{
    const Point at = m_canvas.view().toImage(*m_at);
    return {at.x, at.y};
}

double Magnifier::scale() const
{
    return std::max(leastScale, 2 * m_canvas.view().scale);
}

void Magnifier::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPlate(painter, dark, light);
    if (!m_at)
        return;
    painter.translate(rim, rim);
    m_canvas.paintMagnified(painter, QSizeF(side, side), {middle().x(), middle().y()}, scale());
    // Light on dark; open in the middle, so that the pixel aimed at is seen, and short, so that the sides of
    // a draft are.
    const double half = side / 2.0, gap = 7, end = 30;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [color, width] :
         {std::pair(QColor::fromRgb(dark), 3), std::pair(QColor::fromRgb(light), 1)}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
        for (const double way : {-1.0, 1.0}) {
            painter.drawLine(QPointF(half + way * gap, half), QPointF(half + way * end, half));
            painter.drawLine(QPointF(half, half + way * gap), QPointF(half, half + way * end));
        }
    }
}

} // namespace touchstone
