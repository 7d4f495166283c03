#include <algorithm>
#include <limits>
#include <random>

#include "support/project_fixture.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

const std::vector<TaskState> kStates{TaskState::Unassigned, TaskState::Assigned, TaskState::InProgress,
                                     TaskState::Submitted,  TaskState::Skipped};

/// Lists from indexes against a walk over everything.
class ListQueryTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addNamed("one", {"a/car 1.png", "a/Car_2.png", "a/100%.png", "a/b\\c.png", "a/it's.png", "a/\"q\".png"});
        addNamed("two", {"Straße/Ünder.jpg", "Straße/ünder.jpg", "日本/東京.png", "x", "xy", "naïve.JPG"});
        import("truth", 0, 9);
        import("second", 4, 12);
        ids = (*reader()->itemKeys());
        const auto members = reader()->members();
        me = members->front().id;
        for (int i = 0; i < 8; ++i) {
            WorkingLayer working = work(static_cast<std::size_t>(i));
            const auto& labels = project->ontology()->labels;
            ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(labels[random() % labels.size()].id))}));
            if (i % 3 == 1) {
                ASSERT_TRUE(project->applyNow(*submitEdit(*project, working)));
            }
            if (i % 3 == 2) {
                ASSERT_TRUE(project->applyNow(*skipEdit(*project, work(static_cast<std::size_t>(i)), "blurred")));
            }
        }
        for (const std::int64_t key : ids)
            if (key % 4 != 0)
                setPriority(key, key % 3);
    }
    void addNamed(const std::string& name, const std::vector<std::string>& paths)
    {
        auto start = project->beginSource({"files", name, sha256(name), "{}", "anna", LayerRole::Work, true});
        const auto root = start->writer->root(folder.path());
        for (const std::string& path : paths)
            ASSERT_TRUE(start->writer->item({"image", *root, path, 640, 480, 1, 9}));
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    void import(const std::string& name, std::size_t first, std::size_t last)
    {
        const auto keys = *reader()->itemKeys();
        auto start = project->beginSource({"coco", name, sha256(name), "{}", name, LayerRole::GroundTruth, true});
        for (std::size_t i = first; i < last; ++i)
            for (const char* label : {"car", "bus", "tree"})
                if (random() % 2) {
                    ASSERT_TRUE(start->writer->annotation(*start->writer->layer(keys[i]),
                                                          box(*start->writer->label(label)), {}));
                }
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    void setPriority(std::int64_t key, std::int64_t priority)
    {
        const auto rows = reader()->taskRows({key}, me);
        Task after = rows->front().task;
        after.priority = priority;
        Edit edit{EditId::create(), {ScopeKind::Data, {}}, "Priority", {}, {}};
        edit.changes.push_back({rows->front().task, after, {}, rows->front().taskRevision});
        const auto applied = project->applyNow(std::move(edit));
        ASSERT_TRUE(applied) << applied.error().text();
    }
    bool passes(Reader& read, std::int64_t key, const TaskFilter& filter)
    {
        const TaskRow row = read.taskRows({key}, me)->front();
        const auto among = [&](TaskState state) { return state == row.task.state; };
        if (!filter.states.empty() && std::none_of(filter.states.begin(), filter.states.end(), among))
            return false;
        if (filter.assignee && row.task.assignee != filter.assignee)
            return false;
        if (asciiLower(row.item.path).find(asciiLower(filter.text)) == std::string::npos)
            return false;
        if (!filter.label)
            return true;
        const auto layer = *read.effectiveLayer(row.item.id);
        if (!layer)
            return false;
        const auto content = *read.content(layer->layer.id);
        const auto& annotations = content.annotations();
        return std::any_of(annotations.begin(), annotations.end(), [&](const Annotation& annotation) {
            const Label* label = project->ontology()->resolve(annotation.label);
            return label && label->id == filter.label;
        });
    }
    void expectRight(const TaskFilter& filter, const std::string& what)
    {
        auto read = reader();
        std::vector<std::int64_t> expected;
        for (const std::int64_t key : ids)
            if (read->item(key) && passes(*read, key, filter))
                expected.push_back(key);
        const std::vector<std::int64_t> inOrder = expected;
        if (filter.assignee)
            std::stable_sort(expected.begin(), expected.end(), [&](std::int64_t a, std::int64_t b) {
                return read->taskRows({a}, me)->front().task.priority > read->taskRows({b}, me)->front().task.priority;
            });
        EXPECT_EQ(*read->itemKeys(filter), expected) << what;
        std::vector<std::int64_t> paged;
        for (std::size_t limit = 1; true; limit = limit % 3 + 1) {
            const auto page = read->itemPage(filter, paged.empty() ? 0 : paged.back(), limit);
            ASSERT_TRUE(page) << page.error().text();
            paged.insert(paged.end(), page->begin(), page->end());
            if (page->size() < limit)
                break;
        }
        EXPECT_EQ(paged, expected) << what;
        for (const bool forward : {true, false}) {
            std::vector<std::int64_t> walked;
            std::int64_t at = forward ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
            while (const auto next = *read->nextItem(at, forward, filter)) {
                walked.push_back(*next);
                at = *next;
            }
            if (!forward)
                std::reverse(walked.begin(), walked.end());
            EXPECT_EQ(walked, inOrder) << what << (forward ? ", forward" : ", back");
        }
    }
    void expectAllRight(const std::string& what)
    {
        static const std::vector<std::string> kTexts{"", "", "", "car", "CAR", "_", "%", "\\", "'", "\"", "\"q\"", "a/b",
                                                     "ünder", "Straße", "京.p", "日本/東京", "x", "xy", "ï", "png", ".pn",
                                                     "1.png", "100%.", "_2.", "nothing of this", "\xff\xfe"};
        for (int i = 0; i < 120; ++i) {
            TaskFilter filter;
            filter.text = kTexts[random() % kTexts.size()];
            for (const TaskState state : kStates)
                if (random() % 5 == 0)
                    filter.states.push_back(state);
            const auto& labels = project->ontology()->labels;
            if (random() % 2 && !labels.empty())
                filter.label = labels[random() % labels.size()].id;
            if (random() % 3 == 0)
                filter.assignee = me;
            const Label* label = project->ontology()->find(filter.label);
            if (label && !label->mergedInto.isNull())
                filter.label = {};
            expectRight(filter, what + ": “" + filter.text + "” " + (filter.label && label ? label->name : "") + ", " +
                                    std::to_string(filter.states.size()) + " states" + (filter.assignee ? ", mine" : ""));
        }
    }
    std::mt19937 random{7};
    std::vector<std::int64_t> ids;
    MemberId me;
};

TEST_F(ListQueryTest, ListsPagesAndStepsEqualAWalkOverEverything)
{
    expectAllRight("as made");
    const auto labels = project->ontology()->labels;
    ASSERT_TRUE(project->applyNow(*mergeLabelEdit(*project, {ScopeKind::Ontology, {}}, labels[0].id, labels[1].id)));
    expectAllRight("merged");
    reopen("bob");
    WorkingLayer working = work(9);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(project->ontology()->labels.back().id))}));
    expectAllRight("after bob");
}

TEST_F(ListQueryTest, WhatIsRetiredUnderAListIsNotThere)
{
    addNamed("three", {"late/1.png", "late/2.png"});
    ids = *reader()->itemKeys();
    ASSERT_EQ(ids.size(), 14u);
    ASSERT_TRUE(project->undoNow({ScopeKind::Data, {}}));
    expectAllRight("retired");
    EXPECT_EQ(reader()->itemKeys()->size(), 12u);
    // A page that was read before it and goes on after an item that is gone.
    EXPECT_TRUE(reader()->itemPage({}, ids[12], 5)->empty());
    EXPECT_EQ(reader()->itemPage({}, ids[10], 5)->size(), 1u);
    addNamed("four", {"later/1.png"});
    EXPECT_EQ(*reader()->itemPage({}, ids[11], 5), std::vector<std::int64_t>{ids[13] + 1});
    EXPECT_EQ(reader()->nextItem(ids[13] + 1, false, {}).value(), ids[11]);
}

TEST_F(ListQueryTest, RowsOfAPageAreThoseOfEachItem)
{
    const auto rows = reader()->taskRows({ids[3], 999, ids[0], ids[11]}, me);
    ASSERT_TRUE(rows) << rows.error().text();
    ASSERT_EQ(rows->size(), 3u);
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const TaskRow& row = (*rows)[i];
        EXPECT_EQ(row.item, *reader()->item((std::vector{ids[3], ids[0], ids[11]})[i]));
        EXPECT_EQ(row.task, *reader()->task(row.item.id));
        const auto layer = *reader()->shownLayer(row.item.id, me);
        EXPECT_EQ(row.count, layer ? layer->count : -1);
    }
}

} // namespace
} // namespace touchstone
