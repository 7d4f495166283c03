#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/coco_file.h"
#include "bench/labelling.h"
#include "bench/percentiles.h"
#include "core/store/connection.h"
#include "support/temp_folder.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

/// A file of the size of train2017 has 118,287 images and 860,001 annotations. TOUCHSTONE_BENCH_SCALE=1 makes it so
/// large; a tenth otherwise.
double scale()
{
    const char* text = std::getenv("TOUCHSTONE_BENCH_SCALE");
    const double value = text ? std::atof(text) : 0;
    return value > 0 ? value : 0.1;
}

/// One file for all benchmarks here.
const std::filesystem::path& cocoFile()
{
    static const TempFolder folder;
    static const std::filesystem::path file = [] {
        writeCocoFile(folder / "instances.json", scale());
        return folder / "instances.json";
    }();
    return file;
}

void count(benchmark::State& state)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    state.counters["peak_rss_mb"] = static_cast<double>(usage.ru_maxrss) / 1024;
    state.counters["rows/s"] =
        benchmark::Counter(860'001 * scale() * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(std::filesystem::file_size(cocoFile())));
}

void importCoco(benchmark::State& state)
{
    TempFolder folder;
    const auto& file = cocoFile();
    ImportOptions options;
    options.alone = state.range(0) == 0;
    int round = 0;
    for (auto _ : state) {
        auto project = Project::create(folder / (std::to_string(round++) + ".touchstone"), "Bench", "bench");
        SilentProgress progress;
        const auto report = importFile(**project, file, options, progress);
        if (!report)
            state.SkipWithError(report.error().text().c_str());
        project->reset();
    }
    count(state);
}
BENCHMARK(importCoco)->Name("import/coco_window_is_open")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(2)->UseRealTime();

/// A person goes on drawing while an import writes into the same project: an edit every 20 ms, from the hand to the
/// writer's answer. The import gives way after each slice.
void editMeanwhile(benchmark::State& state)
{
    Percentiles times;
    for (auto _ : state) {
        Labelling labelling;
        bool good = labelling.good();
        std::atomic<bool> done = false;
        bool imported = false;
        std::thread importing([&] {
            SilentProgress progress;
            imported = importFile(labelling.project(), cocoFile(), {}, progress).ok();
            done = true;
        });
        while (!done) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            const auto from = std::chrono::steady_clock::now();
            good = labelling.moveBox() && good;
            times.keep(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
        }
        importing.join();
        if (!good || !imported)
            state.SkipWithError("an edit or the import was refused");
    }
    times.report(state);
    state.counters["p99_ms"] = times.at(0.99);
}
BENCHMARK(editMeanwhile)->Name("import/edit_meanwhile")->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void exportCoco(benchmark::State& state)
{
    TempFolder folder;
    auto project = Project::create(folder / "p.touchstone", "Bench", "bench");
    SilentProgress progress;
    const auto imported = importFile(**project, cocoFile(), {}, progress);
    for (auto _ : state) {
        const auto report = exportFile(**project, folder / "out.json", {"coco", {}, false}, progress);
        if (!imported || !report)
            state.SkipWithError("the export failed");
    }
    count(state);
}
BENCHMARK(exportCoco)->Name("export/coco")->Unit(benchmark::kMillisecond)->Iterations(2)->UseRealTime();

/// The floor of reading: every number of the file, and nothing else.
void scanNumbers(benchmark::State& state)
{
    const auto& path = cocoFile();
    std::vector<char> window(std::size_t{1} << 20);
    for (auto _ : state) {
        std::ifstream file(path, std::ios::binary);
        double sum = 0, mantissa = 0, unit = 0;
        bool inNumber = false;
        while (file.read(window.data(), static_cast<std::streamsize>(window.size())), file.gcount() > 0) {
            for (std::streamsize i = 0; i < file.gcount(); ++i) {
                const char c = window[static_cast<std::size_t>(i)];
                if (c >= '0' && c <= '9') {
                    mantissa = mantissa * 10 + (c - '0');
                    unit *= 10;
                    inNumber = true;
                } else if (c == '.') {
                    unit = 1;
                } else if (inNumber) {
                    sum += unit > 0 ? mantissa / unit : mantissa;
                    mantissa = unit = 0;
                    inNumber = false;
                }
            }
        }
        benchmark::DoNotOptimize(sum);
    }
    count(state);
}
BENCHMARK(scanNumbers)->Name("import/floor_numbers_of_the_file")->Unit(benchmark::kMillisecond)->Iterations(2)->UseRealTime();

/// The floor of storing: as many rows with bodies of the usual length, an id and an index, in one transaction.
void bareRows(benchmark::State& state)
{
    TempFolder folder;
    const std::string body(334, '1');
    const auto rows = static_cast<std::int64_t>(860'001 * scale());
    int round = 0;
    for (auto _ : state) {
        const auto db = Connection::open(folder / (std::to_string(round++) + ".db"), Access::Write, true);
        db->run("PRAGMA cache_size=-64000; CREATE TABLE a (key INTEGER PRIMARY KEY, layer INTEGER, x REAL, y REAL);"
                "CREATE INDEX a_by_layer ON a (layer); CREATE TABLE r (a INTEGER, rev INTEGER, body TEXT, "
                "PRIMARY KEY (a, rev)); BEGIN IMMEDIATE");
        Statement first(*db, "INSERT INTO a (layer, x, y) VALUES (?1, 1.5, 2.5)");
        Statement second(*db, "INSERT INTO r (a, rev, body) VALUES (?1, 1, ?2)");
        for (std::int64_t i = 1; i <= rows; ++i) {
            first.bind(1, i * 7919 % (rows / 7)).run();
            second.bind(1, i).lend(2, body).run();
        }
        db->run("COMMIT");
    }
    count(state);
}
BENCHMARK(bareRows)->Name("import/floor_bare_rows")->Unit(benchmark::kMillisecond)->Iterations(2)->UseRealTime();

} // namespace
} // namespace touchstone
