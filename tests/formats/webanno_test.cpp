#include "formats/text_exchange_fixture.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using test::CollectingSink;

class WebannoTsv : public test::TextExchange {
  protected:
    fs::path giveFolder(ExchangeReport* report = nullptr)
    {
        const fs::path out = scratch.path() / ("folder" + std::to_string(++m_folders));
        const auto done = exportFile(*project, out, {"webanno-tsv", "", false}, progress);
        EXPECT_TRUE(done) << done.error().text();
        if (done && report) {
            *report = *done;
        }
        return out;
    }
    /// "label:PER Ada>ORG She" of relations, "label:{she,her}" of chains.
    static std::vector<std::string> bondsOf(const CollectingSink& sink)
    {
        std::map<AnnotationId, std::string> words;
        std::vector<std::string> found;
        for (const auto& entry : sink.annotations) {
            if (const auto* span = std::get_if<SpanShape>(&entry.annotation.shape)) {
                const TextOffsets offsets(sink.documents.at(entry.image).document.blocks.at(0).text);
                words[entry.annotation.id] = std::string(offsets.slice(extent(*span)));
            } else if (const auto* relation = std::get_if<RelationShape>(&entry.annotation.shape)) {
                std::string text =
                    sink.categories.at(entry.category).name + (relation->directed ? ":" : ":{");
                for (const AnnotationId& member : *relation->members) {
                    text += words.at(member) + (relation->directed ? ">" : ",");
                }
                found.push_back(text);
            }
        }
        return found;
    }

  private:
    int m_folders = 0;
};

const std::string kHead = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.x.NamedEntity|identifier|value\n"
                          "#T_SP=webanno.custom.Simple|\n"
                          "#T_CH=de.x.CoreferenceLink|referenceRelation|referenceType\n"
                          "#T_RL=webanno.custom.Bond|kind|BT_de.x.NamedEntity\n\n\n";
const std::string kFile = kHead +
                          "#Text=Ada 😀 Byron\\tmet\n#Text=B\\_C \\u00e9 her.\n"
                          "1-1\t0-3\tAda\tQ\\_1[1]|*[2]\tPER[1]|FIRST[2]\t_\t*->1-1\tname[1]\t_\t_\t\n"
                          "1-1.1\t0-2\tAd\t_\t_\t*\t_\t_\t_\t_\t\n"
                          "1-2\t4-6\t😀\tQ\\_1[1]\tPER[1]\t_\t*->1-1\tname[1]\t_\t_\t\n"
                          "1-3\t7-12\tByron\tQ\\_1[1]\tPER[1]\t_\t_\t_\t_\t_\t\n"
                          "1-4\t13-16\tmet\t_\t_\t*\t_\t_\t_\t_\t\n"
                          "1-4.1\t13-13\t\t_\t_\t*\t_\t_\t_\t_\t\n"
                          "1-5\t17-20\tB\\_C\t*\tORG\\;X\t_\t_\t_\thas\\|it\t1-1[1_0]\t\n"
                          "1-6\t21-22\t\\u00e9\t_\t_\t_\t_\t_\t_\t_\t\n"
                          "1-7\t23-26\ther\t_\t_\t_\tcoref->1-2\tpron[1]\t_\t_\t\n"
                          "1-8\t26-27\t.\t_\t_\t_\t_\t_\t_\t_\t\n\n"
                          "#Text=She left .\n"
                          "2-1\t28-31\tShe\t_\t_\t_\t*->1-3\t*[1]\t_\t_\t\n"
                          "2-2\t32-36\tleft\t_\t_\t_\t_\t_\t_\t_\t\n"
                          "2-3\t37-38\t.\t_\t_\t_\t_\t_\t_\t_\t\n";
const std::vector<std::string> kSpans{
    "PER:Ada 😀 Byron", "FIRST:Ada", "name:Ada 😀", "Simple:Ad",          "Simple:met",
    "Simple:",         "ORG;X:B_C", "pron:her",   "CoreferenceLink:She"};

TEST_F(WebannoTsv, ReadsLayersTextAndBonds)
{
    const CollectingSink sink = read("webanno-tsv", kFile);
    ASSERT_EQ(sink.documents.size(), 1U);
    const TextBlock& block = sink.documents[0].document.blocks.at(0);
    EXPECT_EQ(block.text, "Ada 😀 Byron\tmet\nB_C é her.\nShe left .");
    EXPECT_EQ(block.tokens.size(), 11U);
    EXPECT_EQ(block.sentences, (std::vector<TextRange>{{0, 26}, {27, 37}}));
    EXPECT_EQ(spansOf(sink, 0), kSpans);
    EXPECT_EQ(bondsOf(sink),
              (std::vector<std::string>{"has|it:Ada 😀 Byron>B_C>", "CoreferenceLink:{Ada 😀,her,She,"}));
    EXPECT_EQ(sink.annotations[0].annotation.attributes, (Attributes{{"identifier", std::string("Q_1")}}));
    EXPECT_EQ(sink.annotations[7].annotation.attributes,
              (Attributes{{"referenceRelation", std::string("coref")}}));
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text();
}

TEST_F(WebannoTsv, ComesBackByteForByte)
{
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : kFile) {
        windows += c == '\n' ? "\r\n" : std::string(1, c);
    }
    for (const std::string& bytes : {kFile, windows}) {
        startAnew();
        const ExchangeReport in = take("webanno-tsv", "a.tsv", bytes);
        EXPECT_EQ(in.annotations, 11);
        EXPECT_TRUE(in.isClean()) << textOf(in);
        ExchangeReport out;
        EXPECT_EQ(test::readAll(giveFolder(&out) / "a.tsv"), bytes);
        EXPECT_TRUE(out.isClean()) << textOf(out);
    }
}

TEST_F(WebannoTsv, WritesWhatWasAddedBesideWhatWasThere)
{
    take("webanno-tsv", "a.tsv", kFile);
    const AnnotationId left = addSpan(0, "LOC_1", {31, 35});
    const AnnotationId part = addSpan(0, "LOC_1", {32, 37});
    WorkingLayer working = work(0);
    Annotation relation;
    relation.id = AnnotationId::create();
    relation.label = labelNamed("near");
    relation.shape = RelationShape{std::vector{left, part}, true};
    add(working, relation);
    ExchangeReport out;
    const std::string bytes = test::readAll(giveFolder(&out) / "a.tsv");
    EXPECT_EQ(out.lost, 0) << textOf(out);
    EXPECT_NE(bytes.find("2-2\t32-36\tleft\t*\tLOC\\_1\t"), std::string::npos) << bytes;
    EXPECT_NE(bytes.find("2-2.1\t33-36\teft\t"), std::string::npos) << bytes;
    const CollectingSink sink = read("webanno-tsv", bytes);
    std::vector<std::string> wanted = kSpans, found = spansOf(sink, 0);
    wanted.insert(wanted.end(), {"LOC_1:left", "LOC_1:eft ."});
    std::sort(wanted.begin(), wanted.end());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, wanted) << bytes;
    EXPECT_EQ(bondsOf(sink), (std::vector<std::string>{"has|it:Ada 😀 Byron>B_C>", "near:left>eft .>",
                                                       "CoreferenceLink:{Ada 😀,her,She,"}))
        << bytes;
    EXPECT_EQ(sink.documents[0].document.blocks[0].text,
              read("webanno-tsv", kFile).documents[0].document.blocks[0].text);
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text() << bytes;
}

TEST_F(WebannoTsv, OtherTextsComeBackWithTheirSpaces)
{
    const std::string text = " She [saw]\tit\xE2\x80\xA8there.  😀 Yes_no!  ";
    take("text-lines", "notes/a.txt", text + "\n");
    const AnnotationId she = addSpan(0, "PER", {1, 4});
    const AnnotationId it = addSpan(0, "PER", {11, 13});
    addSpan(0, "LONG", {1, 19});
    addSpan(0, "NONE", {4, 5});
    WorkingLayer working = work(0);
    Annotation chain;
    chain.id = AnnotationId::create();
    chain.label = labelNamed("CoreferenceLink");
    chain.shape = RelationShape{std::vector{she, it}, false};
    add(working, chain);
    Annotation tag;
    tag.id = AnnotationId::create();
    tag.label = labelNamed("letter");
    add(working, tag);
    ExchangeReport out;
    const fs::path folder = giveFolder(&out);
    const std::string bytes = test::readAll(folder / "a-1.tsv");
    EXPECT_EQ(out.lost, 2) << textOf(out);
    const CollectingSink sink = read("webanno-tsv", bytes);
    EXPECT_EQ(sink.documents.at(0).document.blocks[0].text, text) << bytes;
    std::vector<std::string> found = spansOf(sink, 0);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, (std::vector<std::string>{"LONG:She [saw]\tit\xE2\x80\xA8there", "PER:She", "PER:it"}))
        << bytes;
    EXPECT_EQ(bondsOf(sink), (std::vector<std::string>{"CoreferenceLink:{She,it,"})) << bytes;
    EXPECT_EQ(sink.lines.size(), 0U) << sink.text() << bytes;
}

TEST_F(WebannoTsv, ReadsCharacterOffsetsOnlyWhereTheyFitEverything)
{
    const std::string head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Span|value\n\n\n";
    const CollectingSink sink =
        read("webanno-tsv", head + "#Text=😀 a b\n1-1\t0-1\t😀\tX\t\n1-2\t2-3\ta\tY\t\n1-3\t4-5\tb\tZ\t\n");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"X:😀", "Y:a", "Z:b"}));
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 1U) << sink.text();
}

TEST_F(WebannoTsv, TellsOfWhatItCannotUse)
{
    const std::string head =
        "#FORMAT=WebAnno TSV "
        "3.3\n#T_SP=a.Span|value\n#T_RL=a.Rel|BT_a.Span\n#T_CH=a.Link|referenceRelation|referenceType\n\n";
    const CollectingSink sink = read("webanno-tsv", head + "#Text=one 😀 two three\n"
                                                           "1-1\t0-3\tone\tX\t1-9\t_\t_\t\n"
                                                           "1-2\t4-6\t😀\tY\t_\tnone\t_\t\n"
                                                           "1-2.1\t5-6\t?\tBAD\t_\t_\t_\t\n"
                                                           "1-3\t8-11\ttwo\tZ\t_\t_\t_\t\n"
                                                           "1-4\t9-2\tx\tX\t_\t_\t_\t\n"
                                                           "1-5\t90-92\tnever\tX\t_\t_\t_\t\n"
                                                           "1-6\t11-16\tthree\tV\n"
                                                           "\n#Text=end\n2-1\t3-6\tend\tW\t_\t_\t_\t\n");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"X:one", "Y:😀", "Z:two", "V:three", "W:end"}));
    EXPECT_TRUE(bondsOf(sink).empty());
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 6U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 2U) << sink.text();
    for (const char* line :
         {"line 7", "line 8", "line 9", "line 10", "line 11", "line 12", "line 13", "line 15"}) {
        EXPECT_NE(sink.text().find(line), std::string::npos) << line << '\n' << sink.text();
    }
    Error error;
    read("webanno-tsv", head, &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
}

TEST_F(WebannoTsv, SaysOfOlderFilesWhatTheyAre)
{
    for (const std::string head : {"", " # a.Layer | value # b.Layer | kind\n"}) {
        const std::string bytes = head + "#id=1\n#text=Ada met .\n1-1\tAda\tB-PER\t\n1-2\tmet\tO\t\n";
        const Format* format = recogniseFormat(scratch.write("a.tsv", bytes));
        ASSERT_NE(format, nullptr);
        EXPECT_EQ(format->info().id, "webanno-tsv");
        Error error;
        read("webanno-tsv", bytes, &error);
        EXPECT_NE(error.message.find("WebAnno TSV 1 or 2"), std::string::npos) << error.message;
    }
}

TEST_F(WebannoTsv, TokensOfLineEndsAloneAreNoRows)
{
    take("prodigy", "a.jsonl",
         R"({"text":"Ada\nmet","tokens":[{"text":"Ada","start":0,"end":3,"id":0},{"text":"\n","start":3,"end":4,"id":1},)"
         R"({"text":"met","start":4,"end":7,"id":2}],"spans":[{"start":4,"end":7,"label":"V"}],"answer":"accept"})"
         "\n");
    ExchangeReport report;
    const std::string conllu = give("conllu", &report);
    EXPECT_TRUE(report.isClean()) << textOf(report);
    EXPECT_NE(conllu.find("1\tAda\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\n"), std::string::npos) << conllu;
    EXPECT_NE(conllu.find("1\tmet\t_\t_\t_\t_\t_\t_\t_\tNER=B-V"), std::string::npos) << conllu;
}

TEST_F(WebannoTsv, TakesFoldersAndLeavesOutBrokenFiles)
{
    scratch.write("all/one/a.tsv", kFile);
    scratch.write("all/b.tsv", "#FORMAT=WebAnno TSV 3.3\n\n");
    scratch.write("all/c.tsv", "name\tvalue\n");
    const Format* format = recogniseFormat(scratch.path() / "all");
    ASSERT_TRUE(format);
    EXPECT_EQ(format->info().id, "webanno-tsv");
    ImportOptions options;
    const auto report = importFile(*project, scratch.path() / "all", options, progress);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_EQ(report->items, 1);
    EXPECT_EQ(report->skipped, 1) << textOf(*report);
    EXPECT_EQ(test::readAll(giveFolder() / "one/a.tsv"), kFile);
}

} // namespace
} // namespace touchstone
