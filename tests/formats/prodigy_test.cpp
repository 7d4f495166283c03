#include "formats/text_round.h"

namespace touchstone {
namespace {

// An emoji, an astral letter, Arabic, a combining mark, U+2028 as itself and escaped, CR LF, a tab.
const std::string kManual =
    R"({"text":"Ada met \ud83d\ude00 Mr\tBabbage.\r\n\"🜚\"","_input_hash":-400334998,"_task_hash":1861007191,"tokens":[{"text":"Ada","start":0,"end":3,"id":0,"ws":true},{"text":"met","start":4,"end":7,"id":1,"ws":true},{"text":"\ud83d\ude00","start":8,"end":9,"id":2,"ws":true},{"text":"Mr","start":10,"end":12,"id":3,"ws":false},{"text":"Babbage","start":13,"end":20,"id":4,"ws":false}],"spans":[{"start":0,"end":3,"token_start":0,"token_end":0,"label":"PER"},{"start":10,"end":20,"token_start":3,"token_end":4,"label":"PER","text":"Mr\tBabbage"}],"meta":{"source":"x","big":1e400},"_session_id":null,"_view_id":"ner_manual","answer":"accept"})"
    "\n";
const std::string kAnswers =
    R"({"text":"Good \u2028 cafe)"
    "\xCC\x81"
    R"(","label":"POSITIVE","answer":"accept","_input_hash":1,"_task_hash":2})"
    "\n"
    R"({"text":"Bad لندن","label":"POSITIVE","spans":[{"start":0,"end":3,"label":"X"}],"answer":"reject","_input_hash":3,"_task_hash":4})"
    "\n"
    R"({"text":"What","label":"POSITIVE","answer":"ignore"})"
    "\n";
const std::string kChoices =
    R"({"text":"To Rome","options":[{"id":"travel","text":"Travel"},{"id":7,"text":"Seven"},{"id":"food","text":"Food"}],"accept":["travel",7],"answer":"accept","_task_hash":9})"
    "\n"
    R"({"text":"No","options":[{"id":"travel","text":"Travel"}],"accept":["travel"],"answer":"reject"})"
    "\n";
const std::string kRelations =
    R"({"text":"IL-1 could be made by protein-1.","tokens":[{"text":"IL-1","start":0,"end":4,"id":0,"ws":true},{"text":"could","start":5,"end":10,"id":1,"ws":true},{"text":"be","start":11,"end":13,"id":2,"ws":true},{"text":"made","start":14,"end":18,"id":3,"ws":true},{"text":"by","start":19,"end":21,"id":4,"ws":true},{"text":"protein","start":22,"end":29,"id":5,"ws":false},{"text":"-1","start":29,"end":31,"id":6,"ws":false},{"text":".","start":31,"end":32,"id":7,"ws":false}],"spans":[{"text":"IL-1","start":0,"token_start":0,"token_end":0,"end":4,"type":"span","label":"GGP"},{"start":22,"end":31,"token_start":5,"token_end":6,"label":"GGP"}],"relations":[{"head":6,"child":0,"head_span":{"start":22,"end":31,"token_start":5,"token_end":6,"label":"GGP"},"child_span":{"start":0,"end":4,"token_start":0,"token_end":0,"label":"GGP"},"color":"#ffd882","label":"Reg"},{"head":3,"child":0,"label":"subj"}],"answer":"accept"})"
    "\n";

class Prodigy : public test::TextRound {
  protected:
    static Annotation span(LabelId label, TextRange range)
    {
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = label;
        fresh.shape = SpanShape{std::vector<TextRange>{range}, 0};
        return fresh;
    }
    static Annotation tag(LabelId label)
    {
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = label;
        fresh.shape = TagShape{};
        return fresh;
    }
    std::vector<std::string> tags(std::size_t row)
    {
        std::vector<std::string> found;
        for (const Annotation& annotation : annotations(row)) {
            if (kindOf(annotation.shape) == ShapeKind::Tag) {
                found.push_back(labelName(annotation.label));
            }
        }
        return found;
    }
    static void swap(std::string& text, const std::string& from, const std::string& to)
    {
        ASSERT_NE(text.find(from), std::string::npos) << from;
        text.replace(text.find(from), from.size(), to);
    }
};

TEST_F(Prodigy, ComesAndGoesByteForByte)
{
    int number = 0;
    for (const std::string& bytes :
         {kManual, kAnswers, kChoices, kRelations, "\xEF\xBB\xBF" + kManual,
          kAnswers.substr(0, kAnswers.size() - 1), kManual + kAnswers + kChoices + kRelations}) {
        expectSameBytes(std::to_string(number++) + ".jsonl", bytes, "prodigy");
    }
}

TEST_F(Prodigy, OnlyWhatWasAcceptedIsSo)
{
    import(scratch.write("a.jsonl", kAnswers + kChoices));
    ASSERT_EQ(rows().size(), 5U);
    EXPECT_EQ(tags(0), std::vector<std::string>{"POSITIVE"});
    for (const std::size_t row : {1U, 2U, 4U}) {
        EXPECT_TRUE(annotations(row).empty()) << row;
    }
    EXPECT_EQ(tags(3), (std::vector<std::string>{"travel", "7"}));
    EXPECT_TRUE(labelId("X").isNull());
    auto reader = project->reader();
    EXPECT_EQ((*reader)->document(rows()[1].item.id)->metadata, R"({"label":"POSITIVE","answer":"reject"})");
}

TEST_F(Prodigy, RelationsJoinSpansAndTokens)
{
    import(scratch.write("a.jsonl", kRelations));
    EXPECT_EQ(spans(0), (std::vector<std::string>{"GGP[IL-1]", "[made]", "GGP[protein-1]"}));
    std::vector<std::string> relations;
    const auto all = annotations(0);
    for (const Annotation& one : all) {
        if (const auto* bond = std::get_if<RelationShape>(&one.shape)) {
            std::string text = labelName(one.label);
            for (const AnnotationId& member : *bond->members) {
                for (const Annotation& other : all) {
                    text += other.id == member
                                ? ' ' + std::to_string(extent(std::get<SpanShape>(other.shape)).begin)
                                : "";
                }
            }
            relations.push_back(text);
        }
    }
    std::sort(relations.begin(), relations.end());
    EXPECT_EQ(relations, (std::vector<std::string>{"Reg 22 0", "subj 14 0"}));
}

TEST_F(Prodigy, WritesWhatPeopleChanged)
{
    import(scratch.write("a.jsonl", kManual + kRelations));
    edit(0, [&](const LayerContent& content) {
        std::vector<Change> changes{content.creation(span(labelId("GGP"), {4, 7})),
                                    content.creation(span(labelId("GGP"), {5, 7}))};
        for (Annotation one : content.annotations()) {
            if (extent(std::get<SpanShape>(one.shape)).begin == 10) {
                one.shape = SpanShape{std::vector<TextRange>{{13, 20}}, 0};
                changes.push_back(content.replacement(one));
            }
        }
        return changes;
    });
    edit(1, [&](const LayerContent& content) {
        std::vector<Change> changes;
        for (Annotation one : content.annotations()) {
            const auto* shape = std::get_if<SpanShape>(&one.shape);
            if (shape && extent(*shape).begin == 22) {
                one.shape = SpanShape{std::vector<TextRange>{{22, 29}}, 0};
                changes.push_back(content.replacement(one));
            }
        }
        return changes;
    });
    const ExchangeReport out = exportTo("out", "prodigy");
    EXPECT_EQ(out.lost, 1) << said(out);
    EXPECT_NE(said(out).find("1 task was changed and written without _task_hash"), std::string::npos)
        << said(out);
    std::string expected = kManual + kRelations;
    swap(expected, R"("_task_hash":1861007191,)", "");
    swap(
        expected,
        R"({"start":10,"end":20,"token_start":3,"token_end":4,"label":"PER","text":"Mr\tBabbage"}])",
        R"({"start":13,"end":20,"token_start":4,"token_end":4,"label":"PER","text":"Babbage"},{"start":4,"end":7,"label":"GGP","token_start":1,"token_end":1},{"start":5,"end":7,"label":"GGP"}])");
    swap(expected,
         R"({"start":22,"end":31,"token_start":5,"token_end":6,"label":"GGP"}],"relations":[{"head":6,)",
         R"({"start":22,"end":29,"token_start":5,"token_end":5,"label":"GGP"}],"relations":[{"head":5,)");
    swap(expected, R"("head_span":{"start":22,"end":31,"token_start":5,"token_end":6,"label":"GGP"})",
         R"("head_span":{"start":22,"end":29,"label":"GGP","token_start":5,"token_end":5})");
    swap(expected, R"("child_span":{"start":0,"end":4,"token_start":0,"token_end":0,"label":"GGP"})",
         R"("child_span":{"start":0,"end":4,"label":"GGP","token_start":0,"token_end":0})");
    EXPECT_EQ(read("out"), expected);
}

TEST_F(Prodigy, ARejectedTaskThatSomeoneLabelsIsAcceptedWithThatAlone)
{
    import(scratch.write("a.jsonl", kAnswers + kChoices));
    edit(1, [&](const LayerContent& content) {
        return std::vector<Change>{content.creation(span(labelId("travel"), {4, 8}))};
    });
    edit(3, [&](const LayerContent& content) {
        std::vector<Change> changes{content.creation(tag(labelId("POSITIVE")))};
        for (const Annotation& one : content.annotations()) {
            if (labelName(one.label) == "7") {
                changes.push_back(content.removal(one.id));
            }
        }
        return changes;
    });
    edit(0, [&](const LayerContent& content) {
        return std::vector<Change>{content.removal(content.annotations().at(0).id)};
    });
    exportTo("out", "prodigy");
    std::string expected = kAnswers + kChoices;
    swap(expected, R"("label":"POSITIVE","answer":"accept","_input_hash":1,"_task_hash":2})",
         R"("answer":"accept","_input_hash":1, "spans": []})");
    swap(
        expected,
        R"("label":"POSITIVE","spans":[{"start":0,"end":3,"label":"X"}],"answer":"reject","_input_hash":3,"_task_hash":4})",
        R"("answer":"accept","_input_hash":3, "spans": [{"start":4,"end":8,"label":"travel"}]})");
    swap(
        expected,
        R"("options":[{"id":"travel","text":"Travel"},{"id":7,"text":"Seven"},{"id":"food","text":"Food"}],"accept":["travel",7],"answer":"accept","_task_hash":9})",
        R"("options":[{"id":"travel","text":"Travel"},{"id":7,"text":"Seven"},{"id":"food","text":"Food"},{"id":"POSITIVE","text":"POSITIVE"}],"accept":["travel","POSITIVE"],"answer":"accept"})");
    EXPECT_EQ(read("out"), expected);
}

TEST_F(Prodigy, WritesTextsThatCameOtherwise)
{
    import(scratch.write("t.txt", "Ada met Bob.\nTwo\n"), "text-lines");
    import(scratch.write("x.jsonl", "{\"text\":\"Ada\",\"label\":\"PER\",\"answer\":\"accept\"}\n"));
    edit(0, [&](const LayerContent& content) {
        const Annotation from = span(labelId("PER"), {0, 3}), to = span(labelId("PER"), {8, 11});
        Annotation bond;
        bond.id = AnnotationId::create();
        bond.label = labelId("PER");
        bond.shape = RelationShape{std::vector{from.id, to.id}, true};
        return std::vector<Change>{content.creation(from), content.creation(to), content.creation(bond),
                                   content.creation(tag(labelId("PER")))};
    });
    exportTo("out", "prodigy");
    EXPECT_EQ(
        read("out"),
        "{\"text\":\"Ada\",\"label\":\"PER\",\"answer\":\"accept\"}\n"
        "{\"text\": \"Ada met Bob.\", \"tokens\": "
        "[{\"text\":\"Ada\",\"start\":0,\"end\":3,\"id\":0,\"ws\":true},"
        "{\"text\":\"met\",\"start\":4,\"end\":7,\"id\":1,\"ws\":true},"
        "{\"text\":\"Bob\",\"start\":8,\"end\":11,\"id\":2,\"ws\":false},"
        "{\"text\":\".\",\"start\":11,\"end\":12,\"id\":3,\"ws\":false}], "
        "\"spans\": [{\"start\":0,\"end\":3,\"label\":\"PER\",\"token_start\":0,\"token_end\":0},"
        "{\"start\":8,\"end\":11,\"label\":\"PER\",\"token_start\":2,\"token_end\":2}], "
        "\"relations\": [{\"head\":0,\"child\":2,"
        "\"head_span\":{\"start\":0,\"end\":3,\"label\":\"PER\",\"token_start\":0,\"token_end\":0},"
        "\"child_span\":{\"start\":8,\"end\":11,\"label\":\"PER\",\"token_start\":2,\"token_end\":2},"
        "\"label\":\"PER\"}], "
        "\"options\": [{\"id\":\"PER\",\"text\":\"PER\"}], \"accept\": [\"PER\"], \"answer\": \"accept\"}\n"
        "{\"text\": \"Two\"}\n");
}

TEST_F(Prodigy, GoodSiblingsOfBadTasksGoOn)
{
    const ExchangeReport report = import(
        scratch.write("a.jsonl",
                      "{\"text\":\"Ada "
                      "Byron\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"P\"},{\"start\":4,\"end\":99,"
                      "\"label\":\"P\"},"
                      "{\"start\":0,\"end\":3,\"text\":\"Byron\",\"label\":\"P\"},{\"start\":0,\"end\":3,"
                      "\"text\":\"no\",\"label\":\"P\"}],"
                      "\"relations\":[{\"head\":9,\"child\":8,\"label\":\"r\"}],\"answer\":\"accept\"}\n"
                      "{\"image\":\"a.png\",\"answer\":\"accept\"}\n"
                      "{\"text\":\"cut\n"
                      "{\"text\":\"who\",\"answer\":\"maybe\"}\n"),
        "prodigy");
    const std::string all = said(report);
    EXPECT_EQ(report.items, 2) << all;
    EXPECT_EQ(report.skipped, 6) << all;
    EXPECT_EQ(report.repaired, 1) << all;
    EXPECT_NE(all.find("a.jsonl: line 2: It is a task with a picture."), std::string::npos) << all;
    EXPECT_EQ(spans(0), (std::vector<std::string>{"P[Ada]", "P[Byron]"}));
    exportTo("out", "prodigy");
    EXPECT_EQ(read("out"),
              "{\"text\":\"Ada "
              "Byron\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"P\"},{\"start\":4,\"end\":9,\"text\":"
              "\"Byron\",\"label\":\"P\"}],"
              "\"relations\":[],\"answer\":\"accept\"}\n{\"text\":\"who\",\"answer\":\"maybe\"}\n");
}

} // namespace
} // namespace touchstone
