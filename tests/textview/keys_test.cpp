// What the keys of a workspace ask for.

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

TEST_F(Keys, TellsTheDirectionAtTheCaret)
{
    show("abc\nשלום");
    EXPECT_FALSE(view.isRightToLeft());
    view.setSelection({0, 5, 5});
    EXPECT_TRUE(view.isRightToLeft());
}

} // namespace
} // namespace touchstone
