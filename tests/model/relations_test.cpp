#include <gtest/gtest.h>

#include "touchstone/model/relations.h"

namespace touchstone {
namespace {

Annotation annotationOf(Shape shape)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.shape = std::move(shape);
    return annotation;
}

struct Relations : ::testing::Test {
    LayerContent content;
    std::vector<AnnotationId> boxes;
    AnnotationId group, arrow;

    void SetUp() override
    {
        std::vector<Annotation> all;
        for (int i = 0; i < 3; ++i) {
            all.push_back(annotationOf(BoxShape{{double(i), 0, 10, 10}}));
            boxes.push_back(all.back().id);
        }
        all.push_back(annotationOf(RelationShape{boxes, false}));
        group = all.back().id;
        all.push_back(annotationOf(RelationShape{std::vector{boxes[0], boxes[1]}, true}));
        arrow = all.back().id;
        content.load(all, std::vector<std::int64_t>(all.size(), 1));
    }
};

TEST_F(Relations, AGroupGoesOnWithoutAMemberAndAnArrowDoesNot)
{
    const std::vector<Change> changes = relationsWithout(content, {boxes[0]});
    ASSERT_EQ(changes.size(), 2U);
    const auto& rest = std::get<RelationShape>(std::get<Annotation>(*changes[0].after).shape);
    EXPECT_EQ(*rest.members, (std::vector{boxes[1], boxes[2]}));
    EXPECT_FALSE(changes[1].after);
    EXPECT_EQ(std::get<Annotation>(*changes[1].before).id, arrow);
}

TEST_F(Relations, AGroupOfOneGoes)
{
    const std::vector<Change> changes = relationsWithout(content, {boxes[1], boxes[2]});
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_FALSE(changes[0].after);
    EXPECT_FALSE(changes[1].after);
}

TEST_F(Relations, WhatGoesItselfOrIsNotMetStays)
{
    EXPECT_TRUE(relationsWithout(content, {group, arrow}).empty());
    EXPECT_EQ(relationsWithout(content, {boxes[2]}).size(), 1U);
}

TEST_F(Relations, AreFoundByTheirMembers)
{
    EXPECT_EQ(relationsOf(content, boxes[0]).size(), 2U);
    ASSERT_EQ(relationsOf(content, boxes[2]).size(), 1U);
    EXPECT_EQ(relationsOf(content, boxes[2]).front()->id, group);
}

TEST_F(Relations, AShapeIsInOneGroupAtMost)
{
    const AnnotationId made = AnnotationId::create();
    EXPECT_TRUE(grouped(content, {boxes[0]}, made).empty());
    EXPECT_TRUE(grouped(content, {boxes[2], boxes[0], boxes[1]}, made).empty());
    ASSERT_TRUE(content.apply({EditId::create(), {}, "", "", grouped(content, {boxes[0], boxes[1]}, made)}));
    EXPECT_EQ(content.find(group), nullptr); // One member is no group.
    EXPECT_EQ(*std::get<RelationShape>(content.find(made)->shape).members, (std::vector{boxes[0], boxes[1]}));
    EXPECT_NE(content.find(arrow), nullptr);
    EXPECT_EQ(relatedTo(content, {boxes[0]}), std::vector{boxes[1]});
    ASSERT_TRUE(content.apply({EditId::create(), {}, "", "", ungrouped(content, {boxes[0]})}));
    EXPECT_EQ(content.annotations().size(), 3U);
    EXPECT_TRUE(ungrouped(content, boxes).empty());
}

TEST_F(Relations, APartHasOneWholeAndNoCircle)
{
    const auto newId = [] { return AnnotationId::create(); };
    EXPECT_TRUE(partsOf(content, {boxes[0]}, boxes[1], newId).empty()); // It is one already.
    EXPECT_TRUE(partsOf(content, {boxes[1]}, boxes[0], newId).empty());
    EXPECT_TRUE(partsOf(content, {boxes[1]}, boxes[1], newId).empty());
    ASSERT_TRUE(content.apply({EditId::create(), {}, "", "", partsOf(content, {boxes[1]}, boxes[2], newId)}));
    EXPECT_TRUE(partsOf(content, {boxes[2]}, boxes[0], newId).empty());
    const std::vector<Change> moved = partsOf(content, {boxes[0]}, boxes[2], newId);
    ASSERT_EQ(moved.size(), 1U);
    ASSERT_TRUE(content.apply({EditId::create(), {}, "", "", moved}));
    EXPECT_EQ(*std::get<RelationShape>(content.find(arrow)->shape).members, (std::vector{boxes[0], boxes[2]}));
}

} // namespace
} // namespace touchstone
