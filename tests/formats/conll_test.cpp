#include "core/formats/conll_tags.h"
#include "formats/text_exchange_fixture.h"

namespace touchstone {
namespace {

using conll::Entity;
using conll::Scheme;
using conll::SchemeSurvey;
using conll::Tag;
using test::CollectingSink;

class Conll : public test::TextExchange {};

std::vector<Tag> tagsFrom(const std::vector<std::string>& texts)
{
    std::vector<Tag> tags;
    for (const std::string& text : texts) {
        tags.push_back(conll::readTag(text));
    }
    return tags;
}

Scheme schemeOf(const std::vector<std::string>& texts)
{
    SchemeSurvey survey;
    survey.add(tagsFrom(texts));
    return survey.scheme();
}

TEST(ConllTags, TellsTheSchemesApart)
{
    EXPECT_EQ(schemeOf({"O", "I-PER", "I-PER", "B-PER", "O", "I-LOC"}), Scheme::Iob1);
    EXPECT_EQ(schemeOf({"B-PER", "I-LOC", "I-ORG"}), Scheme::Iob1);
    EXPECT_EQ(schemeOf({"O", "B-PER", "I-PER", "B-PER", "O", "B-LOC"}), Scheme::Iob2);
    EXPECT_EQ(schemeOf({"O", "B-PER", "I-PER", "L-PER", "U-LOC"}), Scheme::Bilou);
    EXPECT_EQ(schemeOf({"O", "B-PER", "I-PER", "E-PER", "S-LOC"}), Scheme::Bioes);
    EXPECT_EQ(schemeOf({"O", "O"}), Scheme::Iob2);
}

TEST(ConllTags, WritesWhatItReadsInEveryScheme)
{
    const std::vector<Entity> entities{{0, 1, "A"}, {1, 3, "A"}, {3, 6, "B"}, {7, 8, "O"}};
    for (const Scheme scheme : {Scheme::Iob1, Scheme::Iob2, Scheme::Bilou, Scheme::Bioes}) {
        const auto tags = conll::tagsOf(entities, 9, scheme);
        EXPECT_EQ(conll::entitiesOf(tagsFrom(tags)), entities) << conll::schemeName(scheme);
        EXPECT_EQ(schemeOf(tags), scheme);
    }
    EXPECT_EQ(conll::tagsOf(entities, 9, Scheme::Iob1),
              (std::vector<std::string>{"I-A", "B-A", "I-A", "I-B", "I-B", "I-B", "O", "I-O", "O"}));
    EXPECT_EQ(conll::tagsOf(entities, 9, Scheme::Bilou),
              (std::vector<std::string>{"U-A", "B-A", "L-A", "B-B", "I-B", "L-B", "O", "U-O", "O"}));
}

const std::string kNews =
    "-DOCSTART- -X- -X- O\r\n\r\n"
    "Ada NNP B-NP I-PER\r\nByron NNP I-NP I-PER\r\nLovelace NNP I-NP B-PER\r\nmet VBD B-VP O\r\n"
    "\r\n"
    "😀 UH O O  \r\nin IN B-PP O\r\nلندن NNP B-NP I-LOC\r\n.\t.\tO\tO\r\n\r\n"
    "-DOCSTART- -X- -X- O\r\n\r\nEnd\xE2\x80\xA8here X Y O";

TEST_F(Conll, ReadsDocumentsSentencesAndEntities)
{
    const CollectingSink sink = read("conll", kNews);
    ASSERT_EQ(sink.documents.size(), 2U);
    const TextBlock& block = sink.documents[0].document.blocks.at(0);
    EXPECT_EQ(block.text, "Ada Byron Lovelace met 😀 in لندن .");
    EXPECT_EQ(block.tokens.size(), 8U);
    EXPECT_EQ(block.sentences, (std::vector<TextRange>{{0, 22}, {23, 34}}));
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"PER:Ada Byron", "PER:Lovelace", "LOC:لندن"}));
    EXPECT_EQ(sink.documents[1].document.blocks.at(0).text, "End\xE2\x80\xA8here");
    EXPECT_EQ(sink.documents[1].part, 2);
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 0U) << sink.text();
}

TEST_F(Conll, ComesBackByteForByte)
{
    const std::vector<std::string> files{
        kNews,
        "\xEF\xBB\xBF"
        "a B-X\nb I-X\n\n\n\nc U-Y\n",
        "one\tB-A\ntwo words\tI-A\n\nthree\tO\n\n",
        "# id 7\tdomain=en\na _ _ B-X\nb _ _ I-X\n\n# id 8\tdomain=en\nc _ _ O\n",
        "a I-X\nb B-X\nc B-X\n\nd B-Y\ne I-Z\n",
        "-DOCSTART- O\n-DOCSTART- O\n\na S-X\n\n-DOCSTART- O\n\n",
    };
    for (const std::string& bytes : files) {
        startAnew();
        const ExchangeReport in = take("conll", "a.conll", bytes);
        EXPECT_GT(in.annotations, 0) << bytes;
        ExchangeReport out;
        EXPECT_EQ(give("conll", &out), bytes);
        EXPECT_TRUE(out.isClean()) << textOf(out);
    }
}

TEST_F(Conll, WritesChangedSentencesInTheSchemeOfTheirFile)
{
    take("conll", "a.conll", kNews);
    addSpan(0, "DAY", {19, 22});
    std::string wanted = kNews;
    wanted.replace(wanted.find("met VBD B-VP O"), 14, "met VBD B-VP I-DAY");
    EXPECT_EQ(give("conll"), wanted);
}

TEST_F(Conll, WritesOtherTextsInIob2AndNamesWhatIsLost)
{
    take("text-lines", "a.txt", "Ada Byron met 😀 in New York. He left.\nNothing.\n");
    addSpan(0, "first name", {0, 3});
    addSpan(0, "PER", {0, 9});
    addSpan(0, "LOC", {19, 25}); // "New Yo"
    addSpan(0, "EMPTY", {5, 5});
    addSpan(0, "LONG", {27, 31});
    WorkingLayer working = work(0);
    Annotation tag;
    tag.id = AnnotationId::create();
    tag.label = labelNamed("letter");
    add(working, tag);
    ExchangeReport report;
    const std::string bytes = give("conll", &report);
    EXPECT_EQ(bytes, "-DOCSTART- -X- -X- O\n\nAda B-PER\nByron I-PER\nmet O\n😀 O\nin O\nNew B-LOC\nYork "
                     "I-LOC\n. B-LONG\n\n"
                     "He B-LONG\nleft O\n. O\n\n-DOCSTART- -X- -X- O\n\nNothing O\n. O\n\n")
        << textOf(report);
    // Five of spans and classes, and the spaces of both texts.
    EXPECT_EQ(report.lost, 7) << textOf(report);
    EXPECT_NE(textOf(report).find("White space is not in this format"), std::string::npos) << textOf(report);
    EXPECT_NE(textOf(report).find("0-3 \"Ada\""), std::string::npos) << textOf(report);
}

TEST_F(Conll, TellsOfLinesThatItCannotUse)
{
    const CollectingSink sink = read("conll", "a B-X\nb\nc PER\n\nd I-Y\n");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"X:a", "Y:d"}));
    EXPECT_NE(sink.text().find("in.txt: line 2"), std::string::npos) << sink.text();
    EXPECT_NE(sink.text().find("in.txt: line 3"), std::string::npos) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 1U) << sink.text();
    EXPECT_EQ(read("conll", "a\tB-X\n\tO\n").count(ReportLine::Kind::Skipped), 1U);
    Error error;
    read("conll", "\n\n", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    std::string wide;
    for (int i = 0; i < 100; ++i) {
        wide += "a B-X ";
    }
    EXPECT_EQ(read("conll", "a O\n" + wide + "\n").count(ReportLine::Kind::Skipped), 1U);
    read("conll", wide, &error);
    EXPECT_NE(error.message.find("no token"), std::string::npos);
    read("conll", "a NN\nb VB\n", &error);
    EXPECT_NE(error.message.find("holds tags"), std::string::npos);
    read("conll", "a \xff O\n", &error);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
}

const std::string kNested = "#\thttp://a.example/1\t[2020]\n1\tUniversity\tB-ORG\tO\n2\tof\tI-ORG\tO\n"
                            "3\tKöln\tI-ORG\tB-LOC\n4\t.\tO\tO\n\n1\t😀\tO\tO\n2\tAda\tB-PER\tO\n";

TEST_F(Conll, ReadsEveryColumnOfTagsBehindTheNumbersOfTokens)
{
    const CollectingSink sink = read("conll", kNested);
    EXPECT_EQ(sink.documents.at(0).document.blocks.at(0).text, "University of Köln . 😀 Ada");
    EXPECT_EQ(spansOf(sink, 0), (std::vector<std::string>{"ORG:University of Köln", "LOC:Köln", "PER:Ada"}));
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 0U) << sink.text();
    EXPECT_NE(sink.text().find("2 columns have tags"), std::string::npos) << sink.text();
    // Chunks are no entities, also where a file has none.
    EXPECT_EQ(read("conll", "a X B-NP O\nb X I-NP O\n").annotations.size(), 0U);
    EXPECT_EQ(spansOf(read("conll", "a X B-NP O\nb X I-NP B-LOC\n"), 0), (std::vector<std::string>{"LOC:b"}));
}

TEST_F(Conll, FindsTheTagsWhereverTheyStand)
{
    const CollectingSink numbered =
        read("conll", "# newdoc id = a-\n# text = a I -\n1\ta\tB-PER\t-\tme\n2\tI\tO\t-\tme\n");
    EXPECT_EQ(numbered.documents.at(0).document.blocks.at(0).text, "a I");
    EXPECT_EQ(spansOf(numbered, 0), (std::vector<std::string>{"PER:a"}));
    const CollectingSink named = read("conll", "# global.columns = ID FORM CONLL:NER LEMMA\n7\tAda\tB-PER\tAda\n"
                                               "9\tmet\tO\tmeet\n");
    EXPECT_EQ(spansOf(named, 0), (std::vector<std::string>{"PER:Ada"}));
    const CollectingSink bare = read("conll", "Ada PERSON\nByron PERSON\nmet O\nBonn PLACE\n. O\n");
    EXPECT_EQ(spansOf(bare, 0), (std::vector<std::string>{"PERSON:Ada Byron", "PLACE:Bonn"}));
    EXPECT_EQ(bare.count(ReportLine::Kind::Skipped), 0U) << bare.text();
    Error error;
    read("conll", "#begin document (a); part 000\na 0 0 Ada NN * (0)\n", &error);
    EXPECT_EQ(error.code, ErrorCode::Unsupported);
}

TEST_F(Conll, WritesNestedSpansIntoTheColumnsThatTheyCameFrom)
{
    take("conll", "a.tsv", kNested);
    ExchangeReport report;
    EXPECT_EQ(give("conll", &report), kNested);
    EXPECT_TRUE(report.isClean()) << textOf(report);
    addSpan(0, "PART", {0, 10});
    std::string wanted = kNested;
    wanted.replace(wanted.find("B-ORG\tO"), 7, "B-ORG\tB-PART");
    EXPECT_EQ(give("conll", &report), wanted);
    EXPECT_TRUE(report.isClean()) << textOf(report);
    addSpan(0, "THIRD", {14, 18});
    EXPECT_EQ(give("conll", &report), wanted);
    EXPECT_EQ(report.lost, 1) << textOf(report);
}

TEST_F(Conll, WritesLabelsAloneWhereTheFileHasThemSo)
{
    const std::string bytes = "Ada\tPERSON\nmet\tO\nher\tO\n.\tO\n";
    take("conll", "a.tsv", bytes);
    EXPECT_EQ(give("conll"), bytes);
    addSpan(0, "PERSON", {4, 7});
    ExchangeReport report;
    EXPECT_EQ(give("conll", &report), "Ada\tPERSON\nmet\tPERSON\nher\tO\n.\tO\n");
    EXPECT_EQ(report.lost, 1) << textOf(report);
    EXPECT_NE(textOf(report).find("touch"), std::string::npos) << textOf(report);
}

TEST_F(Conll, IsKnownByItsLines)
{
    const auto known = [&](const std::string& name, const std::string& bytes) {
        const Format* format = recogniseFormat(scratch.write(name, bytes));
        return format ? format->info().id : std::string();
    };
    EXPECT_EQ(known("a.txt", kNews), "conll");
    EXPECT_EQ(known("b.tsv", "Ada\tB-PER\nmet\tO\n"), "conll");
    EXPECT_EQ(known("c.txt", "Ada met a man.\nHe left.\n"), "");
    EXPECT_EQ(known("d.tsv", kNested), "conll");
    EXPECT_EQ(known("e.tsv", "Ada\tPERSON\nmet\tO\nher\tO\n"), "conll");
    EXPECT_EQ(known("f.tsv", "name\tcity\nAda\tLondon\nO\tParis\n"), "");
}

TEST_F(Conll, TwoFilesMeetInOneText)
{
    take("conll", "a.conll", "a B-X\nb I-X\n");
    const ExchangeReport again = take("conll", "b.conll", "a O\nb U-Y\n");
    EXPECT_EQ(again.newItems, 0);
    // As the latest says, in the form of the first.
    EXPECT_EQ(give("conll"), "a O\nb B-Y\n");
}

} // namespace
} // namespace touchstone
