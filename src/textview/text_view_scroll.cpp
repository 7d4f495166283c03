// What of the document is in sight: the piece at the top and how far it is scrolled out are kept, the scroll
// bar follows.

#include <algorithm>
#include <cmath>

#include <QResizeEvent>
#include <QScrollBar>
#include <QSignalBlocker>

#include "textview/text_view_state.h"

namespace touchstone {
namespace {

/// Of what stays clear around a revealed line.
constexpr double aroundRevealed = 24;
/// A larger step of the scroll bar goes by estimate instead of through each piece.
constexpr int pagesWalked = 3;

} // namespace

void TextView::askSight()
{
    m_state->sightAsked = true;
    viewport()->update();
}

void TextView::layOutSight() const
{
    State& s = *m_state;
    if (!s.sightAsked)
        return;
    s.sightAsked = false;
    s.shown.clear();
    const int last = s.page.count() - 1;
    const double sight = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    if (last < 0) {
        const QSignalBlocker quiet(bar);
        bar->setRange(0, 0);
        return;
    }
    s.topPiece = std::clamp(s.topPiece, 0, last);
    const auto settle = [&] {
        while (s.topOffset < 0 && s.topPiece > 0)
            s.topOffset += s.page.laidOut(--s.topPiece).height();
        while (s.topPiece < last && s.topOffset >= s.page.laidOut(s.topPiece).height())
            s.topOffset -= s.page.laidOut(s.topPiece++).height();
        if (s.topPiece == 0)
            s.topOffset = std::max(s.topOffset, -kPagePadding);
    };
    // What is laid out below may turn out to be shorter than the viewport.
    for (int round = 0; round < 3; ++round) {
        settle();
        s.shown.clear();
        double y = -s.topOffset;
        for (int piece = s.topPiece; piece <= last && (y < sight || s.shown.empty()); ++piece) {
            s.shown.push_back({piece, y});
            y += s.page.laidOut(piece).height();
        }
        const double short_ = sight - kPagePadding - y;
        if (s.shown.back().piece != last || short_ <= 0 || (s.topPiece == 0 && s.topOffset <= -kPagePadding))
            break;
        s.topOffset -= short_;
    }
    s.page.keep(s.shown.front().piece, s.shown.back().piece);
    const int total = static_cast<int>(std::ceil(s.page.total() + 2 * kPagePadding));
    const int value = static_cast<int>(std::round(s.page.top(s.topPiece) + s.topOffset + kPagePadding));
    {
        const QSignalBlocker quiet(bar);
        bar->setPageStep(std::max(1, static_cast<int>(sight)));
        bar->setRange(0, std::max({0, total - static_cast<int>(sight), value}));
        bar->setValue(value);
    }
    s.shownValue = bar->value();
    s.map->setSight(value / double(std::max(total, 1)), (value + sight) / double(std::max(total, 1)));
}

void TextView::scrollContentsBy(int, int)
{
    State& s = *m_state;
    const int value = verticalScrollBar()->value();
    const int step = value - s.shownValue;
    if (step == 0)
        return;
    if (std::abs(step) < pagesWalked * viewport()->height() && value > 0) {
        s.topOffset += step;
    } else {
        const double y = value - kPagePadding;
        s.topPiece = s.page.count() > 0 ? s.page.pieceAtHeight(y) : 0;
        s.topOffset = s.page.count() > 0 ? y - s.page.top(s.topPiece) : 0;
    }
    s.shownValue = value;
    askSight();
}

TextView::Top TextView::top() const
{
    const State& s = *m_state;
    Top top;
    if (s.page.count() == 0 || s.topPiece >= s.page.count() || (s.topPiece == 0 && s.topOffset <= 0))
        return top;
    const ParagraphLayout& layout = m_state->page.laidOut(s.topPiece);
    const LineBox& line = layout.lines()[static_cast<std::size_t>(layout.lineAt(s.topOffset))];
    return {s.topPiece, line.range.begin, s.topOffset - line.top, false};
}

void TextView::goTo(const Top& top)
{
    State& s = *m_state;
    if (top.atTop || s.page.count() == 0) {
        s.topPiece = 0;
        s.topOffset = -kPagePadding;
    } else {
        s.topPiece = std::min(top.piece, s.page.count() - 1);
        const ParagraphLayout& layout = s.page.laidOut(s.topPiece);
        const LineBox& line = layout.lines()[static_cast<std::size_t>(layout.lineOf(top.codePoint))];
        s.topOffset = line.top + std::min(top.within, line.height);
    }
    askSight();
}

TextSelection TextView::topPlace() const
{
    const Top now = top();
    if (m_state->page.count() == 0)
        return {};
    const int block = m_state->page.pieces()[static_cast<std::size_t>(now.piece)].block;
    return {block, now.codePoint, now.codePoint};
}

void TextView::setTopPlace(const TextSelection& place)
{
    State& s = *m_state;
    if (s.page.count() == 0 || place.block < 0 || place.block >= s.source.blockCount())
        return;
    const std::int64_t at = std::clamp<std::int64_t>(place.head, 0, s.source.length(place.block));
    goTo({s.page.pieceOf(place.block, at), at, 0, place.block == 0 && at == 0});
}

void TextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    State& s = *m_state;
    const QRect area = viewport()->geometry();
    s.map->setGeometry(area.right() + 1, area.top(), SpanMap::kWidth, area.height());
    if (event->oldSize().width() != event->size().width())
        restyle();
    askSight();
}

void TextView::reveal(int block, const TextRange& range)
{
    State& s = *m_state;
    if (s.page.count() == 0 || block < 0 || block >= s.source.blockCount())
        return;
    layOutSight();
    const TextRange inside = s.source.clamped(block, range);
    const int piece = s.page.pieceOf(block, inside.begin);
    const ParagraphLayout& layout = s.page.laidOut(piece);
    const LineBox& line = layout.lines()[static_cast<std::size_t>(layout.lineOf(inside.begin))];
    const double sight = viewport()->height();
    const auto shown =
        std::find_if(s.shown.begin(), s.shown.end(), [&](const auto& one) { return one.piece == piece; });
    const double y = shown == s.shown.end() ? 0 : shown->y + line.top;
    const bool near = shown != s.shown.end() && y > -sight / 2 && y + line.height < 1.5 * sight;
    if (!near) {
        s.topPiece = piece;
        s.topOffset = line.top - sight / 3;
    } else if (y < aroundRevealed) {
        s.topOffset += y - aroundRevealed;
    } else if (y + line.height > sight - aroundRevealed) {
        s.topOffset += y + line.height - sight + aroundRevealed;
    }
    askSight();
}

void TextView::reveal(const AnnotationId& id)
{
    const SpanEntry* entry = m_state->spans.find(id);
    const auto* relation = entry ? std::get_if<RelationShape>(&entry->annotation.shape) : nullptr;
    const AnnotationId shown = relation && !relation->members->empty() ? relation->members->front() : id;
    if (const SpanShape* span = m_state->spans.span(shown); span && !span->ranges->empty())
        reveal(span->block, extent(*span));
}

std::optional<TextView::LinePlace> TextView::linePlace(int block, const TextRange& range) const
{
    State& s = *m_state;
    layOutSight();
    for (const auto& [piece, y] : s.shown) {
        const TextPiece& here = s.page.pieces()[static_cast<std::size_t>(piece)];
        if (here.block == block && range.begin <= here.range.end && here.range.begin <= range.end)
            return LinePlace{piece, s.page.laidOut(piece).lineOf(std::max(range.begin, here.range.begin)), y};
    }
    return std::nullopt;
}

std::optional<int> TextView::bottomOfLine(int block, const TextRange& range) const
{
    const auto at = linePlace(block, range);
    if (!at)
        return std::nullopt;
    const LineBox& box = m_state->page.laidOut(at->piece).lines()[static_cast<std::size_t>(at->line)];
    return static_cast<int>(std::ceil(at->y + box.top + box.height));
}

std::optional<QRect> TextView::rectOf(int block, const TextRange& range) const
{
    State& s = *m_state;
    const auto at = linePlace(block, range);
    if (!at)
        return std::nullopt;
    const ParagraphLayout& layout = s.page.laidOut(at->piece);
    const LineBox& box = layout.lines()[static_cast<std::size_t>(at->line)];
    const std::vector<Strip> strips = layout.strips(at->line, range);
    const double x = strips.empty() ? layout.caretX(at->line, range.begin) : strips.front().left;
    const double width = strips.empty() ? 1 : strips.front().right - x;
    return QRectF(s.columnLeft + x, at->y + box.textTop, width, box.textHeight).toAlignedRect();
}

void TextView::showMap()
{
    State& s = *m_state;
    s.mapAsked = false;
    const double total = std::max(1.0, s.page.total() + 2 * kPagePadding);
    std::vector<MapTick> ticks;
    const auto add = [&](int block, const TextRange& range, const QColor& color) {
        if (block < 0 || block >= s.source.blockCount() || s.page.count() == 0)
            return;
        const auto height = [&](std::int64_t at) {
            const int index = s.page.pieceOf(block, at);
            const TextPiece& piece = s.page.pieces()[static_cast<std::size_t>(index)];
            const auto length =
                static_cast<double>(std::max<std::int64_t>(1, piece.next - piece.range.begin));
            return (kPagePadding + s.page.top(index) +
                    s.page.height(index) * static_cast<double>(at - piece.range.begin) / length) /
                   total;
        };
        ticks.push_back({height(range.begin), height(range.end), color.rgb()});
    };
    LabelInks inks = s.inks;
    for (auto& [label, ink] : inks)
        ink.color = barColor(s.colors, ink.color);
    for (int block = 0; block < s.spans.blockCount(); ++block)
        for (const RangeIndex::Entry& entry : s.spans.index(block).entries())
            add(block, entry.range, inkOf(inks, s.spans.at(entry.key).annotation.label).color);
    for (const Highlight& highlight : s.highlights)
        add(highlight.block, highlight.range, s.colors.accent);
    s.map->setTicks(std::move(ticks));
}

} // namespace touchstone
