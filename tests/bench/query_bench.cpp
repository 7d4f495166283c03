#include <benchmark/benchmark.h>

#include <memory>

#include "bench/million_project.h"
#include "bench/percentiles.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

constexpr std::size_t kPage = 100;

/// One project and reader for all of them: opening is measured by itself.
struct Bed {
    std::unique_ptr<Project> project;
    std::unique_ptr<Reader> reader;
    std::vector<std::int64_t> keys;
    static Bed& get()
    {
        static Bed bed = [] {
            Bed made;
            made.project = std::move(*Project::open(millionProject(), Project::Mode::ReadOnly, "bench"));
            made.reader = std::move(*made.project->reader());
            made.keys = *made.reader->itemKeys();
            return made;
        }();
        return bed;
    }
    LabelId label(std::size_t i) const { return project->ontology()->labels.at(i).id; }
};

enum class Named { State, Label, Assignee };

TaskFilter filterOf(const Bed& bed, Named named, int round)
{
    TaskFilter filter;
    if (named == Named::State)
        filter.states = {round % 2 ? TaskState::Unassigned : TaskState::InProgress};
    if (named == Named::Label)
        filter.label = bed.label(static_cast<std::size_t>(round) % 80);
    if (named == Named::Assignee) {
        filter.assignee = bed.project->me();
        filter.states = {round % 2 ? TaskState::Skipped : TaskState::InProgress};
    }
    return filter;
}

/// A page of 100 somewhere in the list, after a key.
void page(benchmark::State& state, Named named)
{
    Bed& bed = Bed::get();
    Percentiles times;
    int round = 0;
    std::int64_t rows = 0;
    std::int64_t from = 1;
    for (auto _ : state) {
        const TaskFilter filter = filterOf(bed, named, round);
        // Where a page before it would have ended; the item itself need not be in the list.
        from = (from * 48271) % 2147483647;
        std::int64_t after = bed.keys[static_cast<std::size_t>(from) % (bed.keys.size() / 2)];
        if (named == Named::Assignee)
            after = bed.reader->nextItem(after, true, filter)->value_or(after);
        times.time(state, [&] {
            const auto found = bed.reader->itemPage(filter, after, kPage);
            rows += static_cast<std::int64_t>(found->size());
        });
        ++round;
    }
    times.report(state);
    state.counters["rows_a_page"] = static_cast<double>(rows) / std::max(1, round);
}

void rowsOfAPage(benchmark::State& state)
{
    Bed& bed = Bed::get();
    Percentiles times;
    std::size_t from = 1;
    for (auto _ : state) {
        from = (from * 48271) % 2147483647;
        const auto first = bed.keys.begin() + static_cast<std::ptrdiff_t>(from % (bed.keys.size() - kPage));
        const std::vector<std::int64_t> keys(first, first + kPage);
        times.time(state, [&] { benchmark::DoNotOptimize(bed.reader->taskRows(keys, bed.project->me())); });
    }
    times.report(state);
}

/// What a job reads to drive the list.
void wholeList(benchmark::State& state, const TaskFilter& filter)
{
    Bed& bed = Bed::get();
    Percentiles times;
    std::size_t rows = 0;
    for (auto _ : state)
        times.time(state, [&] { rows = bed.reader->itemKeys(filter)->size(); });
    times.report(state);
    state.counters["rows"] = static_cast<double>(rows);
}

void text(benchmark::State& state, const char* wanted)
{
    TaskFilter filter;
    filter.text = wanted;
    wholeList(state, filter);
}

void labelAndState(benchmark::State& state)
{
    TaskFilter filter;
    filter.label = Bed::get().label(3);
    filter.states = {TaskState::Unassigned};
    wholeList(state, filter);
}

void next(benchmark::State& state)
{
    Bed& bed = Bed::get();
    Percentiles times;
    TaskFilter filter;
    filter.states = {TaskState::Unassigned, TaskState::Assigned, TaskState::InProgress, TaskState::Rejected};
    std::size_t from = 1;
    for (auto _ : state) {
        from = (from * 48271) % 2147483647;
        filter.label = from % 2 ? bed.label(from % 80) : LabelId{};
        times.time(state, [&] {
            benchmark::DoNotOptimize(bed.reader->nextItem(bed.keys[from % (bed.keys.size() / 2)], from % 3 > 0, filter));
        });
    }
    times.report(state);
}

void counts(benchmark::State& state)
{
    Bed& bed = Bed::get();
    Percentiles times;
    for (auto _ : state)
        times.time(state, [&] { benchmark::DoNotOptimize(bed.reader->counts()); });
    times.report(state);
}

const auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(page, state, Named::State)->Name("query/page_by_state")->Unit(kMs)->UseManualTime()->Iterations(2000);
BENCHMARK_CAPTURE(page, label, Named::Label)->Name("query/page_by_label")->Unit(kMs)->UseManualTime()->Iterations(2000);
BENCHMARK_CAPTURE(page, assignee, Named::Assignee)
    ->Name("query/page_by_assignee_state_priority")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(2000);
BENCHMARK(rowsOfAPage)->Name("query/rows_of_a_page")->Unit(kMs)->UseManualTime()->Iterations(1000);
BENCHMARK(next)->Name("query/next_unfinished_or_of_label")->Unit(kMs)->UseManualTime()->Iterations(1000);
BENCHMARK(counts)->Name("query/counts")->Unit(kMs)->UseManualTime()->Iterations(100);
BENCHMARK_CAPTURE(wholeList, all, TaskFilter{})->Name("query/list_all")->Unit(kMs)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(wholeList, state, (TaskFilter{{TaskState::Unassigned}, {}, {}, {}}))
    ->Name("query/list_by_state")
    ->Unit(kMs)
    ->UseManualTime()
    ->Iterations(20);
BENCHMARK(labelAndState)->Name("query/list_by_label_and_state")->Unit(kMs)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(text, rare, "0412345")->Name("query/search_rare")->Unit(kMs)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(text, folder, "harbour/01")->Name("query/search_folder")->Unit(kMs)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(text, everywhere, "jpg")->Name("query/search_everywhere")->Unit(kMs)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(text, two, "f9")->Name("query/search_two_letters")->Unit(kMs)->UseManualTime()->Iterations(20);

} // namespace
} // namespace touchstone
