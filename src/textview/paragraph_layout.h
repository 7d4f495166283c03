#pragma once

#include <memory>
#include <vector>

#include <QFont>
#include <QPointF>
#include <QTextLayout>

#include "textview/line_dress.h"
#include "textview/piece_table.h"

namespace touchstone {

/// What the lines of a page have in common, in pixels.
struct LayoutStyle {
    QFont font;
    QFont nameFont;
    /// Of the column.
    double width = 600;
    /// Beside it, where names may reach.
    double margin = 24;
    /// Of a plain line.
    double lineHeight = 24;
    /// Above the first line of a block that has a name.
    double headingHeight = 40;
    /// From one tab stop to the next.
    double tabWidth = 64;
    /// Below each paragraph.
    double paragraphGap = 6;
};

inline constexpr double kLaneHeight = 18;
inline constexpr double kBarHeight = 3;
inline constexpr double kLevelHeight = 22;
inline constexpr double kBelowLanes = 4;
/// Of what stands in the text where a span is no more than a place.
inline constexpr double kFlagWidth = 8;

/// One laid-out line. Heights from the piece's top, places in UTF-16 from the piece's begin.
struct LineBox {
    int begin = 0;
    int end = 0;
    TextRange range;
    double top = 0;
    double height = 0;
    double textTop = 0;
    double textHeight = 0;
    LineDress dress;

    double lanesTop() const { return textTop + textHeight; }
};

/// One piece of the text, broken into lines, each with the room that its bars and arcs need.
class ParagraphLayout {
  public:
    ParagraphLayout(const TextSource& source, const TextPiece& piece, const LayoutStyle& style);
    ~ParagraphLayout();

    /// Gives the lines their bars and arcs, and all their heights.
    void dress(const SpanSet& spans, const LabelInks& inks, const LayoutStyle& style);
    double height() const { return m_height; }
    const TextPiece& piece() const { return m_piece; }
    const std::vector<LineBox>& lines() const { return m_lines; }
    /// The line at a height, the nearest one outside.
    int lineAt(double y) const;
    /// The line that holds the place.
    int lineOf(std::int64_t codePoint) const;
    /// The place between two characters that is nearest to `x`; with `onCharacter` the begin of the one
    /// there.
    std::int64_t placeAt(int line, double x, bool onCharacter = false) const;
    double caretX(int line, std::int64_t codePoint) const;
    /// Behind the line's last character that is no space; as a caret, where it is still seen on that line.
    std::int64_t endOf(int line, bool asCaret) const;
    /// The place beside this one as a person sees it; the same one at the ends.
    std::int64_t beside(std::int64_t codePoint, bool right) const;
    /// Whether the character there is part of a run to the left.
    bool runsToTheLeft(std::int64_t codePoint) const;
    std::vector<Strip> strips(int line, const TextRange& range) const;
    /// Its text at `origin`, the piece's top left corner.
    void draw(QPainter& painter, int line, const QPointF& origin) const;

  private:
    int local(std::int64_t codePoint) const;

    const TextSource* m_source;
    TextPiece m_piece;
    std::unique_ptr<QTextLayout> m_layout;
    std::vector<LineBox> m_lines;
    double m_height = 0;
};

} // namespace touchstone
