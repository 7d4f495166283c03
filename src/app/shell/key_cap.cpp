#include "app/shell/key_cap.h"

#include <QFontMetrics>
#include <QLabel>
#include <QPainter>

#include "app/theme/theme.h"

namespace touchstone {

int paintKeyCap(QPainter& painter, QPoint right, const QString& keys, const QFont& base)
{
    if (keys.isEmpty()) {
        return right.x();
    }
    QFont font = base;
    font.setPixelSize(11);
    const int wide = qMax(20, QFontMetrics(font).horizontalAdvance(keys) + 12);
    const QRectF cap(right.x() - wide, right.y() - 9, wide, 18);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(font);
    painter.setPen(theme().secondary);
    painter.drawText(cap, Qt::AlignCenter, keys);
    painter.restore();
    return int(cap.left());
}

QLabel* makeKeyCap(const QString& keys)
{
    auto* label = new QLabel(keys);
    label->setProperty("role", QStringLiteral("key"));
    label->setAlignment(Qt::AlignCenter);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return label;
}

} // namespace touchstone
