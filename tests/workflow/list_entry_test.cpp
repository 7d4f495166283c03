#include "core/store/connection.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/model/label_tree.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

constexpr Scope kData{ScopeKind::Data, {}};
constexpr Scope kPage{ScopeKind::Ontology, {}};

class ListEntryTest : public ProjectTest {
  protected:
    SourceRequest request(const std::string& content, const std::string& list = "drugs")
    {
        return {kListFormat, content + ".csv", sha256(content), R"({"list":")" + list + R"("})", "anna"};
    }
    /// True when it was written, or brought back.
    bool bring(const std::string& content, int count)
    {
        auto start = project->beginSource(request(content));
        EXPECT_TRUE(start) << (start ? "" : start.error().text());
        if (!start->writer)
            return start->existing->state == SourceState::Published;
        for (int i = 1; i <= count; ++i)
            EXPECT_TRUE(start->writer->entry({content + std::to_string(i), "Name " + std::to_string(i),
                                              i % 2 ? "" : R"({"also":"x"})"}));
        return bool(start->writer->publish("{}"));
    }
    std::string first()
    {
        const auto entries = reader()->listEntries("drugs");
        return entries && !entries->empty() ? entries->front().id : "";
    }
    bool sound()
    {
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        return report && report->problems.empty();
    }
};

TEST_F(ListEntryTest, APublishedListReplacesTheOneBefore)
{
    ASSERT_TRUE(bring("a", 3000));
    const auto lists = reader()->lists();
    ASSERT_TRUE(lists && lists->size() == 1);
    EXPECT_EQ(lists->front(), (ListSummary{"drugs", "a.csv", 3000}));
    EXPECT_EQ(reader()->listEntry("drugs", "a2").value(), (ListEntry{"a2", "Name 2", R"({"also":"x"})"}));
    EXPECT_FALSE(reader()->listEntry("drugs", "b1").value());
    EXPECT_FALSE(reader()->listEntry("other", "a1").value());
    ASSERT_TRUE(bring("b", 2));
    EXPECT_EQ(reader()->lists()->front().entries, 2);
    EXPECT_EQ(first(), "b1");
    EXPECT_TRUE(sound());
    ASSERT_TRUE(project->undoNow(kData));
    EXPECT_EQ(first(), "a1");
    ASSERT_TRUE(project->redoNow(kData));
    EXPECT_EQ(first(), "b1");
    ASSERT_TRUE(project->undoNow(kData));
    ASSERT_TRUE(project->undoNow(kData));
    EXPECT_TRUE(reader()->lists()->empty());
    EXPECT_TRUE(sound());
}

TEST_F(ListEntryTest, AFormerFileComesBackWithoutBeingReadAgain)
{
    for (const char* content : {"a", "b", "c", "a"})
        ASSERT_TRUE(bring(content, 2)) << content;
    EXPECT_EQ(first(), "a1");
    EXPECT_EQ(reader()->lists()->size(), 1u);
    ASSERT_TRUE(project->undoNow(kData));
    EXPECT_EQ(first(), "c1");
    EXPECT_TRUE(sound());
}

TEST_F(ListEntryTest, WhatWasNotPublishedIsNotThere)
{
    {
        auto start = project->beginSource(request("a"));
        ASSERT_TRUE(start && start->writer);
        for (int i = 0; i < 5000; ++i)
            ASSERT_TRUE(start->writer->entry({std::to_string(i), "x", ""}));
        EXPECT_FALSE(start->writer->entry({"", "no id", ""}));
        EXPECT_TRUE(reader()->lists()->empty());
    }
    project->flush();
    EXPECT_EQ(reader()->connection().number("SELECT count(*) FROM list_entry"), 0);
    EXPECT_EQ(reader()->connection().number("SELECT count(*) FROM source"), 0);
}

TEST_F(ListEntryTest, AnAlteredEntryIsFound)
{
    ASSERT_TRUE(bring("a", 3));
    project.reset();
    Connection::open(path(), Access::Write, false)->run("UPDATE list_entry SET name='other' WHERE id='a2'");
    reopen();
    EXPECT_FALSE(sound());
}

TEST_F(ProjectTest, LabelsStandUnderOneAnotherWithoutRings)
{
    const LabelId sport = addLabel("Sport"), football = addLabel("Football"), team = addLabel("Team");
    const auto put = [&](const LabelId& id, const LabelId& under) {
        Label label = *project->ontology()->find(id);
        label.parent = under;
        auto edit = defineLabelEdit(*project, kPage, label);
        return edit && project->applyNow(*edit);
    };
    EXPECT_TRUE(put(football, sport));
    EXPECT_TRUE(put(team, football));
    EXPECT_FALSE(put(sport, sport));
    EXPECT_FALSE(put(sport, team));
    EXPECT_FALSE(put(sport, LabelId::create()));
    reopen();
    EXPECT_EQ(pathText(*project->ontology(), team), "Sport › Football › Team");
    // A parent may become its child, which then stands where it stood; what lies deeper would make a ring.
    EXPECT_FALSE(mergeLabelEdit(*project, kPage, sport, team));
    const auto merged = mergeLabelEdit(*project, kPage, football, team);
    ASSERT_TRUE(merged && project->applyNow(*merged));
    EXPECT_EQ(pathText(*project->ontology(), team), "Sport › Team");
    EXPECT_EQ(pathText(*project->ontology(), football), "Sport › Team");
}

TEST_F(ProjectTest, ARelationSaysWhatItGoesFromAndTo)
{
    const LabelId person = addLabel("person"), lives = addLabel("lives in");
    Label label = *project->ontology()->find(lives);
    label.domain = label.range = {person};
    ASSERT_TRUE(project->applyNow(defineLabelEdit(*project, kPage, label).value()));
    reopen();
    EXPECT_EQ(*project->ontology()->find(lives), label);
    Label wrong = label;
    wrong.shapes = {ShapeKind::Box};
    EXPECT_FALSE(defineLabelEdit(*project, kPage, wrong));
    wrong = label;
    wrong.domain = {person, person};
    EXPECT_FALSE(defineLabelEdit(*project, kPage, wrong));
    wrong.domain = {LabelId::create()};
    EXPECT_FALSE(defineLabelEdit(*project, kPage, wrong));
}

TEST_F(ProjectTest, ALabelFindsItemsOfThoseUnderIt)
{
    addItems(3);
    const LabelId sport = addLabel("Sport"), football = addLabel("Football");
    WorkingLayer working = work(1);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(football))}));
    TaskFilter filter;
    filter.label = sport;
    EXPECT_TRUE(reader()->itemKeys(filter)->empty());
    Label label = *project->ontology()->find(football);
    label.parent = sport;
    ASSERT_TRUE(project->applyNow(defineLabelEdit(*project, kPage, label).value()));
    EXPECT_EQ(reader()->itemKeys(filter)->size(), 1u);
    EXPECT_EQ(reader()->itemPage(filter, 0, 10)->size(), 1u);
}

} // namespace
} // namespace touchstone
