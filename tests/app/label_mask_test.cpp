// Masks in the label workspace: painted, taken back, shared among instances, made polygons and back.

#include <atomic>

#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSettings>
#include <QThread>

#include "app/label/label_context.h"
#include "app/label/status_strip.h"
#include "label_fixture.h"
#include "touchstone/geometry/mask_ops.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class LabelMaskTest : public LabelTest {
  protected:
    void SetUp() override
    {
        forget();
        LabelTest::SetUp();
        openWindow();
        key(Qt::Key_M);
    }
    void TearDown() override
    {
        LabelTest::TearDown();
        forget();
    }
    static void forget()
    {
        for (const auto& key : {u"maskSharing"_s, u"brushRadius"_s, u"brushSquare"_s})
            QSettings().remove(u"label/"_s + key);
    }
    const Mask& mask(std::size_t index) const { return *std::get<MaskShape>(annotations()[index].shape).mask; }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
    Shape shapeOf(std::size_t index) const { return annotations()[index].shape; }
};

TEST_F(LabelMaskTest, StrokesAreUndoneOneByOneAndAreThereAfterARestart)
{
    drag(100, 100, 160, 100);
    ASSERT_EQ(annotations().size(), 1u);
    const Shape first = shapeOf(0);
    drag(160, 100, 160, 160);
    ASSERT_EQ(annotations().size(), 1u);
    const Shape second = shapeOf(0);
    EXPECT_NE(first, second);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 1 && shapeOf(0) == first; }));
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitFor([&] { return shapeOf(0) == second; }));
    // What was brought back is what the next stroke goes on with.
    drag(100, 160, 100, 162);
    EXPECT_EQ(annotations().size(), 1u);
    EXPECT_TRUE(contains(mask(0), {160, 150}));
    const Shape third = shapeOf(0);
    waitSaved();
    closeWindow();
    openProject();
    showWindow();
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(shapeOf(0), third);
}

TEST_F(LabelMaskTest, AnotherLabelBeginsAnotherMask)
{
    drag(100, 100, 160, 100);
    key(Qt::Key_2);
    drag(100, 200, 160, 200);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_EQ(labelOf(0), u"car"_s);
    EXPECT_EQ(labelOf(1), u"person"_s);
}

TEST_F(LabelMaskTest, BracketsChangeTheBrushAndNotTheStack)
{
    drag(100, 100, 160, 100);
    const double before = context().maskSettings().brush.radius;
    const std::size_t edits = session->undoState().undoText.size();
    key(Qt::Key_BracketRight);
    const double larger = context().maskSettings().brush.radius;
    EXPECT_GT(larger, before);
    EXPECT_EQ(annotations()[0].z, 0);
    EXPECT_EQ(session->undoState().undoText.size(), edits);
    closeWindow();
    openProject();
    showWindow();
    EXPECT_EQ(context().maskSettings().brush.radius, larger);
}

TEST_F(LabelMaskTest, AStrokeIsKeptAsFarAsItWentWhenTheWindowCloses)
{
    press(100, 100);
    move(160, 100);
    closeWindow();
    openProject();
    showWindow();
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_TRUE(contains(mask(0), {150, 100}));
}

TEST_F(LabelMaskTest, OneMaskAPixelIsKeptAndWhatIsLeftIsCounted)
{
    auto* status = qobject_cast<StatusStrip*>(workspace->statusWidget());
    ASSERT_TRUE(status);
    EXPECT_FALSE(status->text().contains(u"unlabelled"_s));
    action("newWins")->trigger();
    EXPECT_TRUE(status->text().contains(u"120,000 px unlabelled, 100.0 %"_s)) << fromQt(status->text());
    drag(100, 100, 160, 100);
    key(Qt::Key_2);
    drag(130, 60, 130, 140);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_TRUE(intersect(mask(0), mask(1)).tiles.empty());
    EXPECT_TRUE(contains(mask(1), {130, 100}));
    const auto left = 120000 - area(mask(0)) - area(mask(1));
    EXPECT_TRUE(status->text().contains(QString::fromStdString(std::to_string(left)).insert(3, u',')))
        << fromQt(status->text());
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 1; }));
    EXPECT_TRUE(contains(mask(0), {130, 100})) << "an undo gives both back at once";
    const auto now = 120000 - area(mask(0));
    EXPECT_TRUE(status->text().contains(QString::fromStdString(std::to_string(now)).insert(3, u',')))
        << fromQt(status->text());
}

TEST_F(LabelMaskTest, TheMenuChangesTheSelectedMask)
{
    drag(100, 100, 160, 100);
    const std::uint64_t before = area(mask(0));
    key(Qt::Key_BracketRight, Qt::ControlModifier);
    EXPECT_GT(area(mask(0)), before);
    key(Qt::Key_BracketLeft, Qt::ControlModifier);
    EXPECT_EQ(area(mask(0)), before);
    action("fillHoles")->trigger();
    EXPECT_EQ(notice(), u"That changes no pixel."_s);

    const Mask painted = mask(0);
    QTimer::singleShot(0, [] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        ASSERT_TRUE(dialog);
        dialog->findChild<QDoubleSpinBox*>(u"tolerance"_s)->setValue(0);
        const auto* cost = dialog->findChild<QLabel*>(u"cost"_s);
        EXPECT_TRUE(waitFor([cost] { return cost->text().contains(u"No pixel changes."_s); }));
        dialog->accept();
    });
    action("toPolygon")->trigger();
    ASSERT_TRUE(std::holds_alternative<PolygonShape>(shapeOf(0)));
    context().setSelection({annotations()[0].id});
    action("toMask")->trigger();
    EXPECT_EQ(mask(0), painted);
}

/// A mask whose steps are work for a job: every second pixel.
class LongMaskTest : public LabelMaskTest {
  protected:
    void SetUp() override
    {
        LabelMaskTest::SetUp();
        drag(100, 100, 160, 100);
        Rle rle{std::uint32_t(pictureSize.height()), std::uint32_t(pictureSize.width()), {}};
        rle.counts.assign(std::size_t(pictureSize.width()) * std::size_t(pictureSize.height()), 1);
        Annotation dense = annotations()[0];
        dense.shape = MaskShape{maskFromRle(rle)};
        ASSERT_TRUE(context().apply(u"Make it dense"_s, {session->working()->content.replacement(dense)}));
        context().setSelection({dense.id});
        before = shapeOf(0);
        // The workers are held, so that it does not end before the test goes on.
        for (int i = 0; i < qMax(4, QThread::idealThreadCount()); ++i)
            jobs->start(u"Hold"_s,
                        [this](Progress& progress) {
                            while (held && !progress.cancelled())
                                QThread::msleep(1);
                        },
                        nullptr, {});
        action("grow")->trigger();
        ASSERT_EQ(jobs->jobs().back().title, u"Grow car"_s);
        EXPECT_EQ(shapeOf(0), before) << "not in the job";
    }
    bool ended()
    {
        held = false;
        return waitFor([this] { return jobs->jobs().empty(); });
    }
    Shape before;
    std::atomic<bool> held{true};
};

TEST_F(LongMaskTest, IsDoneInAJob)
{
    action("shrink")->trigger();
    EXPECT_TRUE(notice().contains(u"still under way"_s)) << fromQt(notice());
    ASSERT_TRUE(ended());
    EXPECT_GT(area(mask(0)), 100000u);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return shapeOf(0) == before; }));
}

TEST_F(LongMaskTest, ChangesNothingWhenItIsCancelled)
{
    jobs->cancel(jobs->jobs().back().id);
    ASSERT_TRUE(ended());
    EXPECT_EQ(notice(), u"“Grow car” was cancelled; nothing changed."_s);
    EXPECT_EQ(shapeOf(0), before);
}

TEST_F(LongMaskTest, IsRefusedWhenTheShapeChangedMeanwhile)
{
    Annotation other = annotations()[0];
    other.truncated = true;
    ASSERT_TRUE(context().apply(u"Truncated"_s, {session->working()->content.replacement(other)}));
    ASSERT_TRUE(ended());
    EXPECT_TRUE(notice().contains(u"changed meanwhile"_s)) << fromQt(notice());
    EXPECT_EQ(shapeOf(0), before);
}

TEST_F(LongMaskTest, IsRefusedOnAnotherItem)
{
    key(Qt::Key_D);
    ASSERT_TRUE(isFront(1));
    ASSERT_TRUE(ended());
    EXPECT_TRUE(notice().contains(u"changed meanwhile"_s)) << fromQt(notice());
    EXPECT_TRUE(annotations().empty());
}

TEST_F(LongMaskTest, GoesWithTheWindow)
{
    closeWindow();
    openProject();
    showWindow();
    EXPECT_EQ(shapeOf(0), before);
}

} // namespace
} // namespace touchstone
