#include "tools/polygon_commands.h"

#include <gtest/gtest.h>

namespace touchstone {
namespace {

struct PolygonCommandsTest : testing::Test {
    LayerContent content;

    static Shape square(double x, double y, double side)
    {
        return PolygonShape{Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}}};
    }
    AnnotationId put(Shape shape)
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.shape = std::move(shape);
        apply({content.creation(annotation)});
        return annotation.id;
    }
    Edit apply(std::vector<Change> changes)
    {
        Edit edit;
        edit.changes = std::move(changes);
        EXPECT_TRUE(content.apply(edit).ok());
        return edit;
    }
    const Polygon& polygon(const AnnotationId& id) const
    {
        return *std::get<PolygonShape>(content.find(id)->shape).polygon;
    }
    const Ring& line(const AnnotationId& id) const { return *std::get<PolylineShape>(content.find(id)->shape).points; }
};

TEST_F(PolygonCommandsTest, TheFirstSelectedBecomesTheUnionAndTheOthersGo)
{
    const AnnotationId a = put(square(0, 0, 20)), b = put(square(10, 0, 20)), far = put(square(100, 0, 5));
    const AnnotationId group = put(RelationShape{std::vector{a, b, far}, false});
    const LayerContent before = content;
    const Edit edit = apply(join(content, {b, a, far}, 1));
    EXPECT_EQ(content.find(a), nullptr);
    EXPECT_EQ(content.find(far), nullptr);
    ASSERT_EQ(polygon(b).size(), 2u) << "what lies apart is a part of its own";
    EXPECT_DOUBLE_EQ(area(polygon(b)), 600 + 25);
    EXPECT_EQ(content.find(group), nullptr) << "a group of one is none";
    EXPECT_TRUE(content.apply(inverse(edit)).ok());
    EXPECT_EQ(content.annotations(), before.annotations());
}

TEST_F(PolygonCommandsTest, WhatWasSlicedIsJoinedAgain)
{
    const AnnotationId a = put(PolygonShape{
        Polygon{{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{{10, 10}, {20, 10}, {20, 20}, {10, 20}}}}}});
    const Slices slices = slice(content, {a}, {{15, -5}, {15, 35}});
    apply(slices.changes);
    ASSERT_EQ(content.annotations().size(), 2u);
    apply(join(content, slices.pieces, 1));
    ASSERT_EQ(content.annotations().size(), 1u);
    ASSERT_EQ(polygon(slices.pieces[0]).size(), 1u);
    EXPECT_EQ(polygon(slices.pieces[0])[0].holes.size(), 1u);
    EXPECT_DOUBLE_EQ(area(polygon(slices.pieces[0])), 800);
}

TEST_F(PolygonCommandsTest, LinesWhoseEndsMeetBecomeOne)
{
    const AnnotationId a = put(PolylineShape{Ring{{0, 0}, {10, 0}}});
    const AnnotationId far = put(PolylineShape{Ring{{100, 100}, {120, 100}}});
    // Backwards, and only after the one behind it.
    const AnnotationId c = put(PolylineShape{Ring{{30, 10}, {20, 0.5}}});
    const AnnotationId b = put(PolylineShape{Ring{{20, 0}, {10, 0}}});
    apply(join(content, {a, far, c, b}, 1));
    EXPECT_EQ(line(a), (Ring{{0, 0}, {10, 0}, {20, 0}, {20, 0.5}, {30, 10}}));
    EXPECT_EQ(line(far).size(), 2u);
    EXPECT_EQ(content.annotations().size(), 2u);
    EXPECT_TRUE(join(content, {a, far}, 1).empty());
    EXPECT_TRUE(join(content, {a}, 1).empty());
    const AnnotationId before = put(PolylineShape{Ring{{0, 0}, {-10, 5}}});
    apply(join(content, {a, before}, 1));
    EXPECT_EQ(line(a).size(), 6u) << "beginning at beginning";
}

TEST_F(PolygonCommandsTest, PolygonsAndLinesStayApart)
{
    const AnnotationId polygonId = put(square(0, 0, 20)), lineId = put(PolylineShape{Ring{{0, 0}, {10, 0}}});
    EXPECT_TRUE(join(content, {polygonId, lineId}, 1).empty());
}

TEST_F(PolygonCommandsTest, PointsAreLeftOutAndAdded)
{
    const Shape dense = PolygonShape{Polygon{{{{0, 0}, {5, 0.2}, {10, 0}, {10, 10}, {0, 10}}, {}}}};
    EXPECT_EQ(pointsOf(withFewerPoints(dense, 0.5)), 4u);
    EXPECT_EQ(pointsOf(withFewerPoints(dense, 0.1)), 5u);
    EXPECT_EQ(pointsOf(withMorePoints(square(0, 0, 10), 5)), 8u);
    const Shape line = PolylineShape{Ring{{0, 0}, {5, 0.2}, {10, 0}}};
    EXPECT_EQ(pointsOf(withFewerPoints(line, 0.5)), 2u);
    EXPECT_EQ(pointsOf(withMorePoints(line, 3)), 5u);
    EXPECT_EQ(withFewerPoints(BoxShape{{0, 0, 5, 5}}, 1), Shape(BoxShape{{0, 0, 5, 5}}));
}

} // namespace
} // namespace touchstone
