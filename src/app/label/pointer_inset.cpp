#include "app/label/pointer_inset.h"

#include <QMouseEvent>
#include <QPainter>

#include "canvas/canvas.h"

namespace touchstone {

PointerInset::PointerInset(Canvas& canvas, const QString& name, bool on)
    : QWidget(&canvas), m_canvas(canvas), m_on(on)
{
    setObjectName(name);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::NoFocus);
    hide();
    canvas.installEventFilter(this);
    connect(&canvas, &Canvas::viewChanged, this, &PointerInset::refreshSoon);
}

void PointerInset::setEnabledByUser(bool on)
{
    m_on = on;
    refreshSoon();
}

void PointerInset::refreshSoon()
{
    if (m_due || (!m_on && !isVisible()))
        return;
    m_due = true;
    // After the tool has seen the event, before anything is painted.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_due = false;
            refresh();
        },
        Qt::QueuedConnection);
}

bool PointerInset::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
        m_at = static_cast<QMouseEvent*>(event)->position();
        refreshSoon();
        break;
    case QEvent::Leave:
        m_at.reset();
        refreshSoon();
        break;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::FocusOut:
    case QEvent::Resize:
        refreshSoon();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void PointerInset::paintPlate(QPainter& painter, QRgb ground, QRgb rim) const
{
    painter.fillRect(rect(), QColor::fromRgb(ground));
    painter.setPen(QColor::fromRgb(rim));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace touchstone
