#include <benchmark/benchmark.h>

#include "bench/coco_file.h"
#include "support/temp_folder.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

/// A tenth of a file of the size of train2017: 11,828 images, 86,000 annotations.
void importTenth(benchmark::State& state)
{
    TempFolder folder;
    const auto file = folder / "instances.json";
    writeCocoFile(file, 0.1);
    int round = 0;
    for (auto _ : state) {
        auto project = Project::create(folder / (std::to_string(round++) + ".touchstone"), "Bench", "bench");
        SilentProgress progress;
        const auto report = importFile(**project, file, {}, progress);
        if (!report)
            state.SkipWithError(report.error().text().c_str());
        project->reset();
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(std::filesystem::file_size(file)));
}
BENCHMARK(importTenth)->Name("import/coco_tenth_of_train2017")->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

void exportTenth(benchmark::State& state)
{
    TempFolder folder;
    const auto file = folder / "instances.json";
    writeCocoFile(file, 0.1);
    auto project = Project::create(folder / "p.touchstone", "Bench", "bench");
    SilentProgress progress;
    const auto imported = importFile(**project, file, {}, progress);
    for (auto _ : state) {
        const auto report = exportFile(**project, folder / "out.json", {"coco", {}, false}, progress);
        if (!imported || !report)
            state.SkipWithError("the export failed");
    }
}
BENCHMARK(exportTenth)->Name("export/coco_tenth_of_train2017")->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

} // namespace
} // namespace touchstone
