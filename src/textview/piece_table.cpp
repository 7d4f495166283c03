#include "textview/piece_table.h"

#include <algorithm>

namespace touchstone {
namespace {

bool endsParagraph(char16_t c)
{
    return c == u'\n' || c == u'\r' || c == u'\v' || c == u'\f' || c == 0x85 || c == 0x2029;
}

/// Characters of scripts that run from right to left, and the marks that turn the direction.
bool turnsDirection(QChar c)
{
    const char16_t u = c.unicode();
    if (u < 0x590)
        return false;
    // Surrogates of Adlam, Old Hebrew's kin and the like: their lead units are D802, D803, D83A and D83B.
    if (c.isSurrogate())
        return u == 0xD802 || u == 0xD803 || u == 0xD83A || u == 0xD83B;
    return u <= 0x8FF || (u >= 0xFB1D && u <= 0xFDFF) || (u >= 0xFE70 && u <= 0xFEFC) || u == 0x200F ||
           u == 0x202B || u == 0x202E || u == 0x2067;
}

class Cutter {
  public:
    Cutter(const TextSource& source, int block, std::vector<TextPiece>& pieces)
        : m_text(source.text(block)), m_block(block), m_pieces(pieces)
    {
    }
    void run()
    {
        const int size = static_cast<int>(m_text.size());
        int begin = 0;
        for (int at = 0; at < size; ++at) {
            if (!endsParagraph(m_text[at].unicode()))
                continue;
            const int next = at + (m_text[at] == u'\r' && at + 1 < size && m_text[at + 1] == u'\n' ? 2 : 1);
            paragraph(begin, at, next);
            begin = next;
            at = next - 1;
        }
        paragraph(begin, size, size);
    }

  private:
    void paragraph(int begin, int end, int next)
    {
        const QStringView all = QStringView(m_text).mid(begin, end - begin);
        const bool rightToLeft = all.isRightToLeft();
        int from = begin;
        while (end - from > kLongestPiece) {
            const int cut = cutAfter(from, end);
            add(from, cut, cut, rightToLeft, from == begin);
            from = cut;
        }
        add(from, end, next, rightToLeft, from == begin);
    }
    /// Behind the last white space of the longest piece; where there is none, between two characters.
    int cutAfter(int from, int end) const
    {
        const int last = std::min(from + kLongestPiece, end);
        for (int at = last; at > from + kLongestPiece / 2; --at)
            if (m_text[at - 1].isSpace() && !m_text[at].isSpace())
                return at;
        int at = last;
        while (at > from + 1 && (m_text[at].isLowSurrogate() || m_text[at].isMark() ||
                                 m_text[at] == QChar(0x200D) || m_text[at - 1] == QChar(0x200D)))
            --at;
        return at > from + 1 ? at : last - (m_text[last].isLowSurrogate() ? 1 : 0);
    }
    void add(int begin, int end, int next, bool rightToLeft, bool starts)
    {
        TextPiece piece;
        piece.block = m_block;
        piece.begin = begin;
        piece.end = end;
        piece.rightToLeft = rightToLeft;
        piece.startsParagraph = starts;
        piece.startsBlock = begin == 0;
        piece.range.begin = m_codePoint;
        const QStringView text = QStringView(m_text).mid(begin, next - begin);
        std::int64_t low = 0;
        piece.mixed = rightToLeft;
        for (const QChar c : text) {
            low += c.isLowSurrogate() ? 1 : 0;
            piece.mixed = piece.mixed || turnsDirection(c);
        }
        piece.next = m_codePoint + text.size() - low;
        piece.range.end = piece.next - (next - end);
        m_codePoint = piece.next;
        m_pieces.push_back(piece);
    }

    const QString& m_text;
    int m_block;
    std::vector<TextPiece>& m_pieces;
    std::int64_t m_codePoint = 0;
};

} // namespace

std::vector<TextPiece> piecesOf(const TextSource& source)
{
    std::vector<TextPiece> pieces;
    for (int block = 0; block < source.blockCount(); ++block)
        Cutter(source, block, pieces).run();
    return pieces;
}

int pieceAt(const std::vector<TextPiece>& pieces, int block, std::int64_t codePoint)
{
    const auto behind = std::partition_point(pieces.begin(), pieces.end(), [&](const TextPiece& piece) {
        return piece.block != block ? piece.block < block : piece.range.begin <= codePoint;
    });
    return std::max(0, static_cast<int>(behind - pieces.begin()) - 1);
}

} // namespace touchstone
