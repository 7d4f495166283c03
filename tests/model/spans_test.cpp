#include <gtest/gtest.h>

#include "touchstone/model/spans.h"

namespace touchstone {
namespace {

struct Spans : ::testing::Test {
    LayerContent content;
    LabelId person = LabelId::create(), met = LabelId::create(), coref = LabelId::create();

    AnnotationId add(std::vector<TextRange> ranges, int block = 0)
    {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = person;
        span.shape = SpanShape{std::move(ranges), block};
        take({content.creation(span)});
        return span.id;
    }
    void take(std::vector<Change> changes)
    {
        ASSERT_FALSE(changes.empty());
        Edit edit;
        edit.id = EditId::create();
        edit.changes = std::move(changes);
        const auto done = content.apply(edit);
        ASSERT_TRUE(done) << done.error().text();
    }
    std::vector<TextRange> rangesOf(const AnnotationId& id)
    {
        return *std::get<SpanShape>(content.find(id)->shape).ranges;
    }
    std::vector<AnnotationId> membersOf(const AnnotationId& id)
    {
        return *std::get<RelationShape>(content.find(id)->shape).members;
    }
};

TEST_F(Spans, StandInReadingOrderOuterFirst)
{
    const AnnotationId late = add({{0, 3}}, 1), inner = add({{2, 4}}), outer = add({{2, 9}}), first = add({{0, 1}});
    std::vector<AnnotationId> order;
    for (const Annotation* span : spansInOrder(content))
        order.push_back(span->id);
    EXPECT_EQ(order, (std::vector{first, outer, inner, late}));
}

TEST_F(Spans, AreRelatedOnceAndNeverToThemselves)
{
    const AnnotationId a = add({{0, 1}}), b = add({{2, 3}});
    take(spansRelated(content, a, b, met, AnnotationId::create()));
    EXPECT_TRUE(spansRelated(content, a, b, met, AnnotationId::create()).empty());
    EXPECT_TRUE(spansRelated(content, a, a, met, AnnotationId::create()).empty());
    EXPECT_FALSE(spansRelated(content, b, a, met, AnnotationId::create()).empty());
}

TEST_F(Spans, AMentionIsInOneChainOfALabel)
{
    const AnnotationId a = add({{0, 1}}), b = add({{2, 3}}), c = add({{4, 5}});
    const AnnotationId one = AnnotationId::create(), two = AnnotationId::create();
    take(chained(content, one, coref, {a, b}));
    take(chained(content, two, coref, {c}));
    take(chained(content, two, coref, {a}));
    EXPECT_EQ(membersOf(one), (std::vector{b}));
    EXPECT_EQ(membersOf(two), (std::vector{c, a}));
    EXPECT_TRUE(chained(content, two, coref, {a}).empty());
    take(chained(content, two, coref, {b}));
    EXPECT_EQ(content.find(one), nullptr);
    take(unchained(content, {a, b, c}));
    EXPECT_EQ(content.find(two), nullptr);
}

TEST_F(Spans, JoinedOnesTakeTheRelationsOfAll)
{
    const AnnotationId a = add({{0, 4}}), b = add({{4, 6}, {8, 9}}), c = add({{20, 21}});
    const AnnotationId inside = AnnotationId::create(), out = AnnotationId::create(), chain = AnnotationId::create();
    take(spansRelated(content, a, b, met, inside));
    take(spansRelated(content, b, c, met, out));
    take(chained(content, chain, coref, {b, c}));
    take(spansJoined(content, {b, a}));
    EXPECT_EQ(rangesOf(a), (std::vector<TextRange>{{0, 6}, {8, 9}}));
    EXPECT_EQ(content.find(b), nullptr);
    EXPECT_EQ(content.find(inside), nullptr);
    EXPECT_EQ(membersOf(out), (std::vector{a, c}));
    EXPECT_EQ(membersOf(chain), (std::vector{a, c}));
    EXPECT_TRUE(spansJoined(content, {a}).empty());
    EXPECT_TRUE(spansJoined(content, {a, add({{0, 1}}, 1)}).empty());
}

TEST_F(Spans, CutLeaveAPieceOnEachSide)
{
    const AnnotationId a = add({{0, 4}, {6, 9}});
    const AnnotationId rest = AnnotationId::create();
    EXPECT_TRUE(spanCut(content, a, 0, rest).empty());
    EXPECT_TRUE(spanCut(content, a, 9, rest).empty());
    take(spanCut(content, a, 7, rest));
    EXPECT_EQ(rangesOf(a), (std::vector<TextRange>{{0, 4}, {6, 7}}));
    EXPECT_EQ(rangesOf(rest), (std::vector<TextRange>{{7, 9}}));
    EXPECT_EQ(content.find(rest)->label, person);
}

} // namespace
} // namespace touchstone
