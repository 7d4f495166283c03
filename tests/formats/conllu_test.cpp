#include "formats/text_exchange_fixture.h"

namespace touchstone {
namespace {

using test::CollectingSink;

class Conllu : public test::TextExchange {
  protected:
    /// "nsubj:saw>She" of every relation.
    static std::vector<std::string> relationsOf(const CollectingSink& sink)
    {
        std::map<AnnotationId, std::string> words;
        std::vector<std::string> found;
        for (const auto& entry : sink.annotations) {
            if (const auto* span = std::get_if<SpanShape>(&entry.annotation.shape)) {
                const TextOffsets offsets(sink.documents.at(entry.image).document.blocks.at(0).text);
                words[entry.annotation.id] = std::string(offsets.slice(extent(*span)));
            } else if (const auto* relation = std::get_if<RelationShape>(&entry.annotation.shape)) {
                found.push_back(sink.categories.at(entry.category).name + ':' +
                                words.at(relation->members->front()) + '>' +
                                words.at(relation->members->back()));
            }
        }
        return found;
    }
};

const std::string kTree = "# newdoc id = a/1\n# sent_id = 1\n# text = Vámonos\xC2\xA0 al mar 😀!\n"
                          "1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_\n"
                          "1\tVamos\tir\tVERB\t_\tMood=Imp|Number=Plur\t0\troot\t_\t_\n"
                          "2\tnos\tnosotros\tPRON\t_\t_\t1\tobj\t_\t_\n"
                          "3-4\tal\t_\t_\t_\t_\t_\t_\t_\t_\n"
                          "3\ta\ta\tADP\tIN\t_\t5\tcase\t_\t_\n"
                          "4\tel\tel\tDET\t_\t_\t5\tdet\t_\t_\n"
                          "5\tmar\tmar\tNOUN\t_\t_\t1\tobl:arg\t_\tNER=B-LOC\n"
                          "5.1\tsea\tsea\tNOUN\t_\t_\t_\t_\t1:obl\t_\n"
                          "6\t😀\t_\tSYM\t_\t_\t1\tdiscourse\t_\tSpaceAfter=No\n"
                          "7\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\tSpaceAfter=No\n\n"
                          "# sent_id = 2\n# newpar\n# text = 10 000 _\n"
                          "1\t10 000\t10 000\tNUM\t_\t_\t0\troot\t_\t_\n"
                          "2\t_\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n"
                          "# newdoc\n# text = لندن\n1\tلندن\t_\tPROPN\t_\t_\t_\t_\t_\t_\n\n";

TEST_F(Conllu, ReadsTextsWordsAndHeads)
{
    const CollectingSink sink = read("conllu", kTree);
    ASSERT_EQ(sink.documents.size(), 2U) << sink.text();
    const Document& first = sink.documents[0].document;
    EXPECT_EQ(first.blocks.at(0).text, "Vámonos\xC2\xA0 al mar 😀!\n10 000 _");
    EXPECT_EQ(first.blocks.at(0).tokens.size(), 7U);
    EXPECT_EQ(first.blocks.at(0).sentences, (std::vector<TextRange>{{0, 18}, {19, 27}}));
    EXPECT_EQ(first.metadata, R"({"id":"a/1"})");
    EXPECT_EQ(sink.documents[1].document.blocks.at(0).text, "لندن");
    EXPECT_EQ(spansOf(sink, 0),
              (std::vector<std::string>{"VERB:Vámonos", "PRON:Vámonos", "ADP:al", "DET:al", "NOUN:mar",
                                        "SYM:😀", "PUNCT:!", "NUM:10 000", "PUNCT:_", "LOC:mar"}));
    EXPECT_EQ(relationsOf(sink), (std::vector<std::string>{"obj:Vámonos>Vámonos", "case:mar>al", "det:mar>al",
                                                           "obl:arg:Vámonos>mar", "discourse:Vámonos>😀",
                                                           "punct:Vámonos>!", "punct:10 000>_"}));
    EXPECT_EQ(sink.annotations[0].annotation.attributes,
              (Attributes{{"lemma", std::string("ir")}, {"feats", std::string("Mood=Imp|Number=Plur")}}));
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text();
}

TEST_F(Conllu, ComesBackByteForByte)
{
    std::string windows;
    for (const char c : kTree) {
        windows += c == '\n' ? "\r\n" : std::string(1, c);
    }
    const std::vector<std::string> files{
        kTree, "\xEF\xBB\xBF" + windows,
        // Spaces of UDPipe, columns left empty, bad lines, a wrong text, and no blank line at the end.
        "# text = a  "
        "b\n1\ta\t\tX\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\n\n2\tb\t_\tY\t\t_\t9\tdep\t_\t_\nbad\tline\n\n"
        "# text = other\n1\tc\t_\t_\t_\t_\t2\t_\t_\t_\n2\td\t_\tX\t_\t_\t0\troot\t_\t_"};
    for (const std::string& bytes : files) {
        startAnew();
        EXPECT_GT(take("conllu", "a.conllu", bytes).annotations, 0);
        ExchangeReport out;
        EXPECT_EQ(give("conllu", &out), bytes);
        EXPECT_TRUE(out.isClean()) << textOf(out);
    }
}

TEST_F(Conllu, WritesWhatWasChanged)
{
    take("conllu", "a.conllu", kTree);
    WorkingLayer working = work(0);
    AnnotationId sea, sign, verb;
    std::vector<Change> changes;
    std::map<AnnotationId, std::string> names;
    for (const Annotation& annotation : working.content.annotations()) {
        const std::string label = project->ontology()->find(annotation.label)->name;
        Annotation after = annotation;
        if (label == "NOUN") {
            sea = annotation.id;
            after.label = labelNamed("PROPN");
            after.attributes = withValue({}, "xpos", std::string("NP"));
            changes.push_back(working.content.replacement(after));
        } else if (label == "SYM") {
            sign = annotation.id;
        } else if (label == "DET" || label == "det" || label == "discourse") {
            changes.push_back(working.content.removal(annotation.id));
        } else if (label == "obl:arg") {
            after.label = labelNamed("obl");
            changes.push_back(working.content.replacement(after));
        }
    }
    Annotation relation;
    relation.id = AnnotationId::create();
    relation.label = labelNamed("nmod");
    relation.shape = RelationShape{std::vector{sea, sign}, true};
    changes.push_back(working.content.creation(relation));
    ASSERT_TRUE(apply(working, "Change", changes));
    std::string wanted = kTree;
    const auto swap = [&](const std::string& from, const std::string& to) {
        ASSERT_NE(wanted.find(from), std::string::npos) << from;
        wanted.replace(wanted.find(from), from.size(), to);
    };
    swap("4\tel\tel\tDET\t_\t_\t5\tdet", "4\tel\t_\t_\t_\t_\t_\t_");
    swap("5\tmar\tmar\tNOUN\t_\t_\t1\tobl:arg\t_\tNER", "5\tmar\t_\tPROPN\tNP\t_\t1\tobl\t_\tNER");
    swap("6\t😀\t_\tSYM\t_\t_\t1\tdiscourse", "6\t😀\t_\tSYM\t_\t_\t5\tnmod");
    ExchangeReport report;
    EXPECT_EQ(give("conllu", &report), wanted);
    EXPECT_EQ(report.lost, 0) << textOf(report);
}

TEST_F(Conllu, OtherTextsComeBackWithTheirSpaces)
{
    const std::string text = "She  saw\tit\xE2\x80\xA8there. 😀 Yes!  ";
    take("text-lines", "a.txt", text + "\nNext one.\n");
    const AnnotationId she = addSpan(0, "PRON", {0, 3});
    const AnnotationId saw = addSpan(0, "VERB", {5, 8});
    addSpan(0, "PER", {0, 8});
    addSpan(0, "X", {1, 2});
    WorkingLayer working = work(0);
    Annotation relation;
    relation.id = AnnotationId::create();
    relation.label = labelNamed("nsubj");
    relation.shape = RelationShape{std::vector{saw, she}, true};
    add(working, relation);
    ExchangeReport report;
    const std::string bytes = give("conllu", &report);
    EXPECT_EQ(report.lost, 1) << textOf(report);
    const CollectingSink sink = read("conllu", bytes);
    ASSERT_EQ(sink.documents.size(), 2U);
    EXPECT_EQ(sink.documents[0].document.blocks.at(0).text, text) << bytes;
    EXPECT_EQ(sink.documents[1].document.blocks.at(0).text, "Next one.");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"PRON:She", "VERB:saw", "PER:She  saw"}));
    EXPECT_EQ(relationsOf(sink), (std::vector<std::string>{"nsubj:saw>She"}));
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text();
}

// Tags on words, on words that are written together, of several schemes, and what is no tag.
const std::string kNames = "# text = Ada Byron met del Toro in New York .\n"
                           "1\tAda\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-PER\n"
                           "2\tByron\t_\tPROPN\t_\t_\t_\t_\t_\tGloss=x|NER=E-PER|Y=z\n"
                           "3\tmet\t_\tVERB\t_\t_\t_\t_\t_\t_\n"
                           "4-5\tdel\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER\n"
                           "4\tde\t_\tADP\t_\t_\t_\t_\t_\t_\n"
                           "5\tel\t_\tDET\t_\t_\t_\t_\t_\t_\n"
                           "6\tToro\t_\tPROPN\t_\t_\t_\t_\t_\tNER=E-PER\n"
                           "7\tin\t_\tADP\t_\t_\t_\t_\t_\tNER=LOC\n"
                           "8\tNew\t_\tPROPN\t_\t_\t_\t_\t_\tNER=B-LOC\n"
                           "9\tYork\t_\tPROPN\t_\t_\t_\t_\t_\tNER=E-LOC\n"
                           "10\t.\t_\tPUNCT\t_\t_\t_\t_\t_\tEntity=(e1-person)\n\n";

TEST_F(Conllu, NamedEntitiesOfMiscAreSpans)
{
    const CollectingSink sink = read("conllu", kNames);
    std::vector<std::string> names = spansOf(sink, 0);
    names.erase(names.begin(), names.begin() + 10);
    EXPECT_EQ(names, (std::vector<std::string>{"PER:Ada Byron", "PER:del Toro", "LOC:New York"}));
    take("conllu", "a.conllu", kNames);
    ExchangeReport report;
    EXPECT_EQ(give("conllu", &report), kNames);
    EXPECT_TRUE(report.isClean()) << textOf(report);
    // Another label, one that goes, one that comes; the words keep theirs.
    WorkingLayer working = work(0);
    std::vector<Change> changes;
    for (const Annotation& annotation : working.content.annotations()) {
        const auto* span = std::get_if<SpanShape>(&annotation.shape);
        const std::string label = project->ontology()->find(annotation.label)->name;
        Annotation after = annotation;
        after.label = labelNamed("ORG");
        if (label == "LOC") {
            changes.push_back(working.content.replacement(after));
        } else if (label == "PER" && extent(*span).begin == 0) {
            changes.push_back(working.content.removal(annotation.id));
        }
    }
    ASSERT_TRUE(apply(working, "Change", changes));
    addSpan(0, "PER", {0, 3});
    addSpan(0, "PER", {0, 9});
    std::string wanted = kNames;
    const auto swap = [&](const std::string& from, const std::string& to) {
        ASSERT_NE(wanted.find(from), std::string::npos) << from;
        wanted.replace(wanted.find(from), from.size(), to);
    };
    swap("NER=B-PER", "NER=S-PER");
    swap("Gloss=x|NER=E-PER|Y=z", "Gloss=x|Y=z");
    swap("NER=B-LOC", "NER=B-ORG");
    swap("NER=E-LOC", "NER=E-ORG");
    EXPECT_EQ(give("conllu", &report), wanted);
    EXPECT_EQ(report.lost, 1) << textOf(report);
}

TEST_F(Conllu, TwoFilesStayTwoDocuments)
{
    take("conllu", "a.conllu", "1\ta\t_\tX\t_\t_\t_\t_\t_\t_\n\n");
    take("conllu", "b.conllu", "1\tb\t_\tX\t_\t_\t_\t_\t_\t_\n\n");
    EXPECT_EQ(give("conllu"), "1\ta\t_\tX\t_\t_\t_\t_\t_\t_\n\n# newdoc\n1\tb\t_\tX\t_\t_\t_\t_\t_\t_\n\n");
    EXPECT_EQ(take("conllu", "c.conllu", "1\tb\t_\tY\t_\t_\t_\t_\t_\t_\n\n").newItems, 0);
}

TEST_F(Conllu, TellsOfLinesThatItCannotUse)
{
    const CollectingSink sink =
        read("conllu", "# text = zzz\n1\ta\t_\tX\t_\t_\t7\tdep\t_\t_\n"
                       "2\tb\t_\tX\t_\t_\t2\tdep\t_\t_\n"
                       "2\tc\t_\tX\t_\t_\t1\tdep\t_\t_\n"
                       "x\td\t_\tX\t_\t_\t0\troot\t_\t_\n4\t\t_\tX\t_\t_\t0\troot\t_\t_\n"
                       "5\te\n3-1\tf\t_\t_\t_\t_\t_\t_\t_\t_\n");
    EXPECT_EQ(sink.documents.at(0).document.blocks.at(0).text, "a b c");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"X:a", "X:b", "X:c"}));
    EXPECT_EQ(relationsOf(sink), (std::vector<std::string>{"dep:a>b"}));
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 6U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 2U) << sink.text();
    for (const char* place :
         {"line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8"}) {
        EXPECT_NE(sink.text().find(place), std::string::npos) << place << '\n' << sink.text();
    }
    Error error;
    read("conllu", "no words\n", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
}

TEST_F(Conllu, AWordWithASpaceInItsPartOfSpeechLeavesAsItCame)
{
    const std::string bytes = "# text = a\n1\ta\ta\t NOUN x\t_\t_\t0\troot\t_\t_\n\n";
    take("conllu", "a.conllu", bytes);
    ExchangeReport report;
    EXPECT_EQ(give("conllu", &report), bytes);
    EXPECT_TRUE(report.isClean()) << textOf(report);
}

TEST_F(Conllu, IsKnownByItsLines)
{
    const auto known = [&](const std::string& name, const std::string& bytes) {
        const Format* format = recogniseFormat(scratch.write(name, bytes));
        return format ? format->info().id : std::string();
    };
    EXPECT_EQ(known("a.txt", kTree), "conllu");
    EXPECT_EQ(known("b.txt", "# a comment\n1 one O\n"), "conll");
    // The reader says what is wrong with its lines.
    EXPECT_EQ(known("c.conllu", "# text = a\n1\ta\t_\t_\n"), "conllu");
    Error error;
    read("conllu", "# global.columns = ID FORM X\n1\ta\t_\n", &error);
    EXPECT_NE(error.message.find("CoNLL-U Plus"), std::string::npos) << error.message;
    read("conllu", "# text = a\n1\ta\t_\t_\n", &error);
    EXPECT_NE(error.message.find("Line 2 has 4 columns"), std::string::npos) << error.message;
}

} // namespace
} // namespace touchstone
