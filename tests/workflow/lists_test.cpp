#include <random>
#include <tuple>

#include <sqlite3.h>

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

/// Lists and counts against the layers that they follow from; verify fills them anew and compares.
class ListsTest : public ProjectTest {
  protected:
    void expectSound(const std::string& after)
    {
        project->flush();
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report) << after << ": " << report.error().text();
        for (const std::string& problem : report->problems)
            ADD_FAILURE() << after << ": " << problem;
    }
    /// As another program would.
    void alter(const char* sql)
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql << ": " << sqlite3_errmsg(db);
        sqlite3_close(db);
    }
    /// Boxes of a few labels on the items `first` to `last`; some share an instance, one has no label.
    void import(const std::string& name, LayerRole role, int first, int last, bool publish = true)
    {
        auto start = project->beginSource({"coco", name, sha256(name), "{}", name, role, true});
        ASSERT_TRUE(start) << start.error().text();
        if (!start->writer)
            return;
        SourceWriter& writer = *start->writer;
        const auto root = writer.root(folder.path());
        for (int i = first; i < last; ++i) {
            const auto item = writer.item({"image", *root, "img" + std::to_string(i) + ".png", 640, 480, 1, 9});
            ASSERT_TRUE(item) << item.error().text();
            const InstanceId one = InstanceId::create();
            for (int k = 0; k < 1 + i % 4; ++k) {
                Annotation annotation = box(*writer.label(i % 2 ? "car" : name), k);
                annotation.id = {};
                if (k < 3)
                    annotation.instance = one;
                if (k == 3)
                    annotation.label = {};
                ASSERT_TRUE(writer.annotation(*writer.layer(item->key), annotation, {{}, std::int64_t{k}, k, {}, {}}));
            }
        }
        if (publish) {
            ASSERT_TRUE(writer.publish("{}"));
        }
    }
    std::mt19937 random{20261120};
    int any(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }
    LabelId anyLabel() { return project->ontology()->labels.at(static_cast<std::size_t>(any(static_cast<int>(project->ontology()->labels.size())))).id; }
    void editSomething()
    {
        const auto keys = reader()->itemKeys();
        ASSERT_TRUE(keys);
        if (keys->empty() || project->ontology()->labels.empty())
            return;
        WorkingLayer working = work(static_cast<std::size_t>(any(static_cast<int>(keys->size()))));
        std::vector<Change> changes;
        const auto& there = working.content.annotations();
        const int what = any(10);
        if (what < 4 || there.empty()) {
            Annotation drawn = box(anyLabel(), any(100));
            if (what < 2 && !there.empty())
                drawn.instance = there.front().instance;
            changes.push_back(working.content.creation(drawn));
        } else if (what < 6) {
            changes.push_back(working.content.removal(there.front().id));
        } else {
            Annotation other = there[static_cast<std::size_t>(any(static_cast<int>(there.size())))];
            if (what < 8)
                other.label = what == 6 ? anyLabel() : LabelId{};
            else
                other.shape = TagShape{};
            changes.push_back(working.content.replacement(other));
        }
        // Refused where the item is done by somebody else.
        std::ignore = apply(working, "Edit", std::move(changes));
    }
};

TEST_F(ListsTest, EqualWhatTheLayersSayAfterAnything)
{
    import("cat", LayerRole::GroundTruth, 0, 8);
    addItems(12);
    expectSound("the first items");
    bool bob = false;
    for (int step = 0; step < 60; ++step) {
        const int what = any(20);
        std::string did = "step " + std::to_string(step) + ", " + std::to_string(what);
        const auto count = reader()->itemKeys()->size();
        const auto index = count ? static_cast<std::size_t>(any(static_cast<int>(count))) : 0;
        if (what < 9)
            editSomething();
        else if (what == 9)
            std::ignore = project->undoNow({ScopeKind::Data, {}});
        else if (what == 10)
            std::ignore = project->redoNow({ScopeKind::Data, {}});
        else if (what == 11)
            import("dog" + std::to_string(any(3)), any(3) ? LayerRole::GroundTruth : LayerRole::Prediction, any(6), 6 + any(14));
        else if (what == 12)
            import("given up " + std::to_string(step), LayerRole::GroundTruth, 0, 30, false);
        else if (what == 13)
            reopen((bob = !bob) ? "bob" : "anna");
        else if (what == 14 && count)
            std::ignore = project->undoNow({ScopeKind::Item, itemAt(index)});
        else if (what == 15 && count)
            std::ignore = project->redoNow({ScopeKind::Item, itemAt(index)});
        else if (count) {
            WorkingLayer working = work(index);
            auto edit = what == 16 ? skipEdit(*project, working, "blurred")
                        : what == 17 ? reopenEdit(*project, working)
                                     : submitEdit(*project, working);
            if (edit)
                std::ignore = project->applyNow(Commit{std::move(*edit), working.start});
        }
        expectSound(did);
        if (HasFailure())
            break;
    }
    project.reset();
    const auto rebuilt = rebuildCaches(path());
    ASSERT_TRUE(rebuilt) << rebuilt.error().text();
    reopen();
    expectSound("a rebuild");
}

TEST_F(ListsTest, ASearchDoesWithoutADamagedIndex)
{
    import("cat", LayerRole::GroundTruth, 0, 20);
    for (const char* sql : {"DELETE FROM item_path_data", "DELETE FROM item_path_data WHERE id=10",
                            "DELETE FROM item_path_config"}) {
        project.reset();
        alter(sql);
        reopen();
        TaskFilter filter;
        filter.text = "img1";
        const auto found = reader()->itemKeys(filter);
        ASSERT_TRUE(found) << found.error().text();
        EXPECT_EQ(found->size(), 11u) << sql;
    }
}

TEST_F(ListsTest, AFileWithAnotherIndexOfPathsIsNotAdopted)
{
    project.reset();
    alter("CREATE VIRTUAL TABLE other USING fts5(x)");
    EXPECT_FALSE(Project::open(path(), Project::Mode::ReadWrite, "anna"));
    alter("DROP TABLE other");
    EXPECT_TRUE(Project::open(path(), Project::Mode::ReadWrite, "anna"));
    alter("DROP TABLE item_path_data; CREATE VIEW item_path_data AS SELECT 1 AS id, zeroblob(99) AS block");
    EXPECT_FALSE(Project::open(path(), Project::Mode::ReadWrite, "anna"));
}

TEST_F(ListsTest, AnAlteredCountIsFound)
{
    import("cat", LayerRole::GroundTruth, 0, 6);
    project.reset();
    for (const char* sql : {"UPDATE use_count SET counted=counted+1", "UPDATE label_item SET item=item+1",
                            "DELETE FROM task_count", "UPDATE item_count SET n=9", "UPDATE layer SET outranked=1",
                            "UPDATE layer_count SET annotations=0", "UPDATE task SET priority=7",
                            "INSERT INTO item_path (item_path) VALUES ('delete-all')",
                            "UPDATE item_path_data SET block=zeroblob(30)",
                            "UPDATE item_path_idx SET pgno=77, term='x'", "DELETE FROM item_path_data",
                            "DELETE FROM item_path_data WHERE id=10",
                            "UPDATE item_path_data SET block=substr(block, 1, 7)",
                            "UPDATE item_path_data SET block=NULL WHERE id=10", "DELETE FROM item_path_config",
                            "UPDATE item_path_config SET v=99"}) {
        SCOPED_TRACE(sql);
        alter(sql);
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report) << sql << ": " << report.error().text();
        EXPECT_FALSE(report->problems.empty()) << sql;
        const auto rebuilt = rebuildCaches(path());
        ASSERT_TRUE(rebuilt) << sql << ": " << rebuilt.error().text();
        const auto mended = verifyProject(path(), progress);
        ASSERT_TRUE(mended);
        EXPECT_TRUE(mended->problems.empty()) << sql << ": " << mended->problems.front();
    }
}

} // namespace
} // namespace touchstone
