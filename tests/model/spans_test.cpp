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

TEST_F(Spans, MentionsOfAChainFollowEachOtherInTheText)
{
    const AnnotationId late = add({{9, 10}}), early = add({{0, 1}}), middle = add({{4, 5}}), alone = add({{6, 7}});
    const AnnotationId chain = AnnotationId::create();
    take(chained(content, chain, coref, {late, early, middle}));
    EXPECT_EQ(mentionsInOrder(content, chain), (std::vector{early, middle, late}));
    EXPECT_EQ(mentionBeside(content, early, 1), middle);
    EXPECT_EQ(mentionBeside(content, early, -1), late);
    EXPECT_EQ(mentionBeside(content, late, 1), early);
    EXPECT_TRUE(mentionBeside(content, alone, 1).isNull());
    take(chained(content, AnnotationId::create(), coref, {alone}));
    EXPECT_TRUE(mentionBeside(content, alone, 1).isNull()) << "it would be the same one";
    EXPECT_TRUE(mentionsInOrder(content, late).empty());
}

TEST_F(Spans, ChainsAreUnitedIntoTheOldestOfTheirLabel)
{
    const AnnotationId a = add({{0, 1}}), b = add({{2, 3}}), c = add({{4, 5}}), d = add({{6, 7}});
    const AnnotationId first = AnnotationId::create(), second = AnnotationId::create(), other = AnnotationId::create();
    take(chained(content, second, coref, {c, d}));
    take(chained(content, first, coref, {a, b}));
    take(chained(content, other, met, {a}));
    EXPECT_TRUE(chainsUnited(content, {a, b}).empty()) << "of one label, one chain";
    take(chainsUnited(content, {d, a}));
    EXPECT_EQ(membersOf(first), (std::vector{a, b, c, d}));
    EXPECT_EQ(content.find(second), nullptr);
    EXPECT_EQ(membersOf(other), (std::vector{a})) << "another label's chain stays";
}

TEST_F(Spans, AChainIsSplitAtAMention)
{
    const AnnotationId c = add({{4, 5}}), a = add({{0, 1}}), b = add({{2, 3}});
    const AnnotationId chain = AnnotationId::create(), rest = AnnotationId::create();
    take(chained(content, chain, coref, {c, a, b}));
    EXPECT_TRUE(chainSplit(content, chain, a, rest).empty());
    EXPECT_TRUE(chainSplit(content, chain, chain, rest).empty());
    take(chainSplit(content, chain, b, rest));
    EXPECT_EQ(membersOf(chain), (std::vector{a}));
    EXPECT_EQ(membersOf(rest), (std::vector{b, c}));
    EXPECT_EQ(content.find(rest)->label, coref);
}

TEST_F(Spans, RelationsAreTurnedRoundUnlessThereIsTheOther)
{
    const AnnotationId a = add({{0, 1}}), b = add({{2, 3}}), c = add({{4, 5}});
    const AnnotationId one = AnnotationId::create(), there = AnnotationId::create(), back = AnnotationId::create();
    const AnnotationId chain = AnnotationId::create();
    take(spansRelated(content, a, b, met, one));
    take(spansRelated(content, b, c, met, there));
    take(spansRelated(content, c, b, met, back));
    take(chained(content, chain, coref, {a, b}));
    take(relationsTurned(content, {one, there, chain, a}));
    EXPECT_EQ(membersOf(one), (std::vector{b, a}));
    EXPECT_EQ(membersOf(there), (std::vector{b, c}));
    EXPECT_EQ(membersOf(chain), (std::vector{a, b}));
}

TEST_F(Spans, APlaceIsNoPieceAmongOthers)
{
    EXPECT_EQ(asPieces({{5, 5}, {7, 9}}), (std::vector<TextRange>{{7, 9}}));
    EXPECT_EQ(asPieces({{5, 5}, {3, 8}}), (std::vector<TextRange>{{3, 8}}));
    EXPECT_EQ(asPieces({{8, 9}, {5, 7}, {7, 8}}), (std::vector<TextRange>{{5, 9}}));
    EXPECT_EQ(asPieces({{6, 6}, {2, 2}}), (std::vector<TextRange>{{2, 2}}));
    const AnnotationId place = add({{5, 5}}), words = add({{7, 9}});
    take(spansJoined(content, {place, words}));
    EXPECT_EQ(rangesOf(place), (std::vector<TextRange>{{7, 9}}));
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
