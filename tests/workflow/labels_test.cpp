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

} // namespace
} // namespace touchstone
