#include "label_fixture.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {
namespace {

class AidWindowTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        putDarkObjects();
        openWindow();
    }
    std::uint64_t areaOf(std::size_t index) const
    {
        return area(*std::get<MaskShape>(annotations().at(index).shape).mask);
    }
};

TEST_F(AidWindowTest, TheWandSelectsByAClickAndEnter)
{
    key(Qt::Key_W);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    EXPECT_TRUE(annotations().empty());
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(areaOf(0), 90U * 70U);
    EXPECT_FALSE(session->draft().has_value());
    waitSaved();
}

TEST_F(AidWindowTest, AnAnswerDoesNotReachTheNextItem)
{
    key(Qt::Key_W);
    click(120, 100);
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1) && jobs->jobs().empty(); }));
    QTest::qWait(20);
    EXPECT_FALSE(session->draft().has_value());
    key(Qt::Key_Return);
    EXPECT_TRUE(annotations().empty());
}

TEST_F(AidWindowTest, ADraftSurvivesPaging)
{
    key(Qt::Key_W);
    click(120, 100);
    ASSERT_TRUE(waitFor([this] { return session->draft().has_value(); }));
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1); }));
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([this] { return isFront(0); }));
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(areaOf(0), 90U * 70U);
}

} // namespace
} // namespace touchstone
