#include "app/start/drop_zone.h"

#include <QPainter>

#include "app/theme/theme.h"

namespace touchstone {

DropZone::DropZone(QWidget* parent) : QWidget(parent) { setFixedHeight(114); }

void DropZone::setHot(bool hot)
{
    m_hot = hot;
    update();
}

void DropZone::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dashes(m_hot ? t.accent : t.secondary, 1.5);
    dashes.setDashPattern({4, 3});
    painter.setPen(dashes);
    painter.setBrush(m_hot ? QBrush(t.selection) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    QFont big = font();
    big.setPixelSize(16);
    painter.setFont(big);
    painter.setPen(t.text);
    painter.drawText(QRect(0, 30, width(), 26), Qt::AlignCenter,
                     m_hot ? tr("Let go to open it here")
                           : tr("Drop a folder of pictures or texts, or a data set, here"));
    painter.setFont(font());
    painter.setPen(t.secondary);
    painter.drawText(QRect(0, 58, width(), 22), Qt::AlignCenter,
                     tr("Data sets are recognised by what is in them. Pictures are not copied: they stay "
                        "where they are."));
}

} // namespace touchstone
