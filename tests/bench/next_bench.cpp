// From the key to the painted canvas, in the real workspace: the next picture, decoded ahead or not.

#include <QApplication>
#include <QImageReader>
#include <QPainter>

#include <benchmark/benchmark.h>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "canvas/canvas.h"
#include "percentiles.h"
#include "window_bed.h"

namespace touchstone {
namespace {

constexpr QSize hd{1920, 1080};
constexpr QSize big{6000, 4000};

/// What no viewer can go below: copying a finished picture of the canvas's size.
double blitFloor(QSize size)
{
    QImage from(size, QImage::Format_RGB32), to(size, QImage::Format_RGB32);
    from.fill(Qt::gray);
    Percentiles times;
    for (int i = 0; i < 50; ++i) {
        QElapsedTimer timer;
        timer.start();
        QPainter(&to).drawImage(0, 0, from);
        times.keep(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return times.at(0.5);
}

void nextPrefetched(benchmark::State& state)
{
    const QSize size = state.range(0) == 24 ? big : hd;
    WindowBed bed(24, size, static_cast<int>(state.range(1)));
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        bed.settle(size == big ? 350 : 80);
        const bool forward = step++ % 40 < 20;
        bed.keep(times, state, bed.keyToPaint(forward ? Qt::Key_D : Qt::Key_A));
    }
    times.report(state);
    state.counters["floor_blit_ms"] = blitFloor(bed.canvas->size());
}

} // namespace

BENCHMARK(nextPrefetched)
    ->Name("window/next-prefetched")
    ->ArgNames({"megapixels", "shapes"})
    ->Args({2, 0})
    ->Args({2, 100})
    ->Args({2, 2000})
    ->Args({24, 100})
    ->Iterations(60)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace touchstone
