#include "app/exchange/preview_grid.h"

#include <algorithm>

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
    m_texts.clear();
    update();
}

void PreviewGrid::setTexts(std::vector<PreviewText> texts)
{
    m_texts = std::move(texts);
    m_pictures.clear();
    update();
}

void PreviewGrid::setMessage(const QString& message)
{
    m_message = message;
    m_pictures.clear();
    m_texts.clear();
    update();
}

void PreviewGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_texts.empty()) {
        paintTexts(painter);
    } else if (!m_pictures.empty()) {
        paintPictures(painter);
    } else {
        const Theme& t = theme();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.line);
        painter.setBrush(t.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(t.secondary);
        painter.drawText(rect().adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_message);
    }
}

void PreviewGrid::paintPictures(QPainter& painter)
{
    const int wide = (width() - (kColumns - 1) * kGap) / kColumns;
    const int high = (height() - kGap) / 2 - kName;
    for (size_t i = 0; i < m_pictures.size(); ++i) {
        const int column = int(i) % kColumns;
        const int row = int(i) / kColumns;
        const QRect cell(column * (wide + kGap), row * (high + kName + kGap), wide, high);
        paintPreview(painter, cell, m_pictures[i]);
        const bool missing = m_pictures[i].image.isNull();
        const QString name = toQt(displayUtf8(m_pictures[i].picture.image.path));
        paintName(painter, cell, missing ? tr("missing: %1").arg(name) : name, missing);
    }
}

// Texts need width: two beside each other, as many rows as there are.
void PreviewGrid::paintTexts(QPainter& painter)
{
    const int columns = m_texts.size() > 1 ? 2 : 1;
    const int rows = std::max(1, (int(m_texts.size()) + columns - 1) / columns);
    const int wide = (width() - (columns - 1) * kGap) / columns;
    const int high = (height() - (rows - 1) * kGap) / rows - kName;
    QFont read = font();
    read.setPixelSize(13);
    for (size_t i = 0; i < m_texts.size(); ++i) {
        const QRect cell(int(i) % columns * (wide + kGap), int(i) / columns * (high + kName + kGap), wide,
                         high);
        paintPreview(painter, cell, m_texts[i], read);
        const QString& tags = m_texts[i].tags;
        paintName(painter, cell,
                  tags.isEmpty() ? m_texts[i].name : m_texts[i].name + QStringLiteral(" · ") + tags, false);
    }
}

void PreviewGrid::paintName(QPainter& painter, const QRect& cell, const QString& name, bool missing)
{
    QFont small = font();
    small.setPixelSize(11);
    painter.setFont(small);
    painter.setPen(missing ? theme().warning : theme().secondary);
    painter.drawText(QRect(cell.left(), cell.bottom() + 2, cell.width(), kName - 2), Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(name, Qt::ElideMiddle, cell.width()));
}

} // namespace touchstone
