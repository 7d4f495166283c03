#include "touchstone/workflow/relabel.h"

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

class RelabelTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(6);
        from = addLabel("car");
        to = addLabel("lorry");
        other = addLabel("tree");
    }
    void put(std::size_t item, std::vector<Annotation> annotations)
    {
        WorkingLayer working = work(item);
        std::vector<Change> changes;
        for (Annotation& one : annotations)
            changes.push_back(working.content.creation(std::move(one)));
        ASSERT_TRUE(apply(working, "Draw", std::move(changes)));
    }
    void finish(std::size_t item) { ASSERT_TRUE(project->applyNow(*submitEdit(*project, work(item)))); }
    LabelReplacement request(bool doneToo = false)
    {
        auto keys = itemsWith(*reader(), *project->ontology(), {}, from);
        EXPECT_TRUE(keys);
        return {from, to, *keys, doneToo};
    }
    LabelReplacementReport count()
    {
        auto report = countReplacement(*project, *reader(), request(), progress);
        EXPECT_TRUE(report);
        return *report;
    }
    LabelReplacementReport replace(bool doneToo = false)
    {
        auto report = replaceLabels(*project, *reader(), request(doneToo), progress);
        EXPECT_TRUE(report);
        return *report;
    }
    std::vector<LabelId> labels(std::size_t item)
    {
        std::vector<LabelId> found;
        const WorkingLayer working = work(item);
        for (const Annotation& one : working.content.annotations())
            found.push_back(one.label);
        return found;
    }
    /// Ground truth of one car on the item, to go on from.
    void importOn(const std::string& path)
    {
        auto start = project->beginSource({"coco", "t.json", sha256("t"), "{}", "t", LayerRole::GroundTruth, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        const auto item = start->writer->item({"image", *root, path, 640, 480, 1, 9});
        const auto layer = start->writer->layer(item->key);
        ASSERT_TRUE(start->writer->annotation(*layer, box(from), {}));
        ASSERT_TRUE(start->writer->publish("{}"));
    }

    SilentProgress progress;
    LabelId from, to, other;
};

TEST_F(RelabelTest, OneEditOnEachItemThatHoldsTheLabel)
{
    put(0, {box(from), box(other), box(from)});
    put(2, {box(from)});
    put(3, {box(other)});
    const LabelReplacementReport counted = count();
    EXPECT_EQ(counted.shapes, 3);
    EXPECT_EQ(counted.shapeItems, 2);
    EXPECT_TRUE(counted.stored.empty());
    EXPECT_EQ(labels(0), (std::vector{from, other, from})) << "counting changes nothing";
    const LabelReplacementReport done = replace();
    EXPECT_EQ(done.shapes, 3);
    ASSERT_EQ(done.stored.size(), 2u);
    EXPECT_EQ(labels(0), (std::vector{to, other, to}));
    EXPECT_EQ(labels(2), std::vector{to});
    EXPECT_EQ(reader()->undoState({ScopeKind::Item, itemAt(0)}, project->me())->undoText,
              "Relabel 2 shapes from car to lorry");
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, itemAt(0)}));
    EXPECT_EQ(labels(0), (std::vector{from, other, from}));
    EXPECT_EQ(labels(2), std::vector{to}) << "each item on its own";
}

TEST_F(RelabelTest, AllIsTakenBackButForWhatWasChangedSince)
{
    for (const std::size_t item : {0u, 1u, 2u})
        put(item, {box(from)});
    const LabelReplacementReport done = replace();
    ASSERT_EQ(done.stored.size(), 3u);
    put(1, {box(other)});
    const auto back = takeBack(*project, *reader(), done.stored, progress);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->undone, 2);
    EXPECT_EQ(back->left, 1);
    EXPECT_EQ(labels(0), std::vector{from});
    EXPECT_EQ(labels(1), (std::vector{to, other}));
    EXPECT_EQ(labels(2), std::vector{from});
}

TEST_F(RelabelTest, DoneItemsOnlyWhenAskedAndSkippedOnesNever)
{
    put(0, {box(from)});
    put(1, {box(from), box(from)});
    finish(1);
    put(2, {box(from)});
    ASSERT_TRUE(project->applyNow(*skipEdit(*project, work(2), "blurred")));
    const LabelReplacementReport counted = count();
    EXPECT_EQ(counted.shapes, 3);
    EXPECT_EQ(counted.doneShapes, 2);
    EXPECT_EQ(counted.doneItems, 1);
    EXPECT_EQ(counted.closed, 1);
    const LabelReplacementReport open = replace();
    EXPECT_EQ(open.shapes, 1);
    EXPECT_EQ(open.doneLeft, 2);
    EXPECT_EQ(labels(1), (std::vector{from, from}));
    EXPECT_EQ(work(1).task.state, TaskState::Submitted);
    const LabelReplacementReport done = replace(true);
    EXPECT_EQ(done.doneShapes, 2);
    EXPECT_EQ(labels(1), (std::vector{to, to}));
    EXPECT_EQ(work(1).task.state, TaskState::InProgress);
    EXPECT_EQ(labels(2), std::vector{from});
    ASSERT_TRUE(takeBack(*project, *reader(), done.stored, progress));
    EXPECT_EQ(work(1).task.state, TaskState::Submitted) << "the undo brings the state back too";
}

TEST_F(RelabelTest, ShapesThatTheNewLabelDoesNotAllowStay)
{
    Label wanted = *project->ontology()->find(to);
    wanted.shapes = {ShapeKind::Box};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, wanted)));
    Annotation point = box(from);
    point.shape = PointShape{{5, 5}};
    point.id = AnnotationId::create();
    const Annotation first = box(from);
    put(0, {first, point});
    EXPECT_EQ(count().notAllowed, 1);
    const LabelReplacementReport done = replace();
    EXPECT_EQ(done.shapes, 1);
    EXPECT_EQ(done.notAllowed, 1);
    const WorkingLayer working = work(0);
    EXPECT_EQ(working.content.find(first.id)->label, to);
    EXPECT_EQ(working.content.find(point.id)->label, from);
}

TEST_F(RelabelTest, WhatTheNewLabelStartsWithIsFilledIn)
{
    Label wanted = *project->ontology()->find(to);
    AttributeDefinition axles;
    axles.name = "axles";
    axles.kind = AttributeKind::Number;
    axles.initial = 3.0;
    wanted.attributes = {axles};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, wanted)));
    Annotation known = box(from);
    known.attributes = {{"axles", 2.0}, {"colour", std::string("red")}};
    const Annotation bare = box(from);
    put(0, {known, bare});
    replace();
    const WorkingLayer working = work(0);
    EXPECT_EQ(working.content.find(known.id)->attributes, known.attributes);
    EXPECT_EQ(working.content.find(bare.id)->attributes, (Attributes{{"axles", 3.0}}));
}

TEST_F(RelabelTest, TagsThatCannotStandBesideTheNewOneGo)
{
    for (const LabelId& id : {to, other}) {
        Label tag = *project->ontology()->find(id);
        tag.tagGroup = "weather";
        ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, tag)));
    }
    const auto tag = [&](const LabelId& label) {
        Annotation made = box(label);
        made.shape = TagShape{};
        return made;
    };
    put(0, {tag(from), tag(to)});
    put(1, {tag(from), tag(other)});
    put(2, {tag(from), tag(from)});
    const LabelReplacementReport done = replace();
    EXPECT_TRUE(done.refused.empty()) << done.refused.front();
    EXPECT_EQ(done.shapes, 4);
    for (const std::size_t item : {0u, 1u, 2u})
        EXPECT_EQ(labels(item), std::vector{to}) << item;
    ASSERT_TRUE(takeBack(*project, *reader(), done.stored, progress));
    EXPECT_EQ(labels(1), (std::vector{from, other}));
}

TEST_F(RelabelTest, OnlyTheNamedShapesAreCountedAndChanged)
{
    const Annotation meant = box(from), rest = box(from);
    Annotation point = box(from);
    point.shape = PointShape{{5, 5}};
    Label wanted = *project->ontology()->find(to);
    wanted.shapes = {ShapeKind::Box};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, wanted)));
    put(0, {meant, rest, point});
    const std::vector<AnnotationId> only{meant.id};
    const LayerReplacement made = replacedIn(work(0).content, *project->ontology(), from, to, &only);
    EXPECT_EQ(made.shapes, 1);
    EXPECT_EQ(made.notAllowed, 0);
    ASSERT_EQ(made.changes.size(), 1u);
    EXPECT_EQ(std::get<Annotation>(*made.changes[0].after).id, meant.id);
}

TEST_F(RelabelTest, WorkOfOthersStaysAndGroundTruthBecomesOnesOwn)
{
    importOn("img0.png");
    put(1, {box(from)});
    reopen("ben");
    LabelReplacementReport done = replace();
    EXPECT_EQ(done.shapes, 1);
    EXPECT_EQ(labels(0), std::vector{to});
    const auto effective = reader()->effectiveLayer(itemAt(1));
    ASSERT_TRUE(effective && *effective);
    EXPECT_EQ(reader()->content((*effective)->layer.id)->annotations()[0].label, from) << "anna's stays";
    EXPECT_EQ(work(0).task.assignee, project->me());
}

TEST_F(RelabelTest, MergedLabelsAreFoundAndTheListsFilterHolds)
{
    const LabelId old = addLabel("auto");
    put(0, {box(old)});
    put(1, {box(from)});
    put(2, {box(from), box(other)});
    ASSERT_TRUE(project->applyNow(*mergeLabelEdit(*project, {ScopeKind::Ontology, {}}, old, from)));
    EXPECT_EQ(count().shapes, 3);
    TaskFilter filter;
    filter.label = other;
    EXPECT_EQ(itemsWith(*reader(), *project->ontology(), filter, from)->size(), 1u);
    filter = {};
    filter.text = "img1";
    EXPECT_EQ(itemsWith(*reader(), *project->ontology(), filter, from)->size(), 1u);
    EXPECT_EQ(replace().shapes, 3);
    EXPECT_EQ(labels(0), std::vector{to});
}

TEST_F(RelabelTest, CancelledKeepsWhatItDidAndBadLabelsAreRefused)
{
    put(0, {box(from)});
    progress.cancel();
    const LabelReplacementReport done = replace();
    EXPECT_TRUE(done.cancelled);
    EXPECT_TRUE(done.stored.empty());
    LabelReplacement same = request();
    same.to = from;
    EXPECT_EQ(replaceLabels(*project, *reader(), same, progress).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(project->applyNow(*retireLabelEdit(*project, {ScopeKind::Ontology, {}}, to, true)));
    EXPECT_EQ(replaceLabels(*project, *reader(), request(), progress).error().code, ErrorCode::InvalidInput);
}

TEST_F(RelabelTest, WhatARelationWouldNotFitThenStays)
{
    const LabelId added = addLabel("pulls");
    Label pulls = *project->ontology()->find(added);
    const LabelId tows = addLabel("tows"), house = addLabel("house");
    pulls.domain = {from};
    pulls.range = {from};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, pulls)));
    const Annotation first = box(from), second = box(from), alone = box(from), far = box(house);
    Annotation relation = box(pulls.id), free = box(tows);
    relation.shape = RelationShape{std::vector{first.id, second.id}, true};
    free.shape = RelationShape{std::vector{first.id, far.id}, true};
    put(0, {first, second, alone, far});
    put(0, {relation, free});
    const LabelReplacementReport counted = count();
    EXPECT_EQ(counted.shapes, 1);
    EXPECT_EQ(counted.unfit, 2);
    const LabelReplacementReport done = replace();
    EXPECT_EQ(done.shapes, 1);
    const WorkingLayer working = work(0);
    EXPECT_EQ(working.content.find(first.id)->label, from);
    EXPECT_EQ(working.content.find(second.id)->label, from);
    EXPECT_EQ(working.content.find(alone.id)->label, to);
    // A relation does not get a label that does not go where it stands.
    const LayerReplacement turned = replacedIn(working.content, *project->ontology(), tows, pulls.id);
    EXPECT_EQ(turned.shapes, 0);
    EXPECT_EQ(turned.unfit, 1);
    EXPECT_EQ(turned.reason, "pulls does not go from car to house.");
    // With a range that takes both, all go.
    pulls.domain = {from, to};
    pulls.range = {from, to};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, {ScopeKind::Ontology, {}}, pulls)));
    EXPECT_EQ(replace().shapes, 2);
}

} // namespace
} // namespace touchstone
