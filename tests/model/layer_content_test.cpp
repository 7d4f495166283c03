#include <gtest/gtest.h>

#include "touchstone/model/layer_content.h"

namespace touchstone {
namespace {

Annotation box(double x, std::int32_t z = 0)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.shape = BoxShape{{x, 0, 10, 10}};
    annotation.z = z;
    return annotation;
}

Edit editOf(std::vector<Change> changes)
{
    return {EditId::create(), {}, "Edit", {}, std::move(changes)};
}

LayerContent emptyLayer()
{
    Layer layer;
    layer.id = LayerId::create();
    return LayerContent(layer);
}

TEST(LayerContent, KeepsDrawingOrderByZThenId)
{
    LayerContent content = emptyLayer();
    const Annotation first = box(1), second = box(2), below = box(3, -1);
    ASSERT_TRUE(content.apply(editOf({content.creation(second), content.creation(first), content.creation(below)})));
    ASSERT_EQ(content.annotations().size(), 3u);
    EXPECT_EQ(content.annotations()[0].id, below.id);
    EXPECT_EQ(content.annotations()[1].id, first.id);
    Annotation raised = first;
    raised.z = 5;
    ASSERT_TRUE(content.apply(editOf({content.replacement(raised)})));
    EXPECT_EQ(content.annotations()[2], raised);
    EXPECT_EQ(content.find(first.id)->z, 5);
}

TEST(LayerContent, AnInverseRestoresEveryState)
{
    LayerContent content = emptyLayer();
    const Annotation a = box(1);
    const Edit create = editOf({content.creation(a)});
    ASSERT_TRUE(content.apply(create));
    Annotation moved = a;
    moved.shape = BoxShape{{5, 5, 1, 1}};
    const Edit move = editOf({content.replacement(moved)});
    ASSERT_TRUE(content.apply(move));
    ASSERT_TRUE(content.apply(inverse(move)));
    EXPECT_EQ(*content.find(a.id), a);
    EXPECT_EQ(content.revision(a.id), 3);
    const Edit removal = editOf({content.removal(a.id)});
    ASSERT_TRUE(content.apply(removal));
    EXPECT_EQ(content.find(a.id), nullptr);
    ASSERT_TRUE(content.apply(inverse(removal)));
    EXPECT_EQ(*content.find(a.id), a);
}

TEST(LayerContent, AStaleEditChangesNothing)
{
    LayerContent content = emptyLayer();
    const Annotation a = box(1), b = box(2);
    ASSERT_TRUE(content.apply(editOf({content.creation(a), content.creation(b)})));
    Annotation moved = a;
    moved.z = 1;
    const Edit stale = editOf({content.removal(b.id), content.replacement(moved)});
    ASSERT_TRUE(content.apply(editOf({content.replacement(moved)})));
    const auto before = content.annotations();
    EXPECT_FALSE(content.apply(stale));
    EXPECT_EQ(content.annotations(), before);
}

TEST(LayerContent, OtherLayersAreNotItsBusiness)
{
    LayerContent content = emptyLayer(), other = emptyLayer();
    ASSERT_TRUE(content.apply(editOf({other.creation(box(1))})));
    EXPECT_TRUE(content.isEmpty());
}

TEST(LayerContent, FlagsAreChangesOfTheLayer)
{
    LayerContent content = emptyLayer();
    const Edit edit = editOf({content.flags(true, false)});
    ASSERT_TRUE(content.apply(edit));
    EXPECT_TRUE(content.layer().confirmedEmpty);
    EXPECT_EQ(content.layerRevision(), 1);
    EXPECT_FALSE(content.apply(edit));
    ASSERT_TRUE(content.apply(inverse(edit)));
    EXPECT_FALSE(content.layer().confirmedEmpty);
}

} // namespace
} // namespace touchstone
