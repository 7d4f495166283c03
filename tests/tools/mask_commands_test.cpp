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
    AnnotationId relate(std::vector<AnnotationId> members)
    {
        const AnnotationId id = put(RelationShape{std::move(members), false});
        all.pop_back();
        return id;
    }
    void apply(const std::vector<ShapeOutcome>& outcomes)
    {
        Edit edit;
        edit.changes = changesOf(content, outcomes).value();
        EXPECT_TRUE(content.apply(edit).ok());
    }
    SilentProgress progress;
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
    const AnnotationId group = relate({a, b, c});
    apply(combineMasks(chosen(content, {a, b}), MaskSet::Unite, image, progress));
    EXPECT_EQ(area(mask(a)), 600U);
    EXPECT_EQ(content.find(b), nullptr);
    EXPECT_EQ(*std::get<RelationShape>(content.find(group)->shape).members, (std::vector{a, c}));
}

TEST_F(MaskCommandsTest, SubtractingLeavesTheOthers)
{
    const AnnotationId a = put(MaskShape{square(0, 0, 20)}), b = put(MaskShape{square(10, 0, 20)});
    apply(combineMasks(chosen(content, {a, b}), MaskSet::Subtract, image, progress));
    EXPECT_EQ(mask(a), subtract(square(0, 0, 20), square(10, 0, 20)));
    EXPECT_EQ(mask(b), square(10, 0, 20));
    EXPECT_TRUE(combineMasks(chosen(content, {a}), MaskSet::Unite, image, progress).empty());
    // Nothing would be left.
    EXPECT_TRUE(combineMasks(chosen(content, {a, b}), MaskSet::Intersect, image, progress).empty());
}

TEST_F(MaskCommandsTest, StepsChangeMasksAloneAndAnEmptyOneGoes)
{
    const AnnotationId a = put(MaskShape{square(50, 50, 10)}), box = put(BoxShape{{0, 0, 5, 5}});
    apply(stepMasks(chosen(content, all), MaskStep::Grow, 1, progress));
    EXPECT_EQ(mask(a), grow(square(50, 50, 10), 1));
    EXPECT_EQ(content.find(box)->shape, Shape(BoxShape{{0, 0, 5, 5}}));
    EXPECT_TRUE(stepMasks(chosen(content, all), MaskStep::FillHoles, 0, progress).empty());
    apply(stepMasks(chosen(content, all), MaskStep::RemoveSpecks, 10000, progress));
    EXPECT_EQ(content.find(a), nullptr);
}

TEST_F(MaskCommandsTest, TwoOfOneGroupMayGoAtOnce)
{
    const AnnotationId a = put(MaskShape{square(0, 0, 2)}), b = put(MaskShape{square(10, 0, 2)});
    const AnnotationId c = put(MaskShape{square(50, 50, 20)}), d = put(MaskShape{square(80, 50, 20)});
    const AnnotationId group = relate({a, b, c, d});
    apply(stepMasks(chosen(content, all), MaskStep::RemoveSpecks, 100, progress));
    EXPECT_EQ(*std::get<RelationShape>(content.find(group)->shape).members, (std::vector{c, d}));
}

TEST_F(MaskCommandsTest, AnOutcomeForAShapeThatChangedIsRefused)
{
    const AnnotationId a = put(MaskShape{square(0, 0, 20)}), b = put(MaskShape{square(50, 0, 20)});
    const auto outcomes = stepMasks(chosen(content, {a, b}), MaskStep::Grow, 1, progress);
    apply(stepMasks(chosen(content, {b}), MaskStep::Shrink, 1, progress));
    EXPECT_FALSE(changesOf(content, outcomes));
    EXPECT_TRUE(changesOf(content, {outcomes.front()}));
}

TEST_F(MaskCommandsTest, ThereAndBackIsTheSameMask)
{
    const Mask ring = subtract(square(20, 20, 40), square(30, 30, 10));
    const AnnotationId a = put(MaskShape{ring});
    apply(toPolygons(chosen(content, {a}), 0, progress));
    EXPECT_TRUE(std::holds_alternative<PolygonShape>(content.find(a)->shape));
    apply(toMasks(chosen(content, {a}), image, progress));
    EXPECT_EQ(mask(a), ring);
}

TEST_F(MaskCommandsTest, AShapeBeyondAllNumbersIsMuchWorkAndNoMore)
{
    put(PolygonShape{Polygon{{{{-1e300, -1e300}, {1e300, -1e300}, {0, 1e300}}, {}}}});
    put(PolygonShape{Polygon{{{{0, 0}, {1e15, 0}, {0, 1e15}}, {}}}});
    const std::uint64_t work = workOf(chosen(content, all));
    EXPECT_GT(work, 1'000'000'000u);
    EXPECT_LT(work, 10'000'000'000'000u) << "numbers that may be added up";
}

} // namespace
} // namespace touchstone
