#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "support/temp_folder.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

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

/// A project with one item that is being labelled, and one box on it.
class Labelling {
  public:
    Labelling() : m_project(std::move(*Project::create(m_folder / "p.touchstone", "Bench", "bench")))
    {
        LabelId car;
        auto label = addLabelEdit(*m_project, {}, "car", &car);
        m_good = m_project->applyNow(*label).ok();
        auto start = m_project->beginSource({"files", "f", sha256("f"), "{}", "bench", LayerRole::Work, true});
        const auto root = start->writer->root(m_folder.path());
        const auto item = start->writer->item({"image", *root, "a.png", 640, 480, 1, 1});
        m_good = m_good && start->writer->publish("{}").ok();
        m_reader = std::move(*m_project->reader());
        m_working = std::move(*openWorkingLayer(*m_project, *m_reader, m_reader->item(item->key)->id));
        m_box.id = AnnotationId::create();
        m_box.label = car;
        m_box.shape = BoxShape{{0, 0, 10, 10}};
        m_good = m_good && commit(m_working.content.creation(m_box));
        m_reader.reset();
    }

    bool good() const { return m_good; }
    /// From Project::apply to the writer's answer, journal and hashes included.
    bool moveBox()
    {
        m_box.shape = BoxShape{{m_x += 0.5, 0, 10, 10}};
        return commit(m_working.content.replacement(m_box));
    }
    std::filesystem::path file(const std::string& name) const { return m_folder / name; }

  private:
    bool commit(Change change)
    {
        Edit edit{EditId::create(), {ScopeKind::Item, m_working.item.id}, "Move", {}, {std::move(change)}};
        const auto fits = m_working.content.apply(edit);
        const auto receipt =
            m_project->applyNow(Commit{std::move(edit), std::exchange(m_working.start, std::nullopt)});
        return fits && receipt;
    }

    TempFolder m_folder;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<Reader> m_reader;
    WorkingLayer m_working;
    Annotation m_box;
    double m_x = 0;
    bool m_good = true;
};

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
