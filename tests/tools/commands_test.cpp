#include "tools/commands.h"

#include <gtest/gtest.h>

namespace touchstone {
namespace {

constexpr Size image{400, 300};

struct CommandsTest : testing::Test {
    CommandsTest()
    {
        Layer layer;
        layer.id = LayerId::create();
        content = LayerContent(layer);
    }
    AnnotationId put(Shape shape, std::int32_t z = 0)
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.shape = std::move(shape);
        annotation.z = z;
        apply({content.creation(annotation)});
        return annotation.id;
    }
    void apply(std::vector<Change> changes)
    {
        Edit edit;
        edit.changes = std::move(changes);
        ASSERT_TRUE(content.apply(edit).ok());
    }
    Rect box(const AnnotationId& id) const { return *bounds(content.find(id)->shape); }
    std::vector<AnnotationId> order() const
    {
        std::vector<AnnotationId> ids;
        for (const Annotation& annotation : content.annotations())
            ids.push_back(annotation.id);
        return ids;
    }
    LayerContent content;
};

Shape boxOf(double x, double y, double w, double h)
{
    return BoxShape{{x, y, w, h}};
}

TEST_F(CommandsTest, DuplicateStandsTenPixelsAside)
{
    const AnnotationId id = put(boxOf(20, 30, 40, 50));
    const Creation copy = duplicateSelection(content, {id}, image);
    apply(copy.changes);
    ASSERT_EQ(copy.created.size(), 1u);
    EXPECT_EQ(box(copy.created[0]), (Rect{30, 40, 40, 50}));
    EXPECT_EQ(box(id), (Rect{20, 30, 40, 50}));
}

TEST_F(CommandsTest, DuplicateAtTheBorderGoesTheOtherWay)
{
    const AnnotationId id = put(boxOf(355, 245, 40, 50));
    const Creation copy = duplicateSelection(content, {id}, image);
    apply(copy.changes);
    EXPECT_EQ(box(copy.created[0]), (Rect{345, 235, 40, 50}));
}

TEST_F(CommandsTest, CopiesKeepInstancesTogetherAndDropScores)
{
    Annotation a;
    a.id = AnnotationId::create();
    a.shape = boxOf(0, 0, 10, 10);
    a.instance = InstanceId::create();
    a.score = 0.5;
    Annotation b = a;
    b.id = AnnotationId::create();
    const Creation copy = pasteAnnotations(content, {a, b}, image);
    apply(copy.changes);
    const Annotation* first = content.find(copy.created[0]);
    const Annotation* second = content.find(copy.created[1]);
    EXPECT_EQ(first->instance, second->instance);
    EXPECT_NE(first->instance, a.instance);
    EXPECT_FALSE(first->score.has_value());
    EXPECT_NE(first->id, a.id);
}

TEST_F(CommandsTest, PasteAtThePointer)
{
    Annotation a;
    a.shape = boxOf(0, 0, 20, 10);
    const Creation copy = pasteAnnotations(content, {a}, image, Point{200, 100});
    apply(copy.changes);
    EXPECT_EQ(box(copy.created[0]), (Rect{190, 95, 20, 10}));
}

TEST_F(CommandsTest, PasteFromALargerImageLeavesOutWhatDoesNotFit)
{
    Annotation a;
    a.shape = boxOf(900, 700, 20, 10);
    Annotation large;
    large.shape = boxOf(0, 0, 1000, 20);
    Annotation edge;
    edge.shape = boxOf(380.5, 10, 20, 10);
    const Creation pasted = pasteAnnotations(content, {a, large, edge}, image);
    EXPECT_EQ(pasted.leftOut, 2u);
    ASSERT_EQ(pasted.created.size(), 1u);
    apply(pasted.changes);
    EXPECT_EQ(box(pasted.created[0]), (Rect{380.5, 10, 19.5, 10})) << "trimmed by less than a pixel";
}

TEST_F(CommandsTest, PastedMaskGetsTheSizeOfItsNewImage)
{
    std::vector<std::uint8_t> pixels(500 * 200);
    for (std::size_t y = 10; y < 20; ++y)
        for (std::size_t x = 30; x < 50; ++x)
            pixels[y * 500 + x] = 1;
    Annotation a;
    a.shape = MaskShape{maskFromRle(encodeRle(pixels.data(), 200, 500, 500))};
    const Creation copy = pasteAnnotations(content, {a}, image);
    apply(copy.changes);
    const auto& mask = *std::get<MaskShape>(content.find(copy.created[0])->shape).mask;
    EXPECT_EQ(mask.width, 400);
    EXPECT_EQ(mask.height, 300);
    EXPECT_EQ(area(mask), 200u);
    EXPECT_TRUE(validate(mask).ok());
}

TEST_F(CommandsTest, NudgeOfNothingOrAtTheBorderChangesNothing)
{
    const AnnotationId id = put(boxOf(0, 10, 20, 20));
    EXPECT_TRUE(nudge(content, {}, {1, 0}, image).empty());
    EXPECT_TRUE(nudge(content, {id}, {-1, 0}, image).empty());
    EXPECT_EQ(nudge(content, {id}, {1, 0}, image).size(), 1u);
}

TEST_F(CommandsTest, AShapeOutsideTheImageMayComeBackButNotGoFarther)
{
    EXPECT_EQ(allowedMove({-10, 0, 20, 20}, {-5, 0}, image), (Point{0, 0}));
    EXPECT_EQ(allowedMove({-10, 0, 20, 20}, {5, 0}, image), (Point{5, 0}));
    EXPECT_EQ(allowedMove({390, 0, 30, 20}, {-50, 0}, image), (Point{-50, 0}));
    EXPECT_EQ(allowedMove({390, 0, 30, 20}, {5, 0}, image), (Point{0, 0}));
}

TEST_F(CommandsTest, RelabelTouchesOnlyOtherLabels)
{
    const AnnotationId id = put(boxOf(0, 10, 20, 20));
    const LabelId label = LabelId::create();
    apply(relabel(content, {id}, label));
    EXPECT_EQ(content.find(id)->label, label);
    EXPECT_TRUE(relabel(content, {id}, label).empty());
    EXPECT_TRUE(relabel(content, {AnnotationId::create()}, label).empty());
}

TEST_F(CommandsTest, RelabellingFillsInWhatTheNewLabelStartsWith)
{
    const AnnotationId id = put(BoxShape{{10, 10, 20, 20}});
    Annotation coloured = *content.find(id);
    coloured.attributes = {{"colour", std::string("red")}};
    Edit edit;
    edit.changes = {content.replacement(coloured)};
    ASSERT_TRUE(content.apply(edit));
    const Attributes start{{"colour", std::string("blue")}, {"parked", false}};
    const auto changes = relabel(content, {id}, LabelId::create(), start);
    ASSERT_EQ(changes.size(), 1U);
    const Attributes& after = std::get<Annotation>(*changes[0].after).attributes;
    EXPECT_EQ(after, (Attributes{{"colour", std::string("red")}, {"parked", false}}));
}

TEST_F(CommandsTest, DeleteLeavesTheOthers)
{
    const AnnotationId a = put(boxOf(0, 0, 10, 10)), b = put(boxOf(0, 0, 10, 10));
    apply(deleteSelection(content, {a, AnnotationId::create()}));
    EXPECT_EQ(order(), std::vector{b});
}

TEST_F(CommandsTest, StackingReachesTheWantedOrder)
{
    const AnnotationId a = put(boxOf(0, 0, 10, 10)), b = put(boxOf(0, 0, 10, 10)),
                       c = put(boxOf(0, 0, 10, 10)), d = put(boxOf(0, 0, 10, 10), 5);
    using Ids = std::vector<AnnotationId>;
    ASSERT_EQ(order(), (Ids{a, b, c, d}));
    apply(bringToFront(content, {a}));
    EXPECT_EQ(order(), (Ids{b, c, d, a}));
    apply(sendToBack(content, {d, a}));
    EXPECT_EQ(order(), (Ids{d, a, b, c}));
    apply(raise(content, {d, a}));
    EXPECT_EQ(order(), (Ids{b, d, a, c}));
    apply(lower(content, {c}));
    EXPECT_EQ(order(), (Ids{b, d, c, a}));
    EXPECT_TRUE(lower(content, {b}).empty());
    EXPECT_TRUE(raise(content, {a}).empty());
    EXPECT_TRUE(bringToFront(content, {c, a}).empty());
}

TEST_F(CommandsTest, BringingOneToTheFrontChangesOne)
{
    std::vector<AnnotationId> ids;
    for (int i = 0; i < 20; ++i)
        ids.push_back(put(boxOf(0, 0, 10, 10)));
    EXPECT_EQ(bringToFront(content, {ids[0]}).size(), 1u);
    EXPECT_EQ(sendToBack(content, {ids[19]}).size(), 1u);
}

} // namespace
} // namespace touchstone
