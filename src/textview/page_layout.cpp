#include "textview/page_layout.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace touchstone {
namespace {

/// Layouts that are kept on each side of what is in sight.
constexpr int keptAround = 24;

} // namespace

std::vector<TextPiece> PageLayout::setSource(const TextSource* source, std::vector<TextPiece> pieces)
{
    m_source = source;
    m_layouts.clear();
    m_pieces.swap(pieces);
    estimate();
    return pieces;
}

void PageLayout::setStyle(const LayoutStyle& style)
{
    m_style = style;
    m_layouts.clear();
    estimate();
}

void PageLayout::setSpans(const SpanSet* spans, const LabelInks* inks)
{
    m_spans = spans;
    m_inks = inks;
    undressAll();
    estimate();
}

void PageLayout::estimate()
{
    const double character = QFontMetricsF(m_style.font).averageCharWidth();
    const double perLine = std::max(1.0, m_style.width / std::max(1.0, character));
    m_heights.resize(m_pieces.size());
    // How many spans a piece has says whether its lines have bars.
    std::vector<int> spans(m_pieces.size());
    if (m_spans)
        for (int block = 0; block < m_spans->blockCount(); ++block) {
            std::size_t piece = 0;
            for (const RangeIndex::Entry& entry : m_spans->index(block).entries()) {
                while (piece + 1 < m_pieces.size() &&
                       (m_pieces[piece].block < block ||
                        (m_pieces[piece].block == block && m_pieces[piece].next <= entry.range.begin)))
                    ++piece;
                if (piece < spans.size() && m_pieces[piece].block == block)
                    ++spans[piece];
            }
        }
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const TextPiece& piece = m_pieces[i];
        const double lines = std::max(1.0, std::ceil((piece.end - piece.begin) / perLine));
        double height = lines * m_style.lineHeight + m_style.paragraphGap;
        height += std::min(lines, static_cast<double>(spans[i])) * (kLaneHeight + kBelowLanes);
        if (piece.startsBlock && !m_source->block(piece.block).name.empty())
            height += m_style.headingHeight;
        m_heights[i] = height;
    }
    for (const auto& [index, kept] : m_layouts)
        if (kept.dressed)
            m_heights[static_cast<std::size_t>(index)] = kept.layout->height();
    m_tops.assign(m_pieces.size() + 1, 0);
    m_summed = 0;
}

double PageLayout::top(int piece) const
{
    for (; m_summed < piece; ++m_summed)
        m_tops[static_cast<std::size_t>(m_summed) + 1] =
            m_tops[static_cast<std::size_t>(m_summed)] + m_heights[static_cast<std::size_t>(m_summed)];
    return m_tops[static_cast<std::size_t>(piece)];
}

void PageLayout::setHeight(int piece, double height)
{
    double& known = m_heights[static_cast<std::size_t>(piece)];
    if (known == height)
        return;
    known = height;
    m_summed = std::min(m_summed, piece);
}

int PageLayout::pieceAtHeight(double y) const
{
    top(count());
    const auto behind =
        std::partition_point(m_tops.begin(), m_tops.end(), [&](double top) { return top <= y; });
    return std::clamp(static_cast<int>(behind - m_tops.begin()) - 1, 0, std::max(0, count() - 1));
}

const ParagraphLayout& PageLayout::laidOut(int piece)
{
    Kept& kept = m_layouts[piece];
    if (!kept.layout)
        kept.layout =
            std::make_unique<ParagraphLayout>(*m_source, m_pieces[static_cast<std::size_t>(piece)], m_style);
    if (!kept.dressed) {
        kept.layout->dress(*m_spans, *m_inks, m_style);
        kept.dressed = true;
        setHeight(piece, kept.layout->height());
    }
    return *kept.layout;
}

void PageLayout::undress(const BlockRange& range)
{
    for (auto& [index, kept] : m_layouts) {
        const TextPiece& piece = m_pieces[static_cast<std::size_t>(index)];
        if (piece.block == range.block && piece.range.begin <= range.range.end &&
            range.range.begin <= piece.next)
            kept.dressed = false;
    }
}

void PageLayout::undressAll()
{
    for (auto& [index, kept] : m_layouts)
        kept.dressed = false;
}

void PageLayout::keep(int first, int last)
{
    if (m_layouts.size() <= static_cast<std::size_t>(last - first + 2 * keptAround))
        return;
    std::erase_if(m_layouts, [&](const auto& one) {
        return one.first < first - keptAround || one.first > last + keptAround;
    });
}

} // namespace touchstone
