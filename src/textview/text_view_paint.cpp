#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>
#include <QPaintEvent>
#include <QTimer>

#include "textview/text_view_state.h"

namespace touchstone {
namespace {

constexpr double caretWidth = 2;

struct HighlightLook {
    QColor fill;
    QColor frame;
    Qt::PenStyle line;
};

HighlightLook lookOf(HighlightKind kind, const TextColors& colors)
{
    const QColor found = mixed(colors.page, QColor(0xf0, 0xc0, 0x20), colors.dark ? 0.3 : 0.45);
    switch (kind) {
    case HighlightKind::Found:
        return {found, Qt::transparent, Qt::NoPen};
    case HighlightKind::FoundCurrent:
        return {found, colors.accent, Qt::SolidLine};
    case HighlightKind::Candidate:
        return {Qt::transparent, colors.secondary, Qt::DashLine};
    case HighlightKind::CandidateCurrent:
        return {mixed(colors.page, colors.accent, 0.2), colors.accent, Qt::DashLine};
    }
    return {};
}

} // namespace

void TextView::paintEvent(QPaintEvent* event)
{
    State& s = *m_state;
    layOutSight();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), s.colors.page);
    if (!s.message.isEmpty()) {
        painter.setPen(s.colors.secondary);
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                         s.message);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    drawSight(painter, event->rect());
    if (s.mapAsked)
        QTimer::singleShot(0, this, [this] {
            if (m_state->mapAsked)
                showMap();
        });
}

void TextView::drawSight(QPainter& painter, const QRect& area)
{
    State& s = *m_state;
    SpanPainter spans(painter, s.colors, s.spans, s.inks, s.marks, s.page.style().nameFont);
    const TextRange marked = s.selection.range();
    for (const auto& [index, y] : s.shown) {
        const ParagraphLayout& layout = s.page.laidOut(index);
        const TextPiece& piece = layout.piece();
        const QPointF origin(s.columnLeft, std::round(y));
        if (const std::string& name = s.source.block(piece.block).name; piece.startsBlock && !name.empty()) {
            painter.setFont(s.page.style().nameFont);
            painter.setPen(s.colors.secondary);
            const QRectF heading(origin.x(), origin.y(), s.page.style().width,
                                 s.page.style().headingHeight - 8);
            painter.drawText(heading, (piece.rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom,
                             QString::fromStdString(name));
            painter.fillRect(QRectF(heading.left(), heading.bottom() + 3, heading.width(), 1), s.colors.line);
        }
        for (std::size_t i = 0; i < layout.lines().size(); ++i) {
            const LineBox& line = layout.lines()[i];
            if (origin.y() + line.top > area.bottom() || origin.y() + line.top + line.height < area.top())
                continue;
            const auto number = static_cast<int>(i);
            const auto boxesOf = [&](const TextRange& range) {
                std::vector<QRectF> boxes;
                for (const Strip& strip : layout.strips(number, range))
                    boxes.emplace_back(origin.x() + strip.left, origin.y() + line.textTop,
                                       strip.right - strip.left, line.textHeight);
                return boxes;
            };
            spans.fills(line, origin);
            const auto& known = s.highlightsOf;
            if (static_cast<std::size_t>(piece.block) < known.size())
                known[static_cast<std::size_t>(piece.block)].forTouching(line.range, [&](const auto& entry) {
                    const HighlightLook look = lookOf(s.highlights[entry.key].kind, s.colors);
                    for (const QRectF& box : boxesOf(entry.range)) {
                        painter.setPen(look.line == Qt::NoPen ? QPen(Qt::NoPen)
                                                              : QPen(look.frame, 1.5, look.line));
                        painter.setBrush(look.fill);
                        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
                    }
                });
            const bool isMarked =
                piece.block == s.selection.block && !marked.isEmpty() && marked.overlaps(line.range);
            if (isMarked)
                for (const QRectF& box : boxesOf(marked)) {
                    painter.fillRect(box, s.colors.selection);
                    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), s.colors.accent);
                }
            painter.setPen(s.colors.text);
            layout.draw(painter, number, origin);
            spans.bars(line, origin);
            spans.arcs(line, origin);
            if (hasFocus() && piece.block == s.selection.block && layout.lineOf(s.selection.head) == number &&
                piece.range.begin <= s.selection.head && s.selection.head <= piece.range.end &&
                s.page.pieceOf(piece.block, s.selection.head) == index) {
                const double x = origin.x() + layout.caretX(number, s.selection.head);
                painter.fillRect(
                    QRectF(x - caretWidth / 2, origin.y() + line.textTop, caretWidth, line.textHeight),
                    s.colors.accent);
            }
        }
    }
    drawDraft(painter);
    if (s.gesture.kind == Gesture::Kind::Relate) {
        painter.setPen(QPen(s.colors.accent, 1.6, Qt::DashLine));
        painter.drawLine(s.gesture.pressed, s.gesture.now);
        painter.setBrush(s.colors.accent);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(s.gesture.now, 3.5, 3.5);
    }
}

void TextView::drawDraft(QPainter& painter)
{
    State& s = *m_state;
    const SpanShape* from = s.spans.span(s.relationFrom);
    if (!from || from->ranges->empty())
        return;
    AnnotationId target = s.relationTo;
    if (target.isNull() && s.marks.hovered != s.relationFrom && s.spans.span(s.marks.hovered))
        target = s.marks.hovered;
    if (target.isNull() && s.marks.selected.size() == 1 && *s.marks.selected.begin() != s.relationFrom)
        target = *s.marks.selected.begin();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(s.colors.accent, 1.8, Qt::DashLine));
    for (const TextRange& range : *from->ranges)
        if (const auto box = rectOf(from->block, range))
            painter.drawRoundedRect(QRectF(*box).adjusted(-1, -1, 1, 1), 3, 3);
    const SpanShape* to = s.spans.span(target);
    if (!to || to->ranges->empty())
        return;
    // An end that is out of sight is met at the edge behind which it lies.
    const auto footOf = [&](const SpanShape& span) {
        if (const auto box = rectOf(span.block, span.ranges->front()))
            return QPointF(box->center().x(), box->top());
        const int piece = s.page.pieceOf(span.block, extent(span).begin);
        const bool above = !s.shown.empty() && piece < s.shown.front().piece;
        return QPointF(s.columnLeft + s.page.style().width / 2, above ? 0 : viewport()->height());
    };
    const QPointF begin = footOf(*from), end = footOf(*to);
    const double height = std::clamp(std::abs(end.x() - begin.x()) / 5, 14.0, 44.0);
    // A curve goes three quarters of the way to where it is drawn to: inside the page.
    const double top = std::max(std::min(begin.y(), end.y()) - height, 3 - std::min(begin.y(), end.y()) / 3);
    QPainterPath path(begin);
    path.cubicTo(QPointF(begin.x(), top), QPointF(end.x(), top), end);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(s.colors.accent);
    painter.drawPolygon(QPolygonF({end, end + QPointF(-4, -7), end + QPointF(4, -7)}));
}

void TextView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace touchstone
