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

} // namespace
} // namespace touchstone
