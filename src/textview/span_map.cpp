#include "textview/span_map.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

namespace touchstone {
namespace {

constexpr int tickInset = 2;
constexpr int thinnestTick = 2;

} // namespace

SpanMap::SpanMap(QWidget* parent) : QWidget(parent)
{
    setFixedWidth(kWidth);
    setFocusPolicy(Qt::NoFocus);
}

void SpanMap::setTicks(std::vector<MapTick> ticks)
{
    m_ticks = std::move(ticks);
    m_picture = {};
    update();
}

void SpanMap::setSight(double top, double bottom)
{
    if (top == m_top && bottom == m_bottom)
        return;
    m_top = top;
    m_bottom = bottom;
    update();
}

void SpanMap::setColors(const QColor& page, const QColor& sight)
{
    m_page = page;
    m_sight = sight;
    m_picture = {};
    update();
}

void SpanMap::paintTicks()
{
    m_picture = QImage(1, std::max(1, height()), QImage::Format_ARGB32_Premultiplied);
    m_picture.fill(Qt::transparent);
    for (const MapTick& tick : m_ticks) {
        const int first = std::max(0, static_cast<int>(tick.top * height()));
        const int last = std::max(first + thinnestTick - 1, static_cast<int>(tick.bottom * height()));
        for (int y = first; y <= std::min(last, m_picture.height() - 1); ++y)
            m_picture.setPixel(0, y, tick.color | 0xff000000);
    }
}

void SpanMap::paintEvent(QPaintEvent*)
{
    if (m_picture.height() != height())
        paintTicks();
    QPainter painter(this);
    painter.fillRect(rect(), m_page);
    const double top = m_top * height(), bottom = std::max(m_bottom * height(), top + 4);
    painter.fillRect(QRectF(0, top, width(), bottom - top), m_sight);
    painter.drawImage(QRect(tickInset, 0, width() - 2 * tickInset, height()), m_picture);
}

void SpanMap::ask(double y)
{
    Q_EMIT asked(std::clamp(y / std::max(1, height()), 0.0, 1.0));
}

void SpanMap::mousePressEvent(QMouseEvent* event)
{
    ask(event->position().y());
}

void SpanMap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        ask(event->position().y());
}

} // namespace touchstone
