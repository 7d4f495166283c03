// One event to its paint with many polygons in view, in the real workspace.

#include <cstdlib>

#include <QAction>
#include <QApplication>

#include <benchmark/benchmark.h>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "canvas/canvas.h"
#include "percentiles.h"
#include "window_bed.h"

namespace touchstone {
namespace {

constexpr QSize size{1920, 1080};

void hover(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    bed.key(Qt::Key_V);
    Percentiles times;
    std::srand(3);
    for (auto _ : state) {
        const QPointF at(100 + std::rand() % (bed.canvas->width() - 200),
                         150 + std::rand() % (bed.canvas->height() - 300));
        bed.keep(times, state, bed.mouseToPaint(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton));
    }
    times.report(state);
}

/// Selects the topmost shape of the middle and returns where one of its corners is.
QPointF cornerOfOne(WindowBed& bed)
{
    bed.key(Qt::Key_V);
    const auto& all = bed.session->working()->content.annotations();
    const QPointF middle(bed.canvas->width() / 2.0, bed.canvas->height() / 2.0);
    const Annotation* nearest = &all.front();
    double least = 1e18;
    for (const Annotation& one : all) {
        const QPointF there = bed.canvas->view().toWidget(bounds(one.shape)->center());
        const double distance = QLineF(there, middle).length();
        if (distance < least) {
            least = distance;
            nearest = &one;
        }
    }
    const Point centre = bounds(nearest->shape)->center();
    const QPointF inside = bed.canvas->view().toWidget(centre);
    const Point corner = std::get<PolygonShape>(nearest->shape).polygon->front().outer.front();
    const AnnotationId id = nearest->id;
    for (int click = 0; click < 40; ++click) {
        bed.mouse(QEvent::MouseButtonPress, inside, Qt::LeftButton, Qt::LeftButton);
        bed.mouse(QEvent::MouseButtonRelease, inside, Qt::LeftButton, Qt::NoButton);
        if (bed.canvas->annotation(id) && click > 20)
            break;
    }
    bed.settle();
    return bed.canvas->view().toWidget(corner);
}

/// With snapping a corner among thousands soon lies on its neighbours', which then go along.
void snap(WindowBed& bed, bool on)
{
    auto* action = bed.canvas->window()->findChild<QAction*>(QStringLiteral("snapToNeighbours"));
    if (!action)
        std::abort();
    action->setChecked(on);
}

void dragVertex(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    snap(bed, state.range(1) != 0);
    const QPointF corner = cornerOfOne(bed);
    bed.mouse(QEvent::MouseButtonPress, corner, Qt::LeftButton, Qt::LeftButton);
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        ++step;
        const QPointF at = corner + QPointF(5 + step % 9, 5 + step % 7);
        bed.keep(times, state, bed.mouseToPaint(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton));
    }
    bed.mouse(QEvent::MouseButtonRelease, corner, Qt::LeftButton, Qt::NoButton);
    times.report(state);
}

/// The release that stores a moved corner: the Edit applied, queued, and what it changed painted.
void editVertex(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    snap(bed, state.range(1) != 0);
    QPointF corner = cornerOfOne(bed);
    Percentiles times, longest;
    double by = 6;
    for (auto _ : state) {
        bed.mouse(QEvent::MouseButtonPress, corner, Qt::LeftButton, Qt::LeftButton);
        bed.mouse(QEvent::MouseMove, corner + QPointF(by, by), Qt::NoButton, Qt::LeftButton);
        bed.settle(20);
        corner += QPointF(by, by);
        by = -by;
        bed.keep(times, state,
                 bed.mouseToPaint(QEvent::MouseButtonRelease, corner, Qt::LeftButton, Qt::NoButton));
        longest.keep(bed.settle(40));
    }
    times.report(state);
    // Lists, counts and the answer of the writer: none may keep the interface from the next event.
    state.counters["after_p50_ms"] = longest.at(0.5);
    state.counters["after_p95_ms"] = longest.at(0.95);
    const UndoState& undo = bed.session->undoState();
    state.SetLabel(undo.undoText);
}

/// Ctrl+Z and Ctrl+Y by turns: what the writer takes back, stored and painted.
void undoEdit(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    const QPointF corner = cornerOfOne(bed);
    bed.mouse(QEvent::MouseButtonPress, corner, Qt::LeftButton, Qt::LeftButton);
    bed.mouse(QEvent::MouseMove, corner + QPointF(6, 6), Qt::NoButton, Qt::LeftButton);
    bed.mouse(QEvent::MouseButtonRelease, corner + QPointF(6, 6), Qt::LeftButton, Qt::NoButton);
    bed.settle(100);
    Percentiles times, longest;
    bool forward = false;
    for (auto _ : state) {
        times.add(state, bed.changeToPaint([&] { forward ? bed.session->redo() : bed.session->undo(); }));
        forward = !forward;
        longest.keep(bed.settle(40));
    }
    times.report(state);
    state.counters["after_p95_ms"] = longest.at(0.95);
}

void pan(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    if (state.range(1) != 1)
        bed.canvas->zoomBy(static_cast<double>(state.range(1)));
    bed.settle(200);
    QPointF at(600, 400);
    bed.mouse(QEvent::MouseButtonPress, at, Qt::MiddleButton, Qt::MiddleButton);
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        ++step;
        at += QPointF(step % 40 < 20 ? 8 : -8, step % 20 < 10 ? 3 : -3);
        bed.keep(times, state, bed.mouseToPaint(QEvent::MouseMove, at, Qt::NoButton, Qt::MiddleButton));
    }
    bed.mouse(QEvent::MouseButtonRelease, at, Qt::MiddleButton, Qt::NoButton);
    times.report(state);
}

/// A wheel step, as long as it keeps the interface from the next event.
void zoomStep(benchmark::State& state)
{
    WindowBed bed(1, size, static_cast<int>(state.range(0)));
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        times.time(state, [&] {
            bed.canvas->zoomBy(step++ % 8 < 4 ? 1.2 : 1 / 1.2);
            bed.canvas->repaint();
        });
        QCoreApplication::processEvents();
    }
    times.report(state);
}

void sizes(benchmark::internal::Benchmark* bench)
{
    bench->ArgName("shapes")->Arg(10000)->Arg(50000)->UseManualTime()->Unit(benchmark::kMillisecond);
}

void sizesAndSnap(benchmark::internal::Benchmark* bench)
{
    bench->ArgNames({"shapes", "snap"})
        ->ArgsProduct({{10000, 50000}, {0, 1}})
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

} // namespace

BENCHMARK(hover)->Name("window/hover")->Apply(sizes)->Iterations(300);
BENCHMARK(dragVertex)->Name("window/drag-vertex")->Apply(sizesAndSnap)->Iterations(300);
BENCHMARK(editVertex)->Name("window/edit-vertex")->Apply(sizesAndSnap)->Iterations(100);
BENCHMARK(undoEdit)->Name("window/undo-edit")->Apply(sizes)->Iterations(100);
BENCHMARK(pan)
    ->Name("window/pan")
    ->ArgNames({"shapes", "zoom"})
    ->Args({10000, 1})
    ->Args({50000, 1})
    ->Args({50000, 4})
    ->UseManualTime()
    ->Iterations(300)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(zoomStep)->Name("window/repaint-zoom-step")->Apply(sizes)->Iterations(40);

} // namespace touchstone
