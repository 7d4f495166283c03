#include "app/exchange/preview_grid.h"

#include <QPainter>

#include "app/session/text.h"
#include "app/theme/theme.h"

namespace touchstone {

namespace {

constexpr int kColumns = 5;
constexpr int kGap = 10;
constexpr int kName = 20;

} // namespace

PreviewGrid::PreviewGrid(QWidget* parent) : QWidget(parent)
{
    setMinimumSize(kColumns * 150, 2 * (108 + kName) + kGap);
}

void PreviewGrid::setPictures(std::vector<PreviewPicture> pictures)
{
    m_pictures = std::move(pictures);
    update();
}

void PreviewGrid::setMessage(const QString& message)
{
    m_message = message;
    m_pictures.clear();
    update();
}

void PreviewGrid::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    if (m_pictures.empty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.line);
        painter.setBrush(t.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(t.secondary);
        painter.drawText(rect().adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_message);
        return;
    }
    const int wide = (width() - (kColumns - 1) * kGap) / kColumns;
    const int high = (height() - kGap) / 2 - kName;
    QFont small = font();
    small.setPixelSize(11);
    for (size_t i = 0; i < m_pictures.size(); ++i) {
        const int column = int(i) % kColumns;
        const int row = int(i) / kColumns;
        const QRect cell(column * (wide + kGap), row * (high + kName + kGap), wide, high);
        paintPreview(painter, cell, m_pictures[i]);
        const bool missing = m_pictures[i].image.isNull();
        painter.setFont(small);
        painter.setPen(missing ? t.warning : t.secondary);
        QString name = toQt(displayUtf8(m_pictures[i].picture.image.path));
        if (missing) {
            name = tr("missing: %1").arg(name);
        }
        painter.drawText(QRect(cell.left(), cell.bottom() + 2, wide, kName - 2), Qt::AlignVCenter,
                         QFontMetrics(small).elidedText(name, Qt::ElideMiddle, wide));
    }
}

} // namespace touchstone
