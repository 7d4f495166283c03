// A page that was made ahead looks like an item that is opened in the ordinary way, to the pixel.

#include <random>
#include <thread>

#include "canvas/canvas_page.h"
#include "canvas/wrap_picture.h"
#include "canvas_bed.h"

namespace touchstone {
namespace {

struct Page : CanvasBed {
    static QImage colourful(QSize size, unsigned seed)
    {
        QImage image(size, QImage::Format_RGB32);
        std::mt19937 random(seed);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                image.setPixel(x, y, 0xff000000U | (random() & 0xffffffU));
        return image;
    }
    std::vector<Annotation> shapes(int count, double reach = 380)
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(10, reach);
        std::vector<Annotation> all;
        for (int i = 0; i < count; ++i) {
            const double x = place(random), y = place(random) * 0.75;
            all.push_back(i % 3 == 0 ? annotated(BoxShape{{x, y, 30, 20}})
                                     : annotated(PolygonShape{Polygon{PolygonPart{
                                           {{x, y}, {x + 31, y + 4.5}, {x + 12, y + 27.25}}, {}}}}));
        }
        return all;
    }
    std::shared_ptr<CanvasPage> made(const QImage& image, std::vector<Annotation> annotations)
    {
        std::shared_ptr<CanvasPage> page;
        const PageSetting setting = canvas.pageSetting(image.size());
        std::thread([&] {
            page = makePage(setting, makeLevels(image), image.size(), std::move(annotations));
        }).join();
        return page;
    }
    QImage opened(const QImage& image, const std::vector<Annotation>& annotations)
    {
        canvas.setImage(makeLevels(image), image.size());
        canvas.setAnnotations(annotations);
        canvas.finishRendering();
        return shot();
    }
};

TEST_F(Page, LooksLikeTheItemOpenedOtherwise)
{
    for (const QSize size : {QSize(400, 300), QSize(1900, 1200), QSize(90, 700)})
        for (const int count : {0, 40, 900}) {
            const QImage image = colourful(size, 3);
            const std::vector<Annotation> all = shapes(count);
            const auto page = made(image, all);
            canvas.setPage(*page);
            EXPECT_TRUE(canvas.isRendered()) << "nothing is left to be painted";
            const QImage asPage = shot();
            EXPECT_EQ(canvas.imageSize(), size);
            canvas.setImage(colourful({10, 10}, 1), {10, 10});
            EXPECT_EQ(differences(asPage, opened(image, all), 0), 0) << size.width() << " " << count;
        }
}

TEST_F(Page, KeepsTheViewOfAnImageOfTheSameSize)
{
    const QImage one = colourful({400, 300}, 1), two = colourful({400, 300}, 2);
    opened(one, shapes(30));
    canvas.setView({3, -120, -90});
    const auto page = made(two, shapes(60));
    canvas.setPage(*page);
    EXPECT_EQ(canvas.view().scale, 3);
    const QImage asPage = shot();
    EXPECT_EQ(differences(asPage, opened(two, shapes(60)), 0), 0);
}

TEST_F(Page, MadeForAnotherViewOrStyleIsPaintedAnew)
{
    const QImage image = colourful({400, 300}, 1);
    const auto forOtherView = made(image, shapes(50));
    canvas.setView({2, -60, -40});
    canvas.setPage(*forOtherView);
    canvas.finishRendering();
    const QImage first = shot();
    EXPECT_EQ(differences(first, opened(image, shapes(50)), 0), 0);

    const auto forOtherStyle = made(image, shapes(50));
    CanvasStyle style = canvas.style();
    style.labels[label].color = QColor(220, 30, 90);
    canvas.setStyle(style);
    canvas.setPage(*forOtherStyle);
    canvas.finishRendering();
    const QImage second = shot();
    EXPECT_EQ(differences(second, opened(image, shapes(50)), 0), 0);
}

TEST_F(Page, IsEditedAndHitLikeAnyOther)
{
    const QImage image = colourful({400, 300}, 1);
    const auto page = made(image, {annotated(BoxShape{{100, 100, 50, 50}})});
    canvas.setPage(*page);
    const std::vector<AnnotationId> hit = canvas.at({120, 120}, 2);
    ASSERT_EQ(hit.size(), 1u);
    canvas.updateAnnotation(hit.front(), std::nullopt);
    EXPECT_TRUE(canvas.at({120, 120}, 2).empty());
    canvas.finishRendering();
    const QImage edited = shot();
    EXPECT_EQ(differences(edited, opened(image, {}), 0), 0);
}

TEST(WrapPicture, ShowsWhatAScrolledPictureShows)
{
    constexpr QSize size(37, 23);
    WrapPicture wrapped(QImage::Format_RGB32);
    wrapped.resize(size);
    std::mt19937 random(9);
    // What stands at a place of an endless plane.
    const auto pixel = [](int x, int y) {
        return 0xff000000U | (static_cast<unsigned>(x * 7919 + y * 104729) & 0xffffffU);
    };
    QPoint shown;
    const auto fill = [&](const QRegion& region) {
        for (const QRect& part : region)
            for (WrapPicture::Piece& piece : wrapped.pieces(part))
                for (int y = 0; y < piece.pixels.height(); ++y)
                    for (int x = 0; x < piece.pixels.width(); ++x)
                        piece.pixels.setPixel(
                            x, y, pixel(shown.x() + piece.at.x() + x, shown.y() + piece.at.y() + y));
    };
    fill(wrapped.rect());
    for (int step = 0; step < 300; ++step) {
        const QPoint delta(static_cast<int>(random() % 91) - 45, static_cast<int>(random() % 51) - 25);
        shown -= delta;
        fill(wrapped.scroll(delta));
        if (step % 50 == 49)
            wrapped.straight();
        QImage seen(size, QImage::Format_RGB32);
        QPainter painter(&seen);
        wrapped.draw(painter, wrapped.rect());
        painter.end();
        int wrong = 0;
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                wrong += seen.pixel(x, y) != pixel(shown.x() + x, shown.y() + y);
        ASSERT_EQ(wrong, 0) << "after step " << step;
    }
}

} // namespace
} // namespace touchstone
