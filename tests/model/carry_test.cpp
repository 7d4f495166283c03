#include <gtest/gtest.h>

#include "touchstone/model/carry.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {
namespace {

constexpr const char* kBefore = "Ada Lovelace wrote to Charles Babbage in London. He answered her from Dorset.";

Document one(const std::string& text)
{
    Document document;
    document.blocks.push_back({"", text});
    return document;
}

Annotation span(const std::string& words, std::int32_t block = 0)
{
    const auto at = std::int64_t(std::string(kBefore).find(words));
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = LabelId::create();
    annotation.shape = SpanShape{std::vector{TextRange{at, at + std::int64_t(words.size())}}, block};
    return annotation;
}

std::string wordsOf(const Annotation& annotation, const Document& document)
{
    const auto& shape = std::get<SpanShape>(annotation.shape);
    std::string text;
    for (const TextRange& range : *shape.ranges)
        text += "[" + std::string(TextOffsets(document.blocks[std::size_t(shape.block)].text).slice(range)) + "]";
    return text;
}

TEST(Carry, SpansRelationsAndTagsGoAlongUnderNewIds)
{
    const Annotation ada = span("Ada Lovelace"), charles = span("Charles Babbage");
    Annotation wrote, tag;
    wrote.id = AnnotationId::create();
    wrote.shape = RelationShape{std::vector{ada.id, charles.id}, true};
    tag.id = AnnotationId::create();
    tag.attributes = {{"mood", std::string("calm")}};
    const Document after = one("On Monday Ada Lovelace wrote to Charles Babbage in London. He answered her from Dorset.");
    const Carried now = carried({ada, charles, wrote, tag}, one(kBefore), after);
    ASSERT_EQ(now.annotations.size(), 4u);
    EXPECT_TRUE(now.doubts.empty());
    EXPECT_EQ(wordsOf(now.annotations[0], after), "[Ada Lovelace]");
    EXPECT_EQ(wordsOf(now.annotations[1], after), "[Charles Babbage]");
    EXPECT_EQ(now.annotations[0].label, ada.label);
    EXPECT_NE(now.annotations[0].id, ada.id);
    const auto& relation = std::get<RelationShape>(now.annotations[2].shape);
    EXPECT_EQ(*relation.members, (std::vector{now.annotations[0].id, now.annotations[1].id}));
    EXPECT_EQ(now.annotations[3].attributes, tag.attributes);
    EXPECT_FALSE(now.annotations[0].unsure);
}

TEST(Carry, DoubtfulOnesAreKeptMarkedAndNamed)
{
    const Annotation london = span("London"), dorset = span("Dorset");
    const Document after = one("Ada Lovelace wrote to Charles Babbage in Leeds. He answered her from Dorset.");
    const Carried now = carried({london, dorset}, one(kBefore), after);
    ASSERT_EQ(now.doubts.size(), 1u);
    EXPECT_EQ(now.doubts[0].id, now.annotations[0].id);
    EXPECT_EQ(now.doubts[0].before, "London");
    EXPECT_EQ(now.doubts[0].after, "Leeds");
    EXPECT_TRUE(now.annotations[0].unsure);
    EXPECT_FALSE(now.annotations[1].unsure);

    const Carried gone = carried({london}, one(kBefore), one("Ada Lovelace wrote to Charles Babbage in. He answered her from Dorset."));
    ASSERT_EQ(gone.doubts.size(), 1u);
    EXPECT_EQ(gone.doubts[0].after, "");
    EXPECT_TRUE(std::get<SpanShape>(gone.annotations[0].shape).ranges->front().isEmpty());
}

TEST(Carry, PiecesStayApartAndInOrder)
{
    Annotation two = span("Ada Lovelace");
    two.shape = SpanShape{std::vector{TextRange{0, 3}, TextRange{22, 29}}, 0};
    const Document longer = one("Ada Lovelace often wrote to Charles Babbage in London. He answered her from Dorset.");
    const Carried kept = carried({two}, one(kBefore), longer);
    EXPECT_EQ(wordsOf(kept.annotations[0], longer), "[Ada][Charles]");
    EXPECT_TRUE(kept.doubts.empty());

    const Document shorter = one("Ada wrote to Mr Babbage in London. He answered her from Dorset.");
    const Carried cut = carried({two}, one(kBefore), shorter);
    const auto& ranges = *std::get<SpanShape>(cut.annotations[0].shape).ranges;
    EXPECT_EQ(ranges.front(), (TextRange{0, 3}));
    EXPECT_TRUE(cut.annotations[0].unsure);
    for (std::size_t i = 1; i < ranges.size(); ++i)
        EXPECT_LT(ranges[i - 1].end, ranges[i].begin);
}

TEST(Carry, BlocksAreMetByName)
{
    Document before = one(kBefore), after = one("A question that was put first.");
    before.blocks[0].name = "answer";
    after.blocks[0].name = "question";
    after.blocks.push_back({"answer", std::string("Well: ") + kBefore});
    const Carried now = carried({span("Dorset")}, before, after);
    EXPECT_EQ(std::get<SpanShape>(now.annotations[0].shape).block, 1);
    EXPECT_EQ(wordsOf(now.annotations[0], after), "[Dorset]");
    EXPECT_TRUE(now.doubts.empty());

    Document other = one("Nothing of it is left here.");
    other.blocks[0].name = "remark";
    const Carried lost = carried({span("Dorset")}, before, other);
    EXPECT_EQ(std::get<SpanShape>(lost.annotations[0].shape).block, 0);
    EXPECT_TRUE(lost.annotations[0].unsure);
}

} // namespace
} // namespace touchstone
