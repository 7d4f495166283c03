// Left and right where directions mix: what is seen beside is what comes next.

#include <algorithm>

#include "textview/text_view_state.h"

namespace touchstone {

bool TextView::moveSideways(TextUnit unit, bool right, Move how)
{
    State& s = *m_state;
    if (s.page.count() == 0)
        return false;
    const int step = right != isRightToLeft() ? 1 : -1;
    const TextPiece& piece =
        s.page.pieces()[static_cast<std::size_t>(s.page.pieceOf(s.selection.block, s.selection.head))];
    if (!piece.mixed || unit == TextUnit::Sentence)
        return move(unit, step, how);
    if (how != Move::Go)
        return endSideways(unit, step, how);
    return unit == TextUnit::Character ? caretSideways(right, step) : goSideways(unit, right, step);
}

bool TextView::goSideways(TextUnit unit, bool right, int step)
{
    State& s = *m_state;
    const TextRange marked = s.selection.range();
    const int block = s.selection.block;
    const ParagraphLayout& layout = s.page.laidOut(s.page.pieceOf(block, marked.begin));
    struct Seen {
        TextRange range;
        double left, right;
    };
    const auto unitsOf = [&](int line) {
        const TextRange whole = layout.lines()[static_cast<std::size_t>(line)].range;
        std::vector<Seen> seen;
        for (auto found = s.units.from(unit, block, whole.begin); found && found->begin < whole.end;
             found = s.units.from(unit, block, found->end))
            if (const auto strips = layout.strips(line, *found);
                !strips.empty() && found->begin >= whole.begin)
                seen.push_back({*found, strips.front().left, strips.back().right});
        std::sort(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
        return seen;
    };
    const auto choose = [&](const TextRange& range) {
        setSelection({block, range.begin, range.end});
        reveal(block, {range.end, range.end});
        return true;
    };
    constexpr double hair = 0.5;
    const int line = layout.lineOf(marked.begin);
    const double caret = layout.caretX(line, marked.begin);
    double left = caret, far = caret;
    if (const auto strips = layout.strips(line, marked); !strips.empty()) {
        left = strips.front().left;
        far = strips.back().right;
    }
    const std::vector<Seen> here = unitsOf(line);
    if (right) {
        for (const Seen& one : here)
            if (marked.isEmpty() ? one.right > caret + hair : one.left >= far - hair)
                return choose(one.range);
    } else {
        for (auto one = here.rbegin(); one != here.rend(); ++one)
            if (marked.isEmpty() ? one->left < caret - hair : one->right <= left + hair)
                return choose(one->range);
    }
    for (int next = line + step; next >= 0 && next < static_cast<int>(layout.lines().size()); next += step)
        if (const std::vector<Seen> there = unitsOf(next); !there.empty())
            return choose(right ? there.front().range : there.back().range);
    return leavePiece(unit, step);
}

// On from the end of the paragraph in the order of the text.
bool TextView::leavePiece(TextUnit unit, int step)
{
    State& s = *m_state;
    const TextSelection before = s.selection;
    const TextPiece& piece =
        s.page.pieces()[static_cast<std::size_t>(s.page.pieceOf(before.block, before.range().begin))];
    const std::int64_t edge = step > 0 ? piece.range.end : piece.range.begin;
    s.selection = {before.block, edge, edge};
    if (move(unit, step, Move::Go))
        return true;
    s.selection = before;
    return false;
}

bool TextView::caretSideways(bool right, int step)
{
    State& s = *m_state;
    const TextSelection now = s.selection;
    const ParagraphLayout& layout = s.page.laidOut(s.page.pieceOf(now.block, now.head));
    std::int64_t place = now.head;
    if (!now.isEmpty()) {
        // To the end of what is marked that lies there.
        const TextRange marked = now.range();
        const int line = layout.lineOf(marked.begin);
        const bool turned = layout.lineOf(marked.end) == line &&
                            layout.caretX(line, marked.begin) > layout.caretX(line, marked.end);
        place = (turned ? !right : right) ? marked.end : marked.begin;
    } else {
        place = layout.beside(now.head, right);
        if (place == now.head)
            return leavePiece(TextUnit::Character, step);
    }
    setSelection({now.block, place, place});
    reveal(now.block, {place, place});
    return true;
}

bool TextView::runsToTheLeft(int block, const TextRange& range) const
{
    State& s = *m_state;
    if (s.page.count() == 0)
        return false;
    const int index = s.page.pieceOf(block, range.begin);
    const TextPiece& piece = s.page.pieces()[static_cast<std::size_t>(index)];
    if (!piece.mixed || range.end > piece.range.end)
        return piece.rightToLeft;
    const ParagraphLayout& layout = s.page.laidOut(index);
    for (std::int64_t at = range.begin; at < range.end; ++at)
        if (layout.runsToTheLeft(at) == piece.rightToLeft)
            return piece.rightToLeft;
    return range.isEmpty() ? piece.rightToLeft : !piece.rightToLeft;
}

// An end inside a run against the paragraph's direction moves by that run, and leaves it on the side where it
// is.
bool TextView::endSideways(TextUnit unit, int step, Move how)
{
    State& s = *m_state;
    const TextSelection now = s.selection;
    const TextRange marked = now.range();
    const int index = s.page.pieceOf(now.block, marked.begin);
    const TextPiece& piece = s.page.pieces()[static_cast<std::size_t>(index)];
    const ParagraphLayout& layout = s.page.laidOut(index);
    const TextRange looked = marked.isEmpty() ? TextRange{marked.begin, marked.begin + 1} : marked;
    bool against = looked.end <= piece.range.end;
    for (std::int64_t at = looked.begin; against && at < looked.end; ++at)
        against = layout.runsToTheLeft(at) != piece.rightToLeft;
    if (!against)
        return move(unit, step, how);
    const std::int64_t end = how == Move::Extend ? now.head : marked.begin;
    const auto passed = step > 0 ? s.units.before(unit, now.block, end) : s.units.from(unit, now.block, end);
    const bool inside = passed && piece.range.begin <= passed->begin && passed->begin < piece.range.end &&
                        layout.runsToTheLeft(passed->begin) != piece.rightToLeft;
    if (inside || how != Move::Extend)
        return move(unit, -step, how);
    TextRange run = looked;
    while (run.begin > piece.range.begin && layout.runsToTheLeft(run.begin - 1) != piece.rightToLeft)
        --run.begin;
    while (run.end < piece.range.end && layout.runsToTheLeft(run.end) != piece.rightToLeft)
        ++run.end;
    const auto beyond =
        step > 0 ? s.units.from(unit, now.block, run.end) : s.units.before(unit, now.block, run.begin);
    if (!beyond)
        return false;
    setSelection({now.block, now.anchor, step > 0 ? beyond->end : beyond->begin});
    reveal(now.block, {s.selection.head, s.selection.head});
    return true;
}

bool TextView::moveToLineEdge(bool end, Move how)
{
    State& s = *m_state;
    if (s.page.count() == 0)
        return false;
    const TextSelection now = s.selection;
    const ParagraphLayout& layout = s.page.laidOut(s.page.pieceOf(now.block, now.head));
    const int line = layout.lineOf(now.head);
    const std::int64_t place = end ? layout.endOf(line, how == Move::Go)
                                   : layout.lines()[static_cast<std::size_t>(line)].range.begin;
    setSelection({now.block, how == Move::Go ? place : now.anchor, place});
    reveal(now.block, {place, place});
    return true;
}

} // namespace touchstone
