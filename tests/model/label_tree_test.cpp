#include <gtest/gtest.h>

#include "touchstone/model/label_tree.h"
#include "touchstone/model/relation_rules.h"

namespace touchstone {
namespace {

struct Tree {
    Ontology ontology;
    LabelId add(const std::string& name, const LabelId& parent = {})
    {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        label.parent = parent;
        ontology.labels.push_back(label);
        return label.id;
    }
    Label& at(const LabelId& id) { return const_cast<Label&>(*ontology.find(id)); }
    std::vector<std::string> order() const
    {
        std::vector<std::string> names;
        for (const Label* label : inTreeOrder(ontology))
            names.push_back(label->name);
        return names;
    }
};

TEST(LabelTree, ALineGoesFromTheTop)
{
    Tree tree;
    const LabelId football = tree.add("Football"), sport = tree.add("Sport"), team = tree.add("Team");
    tree.at(football).parent = team;
    tree.at(team).parent = sport;
    EXPECT_EQ(pathText(tree.ontology, football), "Sport › Team › Football");
    EXPECT_EQ(depthOf(tree.ontology, *tree.ontology.find(football)), 2u);
    EXPECT_TRUE(isUnder(tree.ontology, football, sport));
    EXPECT_TRUE(isUnder(tree.ontology, sport, sport));
    EXPECT_FALSE(isUnder(tree.ontology, sport, football));
    EXPECT_FALSE(isUnder(tree.ontology, LabelId{}, sport));
    EXPECT_EQ(tree.order(), (std::vector<std::string>{"Sport", "Team", "Football"}));
}

TEST(LabelTree, MergedLabelsAreTakenAsWhatTheyBecame)
{
    Tree tree;
    const LabelId old = tree.add("Games"), sport = tree.add("Sport"), football = tree.add("Football", old);
    tree.at(old).mergedInto = sport;
    EXPECT_EQ(pathText(tree.ontology, football), "Sport › Football");
    EXPECT_TRUE(isUnder(tree.ontology, football, old));
    // A parent that became its own child stands above nothing.
    tree.at(old).mergedInto = football;
    EXPECT_EQ(parentOf(tree.ontology, *tree.ontology.find(football)), nullptr);
    EXPECT_EQ(pathText(tree.ontology, old), "Football");
}

TEST(LabelTree, ARingInAFileEnds)
{
    Tree tree;
    const LabelId a = tree.add("a"), b = tree.add("b", a);
    tree.at(a).parent = b;
    EXPECT_EQ(lineOf(tree.ontology, a).size(), 2u);
    EXPECT_EQ(tree.order().size(), 2u);
    EXPECT_TRUE(isUnder(tree.ontology, a, b));
    EXPECT_EQ(allUnder(tree.ontology, a), (std::vector{a, b}));
}

TEST(LabelTree, AllUnderALabelAreFoundThroughMerges)
{
    Tree tree;
    const LabelId sport = tree.add("Sport"), games = tree.add("Games"), football = tree.add("Football", games);
    const LabelId futsal = tree.add("Futsal", football), soccer = tree.add("Soccer"), art = tree.add("Art");
    tree.at(games).mergedInto = sport;
    tree.at(soccer).mergedInto = football;
    EXPECT_EQ(allUnder(tree.ontology, sport), (std::vector{sport, games, football, futsal, soccer}));
    EXPECT_EQ(allUnder(tree.ontology, games), allUnder(tree.ontology, sport));
    EXPECT_EQ(allUnder(tree.ontology, art), std::vector{art});
    EXPECT_TRUE(allUnder(tree.ontology, LabelId::create()).empty());
}

TEST(LabelTree, AHundredThousandLabelsUnderOneAnotherEnd)
{
    Tree tree;
    LabelId parent;
    for (int i = 0; i < 100'000; ++i)
        parent = tree.add("l", parent);
    const auto order = inTreeOrder(tree.ontology);
    ASSERT_EQ(order.size(), tree.ontology.labels.size());
    EXPECT_EQ(order.back()->id, parent);
    EXPECT_EQ(allUnder(tree.ontology, order.front()->id).size(), order.size());
}

TEST(RelationRules, DomainAndRangeHoldForLabelsUnderThem)
{
    Tree tree;
    const LabelId being = tree.add("being"), person = tree.add("person", being), place = tree.add("place");
    const LabelId lives = tree.add("lives in"), any = tree.add("near"), box = tree.add("box");
    tree.at(lives).domain = {being};
    tree.at(lives).range = {place};
    tree.at(box).shapes = {ShapeKind::Box};
    const Label& relation = tree.at(lives);
    EXPECT_TRUE(mayRelate(tree.ontology, relation, person, place));
    EXPECT_FALSE(mayRelate(tree.ontology, relation, place, person));
    EXPECT_FALSE(mayRelate(tree.ontology, relation, LabelId{}, place));
    EXPECT_TRUE(mayRelate(tree.ontology, tree.at(any), LabelId{}, place));
    EXPECT_TRUE(mayBegin(tree.ontology, relation, person));
    EXPECT_FALSE(mayBegin(tree.ontology, relation, place));
    const auto among = [&](const LabelId& from, const LabelId& to, const LabelId& wanted) {
        const auto labels = relationLabels(tree.ontology, from, to);
        return std::count(labels.begin(), labels.end(), wanted) == 1;
    };
    EXPECT_TRUE(among(person, place, lives) && among(person, place, any));
    EXPECT_FALSE(among(place, person, lives) || among(person, place, box));
    tree.at(lives).retired = true;
    EXPECT_FALSE(among(person, place, lives));
}

} // namespace
} // namespace touchstone
