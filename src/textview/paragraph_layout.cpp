#include "textview/paragraph_layout.h"

#include <algorithm>
#include <cmath>

#include <QGlyphRun>
#include <QPainter>
#include <QTextOption>

namespace touchstone {
namespace {

constexpr double aboveArcs = 4;

} // namespace

ParagraphLayout::ParagraphLayout(const TextSource& source, const TextPiece& piece, const LayoutStyle& style)
    : m_source(&source), m_piece(piece)
{
    m_layout = std::make_unique<QTextLayout>(
        source.text(piece.block).mid(piece.begin, piece.end - piece.begin), style.font);
    QTextOption option(piece.rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(piece.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTabStopDistance(style.tabWidth);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(style.width);
        line.setPosition({0, 0});
        LineBox box;
        box.begin = line.textStart();
        box.end = line.textStart() + line.textLength();
        box.textHeight = std::ceil(line.height());
        m_lines.push_back(std::move(box));
    }
    m_layout->endLayout();
    for (LineBox& box : m_lines)
        box.range = {source.codePoint(piece.block, piece.begin + box.begin),
                     source.codePoint(piece.block, piece.begin + box.end)};
}

ParagraphLayout::~ParagraphLayout() = default;

int ParagraphLayout::local(std::int64_t codePoint) const
{
    return std::clamp(m_source->utf16(m_piece.block, codePoint) - m_piece.begin, 0,
                      m_piece.end - m_piece.begin);
}

void ParagraphLayout::dress(const SpanSet& spans, const LabelInks& inks, const LayoutStyle& style)
{
    const QFontMetricsF names(style.nameFont);
    double top =
        m_piece.startsBlock && !m_source->block(m_piece.block).name.empty() ? style.headingHeight : 0;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        LineBox& box = m_lines[i];
        LineFrame frame;
        frame.block = m_piece.block;
        frame.range = box.range;
        frame.isLast = i + 1 == m_lines.size();
        frame.rightToLeft = m_piece.rightToLeft;
        frame.right = style.width;
        frame.margin = style.margin;
        const int index = static_cast<int>(i);
        frame.strips = [this, index](const TextRange& range) { return strips(index, range); };
        frame.caretX = [this, index](std::int64_t at) { return caretX(index, at); };
        box.dress = dressLine(frame, spans, inks, names);
        box.top = top;
        const double arcs = box.dress.levels > 0 ? box.dress.levels * kLevelHeight + aboveArcs : 0;
        const double lanes = box.dress.lanes > 0 ? box.dress.lanes * kLaneHeight + kBelowLanes : 0;
        const double leading = std::max(0.0, style.lineHeight - box.textHeight);
        // Whole pixels, so that bars are sharp.
        box.textTop = std::round(top + arcs + leading / 2);
        // Bars stand in the room between the lines first.
        box.height = std::ceil(box.textTop - top + box.textHeight + std::max(leading / 2, lanes));
        top += box.height;
    }
    m_height = top + style.paragraphGap;
}

int ParagraphLayout::lineAt(double y) const
{
    const auto behind =
        std::partition_point(m_lines.begin(), m_lines.end(), [&](const auto& l) { return l.top <= y; });
    return std::max(0, static_cast<int>(behind - m_lines.begin()) - 1);
}

int ParagraphLayout::lineOf(std::int64_t codePoint) const
{
    const auto behind = std::partition_point(m_lines.begin(), m_lines.end(),
                                             [&](const auto& l) { return l.range.begin <= codePoint; });
    return std::max(0, static_cast<int>(behind - m_lines.begin()) - 1);
}

std::int64_t ParagraphLayout::placeAt(int line, double x, bool onCharacter) const
{
    const QTextLine at = m_layout->lineAt(line);
    int place =
        at.xToCursor(x, onCharacter ? QTextLine::CursorOnCharacter : QTextLine::CursorBetweenCharacters);
    const LineBox& box = m_lines[static_cast<std::size_t>(line)];
    const QString text = m_layout->text();
    // Behind a forced or soft line end lies the next line.
    if (static_cast<std::size_t>(line) + 1 < m_lines.size() && place >= box.end)
        place = box.end - 1;
    else if (place > box.begin && place == box.end && text[place - 1] == QChar(QChar::LineSeparator))
        --place;
    return m_source->codePoint(m_piece.block, m_piece.begin + place);
}

double ParagraphLayout::caretX(int line, std::int64_t codePoint) const
{
    const LineBox& box = m_lines[static_cast<std::size_t>(line)];
    return m_layout->lineAt(line).cursorToX(std::clamp(local(codePoint), box.begin, box.end));
}

std::int64_t ParagraphLayout::endOf(int line, bool asCaret) const
{
    const LineBox& box = m_lines[static_cast<std::size_t>(line)];
    if (static_cast<std::size_t>(line) + 1 == m_lines.size())
        return box.range.end;
    const QString text = m_layout->text();
    int end = box.end;
    while (end > box.begin && text[end - 1].isSpace())
        --end;
    if (asCaret && end == box.end && end > box.begin)
        end = m_layout->previousCursorPosition(end);
    return m_source->codePoint(m_piece.block, m_piece.begin + end);
}

std::int64_t ParagraphLayout::beside(std::int64_t codePoint, bool right) const
{
    const int at = local(codePoint);
    const int next = right ? m_layout->rightCursorPosition(at) : m_layout->leftCursorPosition(at);
    return m_source->codePoint(m_piece.block, m_piece.begin + next);
}

bool ParagraphLayout::runsToTheLeft(std::int64_t codePoint) const
{
    const int last = static_cast<int>(m_layout->text().size()) - 1;
    if (!m_piece.mixed || last < 0)
        return m_piece.rightToLeft;
    for (const QGlyphRun& run : m_layout->glyphRuns(std::min(local(codePoint), last), 1))
        return run.isRightToLeft();
    return m_piece.rightToLeft;
}

std::vector<Strip> ParagraphLayout::strips(int line, const TextRange& range) const
{
    const LineBox& box = m_lines[static_cast<std::size_t>(line)];
    const int begin = std::clamp(local(range.begin), box.begin, box.end);
    const int end = std::clamp(local(range.end), box.begin, box.end);
    const QTextLine at = m_layout->lineAt(line);
    if (begin >= end)
        return {};
    if (!m_piece.mixed) {
        const double left = at.cursorToX(begin), right = at.cursorToX(end);
        return {{std::min(left, right), std::max(left, right)}};
    }
    std::vector<Strip> cells;
    for (int i = begin; i < end;) {
        int next = m_layout->nextCursorPosition(i);
        next = std::clamp(next, i + 1, end);
        const double a = at.cursorToX(i, QTextLine::Leading);
        const double b = at.cursorToX(i, QTextLine::Trailing);
        if (std::abs(a - b) > 0.01) {
            cells.push_back({std::min(a, b), std::max(a, b)});
        } else {
            // Where the direction turns, a cursor has two places and Qt names the other one.
            for (const QGlyphRun& run : m_layout->glyphRuns(i, next - i))
                if (const QRectF cell = run.boundingRect(); cell.width() > 0.01)
                    cells.push_back({cell.left(), cell.right()});
        }
        i = next;
    }
    std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
    std::vector<Strip> joined;
    for (const Strip& cell : cells) {
        if (!joined.empty() && cell.left <= joined.back().right + 0.5)
            joined.back().right = std::max(joined.back().right, cell.right);
        else
            joined.push_back(cell);
    }
    return joined;
}

void ParagraphLayout::draw(QPainter& painter, int line, const QPointF& origin) const
{
    const LineBox& box = m_lines[static_cast<std::size_t>(line)];
    m_layout->lineAt(line).draw(&painter, origin + QPointF(0, box.textTop));
}

} // namespace touchstone
