#pragma once

#include <map>
#include <memory>
#include <vector>

#include "textview/paragraph_layout.h"

namespace touchstone {

/// All pieces under each other. Only what is asked for is laid out; the heights of the others are estimated,
/// and are exact from then on.
class PageLayout {
  public:
    /// The source must outlive this, as must what dress() gets. `pieces` are those of the source; offers the
    /// ones before.
    std::vector<TextPiece> setSource(const TextSource* source, std::vector<TextPiece> pieces);
    void setStyle(const LayoutStyle& style);
    void setSpans(const SpanSet* spans, const LabelInks* inks);
    const LayoutStyle& style() const { return m_style; }

    const std::vector<TextPiece>& pieces() const { return m_pieces; }
    int count() const { return static_cast<int>(m_pieces.size()); }
    double top(int piece) const;
    double height(int piece) const { return m_heights[static_cast<std::size_t>(piece)]; }
    double total() const { return m_pieces.empty() ? 0 : top(count()); }
    /// The piece at a height, by what is known so far.
    int pieceAtHeight(double y) const;
    int pieceOf(int block, std::int64_t codePoint) const { return pieceAt(m_pieces, block, codePoint); }
    /// Laid out and with its bars, now.
    const ParagraphLayout& laidOut(int piece);

    /// What lies in the range gets its bars anew when it is asked for next.
    void undress(const BlockRange& range);
    void undressAll();
    /// Forgets the layouts that lie far from these pieces.
    void keep(int first, int last);
    /// How many are laid out now.
    std::size_t laidOutCount() const { return m_layouts.size(); }

  private:
    struct Kept {
        std::unique_ptr<ParagraphLayout> layout;
        bool dressed = false;
    };
    void estimate();
    void setHeight(int piece, double height);

    const TextSource* m_source = nullptr;
    const SpanSet* m_spans = nullptr;
    const LabelInks* m_inks = nullptr;
    LayoutStyle m_style;
    std::vector<TextPiece> m_pieces;
    std::vector<double> m_heights;
    /// Sums of the heights before each piece; right up to, and with, m_summed.
    mutable std::vector<double> m_tops;
    mutable int m_summed = 0;
    std::map<int, Kept> m_layouts;
};

} // namespace touchstone
