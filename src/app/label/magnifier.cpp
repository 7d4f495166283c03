#include "app/label/magnifier.h"

#include <algorithm>

#include <QMouseEvent>
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

Magnifier::Magnifier(Canvas& canvas) : QWidget(&canvas), m_canvas(canvas)
{
    setObjectName(u"magnifier"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::NoFocus);
    resize(side + 2 * rim, side + 2 * rim);
    hide();
    canvas.installEventFilter(this);
    connect(&canvas, &Canvas::viewChanged, this, &Magnifier::refreshSoon);
}

void Magnifier::setEnabledByUser(bool on)
{
    m_on = on;
    refreshSoon();
}

void Magnifier::refreshSoon()
{
    if (m_due || (!m_on && !isVisible()))
        return;
    m_due = true;
    // After the tool has seen the event, before anything is painted.
    QMetaObject::invokeMethod(this, &Magnifier::refresh, Qt::QueuedConnection);
}

void Magnifier::refresh()
{
    m_due = false;
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
    if (QRect(corner(m_left), size()).adjusted(-shyness, -shyness, shyness, shyness).contains(m_at->toPoint()))
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

bool Magnifier::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
        m_at = static_cast<QMouseEvent*>(event)->position();
        refreshSoon();
        break;
    case QEvent::Leave:
        m_at.reset();
        refreshSoon();
        break;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Resize:
        refreshSoon();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void Magnifier::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor::fromRgb(dark));
    painter.setPen(QColor::fromRgb(light));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (!m_at)
        return;
    painter.translate(rim, rim);
    m_canvas.paintMagnified(painter, QSizeF(side, side), {middle().x(), middle().y()}, scale());
    // Light on dark; open in the middle, so that the pixel aimed at is seen, and short, so that the sides of a draft are.
    const double half = side / 2.0, gap = 7, end = 30;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [color, width] : {std::pair(QColor::fromRgb(dark), 3), std::pair(QColor::fromRgb(light), 1)}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
        for (const double way : {-1.0, 1.0}) {
            painter.drawLine(QPointF(half + way * gap, half), QPointF(half + way * end, half));
            painter.drawLine(QPointF(half, half + way * gap), QPointF(half, half + way * end));
        }
    }
}

} // namespace touchstone
