#include <gtest/gtest.h>

#include "touchstone/model/predictions.h"

namespace touchstone {
namespace {

Annotation boxAt(double x, std::optional<double> score = std::nullopt)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = LabelId::create();
    annotation.shape = BoxShape{{x, 0, 10, 10}};
    annotation.score = score;
    return annotation;
}

struct Predictions : ::testing::Test {
    LayerContent mine;
    std::vector<PredictionLayer> layers;
    Annotation own = boxAt(500);

    void SetUp() override
    {
        Layer layer;
        layer.id = LayerId::create();
        mine.setLayer(layer, 0);
        own.z = 7;
        mine.load({own}, {1});
        layers.push_back({SourceId::create(), "a.json", {boxAt(0, 0.9), boxAt(20, 0.3)}});
        layers.push_back({SourceId::create(), "b.json", {boxAt(40)}});
    }
    std::vector<Prediction> now() const { return predictionsOf(layers, mine); }
    void apply(std::vector<Change> changes)
    {
        Edit edit;
        edit.changes = std::move(changes);
        ASSERT_TRUE(mine.apply(edit));
    }
};

TEST_F(Predictions, AnAcceptedOneIsACopyThatKnowsWhereItIsFrom)
{
    Acceptance acceptance = acceptPredictions({now()[0]}, mine, layers);
    ASSERT_EQ(acceptance.created.size(), 1U);
    apply(acceptance.changes);
    ASSERT_EQ(mine.annotations().size(), 2U);
    EXPECT_EQ(*mine.find(own.id), own) << "a person's shape was touched";
    const Annotation* copy = mine.find(acceptance.created[0]);
    ASSERT_TRUE(copy);
    const Annotation& from = layers[0].annotations[0];
    EXPECT_EQ(copy->origin, (Origin{layers[0].source, from.id}));
    EXPECT_EQ(copy->score, 0.9);
    EXPECT_EQ(copy->shape, from.shape);
    EXPECT_NE(copy->id, from.id);
    EXPECT_EQ(copy->z, 7) << "drawn above what is there";
    EXPECT_EQ(now()[0].state, PredictionState::Accepted);
    EXPECT_EQ(now()[0].mine, copy->id);
    EXPECT_FALSE(now()[0].isChanged());
    EXPECT_EQ(now()[1].state, PredictionState::Open);
    EXPECT_TRUE(acceptPredictions({now()[0]}, mine, layers).changes.empty()) << "twice";
}

TEST_F(Predictions, WhatWasChangedSinceIsTold)
{
    const Acceptance acceptance = acceptPredictions(now(), mine, layers);
    apply(acceptance.changes);
    Annotation moved = *mine.find(acceptance.created[0]);
    moved.shape = BoxShape{{1, 0, 10, 10}};
    Annotation renamed = *mine.find(acceptance.created[1]);
    renamed.label = LabelId::create();
    Annotation flagged = *mine.find(acceptance.created[2]);
    flagged.occluded = true;
    apply({mine.replacement(moved), mine.replacement(renamed), mine.replacement(flagged)});
    const std::vector<Prediction> after = now();
    EXPECT_TRUE(after[0].otherShape && !after[0].otherLabel && !after[0].otherFacts);
    EXPECT_TRUE(after[1].otherLabel && !after[1].otherShape && !after[1].otherFacts);
    EXPECT_TRUE(after[2].otherFacts && !after[2].otherLabel && !after[2].otherShape);
}

TEST_F(Predictions, ARejectedOneIsRememberedAndMayBeAcceptedAfterAll)
{
    apply(rejectPredictions({now()[1]}, mine));
    EXPECT_EQ(now()[1].state, PredictionState::Rejected);
    EXPECT_EQ(now()[0].state, PredictionState::Open);
    EXPECT_TRUE(rejectPredictions({now()[1]}, mine).empty());
    const Acceptance acceptance = acceptPredictions({now()[1]}, mine, layers);
    apply(acceptance.changes);
    EXPECT_EQ(now()[1].state, PredictionState::Accepted);
    apply({mine.removal(acceptance.created[0])});
    EXPECT_EQ(now()[1].state, PredictionState::Rejected);
}

TEST_F(Predictions, OneInstanceStaysOneWhenAcceptedOneByOne)
{
    const InstanceId instance = InstanceId::create();
    layers[0].annotations[0].instance = layers[0].annotations[1].instance = instance;
    const Acceptance first = acceptPredictions({now()[0]}, mine, layers);
    apply(first.changes);
    const Acceptance second = acceptPredictions({now()[1]}, mine, layers);
    apply(second.changes);
    const InstanceId own = mine.find(first.created[0])->instance;
    EXPECT_TRUE(own);
    EXPECT_NE(own, instance);
    EXPECT_EQ(mine.find(second.created[0])->instance, own);
}

TEST_F(Predictions, RelationsAreNoPredictionsAndScoresAreMeasured)
{
    Annotation relation = boxAt(0);
    relation.shape = RelationShape{std::vector{layers[0].annotations[0].id, layers[0].annotations[1].id}, false};
    layers[0].annotations.push_back(relation);
    EXPECT_EQ(now().size(), 3U);
    EXPECT_TRUE(reaches(layers[0].annotations[0], 0.9));
    EXPECT_FALSE(reaches(layers[0].annotations[0], 0.91));
    EXPECT_TRUE(reaches(layers[1].annotations[0], 1));
}

} // namespace
} // namespace touchstone
