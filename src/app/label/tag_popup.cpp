#include "app/label/tag_popup.h"

#include <algorithm>

#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int mostRows = 8;
constexpr int rowHeight = 24;
constexpr int padding = 6;
constexpr int nameLeft = 58;
/// Below the words stand the bar and the name of their label.
constexpr int laneRoom = 22;

} // namespace

TagPopup::TagPopup(QWidget* parent) : QWidget(parent)
{
    setObjectName(u"tagPopup"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void TagPopup::show(const QRect& token, int below, const QString& typed, std::vector<Row> rows, int marked)
{
    m_typed = typed;
    m_rows = std::move(rows);
    m_marked = marked;
    if (token.isNull() || m_rows.empty()) {
        hide();
        return;
    }
    const QFontMetrics metrics(font());
    int wide = metrics.horizontalAdvance(m_typed) + 24;
    for (const Row& row : m_rows)
        wide = std::max(wide, nameLeft + metrics.horizontalAdvance(row.name) + 14);
    const int lines = std::min(int(m_rows.size()), mostRows) + (m_typed.isEmpty() ? 0 : 1);
    resize(std::min(wide, 260), lines * rowHeight + 2 * padding);
    const QRect room = parentWidget()->rect();
    QPoint place(token.left() - 8, std::max(token.bottom() + laneRoom, below + 2));
    if (place.y() + height() > room.bottom() && token.top() - height() - 4 >= 0)
        place.setY(token.top() - height() - 4);
    place.setX(std::clamp(place.x(), 0, std::max(0, room.width() - width())));
    move(place);
    QWidget::show();
    raise();
    update();
}

void TagPopup::mark(int row)
{
    m_marked = row;
    update();
}

int TagPopup::firstShown() const
{
    return std::clamp(m_marked - mostRows / 2, 0, std::max(0, int(m_rows.size()) - mostRows));
}

void TagPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    int y = padding;
    if (!m_typed.isEmpty()) {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        paintText(painter, {12, y, width() - 20, rowHeight}, m_typed, theme().accent, bold);
        y += rowHeight;
    }
    const int first = firstShown();
    for (int i = first; i < std::min(int(m_rows.size()), first + mostRows); ++i, y += rowHeight) {
        const Row& row = m_rows[std::size_t(i)];
        if (i == m_marked) {
            painter.fillRect(QRect(1, y, width() - 2, rowHeight), theme().selection);
            painter.fillRect(QRect(1, y, 3, rowHeight), theme().accent);
        }
        if (!row.key.isEmpty())
            paintKeyCap(painter, row.key, 10, y + rowHeight / 2);
        paintSwatch(painter, row.color, 38, y + rowHeight / 2);
        paintText(painter, {nameLeft, y, width() - nameLeft - 8, rowHeight}, row.name, theme().text, font());
    }
}

} // namespace touchstone
