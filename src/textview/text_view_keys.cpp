// What keys ask for. Only the keys of the page are taken here: all others belong to the workspace.

#include <algorithm>

#include <QKeyEvent>
#include <QScrollBar>

#include "textview/text_view_state.h"

namespace touchstone {

void TextView::keyPressEvent(QKeyEvent* event)
{
    const bool page = event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp;
    if (event->key() == Qt::Key_Escape && m_state->gesture.kind != Gesture::Kind::None)
        cancelGesture();
    else if (page && !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        moveByPage(event->key() == Qt::Key_PageDown ? 1 : -1,
                   event->modifiers() & Qt::ShiftModifier ? Move::Extend : Move::Go);
    else
        event->ignore();
}

bool TextView::move(TextUnit unit, int step, Move how)
{
    State& s = *m_state;
    if (s.page.count() == 0)
        return false;
    if (unit == TextUnit::Line)
        return moveByLine(step, how);
    const TextSelection now = s.selection;
    const TextRange marked = now.range();
    TextSelection then = now;
    std::optional<TextRange> found;
    if (how == Move::Go) {
        found = step > 0 ? s.units.from(unit, now.block, marked.end)
                         : s.units.before(unit, now.block, marked.begin);
        // On into the next block that has any.
        for (int block = now.block + step; !found && block >= 0 && block < s.source.blockCount();
             block += step) {
            then.block = block;
            found =
                step > 0 ? s.units.from(unit, block, 0) : s.units.before(unit, block, s.source.length(block));
        }
        if (!found)
            return false;
        then.anchor = found->begin;
        then.head = found->end;
        if (unit == TextUnit::Character) {
            // With something marked the caret goes to its end first.
            const bool collapses = !now.isEmpty();
            const std::int64_t goal = step > 0 ? (then.block == now.block ? found->end : found->begin)
                                               : (then.block == now.block ? found->begin : found->end);
            then.anchor = then.head = !collapses ? goal : step > 0 ? marked.end : marked.begin;
            then.block = collapses ? now.block : then.block;
        }
    } else {
        if (how == Move::Extend && now.isEmpty())
            then.anchor = anchorFor(unit, step);
        std::int64_t& end = how == Move::Extend       ? then.head
                            : then.anchor < then.head ? then.anchor
                                                      : then.head;
        if (step > 0) {
            found = s.units.from(unit, now.block, end);
            // The begin of the selection keeps to the begins of units.
            if (found && how == Move::Start)
                found = s.units.from(unit, now.block, std::max(found->end, end + 1));
            if (!found)
                return false;
            end = how == Move::Start ? found->begin : found->end;
        } else {
            found = s.units.before(unit, now.block, end);
            if (!found)
                return false;
            end = found->begin;
        }
        if (how == Move::Start && end >= marked.end)
            return false;
    }
    setSelection(then);
    reveal(then.block, {then.head, then.head});
    return true;
}

// A selection that begins within a word holds the whole word, as one made by mouse does.
std::int64_t TextView::anchorFor(TextUnit unit, int step) const
{
    State& s = *m_state;
    const std::int64_t caret = s.selection.head;
    const auto around = s.units.at(unit, s.selection.block, caret);
    if (!around || caret <= around->begin || caret >= around->end)
        return caret;
    return step > 0 ? around->begin : around->end;
}

bool TextView::moveByLine(int step, Move how)
{
    State& s = *m_state;
    const TextSelection now = s.selection;
    const std::int64_t from = how == Move::Start ? now.range().begin : now.head;
    int piece = s.page.pieceOf(now.block, from);
    int line = s.page.laidOut(piece).lineOf(from);
    const double x = s.goalX ? *s.goalX : s.page.laidOut(piece).caretX(line, from);
    line += step;
    if (line < 0 && piece > 0)
        line = static_cast<int>(s.page.laidOut(--piece).lines().size()) - 1;
    else if (line >= static_cast<int>(s.page.laidOut(piece).lines().size()) && piece + 1 < s.page.count())
        line = (++piece, 0);
    if (line < 0 || line >= static_cast<int>(s.page.laidOut(piece).lines().size()))
        return false;
    return landOn(piece, line, x, how);
}

// As near to `x` as the line allows.
bool TextView::landOn(int piece, int line, double x, Move how)
{
    State& s = *m_state;
    const TextSelection now = s.selection;
    const ParagraphLayout& layout = s.page.laidOut(piece);
    const int block = layout.piece().block;
    if (block != now.block && how != Move::Go)
        return false;
    const std::int64_t place = layout.placeAt(line, x);
    TextSelection then = now;
    if (how == Move::Go) {
        then = {block, place, place};
        if (const auto unit = s.units.at(s.snap, block, place); unit && s.snap != TextUnit::Character)
            then = {block, unit->begin, unit->end};
    } else if (how == Move::Extend) {
        const bool back = place < now.anchor;
        const TextRange range{std::min(now.anchor, place), std::max(now.anchor, place)};
        const TextRange kept = s.units.snapped(s.snap, block, range);
        then.head = back ? kept.begin : kept.end;
        if (now.isEmpty())
            then.anchor = back ? kept.end : kept.begin;
    } else {
        then = {block, std::min(place, now.range().end), now.range().end};
        if (then.isEmpty())
            return false;
    }
    setSelection(then);
    s.goalX = x;
    reveal(then.block, {then.head, then.head});
    return true;
}

bool TextView::moveByPage(int step, Move how)
{
    State& s = *m_state;
    if (s.page.count() == 0)
        return false;
    layOutSight();
    const std::int64_t from = s.selection.head;
    int piece = s.page.pieceOf(s.selection.block, from);
    int line = s.page.laidOut(piece).lineOf(from);
    const double x = s.goalX ? *s.goalX : s.page.laidOut(piece).caretX(line, from);
    const double sight = viewport()->height();
    const auto lineOf = [&]() -> const LineBox& {
        return s.page.laidOut(piece).lines()[static_cast<std::size_t>(line)];
    };
    const auto shown =
        std::find_if(s.shown.begin(), s.shown.end(), [&](const auto& one) { return one.piece == piece; });
    double y = shown == s.shown.end() ? sight / 3 : shown->y + lineOf().top;
    if (y < 0 || y > sight)
        y = sight / 3;
    // One line less than is seen, so that the eye finds where it was.
    const double page = sight - 2 * s.page.style().lineHeight;
    double way = 0;
    while (way < page) {
        const int lines = static_cast<int>(s.page.laidOut(piece).lines().size());
        if (step > 0 ? line + 1 < lines : line > 0) {
            line += step;
        } else if (step > 0 && piece + 1 < s.page.count()) {
            line = (++piece, 0);
        } else if (step < 0 && piece > 0) {
            line = static_cast<int>(s.page.laidOut(--piece).lines().size()) - 1;
        } else {
            break;
        }
        way += lineOf().height;
    }
    const int block = s.page.pieces()[static_cast<std::size_t>(piece)].block;
    if (way <= 0 || (block != s.selection.block && how != Move::Go))
        return false;
    s.topPiece = piece;
    s.topOffset = lineOf().top - y;
    askSight();
    return landOn(piece, line, x, how);
}

std::optional<AnnotationId> TextView::spanBeside(const AnnotationId& from, int step) const
{
    const State& s = *m_state;
    using Key = std::tuple<int, std::int64_t, std::int64_t, AnnotationId>;
    const auto keyOf = [&](const Annotation& annotation) {
        const auto& span = std::get<SpanShape>(annotation.shape);
        const TextRange range = span.ranges->empty() ? TextRange{} : extent(span);
        return Key{span.block, range.begin, -range.end, annotation.id};
    };
    const Annotation* known = s.spans.span(from) ? &s.spans.find(from)->annotation : nullptr;
    // The caret stands before the spans that begin at it, going on, and behind them, going back.
    const std::int64_t caret = s.selection.range().begin;
    const Key here = known      ? keyOf(*known)
                     : step > 0 ? Key{s.selection.block, caret, INT64_MIN, AnnotationId()}
                                : Key{s.selection.block, caret, INT64_MIN, AnnotationId()};
    std::optional<Key> best;
    for (int block = 0; block < s.spans.blockCount(); ++block)
        for (const RangeIndex::Entry& entry : s.spans.index(block).entries()) {
            const Key key = keyOf(s.spans.at(entry.key).annotation);
            const bool ahead = step > 0 ? here < key : key < here;
            if (ahead && (!best || (step > 0 ? key < *best : *best < key)))
                best = key;
        }
    return best ? std::optional(std::get<3>(*best)) : std::nullopt;
}

std::optional<AnnotationId> TextView::spanInStack(const AnnotationId& from, int step) const
{
    const State& s = *m_state;
    const SpanShape* span = s.spans.span(from);
    if (!span || span->ranges->empty())
        return std::nullopt;
    // All that share a character with it, outer ones first.
    std::vector<const Annotation*> stack;
    const TextRange range = extent(*span);
    s.spans.index(span->block).forTouching(range, [&](const RangeIndex::Entry& entry) {
        if (entry.range.overlaps(range) || entry.range == range)
            stack.push_back(&s.spans.at(entry.key).annotation);
    });
    std::sort(stack.begin(), stack.end(),
              [](const auto* a, const auto* b) { return SpanSet::isAbove(*b, *a); });
    const auto here = std::ranges::find(stack, from, [](const Annotation* one) { return one->id; });
    const auto place = (here - stack.begin()) + step;
    if (here == stack.end() || place < 0 || place >= static_cast<std::ptrdiff_t>(stack.size()))
        return std::nullopt;
    return stack[static_cast<std::size_t>(place)]->id;
}

TextRange TextView::unitAt(TextUnit unit, int block, std::int64_t codePoint) const
{
    const auto found = m_state->units.at(unit, block, codePoint);
    return found ? *found : TextRange{codePoint, codePoint};
}

TextRange TextView::snapped(int block, const TextRange& range) const
{
    return m_state->units.snapped(m_state->snap, block, range);
}

bool TextView::isRightToLeft() const
{
    const State& s = *m_state;
    return s.page.count() > 0 &&
           s.page.pieces()[static_cast<std::size_t>(s.page.pieceOf(s.selection.block, s.selection.head))]
               .rightToLeft;
}

} // namespace touchstone
