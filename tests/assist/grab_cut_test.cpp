#include "touchstone/assist/grab_cut.h"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "assist/pictures.h"

namespace touchstone {
namespace {

using test::Picture;

Mask cut(const Picture& picture, const GrabCutRequest& request, std::vector<Mask>* drafts = nullptr)
{
    SilentProgress progress;
    const auto seen = [drafts](const Mask& draft) {
        if (drafts)
            drafts->push_back(draft);
    };
    Result<Mask> mask = grabCut(picture.view(), request, seen, progress);
    EXPECT_TRUE(mask) << mask.error().text();
    return mask ? *mask : Mask{};
}

Picture scene(std::int32_t width, std::int32_t height, Point center, double radiusX, double radiusY)
{
    Picture picture(width, height, 0x50783C);
    for (std::int32_t x = 0; x < width; x += 40)
        picture.fill({x, 0, 20, height}, 0x6E8C50);
    picture.ellipse(center, radiusX, radiusY, 0xC83C28).noise(12, 3);
    return picture;
}

TEST(GrabCut, FindsTheObjectInTheBox)
{
    const Picture picture = scene(400, 300, {200, 150}, 90, 60);
    std::vector<Mask> drafts;
    const Mask mask = cut(picture, {{95, 75, 210, 150}, {}, 4}, &drafts);
    EXPECT_GT(test::iouOf(mask, test::ellipseMask(400, 300, {200, 150}, 90, 60)), 0.97);
    EXPECT_TRUE(validate(mask));
    // One after each round, and the result.
    ASSERT_EQ(drafts.size(), 5U);
    EXPECT_GT(test::iouOf(drafts.front(), mask), 0.8);
    EXPECT_TRUE(drafts.back() == mask);
}

TEST(GrabCut, FindsTheBorderOfALargeObjectAtFullSize)
{
    const Picture picture = scene(1800, 1400, {900, 700}, 560, 430);
    const Mask mask = cut(picture, {{320, 250, 1160, 900}, {}, 4});
    // The rounds see less than a pixel in four a side; so coarse a border would differ by some percent.
    EXPECT_GT(test::iouOf(mask, test::ellipseMask(1800, 1400, {900, 700}, 560, 430)), 0.995);
}

TEST(GrabCut, HoldsToStrokes)
{
    Picture picture = scene(400, 300, {140, 150}, 60, 60);
    picture.ellipse({270, 150}, 60, 60, 0xC83C28);
    const Rect box{60, 70, 290, 160};
    const Mask both = cut(picture, {box, {}, 4});
    EXPECT_TRUE(contains(both, {140, 150}));
    EXPECT_TRUE(contains(both, {270, 150}));
    const Stroke away{{{240, 120}, {300, 150}, {250, 180}}, 12, false};
    const Mask one = cut(picture, {box, {away}, 4});
    EXPECT_TRUE(contains(one, {140, 150}));
    EXPECT_FALSE(contains(one, {300, 150}));
    EXPECT_FALSE(contains(one, {270, 135}));
    // A stroke counts outside of the box too, and later ones win.
    const Stroke beyond{{{30, 40}, {50, 40}}, 3, true};
    EXPECT_TRUE(contains(cut(picture, {box, {beyond}, 2}), {40, 40}));
    const Stroke back{{{300, 150}}, 12, true};
    EXPECT_TRUE(contains(cut(picture, {box, {away, back}, 4}), {300, 150}));
}

TEST(GrabCut, AnswersTheSameEachTime)
{
    // Many colours, which can be sorted into groups in many ways.
    Picture picture(700, 500, 0x808080);
    std::minstd_rand random(12);
    for (int i = 0; i < 400; ++i)
        picture.fill({int(random() % 700), int(random() % 500), 30, 30}, std::uint32_t(random() % 0xFFFFFF));
    const GrabCutRequest request{{140, 80, 420, 340}, {{{{350, 250}, {360, 300}}, 5, true}}, 2};
    const Mask first = cut(picture, request);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(first == cut(picture, request));
}

TEST(GrabCut, LooksAtColoursAndNotAtTheFourthByte)
{
    const Picture picture = scene(200, 160, {100, 80}, 40, 30);
    Picture other = picture;
    for (std::size_t i = 3; i < other.image().pixels->size(); i += 4)
        (*other.image().pixels)[i] = static_cast<std::uint8_t>(i * 7);
    const GrabCutRequest request{{50, 40, 100, 80}, {}, 2};
    EXPECT_TRUE(cut(picture, request) == cut(other, request));
}

TEST(GrabCut, WorksWithoutAnythingAroundTheBox)
{
    const Picture picture = scene(300, 200, {150, 100}, 90, 60);
    const Mask mask = cut(picture, {{-50, -50, 900, 900}, {}, 4});
    EXPECT_GT(test::iouOf(mask, test::ellipseMask(300, 200, {150, 100}, 90, 60)), 0.9);
}

TEST(GrabCut, SurvivesTheSmallestPictures)
{
    SilentProgress progress;
    for (const auto& [width, height] : {std::pair{1, 1}, {2, 1}, {1, 2}, {300, 1}, {1, 300}, {3, 3}, {5, 5}}) {
        for (const double noise : {0.0, 40.0}) {
            Picture picture(width, height, 0x808080);
            picture.noise(int(noise), 9);
            for (const Rect& box : {Rect{0, 0, double(width), double(height)}, Rect{0, 0, 1, 1}}) {
                const Result<Mask> mask = grabCut(picture.view(), {box, {}, 3}, {}, progress);
                if (mask)
                    EXPECT_TRUE(validate(*mask) && area(*mask) > 0);
                else
                    EXPECT_EQ(mask.error().code, ErrorCode::InvalidInput) << mask.error().text();
            }
        }
    }
}

TEST(GrabCut, SaysThatThereIsNothing)
{
    const Picture picture(100, 80, 0x808080);
    SilentProgress progress;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Rect& box : {Rect{}, Rect{-50, -50, 20, 20}, Rect{10, 10, nan, 10}, Rect{200, 10, 5, 5}}) {
        const Result<Mask> mask = grabCut(picture.view(), {box, {}, 3}, {}, progress);
        ASSERT_FALSE(mask);
        EXPECT_EQ(mask.error().code, ErrorCode::InvalidInput);
    }
    const Stroke all{{{0, 40}, {100, 40}}, 200, false};
    const Result<Mask> none = grabCut(picture.view(), {{10, 10, 40, 40}, {all}, 3}, {}, progress);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message, "No object is left in the box. Mark some of it with a stroke.");
}

TEST(GrabCut, IgnoresStrokesThatAreNoPlaces)
{
    const Picture picture = scene(200, 160, {100, 80}, 40, 30);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const GrabCutRequest plain{{50, 40, 100, 80}, {}, 2};
    GrabCutRequest odd = plain;
    odd.strokes = {{{{nan, 4}, {5, 5}}, 3, true}, {{}, 3, true}, {{{60, 50}}, nan, false},
                   {{{1e300, 1e300}}, 1, true}};
    EXPECT_TRUE(cut(picture, plain) == cut(picture, odd));
}

TEST(GrabCut, StopsBetweenRounds)
{
    const Picture picture = scene(400, 300, {200, 150}, 90, 60);
    SilentProgress progress;
    int drafts = 0;
    const auto stop = [&](const Mask&) {
        ++drafts;
        progress.cancel();
    };
    const Result<Mask> mask = grabCut(picture.view(), {{95, 75, 210, 150}, {}, 8}, stop, progress);
    ASSERT_FALSE(mask);
    EXPECT_EQ(mask.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(drafts, 1);
}

TEST(GrabCut, LetsNoExceptionThroughTheModule)
{
    const Picture picture = scene(200, 160, {100, 80}, 40, 30);
    SilentProgress progress;
    const auto fail = [](const Mask&) { throw std::runtime_error("the draft cannot be shown"); };
    const Result<Mask> mask = grabCut(picture.view(), {{50, 40, 100, 80}, {}, 2}, fail, progress);
    ASSERT_FALSE(mask);
    EXPECT_NE(mask.error().message.find("the draft cannot be shown"), std::string::npos);
}

} // namespace
} // namespace touchstone
