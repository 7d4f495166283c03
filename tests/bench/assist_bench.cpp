#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <cstdlib>

#include "bench/large_picture.h"
#include "bench/percentiles.h"
#include "touchstone/assist/grab_cut.h"
#include "touchstone/assist/scissors.h"
#include "touchstone/assist/superpixels.h"
#include "touchstone/assist/tight_box.h"
#include "touchstone/assist/wand.h"

namespace touchstone {
namespace {

/// Somewhere in the slope between the shapes of the made picture.
Point ground(const PixelView& view)
{
    const auto isGround = [&](std::int32_t x) {
        const std::uint8_t* pixel = view.at(x, 2000);
        return std::abs(pixel[0] - 72) < 16 && std::abs(pixel[1] - 112) < 16 && std::abs(pixel[2] - 152) < 16;
    };
    std::int32_t x = 100;
    while (x < view.width / 2 && !isGround(x))
        ++x;
    return {x + 0.5, 2000.5};
}

void wandOn24(benchmark::State& state, const WandOptions& options)
{
    const PixelView& view = largePicture();
    SilentProgress progress;
    Percentiles times;
    double pixels = 0;
    const Point seed = ground(view);
    for (auto _ : state)
        times.time(state, [&] { pixels = double(area(*wand(view, seed, options, progress))); });
    times.report(state);
    state.counters["pixels"] = pixels;
}

/// The cursor goes round the large disc, whose border the anchor lies on.
void scissorsFollow(benchmark::State& state)
{
    SilentProgress progress;
    ScissorsMap map(largePicture(), {3450, 2000});
    (void)map.build(progress);
    Percentiles times;
    double points = 0;
    int step = 0;
    for (auto _ : state) {
        const double angle = 0.03 + 3.0 * (step++ % 100) / 100;
        const Point target{3000 + 450 * std::cos(angle), 2000 + 450 * std::sin(angle)};
        times.time(state, [&] { points += double(map.path(target).size()); });
    }
    times.report(state);
    state.counters["points"] = points / step;
}

/// From corner to corner: the longest way, at the coarsest scale.
void scissorsFar(benchmark::State& state)
{
    SilentProgress progress;
    ScissorsMap map(largePicture(), {20, 20});
    (void)map.build(progress);
    Percentiles times;
    for (auto _ : state)
        times.time(state, [&] { benchmark::DoNotOptimize(map.path({5980, 3980})); });
    times.report(state);
}

/// The job behind an anchor, until the path can be asked for, and as a whole.
void scissorsBuild(benchmark::State& state, bool whole)
{
    struct First : SilentProgress {
        bool cancelled() const override { return m_asked++ > 0; }
        mutable int m_asked = 0;
    };
    Percentiles times;
    for (auto _ : state) {
        times.time(state, [&] {
            ScissorsMap map(largePicture(), {3450, 2000});
            SilentProgress all;
            First first;
            (void)map.build(whole ? static_cast<Progress&>(all) : first);
        });
    }
    times.report(state);
}

/// A box of 1 MP around the large disc.
void grabCutOf1(benchmark::State& state)
{
    Percentiles times, first;
    double pixels = 0;
    for (auto _ : state) {
        SilentProgress progress;
        const auto began = std::chrono::steady_clock::now();
        bool shown = false;
        const auto seen = [&](const Mask&) {
            if (!shown)
                first.keep(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
            shown = true;
        };
        times.time(state, [&] {
            pixels = double(area(*grabCut(largePicture(), {{2500, 1500, 1000, 1000}, {}}, seen, progress)));
        });
    }
    times.report(state);
    state.counters["first_draft_p50_ms"] = first.at(0.5);
    state.counters["pixels"] = pixels;
}

/// What a window of 1600 × 1000 shows at full size, and the whole picture.
void superpixels(benchmark::State& state, const Rect& region)
{
    Percentiles times;
    SilentProgress progress;
    for (auto _ : state)
        times.time(state, [&] { benchmark::DoNotOptimize(Superpixels::make(largePicture(), region, {}, progress)); });
    times.report(state);
}

void superpixelMask(benchmark::State& state)
{
    SilentProgress progress;
    const auto pieces = Superpixels::make(largePicture(), {0, 0, 6000, 4000}, {}, progress);
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        const Point place{double(step * 37 % 6000), double(step * 53 % 4000)};
        ++step;
        times.time(state, [&] { benchmark::DoNotOptimize(pieces->mask(*pieces->at(place))); });
    }
    times.report(state);
}

void tightBox(benchmark::State& state)
{
    Percentiles times;
    SilentProgress progress;
    for (auto _ : state)
        times.time(state, [&] {
            benchmark::DoNotOptimize(tightenBox(largePicture(), {2500, 1500, 1000, 1000}, {}, progress));
        });
    times.report(state);
}

const auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(wandOn24, contiguous, (WandOptions{60, true, false}))
    ->Name("assist/wand")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(21);
BENCHMARK_CAPTURE(wandOn24, luminance, (WandOptions{40, true, true}))
    ->Name("assist/wand_on_luminance")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(21);
BENCHMARK_CAPTURE(wandOn24, everywhere, (WandOptions{60, false, false}))
    ->Name("assist/wand_not_contiguous")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(21);
BENCHMARK_CAPTURE(wandOn24, ragged, (WandOptions{14, true, false}))
    ->Name("assist/wand_ragged")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(21);
BENCHMARK(scissorsFollow)->Name("assist/scissors")->Unit(kMs)->UseManualTime()->Iterations(300);
BENCHMARK(scissorsFar)->Name("assist/scissors_far")->Unit(kMs)->UseManualTime()->Iterations(50);
BENCHMARK_CAPTURE(scissorsBuild, first, false)
    ->Name("assist/scissors_build_first")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(9);
BENCHMARK_CAPTURE(scissorsBuild, whole, true)
    ->Name("assist/scissors_build_whole")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(5);
BENCHMARK(grabCutOf1)->Name("assist/grabcut")->Unit(kMs)->UseManualTime()->Iterations(11);
BENCHMARK_CAPTURE(superpixels, view, (Rect{2200, 1500, 1600, 1000}))
    ->Name("assist/superpixels")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(9);
BENCHMARK_CAPTURE(superpixels, whole, (Rect{0, 0, 6000, 4000}))
    ->Name("assist/superpixels_of_24_mp")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(5);
BENCHMARK(superpixelMask)->Name("assist/superpixel_mask")->Unit(kMs)->UseManualTime()->Iterations(300);
BENCHMARK(tightBox)->Name("assist/tight_box")->Unit(kMs)->UseManualTime()->Iterations(21);

} // namespace
} // namespace touchstone
