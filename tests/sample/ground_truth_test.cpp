#include <gtest/gtest.h>
#include <set>

#include "core/sample/coco_text.h"
#include "core/sample/pictures.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/sample/sample.h"

namespace touchstone {
namespace {

/// One of each kind in two moods: enough to meet every shape, quick enough for each run.
const std::vector<SamplePicture>& pictures()
{
    static const std::vector<SamplePicture> drawn = [] {
        std::vector<SamplePicture> result;
        for (std::size_t i = 0; i < 18; ++i) {
            const sample::DrawnPicture picture = sample::drawPicture(i);
            result.push_back(
                {sample::pictureName(i), picture.image.width, picture.image.height, picture.objects});
        }
        return result;
    }();
    return drawn;
}

TEST(GroundTruth, LiesInThePictureAndIsNeverEmpty)
{
    for (const SamplePicture& picture : pictures()) {
        EXPECT_GE(picture.objects.size(), 5u) << picture.file;
        for (const SampleObject& object : picture.objects) {
            const auto box = bounds(object.shape);
            ASSERT_TRUE(box) << picture.file << " " << object.label;
            EXPECT_GE(box->x, 0);
            EXPECT_GE(box->y, 0);
            EXPECT_LE(box->right(), picture.width);
            EXPECT_LE(box->bottom(), picture.height);
            EXPECT_GE(area(object.shape), 30) << picture.file << " " << object.label;
        }
    }
}

TEST(GroundTruth, HoldsEveryShapeThatCocoKnows)
{
    std::set<std::string> labels;
    int boxes = 0, polygons = 0, severalParts = 0, masks = 0, crowds = 0, upright = 0;
    for (const SamplePicture& picture : pictures()) {
        upright += picture.height > picture.width;
        for (const SampleObject& object : picture.objects) {
            labels.insert(object.label);
            boxes += kindOf(object.shape) == ShapeKind::Box;
            masks += kindOf(object.shape) == ShapeKind::Mask && !object.crowd;
            crowds += object.crowd;
            if (const auto* polygon = std::get_if<PolygonShape>(&object.shape)) {
                ++polygons;
                severalParts += object.label == "car" && polygon->polygon->size() == 2;
            }
        }
    }
    EXPECT_GT(boxes, 50);
    EXPECT_GT(polygons, 50);
    EXPECT_GT(severalParts, 0);
    EXPECT_GT(masks, 3);
    EXPECT_GT(crowds, 0);
    EXPECT_GT(upright, 0);
    EXPECT_LT(upright, 9);
    EXPECT_GE(labels.size(), 15u);
}

/// A donut's mask leaves out its middle.
TEST(GroundTruth, RingsHaveHoles)
{
    int rings = 0;
    for (const SamplePicture& picture : pictures())
        for (const SampleObject& object : picture.objects)
            if (object.label == "donut" || object.label == "life belt") {
                const Rect box = *bounds(object.shape);
                if (box.x > 1 && box.y > 1 && box.right() < picture.width - 1 &&
                    box.bottom() < picture.height - 1) {
                    ++rings;
                    EXPECT_FALSE(contains(object.shape, box.center())) << picture.file;
                    EXPECT_TRUE(contains(object.shape, {box.x + box.width * 0.14, box.center().y}))
                        << picture.file;
                }
            }
    EXPECT_GT(rings, 3);
}

/// An object that lies on top is told from its surroundings by its outline: the mean colour differs.
TEST(GroundTruth, OutlinesFitThePixels)
{
    const sample::DrawnPicture drawn = sample::drawPicture(2);
    const auto colorIn = [&](const Shape& shape, bool inside) {
        const Rect box = bounds(shape)->adjusted(6).intersected(
            {0, 0, static_cast<double>(drawn.image.width), static_cast<double>(drawn.image.height)});
        double sum[3] = {}, count = 0;
        for (int y = static_cast<int>(box.y); y < box.bottom() - 1; ++y)
            for (int x = static_cast<int>(box.x); x < box.right() - 1; ++x)
                if (contains(shape, {x + 0.5, y + 0.5}) == inside) {
                    for (std::size_t c = 0; c < 3; ++c)
                        sum[c] += (*drawn.image.pixels)[(static_cast<std::size_t>(y) *
                                                             static_cast<std::size_t>(drawn.image.width) +
                                                         static_cast<std::size_t>(x)) *
                                                            4 +
                                                        c];
                    ++count;
                }
        return std::array<double, 3>{sum[0] / count, sum[1] / count, sum[2] / count};
    };
    int apples = 0, apart = 0;
    for (const SampleObject& object : drawn.objects)
        if (kindOf(object.shape) == ShapeKind::Polygon) {
            const auto in = colorIn(object.shape, true), out = colorIn(object.shape, false);
            ++apples;
            apart += std::abs(in[0] - out[0]) + std::abs(in[1] - out[1]) + std::abs(in[2] - out[2]) > 40;
        }
    EXPECT_GT(apples, 8);
    EXPECT_EQ(apart, apples);
}

TEST(GroundTruth, TheSameIndexDrawsTheSame)
{
    const sample::DrawnPicture once = sample::drawPicture(4), again = sample::drawPicture(4);
    EXPECT_EQ(*once.image.pixels, *again.image.pixels);
    ASSERT_EQ(once.objects.size(), again.objects.size());
    for (std::size_t i = 0; i < once.objects.size(); ++i)
        EXPECT_EQ(once.objects[i].shape, again.objects[i].shape);
    EXPECT_NE(*once.image.pixels, *sample::drawPicture(10).image.pixels);
}

} // namespace
} // namespace touchstone
