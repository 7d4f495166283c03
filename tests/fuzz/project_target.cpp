// Project files made by others: opening, reading and checking one never crashes, hangs or changes it, and
// working in one that opens never does either.
#include <algorithm>
#include <fstream>

#include "fuzz/project_base.h"
#include "fuzz/targets.h"
#include "support/file_bytes.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostItems = 8;

template <class T>
const T* valueOf(const Result<T>& result)
{
    require(result.ok() || (!result.error().message.empty() && isValidUtf8(result.error().message)));
    return result.ok() ? &*result : nullptr;
}

void readItem(const Project& project, Reader& reader, const Item& item)
{
    project.mediaPath(item);
    valueOf(reader.task(item.id));
    valueOf(reader.shownLayer(item.id, project.me()));
    valueOf(reader.effectiveLayer(item.id));
    valueOf(reader.draft(item.id, project.me()));
    valueOf(reader.logOf(item.id, 20));
    valueOf(reader.undoState({ScopeKind::Item, item.id}, project.me()));
    valueOf(openWorkingLayer(project, reader, item.id));
    const auto layers = reader.layersOf(item.id);
    if (valueOf(layers))
        for (const LayerRow& row : *layers)
            valueOf(reader.content(row.layer.id));
}

void readEverything(const Project& project, SilentProgress& progress)
{
    auto reader = project.reader();
    if (!valueOf(reader))
        return;
    Reader& read = **reader;
    valueOf(read.projectInfo());
    valueOf(read.ontology());
    valueOf(read.members());
    valueOf(read.roots());
    valueOf(read.sources());
    valueOf(read.labelUse());
    valueOf(read.counts());
    valueOf(read.log(50));
    auto keys = read.itemKeys();
    if (!valueOf(keys))
        return;
    keys->resize(std::min(keys->size(), mostItems));
    valueOf(read.taskRows(*keys, project.me()));
    for (const std::int64_t key : *keys)
        if (const auto item = read.item(key); valueOf(item))
            readItem(project, read, *item);
    valueOf(exportFile(project, workFolder() / "out.json", {"coco", "", false}, progress));
}

void workInIt(Project& project)
{
    std::vector<Scope> scopes{{ScopeKind::Ontology, {}}, {ScopeKind::Data, {}}, {ScopeKind::Project, {}}};
    auto reader = project.reader();
    if (!valueOf(reader))
        return;
    if (const auto keys = (*reader)->itemKeys(); valueOf(keys) && !keys->empty())
        if (const auto item = (*reader)->item(keys->front()); valueOf(item))
            scopes.push_back({ScopeKind::Item, item->id});
    for (const Scope& scope : scopes) {
        for (int i = 0; i < 3; ++i)
            valueOf(project.undoNow(scope));
        valueOf(project.redoNow(scope));
    }
    if (scopes.size() < 4)
        return;
    auto working = openWorkingLayer(project, **reader, scopes.back().item);
    if (!valueOf(working))
        return;
    Annotation box;
    box.id = AnnotationId::create();
    box.shape = BoxShape{{1, 2, 3, 4}};
    if (!project.ontology()->labels.empty())
        box.label = project.ontology()->labels.front().id;
    Edit edit{EditId::create(), scopes.back(), "Draw a box", "",
              {{std::nullopt, box, working->content.layer().id, 0}}};
    valueOf(project.applyNow(Commit{edit, std::exchange(working->start, std::nullopt)}));
}

} // namespace

void project(std::string_view input)
{
    Bytes bytes(input);
    const bool whole = input.starts_with("SQLite format 3");
    const bool write = !whole && bytes.byte() % 2 == 1;
    const std::string altered = alteredProject(bytes.rest());
    const fs::path folder = workFolder() / "case";
    fs::create_directories(folder);
    const fs::path path = folder / "case.touchstone";
    std::ofstream(path, std::ios::binary) << altered;
    SilentProgress progress;
    {
        auto opened = Project::open(path, Project::Mode::ReadOnly, "anna");
        if (valueOf(opened))
            readEverything(**opened, progress);
        valueOf(verifyProject(path, progress));
    }
    require(bytesOf(path) == altered);
    if (write || whole) {
        auto opened = Project::open(path, Project::Mode::ReadWrite, "anna");
        if (valueOf(opened))
            workInIt(**opened);
    }
    fs::remove_all(folder);
}

} // namespace touchstone::fuzz
