#include "app/label/color_legend.h"

#include <algorithm>

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include "app/session/text.h"
#include "app/theme/theme.h"
#include "canvas/canvas.h"
#include "canvas/shape_look.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int pad = 8;
constexpr int lineHeight = 18;
constexpr int swatch = 10;
constexpr int widest = 260;
/// More would hide the picture; the rest is told by number.
constexpr std::size_t mostRows = 12;

} // namespace

ColorLegend::ColorLegend(Canvas& canvas) : QWidget(&canvas), m_canvas(canvas)
{
    setObjectName(u"colorLegend"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    canvas.installEventFilter(this);
}

void ColorLegend::show(const ColorRule& rule)
{
    m_rows.clear();
    if (rule.by != ColorRule::By::Attribute) {
        hide();
        return;
    }
    m_title = toQt(rule.attribute);
    for (std::size_t i = 0; i < std::min(rule.values.size(), mostRows); ++i)
        m_rows.push_back(
            {slotColor(rule, static_cast<int>(i % rule.colors.size()), {}), toQt(rule.values[i])});
    if (rule.values.size() > mostRows)
        m_rows.push_back({{}, u"and %1 more"_s.arg(rule.values.size() - mostRows)});
    m_rows.push_back({slotColor(rule, slotOfNothing, {}), u"no value"_s});
    place();
    QWidget::show();
    raise();
    update();
}

void ColorLegend::place()
{
    const QFontMetrics metrics(font());
    int width = metrics.horizontalAdvance(m_title);
    for (const Row& row : m_rows)
        width = std::max(width, swatch + 6 + metrics.horizontalAdvance(row.text));
    const QSize size(std::min(width, widest) + 2 * pad,
                     (static_cast<int>(m_rows.size()) + 1) * lineHeight + 2 * pad - 4);
    setGeometry({{pad, m_canvas.height() - size.height() - pad}, size});
}

bool ColorLegend::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_canvas && event->type() == QEvent::Resize && isVisibleTo(&m_canvas))
        place();
    return QWidget::eventFilter(watched, event);
}

void ColorLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line);
    painter.setBrush(theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QFontMetrics metrics(font());
    QRect line(pad, pad - 2, width() - 2 * pad, lineHeight);
    painter.setPen(theme().secondary);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_title, Qt::ElideRight, line.width()));
    for (const Row& row : m_rows) {
        line.translate(0, lineHeight);
        if (row.color.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.color);
            painter.drawRoundedRect(QRect(line.left(), line.center().y() - swatch / 2, swatch, swatch), 2, 2);
        }
        const QRect room = line.adjusted(swatch + 6, 0, 0, 0);
        painter.setPen(theme().text);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.text, Qt::ElideRight, room.width()));
    }
}

} // namespace touchstone
