#include <benchmark/benchmark.h>

#include <cstdlib>

#include "bench/large_picture.h"
#include "bench/percentiles.h"
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

} // namespace
} // namespace touchstone
