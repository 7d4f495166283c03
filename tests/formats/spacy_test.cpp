#include "formats/collecting_sink.h"
#include "formats/text_round.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

using Spacy = test::TextRound;

// An emoji, an astral letter, Arabic, a combining mark, U+2028 as itself and escaped, CR LF, a tab.
const std::string kEntities =
    R"({"text": "Ada met \ud83d\ude00 Mr\tBabbage.\r\nIn \"🜚\"", "entities": [[0, 3, "PER"],[10,20,"PER","Q5"]], "cats": {"letter": true, "bill": false}, "links": {"0": 1e400}})"
    "\n"
    "{\"text\":\"لندن "
    "cafe\xCC\x81\xE2\x80\xA8\\u2028x\",\"spans\":{\"sc\":[[0,4,\"LOC\"],[0,9,\"LOC\"]],\"other\":[]},"
    "\"big\":12345678901234567890}\n"
    "{\"text\": \"nothing\", \"entities\": []}\n";
const std::string kTuples =
    "[\"Who is Ada?\", {\"entities\": [[7, 10, \"PER\"]]}]\n"
    "[\"I like eggs\", {\"words\": [\"I\", \"like\", \"eggs\"], \"tags\": [\"PRP\", \"VBP\", \"NNS\"], "
    "\"heads\": [1, 1, 1], \"deps\": [\"nsubj\", \"ROOT\", \"dobj\"]}]\n";
const std::string kList =
    "[\n  [\"Who is Ada?\", {\"entities\": [[7, 10, \"PER\"]]}],\n"
    "  {\"text\": \"Bob\", \"ents\": [{\"start\": 0, \"end\": 3, \"label\": \"PER\"}]}\n]\n";
const std::string kDocs =
    R"({"text":"Ada runs  fast.","ents":[{"start":0,"end":3,"label":"PER","kb_id":"Q7"}],"cats":{"sport":1.0,"war":0.0,"fun":0.75},"sents":[{"start":0,"end":15}],"tokens":[{"id":0,"start":0,"end":3,"tag":"NNP","pos":"PROPN","morph":"Number=Sing","lemma":"Ada","dep":"nsubj","head":1},{"id":1,"start":4,"end":8,"tag":"VBZ","pos":"VERB","morph":"","lemma":"run","dep":"ROOT","head":1},{"id":2,"start":9,"end":10,"tag":"_SP","pos":"SPACE","morph":"","lemma":" ","dep":"dep","head":1},{"id":3,"start":10,"end":14,"tag":"RB","pos":"ADV","morph":"","lemma":"fast","dep":"advmod","head":1},{"id":4,"start":14,"end":15,"tag":".","pos":"PUNCT","morph":"","lemma":".","dep":"punct","head":1}]})"
    "\n";
const std::string kTraining = R"([
  {
    "id": 0,
    "paragraphs": [
      {"raw": "Ada met\r\nBob 😀.", "sentences": [{"tokens": [
         {"id": 0, "orth": "Ada", "tag": "NNP", "head": 1, "dep": "nsubj", "ner": "U-PER"},
         {"id": 1, "orth": "met", "tag": "VBD", "head": 0, "dep": "ROOT", "ner": "O"},
         {"id": 2, "orth": "Bob", "tag": "NNP", "head": -1, "dep": "dobj", "ner": "B-PER"},
         {"id": 3, "orth": "😀", "tag": "UH", "head": -2, "dep": "intj", "ner": "L-PER"},
         {"id": 4, "orth": ".", "tag": ".", "head": -3, "dep": "punct", "ner": "-"}], "brackets": []}],
       "cats": [{"label": "news", "value": 1.0}, {"label": "ad", "value": 0.0}]} ,
      {"raw": null, "sentences": [{"tokens": [{"id": 0, "orth": "Hi", "ner": "-"}], "brackets": []}]}
    ]
  },
  {"id": 1, "paragraphs": [{"raw": "Only text.", "sentences": []}]}
]
)";

TEST_F(Spacy, ComesAndGoesByteForByte)
{
    int number = 0;
    for (const auto& [bytes, ending] :
         {std::pair<std::string, const char*>{kEntities, ".jsonl"},
          {kTuples, ".jsonl"},
          {kList, ".json"},
          {kDocs, ".jsonl"},
          {kTraining, ".json"},
          {"\xEF\xBB\xBF" + kEntities, ".jsonl"},
          {kEntities.substr(0, kEntities.size() - 1), ".jsonl"},
          {kList.substr(0, kList.size() - 1), ".json"},
          {"{\n \"text\": \"Bob\",\n \"ents\": [{\"start\": 0, \"end\": 3, \"label\": \"P\"}],\n \"tokens\": "
           "[]\n}\n",
           ".json"},
          {R"({"id": 3, "paragraphs": [{"raw": "One.", "cats": [{"label": "a", "value": 1}]}]})", ".json"}}) {
        expectSameBytes(std::to_string(number++) + ending, bytes, "spacy");
    }
}

TEST_F(Spacy, SaysWhatItFound)
{
    import(scratch.write("a.jsonl", kEntities));
    ASSERT_EQ(rows().size(), 3U);
    EXPECT_EQ(spans(0), (std::vector<std::string>{"PER[Ada]", "PER[Mr\tBabbage]"}));
    EXPECT_EQ(spans(1), (std::vector<std::string>{"LOC[لندن]", "LOC[لندن cafe]"}));
    const auto first = annotations(0);
    ASSERT_EQ(first.size(), 3U);
    std::vector<std::string> tags;
    bool linked = false;
    for (const Annotation& annotation : first) {
        if (kindOf(annotation.shape) == ShapeKind::Tag) {
            tags.push_back(labelName(annotation.label));
        }
        linked = linked || (valueOf(annotation.attributes, "kb_id") &&
                            *valueOf(annotation.attributes, "kb_id") == AttributeValue(std::string("Q5")));
    }
    EXPECT_EQ(tags, std::vector<std::string>{"letter"});
    EXPECT_TRUE(linked);
    import(scratch.write("d.jsonl", kDocs));
    EXPECT_EQ(spans(3), (std::vector<std::string>{"PER[Ada]", "PROPN[Ada]", "VERB[runs]", "SPACE[ ]",
                                                  "ADV[fast]", "PUNCT[.]"}));
    std::vector<std::string> relations;
    for (const Annotation& annotation : annotations(3)) {
        if (const auto* bond = std::get_if<RelationShape>(&annotation.shape)) {
            EXPECT_TRUE(bond->directed);
            relations.push_back(labelName(annotation.label));
        }
        if (kindOf(annotation.shape) == ShapeKind::Tag && labelName(annotation.label) == "fun") {
            EXPECT_EQ(annotation.score, 0.75);
        }
    }
    std::sort(relations.begin(), relations.end());
    EXPECT_EQ(relations, (std::vector<std::string>{"advmod", "dep", "nsubj", "punct"}));
    import(scratch.write("t.json", kTraining));
    EXPECT_EQ(spans(4), (std::vector<std::string>{"PER[Ada]", "NNP[Ada]", "VBD[met]", "NNP[Bob]",
                                                  "PER[Bob 😀]", "UH[😀]", ".[.]"}));
    auto reader = project->reader();
    const auto document = (*reader)->document(rows()[4].item.id);
    EXPECT_EQ(document->blocks[0].text, "Ada met\r\nBob 😀.");
    EXPECT_EQ(document->blocks[0].tokens.size(), 5U);
    EXPECT_EQ((*reader)->document(rows()[5].item.id)->blocks[0].text, "Hi");
}

/// The changes that relabel, move and remove what stands at the given places.
class SpacyEdits : public Spacy {
  protected:
    void change(std::size_t row, const std::function<void(const LayerContent&, std::vector<Change>&)>& how)
    {
        edit(row, [&](const LayerContent& content) {
            std::vector<Change> changes;
            how(content, changes);
            return changes;
        });
    }
    static Annotation span(LabelId label, TextRange range)
    {
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = label;
        fresh.shape = SpanShape{std::vector<TextRange>{range}, 0};
        return fresh;
    }
    Annotation tag(LabelId label)
    {
        Annotation fresh;
        fresh.id = AnnotationId::create();
        fresh.label = label;
        fresh.shape = TagShape{};
        return fresh;
    }
    Annotation find(const LayerContent& content, const std::string& label, ShapeKind kind)
    {
        for (const Annotation& one : content.annotations()) {
            if (labelName(one.label) == label && kindOf(one.shape) == kind) {
                return one;
            }
        }
        ADD_FAILURE() << label;
        return {};
    }
    static void swap(std::string& text, const std::string& from, const std::string& to)
    {
        ASSERT_NE(text.find(from), std::string::npos) << from;
        text.replace(text.find(from), from.size(), to);
    }
};

TEST_F(SpacyEdits, LinesKeepWhatNobodyChanged)
{
    import(scratch.write("a.jsonl", kEntities));
    change(0, [&](const LayerContent& content, std::vector<Change>& changes) {
        Annotation moved = find(content, "PER", ShapeKind::Span);
        moved.shape = SpanShape{std::vector<TextRange>{{0, 7}}, 0};
        changes = {content.replacement(moved), content.removal(find(content, "letter", ShapeKind::Tag).id),
                   content.creation(span(labelId("LOC"), {4, 7})), content.creation(tag(labelId("LOC")))};
    });
    change(1, [&](const LayerContent& content, std::vector<Change>& changes) {
        changes = {content.removal(content.annotations().at(0).id)};
    });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_EQ(out.lost, 1) << said(out);
    EXPECT_NE(said(out).find("overlap"), std::string::npos) << said(out);
    std::string expected = kEntities;
    swap(expected, R"([[0, 3, "PER"],[10,20,"PER","Q5"]])", R"([[0,7,"PER"],[10,20,"PER","Q5"]])");
    swap(expected, R"({"letter": true, "bill": false})", R"({"letter":false,"bill":false,"LOC":true})");
    swap(expected, R"("links": {"0": 1e400}})", R"("links": {"0": 1e400}, "spans": {"sc":[[4,7,"LOC"]]}})");
    swap(expected, R"({"sc":[[0,4,"LOC"],[0,9,"LOC"]],"other":[]})", R"({"sc":[[0,9,"LOC"]],"other":[]})");
    EXPECT_EQ(read("out"), expected);
}

TEST_F(SpacyEdits, WordsAndHeadsChangeInTheirTokens)
{
    import(scratch.write("d.jsonl", kDocs));
    change(0, [&](const LayerContent& content, std::vector<Change>& changes) {
        Annotation word = find(content, "ADV", ShapeKind::Span);
        word.label = labelId("VERB");
        word.attributes = withValue(word.attributes, "lemma", std::string("quick"));
        Annotation bond = find(content, "punct", ShapeKind::Relation);
        bond.label = labelId("dep");
        changes = {content.replacement(word), content.replacement(bond),
                   content.removal(find(content, "nsubj", ShapeKind::Relation).id)};
    });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_TRUE(out.isClean()) << said(out);
    const std::string text = read("out");
    EXPECT_NE(
        text.find(
            R"({"id":3,"start":10,"end":14,"tag":"RB","pos":"VERB","morph":"","lemma":"quick","dep":"advmod","head":1})"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("lemma":".","dep":"dep","head":1})"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("lemma":"Ada","dep":"","head":0})"), std::string::npos) << text;
    EXPECT_NE(
        text.find(
            R"("ents":[{"start":0,"end":3,"label":"PER","kb_id":"Q7"}],"cats":{"sport":1.0,"war":0.0,"fun":0.75})"),
        std::string::npos)
        << text;
}

TEST_F(SpacyEdits, RelationsBetweenSpansAreRelations)
{
    const std::string tokens =
        R"("tokens":[{"id":0,"start":0,"end":3},{"id":1,"start":4,"end":9},{"id":2,"start":10,"end":13},{"id":3,"start":14,"end":17},{"id":4,"start":17,"end":18}])";
    const std::string record =
        R"({"text":"Ada Byron met Bob.","ents":[{"start":0,"end":9,"label":"PER"},{"start":14,"end":17,"label":"PER"}],)" +
        tokens +
        R"(, "relations":[{"head":1,"child":3,"label":"KNOWS", "odd": 1.50},{"head":2,"child":3,"label":"OBJ"}]})" "\n";
    const std::string other = R"({"text":"x","ents":[],"relations":[["a","b"]]})" "\n";
    import(scratch.write("r.jsonl", record + other));
    std::vector<std::string> found;
    for (const Annotation& one : annotations(0)) {
        if (std::holds_alternative<RelationShape>(one.shape)) {
            found.push_back(labelName(one.label));
        }
    }
    EXPECT_EQ(found, (std::vector<std::string>{"KNOWS", "OBJ"}));
    EXPECT_EQ(spans(0), (std::vector<std::string>{"PER[Ada Byron]", "[met]", "PER[Bob]"}));
    EXPECT_TRUE(exportTo("same", "spacy").isClean());
    EXPECT_EQ(read("same"), record + other);
    change(0, [&](const LayerContent& content, std::vector<Change>& changes) {
        Annotation knows = find(content, "KNOWS", ShapeKind::Relation);
        const auto members = *std::get<RelationShape>(knows.shape).members;
        knows.shape = RelationShape{std::vector{members.back(), members.front()}, true};
        changes = {content.replacement(knows), content.removal(find(content, "OBJ", ShapeKind::Relation).id)};
    });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_TRUE(out.isClean()) << said(out);
    std::string expected = record + other;
    swap(expected, R"([{"head":1,"child":3,"label":"KNOWS", "odd": 1.50},{"head":2,"child":3,"label":"OBJ"}])",
         R"([{"head":3,"child":1,"label":"KNOWS","odd":1.5,"head_span":{"start":14,"end":17,"token_start":3,"token_end":3,"label":"PER"},"child_span":{"start":0,"end":9,"token_start":0,"token_end":1,"label":"PER"}}])");
    EXPECT_EQ(read("out"), expected);
    // What did not come from such a file is written in the same way, and comes back.
    import(scratch.write("t.txt", "Eve saw Dan.\n"), "text-lines");
    change(2, [&](const LayerContent& content, std::vector<Change>& changes) {
        const Annotation eve = span(labelId("PER"), {0, 3}), dan = span(labelId("PER"), {8, 11});
        Annotation relation = tag(labelId("KNOWS"));
        relation.shape = RelationShape{std::vector{eve.id, dan.id}, true};
        changes = {content.creation(eve), content.creation(dan), content.creation(relation)};
    });
    const ExchangeReport again = exportTo("new", "spacy");
    EXPECT_EQ(again.lost, 0) << said(again);
    test::CollectingSink sink;
    ASSERT_TRUE(findFormat("spacy")->read(scratch.write("new.jsonl", read("new")), sink, progress));
    EXPECT_EQ(std::count_if(sink.annotations.begin(), sink.annotations.end(),
                            [](const auto& one) {
                                return one.image == 2 && kindOf(one.annotation.shape) == ShapeKind::Relation;
                            }),
              1)
        << read("new");
}

TEST_F(SpacyEdits, TrainingFilesGetTagsOfWholeTokens)
{
    import(scratch.write("t.json", kTraining));
    change(0, [&](const LayerContent& content, std::vector<Change>& changes) {
        for (const Annotation& one : content.annotations()) {
            const auto* shape = std::get_if<SpanShape>(&one.shape);
            if (shape && extent(*shape).begin == 9 && extent(*shape).end == 14) {
                changes.push_back(content.removal(one.id));
            }
        }
        changes.push_back(content.creation(span(labelId("PER"), {12, 14})));
        changes.push_back(content.creation(span(labelId("PER"), {4, 12})));
        changes.push_back(content.removal(find(content, "news", ShapeKind::Tag).id));
    });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_EQ(out.lost, 1) << said(out);
    const std::string text = read("out");
    for (const char* part :
         {R"("orth":"met","tag":"VBD","head":0,"dep":"ROOT","ner":"B-PER"})",
          R"("orth":"Bob","tag":"NNP","head":-1,"dep":"dobj","ner":"L-PER"})", R"("dep":"intj","ner":"O"})",
          R"("dep":"punct","ner":"-"})", R"([{"label":"news","value":0.0},{"label":"ad","value":0.0}])",
          R"(,
      {"raw": null, "sentences": [{"tokens": [{"id": 0, "orth": "Hi", "ner": "-"}], "brackets": []}]}
    ])"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << '\n' << text;
    }
}

TEST_F(SpacyEdits, NewTextsAreWrittenForDocFromJson)
{
    import(scratch.write("t.txt", "Ada  Byron-Lovelace left.\n"), "text-lines");
    import(scratch.write("x.jsonl",
                         "{\"text\": \"Ada\", \"cats\": {\"A\": 1.0}, \"entities\": [[0, 3, \"PER\"]]}\n"));
    change(0, [&](const LayerContent& content, std::vector<Change>& changes) {
        changes = {content.creation(span(labelId("PER"), {0, 10})),
                   content.creation(span(labelId("PER"), {5, 8})),
                   content.creation(span(labelId("PER"), {3, 10})), content.creation(tag(labelId("A")))};
    });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_EQ(out.lost, 2) << said(out);
    EXPECT_EQ(read("out"),
              "{\"text\": \"Ada\", \"cats\": {\"A\": 1.0}, \"entities\": [[0, 3, \"PER\"]]}\n"
              "{\"text\":\"Ada  Byron-Lovelace left.\",\"ents\":[{\"start\":0,\"end\":10,\"label\":\"PER\"}],"
              "\"spans\":{\"sc\":[{\"start\":5,\"end\":8,\"label\":\"PER\",\"kb_id\":\"\"},"
              "{\"start\":3,\"end\":10,\"label\":\"PER\",\"kb_id\":\"\"}]},\"cats\":{\"A\":1.0},"
              "\"tokens\":[{\"id\":0,\"start\":0,\"end\":3},{\"id\":1,\"start\":4,\"end\":5},{\"id\":2,"
              "\"start\":5,\"end\":8},"
              "{\"id\":3,\"start\":8,\"end\":10},{\"id\":4,\"start\":10,\"end\":11},{\"id\":5,\"start\":11,"
              "\"end\":19},"
              "{\"id\":6,\"start\":20,\"end\":24},{\"id\":7,\"start\":24,\"end\":25}]}\n");
}

TEST_F(SpacyEdits, MembersOfAnotherKindAreKeptUntilSomethingIsLabelled)
{
    const std::string lines = "{\"text\": \"Ada met Bob\", \"words\": [\"Ada\", \"met\", \"Bob\"], \"tags\": \"x\", "
                              "\"heads\": {\"a\": 1}, \"pos\": 3}\n"
                              "{\"text\": \"Ada\", \"spans\": null, \"cats\": null}\n"
                              "{\"text\": \"Bob\", \"entities\": {\"a\": 1}}\n"
                              "{\"text\": \"Cy\", \"ents\": null, \"tokens\": null}\n";
    import(scratch.write("a.jsonl", lines), "spacy");
    ASSERT_EQ(rows().size(), 4U);
    exportTo("same", "spacy");
    EXPECT_EQ(read("same"), lines);
    import(scratch.write("b.jsonl", "{\"text\": \"x\", \"entities\": [[0, 1, \"PER\"]]}\n"));
    for (const std::size_t row : {1U, 2U, 3U})
        change(row, [&](const LayerContent& content, std::vector<Change>& changes) {
            changes = {content.creation(span(labelId("PER"), {0, 2})), content.creation(tag(labelId("PER")))};
        });
    const ExchangeReport out = exportTo("out", "spacy");
    EXPECT_TRUE(out.isClean()) << said(out);
    const std::string text = read("out");
    for (const char* part : {R"({"text": "Ada", "spans": {"sc":[[0,2,"PER"]]}, "cats": {"PER":1.0}})",
                             R"({"text": "Bob", "entities": [[0,2,"PER"]], "cats": {"PER":1.0}})",
                             R"("text": "Cy", "ents": [{"start":0,"end":2,"label":"PER"}])"})
        EXPECT_NE(text.find(part), std::string::npos) << part << '\n' << text;
}

TEST_F(Spacy, NamesWhatTheSecondWordOfOnePlaceLoses)
{
    import(scratch.write("a.conllu", "# text = du\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t0\troot\t_\t_\n"
                                     "2\tle\tle\tDET\t_\t_\t1\tdet\t_\t_\n\n"),
           "conllu");
    const ExchangeReport out = exportTo("a.jsonl", "spacy");
    EXPECT_NE(said(out).find("lemma, xpos and feats"), std::string::npos) << said(out);
}

TEST_F(Spacy, GoodSiblingsOfBadRecordsGoOn)
{
    const ExchangeReport report = import(
        scratch.write(
            "a.jsonl",
            "{\"text\": \"Ada\", \"entities\": [[0, 3, \"P\"], [1, 9, \"P\"], [3, 1, \"P\"], [\"x\"]]}\n"
            "{\"text\": \"cut\n"
            "{\"entities\": []}\n"
            "{\"text\": \"bad \xFF\"}\n"
            "\n"
            "[\"no object\"]\n"
            "{\"text\": \"a b\", \"cats\": {\"x\": 3, \"y\": 0.2}, \"tokens\": [{\"start\": 2, \"end\": "
            "9}]}\n"
            "{\"text\": \"A\", \"ents\": [{\"start\": -1, \"end\": 1, \"label\": \"P\"}]}\n"),
        "spacy");
    const std::string all = said(report);
    EXPECT_EQ(report.items, 3) << all;
    EXPECT_EQ(report.skipped, 9) << all;
    EXPECT_EQ(report.repaired, 1) << all;
    EXPECT_NE(all.find("a.jsonl: line 2: It is not JSON"), std::string::npos) << all;
    EXPECT_EQ(spans(0), (std::vector<std::string>{"P[Ada]", "P[da]"}));
    exportTo("out", "spacy");
    EXPECT_EQ(
        read("out"),
        "{\"text\": \"Ada\", \"entities\": [[0,3,\"P\"],[1,3,\"P\"]]}\n"
        "{\"text\": \"a b\", \"cats\": {\"x\": 3, \"y\": 0.2}, \"tokens\": [{\"start\": 2, \"end\": 9}]}\n"
        "{\"text\": \"A\", \"ents\": []}\n");
}

TEST_F(Spacy, AnErrorStoresNothingAndNamesTheRemedy)
{
    for (const auto& [name, bytes, words] :
         {std::tuple<std::string, std::string, std::string>{"a.jsonl", "{\"x\": 1}\n", "text"},
          {"b.json", "[{\"text\": \"a\", \"ents\": []}", "b.json"},
          {"c.json", "[(\"Ada\", {\"entities\": [(0, 3, \"P\")]})]", "c.json"},
          {"d.spacy", std::string("x\x9c\x01\x00", 4), "to_json"},
          {"e.json", "[]\n", "No record"}}) {
        const auto report =
            importFile(*project, scratch.write(name, bytes),
                       {"spacy", {}, LayerRole::GroundTruth, {}, true, true, {}, false}, progress);
        ASSERT_FALSE(report) << name;
        EXPECT_NE(report.error().text().find(words), std::string::npos) << report.error().text();
    }
    EXPECT_TRUE(rows().empty());
    EXPECT_TRUE(project->ontology()->labels.empty());
}

} // namespace
} // namespace touchstone
