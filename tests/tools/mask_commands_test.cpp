#include <gtest/gtest.h>

#include "tools/mask_commands.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

struct MaskCommandsTest : testing::Test {
    static constexpr Size image{200, 100};
    LayerContent content;
    Selection all;

    Mask square(double x, double y, double side) const
    {
        return maskFromPolygon(Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}}, 200, 100);
    }
    AnnotationId put(Shape shape)
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.shape = std::move(shape);
        Edit edit;
        edit.changes = {content.creation(annotation)};
        EXPECT_TRUE(content.apply(edit).ok());
        all.push_back(annotation.id);
        return annotation.id;
    }
    void apply(std::vector<Change> changes)
    {
        Edit edit;
        edit.changes = std::move(changes);
        EXPECT_TRUE(content.apply(edit).ok());
    }
    const Mask& mask(const AnnotationId& id) const { return *std::get<MaskShape>(content.find(id)->shape).mask; }
};

TEST_F(MaskCommandsTest, BoxesPolygonsAndEllipsesBecomeTheirPixels)
{
    EXPECT_EQ(area(*asMask(BoxShape{{10, 20, 30, 40}}, image)), 1200U);
    EXPECT_EQ(*asMask(PolygonShape{Polygon{{{{0, 0}, {50, 0}, {0, 50}}, {}}}}, image),
              maskFromPolygon(Polygon{{{{0, 0}, {50, 0}, {0, 50}}, {}}}, 200, 100));
    const double round = double(area(*asMask(EllipseShape{{{100, 50}, 60, 60, 0}}, image)));
    EXPECT_NEAR(round, 3.14159 * 900, 60);
    EXPECT_FALSE(asMask(PointShape{{5, 5}}, image));
    EXPECT_FALSE(asMask(BoxShape{{300, 20, 30, 40}}, image));
    EXPECT_FALSE(asMask(MaskShape{Mask{50, 50, {}}}, image));
}

TEST_F(MaskCommandsTest, UnitingKeepsTheFirstAndItsRelationsGoOn)
{
    const AnnotationId a = put(MaskShape{square(0, 0, 20)}), b = put(BoxShape{{10, 0, 20, 20}});
    const AnnotationId c = put(MaskShape{square(100, 50, 10)});
    const AnnotationId group = put(RelationShape{std::vector{a, b, c}, false});
    apply(combineMasks(content, {a, b}, MaskSet::Unite, image));
    EXPECT_EQ(area(mask(a)), 600U);
    EXPECT_EQ(content.find(b), nullptr);
    EXPECT_EQ(*std::get<RelationShape>(content.find(group)->shape).members, (std::vector{a, c}));
}

TEST_F(MaskCommandsTest, SubtractingLeavesTheOthers)
{
    const AnnotationId a = put(MaskShape{square(0, 0, 20)}), b = put(MaskShape{square(10, 0, 20)});
    apply(combineMasks(content, {a, b}, MaskSet::Subtract, image));
    EXPECT_EQ(mask(a), subtract(square(0, 0, 20), square(10, 0, 20)));
    EXPECT_EQ(mask(b), square(10, 0, 20));
    EXPECT_TRUE(combineMasks(content, {a}, MaskSet::Unite, image).empty());
    EXPECT_TRUE(combineMasks(content, {a, b}, MaskSet::Intersect, image).empty()); // Nothing would be left.
}

TEST_F(MaskCommandsTest, StepsChangeMasksAloneAndAnEmptyOneGoes)
{
    const AnnotationId a = put(MaskShape{square(50, 50, 10)}), box = put(BoxShape{{0, 0, 5, 5}});
    apply(stepMasks(content, all, MaskStep::Grow, 1));
    EXPECT_EQ(mask(a), grow(square(50, 50, 10), 1));
    EXPECT_EQ(content.find(box)->shape, Shape(BoxShape{{0, 0, 5, 5}}));
    EXPECT_TRUE(stepMasks(content, all, MaskStep::FillHoles, 0).empty());
    apply(stepMasks(content, all, MaskStep::RemoveSpecks, 10000));
    EXPECT_EQ(content.find(a), nullptr);
}

TEST_F(MaskCommandsTest, ThereAndBackIsTheSameMask)
{
    const Mask ring = subtract(square(20, 20, 40), square(30, 30, 10));
    const AnnotationId a = put(MaskShape{ring});
    apply(toPolygons(content, {a}, 0));
    EXPECT_TRUE(std::holds_alternative<PolygonShape>(content.find(a)->shape));
    apply(toMasks(content, {a}, image));
    EXPECT_EQ(mask(a), ring);
}

} // namespace
} // namespace touchstone
