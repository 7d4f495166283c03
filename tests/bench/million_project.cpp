#include "bench/million_project.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "support/temp_folder.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

constexpr int kLabels = 80;
constexpr std::int64_t kLabelled = kMillion / 2;
constexpr std::int64_t kAssigned = 100'000;

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "touchstone-bench: %s\n", result.error().text().c_str());
        std::exit(2);
    }
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result) {
        std::fprintf(stderr, "touchstone-bench: %s\n", result.error().text().c_str());
        std::exit(2);
    }
}

std::string pathOf(std::int64_t i)
{
    static constexpr const char* kPlaces[]{"harbour", "street", "market", "station", "field", "bridge", "tunnel"};
    char path[96];
    std::snprintf(path, sizeof path, "camera_%02d/%s/%04d/frame_%07d_%05x.jpg", static_cast<int>(i / 40'000),
                  kPlaces[static_cast<std::size_t>(i / 900) % 7], static_cast<int>(i / 300), static_cast<int>(i),
                  static_cast<unsigned>(i * 2654435761U >> 7) & 0xfffff);
    return path;
}

void addItems(Project& project, const std::filesystem::path& folder)
{
    auto start = must(project.beginSource({"coco", "million", sha256("million"), "{}", "bench", LayerRole::GroundTruth, true}));
    SourceWriter& writer = *start.writer;
    const RootId root = must(writer.root(folder / "pictures"));
    std::vector<LabelId> labels;
    for (int i = 0; i < kLabels; ++i)
        labels.push_back(must(writer.label("label " + std::to_string(i))));
    Annotation annotation;
    for (std::int64_t i = 0; i < kMillion; ++i) {
        const auto item = must(writer.item({"image", root, pathOf(i), 1920, 1080, 1, 500'000}));
        if (i >= kLabelled)
            continue;
        const std::int64_t layer = must(writer.layer(item.key));
        for (int k = 0; k < 2; ++k) {
            annotation.id = {};
            annotation.label = labels[static_cast<std::size_t>((i * 7 + k * k * 31 + i / 97) % kLabels)];
            annotation.shape = BoxShape{{10.0 + k, 20, 30, 40}};
            must(writer.annotation(layer, annotation, {}));
        }
    }
    must(writer.publish("{}"));
}

/// Every seventh item of a stretch is somebody's, most of them to do, some of them done.
void assign(Project& project)
{
    auto reader = must(project.reader());
    const auto keys = must(reader->itemKeys());
    constexpr std::size_t kPage = 2'000;
    std::int64_t done = 0;
    for (std::size_t from = 0; done < kAssigned; from += kPage) {
        std::vector<std::int64_t> page;
        for (std::size_t i = from; i < from + kPage; ++i)
            page.push_back(keys[(i * 7) % keys.size()]);
        Edit edit{EditId::create(), {ScopeKind::Data, {}}, "Assign", {}, {}};
        for (const TaskRow& row : must(reader->taskRows(page, project.me()))) {
            Task after = row.task;
            after.assignee = project.me();
            after.state = row.item.key % 3 == 0 ? TaskState::Skipped : TaskState::InProgress;
            after.reason = row.item.key % 3 == 0 ? "blurred" : "";
            after.priority = row.item.key % 5;
            edit.changes.push_back({row.task, after, {}, row.taskRevision});
        }
        done += static_cast<std::int64_t>(edit.changes.size());
        must(project.applyNow(std::move(edit)));
    }
}

} // namespace

const std::filesystem::path& millionProject()
{
    static const std::unique_ptr<TempFolder> folder = std::make_unique<TempFolder>();
    static const std::filesystem::path path = [] {
        const char* kept = std::getenv("TOUCHSTONE_BENCH_MILLION");
        const std::filesystem::path file = kept ? std::filesystem::path(kept) : *folder / "million.touchstone";
        if (std::filesystem::exists(file))
            return file;
        auto project = must(Project::create(file, "Million", "bench"));
        addItems(*project, file.parent_path());
        assign(*project);
        return file;
    }();
    return path;
}

} // namespace touchstone
