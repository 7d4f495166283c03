// A brush in the real workspace, on images of any size: from the event to its paint.

#include <benchmark/benchmark.h>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "canvas/canvas.h"
#include "percentiles.h"
#include "window_bed.h"

namespace touchstone {
namespace {

QSize pictureOf(std::int64_t megapixels)
{
    return megapixels == 100 ? QSize(10000, 10000) : megapixels == 24 ? QSize(6000, 4000) : QSize(1250, 800);
}

/// The brush with a radius of 50 pixels of the image, on a label.
void takeBrush(WindowBed& bed)
{
    bed.key(Qt::Key_M);
    bed.key(Qt::Key_1);
    for (int i = 0; i < 22; ++i)
        bed.key(Qt::Key_BracketRight);
    bed.settle();
}

void segment(benchmark::State& state)
{
    WindowBed bed(1, pictureOf(state.range(0)), 1);
    if (state.range(1) != 0)
        bed.canvas->zoomTo(1);
    takeBrush(bed);
    QPointF at(500, 400);
    bed.mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        ++step;
        at += QPointF(step % 60 < 30 ? 9 : -9, step % 22 < 11 ? 7 : -6);
        bed.keep(times, state, bed.mouseToPaint(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton));
    }
    bed.mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    times.report(state);
    state.counters["resident_mb"] = residentMegabytes();
}

/// The release: the mask made, the Edit applied and queued, what it changed painted.
void stroke(benchmark::State& state)
{
    WindowBed bed(1, pictureOf(state.range(0)), 1);
    takeBrush(bed);
    Percentiles times, longest;
    int step = 0;
    for (auto _ : state) {
        const QPointF from(300 + (step * 37) % 500, 250 + (step * 53) % 400);
        ++step;
        bed.mouse(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        for (int i = 1; i < 8; ++i)
            bed.mouse(QEvent::MouseMove, from + QPointF(i * 12, i * 7), Qt::NoButton, Qt::LeftButton);
        bed.settle(20);
        bed.keep(times, state,
                 bed.mouseToPaint(QEvent::MouseButtonRelease, from + QPointF(96, 56), Qt::LeftButton, Qt::NoButton));
        longest.keep(bed.settle(40));
    }
    times.report(state);
    state.counters["after_p95_ms"] = longest.at(0.95);
    state.SetLabel(bed.session->undoState().undoText);
}

} // namespace

BENCHMARK(segment)
    ->Name("window/brush-segment")
    ->ArgNames({"megapixels", "zoomed"})
    ->ArgsProduct({{1, 24, 100}, {0, 1}})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK(stroke)
    ->Name("window/brush-stroke")
    ->ArgName("megapixels")
    ->Arg(1)
    ->Arg(24)
    ->Arg(100)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(60);

} // namespace touchstone
