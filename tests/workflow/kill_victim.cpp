// Edits a project until it is killed, and prints each edit once it is acknowledged: kill_test.cpp reads that.
// With a second argument it imports instead.
#include <cstdio>
#include <string>

#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

using namespace touchstone;

namespace {

int editForEver(Project& project)
{
    auto reader = project.reader();
    const ItemId item = (*reader)->item((*reader)->itemKeys()->front())->id;
    auto working = openWorkingLayer(project, **reader, item);
    if (!working)
        return 3;
    const LabelId label = project.ontology()->labels.front().id;
    while (true) {
        // Two annotations an edit: torn ones would show as an odd count.
        std::vector<Change> changes;
        for (int i = 0; i < 2; ++i) {
            Annotation annotation;
            annotation.id = AnnotationId::create();
            annotation.label = label;
            annotation.shape = BoxShape{{1, 2, 3, 4}};
            changes.push_back(working->content.creation(annotation));
        }
        const Edit edit{EditId::create(), {ScopeKind::Item, item}, "Draw", {}, std::move(changes)};
        if (!working->content.apply(edit))
            return 4;
        const auto receipt = project.applyNow(Commit{edit, std::exchange(working->start, std::nullopt)});
        if (!receipt)
            return 5;
        std::printf("%zu\n", working->content.annotations().size());
        std::fflush(stdout);
    }
}

int import(Project& project, const std::string& name)
{
    auto start = project.beginSource({"coco", name, sha256(name), "{}", name, LayerRole::Prediction, true});
    if (!start || !start->writer)
        return 3;
    const auto root = start->writer->root("/nowhere");
    const auto label = start->writer->label("car");
    for (int i = 0; i < 4000; ++i) {
        const auto item = start->writer->item({"image", *root, name + "/" + std::to_string(i), 9, 9, 1, 1});
        Annotation annotation;
        annotation.label = *label;
        annotation.shape = BoxShape{{1, 2, 3, 4}};
        if (!item || !start->writer->annotation(*start->writer->layer(item->key), annotation, {}))
            return 4;
    }
    if (!start->writer->publish("{}"))
        return 5;
    std::printf("published\n");
    std::fflush(stdout);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    auto project = Project::open(argv[1], Project::Mode::ReadWrite, "anna");
    if (!project || (*project)->isReadOnly())
        return 2;
    return argc > 2 ? import(**project, argv[2]) : editForEver(**project);
}
