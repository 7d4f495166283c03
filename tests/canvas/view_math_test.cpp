#include "canvas/view_math.h"

#include <gtest/gtest.h>
#include <QPoint>

namespace touchstone {
namespace {

TEST(ViewMath, FitShowsTheWholeImageInTheMiddle)
{
    const ViewTransform view = fittedView({800, 600}, {1920, 1080});
    const QRectF seen = view.toWidget(Rect{0, 0, 1920, 1080});
    EXPECT_GE(seen.left(), 0);
    EXPECT_GE(seen.top(), 0);
    EXPECT_NEAR(seen.center().x(), 400, 1e-9);
    EXPECT_NEAR(seen.center().y(), 300, 1e-9);
    EXPECT_NEAR(seen.width(), 768, 1e-9) << "16 pixels of margin at the tighter side";
}

TEST(ViewMath, FitOfNothingIsHarmless)
{
    EXPECT_EQ(fittedView({800, 600}, {}), ViewTransform{});
    EXPECT_EQ(fittedView({0, 0}, {10, 10}), ViewTransform{});
}

TEST(ViewMath, ZoomKeepsThePointUnderTheCursor)
{
    const ViewTransform view{0.7, 13, -40};
    for (const double factor : {1.2, 0.5, 3.0})
        for (const QPointF at : {QPointF(0, 0), QPointF(400, 300), QPointF(799, 12)}) {
            const ViewTransform next = zoomedAt(view, at, factor);
            const Point before = view.toImage(at), after = next.toImage(at);
            EXPECT_NEAR(before.x, after.x, 1e-9);
            EXPECT_NEAR(before.y, after.y, 1e-9);
            EXPECT_NEAR(next.scale, view.scale * factor, 1e-12);
        }
}

TEST(ViewMath, ZoomHasLimits)
{
    EXPECT_DOUBLE_EQ(zoomedAt({1, 0, 0}, {0, 0}, 1e9).scale, largestScale);
    EXPECT_DOUBLE_EQ(zoomedAt({1, 0, 0}, {0, 0}, 1e-9).scale, smallestScale);
}

TEST(ViewMath, ZoomToRectCentresIt)
{
    const ViewTransform view = viewOnRect({800, 600}, {100, 200, 50, 20});
    const QRectF seen = view.toWidget(Rect{100, 200, 50, 20});
    EXPECT_NEAR(seen.center().x(), 400, 1e-9);
    EXPECT_NEAR(seen.center().y(), 300, 1e-9);
    EXPECT_LT(seen.width(), 800);
    EXPECT_GT(seen.width(), 500);
    EXPECT_LE(viewOnRect({800, 600}, {5, 5, 0, 0}).scale, 16);
}

TEST(ViewMath, TheImageCannotBeLost)
{
    const QSizeF widget(800, 600);
    const QSize image(1000, 500);
    for (const double far : {-1e6, 1e6}) {
        const ViewTransform view = keptInSight({1, far, far}, widget, image);
        const QRectF seen = view.toWidget(Rect{0, 0, 1000, 500}) & QRectF({0, 0}, widget);
        EXPECT_GE(seen.width(), 40);
        EXPECT_GE(seen.height(), 40);
    }
    const ViewTransform fine{1, 20, 30};
    EXPECT_EQ(keptInSight(fine, widget, image), fine);
}

TEST(ViewMath, OnlyWholePixelsAtOneScaleAreAScroll)
{
    QPoint delta;
    EXPECT_TRUE(isScroll({2, 10, 10}, {2, 13, 6}, &delta));
    EXPECT_EQ(delta, QPoint(3, -4));
    EXPECT_FALSE(isScroll({2, 10, 10}, {2, 13.5, 6}, &delta));
    EXPECT_FALSE(isScroll({2, 10, 10}, {2.1, 13, 6}, &delta));
}

} // namespace
} // namespace touchstone
