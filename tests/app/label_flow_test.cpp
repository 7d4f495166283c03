#include "label_fixture.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr Qt::KeyboardModifiers ctrlAlt = Qt::ControlModifier | Qt::AltModifier;

class LabelFlowTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
    }
    void drawBox(double x, double y = 40, double size = 50)
    {
        key(Qt::Key_R);
        drag(x, y, x + size, y + size);
        key(Qt::Key_V);
    }
    std::vector<double> lefts() const
    {
        std::vector<double> found;
        for (const Annotation& one : annotations())
            if (const auto* box = std::get_if<BoxShape>(&one.shape))
                found.push_back(std::round(box->rect.x));
        return found;
    }
    /// Of the picture as it is stored.
    std::size_t storedOn(int picture)
    {
        waitSaved();
        const auto keys = session->reader().itemKeys();
        const auto item = session->reader().item((*keys)[std::size_t(picture)]);
        const auto layer = session->reader().shownLayer(item->id, session->project().me());
        return *layer ? session->reader().content((*layer)->layer.id)->annotations().size() : 0;
    }
};

TEST_F(LabelFlowTest, TheSelectionGoesToTheNextImageAndIsSelectedThere)
{
    drawBox(20);
    drawBox(120);
    drawBox(220);
    click(45, 65);
    click(145, 65, Qt::ShiftModifier);
    key(Qt::Key_G, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 4u);
    Annotation first = annotations()[0];
    first.occluded = true;
    first.attributes = {{"colour", std::string("red")}};
    Edit flags;
    flags.text = "Set";
    flags.changes = {session->working()->content.replacement(first)};
    ASSERT_TRUE(session->apply(std::move(flags)));
    const std::vector<Annotation> before = annotations();
    key(Qt::Key_Right, ctrlAlt);
    ASSERT_TRUE(isFront(1));
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 3; }));
    EXPECT_EQ(lefts(), (std::vector<double>{20, 120}));
    EXPECT_TRUE(annotations()[0].occluded);
    EXPECT_EQ(annotations()[0].attributes, first.attributes);
    EXPECT_NE(annotations()[0].id, first.id);
    const auto* group = std::get_if<RelationShape>(&annotations()[2].shape);
    ASSERT_TRUE(group) << "the group did not come along";
    EXPECT_EQ(*group->members, (std::vector{annotations()[0].id, annotations()[1].id}));
    EXPECT_EQ(notice(), u"2 shapes copied from street_0000.png."_s);
    // The copies are what is selected: they are moved together.
    key(Qt::Key_Down);
    EXPECT_NEAR(std::get<BoxShape>(annotations()[1].shape).rect.y, 41, 1.5);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); })) << "the copies are one Edit of this image";
    key(Qt::Key_A);
    EXPECT_EQ(annotations(), before);
}

TEST_F(LabelFlowTest, WithoutASelectionAllShapesGoBackAndTheEndOfTheListSaysSo)
{
    key(Qt::Key_Left, ctrlAlt);
    EXPECT_EQ(notice(), u"There is no item before this one."_s);
    key(Qt::Key_Right, ctrlAlt);
    EXPECT_EQ(notice(), u"There is no shape here to copy."_s);
    EXPECT_TRUE(isFront(0));
    key(Qt::Key_D);
    drawBox(20);
    drawBox(120);
    key(Qt::Key_Escape);
    key(Qt::Key_Left, ctrlAlt);
    EXPECT_TRUE(isFront(0));
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 2; }));
}

TEST_F(LabelFlowTest, WhatDoesNotFitASmallerImageIsLeftOutWithAWord)
{
    closeWindow();
    QImage small(200, 150, QImage::Format_RGB32);
    small.fill(Qt::gray);
    ASSERT_TRUE(small.save(pathToQt(folder.path()) + u"/street_0001.png"_s));
    openWindow();
    drawBox(20);
    drawBox(300);
    key(Qt::Key_Escape);
    key(Qt::Key_Right, ctrlAlt);
    ASSERT_TRUE(isFront(1));
    ASSERT_TRUE(waitFor([this] { return !annotations().empty(); }));
    EXPECT_EQ(lefts(), std::vector<double>{20});
    EXPECT_EQ(notice(), u"1 shape pasted, 1 left out: it does not fit this picture."_s);
}

} // namespace
} // namespace touchstone
