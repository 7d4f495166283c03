#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "textview/span_painter.h"

namespace touchstone {
namespace {

constexpr double boxHeight = 16;
constexpr double corner = 9;
constexpr double arrowLength = 6;
constexpr double arrowWidth = 3.2;
/// Between an arc's foot and the text below it.
constexpr double aboveText = 1;

void drawArrow(QPainter& painter, const QPointF& tip, const QPointF& along, const QColor& color)
{
    const QPointF across(-along.y(), along.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({tip, tip - along * arrowLength + across * arrowWidth,
                                   tip - along * arrowLength - across * arrowWidth}));
}

double levelY(const LineArc& arc, const LineBox& line)
{
    return line.textTop - (arc.level + 1) * kLevelHeight + kLevelHeight / 2;
}

/// From the foot up, along its level, and down again; open ends run straight to where the line ends.
QPainterPath pathOf(const LineArc& arc, double y, double foot)
{
    const double turn = std::min(corner, std::abs(arc.toX - arc.fromX) / 2);
    const double way = arc.toX >= arc.fromX ? turn : -turn;
    const double drop = std::min(corner, foot - y);
    QPainterPath path;
    if (arc.fromHere) {
        path.moveTo(arc.fromX, foot);
        path.lineTo(arc.fromX, y + drop);
        path.quadTo(arc.fromX, y, arc.fromX + way, y);
    } else {
        path.moveTo(arc.fromX, y);
    }
    if (arc.toHere) {
        path.lineTo(arc.toX - way, y);
        path.quadTo(arc.toX, y, arc.toX, y + drop);
        path.lineTo(arc.toX, foot);
    } else {
        path.lineTo(arc.toX, y);
    }
    return path;
}

} // namespace

QRectF arcBox(const LineArc& arc, const LineBox& line)
{
    return arc.boxWidth > 0 ? QRectF(arc.boxLeft, levelY(arc, line) - boxHeight / 2, arc.boxWidth, boxHeight)
                            : QRectF();
}

void SpanPainter::arcs(const LineBox& line, const QPointF& origin)
{
    m_painter.setFont(m_font);
    for (const bool loud : {false, true})
        for (const LineArc& one : line.dress.arcs)
            if (m_marks.isLoud(one.arc) == loud)
                arc(one, line, origin);
}

void SpanPainter::arc(const LineArc& arc, const LineBox& line, const QPointF& origin)
{
    const SpanEntry* relation = m_spans.find(arc.arc.relation);
    if (!relation)
        return;
    const bool loud = m_marks.isLoud(arc.arc);
    const bool selected = m_marks.isSelected(arc.arc.relation);
    const LabelInk ink = inkOf(m_inks, relation->annotation.label);
    const QColor color =
        m_marks.unstored.contains(arc.arc.relation) ? m_colors.bad
        : loud ? nameColor(m_colors, ink.color) : mixed(m_colors.secondary, m_colors.page, 0.2);
    const double y = levelY(arc, line), foot = line.textTop - aboveText;
    const bool doubtful = relation->prediction || relation->annotation.unsure;
    m_painter.translate(origin);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(patternPen(color, loud ? 2 : 1.2, doubtful ? Qt::DashLine : ink.line));
    m_painter.drawPath(pathOf(arc, y, foot));
    if (arc.toHere)
        drawArrow(m_painter, {arc.toX, foot}, {0, 1}, color);
    else
        drawArrow(m_painter, {arc.toX, y}, {arc.toX >= arc.fromX ? 1.0 : -1.0, 0}, color);
    if (const QRectF box = arcBox(arc, line); !box.isEmpty()) {
        m_painter.setPen(QPen(color, selected ? 2 : 1));
        m_painter.setBrush(selected ? fillColor(m_colors, ink.color, 1) : m_colors.page);
        m_painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        m_painter.setPen(loud ? m_colors.text : m_colors.secondary);
        m_painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, arc.name);
    }
    m_painter.translate(-origin);
}

} // namespace touchstone
