#include <gtest/gtest.h>

#include <limits>

#include "touchstone/model/label_values.h"

namespace touchstone {
namespace {

AttributeDefinition definition(const std::string& name, AttributeKind kind, std::vector<std::string> choices = {})
{
    AttributeDefinition made;
    made.name = name;
    made.kind = kind;
    made.choices = std::move(choices);
    return made;
}

Annotation box(const LabelId& label, Attributes attributes = {})
{
    Annotation made;
    made.id = AnnotationId::create();
    made.label = label;
    made.shape = BoxShape{{1, 2, 3, 4}};
    made.attributes = std::move(attributes);
    return made;
}

TEST(LabelValues, DefinitionsThatCannotBeAreRefused)
{
    EXPECT_TRUE(validate(definition("colour", AttributeKind::Choice, {"red", "blue"})));
    EXPECT_FALSE(validate(definition("", AttributeKind::Boolean)));
    EXPECT_FALSE(validate(definition("a\nb", AttributeKind::Boolean)));
    EXPECT_FALSE(validate(definition("colour", AttributeKind::Choice)));
    EXPECT_FALSE(validate(definition("colour", AttributeKind::Choices, {"red", "red"})));
    EXPECT_FALSE(validate(definition("colour", AttributeKind::Choices, {"red", " "})));
    EXPECT_FALSE(validate(definition("colour", AttributeKind::Text, {"red"})));
    AttributeDefinition number = definition("length", AttributeKind::Number);
    number.least = 2;
    number.most = 1;
    EXPECT_FALSE(validate(number));
    number.most = 2;
    EXPECT_TRUE(validate(number));
    number.initial = std::int64_t{3};
    EXPECT_FALSE(validate(number));
    number.initial = {};
    number.most = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(validate(number));
    AttributeDefinition text = definition("note", AttributeKind::Text);
    text.unit = "cm";
    EXPECT_FALSE(validate(text));
}

TEST(LabelValues, NewInstancesStartAndInherit)
{
    Label label;
    label.attributes = {definition("colour", AttributeKind::Choice, {"red", "blue"}),
                        definition("parked", AttributeKind::Boolean), definition("note", AttributeKind::Text)};
    label.attributes[0].inherits = true;
    label.attributes[0].initial = std::string("red");
    label.attributes[1].initial = false;
    EXPECT_EQ(attributesForNew(label, nullptr), (Attributes{{"colour", std::string("red")}, {"parked", false}}));
    Annotation before = box(label.id, {{"parked", true}, {"colour", std::string("blue")}, {"note", std::string("x")}});
    EXPECT_EQ(attributesForNew(label, &before), (Attributes{{"colour", std::string("blue")}, {"parked", false}}));
    // What is not in the list any more does not spread.
    before.attributes[1].value = std::string("green");
    EXPECT_EQ(attributesForNew(label, &before), (Attributes{{"colour", std::string("red")}, {"parked", false}}));
}

TEST(LabelValues, FindsWhatIsLackingFirst)
{
    Ontology ontology;
    for (const char* name : {"car", "auto"}) {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        ontology.labels.push_back(label);
    }
    ontology.labels[0].attributes = {definition("plate", AttributeKind::Text),
                                     definition("colour", AttributeKind::Choices, {"red"})};
    ontology.labels[0].attributes[1].required = true;
    ontology.labels[1].mergedInto = ontology.labels[0].id;
    const LabelId car = ontology.labels[0].id;
    Annotation full = box(car, {{"colour", std::vector<std::string>{"red"}}});
    Annotation bare = box(ontology.labels[1].id), empty = box(car, {{"colour", std::vector<std::string>{}}});
    bare.z = 5; // Drawn last, made before the other.
    LayerContent content;
    content.load({full, empty, bare}, {1, 1, 1});
    EXPECT_EQ(firstLack(ontology, content), (Lack{bare.id, "colour"}));
    EXPECT_EQ(latestOf(content, ontology, car)->id, empty.id);
    EXPECT_EQ(latestOf(content, ontology, LabelId::create()), nullptr);
    content.load({full, empty}, {1, 1});
    EXPECT_EQ(firstLack(ontology, content), (Lack{empty.id, "colour"})) << "an empty list is no value";
    empty.attributes[0].value = std::vector<std::string>{"green"};
    content.load({full, empty}, {1, 1});
    ASSERT_TRUE(firstLack(ontology, content));
    EXPECT_NE(firstLack(ontology, content)->reason.find("green"), std::string::npos);
    ontology.labels[0].attributes[1].required = false;
    EXPECT_EQ(firstLack(ontology, content), std::nullopt);
}

TEST(LabelValues, ARelationThatDoesNotFitAndAnIncompleteOrderAreLacking)
{
    Ontology ontology;
    for (const char* name : {"Person", "Place", "LivesIn", "Answers"}) {
        Label label;
        label.id = LabelId::create();
        label.name = name;
        ontology.labels.push_back(label);
    }
    Label& lives = ontology.labels[2];
    lives.domain = {ontology.labels[0].id};
    lives.range = {ontology.labels[1].id};
    AttributeDefinition order = definition("order", AttributeKind::Ranking);
    order.required = true;
    ontology.labels[3].attributes = {order};
    Annotation ada = box(ontology.labels[0].id), london = box(ontology.labels[1].id);
    Annotation relation = box(lives.id);
    relation.shape = RelationShape{std::vector{ada.id, london.id}, true};
    Annotation tag = box(ontology.labels[3].id, {{"order", std::vector<std::string>{"A"}}});
    tag.shape = TagShape{};
    const std::vector<std::string> names{"A", "B"};
    LayerContent content;
    content.load({ada, london, relation, tag}, {1, 1, 1, 1});
    EXPECT_EQ(firstLack(ontology, content), std::nullopt) << "nobody says what is to be ranked";
    EXPECT_EQ(firstLack(ontology, content, names), (Lack{tag.id, "order", "Not every text has its place in it."}));
    tag.attributes = {{"order", std::vector<std::string>{"A", "=", "B"}}};
    relation.shape = RelationShape{std::vector{london.id, ada.id}, true};
    content.load({ada, london, relation, tag}, {1, 1, 1, 1});
    EXPECT_EQ(firstLack(ontology, content, names),
              (Lack{relation.id, {}, "LivesIn does not go from Place to Person."}));
    EXPECT_EQ(checkComplete(ontology, content, names).error().message,
              "LivesIn does not go from Place to Person. Delete the relation, or give it or what it connects another "
              "label, before the item is done.");
    relation.shape = RelationShape{std::vector{london.id, ada.id}, false};
    content.load({ada, london, relation, tag}, {1, 1, 1, 1});
    EXPECT_EQ(firstLack(ontology, content, names), std::nullopt) << "a chain has no direction";
}

} // namespace
} // namespace touchstone
