#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include "support/temp_folder.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

/// The floor of every durable commit on this disk: 4 KB appended, then fdatasync.
void bareSync(benchmark::State& state)
{
    TempFolder folder;
    const int file = ::open((folder / "sync").c_str(), O_CREAT | O_WRONLY, 0644);
    char block[4096] = {1};
    for (auto _ : state) {
        if (::write(file, block, sizeof block) != sizeof block || ::fdatasync(file) != 0)
            state.SkipWithError("the disk refused");
    }
    ::close(file);
}
BENCHMARK(bareSync)->Name("commit/floor_fdatasync_4k")->Unit(benchmark::kMicrosecond)->UseRealTime();

/// One edit of one box, from Project::apply to the writer's answer, journal and hashes included.
void commitOne(benchmark::State& state)
{
    TempFolder folder;
    auto project = std::move(*Project::create(folder / "p.touchstone", "Bench", "bench"));
    LabelId car;
    auto label = addLabelEdit(*project, {}, "car", &car);
    auto stored = project->applyNow(*label);
    auto start = project->beginSource({"files", "f", sha256("f"), "{}", "bench", LayerRole::Work, true});
    const auto root = start->writer->root(folder.path());
    const auto item = start->writer->item({"image", *root, "a.png", 640, 480, 1, 1});
    const auto published = start->writer->publish("{}");
    auto reader = std::move(*project->reader());
    auto working = std::move(*openWorkingLayer(*project, *reader, reader->item(item->key)->id));
    Annotation box;
    box.id = AnnotationId::create();
    box.label = car;
    box.shape = BoxShape{{0, 0, 10, 10}};
    const auto commit = [&](Change change) {
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Move", {}, {std::move(change)}};
        const auto fits = working.content.apply(edit);
        const auto receipt =
            project->applyNow(Commit{std::move(edit), std::exchange(working.start, std::nullopt)});
        return fits && receipt;
    };
    bool good = stored && published && commit(working.content.creation(box));
    double x = 0;
    for (auto _ : state) {
        box.shape = BoxShape{{x += 0.5, 0, 10, 10}};
        good = good && commit(working.content.replacement(box));
    }
    if (!good)
        state.SkipWithError("a commit was refused");
    reader.reset();
}
BENCHMARK(commitOne)->Name("commit/one_edit")->Unit(benchmark::kMicrosecond)->UseRealTime();

} // namespace
} // namespace touchstone
