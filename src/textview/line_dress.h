#pragma once

#include <functional>
#include <vector>

#include <QFontMetricsF>
#include <QString>

#include "textview/label_ink.h"
#include "textview/span_set.h"

namespace touchstone {

/// A stretch of a line in pixels, from the column's left.
struct Strip {
    double left = 0;
    double right = 0;
};

/// A bar with its name under a line.
struct LaneBar {
    AnnotationId span;
    /// The chain that it stands for; null: for the span's own label.
    AnnotationId chain;
    /// More than one where the span has several pieces, or where directions mix.
    std::vector<Strip> strips;
    /// The outermost of them.
    Strip extent;
    int lane = 0;
    QString name{};
    double nameLeft = 0;
    double nameRight = 0;
    /// Where the span begins and ends, when that is on this line.
    bool startsHere = false;
    bool endsHere = false;
    double startX = 0;
    double endX = 0;
    /// A place, not a stretch.
    bool isPlace = false;
};

/// What lies topmost behind a stretch of text.
struct TextFill {
    Strip strip;
    AnnotationId span;
};

/// The part of an arc that one line shows.
struct LineArc {
    SpanArc arc;
    QString name{};
    double fromX = 0;
    double toX = 0;
    /// Where not, it comes from or goes to another line.
    bool fromHere = false;
    bool toHere = false;
    int level = 0;
    double boxLeft = 0;
    double boxWidth = 0;
};

/// All that a line shows besides its text.
struct LineDress {
    std::vector<LaneBar> bars;
    std::vector<TextFill> fills;
    std::vector<LineArc> arcs;
    int lanes = 0;
    int levels = 0;
};

/// One line, as far as dressing needs to know it.
struct LineFrame {
    int block = 0;
    TextRange range;
    /// A place at its end belongs to it, not to the line after.
    bool isLast = false;
    bool rightToLeft = false;
    double left = 0;
    double right = 0;
    /// How far names may reach beyond the column.
    double margin = 0;
    std::function<std::vector<Strip>(const TextRange&)> strips;
    std::function<double(std::int64_t)> caretX;
};

inline constexpr double kArcBoxPadding = 6;

/// The name under a bar of a span, or of a chain.
QString barName(const SpanSet& spans, const LabelInks& inks, const LaneBar& bar);
LineDress dressLine(const LineFrame& line, const SpanSet& spans, const LabelInks& inks,
                    const QFontMetricsF& names);

} // namespace touchstone
