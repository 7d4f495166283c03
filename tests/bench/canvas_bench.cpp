// The canvas with many polygons in view: cached repaint, rebuild, dragging one shape, hover, pan.

#include <cmath>
#include <random>

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <benchmark/benchmark.h>

#include "canvas/canvas.h"

namespace touchstone {
namespace {

constexpr int imageWidth = 1920;
constexpr int imageHeight = 1080;
constexpr int vertices = 32;

QApplication& application()
{
    static int count = 1;
    static char name[] = "touchstone-bench";
    static char* arguments[] = {name, nullptr};
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    static auto* app = qApp ? nullptr : new QApplication(count, arguments);
    return app ? *app : *static_cast<QApplication*>(QCoreApplication::instance());
}

QImage noise()
{
    QImage image(imageWidth, imageHeight, QImage::Format_RGB32);
    std::mt19937 random(7);
    for (int y = 0; y < imageHeight; ++y)
        for (int x = 0; x < imageWidth; ++x)
            image.setPixel(x, y, 0xff000000 | (random() & 0x3f3f3f) | 0x404040);
    return image;
}

std::vector<Annotation> polygons(int count, const std::vector<LabelId>& labels)
{
    std::mt19937 random(42);
    std::uniform_real_distribution<double> x(20, imageWidth - 20), y(20, imageHeight - 20), radius(8, 20),
        wobble(0.7, 1.0);
    std::vector<Annotation> result;
    for (int i = 0; i < count; ++i) {
        const Point centre{x(random), y(random)};
        const double size = radius(random);
        Ring ring;
        for (int v = 0; v < vertices; ++v) {
            const double angle = v * 2 * 3.14159265358979 / vertices;
            const double r = size * wobble(random);
            ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
        }
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.label = labels[static_cast<std::size_t>(i) % labels.size()];
        annotation.shape = PolygonShape{Polygon{{ring, {}}}};
        result.push_back(std::move(annotation));
    }
    return result;
}

/// A canvas of 1600 × 900 with everything in view.
struct Bed {
    explicit Bed(int count)
    {
        canvas.resize(1600, 900);
        CanvasStyle style = canvas.style();
        std::vector<LabelId> labels;
        for (const QRgb color : {0xff56b4e9, 0xffe69f00, 0xff009e73, 0xfff0e442, 0xffcc79a7}) {
            labels.push_back(LabelId::create());
            style.labels[labels.back()] = {QColor(color), QStringLiteral("label"), Qt::SolidLine};
        }
        canvas.setStyle(style);
        canvas.setImage(noise(), {imageWidth, imageHeight});
        annotations = polygons(count, labels);
        canvas.setAnnotations(annotations);
        canvas.show();
        canvas.finishRendering();
        settle();
    }
    void settle()
    {
        while (!canvas.isRendered())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::processEvents();
    }
    /// Paints what was marked, now: the platform would wait for the next frame.
    void paintNow()
    {
        QEvent request(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(&canvas, &request);
    }
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
    {
        QMouseEvent event(type, at, canvas.mapToGlobal(at), button, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    QApplication& app = application(); ///< Before the first widget.
    Canvas canvas;
    std::vector<Annotation> annotations;
};

void repaintCached(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    for (auto _ : state)
        bed.canvas.repaint();
}

void repaintRebuilt(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    bool outline = false;
    for (auto _ : state) {
        CanvasStyle style = bed.canvas.style();
        outline = !outline;
        style.fillAlpha = outline ? 41 : 40;
        bed.canvas.setStyle(style);
        bed.settle();
    }
}

void repaintZoomed(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    bool in = false;
    for (auto _ : state) {
        in = !in;
        bed.canvas.zoomBy(in ? 1.25 : 0.8);
        bed.settle();
    }
}

void setAnnotations(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        bed.canvas.setAnnotations(bed.annotations);
        bed.settle();
    }
}

/// One shape lifted and painted live at each step, as the Select tool does it.
class Dragged : public LivePainter {
  public:
    explicit Dragged(Canvas& canvas, Annotation annotation) : m_canvas(canvas), m_annotation(annotation) {}
    void move(Point delta)
    {
        const Shape next = translated(m_annotation.shape, delta);
        m_canvas.updateLive(bounds(m_annotation.shape)->united(*bounds(next)));
        m_annotation.shape = next;
    }
    void paintLive(QPainter& painter, const ViewTransform&) override
    {
        ShapeInk ink;
        ink.color = Qt::yellow;
        ink.fillAlpha = 40;
        ink.width = 2;
        m_canvas.paintShape(painter, m_annotation.shape, ink);
    }

  private:
    Canvas& m_canvas;
    Annotation m_annotation;
};

void dragOne(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    Dragged dragged(bed.canvas, bed.annotations.front());
    bed.canvas.setLivePainter(&dragged);
    bed.canvas.setLifted({bed.annotations.front().id});
    bed.settle();
    double step = 1;
    for (auto _ : state) {
        step = -step;
        dragged.move({step, step});
        bed.paintNow();
    }
    bed.canvas.setLivePainter(nullptr);
}

void dragDropped(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    Annotation one = bed.annotations.front();
    double step = 3;
    for (auto _ : state) {
        step = -step;
        one.shape = translated(one.shape, {step, 0});
        bed.canvas.updateAnnotation(one.id, one);
        bed.paintNow();
    }
}

void hover(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    std::mt19937 random(3);
    std::uniform_real_distribution<double> x(100, 1500), y(100, 800);
    for (auto _ : state) {
        const Point at = bed.canvas.view().toImage({x(random), y(random)});
        const std::vector<AnnotationId> found = bed.canvas.at(at, bed.canvas.tolerance());
        bed.canvas.setHovered(found.empty() ? AnnotationId{} : found.front());
        bed.paintNow();
    }
}

void pan(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    bed.canvas.zoomTo(bed.canvas.view().scale * static_cast<double>(state.range(1)));
    bed.settle();
    QPointF at(800, 450);
    bed.mouse(QEvent::MouseButtonPress, at, Qt::MiddleButton, Qt::MiddleButton);
    double step = 8;
    int count = 0;
    for (auto _ : state) {
        if (++count % 20 == 0)
            step = -step;
        at += QPointF(step, 0);
        bed.mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::MiddleButton);
        bed.paintNow();
    }
    bed.mouse(QEvent::MouseButtonRelease, at, Qt::MiddleButton, Qt::NoButton);
}

/// Key to paint of a decoded image: both pictures anew.
void nextImage(benchmark::State& state)
{
    Bed bed(static_cast<int>(state.range(0)));
    const ImageLevels levels[] = {makeLevels(noise()), makeLevels(noise().mirrored())};
    std::size_t which = 0;
    for (auto _ : state) {
        bed.canvas.setImage(levels[which], {imageWidth, imageHeight});
        bed.canvas.setAnnotations(bed.annotations);
        bed.canvas.repaint();
        which = 1 - which;
    }
}

void sizes(benchmark::internal::Benchmark* bench)
{
    bench->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond)->UseRealTime();
}
void zoomedSizes(benchmark::internal::Benchmark* bench)
{
    for (const int zoom : {1, 4})
        for (const int count : {1000, 10000, 50000})
            bench->Args({count, zoom});
    bench->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(repaintCached)->Name("canvas/repaint-cached")->Apply(sizes);
BENCHMARK(repaintRebuilt)->Name("canvas/repaint-rebuilt")->Apply(sizes);
BENCHMARK(repaintZoomed)->Name("canvas/repaint-zoomed")->Apply(sizes);
BENCHMARK(setAnnotations)->Name("canvas/repaint-new-annotations")->Apply(sizes);
BENCHMARK(nextImage)->Name("canvas/repaint-next-image")->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(dragOne)->Name("canvas/drag-step")->Apply(sizes);
BENCHMARK(dragDropped)->Name("canvas/drag-drop")->Apply(sizes);
BENCHMARK(hover)->Name("canvas/hover")->Apply(sizes);
BENCHMARK(pan)->Name("canvas/pan")->Apply(zoomedSizes);

} // namespace
} // namespace touchstone
