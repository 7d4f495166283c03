#include <nlohmann/json.hpp>

#include "formats/text_exchange_fixture.h"

namespace touchstone {
namespace {

using nlohmann::ordered_json;
using test::CollectingSink;

class Labelstudio : public test::TextExchange {};

/// Code points in the first task, UTF-16 in the second.
const std::string kTasks =
    R"([{"id":12345678901234,"data":{"text":"😀 Ada met Bob.\r\nلندن","source":{"page":7}},"annotations":[
  {"id":1,"was_cancelled":true,"result":[]},
  {"id":2,"completed_by":5,"lead_time":1.50,"result":[
    {"id":"a","from_name":"ner","to_name":"t","type":"labels","value":{"start":2,"end":5,"text":"Ada","labels":["PER","FEM"]}},
    {"id":"b","from_name":"ner","to_name":"t","type":"labels","value":{"start":10,"end":13,"text":"Bob","labels":["PER"]}},
    {"id":"b","from_name":"sure","to_name":"t","type":"choices","value":{"start":10,"end":13,"choices":["yes","no"]}},
    {"id":"c","from_name":"ner","to_name":"t","type":"labels","value":{"start":16,"end":20,"text":"لندن","labels":["LOC"]}},
    {"from_id":"a","to_id":"b","type":"relation","direction":"left","labels":["met"]},
    {"id":"d","from_name":"mood","to_name":"t","type":"choices","value":{"choices":["calm"]}},
    {"id":"e","from_name":"topic","to_name":"t","type":"taxonomy","value":{"taxonomy":[["art","song"]]}},
    {"id":"f","from_name":"stars","to_name":"t","type":"rating","value":{"rating":4}},
    {"id":"g","from_name":"note","to_name":"t","type":"textarea","value":{"text":["odd"]}}]},
  {"id":3,"result":[]}],"predictions":[{"score":0.25,"result":[
    {"id":"p","from_name":"ner","to_name":"t","type":"labels","value":{"start":2,"end":5,"text":"Ada","labels":["GUESS"]}}]}]},
{"data":{"text":"😀😀 x y"},"annotations":[{"result":[
    {"id":"a","type":"labels","value":{"start":5,"end":6,"text":"x","labels":["X"]}},
    {"id":"b","type":"labels","value":{"start":7,"end":8,"text":"y","labels":["Y"]}}]}]}]
)";

TEST_F(Labelstudio, ReadsBothKindsOfOffsetsAndAllKindsOfResults)
{
    const CollectingSink sink = read("labelstudio", kTasks);
    ASSERT_EQ(sink.documents.size(), 2U);
    EXPECT_EQ(sink.documents[0].document.blocks.at(0).text, "😀 Ada met Bob.\r\nلندن");
    EXPECT_EQ(sink.documents[0].document.metadata, R"({"source":{"page":7}})");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"PER:Ada", "FEM:Ada", "PER:Bob", "LOC:لندن"}));
    EXPECT_EQ(spansOf(sink, 1), (std::vector<std::string>{"X:x", "Y:y"}));
    const auto& bob = sink.annotations.at(2).annotation;
    EXPECT_EQ(bob.attributes, (Attributes{{"sure", std::vector<std::string>{"yes", "no"}}}));
    std::vector<std::string> tags;
    for (const auto& entry : sink.annotations) {
        const std::string name =
            entry.category == ImportSink::npos ? "" : sink.categories[entry.category].name;
        if (kindOf(entry.annotation.shape) == ShapeKind::Tag) {
            tags.push_back(name);
        } else if (const auto* relation = std::get_if<RelationShape>(&entry.annotation.shape)) {
            EXPECT_EQ(name, "met");
            EXPECT_TRUE(relation->directed);
            EXPECT_EQ(relation->members->front(), bob.id);
        }
    }
    EXPECT_EQ(tags, (std::vector<std::string>{"calm", "art/song", "stars", "note"}));
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 2U) << sink.text();
    EXPECT_NE(sink.text().find("annotations[0]: It was cancelled"), std::string::npos) << sink.text();
    EXPECT_NE(sink.text().find("annotations[2]"), std::string::npos) << sink.text();
    EXPECT_NE(sink.text().find("Predictions"), std::string::npos) << sink.text();
}

TEST_F(Labelstudio, TasksThatNobodyChangedComeBackAsTheyWere)
{
    take("labelstudio", "a.json", kTasks);
    ExchangeReport out;
    EXPECT_EQ(give("labelstudio", &out), kTasks);
    EXPECT_TRUE(out.isClean()) << textOf(out);
}

TEST_F(Labelstudio, WritesWhatChangedAndKeepsTheRest)
{
    take("labelstudio", "a.json", kTasks);
    WorkingLayer working = work(0);
    std::vector<Change> changes;
    AnnotationId bob;
    for (const Annotation& annotation : working.content.annotations()) {
        const std::string label = project->ontology()->find(annotation.label)->name;
        Annotation after = annotation;
        if (label == "PER" && !annotation.attributes.empty()) {
            bob = annotation.id;
            after.label = labelNamed("HERO");
            changes.push_back(working.content.replacement(after));
        } else if (label == "calm" || label == "LOC") {
            changes.push_back(working.content.removal(annotation.id));
        }
    }
    Annotation fresh;
    fresh.id = AnnotationId::create();
    fresh.label = labelNamed("MARK");
    fresh.shape = SpanShape{std::vector<TextRange>{{0, 1}}, 0};
    changes.push_back(working.content.creation(fresh));
    ASSERT_TRUE(apply(working, "Change", changes));
    ExchangeReport out;
    const std::string bytes = give("labelstudio", &out);
    EXPECT_EQ(out.lost, 0) << textOf(out);
    ordered_json wanted = ordered_json::parse(kTasks), found = ordered_json::parse(bytes);
    EXPECT_EQ(found[1], wanted[1]);
    const ordered_json& before = wanted[0]["annotations"][1]["result"];
    const ordered_json after = found[0]["annotations"][1]["result"];
    found[0]["annotations"][1]["result"] = before;
    EXPECT_EQ(found[0], wanted[0]);
    ASSERT_EQ(after.size(), 8U) << after.dump(1);
    EXPECT_EQ(after[0], before[0]);
    EXPECT_EQ(after[1], before[6]);
    const auto has = [&](const ordered_json& one) {
        return std::find(after.begin(), after.end(), one) != after.end();
    };
    for (const std::size_t kept : {6, 7, 8}) {
        EXPECT_TRUE(has(before[kept])) << kept << after.dump(1);
    }
    // The relation says what it said, of the same regions.
    EXPECT_TRUE(has(ordered_json::parse(
        R"({"from_id":"b","to_id":"a","type":"relation","direction":"right","labels":["met"]})")));
    ordered_json hero = before[1], sure = before[2];
    hero["value"]["labels"] = {"HERO"};
    EXPECT_TRUE(has(hero)) << after.dump(1);
    sure["value"] = {{"start", 10}, {"end", 13}, {"text", "Bob"}, {"choices", {"yes", "no"}}};
    EXPECT_TRUE(has(sure)) << after.dump(1);
    EXPECT_NE(bytes.find(R"("text":"😀","labels":["MARK"])"), std::string::npos) << bytes;
}

TEST_F(Labelstudio, OtherTextsComeBack)
{
    take("text-lines", "a.txt", "one 😀 two\nnext\n");
    const AnnotationId one = addSpan(0, "A", {0, 3}), two = addSpan(0, "B", {4, 9});
    addSpan(0, "PLACE", {5, 5});
    WorkingLayer working = work(0);
    Annotation relation;
    relation.id = AnnotationId::create();
    relation.label = labelNamed("r");
    relation.shape = RelationShape{std::vector{one, two}, true};
    add(working, relation);
    Annotation tag;
    tag.id = AnnotationId::create();
    tag.label = labelNamed("good");
    add(working, tag);
    ExchangeReport out;
    const CollectingSink sink = read("labelstudio", give("labelstudio", &out));
    EXPECT_EQ(out.lost, 0) << textOf(out);
    std::vector<std::string> spans = spansOf(sink, 0);
    std::sort(spans.begin(), spans.end());
    EXPECT_EQ(spans, (std::vector<std::string>{"A:one", "B:😀 two", "PLACE:"}));
    EXPECT_EQ(sink.documents.size(), 2U);
    EXPECT_EQ(sink.annotations.size(), 5U);
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text();
}

TEST_F(Labelstudio, TakesPredictionsAsSuch)
{
    ImportOptions options;
    options.format = "labelstudio";
    options.role = LayerRole::Prediction;
    const auto report = importFile(*project, scratch.write("a.json", kTasks), options, progress);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_EQ(report->annotations, 1);
    EXPECT_TRUE(project->ontology()->findByName("GUESS"));
    EXPECT_FALSE(project->ontology()->findByName("PER"));
}

TEST_F(Labelstudio, TellsOfWhatItCannotUse)
{
    const auto span = [](int begin, int end, const char* text) {
        return R"({"id":"a","type":"labels","value":{"start":)" + std::to_string(begin) + R"(,"end":)" +
               std::to_string(end) + R"(,"text":")" + text + R"(","labels":["L"]}})";
    };
    const CollectingSink sink = read(
        "labelstudio",
        R"([{"data":{"text":"😀 one two two"},"annotations":[{"result":[)" + span(90, 93, "one") + ',' +
            span(50, 53, "two") + ',' + span(5, 2, "zzz") + ',' + span(2, 5, "one") +
            R"(,{"type":"relation","from_id":"a","to_id":"q"},{"type":"video"},{"type":"rating","value":{}},)"
            R"({"id":"h","type":"labels","value":{"start":"/p[1]","end":1}},7]}]},)"
            R"({"data":{"image":7}},{"data":{"text":"a"},"data":{}},{"data":{"text":"end"}}])");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"L:one", "L:one"}));
    EXPECT_EQ(sink.documents.size(), 2U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 1U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 9U) << sink.text();
    Error error;
    read("labelstudio", "[]", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    read("labelstudio", R"([{"data":{"text":"a"}},)", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    read("labelstudio", "[{\"data\":{\"text\":\"\xff\"}}]", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
}

TEST_F(Labelstudio, IsKnownByItsTasks)
{
    const auto known = [&](const std::string& name, const std::string& bytes) {
        const Format* format = recogniseFormat(scratch.write(name, bytes));
        return format ? format->info().id : std::string();
    };
    EXPECT_EQ(known("a.json", kTasks), "labelstudio");
    // The results of a long task may fill all that is looked at.
    const std::string far = R"([{"id":1,"annotations":[{"result":[{"to_name":"t","value":{"text":")" +
                            std::string(9000, 'x') + R"("}}]}],"data":{"text":"a"}}])";
    EXPECT_EQ(known("c.json", far), "labelstudio");
}

TEST_F(Labelstudio, SaysOfOtherTasksWhatTheyAre)
{
    const auto problemOf = [&](const std::string& task) {
        Error error;
        read("labelstudio", "[" + task + "]", &error);
        return error.message;
    };
    EXPECT_NE(problemOf(R"({"data":{"image":"x.png"},"annotations":[{"result":[{"type":"rectanglelabels",)"
                        R"("original_width":9,"value":{}}]}]})")
                  .find("rectanglelabels"),
              std::string::npos);
    EXPECT_NE(problemOf(R"({"data":{"clip":"https://a.example/b.mp3"},"annotations":[]})").find("addresses"),
              std::string::npos);
    EXPECT_NE(problemOf(R"({"data":{"dialogue":[{"author":"a","text":"b"}]},"annotations":[]})").find("Dialogues"),
              std::string::npos);
    const std::string least = R"({"id":1,"text":"Ada","label":[{"start":0,"end":3}],"annotator":1,"lead_time":2})";
    EXPECT_NE(problemOf(least).find("JSON-MIN"), std::string::npos);
    EXPECT_EQ(recogniseFormat(scratch.write("min.json", "[" + least + "]"))->info().id, "labelstudio");
    EXPECT_EQ(spansOf(read("labelstudio", R"([{"data":{"text":"Ada met"},"annotations":[{"result":[{"id":"a","type":"labels",)"
                                          R"("value":{"start":4.0,"end":7.0,"text":"met","labels":["V"]}}]}]}])"),
                      0),
              (std::vector<std::string>{"V:met"}));
    EXPECT_EQ(read("labelstudio", R"([{"data":{"page":"https://a.example","body":"Ada met"},"annotations":[]}])")
                  .documents.at(0)
                  .document.blocks.at(0)
                  .text,
              "Ada met");
}

} // namespace
} // namespace touchstone
