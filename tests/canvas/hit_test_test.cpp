#include "canvas/hit_test.h"

#include <gtest/gtest.h>

namespace touchstone {
namespace {

Annotation annotated(Shape shape)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.shape = std::move(shape);
    return annotation;
}

const Polygon square{
    PolygonPart{{{10, 10}, {90, 10}, {90, 90}, {10, 90}}, {{{40, 40}, {60, 40}, {60, 60}, {40, 60}}}}};

MaskShape maskOf(int left, int top, int right, int bottom)
{
    std::vector<std::uint8_t> pixels(100 * 100);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            pixels[static_cast<std::size_t>(y * 100 + x)] = 1;
    return {maskFromRle(encodeRle(pixels.data(), 100, 100, 100))};
}

TEST(HitTest, BodyAndOutline)
{
    const Shape shape = PolygonShape{square};
    EXPECT_TRUE(hits(shape, {20, 20}, 0));
    EXPECT_FALSE(hits(shape, {50, 50}, 0)) << "in the hole";
    EXPECT_TRUE(hits(shape, {41, 50}, 2)) << "beside the rim of the hole";
    EXPECT_TRUE(hits(shape, {92, 50}, 3));
    EXPECT_FALSE(hits(shape, {94, 50}, 3));
    EXPECT_FALSE(hits(TagShape{}, {0, 0}, 1000));
    EXPECT_TRUE(hits(BoxShape{{10, 10, 20, 20}}, {31, 31}, 1));
    EXPECT_TRUE(hits(maskOf(10, 10, 20, 20), {15.5, 15.5}, 0));
    EXPECT_FALSE(hits(maskOf(10, 10, 20, 20), {30, 30}, 4));
}

TEST(HitTest, TouchesIsExact)
{
    const Shape shape = PolygonShape{square};
    EXPECT_TRUE(touches(shape, {0, 0, 15, 15}));
    EXPECT_TRUE(touches(shape, {20, 20, 5, 5})) << "wholly inside";
    EXPECT_TRUE(touches(shape, {0, 0, 200, 200})) << "around it";
    EXPECT_TRUE(touches(shape, {0, 50, 200, 1})) << "a strip through it";
    EXPECT_FALSE(touches(shape, {45, 45, 5, 5})) << "within the hole";
    EXPECT_FALSE(touches(shape, {95, 0, 50, 200}));
    const Shape triangle = PolygonShape{Polygon{PolygonPart{{{0, 0}, {100, 0}, {100, 100}}, {}}}};
    EXPECT_FALSE(touches(triangle, {5, 60, 30, 30})) << "in its box, not in its region";
    EXPECT_TRUE(touches(maskOf(10, 10, 20, 20), {0, 0, 11, 11}));
    EXPECT_FALSE(touches(maskOf(10, 10, 20, 20), {0, 0, 9.5, 50}));
    EXPECT_FALSE(touches(maskOf(10, 10, 20, 20), {21, 0, 50, 50}));
    EXPECT_FALSE(touches(TagShape{}, {0, 0, 100, 100}));
}

TEST(HitTest, EightHandlesAndTheSides)
{
    const Rect rect{100, 100, 80, 40};
    for (const BoxHandle handle : allBoxHandles)
        EXPECT_EQ(boxHandleAt(rect, handlePosition(rect, handle), 5), handle);
    EXPECT_EQ(boxHandleAt(rect, {120, 98}, 5), BoxHandle::Top);
    EXPECT_EQ(boxHandleAt(rect, {183, 110}, 5), BoxHandle::Right);
    EXPECT_EQ(boxHandleAt(rect, {97, 97}, 5), BoxHandle::TopLeft);
    EXPECT_FALSE(boxHandleAt(rect, {140, 120}, 5));
    EXPECT_FALSE(boxHandleAt(rect, {90, 90}, 5));
}

TEST(HitTest, ASmallBoxKeepsABodyToTake)
{
    const Rect rect{100, 100, 8, 8};
    EXPECT_FALSE(boxHandleAt(rect, {104, 104}, 6));
    EXPECT_EQ(boxHandleAt(rect, {96, 96}, 6), BoxHandle::TopLeft);
}

TEST(HitTest, VertexBeforeEdgeBeforeBody)
{
    const Annotation polygon = annotated(PolygonShape{square});
    const AnnotationId other = AnnotationId::create();
    const auto kind = [&](Point p) { return hitTarget(&polygon, other, p, 4).kind; };
    EXPECT_EQ(kind({12, 12}), HitTarget::Kind::Vertex);
    EXPECT_EQ(kind({50, 11}), HitTarget::Kind::Edge);
    EXPECT_EQ(kind({30, 30}), HitTarget::Kind::Body);
    const HitTarget hole = hitTarget(&polygon, {}, {60, 41}, 4);
    EXPECT_EQ(hole.kind, HitTarget::Kind::Vertex);
    EXPECT_EQ(hole.at, (RingPosition{0, 1, 1}));
    const HitTarget edge = hitTarget(&polygon, {}, {90, 50}, 4);
    EXPECT_EQ(edge.at, (RingPosition{0, 0, 1}));
    EXPECT_EQ(hitTarget(&polygon, {}, {30, 30}, 4).kind, HitTarget::Kind::Nothing);
    EXPECT_EQ(hitTarget(nullptr, other, {12, 12}, 4), (HitTarget{HitTarget::Kind::Body, other, {}, {}}));
}

TEST(HitTest, BoxesAndScaledPolygonsHaveHandles)
{
    const Annotation box = annotated(BoxShape{{10, 10, 50, 50}});
    EXPECT_EQ(hitTarget(&box, {}, {60, 60}, 4).handle, BoxHandle::BottomRight);
    const Annotation polygon = annotated(PolygonShape{square});
    const HitTarget target = hitTarget(&polygon, {}, {90, 90}, 4, true);
    EXPECT_EQ(target.kind, HitTarget::Kind::Handle);
    EXPECT_EQ(target.handle, BoxHandle::BottomRight);
    const Annotation mask = annotated(maskOf(10, 10, 20, 20));
    EXPECT_EQ(hitTarget(&mask, {}, {10, 10}, 4).kind, HitTarget::Kind::Nothing);
}

} // namespace
} // namespace touchstone
