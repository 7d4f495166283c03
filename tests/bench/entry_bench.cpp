// Entries of a list of 100,000 rows, looked for while one types.

#include <random>

#include <benchmark/benchmark.h>

#include "touchstone/model/entry_search.h"

namespace touchstone {
namespace {

std::vector<ListEntry> manyEntries(int count)
{
    std::mt19937 random(5);
    std::uniform_int_distribution<int> letters(3, 10), letter('a', 'z'), words(1, 4);
    std::vector<ListEntry> entries;
    for (int i = 0; i < count; ++i) {
        std::string name;
        for (int word = words(random); word > 0; --word) {
            for (int n = letters(random); n > 0; --n)
                name += static_cast<char>(letter(random));
            name += word > 1 ? " " : "";
        }
        entries.push_back({"Q" + std::to_string(i), name, R"({"group":"g)" + std::to_string(i % 50) + R"("})"});
    }
    return entries;
}

void entryReading(benchmark::State& state)
{
    const auto entries = manyEntries(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(EntrySearch(entries).size());
}
BENCHMARK(entryReading)->Name("entries/made_searchable")->Arg(100'000)->Unit(benchmark::kMillisecond);

/// Each letter of a word that is typed is a question of its own.
void entrySearching(benchmark::State& state)
{
    const auto entries = manyEntries(static_cast<int>(state.range(0)));
    const EntrySearch search(entries);
    const std::string& typed = entries[entries.size() / 2].name;
    std::size_t length = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(search.find(std::string_view(typed).substr(0, length), 60).size());
        length = length % typed.size() + 1;
    }
}
BENCHMARK(entrySearching)->Name("entries/typing")->Arg(100'000)->Unit(benchmark::kMillisecond);

void entryNothing(benchmark::State& state)
{
    const EntrySearch search(manyEntries(static_cast<int>(state.range(0))));
    for (auto _ : state)
        benchmark::DoNotOptimize(search.find("qqqqzzzz", 60).size());
}
BENCHMARK(entryNothing)->Name("entries/not_there")->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace touchstone
