// The mouse. While a button is down nothing is told but what is marked; the result is told when it goes up.

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>
#include <QWheelEvent>

#include "textview/text_view_state.h"

namespace touchstone {
namespace {

/// How near to a bar's end a press takes the end.
constexpr double nearEnd = 6;
constexpr int autoscrollMilliseconds = 30;
constexpr double fastestAutoscroll = 40;

} // namespace

TextView::Hit TextView::hitAt(const QPointF& position) const
{
    State& s = *m_state;
    Hit hit;
    layOutSight();
    if (s.shown.empty())
        return hit;
    const auto behind = std::partition_point(s.shown.begin(), s.shown.end(),
                                             [&](const auto& one) { return one.y <= position.y(); });
    const auto& [piece, y] = behind == s.shown.begin() ? s.shown.front() : *std::prev(behind);
    const ParagraphLayout& layout = s.page.laidOut(piece);
    const double x = position.x() - s.columnLeft, down = position.y() - std::round(y);
    hit.piece = piece;
    hit.block = layout.piece().block;
    hit.line = layout.lineAt(down);
    const LineBox& line = layout.lines()[static_cast<std::size_t>(hit.line)];
    hit.caret = layout.placeAt(hit.line, x);
    hit.character = layout.placeAt(hit.line, x, true);
    if (down >= line.textTop && down < line.lanesTop())
        for (const Strip& strip : layout.strips(hit.line, line.range))
            hit.onText = hit.onText || (strip.left <= x && x < strip.right);
    for (const LineArc& arc : line.dress.arcs)
        if (arcBox(arc, line).adjusted(-2, -3, 2, 3).contains(QPointF(x, down)))
            hit.relation = arc.arc.relation;
    const double lanesTop = line.lanesTop();
    for (const LaneBar& bar : line.dress.bars) {
        const double top = lanesTop + bar.lane * kLaneHeight;
        const bool selected = s.marks.isSelected(bar.span);
        const bool inLane = down >= top - 1 && down < top + kLaneHeight - 1;
        const bool onEnds = inLane || (selected && down >= line.textTop && down < top);
        const bool open = bar.chain.isNull() && s.editable && !s.spans.find(bar.span)->prediction &&
                          (!bar.isPlace || selected);
        // A place has its flag above the bar.
        const bool onFlag = bar.isPlace && down >= line.textTop && down < top &&
                            bar.startX - 2 <= x && x < bar.startX + kFlagWidth;
        // Of a narrow bar the middle stays for pressing it.
        const double near = std::min(nearEnd, (bar.extent.right - bar.extent.left) / 3);
        if (open && onEnds && bar.startsHere && !bar.isPlace && std::abs(x - bar.startX) < near)
            hit.end = Hit::End::Begin;
        else if (open && onEnds && bar.endsHere && std::abs(x - bar.endX) < near)
            hit.end = Hit::End::End;
        const bool onBar = inLane && ((bar.extent.left <= x && x < bar.extent.right) ||
                                      (bar.nameLeft <= x && x < bar.nameRight));
        if (hit.end != Hit::End::None || onBar || onFlag) {
            hit.bar = bar.span;
            hit.chain = bar.chain;
            break;
        }
    }
    return hit;
}

std::vector<AnnotationId> TextView::spansAt(const QPoint& position) const
{
    const Hit hit = hitAt(position);
    if (!hit.relation.isNull())
        return {hit.relation};
    if (!hit.bar.isNull())
        return {hit.bar};
    return hit.onText ? m_state->spans.stackAt(hit.block, hit.character) : std::vector<AnnotationId>();
}

std::optional<TextSelection> TextView::placeAt(const QPoint& position) const
{
    const Hit hit = hitAt(position);
    return hit.onText ? std::optional(TextSelection{hit.block, hit.character, hit.character}) : std::nullopt;
}

void TextView::mousePressEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (event->button() != Qt::LeftButton || s.page.count() == 0) {
        event->ignore();
        return;
    }
    const QPointF at = event->position();
    const bool third = s.sinceDouble.isValid() &&
                       s.sinceDouble.elapsed() < QGuiApplication::styleHints()->mouseDoubleClickInterval() &&
                       (at - s.doubleAt).manhattanLength() < QApplication::startDragDistance();
    s.sinceDouble.invalidate();
    const Hit hit = hitAt(at);
    s.gesture = {};
    s.gesture.pressed = s.gesture.now = at;
    s.gesture.block = hit.block;
    s.gesture.place = hit.caret;
    s.gesture.modifiers = event->modifiers();
    if (third) {
        markUnit(TextUnit::Sentence, at);
        return;
    }
    if (hit.end != Hit::End::None) {
        s.gesture.kind = Gesture::Kind::Resize;
        s.gesture.span = hit.bar;
        s.gesture.atBegin = hit.end == Hit::End::Begin;
        s.gesture.original = s.spans.find(hit.bar)->annotation;
    } else if (!hit.bar.isNull() || !hit.relation.isNull()) {
        s.gesture.kind = Gesture::Kind::Span;
        s.gesture.span = hit.relation.isNull() ? hit.bar : hit.relation;
        s.gesture.chain = hit.relation.isNull() ? hit.chain : AnnotationId();
    } else {
        s.gesture.kind = Gesture::Kind::Select;
        // What is marked goes on up to here, and a caret too, unless a span is here: that one is meant.
        const bool onSpan = hit.onText && !s.spans.stackAt(hit.block, hit.character).empty();
        s.gesture.extends = event->modifiers() & Qt::ShiftModifier && s.selection.block == hit.block &&
                            (!onSpan || (s.marks.selected.empty() && !s.selection.isEmpty()));
        if (s.gesture.extends) {
            s.gesture.place = s.selection.anchor;
            dragTo(at, event->modifiers());
        } else {
            setSelection({hit.block, hit.caret, hit.caret});
        }
    }
}

void TextView::markUnit(TextUnit unit, const QPointF& position)
{
    State& s = *m_state;
    const Hit hit = hitAt(position);
    const std::optional<TextRange> found = s.units.at(unit, hit.block, hit.character);
    s.gesture = {};
    if (!found)
        return;
    s.gesture.kind = Gesture::Kind::Select;
    s.gesture.moved = true;
    s.gesture.block = hit.block;
    s.gesture.unit = unit;
    s.gesture.first = *found;
    s.gesture.pressed = s.gesture.now = position;
    setSelection({hit.block, found->begin, found->end});
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (event->button() != Qt::LeftButton)
        return;
    const Hit hit = hitAt(event->position());
    if (const AnnotationId on = hit.relation.isNull() ? hit.bar : hit.relation; !on.isNull()) {
        Q_EMIT spanActivated(on);
        return;
    }
    s.sinceDouble.start();
    s.doubleAt = event->position();
    markUnit(s.snap == TextUnit::Token ? TextUnit::Token : TextUnit::Word, event->position());
}

void TextView::mouseMoveEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (s.gesture.kind == Gesture::Kind::None || !(event->buttons() & Qt::LeftButton)) {
        hover(event->position());
        return;
    }
    const double y = event->position().y();
    if (y < 0 || y >= viewport()->height())
        s.autoscroll.start(autoscrollMilliseconds, this);
    else
        s.autoscroll.stop();
    dragTo(event->position(), event->modifiers());
}

void TextView::timerEvent(QTimerEvent* event)
{
    State& s = *m_state;
    if (event->timerId() != s.autoscroll.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const double beyond =
        s.gesture.now.y() < 0 ? s.gesture.now.y() : s.gesture.now.y() - viewport()->height();
    verticalScrollBar()->setValue(
        verticalScrollBar()->value() +
        static_cast<int>(std::clamp(beyond, -fastestAutoscroll, fastestAutoscroll)));
    dragTo(s.gesture.now, s.gesture.modifiers);
}

void TextView::dragTo(const QPointF& position, Qt::KeyboardModifiers modifiers)
{
    State& s = *m_state;
    Gesture& g = s.gesture;
    g.now = position;
    g.modifiers = modifiers;
    const bool far = (position - g.pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!g.moved && !far && !g.extends)
        return;
    g.moved = g.moved || far;
    const Hit hit = hitAt(position);
    // A drag stays in the block where it began.
    const std::int64_t caret = hit.block < g.block   ? 0
                               : hit.block > g.block ? s.source.length(g.block)
                                                     : hit.caret;
    switch (g.kind) {
    case Gesture::Kind::None:
        break;
    case Gesture::Kind::Select: {
        TextRange range{std::min(g.place, caret), std::max(g.place, caret)};
        bool back = caret < g.place;
        if (g.unit) {
            back = caret < g.first.begin;
            range = {std::min(g.first.begin, caret), std::max(g.first.end, caret)};
        }
        range = s.units.snapped(g.unit ? *g.unit : s.effectiveSnap(modifiers), g.block, range);
        setSelection(back ? TextSelection{g.block, range.end, range.begin}
                          : TextSelection{g.block, range.begin, range.end});
        break;
    }
    case Gesture::Kind::Resize:
        dragEnd(position, modifiers);
        break;
    case Gesture::Kind::Span:
        if (s.editable && s.spans.span(g.span))
            g.kind = Gesture::Kind::Relate;
        [[fallthrough]];
    case Gesture::Kind::Relate: {
        const std::vector<AnnotationId> there = spansAt(position.toPoint());
        g.target = there.empty() || there.front() == g.span || !s.spans.span(there.front()) ? AnnotationId()
                                                                                            : there.front();
        s.marks.hovered = g.target;
        viewport()->update();
        break;
    }
    }
}

void TextView::dragEnd(const QPointF& position, Qt::KeyboardModifiers modifiers)
{
    State& s = *m_state;
    const Gesture& g = s.gesture;
    const auto& before = std::get<SpanShape>(g.original->shape);
    const Hit hit = hitAt(position);
    if (hit.block != before.block || before.ranges->empty())
        return;
    std::vector<TextRange> ranges = *before.ranges;
    const TextUnit unit = s.effectiveSnap(modifiers);
    // What is no more than a place grows to either side.
    if (g.atBegin || (ranges.front().isEmpty() && hit.caret < ranges.front().begin)) {
        TextRange& range = ranges.front();
        const std::int64_t to = std::min(hit.caret, range.end);
        const TextRange wanted = s.units.snapped(unit, before.block, {to, range.end});
        // At least the last unit stays.
        const auto least = s.units.before(unit, before.block, range.end);
        range.begin =
            wanted.isEmpty() ? std::max(least ? least->begin : range.begin, range.begin) : wanted.begin;
        range.begin = std::min(range.begin, range.end);
    } else {
        TextRange& range = ranges.back();
        const std::int64_t to = std::max(hit.caret, range.begin);
        const TextRange wanted = s.units.snapped(unit, before.block, {range.begin, to});
        const auto least = s.units.from(unit, before.block, range.begin);
        range.end = wanted.isEmpty() ? std::min(least ? least->end : range.end, range.end) : wanted.end;
        range.end = std::max(range.end, range.begin);
    }
    showResized({ranges, before.block});
}

void TextView::showResized(const SpanShape& shape)
{
    State& s = *m_state;
    Annotation preview = *s.gesture.original;
    preview.shape = shape;
    const Top before = top();
    for (const BlockRange& range : s.spans.change(preview.id, preview, false).ranges)
        s.page.undress(range);
    goTo(before);
}

bool TextView::isDragging() const
{
    return m_state->gesture.kind != Gesture::Kind::None && m_state->gesture.moved;
}

void TextView::cancelGesture()
{
    State& s = *m_state;
    s.autoscroll.stop();
    if (s.gesture.kind == Gesture::Kind::Resize && s.gesture.original)
        showResized(std::get<SpanShape>(s.gesture.original->shape));
    s.gesture = {};
    viewport()->update();
}

void TextView::mouseReleaseEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (event->button() != Qt::LeftButton || s.gesture.kind == Gesture::Kind::None) {
        event->ignore();
        return;
    }
    s.autoscroll.stop();
    const Gesture g = s.gesture;
    // Told after the gesture is over: who is told may show another text.
    switch (g.kind) {
    case Gesture::Kind::None:
        break;
    case Gesture::Kind::Select:
        s.gesture = {};
        if (!g.moved && !g.extends)
            Q_EMIT spansPressed(spansAt(event->position().toPoint()), event->modifiers());
        else if (!s.selection.isEmpty())
            Q_EMIT selectionFinished();
        break;
    case Gesture::Kind::Span:
        s.gesture = {};
        if (!g.chain.isNull() && event->modifiers() & Qt::ShiftModifier)
            Q_EMIT chainPressed(g.chain);
        else
            Q_EMIT spansPressed({g.span}, event->modifiers());
        break;
    case Gesture::Kind::Relate:
        s.gesture = {};
        viewport()->update();
        if (!g.target.isNull())
            Q_EMIT relationDrawn(g.span, g.target);
        break;
    case Gesture::Kind::Resize: {
        const SpanEntry* entry = s.spans.find(g.span);
        const SpanShape shape = entry ? std::get<SpanShape>(entry->annotation.shape) : SpanShape();
        cancelGesture();
        if (!g.moved)
            Q_EMIT spansPressed({g.span}, event->modifiers());
        else if (entry && shape != std::get<SpanShape>(g.original->shape))
            Q_EMIT spanResized(g.span, shape);
        break;
    }
    }
}

void TextView::hover(const QPointF& position)
{
    State& s = *m_state;
    const Hit hit = hitAt(position);
    std::vector<AnnotationId> stack;
    if (viewport()->rect().contains(position.toPoint()))
        stack = spansAt(position.toPoint());
    const AnnotationId over = !hit.relation.isNull() || stack.empty() ? AnnotationId() : stack.front();
    viewport()->setCursor(hit.end != Hit::End::None                     ? Qt::SizeHorCursor
                          : !hit.bar.isNull() || !hit.relation.isNull() ? Qt::PointingHandCursor
                                                                        : Qt::IBeamCursor);
    if (over == s.marks.hovered && hit.relation == s.marks.hoveredRelation)
        return;
    s.marks.hovered = over;
    s.marks.hoveredRelation = hit.relation;
    viewport()->update();
    Q_EMIT hoverChanged(hit.relation.isNull() ? over : hit.relation);
}

void TextView::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const int delta = event->angleDelta().y();
    ReadingSettings reading = m_state->reading;
    reading.pixelSize = std::clamp(reading.pixelSize + (delta > 0   ? 1
                                                        : delta < 0 ? -1
                                                                    : 0),
                                   kSmallestText, kLargestTextSize);
    event->accept();
    if (reading == m_state->reading)
        return;
    setReading(reading);
    Q_EMIT readingChanged();
}

bool TextView::event(QEvent* event)
{
    // Esc belongs to the gesture while there is one, whatever stands for it elsewhere.
    if (event->type() == QEvent::ShortcutOverride && m_state &&
        m_state->gesture.kind != Gesture::Kind::None &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool TextView::viewportEvent(QEvent* event)
{
    State& s = *m_state;
    if (event->type() == QEvent::Leave && s.gesture.kind == Gesture::Kind::None)
        hover({-1, -1});
    if (event->type() == QEvent::ToolTip) {
        // Names that found no room below their bars are told here.
        const auto* help = static_cast<QHelpEvent*>(event);
        QStringList names;
        for (const AnnotationId& id : spansAt(help->pos())) {
            LaneBar bar;
            bar.span = id;
            if (!s.spans.find(id)->annotation.label.isNull())
                names.append(barName(s.spans, s.inks, bar));
            for (const AnnotationId& chain : s.spans.chainsOf(id)) {
                bar.chain = chain;
                names.append(barName(s.spans, s.inks, bar));
            }
        }
        QToolTip::showText(help->globalPos(), names.join(u'\n'), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace touchstone
