#pragma once

#include <set>

#include <QFont>
#include <QPen>

#include "textview/line_dress.h"
#include "textview/paragraph_layout.h"
#include "textview/text_colors.h"

class QPainter;

namespace touchstone {

/// Which spans stand out.
struct SpanMarks {
    std::set<AnnotationId> selected;
    AnnotationId hovered;
    AnnotationId hoveredRelation;
    std::set<AnnotationId> unstored;

    bool isSelected(const AnnotationId& id) const { return selected.contains(id); }
    bool isLoud(const SpanArc& arc) const
    {
        return arc.relation == hoveredRelation || isSelected(arc.relation) || isSelected(arc.from) ||
               isSelected(arc.to) || arc.from == hovered || arc.to == hovered;
    }
};

/// Paints what a line shows of its spans. All at `origin`, the top left corner of the line's piece.
class SpanPainter {
  public:
    SpanPainter(QPainter& painter, const TextColors& colors, const SpanSet& spans, const LabelInks& inks,
                const SpanMarks& marks, const QFont& nameFont);

    /// Behind the text.
    void fills(const LineBox& line, const QPointF& origin);
    /// Under it.
    void bars(const LineBox& line, const QPointF& origin);
    /// Above it; those that stand out last.
    void arcs(const LineBox& line, const QPointF& origin);
    /// Of a span, or of the chain that a bar stands for.
    QColor colorOf(const AnnotationId& span, const AnnotationId& chain) const;

  private:
    void bar(const LaneBar& bar, double top, const QPointF& origin);
    void name(const LaneBar& bar, double top, const QPointF& origin, const QColor& color);
    void arc(const LineArc& arc, const LineBox& line, const QPointF& origin);

    QPainter& m_painter;
    const TextColors& m_colors;
    const SpanSet& m_spans;
    const LabelInks& m_inks;
    const SpanMarks& m_marks;
    QFont m_font;
};

/// With the lengths of its dashes in pixels, whatever its width.
QPen patternPen(const QColor& color, double width, Qt::PenStyle line);

/// Where the box of an arc stands, from the piece's top left.
QRectF arcBox(const LineArc& arc, const LineBox& line);

} // namespace touchstone
