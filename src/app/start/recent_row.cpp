#include "app/start/recent_row.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 68;
const QSize kPicture(64, 44);

QString number(std::int64_t value) { return QLocale(QLocale::English).toString(qlonglong(value)); }

} // namespace

RecentRow::RecentRow(RecentProject project, bool first, QWidget* parent)
    : QAbstractButton(parent), m_project(std::move(project)),
      m_picture(RecentProjects::thumbnail(m_project.path)), m_there(m_project.isThere()), m_first(first)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setText(m_project.name);
    setAccessibleName(m_there ? m_project.name : tr("%1, is not there").arg(m_project.name));
    setToolTip(m_there ? m_project.path : tr("Tell where %1 is now").arg(m_project.path));
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_there) {
            Q_EMIT openAsked(m_project.path);
        } else {
            Q_EMIT locateAsked(m_project.path);
        }
    });
}

QSize RecentRow::sizeHint() const { return {400, kHeight}; }

void RecentRow::enterEvent(QEnterEvent*) { update(); }
void RecentRow::leaveEvent(QEvent*) { update(); }

void RecentRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete) {
        Q_EMIT forgetAsked(m_project.path);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void RecentRow::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    const QAction* forget = menu.addAction(themedIcon(u"list-remove"_s), tr("Take off this list"));
    if (menu.exec(event->globalPos()) == forget) {
        Q_EMIT forgetAsked(m_project.path);
    }
}

void RecentRow::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (underMouse()) {
        QPainterPath background;
        background.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        painter.fillPath(background, t.raised);
    }
    if (!m_first) {
        painter.fillRect(QRect(0, 0, width(), 1), t.line);
    }
    const QRect picture(QPoint(16, (height() - kPicture.height()) / 2), kPicture);
    QPainterPath frame;
    frame.addRoundedRect(picture, 3, 3);
    painter.fillPath(frame, t.surround);
    if (!m_picture.isNull()) {
        painter.save();
        painter.setClipPath(frame);
        QRect covered(QPoint(), m_picture.size().scaled(kPicture, Qt::KeepAspectRatioByExpanding));
        covered.moveCenter(picture.center());
        painter.setOpacity(m_there ? 1 : 0.45);
        painter.drawPixmap(covered, m_picture);
        painter.restore();
    }

    constexpr int kBar = 150;
    const int barLeft = width() - 16 - kBar;
    const int textLeft = picture.right() + 12;
    const int textWidth = (m_project.items > 0 ? barLeft : width()) - textLeft - 16;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_there ? t.text : t.secondary);
    painter.drawText(QRect(textLeft, 14, textWidth, 20), Qt::AlignVCenter,
                     QFontMetrics(bold).elidedText(m_project.name, Qt::ElideRight, textWidth));
    QFont small = font();
    small.setPixelSize(12);
    const QFontMetrics metrics(small);
    const QString left = m_there ? tr(" · %1 left").arg(number(m_project.items - m_project.done))
                                 : tr(" is not there · ");
    const QString locate = m_there ? QString() : tr("Locate…");
    const int room = textWidth - metrics.horizontalAdvance(left + locate);
    const QString place = metrics.elidedText(m_project.shortPath(), Qt::ElideMiddle, room)
                          + (m_there && m_project.items == 0 ? QString() : left);
    painter.setFont(small);
    painter.setPen(t.secondary);
    painter.drawText(QRect(textLeft, 35, textWidth, 18), Qt::AlignVCenter, place);
    if (!locate.isEmpty()) {
        small.setUnderline(true);
        painter.setFont(small);
        painter.setPen(t.text);
        painter.drawText(QRect(textLeft + metrics.horizontalAdvance(place), 35, 80, 18), Qt::AlignVCenter,
                         locate);
        small.setUnderline(false);
    }
    if (m_project.items > 0) {
        const double share = double(m_project.done) / double(m_project.items);
        const QRectF bar(barLeft, 21, kBar, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.line);
        painter.drawRoundedRect(bar, 2, 2);
        if (share > 0) {
            painter.setBrush(t.accent);
            painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(qMax(4.0, kBar * share), 4)), 2, 2);
        }
        painter.setFont(small);
        painter.setPen(t.secondary);
        painter.drawText(QRect(barLeft, 31, kBar, 18), Qt::AlignVCenter,
                         tr("%1 % of %2").arg(int(share * 100)).arg(number(m_project.items)));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 4, 4);
    }
}

} // namespace touchstone
