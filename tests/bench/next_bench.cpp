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

/// A picture that nothing was known of: until it is seen, and until it is sharp, against Qt's whole decode.
void nextCold(benchmark::State& state)
{
    WindowBed bed(24, big, 100);
    const auto items = bed.itemIds();
    Percentiles times, sharp, floor;
    std::size_t step = 0;
    for (auto _ : state) {
        // Far from all that was decoded ahead.
        step = (step + 11) % items.size();
        bed.settle(700);
        QElapsedTimer timer;
        timer.start();
        bed.session->openItem(items[step]);
        times.add(state, bed.untilDetail(0.12, timer));
        sharp.keep(bed.untilDetail(1, timer));
        bed.settle(500);
        timer.start();
        const QImage whole = QImageReader(bed.pictureFile(static_cast<int>(step))).read();
        floor.keep(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (whole.isNull())
            state.SkipWithError("Qt cannot read the picture");
    }
    times.report(state);
    state.counters["sharp_p50_ms"] = sharp.at(0.5);
    state.counters["qt_decode_ms"] = floor.at(0.5);
    state.counters["of_qt_decode"] = times.at(0.5) / floor.at(0.5);
}

/// The key held down: 30 steps a second, and how long the picture in front takes after it is let go.
void nextHeld(benchmark::State& state)
{
    WindowBed bed(48, state.range(0) == 24 ? big : hd, 100);
    Percentiles times, after;
    for (auto _ : state) {
        QElapsedTimer timer;
        for (int i = 0; i < 40; ++i) {
            timer.start();
            times.keep(bed.keyToPaint(Qt::Key_D));
            while (timer.elapsed() < 33)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 2);
        }
        timer.start();
        after.add(state, bed.untilDetail(0.12, timer));
        while (bed.front() != bed.firstKey()) {
            bed.key(Qt::Key_A);
            bed.settle(10);
        }
        bed.settle(600);
    }
    times.report(state);
    state.counters["released_to_picture_ms"] = after.at(0.5);
}

/// Ten thousand pages: what the process holds after the first, the fifth and the last thousand.
void nextMemory(benchmark::State& state)
{
    WindowBed bed(300, {640, 480}, 20, "jpg", 6);
    Percentiles times;
    for (auto _ : state)
        for (int i = 1; i <= 10000; ++i) {
            times.keep(bed.keyToPaint(i % 600 < 300 ? Qt::Key_D : Qt::Key_A));
            QCoreApplication::processEvents();
            if (i == 1000 || i == 5000 || i == 10000)
                state.counters["rss_mb_after_" + std::to_string(i)] = residentMegabytes();
        }
    state.counters["p50_ms"] = times.at(0.5);
    state.counters["p95_ms"] = times.at(0.95);
}

} // namespace

BENCHMARK(nextCold)
    ->Name("window/next-cold-24mp")
    ->Iterations(9)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(nextHeld)
    ->Name("window/next-held")
    ->ArgName("megapixels")
    ->Arg(2)
    ->Arg(24)
    ->Iterations(3)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(nextMemory)->Name("window/next-memory")->Iterations(1)->Unit(benchmark::kSecond);
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
