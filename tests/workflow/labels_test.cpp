#include <functional>

#include "support/project_fixture.h"

namespace touchstone {
namespace {

constexpr Scope kPage{ScopeKind::Ontology, {}};

TEST_F(ProjectTest, LabelsGetKeysColoursAndVersions)
{
    const LabelId car = addLabel("car"), bus = addLabel("bus");
    const auto ontology = project->ontology();
    EXPECT_EQ(ontology->find(car)->key, "1");
    EXPECT_EQ(ontology->find(bus)->key, "2");
    EXPECT_NE(ontology->find(car)->color, ontology->find(bus)->color);
    EXPECT_GT(ontology->version, 0);
    const auto key = labelKeyEdit(*project, kPage, bus, "1");
    ASSERT_TRUE(key);
    ASSERT_TRUE(project->applyNow(*key));
    EXPECT_EQ(project->ontology()->find(car)->key, "");
    EXPECT_EQ(project->ontology()->findByKey("1")->id, bus);
    EXPECT_GT(project->ontology()->version, ontology->version);
}

TEST_F(ProjectTest, BadLabelNamesAreRefused)
{
    addLabel("car");
    for (const std::string name : {"", "  ", "car", "a\nb", "\xff"})
        EXPECT_FALSE(addLabelEdit(*project, kPage, name)) << name;
    for (const std::string name : {"'); DROP TABLE label;--", "<b>\"x\"</b>", "Fußgänger 🚶"})
        addLabel(name);
    reopen();
    EXPECT_TRUE(project->ontology()->findByName("'); DROP TABLE label;--"));
    EXPECT_TRUE(project->ontology()->findByName("Fußgänger 🚶"));
}

TEST_F(ProjectTest, MergingAndRetiringTouchNoAnnotation)
{
    addItems(1);
    const LabelId car = addLabel("car"), auto_ = addLabel("auto");
    WorkingLayer working = work(0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(auto_))}));
    const auto merge = mergeLabelEdit(*project, kPage, auto_, car);
    ASSERT_TRUE(merge);
    ASSERT_TRUE(project->applyNow(*merge));
    EXPECT_EQ(project->ontology()->resolve(auto_)->name, "car");
    EXPECT_EQ(work(0).content.annotations().front().label, auto_);
    EXPECT_EQ(reader()->counts()->byLabel.at("car"), 1);
    EXPECT_FALSE(mergeLabelEdit(*project, kPage, car, auto_));
    ASSERT_TRUE(project->undoNow(kPage));
    EXPECT_EQ(project->ontology()->resolve(auto_)->name, "auto");
    const auto retire = retireLabelEdit(*project, kPage, auto_, true);
    ASSERT_TRUE(project->applyNow(*retire));
    EXPECT_FALSE(project->ontology()->find(auto_)->isActive());
    EXPECT_EQ(reader()->counts()->byLabel.at("auto"), 1);
}

TEST_F(ProjectTest, LabelsMoveInTheList)
{
    const LabelId a = addLabel("a"), b = addLabel("b"), c = addLabel("c");
    const auto move = moveLabelEdit(*project, kPage, c, 0);
    ASSERT_TRUE(project->applyNow(*move));
    const auto ontology = project->ontology();
    EXPECT_EQ(ontology->labels[0].id, c);
    EXPECT_EQ(ontology->labels[1].id, a);
    EXPECT_EQ(ontology->labels[2].id, b);
    EXPECT_FALSE(moveLabelEdit(*project, kPage, c, 0));
}

TEST_F(ProjectTest, ALabelIsDefinedInOneEdit)
{
    const LabelId car = addLabel("car"), rain = addLabel("rain"), sun = addLabel("sun");
    const auto define = [&](Label wanted) {
        const auto edit = defineLabelEdit(*project, kPage, std::move(wanted));
        EXPECT_TRUE(edit) << (edit ? "" : edit.error().text());
        EXPECT_TRUE(edit && project->applyNow(*edit));
    };
    for (const LabelId& id : {rain, sun}) {
        Label tag = *project->ontology()->find(id);
        tag.tagGroup = "weather";
        tag.tagGroupMany = id == sun;
        define(tag);
    }
    EXPECT_TRUE(project->ontology()->find(rain)->tagGroupMany);

    Label wanted = *project->ontology()->find(car);
    wanted.name = "person";
    wanted.key = "2";
    wanted.shapes = {ShapeKind::Box, ShapeKind::Skeleton};
    wanted.skeleton = cocoPerson();
    AttributeDefinition colour;
    colour.name = "colour";
    colour.kind = AttributeKind::Choice;
    colour.choices = {"red", "blue"};
    colour.required = true;
    wanted.attributes = {colour};
    wanted.line = LinePattern::DashDot;
    define(wanted);
    EXPECT_EQ(*project->ontology()->find(car), wanted);
    EXPECT_EQ(project->ontology()->find(rain)->key, "");
    ASSERT_TRUE(project->undoNow(kPage));
    EXPECT_EQ(project->ontology()->find(car)->name, "car");
    EXPECT_EQ(project->ontology()->find(rain)->key, "2");
    EXPECT_TRUE(project->ontology()->find(car)->attributes.empty());
    EXPECT_EQ(project->ontology()->find(car)->line, LinePattern::Automatic);
}

TEST_F(ProjectTest, DefinitionsThatCannotBeAreRefused)
{
    const LabelId car = addLabel("car");
    addLabel("bus");
    const Label good = *project->ontology()->find(car);
    const auto refuses = [&](const std::function<void(Label&)>& spoil) {
        Label wanted = good;
        spoil(wanted);
        return !defineLabelEdit(*project, kPage, std::move(wanted));
    };
    EXPECT_FALSE(refuses([](Label&) {}));
    EXPECT_TRUE(refuses([](Label& l) { l.name = "bus"; }));
    EXPECT_TRUE(refuses([](Label& l) { l.key = "x"; }));
    EXPECT_TRUE(refuses([](Label& l) { l.shapes = {ShapeKind::Skeleton}; }));
    EXPECT_TRUE(refuses([](Label& l) { l.shapes = {ShapeKind::Box, ShapeKind::Box}; }));
    EXPECT_TRUE(refuses([](Label& l) {
        l.shapes = {ShapeKind::Box};
        l.skeleton = cocoPerson();
    }));
    EXPECT_TRUE(refuses([](Label& l) { l.tagGroupMany = true; }));
    EXPECT_TRUE(refuses([](Label& l) {
        l.tagGroup = "weather";
        l.shapes = {ShapeKind::Box};
    }));
    EXPECT_TRUE(refuses([](Label& l) { l.attributes.resize(1); }));
    EXPECT_TRUE(refuses([](Label& l) {
        l.attributes.resize(2);
        for (AttributeDefinition& attribute : l.attributes)
            attribute.name = "same";
    }));
    EXPECT_TRUE(refuses([](Label& l) { l.id = LabelId::create(); }));
}

TEST_F(ProjectTest, AnItemThatLacksARequiredAttributeIsNotDone)
{
    addItems(1);
    const LabelId added = addLabel("car");
    Label car = *project->ontology()->find(added);
    AttributeDefinition colour;
    colour.name = "colour";
    colour.required = true;
    car.attributes = {colour};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, kPage, car)));
    WorkingLayer working = work(0);
    Annotation shape = box(car.id);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(shape)}));
    const auto refused = submitEdit(*project, working);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "car has no value for \"colour\", which it needs before the item is done.");
    shape.attributes = {{"colour", std::string("red")}};
    ASSERT_TRUE(apply(working, "Colour", {working.content.replacement(shape)}));
    EXPECT_TRUE(submitEdit(*project, working));
}

TEST_F(ProjectTest, TheWriterRefusesASubmissionThatLacksAValueWhoeverMadeIt)
{
    addItems(1);
    const LabelId added = addLabel("car");
    Label car = *project->ontology()->find(added);
    AttributeDefinition colour;
    colour.name = "colour";
    colour.kind = AttributeKind::Choice;
    colour.choices = {"red", "blue"};
    colour.required = true;
    car.attributes = {colour};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, kPage, car)));
    WorkingLayer working = work(0);
    Annotation shape = box(car.id);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(shape)}));
    working = work(0);
    const auto submit = [&] {
        Task after = working.task;
        after.state = TaskState::Submitted;
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Done", {}, {}};
        edit.changes = {{working.task, after, {}, working.taskRevision}};
        return project->applyNow(std::move(edit));
    };
    const auto lacking = submit();
    ASSERT_FALSE(lacking);
    EXPECT_EQ(lacking.error().code, ErrorCode::Refused);
    EXPECT_NE(lacking.error().message.find("no value for \"colour\""), std::string::npos) << lacking.error().message;

    // A value that left the list stays, and is asked for.
    shape.attributes = {{"colour", std::string("green")}};
    ASSERT_TRUE(apply(working, "Colour", {working.content.replacement(shape)}));
    working = work(0);
    EXPECT_EQ(working.content.find(shape.id)->attributes, shape.attributes);
    const auto unlisted = submit();
    ASSERT_FALSE(unlisted);
    EXPECT_NE(unlisted.error().message.find("green"), std::string::npos) << unlisted.error().message;

    shape.attributes = {{"colour", std::string("red")}};
    ASSERT_TRUE(apply(working, "Colour", {working.content.replacement(shape)}));
    working = work(0);
    EXPECT_TRUE(submit());
}

TEST_F(ProjectTest, TheWriterRefusesASubmissionWithARelationThatDoesNotFit)
{
    addItems(1);
    const LabelId wheel = addLabel("wheel"), car = addLabel("car");
    const LabelId added = addLabel("part of");
    Label part = *project->ontology()->find(added);
    WorkingLayer working = work(0);
    Annotation round = box(wheel), whole = box(car), relation = box(part.id);
    relation.shape = RelationShape{std::vector{whole.id, round.id}, true};
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(round), working.content.creation(whole)}));
    ASSERT_TRUE(apply(working, "Relate", {working.content.creation(relation)}));
    // What was stored before the rule stays, and is asked for.
    part.domain = {wheel};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, kPage, part)));
    working = work(0);
    EXPECT_TRUE(working.content.find(relation.id));
    const auto submit = [&] {
        Task after = working.task;
        after.state = TaskState::Submitted;
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Done", {}, {}};
        edit.changes = {{working.task, after, {}, working.taskRevision}};
        return project->applyNow(std::move(edit));
    };
    const auto refused = submit();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);
    EXPECT_NE(refused.error().message.find("part of does not go from car to wheel."), std::string::npos)
        << refused.error().message;
    EXPECT_FALSE(submitEdit(*project, working));
    relation.shape = RelationShape{std::vector{round.id, whole.id}, true};
    ASSERT_TRUE(apply(working, "Turn", {working.content.replacement(relation)}));
    working = work(0);
    EXPECT_TRUE(submit());
}

TEST_F(ProjectTest, TheWriterRefusesASubmissionWithAnIncompleteOrder)
{
    const LabelId added = addLabel("answers");
    Label label = *project->ontology()->find(added);
    AttributeDefinition order;
    order.name = "order";
    order.kind = AttributeKind::Ranking;
    order.required = true;
    label.attributes = {order};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, kPage, label)));
    {
        auto start = project->beginSource({"files", "t", sha256("t"), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        Document document;
        document.blocks = {{"A", "one", {}, {}}, {"B", "two", {}, {}}, {"C", "three", {}, {}}};
        SourceWriter::NewItem item;
        item.kind = "text";
        item.root = *start->writer->root(folder.path());
        item.path = "t.jsonl";
        item.document = &document;
        ASSERT_TRUE(start->writer->item(item));
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    WorkingLayer working = work(0);
    Annotation tag = box(label.id);
    tag.shape = TagShape{};
    tag.attributes = {{"order", std::vector<std::string>{"B", "A"}}};
    ASSERT_TRUE(apply(working, "Rank", {working.content.creation(tag)}));
    working = work(0);
    const auto submit = [&] {
        Task after = working.task;
        after.state = TaskState::Submitted;
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Done", {}, {}};
        edit.changes = {{working.task, after, {}, working.taskRevision}};
        return project->applyNow(std::move(edit));
    };
    const auto refused = submit();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("another value for \"order\""), std::string::npos) << refused.error().message;
    EXPECT_FALSE(submitEdit(*project, working));
    tag.attributes = {{"order", std::vector<std::string>{"B", "A", "=", "C"}}};
    ASSERT_TRUE(apply(working, "Rank", {working.content.replacement(tag)}));
    working = work(0);
    EXPECT_TRUE(submit());
}

} // namespace
} // namespace touchstone
