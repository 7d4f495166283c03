#include "label_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "app/label/label_context.h"
#include "app/label/sweep_plan.h"
#include "app/label/view_marks.h"
#include "app/session/read_ahead.h"
#include "touchstone/base/progress.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr Qt::KeyboardModifiers ctrlAlt = Qt::ControlModifier | Qt::AltModifier;

class LabelSweepTest : public LabelTest {
  protected:
    /// Cars: two on the first picture, one on the third and one on the fifth, which is done; all without a colour.
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
        Label car = session->ontology().labels.front();
        car.attributes = {{"colour", AttributeKind::Choice, {"red", "blue"}, {}, {}, {}, {}, false, {}, false},
                          {"parked", AttributeKind::Boolean, {}, {}, {}, {}, {}, false, {}, false},
                          {"doors", AttributeKind::Choices, {"left", "right"}, {}, {}, {}, {}, false, {}, false},
                          {"note", AttributeKind::Text, {}, {}, {}, {}, {}, false, {}, false}};
        ASSERT_TRUE(session->project().applyNow(*defineLabelEdit(session->project(), {ScopeKind::Ontology, {}}, car)));
        session->reload();
        drawBox(20);
        drawBox(120);
        go(2);
        drawBox(60);
        go(4);
        drawBox(80);
        key(Qt::Key_Return, Qt::ControlModifier);
        go(1);
        waitSaved();
    }
    void drawBox(double x)
    {
        key(Qt::Key_R);
        drag(x, 40, x + 50, 90);
        key(Qt::Key_V);
        key(Qt::Key_Escape);
    }
    void go(int picture)
    {
        const auto keys = session->reader().itemKeys();
        ASSERT_TRUE(session->openItem(session->reader().item((*keys)[std::size_t(picture)])->id));
        ASSERT_TRUE(isFront(picture));
        ASSERT_TRUE(waitFor([this] { return canvas->imageSize() == pictureSize; }));
        workspace->setFocus();
    }
    void begin(const QString& attribute = u"colour"_s, bool onlyEmpty = false, bool doneToo = false)
    {
        key(Qt::Key_A, ctrlAlt);
        auto* box = find<QComboBox>("sweepAttribute");
        ASSERT_TRUE(box && box->isVisible());
        EXPECT_EQ(box->count(), 3) << "a text is not set by a digit";
        box->setCurrentIndex(box->findText(attribute));
        find<QCheckBox>("sweepOnlyEmpty")->setChecked(onlyEmpty);
        find<QCheckBox>("sweepDoneToo")->setChecked(doneToo);
        if (const QByteArray to = qgetenv("TOUCHSTONE_SHOTS"); !to.isEmpty())
            workspace->grab().save(QString::fromLocal8Bit(to) + u"/sweep_ask.png"_s);
        key(Qt::Key_Return); // The bar has the keyboard.
        ASSERT_TRUE(waitFor([this] {
            // Where the search took long its progress was shown, and this platform gives nothing back when it goes.
            if (!QApplication::activeWindow())
                QApplication::setActiveWindow(workspace.get());
            return canvas->hasFocus();
        }));
    }
    QString progress() const { return find<QLabel>("sweepProgress")->text(); }
    QWidget* bar() const { return find<QWidget>("sweepBar"); }
    QString colour(std::size_t index) const
    {
        const AttributeValue* value = valueOf(annotations().at(index).attributes, "colour");
        return value ? toQt(displayText(*value)) : QString();
    }
};

TEST_F(LabelSweepTest, OneDigitSetsTheValueAndGoesOnAcrossImages)
{
    begin();
    EXPECT_TRUE(isFront(0));
    EXPECT_EQ(progress(), u"1 of 3, 3 without a value"_s);
    if (const QByteArray to = qgetenv("TOUCHSTONE_SHOTS"); !to.isEmpty()) {
        canvas->finishRendering();
        workspace->grab().save(QString::fromLocal8Bit(to) + u"/sweep.png"_s);
    }
    // The instance fills a good part of the view.
    EXPECT_GT(canvas->view().scale * 50, canvas->height() / 2.0);
    key(Qt::Key_1);
    EXPECT_TRUE(isFront(0));
    EXPECT_EQ(progress(), u"2 of 3, 2 without a value"_s);
    key(Qt::Key_9);
    EXPECT_EQ(notice(), u"“colour” has no value 9."_s);
    key(Qt::Key_2);
    EXPECT_TRUE(isFront(2));
    EXPECT_EQ(progress(), u"3 of 3, 1 without a value"_s);
    EXPECT_GT(canvas->view().scale * 50, canvas->height() / 2.0) << "also on the next image";
    key(Qt::Key_Backspace);
    EXPECT_TRUE(isFront(0));
    EXPECT_EQ(colour(0), u"red"_s);
    EXPECT_EQ(colour(1), u"blue"_s);
    key(Qt::Key_1);
    EXPECT_TRUE(isFront(2)) << "what was wrong is set anew on the way back";
    key(Qt::Key_1);
    EXPECT_FALSE(bar()->isVisible());
    EXPECT_EQ(notice(), u"That was the last one; all have “colour” now."_s);
    EXPECT_EQ(colour(0), u"red"_s);
    go(0);
    EXPECT_EQ(colour(1), u"red"_s);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return colour(1) == u"blue"_s; })) << "each digit is an Edit of its own";
    key(Qt::Key_1);
    EXPECT_EQ(colour(1), u"blue"_s) << "the walk is over";
}

TEST_F(LabelSweepTest, KeysSkipGoBackAndEnd)
{
    begin(u"parked"_s);
    key(Qt::Key_Backspace);
    EXPECT_EQ(notice(), u"This is the first one."_s);
    key(Qt::Key_Space);
    EXPECT_EQ(progress(), u"2 of 3, 3 without a value"_s);
    key(Qt::Key_Tab);
    EXPECT_EQ(progress(), u"3 of 3, 3 without a value"_s);
    key(Qt::Key_Tab, Qt::ShiftModifier);
    EXPECT_EQ(progress(), u"2 of 3, 3 without a value"_s);
    key(Qt::Key_0);
    EXPECT_EQ(progress(), u"3 of 3, 2 without a value"_s);
    key(Qt::Key_Space);
    EXPECT_EQ(notice(), u"That was the last one; 2 are still without “parked”."_s);
    begin();
    key(Qt::Key_Escape);
    EXPECT_FALSE(bar()->isVisible());
    const auto before = annotations();
    key(Qt::Key_Tab);
    EXPECT_EQ(annotations(), before);
}

TEST_F(LabelSweepTest, OnlyThoseWithoutAValueAndWhatIsDone)
{
    begin(u"colour"_s, false, true);
    EXPECT_EQ(progress(), u"1 of 4, 4 without a value"_s);
    key(Qt::Key_1);
    key(Qt::Key_Space);
    key(Qt::Key_1);
    key(Qt::Key_Escape);
    begin(u"colour"_s, true, true);
    EXPECT_EQ(progress(), u"1 of 2, 2 without a value"_s);
    EXPECT_TRUE(isFront(0));
    EXPECT_EQ(colour(1), QString());
    const auto last = session->reader().item(session->reader().itemKeys()->back());
    EXPECT_TRUE(waitFor([&] { return session->ahead().find(last->id) != nullptr; })) << "the next stop is not read ahead";
    key(Qt::Key_2);
    EXPECT_TRUE(isFront(4));
    EXPECT_EQ(progress(), u"2 of 2, 1 without a value"_s);
    key(Qt::Key_Backspace);
    EXPECT_EQ(colour(1), u"blue"_s) << "what was just set can be gone back to";
    key(Qt::Key_Space);
    key(Qt::Key_2);
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress);
    begin(u"colour"_s, true, true);
    EXPECT_FALSE(bar()->isVisible());
    EXPECT_EQ(notice(), u"No car of the list is without a value."_s);
}

TEST_F(LabelSweepTest, SeveralValuesAreAddedUntilSpace)
{
    begin(u"doors"_s);
    key(Qt::Key_1);
    key(Qt::Key_2);
    EXPECT_EQ(progress(), u"1 of 3, 2 without a value"_s);
    EXPECT_EQ(displayText(*valueOf(annotations()[0].attributes, "doors")), "left, right");
    key(Qt::Key_1);
    EXPECT_EQ(displayText(*valueOf(annotations()[0].attributes, "doors")), "right");
    key(Qt::Key_Space);
    EXPECT_EQ(progress(), u"2 of 3, 2 without a value"_s);
}

TEST_F(LabelSweepTest, ADigitElsewhereFirstComesBackAndGoneInstancesArePassedOver)
{
    begin();
    key(Qt::Key_Space);
    key(Qt::Key_D);
    EXPECT_TRUE(isFront(1));
    key(Qt::Key_1);
    EXPECT_TRUE(isFront(0)) << "first back to what the digit is for";
    EXPECT_EQ(colour(1), QString());
    key(Qt::Key_1);
    EXPECT_EQ(progress(), u"3 of 3, 2 without a value"_s);
    key(Qt::Key_Delete);
    ASSERT_TRUE(annotations().empty());
    key(Qt::Key_Backspace);
    EXPECT_EQ(progress(), u"2 of 3, 1 without a value"_s);
    key(Qt::Key_Space); // The third is gone.
    EXPECT_EQ(notice(), u"That was the last one; 1 are still without “colour”."_s);
}

TEST_F(LabelSweepTest, ADeletedInstanceDoesNotMakeTheNextOneSkipped)
{
    go(0);
    drawBox(220);
    waitSaved();
    begin();
    EXPECT_EQ(progress(), u"1 of 4, 4 without a value"_s);
    const AnnotationId second = annotations().at(1).id, third = annotations().at(2).id;
    const auto standsOn = [this](const AnnotationId& id) {
        return workspace->findChild<LabelContext*>()->selection() == std::vector<AnnotationId>{id};
    };
    key(Qt::Key_Delete);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_EQ(progress(), u"1 of 4, 3 without a value"_s);
    key(Qt::Key_Space);
    EXPECT_TRUE(standsOn(second));
    EXPECT_EQ(progress(), u"2 of 4, 3 without a value"_s);
    key(Qt::Key_1);
    EXPECT_TRUE(standsOn(third));
    EXPECT_EQ(colour(0), u"red"_s);
    EXPECT_EQ(progress(), u"3 of 4, 2 without a value"_s);
}

TEST_F(LabelSweepTest, WhatIsHiddenIsSeenWhileTheWalkStandsOnIt)
{
    go(0);
    auto* marks = workspace->findChild<ViewMarks*>();
    ASSERT_TRUE(marks);
    marks->setHidden(session->ontology().labels.front().id, true);
    const auto shown = [this] {
        std::vector<bool> seen;
        for (const Annotation& one : annotations())
            seen.push_back(canvas->annotation(one.id) != nullptr);
        return seen;
    };
    EXPECT_EQ(shown(), std::vector<bool>({false, false}));
    begin();
    EXPECT_EQ(shown(), std::vector<bool>({true, false}));
    key(Qt::Key_1);
    EXPECT_EQ(shown(), std::vector<bool>({false, true})) << "the one before is hidden again";
    EXPECT_EQ(colour(0), u"red"_s);
    key(Qt::Key_Escape);
    EXPECT_EQ(shown(), std::vector<bool>({false, false}));
}

TEST_F(LabelSweepTest, ThePlanSaysWhatIsLeftOutAndCanBeCancelled)
{
    const auto keys = session->reader().itemKeys();
    const Label car = session->ontology().labels.front();
    SweepRequest request{car.id, "colour", false, false, *keys};
    SilentProgress progress;
    auto plan = planSweep(session->project(), session->reader(), request, progress);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->stops.size(), 2u);
    EXPECT_EQ(plan->closed, 1);
    progress.cancel();
    plan = planSweep(session->project(), session->reader(), request, progress);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace touchstone
