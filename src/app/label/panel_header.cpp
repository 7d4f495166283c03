#include "app/label/panel_header.h"

#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

namespace touchstone {

PanelHeader::PanelHeader(const QString& title, QWidget* parent) : QWidget(parent), m_title(title)
{
    setFixedHeight(34);
    setAccessibleName(title);
}

void PanelHeader::setFigure(const QString& text)
{
    if (text == m_figure)
        return;
    m_figure = text;
    setAccessibleDescription(text);
    update();
}

void PanelHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QFont heading = secondaryFont(font());
    heading.setWeight(QFont::DemiBold);
    const QRect inner = rect().adjusted(12, 0, -12, -1);
    paintText(painter, inner, m_title, theme().secondary, heading);
    paintText(painter, inner, m_figure, theme().secondary, tabularFont(heading), Qt::AlignRight);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace touchstone
