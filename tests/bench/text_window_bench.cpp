// From the key to the painted text, in the real workspace: the next text, a label, one label a token.

#include <benchmark/benchmark.h>

#include "app/session/project_session.h"
#include "percentiles.h"
#include "text_window_bed.h"
#include "textview/text_view.h"

namespace touchstone {
namespace {

void take(Percentiles& times, benchmark::State& state, TextWindowBed& bed, double milliseconds)
{
    times.add(state, milliseconds);
    times.keepCpu(bed.cpu());
}

std::size_t bytesOf(const benchmark::State& state)
{
    return static_cast<std::size_t>(state.range(0)) * 1000;
}

int spansOf(const benchmark::State& state)
{
    return static_cast<int>(state.range(1));
}

void textNextPrefetched(benchmark::State& state)
{
    TextWindowBed bed(8, bytesOf(state), spansOf(state));
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        bed.settle(bytesOf(state) >= 1'000'000 ? 900 : 250);
        const std::int64_t before = bed.front();
        take(times, state, bed, bed.keyToPaint(step++ % 12 < 6 ? Qt::Key_D : Qt::Key_A));
        if (bed.front() == before)
            state.SkipWithError("there was no next text");
    }
    times.report(state);
}

/// A label, and on at once: what was read ahead does not hold any more.
void textNextAfterLabel(benchmark::State& state)
{
    TextWindowBed bed(8, bytesOf(state), spansOf(state));
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        bed.settle(bytesOf(state) >= 1'000'000 ? 900 : 250);
        bed.key(Qt::Key_Right);
        bed.key(Qt::Key_1);
        take(times, state, bed, bed.keyToPaint(step++ % 12 < 6 ? Qt::Key_D : Qt::Key_A));
    }
    times.report(state);
}

void textDigitToPaint(benchmark::State& state)
{
    TextWindowBed bed(2, bytesOf(state), spansOf(state));
    Percentiles times;
    for (auto _ : state) {
        bed.key(Qt::Key_Right);
        bed.settle(40);
        const int before = bed.annotationsInFront();
        take(times, state, bed, bed.keyToPaint(Qt::Key_1));
        if (bed.annotationsInFront() != before + 1)
            state.SkipWithError("the digit labelled nothing");
    }
    times.report(state);
}

/// One label a token: a digit, or the letters that name one, each labels and asks for the next token.
void textTagToken(benchmark::State& state)
{
    TextWindowBed bed(2, bytesOf(state), spansOf(state));
    bed.key(Qt::Key_T);
    Percentiles times;
    int step = 0;
    for (auto _ : state) {
        bed.settle(25);
        const int before = bed.annotationsInFront();
        const bool letter = ++step % 2 == 0;
        take(times, state, bed,
             letter ? bed.keyToPaint(Qt::Key_N, QStringLiteral("n")) : bed.keyToPaint(Qt::Key_2));
        if (bed.annotationsInFront() != before + 1 && bed.annotationsInFront() != before)
            state.SkipWithError("a key labelled more than a token");
        // The rest of a name that was known at once is not waited for.
        bed.settle(letter ? 720 : 1);
    }
    if (bed.annotationsInFront() <= spansOf(state))
        state.SkipWithError("nothing was labelled");
    times.report(state);
}

} // namespace

BENCHMARK(textNextPrefetched)
    ->Name("window/text-next-prefetched")
    ->ArgNames({"kb", "spans"})
    ->Args({100, 2000})
    ->Args({1000, 20000})
    ->Args({5000, 20000})
    ->Iterations(36)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(textNextAfterLabel)
    ->Name("window/text-next-after-label")
    ->ArgNames({"kb", "spans"})
    ->Args({100, 2000})
    ->Args({5000, 20000})
    ->Iterations(24)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(textDigitToPaint)
    ->Name("window/text-digit-to-paint")
    ->ArgNames({"kb", "spans"})
    ->Args({100, 2000})
    ->Args({1000, 20000})
    ->Args({5000, 20000})
    ->Iterations(60)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(textTagToken)
    ->Name("window/text-tag-token")
    ->ArgNames({"kb", "spans"})
    ->Args({100, 2000})
    ->Args({1000, 20000})
    ->Args({5000, 20000})
    ->Iterations(40)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace touchstone
