#include "core/formats/brat_line.h"
#include "formats/collecting_sink.h"
#include "formats/text_round.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

using Brat = test::TextRound;

// Two lines with CR LF, an emoji, an astral letter, Arabic, a combining mark, U+2028 and a tab.
const std::string kText = "Ada met 😀 Mr Babbage.\r\nIn 𝒟over, لندن caf\x65\xCC\x81\xE2\x80\xA8tab\there.\r\n";
const std::string kAnn = "T1\tPerson 0 3\tAda\r\n"
                         "T2\tPerson 10 20\tMr Babbage\n"
                         "T3\tMeet 4 7\tmet\n"
                         "E1\tMeet:T3 Agent:T1 Theme:T2\n"
                         "T4\tPlace 33 37\tلندن\n"
                         "T9\tPlace 26 31\t𝒟over\n"
                         "T7\tWords 0 3;38 43\tAda caf\x65\xCC\x81\n"
                         "T8\tGap 5 5\t\n"
                         "E2\tTold:T7 Theme:E1\n"
                         "R1\tLivesIn Arg1:T1 Arg2:T9\t\n"
                         "*\tEquiv T1 T2 T7\n"
                         "A1\tNegation E1\n"
                         "M2\tConfidence T1 High\n"
                         "N1\tReference T4 Wikipedia:84\tLondon\n"
                         "N2\tReference T4 Wikidata:Q84\tLondon\n"
                         "#1\tAnnotatorNotes T1\tthe countess, of course\n"
                         "#2\tAnnotatorNotes A1\tnot sure\n"
                         "# a free remark\n"
                         "\n"
                         "X1\tsomething else\n"
                         "A3\tSpeculation T9";

TEST_F(Brat, ComesAndGoesByteForByte)
{
    const fs::path folder = scratch.path() / "in";
    scratch.write("in/a.txt", kText);
    scratch.write("in/a.ann", kAnn);
    scratch.write("in/sub/b.txt", "Nothing here.\n");
    scratch.write("in/sub/b.ann", "");
    scratch.write("in/c.txt", "Nobody looked.\n");
    scratch.write(
        "in/annotation.conf",
        "[entities]\n!Thing\n\tPerson\n\tPlace\n-----\n\tUnused\n[relations]\nLivesIn\tArg1:Person\n"
        "[events]\nMeet\tAgent:Person\n[attributes]\nNegation\tArg:<EVENT>\n");
    const ExchangeReport in = import(folder);
    EXPECT_EQ(in.format, "brat");
    EXPECT_TRUE(in.isClean()) << said(in);
    EXPECT_EQ(in.items, 3);
    EXPECT_EQ(in.annotations, 11);
    EXPECT_EQ(labelName(labelId("Unused")), "Unused");
    EXPECT_TRUE(labelId("Thing").isNull());
    EXPECT_TRUE(labelId("Negation").isNull());
    const ExchangeReport out = exportTo("out", "brat");
    EXPECT_TRUE(out.isClean()) << said(out);
    EXPECT_EQ(read("out/a.txt"), kText);
    EXPECT_EQ(read("out/a.ann"), kAnn);
    EXPECT_TRUE(fs::exists(scratch.path() / "out/sub/b.ann"));
    EXPECT_EQ(read("out/sub/b.ann"), "");
    EXPECT_FALSE(fs::exists(scratch.path() / "out/c.ann"));
    EXPECT_EQ(read("out/annotation.conf"), read("in/annotation.conf"));
}

TEST_F(Brat, SaysWhatItFound)
{
    scratch.write("a.txt", kText);
    import(scratch.write("a.ann", kAnn));
    EXPECT_EQ(spans(0),
              (std::vector<std::string>{"Person[Ada]", "Words[Ada|caf\x65\xCC\x81]", "Meet[met]", "Gap[]",
                                        "Person[Mr Babbage]", "Place[𝒟over]", "Place[لندن]"}));
    std::map<std::string, Annotation> bonds;
    std::map<AnnotationId, std::string> names;
    for (const Annotation& annotation : annotations(0)) {
        names[annotation.id] = labelName(annotation.label);
        if (kindOf(annotation.shape) == ShapeKind::Relation) {
            bonds[labelName(annotation.label)] = annotation;
        }
    }
    ASSERT_EQ(bonds.size(), 4U);
    const auto& meet = std::get<RelationShape>(bonds["Meet"].shape);
    EXPECT_FALSE(meet.directed);
    EXPECT_EQ(*meet.roles, (std::vector<std::string>{"", "Agent", "Theme"}));
    EXPECT_EQ(bonds["Meet"].attributes, (Attributes{{"Negation", true}}));
    const auto& told = std::get<RelationShape>(bonds["Told"].shape);
    EXPECT_EQ(told.members->at(1), bonds["Meet"].id);
    EXPECT_TRUE(std::get<RelationShape>(bonds["LivesIn"].shape).directed);
    EXPECT_EQ(std::get<RelationShape>(bonds["Equiv"].shape).members->size(), 3U);
    for (const Annotation& annotation : annotations(0)) {
        if (labelName(annotation.label) == "Place" && !annotation.attributes.empty() &&
            annotation.attributes[0].name == "Reference") {
            EXPECT_EQ(annotation.attributes[0].value,
                      AttributeValue(std::vector<std::string>{"Wikipedia:84", "Wikidata:Q84"}));
        }
    }
}

TEST_F(Brat, TellsEmptyFromNotLabelled)
{
    scratch.write("in/a.txt", "a\n");
    scratch.write("in/a.ann", "");
    scratch.write("in/b.txt", "b\n");
    import(scratch.path() / "in");
    ASSERT_EQ(rows().size(), 2U);
    EXPECT_EQ(rows()[0].count, 0);
    EXPECT_EQ(rows()[1].count, -1);
}

TEST_F(Brat, WritesWhatPeopleChanged)
{
    scratch.write("a.txt", kText);
    import(scratch.write("a.ann", kAnn), "brat");
    edit(0, [&](const LayerContent& content) {
        std::vector<Change> changes;
        AnnotationId ada;
        for (Annotation one : content.annotations()) {
            if (labelName(one.label) == "Words" && kindOf(one.shape) == ShapeKind::Span) {
                one.shape = SpanShape{std::vector<TextRange>{{0, 7}}, 0};
                one.label = labelId("Place");
                changes.push_back(content.replacement(one));
            } else if (labelName(one.label) == "Person" &&
                       extent(std::get<SpanShape>(one.shape)).begin == 0) {
                ada = one.id;
                one.attributes = withValue(one.attributes, "Confidence", std::string("Low"));
                one.attributes = withValue(one.attributes, "note", std::string("short"));
                one.attributes = withValue(one.attributes, "born", std::int64_t{1815});
                one.attributes = withValue(one.attributes, "remark", std::string("two words"));
                changes.push_back(content.replacement(one));
            } else if (labelName(one.label) == "Place" &&
                       extent(std::get<SpanShape>(one.shape)).begin == 26) {
                one.label = labelId("Gap");
                changes.push_back(content.replacement(one));
            } else if (labelName(one.label) == "Gap") {
                changes.push_back(content.removal(one.id));
            }
        }
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = labelId("Person");
        fresh.shape = SpanShape{std::vector<TextRange>{{8, 9}, {18, 23}}, 0};
        changes.push_back(content.creation(fresh));
        Annotation bond;
        bond.id = AnnotationId::create();
        bond.label = labelId("LivesIn");
        bond.shape = RelationShape{std::vector{fresh.id, ada}, true};
        changes.push_back(content.creation(bond));
        return changes;
    });
    const ExchangeReport out = exportTo("out", "brat");
    EXPECT_TRUE(out.isClean()) << said(out);
    std::string expected = kAnn;
    const auto replace = [&](const std::string& from, const std::string& to) {
        ASSERT_NE(expected.find(from), std::string::npos) << from;
        expected.replace(expected.find(from), from.size(), to);
    };
    replace("T7\tWords 0 3;38 43\tAda caf\x65\xCC\x81\n", "T7\tPlace 0 7\tAda met\n");
    replace("T8\tGap 5 5\t\n", "");
    replace("T9\tPlace", "T9\tGap");
    replace("Confidence T1 High", "Confidence T1 Low");
    replace("T1\tthe countess, of course", "T1\tshort");
    // The lines of the file end in both ways; new ones take that of the first.
    expected += "\r\nT10\tPerson 8 9;18 23\t😀 ge.  \r\nR2\tLivesIn Arg1:T10 Arg2:T1\r\nA4\tborn T1 1815\r\n"
                "#3\tremark T1\ttwo words\r\n";
    EXPECT_EQ(read("out/a.ann"), expected);
    // And comes in again as it went out.
    project.reset();
    fs::remove(file());
    project = *Project::create(file(), "p", "me");
    const ExchangeReport again = import(scratch.path() / "out");
    EXPECT_TRUE(again.isClean()) << said(again);
    exportTo("second", "brat");
    EXPECT_EQ(read("second/a.ann"), expected);
}

TEST_F(Brat, MovesSpansThatCountALineEndAsOneCharacter)
{
    const std::string text = "One 😀\r\nTwo\r\nTwo four four\r\n";
    scratch.write("a.txt", text);
    // As a browser counts: UTF-16, and CR LF as one.
    const auto report =
        import(scratch.write("a.ann", "T1\tW 0 3\tOne\nT2\tW 7 10\tTwo\nT3\tW 20 24\tfour\n"), "brat");
    EXPECT_EQ(report.repaired, 1) << said(report);
    EXPECT_EQ(report.skipped, 0) << said(report);
    EXPECT_EQ(spans(0), (std::vector<std::string>{"W[One]", "W[Two]", "W[four]"}));
    exportTo("out", "brat");
    EXPECT_EQ(read("out/a.ann"), "T1\tW 0 3\tOne\nT2\tW 7 10\tTwo\nT3\tW 21 25\tfour\n");
    EXPECT_EQ(read("out/a.txt"), text);
}

TEST_F(Brat, SpansThatCountLineEndsOtherwiseAreMovedOnRequestAlone)
{
    scratch.write("a.txt", "One\r\nTwo\r\nTwo four four\r\n");
    const fs::path ann = scratch.write("a.ann", "T1\tW 0 3\tOne\nT2\tW 4 7\tTwo\nT3\tW 17 21\tfour\n");
    ImportOptions options;
    options.format = "brat";
    EXPECT_TRUE(previewFile(ann, options, 1, progress)->countsOtherwise);
    options.realign = Realign::Never;
    const auto kept = importFile(*project, ann, options, progress);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->repaired, 0) << said(*kept);
    EXPECT_EQ(spans(0), (std::vector<std::string>{"W[One]", "W[\nTw]", "W[r fo]"}));
    // One of them fits in neither way: none is moved unless someone says so.
    for (const Realign realign : {Realign::WhenAllFit, Realign::Always}) {
        project.reset();
        fs::remove(file());
        project = *Project::create(file(), "p", "me");
        options.realign = realign;
        const bool always = realign == Realign::Always;
        const auto done = importFile(
            *project,
            scratch.write("a.ann", "T1\tW 0 3\tOne\nT2\tW 4 7\tTwo\nT3\tW 17 21\tfour\nT4\tW 9 12\tsix\n"), options, progress);
        ASSERT_TRUE(done);
        EXPECT_EQ(done->repaired, always ? 1 : 0) << said(*done);
        EXPECT_EQ(done->skipped, always ? 1 : 3) << said(*done);
        EXPECT_EQ(spans(0), always ? (std::vector<std::string>{"W[One]", "W[Two]", "W[four]"})
                                   : std::vector<std::string>{"W[One]"});
    }
    scratch.write("b.txt", "One\nTwo\n");
    EXPECT_FALSE(previewFile(scratch.write("b.ann", "T1\tW 4 7\tTwo\n"), options, 1, progress)->countsOtherwise);
}

TEST_F(Brat, TheSettingsDeclareWhatLabelsAre)
{
    scratch.write("in/a.txt", "Ada met Bob.\n");
    scratch.write("in/a.ann", "T1\tPerson 0 3\tAda\nT2\tStray 4 7\tmet\n#1\tAnnotatorNotes T1\tcountess\n");
    scratch.write("in/annotation.conf", "[entities]\n<KINDS>=Person|Place\nThing\n\tPerson\n\tPlace\n"
                                        "[relations]\nLivesIn\tArg1:Person, Arg2:Place\n<OVERLAP>\tArg1:<ANY>\n"
                                        "[events]\nMeet\tAgent:Person\n"
                                        "[attributes]\nNegation\tArg:<EVENT>\nSure\tArg:<KINDS>, Value:High|Low\n"
                                        "Kind\tArg:Thing, Value:a|b\nAny\tArg:<ANY>\nTie\tArg:<RELATION>\n");
    const ExchangeReport in = import(scratch.path() / "in");
    EXPECT_TRUE(in.isClean()) << said(in);
    const auto ontology = project->ontology();
    const auto declared = [&](const char* name) {
        const Label* label = ontology->findByName(name);
        std::string text;
        for (const ShapeKind shape : label->shapes) {
            text += std::string(shapeKindName(shape)) + ' ';
        }
        for (const AttributeDefinition& attribute : label->attributes) {
            text += std::string(attributeKindName(attribute.kind)) + ':' + attribute.name;
            for (const std::string& choice : attribute.choices) {
                text += '|' + choice;
            }
            text += ' ';
        }
        return text;
    };
    EXPECT_EQ(declared("Person"), "span choice:Sure|High|Low boolean:Any text:note ");
    EXPECT_EQ(declared("Thing"), "span choice:Kind|a|b boolean:Any text:note ");
    EXPECT_EQ(declared("LivesIn"), "relation boolean:Any boolean:Tie text:note ");
    EXPECT_EQ(declared("Meet"), "span relation boolean:Negation boolean:Any text:note ");
    EXPECT_EQ(declared("Stray"), "text:note ");
    EXPECT_EQ(annotations(0).at(0).attributes, (Attributes{{"note", std::string("countess")}}));
    edit(0, [&](const LayerContent& content) {
        std::vector<Change> changes;
        for (Annotation one : content.annotations()) {
            one.attributes = withValue(one.attributes, "note", std::string("one"));
            changes.push_back(content.replacement(one));
        }
        return changes;
    });
    exportTo("out", "brat");
    EXPECT_EQ(read("out/a.ann"), "T1\tPerson 0 3\tAda\nT2\tStray 4 7\tmet\n#1\tAnnotatorNotes T1\tone\n"
                                 "#2\tAnnotatorNotes T2\tone\n");
    // A label that is there stays as it is.
    scratch.write("more/b.txt", "Bob\n");
    scratch.write("more/b.ann", "T1\tPerson 0 3\tBob\n");
    scratch.write("more/annotation.conf", "[entities]\nPerson\n[attributes]\nOld\tArg:Person\n");
    const ExchangeReport more = import(scratch.path() / "more");
    EXPECT_NE(said(more).find("\"Person\" of the project lacks attributes that this file declares, or has others of "
                              "that name: \"Old\""),
              std::string::npos)
        << said(more);
    EXPECT_FALSE(project->ontology()->findByName("Person")->attribute("Old"));
}

TEST_F(Brat, RepairsWhatIsCertainAndTellsTheRest)
{
    scratch.write("in/a.txt", "Ada and Bob and Ada and Cy.\n");
    scratch.write("in/a.ann", "T1\tP 0 3\tAda\n"
                              "T2\tP 9 12\tBob\n"            // one place alone: moved
                              "T3\tP 1 4\tand\n"             // stands several times: kept, told
                              "T4\tP 900 903\tEve\n"         // past the end: out
                              "T5\tP 27 24\tCy.\n"           // reversed, its words fit
                              "T1\tP 16 19\tAda\n"           // the id again
                              "T1\tP 0 3\tAda\n"             // the line again
                              "T6\tP zero 3\tAda\n"          // no numbers
                              "R1\tKnows Arg1:T1 Arg2:T99\n" // dangling
                              "R2\tKnows Arg1:T1 Arg2:T2\n"
                              "E1\tMeet:T1 Who:T2 Where:T77\n" // an argument is missing
                              "E2\tMeet:T66\n"
                              "E3\tMeet:T1 Why:E4\nE4\tMeet:T1 Why:E3\n"
                              "*\tEquiv T1 T2 T88\n"
                              "A1\tSure T99\n"
                              "A2\tSure T1\nA3\tSure T1 no\n");
    scratch.write("in/b.ann", "T1\tP 0 3\tAda\n");
    scratch.write("in/c.txt", "bad \xFF bytes");
    scratch.write("in/c.ann", "T1\tP 0 3\tbad\n");
    const ExchangeReport report = import(scratch.path() / "in");
    const std::string all = said(report);
    EXPECT_EQ(report.items, 1);
    EXPECT_EQ(spans(0), (std::vector<std::string>{"P[Ada]", "P[da ]", "P[Bob]", "P[Ada]", "P[Cy.]"})) << all;
    EXPECT_EQ(report.repaired, 5) << all;
    EXPECT_EQ(report.skipped, 11) << all;
    EXPECT_NE(all.find("a.ann: line 4 (T4): It reaches past the end"), std::string::npos) << all;
    EXPECT_NE(all.find("b.ann: Its text, b.txt, is missing"), std::string::npos) << all;
    EXPECT_NE(all.find("c.txt"), std::string::npos) << all;
    exportTo("out", "brat");
    EXPECT_EQ(read("out/a.ann"),
              "T1\tP 0 3\tAda\nT2\tP 8 11\tBob\nT3\tP 1 4\tand\nT5\tP 24 27\tCy.\nT7\tP 16 19\tAda\n"
              "R2\tKnows Arg1:T1 Arg2:T2\nE1\tMeet:T1 Who:T2\n*\tEquiv T1 T2\nA2\tSure T1\n");
}

TEST_F(Brat, AnErrorStoresNothing)
{
    const auto refused = importFile(*project, scratch.write("a.ann", "T1\tP 0 3\tAda\n"), {}, progress);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("a.txt"), std::string::npos) << refused.error().message;
    EXPECT_TRUE(rows().empty());
    EXPECT_TRUE(project->ontology()->labels.empty());
}

TEST_F(Brat, ReadsWhatIsGivenAndWhatIsAskedForAsOne)
{
    scratch.write("in/a.txt", "Ada binds Bob.\n");
    scratch.write("in/a.a1", "T1\tProtein 0 3\tAda\nT2\tProtein 10 13\tBob\n");
    scratch.write("in/a.a2", "T3\tBinding 4 9\tbinds\nE1\tBinding:T3 Theme:T1 Theme2:T2\nE2\tBinding:T9\n");
    scratch.write("in/b.txt", "Nothing.\n");
    scratch.write("in/b.a1", "");
    const ExchangeReport in = import(scratch.path() / "in");
    EXPECT_EQ(in.format, "brat");
    EXPECT_EQ(in.annotations, 4);
    EXPECT_NE(said(in).find("a.a2: line 3 (E2)"), std::string::npos) << said(in);
    edit(0, [&](const LayerContent& content) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = labelId("Protein");
        span.shape = SpanShape{std::vector<TextRange>{{0, 13}}, 0};
        return std::vector<Change>{content.creation(span)};
    });
    exportTo("out", "brat");
    EXPECT_EQ(read("out/a.a1"), "T1\tProtein 0 3\tAda\nT2\tProtein 10 13\tBob\n");
    EXPECT_EQ(read("out/a.a2"), "T3\tBinding 4 9\tbinds\nE1\tBinding:T3 Theme:T1 Theme2:T2\n"
                                "T4\tProtein 0 13\tAda binds Bob\n");
    EXPECT_EQ(read("out/b.a1"), "");
    EXPECT_FALSE(fs::exists(scratch.path() / "out/a.ann"));
    EXPECT_FALSE(fs::exists(scratch.path() / "out/b.a2"));
}

TEST_F(Brat, SaysThatOtherFilesOfThatNameAreNotItsOwn)
{
    scratch.write("other/a.txt", "Ada met Bob.\n");
    scratch.write("other/a.ann", "MENTION\tT1\t0\t0\t3\tAda\nCOREF\tT1\tAda-0\n");
    const auto refused = importFile(*project, scratch.path() / "other", {}, progress);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("another format"), std::string::npos) << refused.error().message;
    EXPECT_TRUE(rows().empty());
    // Some such lines among others are kept and counted.
    scratch.write("some/a.txt", "Ada met Bob.\n");
    scratch.write("some/a.ann", "T1\tP 0 3\tAda\nCOREF\tT1\nX1\tx\n");
    const ExchangeReport some = import(scratch.path() / "some");
    EXPECT_EQ(some.annotations, 1);
    EXPECT_NE(said(some).find("2 lines are of no kind"), std::string::npos) << said(some);
}

TEST_F(Brat, NamesWhatItCannotSay)
{
    import(scratch.write("t.txt", "One line.\n"), "text-lines");
    Label label;
    label.id = LabelId::create();
    label.name = "two words";
    ASSERT_TRUE(project->applyNow(
        Edit{EditId::create(), {ScopeKind::Ontology, {}}, "Add", {}, {{std::nullopt, label, {}, 0}}}));
    edit(0, [&](const LayerContent& content) {
        Annotation tag;
        tag.id = AnnotationId::create();
        tag.label = label.id;
        tag.shape = TagShape{};
        Annotation span = tag;
        span.id = AnnotationId::create();
        span.shape = SpanShape{std::vector<TextRange>{{0, 3}}, 0};
        span.score = 0.5;
        span.attributes = {{"no", false}, {"a b", std::string("x\ny")}};
        return std::vector<Change>{content.creation(tag), content.creation(span)};
    });
    const ExchangeReport out = exportTo("out", "brat");
    EXPECT_EQ(read("out/t-000001.ann"), "T1\ttwo_words 0 3\tOne\n#1\ta_b T1\tx y\n");
    EXPECT_EQ(read("out/t-000001.txt"), "One line.");
    EXPECT_NE(read("out/annotation.conf").find("[entities]\n\ntwo_words\n"), std::string::npos);
    const std::string all = said(out);
    for (const char* lost :
         {"classes of texts (1)", "scores (1)", "do not hold", "spaces in names", "line ends"}) {
        EXPECT_NE(all.find(lost), std::string::npos) << lost << '\n' << all;
    }
    EXPECT_EQ(out.lost, 5);
    const auto strict = exportFile(*project, scratch.path() / "strict", {"brat", "", true}, progress);
    EXPECT_FALSE(strict);
}

TEST(BratLine, TakesLinesApart)
{
    const auto event = brat::parseLine("E1\tMeet:T3 Agent:T1 Theme2:E5");
    EXPECT_EQ(event.type, "Meet");
    ASSERT_EQ(event.arguments.size(), 3U);
    EXPECT_EQ(event.arguments[2], (brat::Argument{"Theme2", "E5"}));
    EXPECT_EQ(brat::parseLine("T1\tA 1 2;3\tx").kind, brat::Line::Kind::Broken);
    EXPECT_EQ(brat::parseLine("T1 A 1 2 x").kind, brat::Line::Kind::Broken);
    EXPECT_EQ(brat::parseLine("R1\tA Arg1:T1").kind, brat::Line::Kind::Broken);
    EXPECT_EQ(brat::parseLine("# words").kind, brat::Line::Kind::Other);
    EXPECT_EQ(brat::parseLine("MENTION\tA T1").kind, brat::Line::Kind::Broken);
}

} // namespace
} // namespace touchstone
