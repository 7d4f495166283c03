#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "bench/labelling.h"
#include "support/temp_folder.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point from)
{
    return std::chrono::duration<double>(Clock::now() - from).count();
}

/// The floor of every durable commit on this disk: 4 KB appended, then fdatasync.
class BareSync {
  public:
    explicit BareSync(const std::filesystem::path& file)
        : m_file(::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644))
    {
    }
    ~BareSync() { ::close(m_file); }
    BareSync(const BareSync&) = delete;
    BareSync& operator=(const BareSync&) = delete;

    bool once() { return ::write(m_file, m_block, sizeof m_block) == sizeof m_block && ::fdatasync(m_file) == 0; }

  private:
    int m_file;
    char m_block[4096] = {1};
};

double percentile(std::vector<double>& values, double share)
{
    if (values.empty())
        return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at * 1e6;
}

void bareSync(benchmark::State& state)
{
    TempFolder folder;
    BareSync sync(folder / "sync");
    for (auto _ : state)
        if (!sync.once())
            state.SkipWithError("the disk refused");
}
BENCHMARK(bareSync)->Name("commit/floor_fdatasync_4k")->Unit(benchmark::kMicrosecond)->UseRealTime();

/// One edit of one box. The bare sync is measured in the same run, turn by turn, so that what else the disk does
/// meets both alike. `of_budget` is the median over 1.2 × floor + 0.1 ms. With an argument, there is a pause of
/// that many milliseconds after every eighth commit: time for the checkpoint at rest.
void commitOne(benchmark::State& state)
{
    Labelling labelling;
    BareSync sync(labelling.file("sync"));
    bool good = labelling.good();
    std::vector<double> floors, commits;
    for (auto _ : state) {
        auto from = Clock::now();
        good = good && sync.once();
        floors.push_back(seconds(from));
        from = Clock::now();
        good = good && labelling.moveBox();
        commits.push_back(seconds(from));
        state.SetIterationTime(commits.back());
        if (state.range(0) > 0 && commits.size() % 8 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(state.range(0)));
    }
    if (!good)
        state.SkipWithError("a commit was refused");
    const double floor = percentile(floors, 0.5), median = percentile(commits, 0.5);
    state.counters["floor_p50_us"] = floor;
    state.counters["p50_us"] = median;
    state.counters["floor_p99_us"] = percentile(floors, 0.99);
    state.counters["p99_us"] = percentile(commits, 0.99);
    state.counters["of_budget"] = median / (1.2 * floor + 100);
    // How many took that long: what the durability contract promises is 99 of 100 within 50 ms.
    double from = 0;
    for (const double limit : {0.25, 0.5, 1.0, 2.0, 5.0, 50.0, 1e9}) {
        const auto count = std::count_if(commits.begin(), commits.end(),
                                         [&](double t) { return t * 1e3 >= from && t * 1e3 < limit; });
        const std::string name = limit < 1e9 ? "to_" + std::to_string(limit).substr(0, 4) + "ms" : "over_50ms";
        state.counters[name] = static_cast<double>(count);
        from = limit;
    }
}
BENCHMARK(commitOne)
    ->Name("commit/one_edit")
    ->Unit(benchmark::kMicrosecond)
    ->UseManualTime()
    ->ArgName("rest_ms")
    ->Arg(0)
    ->Iterations(3000);
// 2,100 ms is just more than the rest after which the writer checkpoints: the next commit comes into it.
BENCHMARK(commitOne)
    ->Name("commit/one_edit_around_checkpoints")
    ->Unit(benchmark::kMicrosecond)
    ->UseManualTime()
    ->ArgName("rest_ms")
    ->Arg(2001)
    ->Iterations(80);

} // namespace
} // namespace touchstone
