// What is done to the pixels of masks. The sizes are those of the figures that pycocotools was measured at;
// the blob has 953 runs at 640 x 480 and 5,939 at 4000 x 3000.

#include <array>
#include <cmath>

#include <benchmark/benchmark.h>

#include "percentiles.h"
#include "touchstone/geometry/exclusive.h"
#include "touchstone/geometry/mask_ops.h"
#include "touchstone/geometry/mask_painter.h"
#include "touchstone/geometry/simplify.h"

namespace touchstone {
namespace {

Ring blob(double width, double height, double size, int corners = 60)
{
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 6.283 * i / corners;
        const double radius = size * (0.8 + 0.2 * std::sin(7 * angle));
        ring.push_back({width / 2 + radius * std::cos(angle), height / 2 + radius * std::sin(angle)});
    }
    return ring;
}

struct Sample {
    explicit Sample(const benchmark::State& state)
        : width(static_cast<std::uint32_t>(state.range(0))),
          height(static_cast<std::uint32_t>(state.range(1))), ring(blob(width, height, height * 0.4)),
          rle(rleFromRing(ring, height, width)), pixels(std::size_t{width} * height)
    {
        decodeRle(rle, pixels.data());
    }
    std::uint32_t width;
    std::uint32_t height;
    Ring ring;
    Rle rle;
    std::vector<std::uint8_t> pixels;
};

void encode(benchmark::State& state)
{
    const Sample sample(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(encodeRle(sample.pixels.data(), sample.height, sample.width, sample.width));
}

/// With the text of COCO.
void encodeText(benchmark::State& state)
{
    const Sample sample(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            rleToString(encodeRle(sample.pixels.data(), sample.height, sample.width, sample.width)));
}

void decode(benchmark::State& state)
{
    Sample sample(state);
    for (auto _ : state) {
        decodeRle(sample.rle, sample.pixels.data());
        benchmark::ClobberMemory();
    }
}

/// What memory allows: the same bytes, written without looking at anything.
void decodeFloor(benchmark::State& state)
{
    Sample sample(state);
    for (auto _ : state) {
        std::fill(sample.pixels.begin(), sample.pixels.end(), std::uint8_t{1});
        benchmark::ClobberMemory();
    }
}

void polygon(benchmark::State& state)
{
    const Sample sample(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(rleFromRing(sample.ring, sample.height, sample.width));
}

void overlap(benchmark::State& state)
{
    const Sample sample(state);
    Ring moved = sample.ring;
    for (Point& p : moved)
        p.x += 20;
    const Rle other = rleFromRing(moved, sample.height, sample.width);
    for (auto _ : state)
        benchmark::DoNotOptimize(iou(sample.rle, other));
}

void ofBothSizes(benchmark::internal::Benchmark* bench)
{
    bench->Args({640, 480})->Args({4000, 3000})->Unit(benchmark::kMicrosecond);
}

BENCHMARK(encode)->Name("mask/encode")->Apply(ofBothSizes);
BENCHMARK(encodeText)->Name("mask/encode_text")->Apply(ofBothSizes);
BENCHMARK(decode)->Name("mask/decode")->Apply(ofBothSizes);
BENCHMARK(decodeFloor)->Name("mask/decode_floor")->Apply(ofBothSizes);
BENCHMARK(polygon)->Name("mask/polygon")->Apply(ofBothSizes);
BENCHMARK(overlap)->Name("mask/iou")->Apply(ofBothSizes);

/// A segment of a stroke with radius 50 and what the screen then needs of it, on a mask that covers much of
/// the image; with `release`, also the mask that is stored. The argument is the side of the image.
void brush(benchmark::State& state, bool release)
{
    const auto side = static_cast<std::int32_t>(state.range(0));
    MaskPainter painter(maskFromPolygon({{blob(side, side, side * 0.4), {}}}, side, side));
    Percentiles times;
    std::vector<std::uint8_t> dirty;
    Point at{side / 2.0, side / 2.0};
    int step = 0;
    for (auto _ : state) {
        // Around, so that new tiles are met all the time.
        const double angle = step++ * 0.02;
        const Point to{side / 2.0 + side * 0.3 * std::cos(angle), side / 2.0 + side * 0.3 * std::sin(angle)};
        at = at + (to - at) * std::min(1.0, 30 / std::max(1.0, distance(at, to)));
        times.time(state, [&] {
            const PixelRect changed =
                painter.stroke({BrushTip::Round, 50}, at, at + Point{20, 5}, step % 3 != 0);
            dirty.resize(std::size_t(changed.width) * std::size_t(changed.height));
            painter.read(changed, dirty.data());
            if (release)
                benchmark::DoNotOptimize(painter.mask());
        });
    }
    times.report(state);
}

void brushSegment(benchmark::State& state)
{
    brush(state, false);
}

void brushRelease(benchmark::State& state)
{
    brush(state, true);
}

void ofThreeSides(benchmark::internal::Benchmark* bench)
{
    bench->Arg(1000)->Arg(3162)->Arg(10000)->UseManualTime()->Unit(benchmark::kMillisecond);
}

BENCHMARK(brushSegment)->Name("mask/brush")->Apply(ofThreeSides);
BENCHMARK(brushRelease)->Name("mask/brush_release")->Apply(ofThreeSides);

/// A mask of an image of 100 MP that has 50 MP, with holes and a rough outline.
const Mask& large()
{
    static const Mask mask = [] {
        Mask made = maskFromPolygon({{blob(10000, 10000, 4500, 4000), {}}}, 10000, 10000);
        MaskPainter painter(made);
        for (int i = 0; i < 400; ++i)
            painter.stroke({BrushTip::Round, 10.0 + i % 20},
                           {2500.0 + 250 * (i % 20), 2500.0 + 250 * (i / 20)},
                           {2520.0 + 250 * (i % 20), 2530.0 + 250 * (i / 20)}, false);
        return painter.mask();
    }();
    return mask;
}

template <class Do>
void onLarge(benchmark::State& state, Do what)
{
    large();
    for (auto _ : state)
        benchmark::DoNotOptimize(what(large()));
}

void growLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return grow(mask, 10); });
}

void shrinkLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return shrink(mask, 10); });
}

void smoothLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return smooth(mask, 5); });
}

void fillHolesLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return withHolesFilled(mask); });
}

void componentsLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return componentCount(mask); });
}

void uniteLarge(benchmark::State& state)
{
    const Mask other = translated(large(), 300, 100);
    onLarge(state, [&](const Mask& mask) { return unite(mask, other); });
}

void outlineLarge(benchmark::State& state)
{
    onLarge(state, [](const Mask& mask) { return polygonFromMask(mask); });
}

void simplifyLarge(benchmark::State& state)
{
    const Polygon outline = polygonFromMask(large());
    onLarge(state, [&](const Mask& mask) { return differingPixels(simplified(outline, 2), mask); });
}

/// One stroke in a layer of 20 masks: who loses pixels, and how many are left without a label.
void exclusiveStroke(benchmark::State& state)
{
    const auto pointersTo = [](const std::vector<Mask>& masks) {
        std::vector<const Mask*> pointers;
        for (const Mask& mask : masks)
            pointers.push_back(&mask);
        return pointers;
    };
    std::vector<Mask> blobs;
    for (int i = 0; i < 20; ++i)
        blobs.push_back(maskFromPolygon({{blob(2000.0 + 900 * i, 10000, 4000), {}}}, 10000, 10000));
    const std::vector<Mask> masks = withoutOverlaps(pointersTo(blobs));
    const std::vector<const Mask*> all = pointersTo(masks);
    Unlabelled unlabelled(10000, 10000);
    unlabelled.update(all);
    MaskPainter painter(masks[5]);
    painter.stroke({BrushTip::Round, 50}, {7400, 5000}, {7420, 5000}, true);
    const Mask changed = painter.mask();
    std::vector<const Mask*> others = all;
    others[5] = nullptr;
    for (auto _ : state) {
        const ExclusiveChange change = exclusive(masks[5], changed, others, ExclusivePolicy::NewWins);
        unlabelled.update(all, changedBetween(masks[5], change.mask));
        benchmark::DoNotOptimize(unlabelled.count());
    }
}

BENCHMARK(growLarge)->Name("mask/grow/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(shrinkLarge)->Name("mask/shrink/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(smoothLarge)->Name("mask/smooth/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(fillHolesLarge)->Name("mask/fill_holes/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(componentsLarge)->Name("mask/components/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(uniteLarge)->Name("mask/unite/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(outlineLarge)->Name("mask/outline/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(simplifyLarge)->Name("mask/simplify/100mp")->Unit(benchmark::kMillisecond);
BENCHMARK(exclusiveStroke)->Name("mask/exclusive/100mp")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace touchstone
