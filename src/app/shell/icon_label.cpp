#include "app/shell/icon_label.h"

#include <QPainter>

namespace touchstone {

IconLabel::IconLabel(const QIcon& icon, int side, QWidget* parent) : QWidget(parent), m_icon(icon)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QIcon& icon)
{
    m_icon = icon;
    update();
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect(), Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

} // namespace touchstone
