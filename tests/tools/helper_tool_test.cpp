#include <gtest/gtest.h>

#include "tools/helper_draft.h"
#include "tools/tool_bed.h"
#include "touchstone/geometry/mask_ops.h"
#include "touchstone/geometry/mask_painter.h"

namespace touchstone {
namespace {

ProgramAnswer boxes(std::vector<Rect> rects, std::optional<double> score = 0.75)
{
    ProgramAnswer answer;
    for (const Rect& rect : rects)
        answer.shapes.push_back({rect, score});
    answer.source = SourceId::create();
    return answer;
}

Mask square(int x, int y, int side)
{
    const double left = x, top = y, right = x + side, bottom = y + side;
    MaskPainter painter(Mask{400, 300, {}});
    painter.fill(Polygon{{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}}, true);
    return painter.mask();
}

struct HelperToolTest : ToolBed {
    HelperToolTest() { tools.activate(QStringLiteral("helper")); }
    void clickOther(Point place)
    {
        press(place, {}, Qt::RightButton);
        release(place, {}, Qt::RightButton);
    }
    const ProgramQuestion& question() const { return context.questions.begin()->second; }
};

TEST_F(HelperToolTest, AClickAsksAndEnterAccepts)
{
    click({100, 80});
    ASSERT_EQ(context.questions.size(), 1U);
    ASSERT_EQ(question().clicks.size(), 1U);
    EXPECT_TRUE(question().clicks[0].object);
    EXPECT_NEAR(question().clicks[0].place.x, 100, 0.7);
    EXPECT_FALSE(question().box);
    const ProgramAnswer found = boxes({{90, 70, 40, 30}});
    context.answer(found);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
    paint();
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(context.box(context.added[0]), (Rect{90, 70, 40, 30}));
    const Annotation& made = *context.layerContent.find(context.added[0]);
    EXPECT_EQ(made.score, 0.75);
    EXPECT_EQ(made.origin.source, found.source);
    EXPECT_EQ(context.edits.size(), 1U);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(context.drafts.back().empty());
}

TEST_F(HelperToolTest, FurtherClicksRefineAndBackspaceTakesOneBack)
{
    click({100, 80});
    context.answer(boxes({{90, 70, 40, 30}}));
    clickOther({125, 95});
    ASSERT_EQ(context.questions.size(), 1U);
    ASSERT_EQ(question().clicks.size(), 2U);
    EXPECT_TRUE(question().clicks[0].object);
    EXPECT_FALSE(question().clicks[1].object);
    context.answer(boxes({{90, 70, 20, 30}}));
    const std::string refined = context.drafts.back();
    key(Qt::Key_Backspace);
    EXPECT_NE(context.drafts.back(), refined);
    EXPECT_TRUE(context.questions.empty());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(context.box(context.added[0]).width, 40);
}

TEST_F(HelperToolTest, ADragAsksWithABoxAndLaterClicksKeepIt)
{
    drag({60, 50}, {200, 150});
    ASSERT_EQ(context.questions.size(), 1U);
    ASSERT_TRUE(question().box);
    EXPECT_NEAR(question().box->width, 140, 1.5);
    EXPECT_TRUE(question().clicks.empty());
    context.answer(boxes({{70, 60, 100, 80}}));
    click({120, 100});
    ASSERT_EQ(context.questions.size(), 1U);
    EXPECT_TRUE(question().box);
    EXPECT_EQ(question().clicks.size(), 1U);
}

TEST_F(HelperToolTest, EscCancelsTheQuestionThenDropsTheDraft)
{
    click({100, 80});
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.questions.empty());
    EXPECT_FALSE(tools.hasDraft());
    click({100, 80});
    context.answer(boxes({{90, 70, 40, 30}}));
    click({110, 80});
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.questions.empty());
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(tools.activeId(), QStringLiteral("helper"));
}

TEST_F(HelperToolTest, EscDuringADragAsksNothing)
{
    dragTo({60, 50}, {200, 150});
    key(Qt::Key_Escape);
    release({200, 150});
    EXPECT_TRUE(context.questions.empty());
}

TEST_F(HelperToolTest, EnterWaitsForTheAnswer)
{
    click({100, 80});
    key(Qt::Key_Return);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(context.questions.size(), 1U);
    ASSERT_FALSE(context.said.empty());
    context.answer(boxes({{90, 70, 40, 30}}));
    key(Qt::Key_Return);
    EXPECT_EQ(context.added.size(), 1U);
}

TEST_F(HelperToolTest, AFailureTakesItsClickBackAndKeepsTheDraft)
{
    click({100, 80});
    context.answer(boxes({{90, 70, 40, 30}}));
    click({150, 80});
    context.answer(Error{ErrorCode::Io, "The program ended.", {}});
    EXPECT_EQ(context.said.back(), QStringLiteral("The program ended."));
    EXPECT_TRUE(tools.hasDraft());
    click({110, 85});
    ASSERT_EQ(context.questions.size(), 1U);
    EXPECT_EQ(question().clicks.size(), 2U);
}

TEST_F(HelperToolTest, AnEmptyAnswerIsSaidAndNotAccepted)
{
    click({100, 80});
    context.answer(ProgramAnswer{});
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("found nothing")));
    key(Qt::Key_Return);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
}

TEST_F(HelperToolTest, SeveralShapesAreOneEdit)
{
    click({100, 80});
    ProgramAnswer answer = boxes({{10, 10, 20, 20}, {50, 50, 30, 20}});
    answer.shapes.push_back({Polygon{{{{100, 100}, {150, 100}, {120, 140}}, {}}}, {}});
    context.answer(answer);
    paint();
    key(Qt::Key_Return);
    EXPECT_EQ(context.added.size(), 3U);
    EXPECT_EQ(context.edits.size(), 1U);
}

TEST_F(HelperToolTest, WhereMasksShareNoPixelAnAnswerTakesOnlyWhatIsFree)
{
    context.masks.exclusive = ExclusivePolicy::OldWins;
    const AnnotationId old = context.put(MaskShape{square(100, 100, 10)});
    click({112, 105});
    ProgramAnswer answer;
    answer.shapes.push_back({square(105, 100, 10), {}});
    answer.shapes.push_back({square(110, 100, 10), {}});
    context.answer(answer);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 2U);
    EXPECT_EQ(area(*std::get<MaskShape>(context.shape(old)).mask), 100U);
    EXPECT_EQ(area(*std::get<MaskShape>(context.shape(context.added[0])).mask), 50U);
    EXPECT_EQ(area(*std::get<MaskShape>(context.shape(context.added[1])).mask), 50U);
}

TEST_F(HelperToolTest, WithoutAProgramThePreferencesAreOffered)
{
    tools.activate(QStringLiteral("box"));
    context.program.clear();
    tools.activate(QStringLiteral("helper"));
    EXPECT_EQ(context.offered, 1);
    click({100, 80});
    EXPECT_EQ(context.offered, 2);
    EXPECT_TRUE(context.questions.empty());
}

TEST_F(HelperToolTest, AnotherToolAcceptsWhatWasFound)
{
    click({100, 80});
    context.answer(boxes({{90, 70, 40, 30}}));
    tools.activate(QStringLiteral("box"));
    EXPECT_EQ(context.added.size(), 1U);
}

TEST_F(HelperToolTest, ADraftComesBackWithItsClicks)
{
    click({100, 80});
    ProgramAnswer answer = boxes({{90, 70, 40.25, 30}});
    answer.shapes.push_back({square(30, 30, 4), 0.5});
    answer.shapes.push_back({Polygon{{{{10, 10}, {40, 10}, {40, 40}}, {{{20, 12}, {25, 12}, {25, 15}}}}}, {}});
    context.answer(answer);
    const std::string body = context.drafts.back();
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    tools.restoreDraft(QStringLiteral("helper"), body);
    ASSERT_TRUE(tools.hasDraft());
    click({110, 80});
    ASSERT_EQ(context.questions.size(), 1U);
    EXPECT_EQ(question().clicks.size(), 2U);
    key(Qt::Key_Escape);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 3U);
    EXPECT_EQ(context.box(context.added[0]).width, 40.25);
    EXPECT_EQ(area(*std::get<MaskShape>(context.shape(context.added[1])).mask), 16U);
    EXPECT_EQ(context.polygon(context.added[2])[0].holes.size(), 1U);
}

TEST(HelperDraft, TextThatIsNoDraftIsPassedOver)
{
    const Size image{400, 300};
    for (const char* text : {"", "mask 1 2 3", "helper", "helper click", "helper click 1", "helper click 900 1 1",
                             "helper click 1 1 1 found 0.5 1 1 1 1", "helper click 1 1 1 answer - found 0.5 nan 1 1 1",
                             "helper click 1 1 1 answer - mask - ~~~", "helper click 1 1 1 answer - polygon - 99999999",
                             "helper click 1 1 1 answer - other - 1", "helper answer - found - 1 1 2 2"})
        EXPECT_FALSE(helperStepFrom(text, image)) << text;
    EXPECT_TRUE(helperStepFrom("helper click 1 1 1 answer - found - 1 1 2 2", image));
}

} // namespace
} // namespace touchstone
