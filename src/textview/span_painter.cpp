#include "textview/span_painter.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

namespace touchstone {
namespace {

constexpr double barInset = 0.5;
constexpr double handleRadius = 3.5;

Qt::PenStyle penOf(const LabelInk& ink, const Annotation& annotation)
{
    return annotation.unsure ? Qt::DashLine : ink.line;
}

} // namespace

QPen patternPen(const QColor& color, double width, Qt::PenStyle line)
{
    QPen pen(color, width, line, Qt::FlatCap, Qt::RoundJoin);
    const auto set = [&](QList<qreal> pixels) {
        for (qreal& length : pixels)
            length /= width;
        pen.setDashPattern(pixels);
    };
    switch (line) {
    case Qt::DashLine:
        set({5.4, 3});
        break;
    case Qt::CustomDashLine:
        set({12, 4});
        break;
    case Qt::DotLine:
        set({2.5, 2.5});
        break;
    case Qt::DashDotLine:
        set({9, 3, 2.5, 3});
        break;
    case Qt::DashDotDotLine:
        set({9, 3, 2.5, 3, 2.5, 3});
        break;
    default:
        break;
    }
    return pen;
}

SpanPainter::SpanPainter(QPainter& painter, const TextColors& colors, const SpanSet& spans,
                         const LabelInks& inks, const SpanMarks& marks, const QFont& nameFont)
    : m_painter(painter), m_colors(colors), m_spans(spans), m_inks(inks), m_marks(marks), m_font(nameFont)
{
}

QColor SpanPainter::colorOf(const AnnotationId& span, const AnnotationId& chain) const
{
    const SpanEntry* entry = m_spans.find(span);
    AnnotationId of = chain;
    if (of.isNull() && entry && entry->annotation.label.isNull())
        if (const auto chains = m_spans.chainsOf(span); !chains.empty())
            of = chains.front();
    if (of.isNull())
        return inkOf(m_inks, entry ? entry->annotation.label : LabelId()).color;
    const SpanEntry* known = m_spans.find(of);
    return chainColor(inkOf(m_inks, known ? known->annotation.label : LabelId()).color,
                      m_spans.chainNumber(of));
}

void SpanPainter::fills(const LineBox& line, const QPointF& origin)
{
    m_painter.setPen(Qt::NoPen);
    for (const TextFill& fill : line.dress.fills) {
        const QRectF box(origin.x() + fill.strip.left, origin.y() + line.textTop,
                         fill.strip.right - fill.strip.left, line.textHeight);
        const double strength = m_marks.isSelected(fill.span) ? 1 : m_marks.hovered == fill.span ? 0.6 : 0;
        m_painter.fillRect(box, fillColor(m_colors, colorOf(fill.span, {}), strength));
    }
    // Selected ones are framed, also where they lie below others; open predictions are hatched and never
    // filled.
    for (const LaneBar& bar : line.dress.bars) {
        const SpanEntry* entry = m_spans.find(bar.span);
        if (!entry || bar.isPlace || (!bar.chain.isNull() && !entry->annotation.label.isNull()))
            continue;
        const bool selected = m_marks.isSelected(bar.span);
        const QColor color = barColor(m_colors, colorOf(bar.span, bar.chain));
        for (const Strip& strip : bar.strips) {
            const QRectF box(origin.x() + strip.left + 0.5, origin.y() + line.textTop + 0.5,
                             strip.right - strip.left - 1, line.textHeight - 1);
            if (entry->prediction) {
                QColor hatch = color;
                hatch.setAlpha(selected ? 90 : 45);
                m_painter.fillRect(box, QBrush(hatch, Qt::BDiagPattern));
            }
            if (selected || entry->prediction) {
                m_painter.setPen(
                    QPen(color, selected ? 1.6 : 1, entry->prediction ? Qt::DashLine : Qt::SolidLine));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRoundedRect(box, 2, 2);
            }
            if (m_marks.unstored.contains(bar.span)) {
                m_painter.setPen(QPen(m_colors.bad, 2, Qt::DashLine));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRoundedRect(box, 2, 2);
            }
        }
    }
}

void SpanPainter::bars(const LineBox& line, const QPointF& origin)
{
    m_painter.setFont(m_font);
    for (const LaneBar& bar : line.dress.bars) {
        this->bar(bar, origin.y() + line.lanesTop() + bar.lane * kLaneHeight, origin);
        if (bar.isPlace) {
            // A flag in the text, its staff down to its bar.
            const double x = origin.x() + (bar.extent.left + bar.extent.right) / 2;
            const double top = origin.y() + line.textTop + 1;
            const QColor color = barColor(m_colors, colorOf(bar.span, bar.chain));
            const bool loud = m_marks.isSelected(bar.span) || m_marks.hovered == bar.span;
            m_painter.setPen(QPen(color, loud ? 2.2 : 1.6));
            m_painter.drawLine(QPointF(x, top),
                               QPointF(x, origin.y() + line.lanesTop() + bar.lane * kLaneHeight));
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color);
            m_painter.drawPolygon(QPolygonF({{x, top}, {x + kFlagWidth, top + 3.5}, {x, top + 7}}));
        }
    }
}

void SpanPainter::bar(const LaneBar& bar, double top, const QPointF& origin)
{
    const SpanEntry* entry = m_spans.find(bar.span);
    if (!entry)
        return;
    const bool selected = m_marks.isSelected(bar.span);
    const QColor label = colorOf(bar.span, bar.chain);
    const QColor color = barColor(m_colors, label);
    // Whole pixels of the screen, so that all bars are equally thick at 125 and 150 % too.
    const QTransform screen = m_painter.deviceTransform();
    const auto whole = [&](double length, double from) {
        return (std::round(length * screen.m22() + from) - from) / screen.m22();
    };
    const double height = whole(selected || m_marks.hovered == bar.span ? kBarHeight + 1 : kBarHeight, 0);
    top = whole(top, screen.dy());
    const double y = top + kBarHeight / 2;
    const SpanEntry* chain = m_spans.find(bar.chain);
    const Annotation& named = chain ? chain->annotation : entry->annotation;
    const Qt::PenStyle style = penOf(inkOf(m_inks, named.label), entry->annotation);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Strip& strip : bar.strips) {
        const double left = origin.x() + strip.left + barInset, right = origin.x() + strip.right - barInset;
        if (entry->prediction) {
            m_painter.setPen(QPen(color, 1));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(QRectF(left, top, right - left - 1, kBarHeight));
        } else if (style == Qt::SolidLine) {
            m_painter.fillRect(QRectF(left, top, right - left, height), color);
        } else {
            m_painter.setPen(patternPen(color, height, style));
            m_painter.drawLine(QPointF(left, y), QPointF(right, y));
        }
    }
    // Dots between the pieces of one span, and to those on other lines.
    m_painter.setPen(QPen(color, 1, Qt::DotLine));
    double from = bar.extent.left;
    for (const Strip& strip : bar.strips) {
        if (from < strip.left)
            m_painter.drawLine(QPointF(origin.x() + from, y), QPointF(origin.x() + strip.left, y));
        from = std::max(from, strip.right);
    }
    if (from < bar.extent.right)
        m_painter.drawLine(QPointF(origin.x() + from, y), QPointF(origin.x() + bar.extent.right, y));
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    if (selected && bar.chain.isNull() && !entry->prediction) {
        m_painter.setPen(QPen(m_colors.text, 1));
        m_painter.setBrush(m_colors.page);
        for (const auto& [here, x] :
             {std::pair(bar.startsHere, bar.startX), std::pair(bar.endsHere, bar.endX)})
            if (here)
                m_painter.drawEllipse(QPointF(origin.x() + x, y), handleRadius, handleRadius);
    }
    name(bar, top, origin, label);
}

void SpanPainter::name(const LaneBar& bar, double top, const QPointF& origin, const QColor& color)
{
    if (bar.nameRight <= bar.nameLeft)
        return;
    const QFontMetricsF metrics(m_font);
    const double width = bar.nameRight - bar.nameLeft;
    const QString shown = metrics.elidedText(bar.name, Qt::ElideRight, width + 0.5);
    const double baseline = std::round(top + kBarHeight + 2 + metrics.capHeight());
    QColor ink = nameColor(m_colors, color);
    const SpanEntry* entry = m_spans.find(bar.span);
    const bool stands =
        m_marks.isSelected(bar.chain) ||
        (m_marks.isSelected(bar.span) && (bar.chain.isNull() || entry->annotation.label.isNull()));
    if (stands) {
        const QColor chip = barColor(m_colors, color);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(chip);
        m_painter.drawRoundedRect(QRectF(origin.x() + bar.nameLeft, top, width + 3, kLaneHeight - 2), 2, 2);
        ink = contrast(chip, Qt::white) > contrast(chip, Qt::black) ? QColor(Qt::white)
                                                                    : QColor(0x14, 0x16, 0x1a);
    }
    m_painter.setPen(ink);
    m_painter.drawText(QPointF(origin.x() + bar.nameLeft + (stands ? 2 : 0), baseline), shown);
}

} // namespace touchstone
