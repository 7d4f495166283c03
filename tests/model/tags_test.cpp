#include <gtest/gtest.h>

#include "touchstone/model/tags.h"

namespace touchstone {
namespace {

class Tags : public ::testing::Test {
  protected:
    Tags()
    {
        for (const char* name : {"sunny", "rainy", "snow", "night", "car"}) {
            Label label;
            label.id = LabelId::create();
            label.name = name;
            ontology.labels.push_back(label);
        }
        for (int i = 0; i < 3; ++i)
            ontology.labels[i].tagGroup = "weather";
        ontology.labels[3].shapes = {ShapeKind::Tag};
    }
    LabelId label(int i) const { return ontology.labels[i].id; }
    void apply(std::vector<Change> changes) { ASSERT_TRUE(content.apply({EditId::create(), {}, "", "", changes})); }
    std::vector<Change> set(int i)
    {
        Annotation tag;
        tag.id = AnnotationId::create();
        tag.label = label(i);
        return tagSet(content, ontology, tag);
    }
    bool holds(int i) const { return tagOf(content, ontology, label(i)) != nullptr; }

    Ontology ontology;
    LayerContent content;
};

TEST_F(Tags, OneOfAChoiceHolds)
{
    apply(set(0));
    apply(set(3));
    apply(set(1));
    EXPECT_FALSE(holds(0));
    EXPECT_TRUE(holds(1));
    EXPECT_TRUE(holds(3));
    EXPECT_TRUE(set(1).empty());
    apply(tagTaken(content, ontology, label(1)));
    EXPECT_FALSE(holds(1));
    EXPECT_TRUE(tagTaken(content, ontology, label(1)).empty());
}

TEST_F(Tags, SeveralOfAMultipleChoiceHold)
{
    for (int i = 0; i < 3; ++i)
        ontology.labels[i].tagGroupMany = true;
    apply(set(0));
    apply(set(1));
    EXPECT_TRUE(holds(0) && holds(1));
}

TEST_F(Tags, KnowsTagLabels)
{
    EXPECT_TRUE(isTagLabel(ontology.labels[0]));
    EXPECT_TRUE(isTagLabel(ontology.labels[3]));
    EXPECT_FALSE(isTagLabel(ontology.labels[4]));
    ontology.labels[3].shapes.push_back(ShapeKind::Box);
    EXPECT_FALSE(isTagLabel(ontology.labels[3]));
}

} // namespace
} // namespace touchstone
