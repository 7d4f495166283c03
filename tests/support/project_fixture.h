#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "support/temp_folder.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {

/// A real project file in a folder of its own, with image items that have no files.
class ProjectTest : public ::testing::Test {
  protected:
    void SetUp() override { create(); }

    void create()
    {
        auto made = Project::create(path(), "Test", "anna");
        ASSERT_TRUE(made) << made.error().text();
        project = std::move(*made);
    }
    void reopen(const std::string& member = "anna")
    {
        project.reset();
        auto opened = Project::open(path(), Project::Mode::ReadWrite, member);
        ASSERT_TRUE(opened) << opened.error().text();
        project = std::move(*opened);
    }
    std::filesystem::path path() const { return folder / "test.touchstone"; }

    void addItems(int count, const std::string& prefix = "img")
    {
        auto start = project->beginSource({"files", prefix, sha256(prefix), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        ASSERT_TRUE(root);
        for (int i = 0; i < count; ++i) {
            const auto item = start->writer->item({"image", *root, prefix + std::to_string(i) + ".png", 640, 480, 1, 9});
            ASSERT_TRUE(item) << item.error().text();
        }
        const auto published = start->writer->publish("{}");
        ASSERT_TRUE(published) << published.error().text();
    }
    std::unique_ptr<Reader> reader()
    {
        auto result = project->reader();
        EXPECT_TRUE(result);
        return std::move(*result);
    }
    ItemId itemAt(std::size_t index)
    {
        auto read = reader();
        return read->item(read->itemKeys()->at(index))->id;
    }
    WorkingLayer work(std::size_t index)
    {
        auto read = reader();
        auto working = openWorkingLayer(*project, *read, itemAt(index));
        EXPECT_TRUE(working) << (working ? "" : working.error().text());
        return std::move(*working);
    }
    LabelId addLabel(const std::string& name)
    {
        LabelId id;
        auto edit = addLabelEdit(*project, {ScopeKind::Ontology, {}}, name, &id);
        EXPECT_TRUE(edit) << (edit ? "" : edit.error().text());
        const auto applied = project->applyNow(std::move(*edit));
        EXPECT_TRUE(applied) << (applied ? "" : applied.error().text());
        return id;
    }
    Edit rename(const LabelId& label, const std::string& name)
    {
        auto edit = renameLabelEdit(*project, {ScopeKind::Ontology, {}}, label, name);
        EXPECT_TRUE(edit) << (edit ? "" : edit.error().text());
        return std::move(*edit);
    }
    static Annotation box(const LabelId& label, double x = 10, double y = 20, double w = 30, double h = 40)
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.label = label;
        annotation.shape = BoxShape{{x, y, w, h}};
        return annotation;
    }
    /// Applies to memory and store, as a session does.
    Result<Receipt> apply(WorkingLayer& working, const std::string& text, std::vector<Change> changes,
                          const std::string& mergeKey = {})
    {
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, text, mergeKey, std::move(changes)};
        if (const auto fits = working.content.apply(edit); !fits)
            return fits.error();
        auto receipt = project->applyNow(Commit{edit, std::exchange(working.start, std::nullopt)});
        if (receipt)
            take(working, receipt->edit);
        return receipt;
    }
    /// Task and layer changes that the rules added.
    static void take(WorkingLayer& working, const Edit& edit)
    {
        for (const Change& change : edit.changes) {
            if (!change.after)
                continue;
            if (const auto* task = std::get_if<Task>(&*change.after)) {
                working.task = *task;
                working.taskRevision = change.baseRevision + 1;
            } else if (const auto* layer = std::get_if<Layer>(&*change.after)) {
                working.content.setLayer(*layer, change.baseRevision + 1);
            }
        }
    }

    TempFolder folder;
    std::unique_ptr<Project> project;
};

} // namespace touchstone
