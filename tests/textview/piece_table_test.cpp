#include <gtest/gtest.h>

#include "textview/piece_table.h"
#include "textview/text_bed.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {
namespace {

std::vector<TextPiece> pieces(const std::vector<std::string>& texts)
{
    return piecesOf(TextSource(documentOf(texts)));
}

/// All code points lie in one piece, in order.
void expectWhole(const std::vector<TextPiece>& pieces, const std::string& text)
{
    std::int64_t at = 0;
    for (const TextPiece& piece : pieces) {
        EXPECT_EQ(piece.range.begin, at);
        EXPECT_LE(piece.range.end, piece.next);
        at = piece.next;
    }
    EXPECT_EQ(at, TextOffsets(text).length());
}

TEST(PieceTableTest, LineEndsOfAllKindsEndAParagraphAndKeepTheirOffsets)
{
    const std::string text = "a\r\nb\nc\rd\u2029e\u2028f\r\n";
    const auto found = pieces({text});
    ASSERT_EQ(found.size(), 6U);
    expectWhole(found, text);
    EXPECT_EQ(found[0].range, (TextRange{0, 1}));
    EXPECT_EQ(found[1].range, (TextRange{3, 4}));
    EXPECT_EQ(found[2].range, (TextRange{5, 6}));
    EXPECT_EQ(found[3].range, (TextRange{7, 8}));
    // U+2028 breaks the line, not the paragraph.
    EXPECT_EQ(found[4].range, (TextRange{9, 12}));
    EXPECT_EQ(found[5].range, (TextRange{14, 14}));
}

TEST(PieceTableTest, TheFirstStrongCharacterGivesTheDirection)
{
    const auto found = pieces({"abc שלום\n123 שלום abc\n456\n\U0001E900\n"});
    ASSERT_EQ(found.size(), 5U);
    EXPECT_FALSE(found[0].rightToLeft);
    EXPECT_TRUE(found[0].mixed);
    EXPECT_TRUE(found[1].rightToLeft);
    EXPECT_FALSE(found[2].rightToLeft);
    EXPECT_FALSE(found[2].mixed);
    EXPECT_TRUE(found[3].rightToLeft);
}

TEST(PieceTableTest, ALongParagraphIsCutAtWhiteSpaceAndKeepsItsDirection)
{
    std::string text = "שלום ";
    while (text.size() < 40'000)
        text += "word and \U0001F600 ";
    const auto found = pieces({text});
    ASSERT_GT(found.size(), 10U);
    expectWhole(found, text);
    const TextOffsets offsets(text);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_LE(found[i].end - found[i].begin, kLongestPiece);
        EXPECT_TRUE(found[i].rightToLeft);
        EXPECT_EQ(found[i].startsParagraph, i == 0);
        if (i > 0) {
            EXPECT_EQ(offsets.slice({found[i].range.begin - 1, found[i].range.begin}), " ");
        }
    }
}

TEST(PieceTableTest, WhereThereIsNoWhiteSpaceNoCharacterIsCut)
{
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "\U0001F469\u200D\U0001F680";
    const auto found = pieces({text});
    ASSERT_GT(found.size(), 5U);
    expectWhole(found, text);
    for (const TextPiece& piece : found)
        EXPECT_EQ(piece.range.begin % 3, 0);
}

TEST(PieceTableTest, EachBlockHasAPieceAndPlacesFindTheirs)
{
    const auto found = pieces({"", "ab\ncd", ""});
    ASSERT_EQ(found.size(), 4U);
    EXPECT_TRUE(found[1].startsBlock);
    EXPECT_FALSE(found[2].startsBlock);
    EXPECT_EQ(pieceAt(found, 0, 0), 0);
    EXPECT_EQ(pieceAt(found, 1, 2), 1);
    EXPECT_EQ(pieceAt(found, 1, 3), 2);
    EXPECT_EQ(pieceAt(found, 1, 5), 2);
    EXPECT_EQ(pieceAt(found, 2, 0), 3);
}

TEST(PieceTableTest, AByteOrderMarkCounts)
{
    const TextSource source(documentOf({"\uFEFFabc"}));
    EXPECT_EQ(source.text(0).size(), 4);
    EXPECT_EQ(source.utf16(0, 3), 3);
    EXPECT_EQ(source.text(0)[1], QChar(u'a'));
}

} // namespace
} // namespace touchstone
