#include "app/label/hud.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include "canvas/canvas.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int fontSize = 12;
constexpr int padX = 7;
constexpr int padY = 4;
/// From the pointer, on both sides of it.
constexpr int standOff = 16;
/// Below the pointer stands the name of the label.
constexpr int underName = 56;
/// From this scale on fractions of a pixel can be aimed at.
constexpr double fineScale = 4;

/// As light and dark as the names of shapes: it stands on any picture, in both themes.
constexpr QRgb plate = 0xff14161a, rim = 0xff59616b, ink = 0xfff2f3f5;

} // namespace

Hud::Hud(Canvas& canvas, Measures measures)
    : PointerInset(canvas, u"hud"_s, true), m_measures(std::move(measures))
{
    forgetSigns();
}

void Hud::forgetSigns()
{
    QFont small = font();
    small.setPixelSize(fontSize);
    setFont(small);
    m_signs.clear();
    const QFontMetricsF metrics(small);
    m_digit = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        m_digit = std::max(m_digit, metrics.horizontalAdvance(QChar(digit)));
}

const Hud::Sign& Hud::sign(QChar character)
{
    const auto found = m_signs.find(character);
    if (found != m_signs.end())
        return found->second;
    Sign made;
    const double own = QFontMetricsF(font()).horizontalAdvance(character);
    made.width = character.isDigit() ? m_digit : own;
    made.left = (made.width - own) / 2;
    made.text.setText(QString(character));
    made.text.setTextFormat(Qt::PlainText);
    made.text.prepare({}, font());
    return m_signs.emplace(character, std::move(made)).first->second;
}

double Hud::widthOf(const QString& line)
{
    double width = 0;
    for (const QChar character : line)
        width += sign(character).width;
    return width;
}

void Hud::refresh()
{
    QStringList lines;
    if (m_on && m_at)
        lines = m_measures(m_canvas.view().scale >= fineScale ? 1 : 0);
    if (lines.isEmpty()) {
        m_lines.clear();
        hide();
        return;
    }
    double widest = 0;
    for (const QString& line : lines)
        widest = std::max(widest, widthOf(line));
    const int needed = static_cast<int>(std::ceil(widest)) + 2 * padX;
    // While one thing is drawn the plate grows and does not shrink: right-aligned digits stay where they are.
    const QSize size(isVisible() ? std::max(needed, width()) : needed,
                     int(lines.size()) * QFontMetrics(font()).height() + 2 * padY);
    if (lines != m_lines) {
        m_lines = lines;
        update();
    }
    resize(size);
    move(placeFor(*m_at));
    show();
    raise();
}

QPoint Hud::placeFor(QPointF at) const
{
    const QRect room = m_canvas.rect().adjusted(2, 2, -2, -2);
    const QPoint p = at.toPoint();
    int x = p.x() + standOff;
    if (x + width() > room.right() + 1)
        x = p.x() - standOff - width();
    int y = p.y() - standOff - height();
    if (y < room.top())
        y = p.y() + underName;
    if (y + height() > room.bottom() + 1)
        y = room.bottom() + 1 - height();
    return {std::max(x, room.left()), std::max(y, room.top())};
}

void Hud::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPlate(painter, plate, rim);
    painter.setPen(QColor::fromRgb(ink));
    painter.setFont(font());
    const int step = QFontMetrics(font()).height();
    double y = padY;
    for (const QString& line : m_lines) {
        double x = width() - padX - widthOf(line);
        for (const QChar character : line) {
            const Sign& cell = sign(character);
            painter.drawStaticText(QPointF(x + cell.left, y), cell.text);
            x += cell.width;
        }
        y += step;
    }
}

void Hud::changeEvent(QEvent* event)
{
    PointerInset::changeEvent(event);
    if (event->type() == QEvent::FontChange && font().pixelSize() != fontSize)
        forgetSigns();
}

} // namespace touchstone
