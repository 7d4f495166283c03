#include "touchstone/model/text_places.h"

#include <gtest/gtest.h>

using namespace touchstone;

namespace {

Document twoBlocks()
{
    Document document;
    document.blocks.push_back({"question", "Who is Ada? 😀 ada"});
    document.blocks.push_back({"answer", "Ada"});
    return document;
}

TEST(TextPlaces, ComeFromAllBlocksInOrder)
{
    const auto found = placesOf(twoBlocks(), *TextSearch::compile({"ada"}));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->places, (std::vector<TextPlace>{{0, {7, 10}}, {0, {14, 17}}, {1, {0, 3}}}));
    EXPECT_TRUE(found->complete);
    const auto two = placesOf(twoBlocks(), *TextSearch::compile({"ada"}), {.most = 2});
    EXPECT_EQ(two->places.size(), 2U);
    EXPECT_FALSE(two->complete);
    std::vector<std::uint32_t> which;
    const auto surfaces = placesOf(twoBlocks(), SurfaceMatcher({"who", "Ada"}, true), nullptr, &which);
    ASSERT_TRUE(surfaces);
    EXPECT_EQ(surfaces->places, (std::vector<TextPlace>{{0, {7, 10}}, {1, {0, 3}}}));
    EXPECT_EQ(which, (std::vector<std::uint32_t>{1, 1}));
}

TEST(TextPlaces, CoverKnowsLabelsAndWhatTheyWereMergedInto)
{
    Ontology ontology;
    for (const char* name : {"PERSON", "ORG", "HUMAN"}) {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        ontology.labels.push_back(label);
    }
    ontology.labels[2].mergedInto = ontology.labels[0].id;
    LayerContent content(Layer{});
    std::vector<Annotation> spans;
    const auto add = [&](int label, std::vector<TextRange> ranges, int block) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = ontology.labels[std::size_t(label)].id;
        span.shape = SpanShape{std::move(ranges), block};
        spans.push_back(std::move(span));
    };
    add(2, {{2, 20}}, 0);
    add(0, {{4, 5}}, 0);
    add(1, {{30, 40}, {50, 60}}, 1);
    content.load(spans, {1, 1, 1});
    const SpanCover person(content, ontology, ontology.labels[0].id);
    EXPECT_TRUE(person.overlaps({0, {18, 22}}));
    EXPECT_FALSE(person.overlaps({0, {20, 22}})) << "they only touch";
    EXPECT_FALSE(person.overlaps({1, {30, 40}}));
    EXPECT_FALSE(person.overlaps({7, {0, 1}}));
    const SpanCover any(content, ontology, {});
    EXPECT_TRUE(any.overlaps({1, {35, 36}}));
    EXPECT_FALSE(any.overlaps({1, {40, 50}})) << "between the pieces";
    EXPECT_TRUE(any.overlaps({0, {0, 3}}));
}

} // namespace
