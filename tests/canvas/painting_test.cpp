// Pixels where they are expected: colours and places, no golden pictures.

#include <cmath>
#include <random>

#include "canvas_bed.h"

namespace touchstone {
namespace {

using Painting = CanvasBed;

bool isGreenish(const QColor& c)
{
    return c.green() > c.red() + 25 && c.green() > c.blue() + 15;
}
bool isGrey(const QColor& c)
{
    return std::abs(c.red() - 128) < 3 && std::abs(c.green() - 128) < 3;
}

/// Many small polygons, so that workers have to paint them.
std::vector<Annotation> crowd(const CanvasBed& bed, int count)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> x(5, 395), y(5, 295);
    std::vector<Annotation> all;
    for (int i = 0; i < count; ++i) {
        const double cx = x(random), cy = y(random);
        all.push_back(bed.annotated(
            PolygonShape{Polygon{PolygonPart{{{cx - 4, cy - 4}, {cx + 4, cy - 3}, {cx, cy + 4}}, {}}}}));
    }
    return all;
}

TEST_F(Painting, OutlineAndFillAtThreeZooms)
{
    canvas.setAnnotations(
        {annotated(BoxShape{{100, 100, 100, 60}}),
         annotated(PolygonShape{Polygon{PolygonPart{{{230, 100}, {330, 100}, {330, 200}, {230, 200}},
                                                    {{{260, 130}, {300, 130}, {300, 170}, {260, 170}}}}}})});
    for (const double scale : {0.5, 1.0, 4.0}) {
        for (const Point middle : {Point{150, 130}, Point{280, 150}}) {
            canvas.setView({scale, 320 - middle.x * scale, 240 - middle.y * scale});
            canvas.finishRendering();
            const QImage image = shot();
            if (middle.x < 200) {
                EXPECT_TRUE(isGreenish(seen(image, {150, 130}))) << scale;
                EXPECT_TRUE(isGrey(seen(image, {150, 95 - 24 / scale})) || scale > 2) << scale;
            } else {
                EXPECT_TRUE(isGreenish(seen(image, {245, 150}))) << scale;
                EXPECT_TRUE(isGrey(seen(image, {280, 150}))) << "the hole, at " << scale;
                // The outline is the strongest colour along a line across the left border.
                int strongest = 0;
                double place = 0;
                const double y = canvas.view().toWidget(Point{0, 180}).y();
                const double x = canvas.view().toWidget(Point{230, 0}).x();
                for (int dx = -8; dx <= 8; ++dx) {
                    const int px = static_cast<int>(x) + dx;
                    if (px < 0)
                        continue;
                    const QColor c = image.pixelColor(px, static_cast<int>(y));
                    if (c.green() - c.red() > strongest) {
                        strongest = c.green() - c.red();
                        place = dx;
                    }
                }
                EXPECT_GT(strongest, 80) << scale;
                EXPECT_LE(std::abs(place), 1) << scale;
            }
        }
    }
}

TEST_F(Painting, LightOutlinesHaveADarkRim)
{
    QImage white(400, 300, QImage::Format_RGB32);
    white.fill(Qt::white);
    canvas.setImage(white, {400, 300});
    CanvasStyle style = canvas.style();
    style.labels[label].color = QColor(0xf0, 0xe4, 0x42);
    canvas.setStyle(style);
    canvas.setAnnotations({annotated(
        PolygonShape{Polygon{PolygonPart{{{100, 100}, {300, 100}, {300, 200}, {100, 200}}, {}}}})});
    canvas.setView({1, 50, 50});
    const QImage image = shot();
    int darkest = 255;
    for (int dy = -3; dy <= 3; ++dy)
        darkest = std::min(darkest, image.pixelColor(250, 150 + dy).value());
    EXPECT_LT(darkest, 175);
}

TEST_F(Painting, PixelsAreSquaresAbove200PercentAndSmoothBelow)
{
    QImage image(400, 300, QImage::Format_RGB32);
    image.fill(Qt::black);
    for (int y = 0; y < 300; ++y)
        for (int x = 200; x < 400; ++x)
            image.setPixel(x, y, 0xffffffff);
    canvas.setImage(image, {400, 300});
    const auto greys = [&](double scale) {
        canvas.setView({scale, std::round(320 - 200 * scale), std::round(240 - 150 * scale)});
        const QImage seenImage = shot();
        int count = 0;
        for (int x = 290; x < 350; ++x) {
            const int v = seenImage.pixelColor(x, 240).value();
            count += v > 10 && v < 245;
        }
        return count;
    };
    EXPECT_EQ(greys(8), 0);
    EXPECT_GT(greys(1.5), 0);
}

TEST_F(Painting, PanningLooksLikePaintingAnew)
{
    canvas.setAnnotations(crowd(*this, 150));
    canvas.setView({2, -100, -80});
    canvas.finishRendering();
    shot();
    QTest::mousePress(&canvas, Qt::MiddleButton, {}, {300, 200});
    for (const QPointF at : {QPointF(310, 190), QPointF(260, 230), QPointF(330, 250)}) {
        moveTo(at, Qt::MiddleButton);
        QApplication::processEvents();
    }
    QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, {330, 250});
    EXPECT_TRUE(canvas.isRendered());
    const QImage scrolled = shot();
    canvas.setStyle(canvas.style()); // Paints everything anew.
    canvas.finishRendering();
    EXPECT_LT(differences(scrolled, shot()), 5);
}

TEST_F(Painting, WorkersPaintWhatOneThreadPaints)
{
    canvas.setAnnotations(crowd(*this, 3000));
    EXPECT_FALSE(canvas.isRendered());
    EXPECT_TRUE(QTest::qWaitFor([&] { return canvas.isRendered(); }));
    const QImage byWorkers = shot();
    canvas.setStyle(canvas.style());
    canvas.finishRendering();
    EXPECT_LT(differences(byWorkers, shot()), 5);
}

TEST_F(Painting, ZoomingShowsTheOldPictureUntilTheNewOneIsThere)
{
    std::vector<Annotation> all = crowd(*this, 3000);
    all.push_back(annotated(BoxShape{{150, 100, 100, 100}}));
    canvas.setAnnotations(all);
    canvas.finishRendering();
    shot();
    canvas.zoomBy(1.5);
    EXPECT_FALSE(canvas.isRendered());
    EXPECT_TRUE(isGreenish(seen(shot(), {200, 110})));
    EXPECT_TRUE(QTest::qWaitFor([&] { return canvas.isRendered(); }));
    const QImage byWorkers = shot();
    canvas.setStyle(canvas.style());
    canvas.finishRendering();
    EXPECT_LT(differences(byWorkers, shot()), 5);
}

TEST_F(Painting, ChangesWhileWorkersPaintAreNotLost)
{
    std::vector<Annotation> all = crowd(*this, 3000);
    const Annotation box = annotated(BoxShape{{150, 100, 60, 60}});
    canvas.setAnnotations(all);
    canvas.updateAnnotation(box.id, box);
    canvas.updateAnnotation(all.front().id, std::nullopt);
    wheel({320, 240}, 1);
    canvas.updateAnnotation(all.back().id, std::nullopt);
    EXPECT_TRUE(QTest::qWaitFor([&] { return canvas.isRendered(); }));
    const QImage byWorkers = shot();
    canvas.setStyle(canvas.style());
    canvas.finishRendering();
    EXPECT_LT(differences(byWorkers, shot()), 5);
}

TEST_F(Painting, OneUpdateRepaintsItsPlace)
{
    Annotation box = annotated(BoxShape{{100, 100, 60, 60}});
    canvas.setAnnotations({box});
    canvas.setView({1, 0, 0});
    EXPECT_TRUE(isGreenish(seen(shot(), {130, 130})));
    box.shape = BoxShape{{250, 100, 60, 60}};
    canvas.updateAnnotation(box.id, box);
    const QImage image = shot();
    EXPECT_TRUE(isGrey(seen(image, {130, 130})));
    EXPECT_TRUE(isGrey(seen(image, {100, 130})));
    EXPECT_TRUE(isGreenish(seen(image, {280, 130})));
    canvas.updateAnnotation(box.id, std::nullopt);
    EXPECT_TRUE(isGrey(seen(shot(), {280, 130})));
}

TEST_F(Painting, LiftedShapesAreLeftToTheLivePainter)
{
    const Annotation box = annotated(BoxShape{{100, 100, 60, 60}});
    canvas.setAnnotations({box});
    canvas.setLifted({box.id});
    EXPECT_TRUE(isGrey(seen(shot(), {130, 130})));
    canvas.setLifted({});
    EXPECT_TRUE(isGreenish(seen(shot(), {130, 130})));
}

TEST_F(Painting, HoveredIsBrighterAndNamed)
{
    const Annotation box = annotated(BoxShape{{100, 100, 10, 10}});
    canvas.setAnnotations({box});
    canvas.setView({1, 0, 0});
    const QImage before = shot();
    canvas.setHovered(box.id);
    const QImage hovered = shot();
    EXPECT_GT(hovered.pixelColor(105, 105).green() - hovered.pixelColor(105, 105).red(),
              before.pixelColor(105, 105).green() - before.pixelColor(105, 105).red());
    EXPECT_EQ(hovered.pixelColor(102, 84), QColor(0, 200, 80)) << "the chip above";
    EXPECT_TRUE(isGrey(before.pixelColor(102, 84)));
    canvas.setHovered({});
    EXPECT_EQ(shot(), before);
}

TEST_F(Painting, LockedIsDashed)
{
    const Annotation box = annotated(BoxShape{{100, 100, 200, 100}});
    canvas.setAnnotations({box});
    canvas.setView({1, 0, 0});
    CanvasStyle style = canvas.style();
    style.fillAlpha = 0;
    canvas.setStyle(style);
    const auto covered = [&] {
        const QImage image = shot();
        int count = 0;
        for (int x = 110; x < 290; ++x)
            count += image.pixelColor(x, 199).green() > 180;
        return count;
    };
    EXPECT_EQ(covered(), 180);
    style.locked[box.id] = true;
    canvas.setStyle(style);
    EXPECT_GT(covered(), 40);
    EXPECT_LT(covered(), 150);
}

TEST_F(Painting, MasksAreTintedPixels)
{
    std::vector<std::uint8_t> pixels(400 * 300);
    for (std::size_t y = 100; y < 140; ++y)
        for (std::size_t x = 100; x < 160; ++x)
            pixels[y * 400 + x] = x < 120 || x >= 130;
    canvas.setAnnotations({annotated(MaskShape{maskFromRle(encodeRle(pixels.data(), 300, 400, 400))})});
    for (const double scale : {0.5, 1.0, 6.0}) {
        canvas.setView({scale, 320 - 130 * scale, 240 - 120 * scale});
        const QImage image = shot();
        EXPECT_TRUE(isGreenish(seen(image, {110, 120}))) << scale;
        EXPECT_TRUE(isGreenish(seen(image, {145, 120}))) << scale;
        EXPECT_TRUE(isGrey(seen(image, {126, 120}))) << scale;
        EXPECT_TRUE(isGrey(seen(image, {126, 160})) || scale > 2) << scale;
    }
}

TEST_F(Painting, ReducedDecodeIsStretched)
{
    QImage small(100, 75, QImage::Format_RGB32);
    small.fill(Qt::blue);
    canvas.refineImage(small);
    EXPECT_EQ(seen(shot(), {390, 290}), QColor(Qt::blue));
    QImage full(400, 300, QImage::Format_RGB32);
    full.fill(Qt::red);
    canvas.refineImage(full);
    EXPECT_EQ(seen(shot(), {390, 290}), QColor(Qt::red));
}

TEST_F(Painting, LargeImagesAreReducedSmoothly)
{
    // A checkerboard of single pixels, far reduced, is an even grey; by sampling alone it would be noise.
    QImage board(3000, 2000, QImage::Format_RGB32);
    for (int y = 0; y < 2000; ++y)
        for (int x = 0; x < 3000; ++x)
            board.setPixel(x, y, (x + y) % 2 ? 0xffffffff : 0xff000000);
    canvas.setImage(makeLevels(board), {3000, 2000});
    const QImage image = shot();
    for (const Point p : {Point{500, 500}, Point{1501, 1000}, Point{2500, 1777}})
        EXPECT_NEAR(seen(image, p).value(), 128, 3);
}

TEST_F(Painting, TheMessageStandsInTheMiddle)
{
    canvas.setImage(QImage(), {});
    const QImage before = shot();
    canvas.setMessage(QStringLiteral("street_0310.jpg is missing. Labels are kept."));
    const QImage image = shot();
    EXPECT_NE(image, before);
    EXPECT_EQ(image.copy(0, 0, 640, 180), before.copy(0, 0, 640, 180));
    canvas.setMessage({});
    EXPECT_EQ(shot(), before);
}

TEST_F(Painting, MagnifiedPixelsAreSquaresAroundTheirMiddle)
{
    QImage image(400, 300, QImage::Format_RGB32);
    image.fill(Qt::black);
    image.setPixel(210, 110, 0xffffffff);
    canvas.setImage(image, {400, 300});
    const ViewTransform before = canvas.view();
    for (const QImage& held : {image, image.copy().scaled(200, 150)}) {
        canvas.refineImage(held);
        QImage seenNear(168, 168, QImage::Format_RGB32);
        QPainter painter(&seenNear);
        canvas.paintMagnified(painter, seenNear.size(), {210.5, 110.5}, 8);
        painter.end();
        int white = 0, grey = 0;
        for (int y = 0; y < 168; ++y)
            for (int x = 0; x < 168; ++x) {
                const int v = seenNear.pixelColor(x, y).value();
                white += v > 250;
                grey += v > 5 && v <= 250;
            }
        EXPECT_EQ(grey, 0);
        if (held.width() == 400) {
            EXPECT_EQ(white, 64);
            EXPECT_GT(seenNear.pixelColor(84, 84).value(), 250);
        }
    }
    EXPECT_EQ(canvas.view(), before);
}

TEST_F(Painting, ExactAtEveryDevicePixelRatio)
{
    // The pictures are made in device pixels: a pixel of the image at 100 % of a ratio of 2 covers 2 x 2.
    const Annotation box = annotated(BoxShape{{100, 100, 60, 60}});
    canvas.setAnnotations({box});
    for (const double ratio : {1.0, 1.25, 1.5, 2.0}) {
        QImage target((QSizeF(canvas.size()) * ratio).toSize(), QImage::Format_RGB32);
        target.setDevicePixelRatio(ratio);
        canvas.render(&target);
        target.setDevicePixelRatio(1);
        const QPointF middle = canvas.view().toWidget(Point{130, 130}) * ratio;
        EXPECT_TRUE(isGreenish(target.pixelColor(middle.toPoint()))) << ratio;
    }
}

} // namespace
} // namespace touchstone
