#include <gtest/gtest.h>

#include "touchstone/model/json_rows.h"
#include "touchstone/model/open_questions.h"
#include "touchstone/model/tags.h"

namespace touchstone {
namespace {

struct Asked {
    Ontology ontology;
    LayerContent content;
    LabelId add(const std::string& name, const std::string& group, bool many = false)
    {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        label.shapes = {ShapeKind::Tag};
        label.tagGroup = group;
        label.tagGroupMany = many;
        ontology.labels.push_back(label);
        return label.id;
    }
    void require(const LabelId& label, const std::string& name, AttributeKind kind)
    {
        AttributeDefinition definition;
        definition.name = name;
        definition.kind = kind;
        definition.required = true;
        const_cast<Label*>(ontology.find(label))->attributes.push_back(definition);
    }
    AnnotationId set(const LabelId& label, Attributes attributes = {})
    {
        Annotation tag;
        tag.id = AnnotationId::create();
        tag.label = label;
        tag.attributes = std::move(attributes);
        Edit edit;
        edit.changes = tagSet(content, ontology, tag);
        EXPECT_TRUE(content.apply(edit));
        return tag.id;
    }
    std::vector<OpenQuestion> open(const std::vector<std::string>& ranked = {}) const
    {
        return openQuestions(ontology, content, ranked);
    }
};

TEST(OpenQuestions, ChoicesAreAskedOneAfterTheOther)
{
    Asked asked;
    const LabelId good = asked.add("good", "mood"), sport = asked.add("sport", "topic");
    asked.add("bad", "mood");
    asked.add("long", "form", true);
    asked.add("odd", "");
    EXPECT_EQ(asked.open(), (std::vector<OpenQuestion>{{"mood", {}, {}}, {"topic", {}, {}}}));
    asked.set(good);
    EXPECT_EQ(asked.open(), (std::vector<OpenQuestion>{{"topic", {}, {}}}));
    EXPECT_EQ(openQuestions(asked.ontology, asked.content, {}, {"form"}),
              (std::vector<OpenQuestion>{{"topic", {}, {}}, {"form", {}, {}}}))
        << "one of several while it is not said to be complete";
    asked.set(sport);
    EXPECT_TRUE(asked.open().empty());
}

TEST(OpenQuestions, WhatWasChosenAsksItsAttributesFirst)
{
    Asked asked;
    const LabelId better = asked.add("compared", "verdict"), odd = asked.add("odd", "");
    asked.add("sport", "topic");
    asked.require(better, "order", AttributeKind::Ranking);
    asked.require(better, "stars", AttributeKind::Rating);
    asked.require(odd, "why", AttributeKind::Text);
    const std::vector<std::string> names{"a", "b"};
    const AnnotationId strange = asked.set(odd, {{"why", std::string()}});
    const AnnotationId tag = asked.set(better, {{"order", std::vector<std::string>{"b"}}, {"stars", std::int64_t{4}}});
    EXPECT_EQ(asked.open(names),
              (std::vector<OpenQuestion>{{{}, tag, "order"}, {"topic", {}, {}}, {{}, strange, "why"}}));
    // A ranking of texts that have no names has nothing to wait for.
    EXPECT_EQ(asked.open().size(), 2u);
}

TEST(JsonRows, AreTheMembersInTheirOrder)
{
    EXPECT_EQ(jsonRows(R"({"z":"text","a":[1,2],"n":null})"),
              (std::vector<JsonRow>{{"z", "text"}, {"a", "[1,2]"}, {"n", "null"}}));
    EXPECT_TRUE(jsonRows("").empty());
    EXPECT_TRUE(jsonRows("[1]").empty());
    EXPECT_TRUE(jsonRows("{").empty());
    const auto nested = [](std::size_t deep) {
        return "{\"a\":" + std::string(deep, '[') + "\"]\\\"[\"" + std::string(deep, ']') + "}";
    };
    EXPECT_EQ(jsonRows(nested(128)).size(), 1u);
    EXPECT_TRUE(jsonRows(nested(500'000)).empty()) << "as only a file made by hand has it";
}

} // namespace
} // namespace touchstone
