#include "formats/collecting_sink.h"
#include "formats/text_round.h"

namespace touchstone {
namespace {

using Doccano = test::TextRound;

// Escapes, an emoji, an astral letter, Arabic, a combining mark, U+2028 as itself and escaped, CR LF, a tab.
const std::string kLists =
    R"({"id": 7, "text": "Ada met \ud83d\ude00 Mr\tBabbage.\r\nIn \"🜚\"", "label": [[0, 3, "PER"],[10,20,"PER"]], "Comments": ["ok"]})"
    "\n"
    "{\"id\":8,\"text\":\"لندن "
    "cafe\xCC\x81\xE2\x80\xA8\\u2028x\",\"meta\":{\"n\":1e400,\"big\":12345678901234567890},\"label\":[[0,4,"
    "\"LOC\"]]}\n"
    "{\"id\": 9, \"text\": \"nothing\", \"label\": []}\n";
const std::string kObjects =
    R"({"id":1,"text":"Ada knows Bob.","entities":[{"id":4,"label":"PER","start_offset":0,"end_offset":3,"user":2},{"id":5,"label":"PER","start_offset":10,"end_offset":13}],"relations":[{"id":1,"from_id":4,"to_id":5,"type":"knows"}],"Comments":[]})"
    "\n";
const std::string kClasses = "{\"text\": \"Good.\", \"label\": [\"positive\", \"short\"]}\n{\"text\": "
                             "\"Bad.\", \"label\": [\"negative\"]}\n";
const std::string kAnswers =
    "{\"text\": \"Good day.\", \"label\": [\"It is indeed a very good day for a walk.\"]}\n";
const std::string kIntents =
    "{\"text\": \"To Rome\", \"entities\": [[3, 7, \"CITY\"]], \"cats\": [\"travel\"]}\n";

TEST_F(Doccano, ComesAndGoesByteForByte)
{
    int number = 0;
    for (std::string bytes : {kLists, kObjects, kClasses, kAnswers, kIntents, "\xEF\xBB\xBF" + kLists,
                              kLists.substr(0, kLists.size() - 1),
                              std::string("{\"text\":\"a\",\"x\":1}\r\n{\"text\":\"b\"}\r\n")}) {
        expectSameBytes(std::to_string(number++) + ".jsonl", bytes, "doccano");
    }
}

TEST_F(Doccano, SaysWhatItFound)
{
    import(scratch.write("a.jsonl", kLists));
    ASSERT_EQ(rows().size(), 3U);
    EXPECT_EQ(spans(0), (std::vector<std::string>{"PER[Ada]", "PER[Mr\tBabbage]"}));
    EXPECT_EQ(spans(1), (std::vector<std::string>{"LOC[لندن]"}));
    auto reader = project->reader();
    const auto document = (*reader)->document(rows()[1].item.id);
    EXPECT_EQ(document->metadata, R"({"meta":{"n":1e400,"big":12345678901234567890}})");
    EXPECT_EQ(document->blocks[0].text, "لندن cafe\xCC\x81\xE2\x80\xA8\xE2\x80\xA8x");
    reader->reset();
    import(scratch.write("b.jsonl", kObjects));
    bool related = false;
    for (const Annotation& annotation : annotations(3)) {
        const auto* bond = std::get_if<RelationShape>(&annotation.shape);
        related = related || (bond && bond->directed && labelName(annotation.label) == "knows");
    }
    EXPECT_TRUE(related);
    import(scratch.write("c.jsonl", kClasses));
    const auto classes = annotations(4);
    ASSERT_EQ(classes.size(), 2U);
    EXPECT_EQ(kindOf(classes[0].shape), ShapeKind::Tag);
    import(scratch.write("d.jsonl", kAnswers));
    EXPECT_TRUE(annotations(6).empty());
    EXPECT_TRUE(labelId("It is indeed a very good day for a walk.").isNull());
}

TEST_F(Doccano, WritesWhatPeopleChanged)
{
    import(scratch.write("a.jsonl", kLists));
    edit(0, [&](const LayerContent& content) {
        std::vector<Change> changes;
        for (Annotation one : content.annotations()) {
            if (extent(std::get<SpanShape>(one.shape)).begin == 10) {
                one.shape = SpanShape{std::vector<TextRange>{{11, 20}}, 0};
                changes.push_back(content.replacement(one));
            }
        }
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = labelId("LOC");
        fresh.shape = SpanShape{std::vector<TextRange>{{4, 7}}, 0};
        changes.push_back(content.creation(fresh));
        return changes;
    });
    edit(1, [&](const LayerContent& content) {
        return std::vector<Change>{content.removal(content.annotations().at(0).id)};
    });
    edit(2, [&](const LayerContent& content) {
        Annotation from, to, bond, tag;
        from.id = AnnotationId::create();
        to.id = AnnotationId::create();
        from.label = to.label = labelId("PER");
        from.shape = SpanShape{std::vector<TextRange>{{0, 2}}, 0};
        to.shape = SpanShape{std::vector<TextRange>{{2, 4}, {5, 7}}, 0};
        bond.id = AnnotationId::create();
        bond.label = labelId("LOC");
        bond.shape = RelationShape{std::vector{from.id, to.id}, true};
        tag.id = AnnotationId::create();
        tag.label = labelId("LOC");
        tag.shape = TagShape{};
        return std::vector<Change>{content.creation(from), content.creation(to), content.creation(bond),
                                   content.creation(tag)};
    });
    const ExchangeReport out = exportTo("out", "doccano");
    EXPECT_EQ(out.lost, 1) << said(out);
    std::string expected = kLists;
    const auto replace = [&](const std::string& from, const std::string& to) {
        ASSERT_NE(expected.find(from), std::string::npos) << from;
        expected.replace(expected.find(from), from.size(), to);
    };
    replace(R"([[0, 3, "PER"],[10,20,"PER"]])", R"([[0, 3, "PER"], [11, 20, "PER"], [4, 7, "LOC"]])");
    replace(R"([[0,4,"LOC"]])", "[]");
    replace(R"("label": []})",
            R"("entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 2}, )"
            R"({"id": 2, "label": "PER", "start_offset": 2, "end_offset": 7}], )"
            R"("relations": [{"id": 3, "from_id": 1, "to_id": 2, "type": "LOC"}], "cats": ["LOC"]})");
    EXPECT_EQ(read("out"), expected);
}

TEST_F(Doccano, WritesTextsThatCameOtherwise)
{
    import(scratch.write("t.txt", "One \"line\".\nTwo\n"), "text-lines");
    import(scratch.write("x.jsonl", "{\"text\": \"Ada\", \"label\": [[0, 3, \"PER\"]]}\n"));
    edit(0, [&](const LayerContent& content) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = labelId("PER");
        span.shape = SpanShape{std::vector<TextRange>{{0, 3}}, 0};
        return std::vector<Change>{content.creation(span)};
    });
    exportTo("out", "doccano");
    EXPECT_EQ(read("out"),
              "{\"text\": \"Ada\", \"label\": [[0, 3, \"PER\"]]}\n"
              "{\"text\": \"One \\\"line\\\".\", \"label\": [[0, 3, \"PER\"]]}\n{\"text\": \"Two\"}\n");
}

TEST_F(Doccano, GoodSiblingsOfBadLinesGoOn)
{
    const ExchangeReport report =
        import(scratch.write(
                   "a.jsonl",
                   "{\"text\": \"Ada\", \"label\": [[0, 3, \"P\"], [1, 9, \"P\"], [3, 1, \"P\"], [\"x\"]]}\n"
                   "{\"text\": \"cut\n"
                   "{\"label\": []}\n"
                   "{\"text\": \"bad \xFF\"}\n"
                   "\n"
                   "{\"text\": \"\\ud83d half\"}\n"
                   "{\"text\": \"😀 ab\", \"label\": [[3, 5, \"P\"]]}\n"
                   "{\"text\": \"A B\", \"entities\": [{\"id\": 1, \"label\": \"P\", \"start_offset\": 0, "
                   "\"end_offset\": 1}], \"relations\": [{\"id\": 1, \"from_id\": 1, \"to_id\": 9, "
                   "\"type\": \"r\"}]}\n"),
               "doccano");
    const std::string all = said(report);
    EXPECT_EQ(report.items, 3) << all;
    EXPECT_EQ(report.skipped, 7) << all;
    EXPECT_EQ(report.repaired, 2) << all;
    EXPECT_NE(all.find("a.jsonl: line 2: It is not JSON"), std::string::npos) << all;
    EXPECT_EQ(spans(0), (std::vector<std::string>{"P[Ada]", "P[da]"}));
    EXPECT_EQ(spans(1), (std::vector<std::string>{"P[ab]"}));
    exportTo("out", "doccano");
    EXPECT_EQ(read("out"),
              "{\"text\": \"Ada\", \"label\": [[0, 3, \"P\"], [1, 3, \"P\"]]}\n"
              "{\"text\": \"😀 ab\", \"label\": [[2, 4, \"P\"]]}\n"
              "{\"text\": \"A B\", \"entities\": [{\"id\": 1, \"label\": \"P\", \"start_offset\": 0, "
              "\"end_offset\": 1}], \"relations\": []}\n");
}

TEST_F(Doccano, SaysThatAListIsNotLines)
{
    const std::filesystem::path path =
        scratch.write("a.json", "[\n  {\"id\": 1, \"text\": \"Ada\", \"label\": [\"a\"]}\n]\n");
    const Format* format = recogniseFormat(path);
    ASSERT_NE(format, nullptr);
    EXPECT_EQ(format->info().id, "doccano");
    const auto refused = importFile(*project, path, {}, progress);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("one JSON list"), std::string::npos) << refused.error().message;
    // Lines of something else are not said to be a damaged COCO file.
    EXPECT_EQ(recogniseFormat(scratch.write("b.jsonl", "{\"name\":\"a\"}\n{\"name\":\"b\"}\n")), nullptr);
}

TEST_F(Doccano, AnErrorStoresNothing)
{
    const auto report =
        importFile(*project, scratch.write("a.jsonl", "{\"filename\": \"a.png\", \"label\": [\"cat\"]}\n"),
                   {"doccano", {}, LayerRole::GroundTruth, {}, true, true, {}, false}, progress);
    ASSERT_FALSE(report);
    EXPECT_TRUE(rows().empty());
    EXPECT_TRUE(project->ontology()->labels.empty());
}

} // namespace
} // namespace touchstone
