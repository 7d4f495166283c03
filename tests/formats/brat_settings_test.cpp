#include <map>

#include "formats/text_round.h"
#include "touchstone/workflow/labels.h"

namespace touchstone {
namespace {

class BratSettings : public test::TextRound {
  protected:
    /// Goes on with another, empty project.
    void startAnew()
    {
        project.reset();
        std::filesystem::remove(file());
        project = *Project::create(file(), "p", "me");
    }
    std::string nameOf(const Ontology& ontology, const LabelId& id) const
    {
        const Label* label = ontology.resolve(id);
        return label ? label->name : "?";
    }
    /// "Person<Agent [span] choice:Sure|High|Low" of each label, by name.
    std::string ontologyText() const
    {
        const auto ontology = project->ontology();
        std::map<std::string, std::string> lines;
        for (const Label& label : ontology->labels) {
            std::string& text = lines[label.name];
            text = label.parent ? "<" + nameOf(*ontology, label.parent) : "";
            for (const ShapeKind shape : label.shapes) {
                text += " [" + std::string(shapeKindName(shape)) + ']';
            }
            for (const AttributeDefinition& attribute : label.attributes) {
                text += ' ' + std::string(attributeKindName(attribute.kind)) + ':' + attribute.name;
                for (const std::string& choice : attribute.choices) {
                    text += '|' + choice;
                }
            }
            for (const auto& [ends, arrow] : {std::pair(label.domain, " from"), std::pair(label.range, " to")}) {
                for (const LabelId& id : ends) {
                    text += arrow + (' ' + nameOf(*ontology, id));
                }
            }
        }
        std::string all;
        for (const auto& [name, text] : lines) {
            all += name + text + '\n';
        }
        return all;
    }
};

TEST_F(BratSettings, ArrangeLabelsAndTheirRelations)
{
    scratch.write("in/a.txt", "Ada met Bob in Rome.\n");
    scratch.write("in/a.ann", "T1\tArtist 0 3\tAda\nT2\tPerson 8 11\tBob\nT3\tCity 15 19\tRome\n"
                              "R1\tLivesIn Arg1:T1 Arg2:T3\nT4\tMeet 4 7\tmet\nE1\tMeet:T4 Who:T1 Who2:T2\n");
    const std::string settings =
        "# what we annotate\n[spans]\nAgent\n\tPerson\n\t\tArtist|Painter\n!Where\n  Place\n   City\n   !Waters\n    River\n"
        "[relations]\n<PLACES>=Place|City\n<BOTH>=Arg1:Person, Arg2:<PLACES>\n"
        "LivesIn\t<BOTH>\nFlowsTo\tArg1:Waters, Arg2:River, <REL-TYPE>:transitive\n"
        "Near\tArg1:<ENTITY>, Arg2:<ANY>\nEquiv\tArg1:Agent, Arg2:Agent, <REL-TYPE>:symmetric-transitive\n"
        "Knows\tArg1:Person, Arg2:Person\nKnows\tArg1:Agent, Arg2:Unheard\n"
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ENTITY>, <OVL-TYPE>:contain|equal\n"
        "[events]\n!Doing\n\tMeet|GO:1\tWho+:Person, When?:<ANY>, Of{2-3}:<EVENT>\n\t\tPart\t<INHERIT>, At*:Where\n"
        "[attributes]\nNegation\tArg:<EVENT>\nSure\tArg:Person|Place, Value:High|Low, <DEFAULT>:High\n";
    scratch.write("in/annotation.conf", settings);
    const ExchangeReport in = import(scratch.path() / "in");
    EXPECT_TRUE(in.isClean()) << said(in);
    const std::string wanted = "Agent [span] text:note\n"
                               "Artist<Person [span] text:note\n"
                               "City<Place [span] text:note\n"
                               "Equiv [relation] text:note from Agent to Agent\n"
                               "FlowsTo [relation] text:note from River to River\n"
                               "Knows [relation] text:note from Agent to Person\n"
                               "LivesIn [relation] text:note from Person to Place\n"
                               "Meet [span] [relation] boolean:Negation text:note\n"
                               "Near [relation] text:note from Agent from Place\n"
                               "Part<Meet [span] [relation] boolean:Negation text:note\n"
                               "Person<Agent [span] choice:Sure|High|Low text:note\n"
                               "Place [span] choice:Sure|High|Low text:note\n"
                               "River<Place [span] text:note\n";
    EXPECT_EQ(ontologyText(), wanted);
    const ExchangeReport out = exportTo("out", "brat");
    EXPECT_EQ(read("out/annotation.conf"), settings) << said(out);
    // What no settings are kept of is written from the labels alone.
    std::filesystem::remove(scratch.path() / "out/annotation.conf");
    scratch.write("plain/a.txt", "Ada met Bob in Rome.\n");
    import(scratch.write("t.txt", "Ada met Bob in Rome.\n"), "text-lines");
    startAnew();
    import(scratch.path() / "in");
    const auto ontology = project->ontology();
    startAnew();
    Edit labels{EditId::create(), {ScopeKind::Ontology, {}}, "Add", {}, {}};
    for (const Label& label : ontology->labels) {
        labels.changes.push_back({std::nullopt, label, {}, 0});
    }
    ASSERT_TRUE(project->applyNow(labels));
    import(scratch.write("t.txt", "Ada met Bob in Rome.\n"), "text-lines");
    exportTo("plain-out", "brat");
    EXPECT_EQ(read("plain-out/annotation.conf"),
              "[entities]\n\nAgent\n\tPerson\n\t\tArtist\nPlace\n\tCity\n\tRiver\n\n[relations]\n\n"
              "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n"
              "LivesIn\tArg1:Person|Artist, Arg2:Place|City|River\nFlowsTo\tArg1:River, Arg2:River\n"
              "Near\tArg1:Agent|Person|Artist|Place|City|River, Arg2:<ANY>\n"
              "Equiv\tArg1:Agent|Person|Artist, Arg2:Agent|Person|Artist\n"
              "Knows\tArg1:Agent|Person|Artist, Arg2:Person|Artist\n\n"
              "[events]\n\nMeet\n\tPart\n\n[attributes]\n\n"
              "Sure\tArg:Person|Place, Value:High|Low\nNegation\tArg:Meet|Part\n");
    startAnew();
    std::filesystem::copy(scratch.path() / "in/a.txt", scratch.path() / "plain-out/b.txt");
    scratch.write("plain-out/b.ann", "");
    EXPECT_TRUE(import(scratch.path() / "plain-out").isClean());
    EXPECT_EQ(ontologyText(), wanted);
}

TEST_F(BratSettings, SayWhatChangedAndKeepTheRest)
{
    scratch.write("in/a.txt", "Ada met Bob in Rome.\n");
    scratch.write("in/a.ann", "T1\tPerson 0 3\tAda\nT2\tPlace 15 19\tRome\nR1\tLivesIn Arg1:T1 Arg2:T2\n");
    const std::string settings = "[entities]\n!Things\n\tPerson\n\tPlace\n[relations]\nLivesIn\tArg1:Person, Arg2:Place\n"
                                 "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:contain\n[events]\n"
                                 "Meet|Treffen\tWho{2}:Person\n[attributes]\nSure\tArg:Person, Value:High|Low\n";
    scratch.write("in/annotation.conf", settings);
    import(scratch.path() / "in");
    const Scope page{ScopeKind::Ontology, {}};
    LabelId city;
    ASSERT_TRUE(project->applyNow(*addLabelEdit(*project, page, "City", &city)));
    exportTo("same", "brat");
    EXPECT_EQ(read("same/annotation.conf"), settings) << "a label that is no type of texts says nothing yet";
    Label wanted = *project->ontology()->find(city);
    wanted.parent = labelId("Place");
    wanted.shapes = {ShapeKind::Span};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, page, wanted)));
    wanted = *project->ontology()->find(labelId("LivesIn"));
    wanted.range = {city};
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, page, wanted)));
    wanted = *project->ontology()->find(labelId("Place"));
    AttributeDefinition size;
    size.name = "Size";
    size.kind = AttributeKind::Choice;
    size.choices = {"big", "small"};
    wanted.attributes.push_back(size);
    ASSERT_TRUE(project->applyNow(*defineLabelEdit(*project, page, wanted)));
    const ExchangeReport out = exportTo("out", "brat");
    EXPECT_EQ(read("out/annotation.conf"),
              "[entities]\n\n!Things\n\tPerson\n\tPlace\n\t\tCity\n\n[relations]\n\nLivesIn\tArg1:Person, Arg2:City\n"
              "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:contain\n\n[events]\n\nMeet|Treffen\tWho{2}:Person\n\n"
              "[attributes]\n\nSure\tArg:Person, Value:High|Low\nSize\tArg:Place, Value:big|small\n");
    EXPECT_NE(said(out).find("It was written anew with that"), std::string::npos) << said(out);
    startAnew();
    import(scratch.path() / "out");
    EXPECT_EQ(ontologyText(), "City<Place [span] text:note\nLivesIn [relation] text:note from Person to City\n"
                              "Meet [span] [relation] text:note\nPerson [span] choice:Sure|High|Low text:note\n"
                              "Place [span] choice:Size|big|small text:note\n");
    // A label of the project is not changed by what a file says.
    startAnew();
    LabelId person;
    ASSERT_TRUE(project->applyNow(*addLabelEdit(*project, page, "City", &person)));
    import(scratch.path() / "out");
    EXPECT_TRUE(project->ontology()->find(person)->parent.isNull());
    EXPECT_EQ(project->ontology()->find(labelId("LivesIn"))->range, std::vector{person});
}

TEST_F(BratSettings, AWordForSpansAndForRelationsIsNoEvent)
{
    const std::string settings = "[entities]\nA\nB\n[relations]\nA\tArg1:A, Arg2:B\nB\tArg1:<ANY>, Arg2:<ANY>\n[events]\nMeet\n";
    scratch.write("in/a.txt", "Ada met Bob.\n");
    scratch.write("in/a.ann", "T1\tA 0 3\tAda\nT2\tB 8 11\tBob\nR1\tA Arg1:T1 Arg2:T2\n");
    scratch.write("in/annotation.conf", settings);
    import(scratch.path() / "in");
    const std::string wanted = ontologyText();
    EXPECT_NE(wanted.find("A [span] [relation] text:note from A to B\n"), std::string::npos) << wanted;
    exportTo("out", "brat");
    EXPECT_EQ(read("out/annotation.conf"), settings);
    edit(0, [&](const LayerContent& content) {
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = labelId("A");
        fresh.shape = SpanShape{std::vector<TextRange>{{4, 7}}, 0};
        return std::vector<Change>{content.creation(fresh)};
    });
    exportTo("more", "brat");
    EXPECT_EQ(read("more/annotation.conf"), settings);
    const auto ontology = project->ontology();
    startAnew();
    Edit labels{EditId::create(), {ScopeKind::Ontology, {}}, "Add", {}, {}};
    for (const Label& label : ontology->labels) {
        labels.changes.push_back({std::nullopt, label, {}, 0});
    }
    ASSERT_TRUE(project->applyNow(labels));
    import(scratch.write("t.txt", "Ada met Bob.\n"), "text-lines");
    exportTo("fresh", "brat");
    scratch.write("fresh/b.txt", "b");
    scratch.write("fresh/b.ann", "");
    startAnew();
    import(scratch.path() / "fresh");
    EXPECT_EQ(ontologyText(), wanted);
}

TEST_F(BratSettings, AttributesThatNoSettingsDeclareAreLearnedFromTheirUse)
{
    scratch.write("in/a.txt", "Ada met Bob.\n");
    scratch.write("in/a.ann", "T1\tPerson 0 3\tAda\nT2\tPerson 8 11\tBob\nT3\tMeet 4 7\tmet\nE1\tMeet:T3 Who2:T1\n"
                              "A1\tNegation E1\nA2\tSure T1 High\nA3\tSure T2 Low\nA4\tOdd T1\nA5\tOdd T2 x\n"
                              "N1\tReference T1 Wikidata:Q7259\tAda\n");
    EXPECT_TRUE(import(scratch.path() / "in").isClean());
    EXPECT_EQ(ontologyText(), "Meet text:note boolean:Negation\nPerson text:note text:Reference choice:Sure|High|Low\n");
    exportTo("out", "brat");
    EXPECT_EQ(read("out/a.ann"), read("in/a.ann"));
    EXPECT_EQ(read("out/annotation.conf"),
              "[entities]\n\nPerson\n\n[relations]\n\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n"
              "Meet\tWho*:<ANY>\n\n[attributes]\n\nSure\tArg:Person, Value:High|Low\nNegation\tArg:Meet\n"
              "Odd\tArg:Person, Value:x\n");
    // A value that can be chosen now is an A line again.
    edit(0, [&](const LayerContent& content) {
        std::vector<Change> changes;
        for (Annotation one : content.annotations()) {
            if (valueOf(one.attributes, "Sure")) {
                one.attributes = withValue(one.attributes, "Sure", std::string("Low"));
                changes.push_back(content.replacement(one));
            }
        }
        return changes;
    });
    exportTo("again", "brat");
    EXPECT_NE(read("again/a.ann").find("A2\tSure T1 Low\n"), std::string::npos);
}

} // namespace
} // namespace touchstone
