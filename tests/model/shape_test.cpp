#include <gtest/gtest.h>

#include "touchstone/model/annotation.h"
#include "touchstone/model/shape.h"

namespace touchstone {
namespace {

Shape square(double x, double y, double side)
{
    return PolygonShape{Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}}};
}

TEST(Shape, NamesGoBothWays)
{
    for (const ShapeKind kind : {ShapeKind::Tag, ShapeKind::Box, ShapeKind::Polygon, ShapeKind::Mask, ShapeKind::RotatedBox,
                                 ShapeKind::Ellipse, ShapeKind::Polyline, ShapeKind::Point, ShapeKind::Skeleton,
                                 ShapeKind::Relation})
        EXPECT_EQ(shapeKindFromName(shapeKindName(kind)), kind);
    EXPECT_FALSE(shapeKindFromName("circle"));
}

TEST(Shape, BoundsAreaAndContainment)
{
    EXPECT_FALSE(bounds(Shape(TagShape{})));
    EXPECT_EQ(area(Shape(BoxShape{{1, 2, 3, 4}})), 12);
    EXPECT_EQ(*bounds(square(5, 6, 7)), (Rect{5, 6, 7, 7}));
    EXPECT_EQ(area(square(5, 6, 7)), 49);
    EXPECT_TRUE(contains(square(0, 0, 10), {5, 5}));
    EXPECT_FALSE(contains(square(0, 0, 10), {15, 5}));
}

TEST(Shape, MovesAndScales)
{
    EXPECT_EQ(translated(square(0, 0, 4), {2, 3}), square(2, 3, 4));
    EXPECT_EQ(scaled(square(0, 0, 4), {0, 0, 4, 4}, {10, 10, 8, 8}), square(10, 10, 8));
    // Scaling past the opposite edge turns a box over and keeps its sides positive.
    EXPECT_EQ(scaled(BoxShape{{0, 0, 4, 4}}, {0, 0, 4, 4}, {0, 0, -4, 4}), Shape(BoxShape{{-4, 0, 4, 4}}));
}

TEST(Shape, AMaskMovesByWholePixelsAndIsCutAtTheImage)
{
    Rle rle{4, 4, {0, 4, 12}};
    const Shape mask = MaskShape{maskFromRle(rle)};
    EXPECT_EQ(area(mask), 4);
    EXPECT_EQ(*bounds(translated(mask, {1.4, 0})), (Rect{1, 0, 1, 4}));
    EXPECT_EQ(area(translated(mask, {0, 1})), 3);
    EXPECT_EQ(translated(mask, {0.2, -0.3}), mask);
}

TEST(Attribute, ReadsAsPeopleDo)
{
    EXPECT_EQ(displayText(true), "yes");
    EXPECT_EQ(displayText(std::int64_t{3}), "3");
    EXPECT_EQ(displayText(0.1), "0.1");
    EXPECT_EQ(displayText(std::vector<std::string>{"a", "b"}), "a, b");
}

} // namespace
} // namespace touchstone
