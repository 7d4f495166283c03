// Searching a text of 5 MB: words with and without case, an expression, and a dictionary of 100,000 surfaces.

#include <random>
#include <string>

#include <benchmark/benchmark.h>

#include "touchstone/text/search.h"
#include "touchstone/text/surface_matcher.h"

namespace touchstone {
namespace {

constexpr std::size_t size = 5'000'000;

/// Words of Latin letters, of which some are capitalised, or of Cyrillic ones.
const std::string& book(bool cyrillic)
{
    static const auto make = [](bool other) {
        std::mt19937 random(3);
        std::uniform_int_distribution<int> letters(2, 11), letter(0, 25), capital(0, 7);
        std::string text;
        while (text.size() < size) {
            const bool first = capital(random) == 0;
            for (int i = 0, count = letters(random); i < count; ++i) {
                const int at = letter(random);
                if (!other)
                    text += static_cast<char>((first && i == 0 ? 'A' : 'a') + at);
                else
                    text += {'\xD0', static_cast<char>((first && i == 0 ? 0x90 : 0xB0) + at % 16)};
            }
            text += capital(random) == 0 ? ".\n" : " ";
        }
        return text;
    };
    static const std::string latin = make(false), russian = make(true);
    return cyrillic ? russian : latin;
}

void find(benchmark::State& state, const SearchPattern& pattern, bool cyrillic = false)
{
    const auto search = TextSearch::compile(pattern);
    std::size_t hits = 0;
    for (auto _ : state) {
        const auto found = search->find(book(cyrillic));
        hits = found->ranges.size();
    }
    state.counters["hits"] = static_cast<double>(hits);
}

void findDictionary(benchmark::State& state, bool matchCase)
{
    std::mt19937 random(5);
    const std::string& text = book(false);
    std::uniform_int_distribution<std::size_t> place(0, text.size() - 100);
    std::vector<std::string> surfaces;
    while (surfaces.size() < 100'000) {
        // One to three words of the text.
        const std::size_t begin = text.find(' ', place(random)) + 1;
        std::size_t end = begin;
        for (std::size_t words = surfaces.size() % 3 + 1; words > 0; --words)
            end = text.find_first_of(" .", end + 1);
        surfaces.push_back(text.substr(begin, end - begin));
    }
    const SurfaceMatcher matcher(surfaces, matchCase);
    std::size_t hits = 0;
    for (auto _ : state)
        hits = matcher.find(text)->size();
    state.counters["hits"] = static_cast<double>(hits);
}

BENCHMARK_CAPTURE(find, literal, SearchPattern{"babbage", false, true})->Name("search/5 MB, case matters")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, folded, SearchPattern{"babbage"})->Name("search/5 MB, case folded")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, cyrillic, SearchPattern{"дом"}, true)->Name("search/5 MB Cyrillic, case folded")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, often, SearchPattern{"e", false, false, false})->Name("search/5 MB, a letter")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, words, SearchPattern{"an", false, false, true})->Name("search/5 MB, whole words")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, expression, SearchPattern{R"(\b[A-Z]\w+ [A-Z]\w+)", true, true})->Name("search/5 MB, expression")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(findDictionary, exact, true)->Name("search/5 MB, 100,000 surfaces")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(findDictionary, folded, false)->Name("search/5 MB, 100,000 surfaces, case folded")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace touchstone
