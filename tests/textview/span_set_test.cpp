#include <gtest/gtest.h>

#include "textview/span_set.h"
#include "textview/text_bed.h"

namespace touchstone {
namespace {

struct SpanSetTest : testing::Test {
    LabelId label = LabelId::create();
    SpanSet spans;
    Annotation outer = spanOf(label, {{0, 20}}), inner = spanOf(label, {{5, 9}}),
               far = spanOf(label, {{40, 45}});
};

TEST_F(SpanSetTest, TellsTheStackAtAPlaceInnerOnesFirst)
{
    const Annotation split = spanOf(label, {{6, 7}, {12, 14}}), place = spanOf(label, {{6, 6}});
    spans.reset({outer, inner, far, split, place}, {});
    EXPECT_EQ(spans.stackAt(0, 6), (std::vector{place.id, split.id, inner.id, outer.id}));
    EXPECT_EQ(spans.stackAt(0, 8), (std::vector{inner.id, outer.id}));
    EXPECT_EQ(spans.stackAt(0, 12), (std::vector{split.id, outer.id}));
    EXPECT_TRUE(spans.stackAt(0, 20).empty());
    EXPECT_TRUE(spans.stackAt(3, 0).empty());
}

TEST_F(SpanSetTest, AnOuterSpanThatWasRaisedLiesOnTop)
{
    outer.z = 1;
    spans.reset({outer, inner}, {});
    EXPECT_EQ(spans.stackAt(0, 6), (std::vector{outer.id, inner.id}));
}

TEST_F(SpanSetTest, AChangeNamesTheOldAndTheNewPlaceAndTheOtherEndsOfItsArcs)
{
    const Annotation arc = relationOf(label, {inner.id, far.id}, true);
    spans.reset({outer, inner, far, arc}, {});
    Annotation moved = inner;
    moved.shape = SpanShape{std::vector<TextRange>{{15, 18}}};
    const SpanChange change = spans.change(inner.id, moved, false);
    const auto names = [&](const TextRange& range) {
        return std::ranges::any_of(change.ranges, [&](const BlockRange& one) { return one.range == range; });
    };
    EXPECT_TRUE(names({5, 9}));
    EXPECT_TRUE(names({15, 18}));
    EXPECT_TRUE(names({40, 45}));
    EXPECT_EQ(spans.stackAt(0, 16).front(), inner.id);
    EXPECT_EQ(spans.stackAt(0, 6), (std::vector{outer.id}));
    spans.change(inner.id, std::nullopt, false);
    EXPECT_EQ(spans.spanCount(), 2U);
    EXPECT_EQ(spans.find(inner.id), nullptr);
}

TEST_F(SpanSetTest, ChainsAreNumberedInTheOrderOfTheirMaking)
{
    const Annotation late = relationOf(label, {far.id}, false),
                     early = relationOf(label, {far.id, inner.id}, false),
                     third = relationOf(label, {outer.id}, false);
    spans.reset({outer, inner, far, early, late}, {});
    EXPECT_EQ(spans.chainNumber(late.id), 1) << "made first";
    EXPECT_EQ(spans.chainNumber(early.id), 2);
    EXPECT_EQ(spans.chainNumber(outer.id), 0);
    EXPECT_EQ(spans.chainsOf(far.id).size(), 2U);
    EXPECT_TRUE(spans.arcsOf(far.id).empty());
    Annotation joined = late;
    joined.shape = RelationShape{std::vector{outer.id, far.id}, false};
    const SpanChange change = spans.change(late.id, joined, false);
    EXPECT_EQ(spans.chainNumber(late.id), 1);
    EXPECT_EQ(change.ranges.size(), 3U) << "its mentions before and after are shown anew";
    const SpanChange gone = spans.change(late.id, std::nullopt, false);
    EXPECT_EQ(spans.chainNumber(late.id), 0);
    EXPECT_EQ(spans.chainNumber(early.id), 1) << "as it will be when the text is shown anew";
    EXPECT_EQ(gone.ranges.size(), 4U) << "the mentions of both are shown anew";
    spans.change(third.id, third, false);
    EXPECT_EQ(spans.chainNumber(third.id), 2);
    spans.reset({outer, inner, far, third, early}, {});
    EXPECT_EQ(spans.chainNumber(early.id), 1);
    EXPECT_EQ(spans.chainNumber(third.id), 2);
}

TEST_F(SpanSetTest, ChainsThatAreHiddenKeepTheirNumber)
{
    const Annotation first = relationOf(label, {far.id}, false), second = relationOf(label, {inner.id}, false),
                     proposed = relationOf(label, {outer.id}, false);
    spans.reset({outer, inner, far, second}, {proposed});
    EXPECT_EQ(spans.chainNumber(second.id), 1);
    EXPECT_TRUE(spans.setChainOrder({first.id, second.id}));
    EXPECT_EQ(spans.chainNumber(second.id), 2);
    EXPECT_EQ(spans.chainNumber(proposed.id), 3) << "what is proposed comes behind";
    EXPECT_FALSE(spans.setChainOrder({first.id, second.id}));
    EXPECT_TRUE(spans.setChainOrder({second.id}));
    EXPECT_EQ(spans.chainNumber(second.id), 1);
}

TEST_F(SpanSetTest, AnEventHasAnArcForEachRoleAndMayBeAnArgumentItself)
{
    Annotation event = relationOf(label, {outer.id, inner.id}, false);
    event.shape =
        RelationShape{std::vector{outer.id, inner.id}, false, std::vector<std::string>{"", "Theme"}};
    Annotation cause = relationOf(label, {far.id, event.id}, false);
    cause.shape = RelationShape{std::vector{far.id, event.id}, false, std::vector<std::string>{"", "Cause"}};
    spans.reset({outer, inner, far, event, cause}, {});
    const auto at = spans.arcsOf(far.id);
    ASSERT_EQ(at.size(), 1U);
    EXPECT_EQ(at[0].to, outer.id);
    EXPECT_EQ(at[0].role, QStringLiteral("Cause"));
    EXPECT_EQ(spans.arcsOf(outer.id).size(), 2U);
    EXPECT_EQ(spans.arcsOf(inner.id).size(), 1U);
}

TEST_F(SpanSetTest, EventsThatNameEachOtherEnd)
{
    Annotation a = relationOf(label, {}, false), b = a;
    b.id = AnnotationId::create();
    a.shape = RelationShape{std::vector{b.id, inner.id}, false, std::vector<std::string>{"", "x"}};
    b.shape = RelationShape{std::vector{a.id, inner.id}, false, std::vector<std::string>{"", "x"}};
    spans.reset({inner, a, b}, {});
    EXPECT_TRUE(spans.arcsOf(inner.id).empty());
    EXPECT_FALSE(spans.change(inner.id, std::nullopt, false).ranges.empty());
}

} // namespace
} // namespace touchstone
