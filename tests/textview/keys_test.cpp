// What the keys of a workspace ask for.

#include <set>

#include <QScrollBar>
#include <QSignalSpy>

#include "textview/text_bed.h"

namespace touchstone {
namespace {

using Move = TextView::Move;

struct Keys : TextBed {
    const std::string text = "Ada met Charles, in London. She wrote.\r\nA new line here.";
    TextRange of(const std::string& part, int nth = 0) { return rangeOf(text, part, nth); }
};

TEST_F(Keys, GoingByTokensMarksOneAfterTheOther)
{
    show(text);
    std::string seen;
    while (view.move(TextUnit::Token, 1, Move::Go))
        seen += marked() + "|";
    EXPECT_EQ(seen, "Ada|met|Charles|,|in|London|.|She|wrote|.|A|new|line|here|.|");
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Go));
    EXPECT_EQ(marked(), "here");
}

TEST_F(Keys, ExtendingAndShrinkingKeepToTokens)
{
    show(text);
    view.setSelection({0, of("met").begin, of("met").end});
    EXPECT_TRUE(view.move(TextUnit::Token, 1, Move::Extend));
    EXPECT_EQ(marked(), "met Charles");
    EXPECT_TRUE(view.move(TextUnit::Token, 1, Move::Start));
    EXPECT_EQ(marked(), "Charles");
    EXPECT_FALSE(view.move(TextUnit::Token, 1, Move::Start));
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Start));
    EXPECT_EQ(marked(), "met Charles");
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Extend));
    EXPECT_EQ(marked(), "met ");
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Extend));
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Extend));
    EXPECT_EQ(marked(), "Ada ");
}

TEST_F(Keys, ExtendingFromWithinAWordMarksTheWholeWord)
{
    show(text);
    const std::int64_t within = of("Charles").begin + 3;
    view.setSelection({0, within, within});
    EXPECT_TRUE(view.move(TextUnit::Word, 1, Move::Extend));
    EXPECT_EQ(marked(), "Charles");
    view.setSelection({0, within, within});
    EXPECT_TRUE(view.move(TextUnit::Word, -1, Move::Extend));
    EXPECT_EQ(marked(), "Charles");
    EXPECT_TRUE(view.move(TextUnit::Word, -1, Move::Extend));
    EXPECT_EQ(marked(), "met Charles");
    view.setSelection({0, within, within});
    EXPECT_TRUE(view.move(TextUnit::Character, 1, Move::Extend));
    EXPECT_EQ(marked(), "r");
}

TEST_F(Keys, GoingByCharactersCrossesALineEndInOneStep)
{
    show(text);
    view.setSelection({0, of("wrote.").end, of("wrote.").end});
    EXPECT_TRUE(view.move(TextUnit::Character, 1, Move::Go));
    EXPECT_EQ(view.selection().head, of("A new").begin);
    EXPECT_TRUE(view.move(TextUnit::Character, -1, Move::Go));
    EXPECT_EQ(view.selection().head, of("wrote.").end);
    EXPECT_TRUE(view.move(TextUnit::Character, -1, Move::Extend));
    EXPECT_EQ(marked(), ".");
}

TEST_F(Keys, GoingBySentencesAndLines)
{
    show(text);
    EXPECT_TRUE(view.move(TextUnit::Sentence, 1, Move::Go));
    EXPECT_EQ(marked(), "Ada met Charles, in London.");
    EXPECT_TRUE(view.move(TextUnit::Sentence, 1, Move::Extend));
    EXPECT_EQ(marked(), "Ada met Charles, in London. She wrote.");
    view.setSelection({0, of("met").begin, of("met").end});
    EXPECT_TRUE(view.move(TextUnit::Line, 1, Move::Go));
    EXPECT_GE(view.selection().head, of("A new").begin);
    EXPECT_FALSE(view.selection().isEmpty());
    EXPECT_FALSE(view.move(TextUnit::Line, 1, Move::Go));
    EXPECT_TRUE(view.move(TextUnit::Line, -1, Move::Go));
    EXPECT_LE(view.selection().head, of("wrote").end);
}

TEST_F(Keys, AMoveGoesOnIntoTheNextBlockAndSkipsEmptyOnes)
{
    view.setDocument(documentOf({"one", "", "two"}));
    EXPECT_TRUE(view.move(TextUnit::Token, 1, Move::Go));
    EXPECT_TRUE(view.move(TextUnit::Token, 1, Move::Go));
    EXPECT_EQ(view.selection(), (TextSelection{2, 0, 3}));
    EXPECT_FALSE(view.move(TextUnit::Token, 1, Move::Go));
    EXPECT_TRUE(view.move(TextUnit::Token, -1, Move::Go));
    EXPECT_EQ(view.selection(), (TextSelection{0, 0, 3}));
}

TEST_F(Keys, WithoutATextNothingMoves)
{
    EXPECT_FALSE(view.move(TextUnit::Token, 1, Move::Go));
    EXPECT_FALSE(view.move(TextUnit::Line, 1, Move::Go));
    EXPECT_EQ(view.unitAt(TextUnit::Word, 0, 3), (TextRange{3, 3}));
    EXPECT_EQ(view.snapped(0, {0, 3}), (TextRange{0, 0}));
    view.setDocument(std::make_shared<Document>());
    settle();
    EXPECT_FALSE(view.move(TextUnit::Token, -1, Move::Go));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {50, 50});
    EXPECT_TRUE(view.selection().isEmpty());
}

TEST_F(Keys, SpansFollowEachOtherInReadingOrderOuterOnesFirst)
{
    const Annotation outer = spanOf(org, {of("Ada met Charles")}), inner = spanOf(person, {of("Ada")}),
                     last = spanOf(place, {of("London")});
    show(text, {last, inner, outer});
    EXPECT_EQ(view.spanBeside({}, 1), outer.id);
    EXPECT_EQ(view.spanBeside(outer.id, 1), inner.id);
    EXPECT_EQ(view.spanBeside(inner.id, 1), last.id);
    EXPECT_EQ(view.spanBeside(last.id, 1), std::nullopt);
    EXPECT_EQ(view.spanBeside(last.id, -1), inner.id);
    view.setSelection({0, of("met").begin, of("met").end});
    EXPECT_EQ(view.spanBeside({}, 1), last.id);
    EXPECT_EQ(view.spanBeside({}, -1), inner.id);
    EXPECT_EQ(view.spanInStack(outer.id, 1), inner.id);
    EXPECT_EQ(view.spanInStack(inner.id, -1), outer.id);
    EXPECT_EQ(view.spanInStack(inner.id, 1), std::nullopt);
    EXPECT_EQ(view.spanInStack(last.id, -1), std::nullopt);
}

TEST_F(Keys, TheViewTakesTheKeysOfThePageAndLeavesTheOthers)
{
    std::string longText;
    for (int i = 0; i < 300; ++i)
        longText += "Line " + std::to_string(i) + "\n";
    show(longText);
    QTest::keyClick(&view, Qt::Key_PageDown);
    settle();
    const std::int64_t page = view.topPlace().head;
    EXPECT_GT(page, 0);
    QTest::keyClick(&view, Qt::Key_PageUp);
    settle();
    EXPECT_EQ(view.topPlace().head, 0);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_1, Qt::Key_Escape}) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(&view, &event);
        EXPECT_FALSE(event.isAccepted()) << key;
    }
}

TEST_F(Keys, HomeAndEndGoToTheEndsOfALineAsItIsLaidOut)
{
    std::string words;
    for (int i = 0; i < 60; ++i)
        words += "word ";
    show(words);
    EXPECT_TRUE(view.moveToLineEdge(true, Move::Go));
    const std::int64_t end = view.selection().head;
    EXPECT_GT(end, 20);
    EXPECT_LT(end, 200);
    EXPECT_EQ(end % 5, 4) << "before the space";
    EXPECT_TRUE(view.moveToLineEdge(true, Move::Go));
    EXPECT_EQ(view.selection().head, end) << "it stays on its line";
    EXPECT_TRUE(view.moveToLineEdge(false, Move::Extend));
    EXPECT_EQ(view.selection(), (TextSelection{0, end, 0}));
    view.setSelection({0, end + 3, end + 3});
    EXPECT_TRUE(view.moveToLineEdge(false, Move::Go));
    EXPECT_EQ(view.selection().head, end + 1);
}

TEST_F(Keys, PagesTakeTheCaretAlong)
{
    std::string longText;
    for (int i = 0; i < 300; ++i)
        longText += "Line " + std::to_string(i) + "\n";
    show(longText);
    view.setSnap(TextUnit::Character);
    QTest::keyClick(&view, Qt::Key_PageDown);
    settle();
    const std::int64_t there = view.selection().head;
    EXPECT_GT(there, 0);
    EXPECT_TRUE(view.rectOf(0, {there, there + 1})) << "in sight";
    QTest::keyClick(&view, Qt::Key_PageDown, Qt::ShiftModifier);
    EXPECT_EQ(view.selection().anchor, there);
    EXPECT_GT(view.selection().head, there);
    QTest::keyClick(&view, Qt::Key_PageUp);
    QTest::keyClick(&view, Qt::Key_PageUp);
    settle();
    EXPECT_EQ(view.selection().head, 0);
    EXPECT_EQ(view.topPlace().head, 0);
    EXPECT_FALSE(view.moveByPage(-1, Move::Go));
    for (int i = 0; i < 100 && view.moveByPage(1, Move::Go); ++i)
        settle();
    EXPECT_GT(view.selection().head, rangeOf(longText, "Line 298").begin);
}

// A Hebrew part in an English line: on the screen its last word stands leftmost.
TEST_F(Keys, ArrowsFollowTheEyeWhereDirectionsMix)
{
    const std::string mixed = "one שלום עולם two";
    show(mixed);
    const TextRange first = rangeOf(mixed, "שלום"), second = rangeOf(mixed, "עולם");
    ASSERT_GT(leftOf(first).x(), leftOf(second).x());
    const auto walk = [&](bool right) {
        std::string seen;
        for (int i = 0; i < 10 && view.moveSideways(TextUnit::Word, right, Move::Go); ++i)
            seen += marked() + "|";
        return seen;
    };
    EXPECT_EQ(walk(true), "one|עולם|שלום|two|");
    EXPECT_EQ(walk(false), "שלום|עולם|one|");
    // Inside the run, Shift moves the end that way too.
    view.setSelection({0, first.begin, first.end});
    EXPECT_TRUE(view.moveSideways(TextUnit::Word, false, Move::Extend));
    EXPECT_EQ(marked(), "שלום עולם");
    EXPECT_TRUE(view.moveSideways(TextUnit::Word, true, Move::Extend));
    EXPECT_LT(marked().size(), std::string("שלום עולם").size());
    EXPECT_TRUE(view.runsToTheLeft(0, first));
    EXPECT_FALSE(view.runsToTheLeft(0, rangeOf(mixed, "two")));
    EXPECT_FALSE(view.runsToTheLeft(0, {0, 10}));
    // By characters each place is passed once, up to the end.
    view.setSelection({0, 0, 0});
    std::set<std::int64_t> passed{0};
    while (passed.size() < 40 && view.moveSideways(TextUnit::Character, true, Move::Go))
        EXPECT_TRUE(passed.insert(view.selection().head).second) << view.selection().head;
    EXPECT_EQ(view.selection().head, rangeOf(mixed, "two").end);
}

TEST_F(Keys, TabsStandAtColumns)
{
    const std::string table = "a\tb\nlonger\tc\nlonger word\td";
    const auto columns = [&] {
        return std::vector{leftOf(rangeOf(table, "b")).x(), leftOf(rangeOf(table, "c")).x(),
                           leftOf(rangeOf(table, "d", 1)).x()};
    };
    show(table);
    const auto wide = columns();
    EXPECT_EQ(wide[0], wide[1]);
    EXPECT_GT(wide[2], wide[1]);
    ReadingSettings reading = view.reading();
    reading.tabCharacters = 4;
    view.setReading(reading);
    settle();
    const auto narrow = columns();
    EXPECT_LT(narrow[0], wide[0]);
    const int left = leftOf(rangeOf(table, "a")).x();
    EXPECT_NEAR(narrow[1] - left, 2 * (narrow[0] - left), 2) << "the second stop";
}

TEST_F(Keys, TheTopOfThePageIsFoundAgain)
{
    std::string longText;
    for (int i = 0; i < 300; ++i)
        longText += "Line " + std::to_string(i) + "\n";
    show(longText);
    const std::int64_t at = rangeOf(longText, "Line 200").begin;
    view.setTopPlace({0, at, at});
    settle();
    EXPECT_EQ(view.topPlace().head, at);
    view.setTopPlace({0, 0, 0});
    settle();
    EXPECT_EQ(view.topPlace().head, 0);
}

TEST_F(Keys, TellsTheDirectionAtTheCaret)
{
    show("abc\nשלום");
    EXPECT_FALSE(view.isRightToLeft());
    view.setSelection({0, 5, 5});
    EXPECT_TRUE(view.isRightToLeft());
}

} // namespace
} // namespace touchstone
