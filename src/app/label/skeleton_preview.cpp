#include "app/label/skeleton_preview.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "app/label/row_painting.h"
#include "app/session/text.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr double grabRadius = 12;
constexpr double keyStep = 0.01;

QColor colorOf(Side side)
{
    switch (side) {
    case Side::Left: return QColor(0x56, 0xb4, 0xe9);
    case Side::Right: return QColor(0xe6, 0x9f, 0x00);
    case Side::Middle: break;
    }
    return theme().secondary;
}

} // namespace

SkeletonPreview::SkeletonPreview(QWidget* parent) : QWidget(parent)
{
    setObjectName(u"skeletonPreview"_s);
    setAccessibleName(
        u"Places of the points; left and right arrows choose a point with Ctrl, arrows move it"_s);
    setMinimumSize(220, 260);
    setFocusPolicy(Qt::StrongFocus);
}

void SkeletonPreview::setSkeleton(const SkeletonTemplate& skeleton)
{
    m_skeleton = skeleton;
    m_current = std::min(m_current, m_skeleton.points.empty() ? 0 : m_skeleton.points.size() - 1);
    update();
}

QRectF SkeletonPreview::box() const
{
    return QRectF(rect()).adjusted(24, 24, -24, -24);
}

QPointF SkeletonPreview::placeOf(std::size_t point) const
{
    const Point at = m_skeleton.points.at(point).place;
    const QRectF area = box();
    return {area.left() + at.x * area.width(), area.top() + at.y * area.height()};
}

void SkeletonPreview::place(Point at)
{
    if (m_current >= m_skeleton.points.size())
        return;
    m_skeleton.points[m_current].place = {std::clamp(at.x, 0.0, 1.0), std::clamp(at.y, 0.0, 1.0)};
    update();
    Q_EMIT moved();
}

void SkeletonPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? theme().accent : theme().line);
    painter.setBrush(theme().surround);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (m_skeleton.points.empty()) {
        paintText(painter, rect().adjusted(12, 0, -12, 0), u"Points appear here."_s, theme().secondary,
                  font(), Qt::AlignHCenter);
        return;
    }
    for (const auto& [from, to] : m_skeleton.edges) {
        const Side side =
            sideOf(m_skeleton, from) == Side::Middle ? sideOf(m_skeleton, to) : sideOf(m_skeleton, from);
        painter.setPen(QPen(colorOf(side), 2));
        painter.drawLine(placeOf(from), placeOf(to));
    }
    for (std::size_t i = 0; i < m_skeleton.points.size(); ++i) {
        painter.setPen(QPen(i == m_current ? theme().accent : theme().text, i == m_current ? 2 : 1));
        painter.setBrush(colorOf(sideOf(m_skeleton, i)));
        painter.drawEllipse(placeOf(i), i == m_current ? 6 : 4, i == m_current ? 6 : 4);
    }
    const QString name = u"%1 %2"_s.arg(m_current + 1).arg(toQt(m_skeleton.points[m_current].name));
    paintText(painter, {8, height() - 22, width() - 16, 20}, name, theme().secondary, secondaryFont(font()));
}

void SkeletonPreview::mousePressEvent(QMouseEvent* event)
{
    double nearest = grabRadius * grabRadius;
    for (std::size_t i = 0; i < m_skeleton.points.size(); ++i) {
        const QPointF away = placeOf(i) - event->position();
        const double squared = QPointF::dotProduct(away, away);
        if (squared < nearest) {
            nearest = squared;
            m_current = i;
            m_dragging = true;
        }
    }
    update();
}

void SkeletonPreview::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = box();
    if (m_dragging && area.width() > 0 && area.height() > 0)
        place({(event->position().x() - area.left()) / area.width(),
               (event->position().y() - area.top()) / area.height()});
}

void SkeletonPreview::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
}

void SkeletonPreview::keyPressEvent(QKeyEvent* event)
{
    const std::size_t count = m_skeleton.points.size();
    if (count == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool chooses = event->modifiers() & Qt::ControlModifier;
    const Point at = m_skeleton.points[m_current].place;
    switch (event->key()) {
    case Qt::Key_Left:
        chooses ? void(m_current = (m_current + count - 1) % count) : place({at.x - keyStep, at.y});
        break;
    case Qt::Key_Right:
        chooses ? void(m_current = (m_current + 1) % count) : place({at.x + keyStep, at.y});
        break;
    case Qt::Key_Up: place({at.x, at.y - keyStep}); break;
    case Qt::Key_Down: place({at.x, at.y + keyStep}); break;
    default: QWidget::keyPressEvent(event); return;
    }
    update();
}

} // namespace touchstone
