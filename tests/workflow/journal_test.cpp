#include <sqlite3.h>

#include <random>

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

class JournalTest : public ProjectTest {
  protected:
    std::mt19937 random{20261120};
    int below(int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }

    Shape anyShape()
    {
        const double x = below(400) + 0.1, y = below(300) / 3.0;
        if (below(3) == 0)
            return BoxShape{{x, y, 1.0 + below(50), 1.0 + below(50)}};
        if (below(3) == 0) {
            Rle rle{48, 64, {100, 30, 40, 7}};
            rle.counts.push_back(48 * 64 - 177);
            return MaskShape{maskFromRle(rle)};
        }
        Polygon polygon(1 + static_cast<std::size_t>(below(2)));
        for (PolygonPart& part : polygon)
            for (int i = 0; i < 3 + below(6); ++i)
                part.outer.push_back({x + below(40) / 7.0, y + below(40) / 3.0});
        if (below(2))
            polygon[0].holes.push_back({{x, y}, {x + 1, y}, {x, y + 1}});
        for (PolygonPart& part : polygon)
            while (part.outer.size() < 3)
                part.outer.push_back({x, y});
        return PolygonShape{polygon};
    }

    /// Every row of the tables that hold caches, as text.
    std::string cacheRows() const
    {
        std::string rows;
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
        for (const std::string table : {"member", "project", "label", "root", "source", "task", "layer", "annotation"})
            sqlite3_exec(db, ("SELECT * FROM " + table + " ORDER BY key").c_str(),
                         [](void* text, int count, char** values, char**) {
                             for (int i = 0; i < count; ++i)
                                 *static_cast<std::string*>(text) += std::string(values[i] ? values[i] : "NULL") + "|";
                             return 0;
                         },
                         &rows, nullptr);
        sqlite3_close(db);
        EXPECT_FALSE(rows.empty());
        return rows;
    }

    Change anyChange(const WorkingLayer& working, const std::vector<LabelId>& labels)
    {
        const auto& annotations = working.content.annotations();
        if (annotations.empty() || below(3) == 0) {
            Annotation fresh;
            fresh.id = AnnotationId::create();
            fresh.label = labels[static_cast<std::size_t>(below(3))];
            fresh.shape = anyShape();
            fresh.attributes = {{"n", std::int64_t{below(9)}}, {"f", 0.5 * below(9)}, {"q\"\n<b>", std::string("';--")}};
            fresh.crowd = below(9) == 0;
            if (below(2))
                fresh.score = below(100) / 99.0;
            return working.content.creation(fresh);
        }
        Annotation some = annotations[static_cast<std::size_t>(below(static_cast<int>(annotations.size())))];
        if (below(4) == 0)
            return working.content.removal(some.id);
        some.z = below(5) - 2;
        if (below(2))
            some.shape = anyShape();
        else
            some.label = labels[static_cast<std::size_t>(below(3))];
        return working.content.replacement(some);
    }
};

TEST_F(JournalTest, UndoOfEverythingIsTheStartAndRedoOfEverythingTheEnd)
{
    addItems(1);
    const std::vector<LabelId> labels{addLabel("a"), addLabel("b"), addLabel("c")};
    const Scope scope{ScopeKind::Item, itemAt(0)};
    WorkingLayer working = work(0);
    std::vector<std::vector<Annotation>> states{{}};
    for (int step = 0; step < 200; ++step) {
        std::vector<Change> changes{anyChange(working, labels)};
        if (below(4) == 0) {
            const Change second = anyChange(working, labels);
            if (objectId(second) != objectId(changes[0]))
                changes.push_back(second);
        }
        const auto applied = apply(working, "Edit " + std::to_string(step), changes);
        ASSERT_TRUE(applied) << applied.error().text();
        states.push_back(working.content.annotations());
        if (step % 37 == 0) {
            reopen();
            working = work(0);
        }
        ASSERT_EQ(work(0).content.annotations(), states.back());
    }
    for (std::size_t i = states.size() - 1; i > 0; --i) {
        if (i % 53 == 0)
            reopen();
        const auto undone = project->undoNow(scope);
        ASSERT_TRUE(undone) << undone.error().text();
        ASSERT_EQ(work(0).content.annotations(), states[i - 1]) << "after undo to " << i - 1;
    }
    for (std::size_t i = 1; i < states.size(); ++i) {
        if (i % 53 == 0)
            reopen();
        ASSERT_TRUE(project->redoNow(scope));
        ASSERT_EQ(work(0).content.annotations(), states[i]) << "after redo to " << i;
    }

    project.reset();
    SilentProgress progress;
    auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
    const std::string before = cacheRows();
    const auto rebuilt = rebuildCaches(path());
    ASSERT_TRUE(rebuilt) << rebuilt.error().text();
    EXPECT_EQ(cacheRows(), before);
    report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
    reopen();
    EXPECT_EQ(work(0).content.annotations(), states.back());
}

} // namespace
} // namespace touchstone
