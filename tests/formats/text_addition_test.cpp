#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/formats/text_table.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using test::Scratch;

class TextAdditionTest : public testing::Test {
  protected:
    void SetUp() override { project = *Project::create(file(), "p", "me"); }
    fs::path file() const { return scratch.path() / "p.touchstone"; }
    ExchangeReport add(const std::vector<fs::path>& paths, const AddOptions& options = {})
    {
        auto report = addFiles(*project, paths, progress, options);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    ExchangeReport addTable(const std::string& name, const std::string& bytes,
                            std::vector<std::string> text = {"text"}, std::vector<std::string> meta = {})
    {
        return add({scratch.write(name, bytes)}, {{}, std::move(text), std::move(meta)});
    }
    std::vector<TaskRow> rows()
    {
        auto reader = project->reader();
        return *(*reader)->taskRows(*(*reader)->itemKeys({}), project->me());
    }
    Document document(std::size_t row)
    {
        auto reader = project->reader();
        auto read = (*reader)->document(rows().at(row).item.id);
        EXPECT_TRUE(read) << read.error().text();
        return read ? *read : Document();
    }
    std::string text(std::size_t row) { return document(row).blocks.at(0).text; }
    std::vector<std::string> problems()
    {
        project.reset();
        const auto report = verifyProject(file(), progress);
        EXPECT_TRUE(report);
        return report ? report->problems : std::vector<std::string>{report.error().text()};
    }
    static std::string said(const ExchangeReport& report)
    {
        std::string all;
        for (const ReportLine& line : report.lines) {
            all += line.where + ": " + line.message + '\n';
        }
        return all;
    }

    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

const std::string kHard = "\xEF\xBB\xBFline one\r\nzwei\tTabs\n😀 e\xCC\x81 لندن\xE2\x80\xA8 end";

TEST_F(TextAdditionTest, AFileIsATextByteForByteBesidePicturesInNaturalOrder)
{
    scratch.write("in/t10.txt", kHard);
    scratch.write("in/t2.txt", "two");
    scratch.write("in/p3.png", test::pngHeader(4, 3));
    const ExchangeReport report = add({scratch.path() / "in"});
    EXPECT_EQ(report.newItems, 3);
    EXPECT_TRUE(report.lines.empty()) << said(report);
    const auto all = rows();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].item.path, "p3.png");
    EXPECT_EQ(all[0].item.kind, "image");
    EXPECT_EQ(all[1].item.path, "t2.txt");
    EXPECT_EQ(all[2].item.path, "t10.txt");
    EXPECT_EQ(all[2].item.kind, "text");
    EXPECT_FALSE(all[2].item.part);
    EXPECT_EQ(text(2), kHard);
    EXPECT_EQ(document(2).encoding, "UTF-8");
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextAdditionTest, AnEmptyFileIsAnEmptyText)
{
    scratch.write("in/a.txt", "");
    scratch.write("in/b.txt", "\xEF\xBB\xBF");
    const ExchangeReport report = add({scratch.path() / "in"});
    EXPECT_EQ(report.newItems, 2);
    EXPECT_TRUE(report.isClean()) << said(report);
    EXPECT_EQ(text(0), "");
    EXPECT_EQ(text(1), "\xEF\xBB\xBF");
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextAdditionTest, PicturesBetweenTextsKeepTheOrder)
{
    for (int i = 1; i < 9; ++i) {
        const std::string name = "in/f" + std::to_string(i);
        i % 2 == 0 ? scratch.write(name + ".png", test::pngHeader(4, 3)) : scratch.write(name + ".txt", name);
    }
    add({scratch.path() / "in"});
    const auto all = rows();
    ASSERT_EQ(all.size(), 8U);
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(all[i].item.path.at(1), static_cast<char>('1' + i)) << all[i].item.path;
    }
}

TEST_F(TextAdditionTest, NothingComesTwiceButTwoFilesMaySayTheSame)
{
    const fs::path a = scratch.write("in/a.txt", "same");
    const fs::path b = scratch.write("in/sub/b.txt", "same");
    EXPECT_EQ(add({a, a}).newItems, 1);
    EXPECT_EQ(add({b}).newItems, 1);
    EXPECT_EQ(add({scratch.path() / "in"}).newItems, 0);
    const ExchangeReport again = add({scratch.path() / "in", scratch.path() / "in/sub"});
    EXPECT_TRUE(again.nothingNew);
    EXPECT_EQ(again.newItems, 0);
    scratch.write("in/a.txt", "another");
    EXPECT_EQ(add({a}).newItems, 1);
    EXPECT_EQ(rows().size(), 3U);
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextAdditionTest, AnotherEncodingIsAskedForAndKept)
{
    const fs::path old = scratch.write("in/old.txt", "Gr\xFC\xDF"
                                                     "e aus K\xF6ln und noch etwas mehr davon");
    scratch.write("in/wide.txt", std::string("\xFF\xFEh\0i\0", 6));
    const ExchangeReport report = add({scratch.path() / "in"});
    EXPECT_EQ(report.newItems, 1);
    EXPECT_EQ(report.skipped, 1);
    EXPECT_NE(said(report).find("It is not UTF-8"), std::string::npos) << said(report);
    EXPECT_NE(said(report).find("It may be"), std::string::npos) << said(report);
    EXPECT_EQ(text(0), "\xEF\xBB\xBFhi");
    EXPECT_EQ(document(0).encoding, "UTF-16LE");
    EXPECT_EQ(add({old}, {"windows-1252", {}, {}}).newItems, 1);
    EXPECT_EQ(text(1), "Grüße aus Köln und noch etwas mehr davon");
    EXPECT_EQ(document(1).encoding, "windows-1252");
}

TEST_F(TextAdditionTest, LabelFilesOfPicturesAreNoTextsUnlessNamed)
{
    scratch.write("in/images/a.png", test::pngHeader(4, 3));
    const fs::path label = scratch.write("in/labels/a.txt", "0 0.5 0.5 0.1 0.1");
    scratch.write("in/letter.txt", "Dear Ada");
    const ExchangeReport report = add({scratch.path() / "in"});
    EXPECT_EQ(report.newItems, 2);
    EXPECT_TRUE(report.isClean());
    EXPECT_NE(said(report).find("1 text file is named as a picture"), std::string::npos) << said(report);
    EXPECT_EQ(add({label}).newItems, 1);
}

TEST_F(TextAdditionTest, RecordsOfJsonLinesAreTextsWithMetadata)
{
    const ExchangeReport report =
        addTable("r.jsonl",
                 "\xEF\xBB\xBF{\"id\": 1.50, \"text\":\"He said \\\"hi\\\"\\r\\n\\ud83d\\ude00 a\xE2\x80\xA8"
                 "b\", \"tags\":[ 1, {\"x\" : null} ]}\r\n"
                 "\n"
                 "{\"text\":\"two\",\"name\":\"zw\\u00e4i\"}");
    EXPECT_EQ(report.newItems, 2) << said(report);
    EXPECT_TRUE(report.isClean()) << said(report);
    const auto all = rows();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].item.path, "r.jsonl");
    EXPECT_EQ(all[0].item.part, 1);
    EXPECT_EQ(all[1].item.part, 2);
    EXPECT_EQ(all[0].item.medium, all[1].item.medium);
    EXPECT_EQ(text(0), "He said \"hi\"\r\n😀 a\xE2\x80\xA8"
                       "b");
    EXPECT_EQ(document(0).blocks[0].name, "");
    EXPECT_EQ(document(0).metadata, R"({"id":1.50,"tags":[1,{"x":null}]})");
    EXPECT_EQ(document(1).metadata, R"({"name":"zwäi"})");
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextAdditionTest, RecordsOfCsvHaveQuotesLineEndsAndMarks)
{
    const ExchangeReport report = addTable("r.csv", "\xEF\xBB\xBFid,text,\"the \"\"note\"\"\"\r\n"
                                                    "1,\"a, \"\"b\"\"\r\nc\",x\r\n"
                                                    "\r\n"
                                                    "2,plain \"quoted\" word,\r\n"
                                                    "3,\"\n\n\",\"\"");
    EXPECT_EQ(report.newItems, 3) << said(report);
    EXPECT_TRUE(report.isClean()) << said(report);
    EXPECT_EQ(text(0), "a, \"b\"\r\nc");
    EXPECT_EQ(document(0).metadata, R"({"id":"1","the \"note\"":"x"})");
    EXPECT_EQ(text(1), "plain \"quoted\" word");
    EXPECT_EQ(document(1).metadata, R"({"id":"2","the \"note\"":""})");
    EXPECT_EQ(text(2), "\n\n");
    EXPECT_EQ(rows()[2].item.part, 3);
}

TEST_F(TextAdditionTest, TabsSeparateAndSeveralColumnsAreBlocks)
{
    const ExchangeReport report =
        addTable("r.tsv", "id\tquestion\tanswer\tnote\n7\tWho, then?\tAda\tx\n8\tWhy?\t\ty\n9\t\t\tz\n",
                 {"question", "answer"}, {"note"});
    EXPECT_EQ(report.newItems, 2) << said(report);
    EXPECT_EQ(report.skipped, 1) << said(report);
    const Document first = document(0);
    ASSERT_EQ(first.blocks.size(), 2U);
    EXPECT_EQ(first.blocks[0].name, "question");
    EXPECT_EQ(first.blocks[0].text, "Who, then?");
    EXPECT_EQ(first.blocks[1].name, "answer");
    EXPECT_EQ(first.metadata, R"({"note":"x"})");
    EXPECT_EQ(document(1).blocks.at(1).text, "");
}

TEST_F(TextAdditionTest, ABadRecordIsNamedByItsLineAndTheOthersGoOn)
{
    const ExchangeReport lines = addTable(
        "r.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"\n{\"text\":5}\n\"x\"\n{\"text\":\"\\ud800\"}\n"
                   "{\"text\":\"\xFF\"}\n{\"text\":\"c\",\"text\":\"d\"}\n{\"other\":1}\n{\"text\":\"e\"} x\n"
                   "{\"text\":\"last\"}");
    EXPECT_EQ(lines.newItems, 2) << said(lines);
    EXPECT_EQ(lines.skipped, 8) << said(lines);
    for (int line = 2; line < 10; ++line) {
        EXPECT_NE(said(lines).find("r.jsonl: line " + std::to_string(line) + " (record"), std::string::npos)
            << line << '\n'
            << said(lines);
    }
    EXPECT_EQ(rows().at(1).item.part, 10);
    const ExchangeReport csv =
        addTable("r.csv", "id,text\n1,a\n2\n3,b,c\n4,\"d\"e\n5,\n6,\"never closed\n7,g\n8,h\n");
    EXPECT_EQ(csv.newItems, 3) << said(csv);
    EXPECT_EQ(csv.skipped, 5) << said(csv);
    EXPECT_NE(said(csv).find("line 7 (record 6): A quote is opened and never closed."), std::string::npos)
        << said(csv);
    EXPECT_EQ(text(3), "g");
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextAdditionTest, WithoutAColumnTheColumnsAreListedAndNothingIsAdded)
{
    const fs::path table = scratch.write("in/r.csv", "id,text\n1,a\n");
    scratch.write("in/a.txt", "a");
    const auto refused = addFiles(*project, {scratch.path() / "in/a.txt", table}, progress);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(refused.error().message.find("id, text"), std::string::npos) << refused.error().message;
    EXPECT_TRUE(rows().empty());
    const ExchangeReport wrong = add({table}, {{}, {"body"}, {}});
    EXPECT_EQ(wrong.items, 0);
    EXPECT_NE(said(wrong).find("no column \"body\". The columns are: id, text."), std::string::npos)
        << said(wrong);
    const ExchangeReport folder = add({scratch.path() / "in"});
    EXPECT_EQ(folder.newItems, 1);
    EXPECT_NE(said(folder).find("1 file of records"), std::string::npos) << said(folder);
    EXPECT_EQ(folder.recordFiles, std::vector<fs::path>{fs::canonical(table)});
    EXPECT_EQ(add({scratch.path() / "in"}, {{}, {"text"}, {}}).newItems, 1);
}

TEST_F(TextAdditionTest, ColumnsComeWithTheirFirstValues)
{
    const auto lines = readTextTableColumns(scratch.write(
        "r.jsonl",
        "{\"id\":1,\"text\":\"one\\ntwo\"}\n{\"id\":2}\nbroken\n{\"id\":3,\"more\":null}\n{\"id\":4}\n"));
    ASSERT_TRUE(lines) << lines.error().text();
    ASSERT_EQ(lines->size(), 3U);
    EXPECT_EQ((*lines)[0].name, "id");
    EXPECT_EQ((*lines)[0].values, (std::vector<std::string>{"1", "2", "3"}));
    EXPECT_FALSE((*lines)[0].text);
    EXPECT_TRUE((*lines)[1].text);
    EXPECT_EQ((*lines)[1].values, std::vector<std::string>{"one two"});
    EXPECT_TRUE((*lines)[2].values.empty());
    EXPECT_FALSE(readTextTableColumns(scratch.write("empty.csv", "")));
    EXPECT_FALSE(readTextTableColumns(scratch.write("twice.csv", "a,a\n1,2\n")));
    EXPECT_FALSE(readTextTableColumns(scratch.write("no.jsonl", "[1]\n")));
}

TEST_F(TextAdditionTest, RecordsInAnotherEncodingAreRead)
{
    const std::string csv = "id,text\n1,Gr\xFC\xDF"
                            "e\n2,fine\n";
    const ExchangeReport some = addTable("r.csv", csv);
    EXPECT_EQ(some.newItems, 1);
    EXPECT_NE(said(some).find("Name its encoding"), std::string::npos) << said(some);
    EXPECT_EQ(add({scratch.path() / "r.csv"}, {"windows-1252", {"text"}, {}}).newItems, 1);
    EXPECT_EQ(text(1), "Grüße");
    std::string wide("\xFF\xFE", 2);
    for (const char c : std::string("{\"text\":\"wide\"}\n")) {
        wide += {c, '\0'};
    }
    EXPECT_EQ(addTable("w.jsonl", wide).newItems, 1);
    EXPECT_EQ(document(2).encoding, "UTF-16LE");
    EXPECT_EQ(text(2), "wide");
}

TEST_F(TextAdditionTest, RecordsCrossTheWindowOfTheReader)
{
    std::string csv = "n,text\n", lines, open = "n,text\n0,\"open\n";
    const std::string filler(3000, 'x');
    for (int i = 1; i <= 1500; ++i) {
        const std::string text = std::to_string(i) + filler;
        csv += std::to_string(i) + ",\"" + text + "\n\"\"end\"\"\"\n";
        lines += "{\"text\":\"" + text + "\"}\n";
        open += std::to_string(i) + "," + text + "\n";
    }
    EXPECT_EQ(addTable("r.csv", csv).newItems, 1500);
    EXPECT_EQ(addTable("r.jsonl", lines).newItems, 1500);
    // What stands behind a quote that is never closed is read again, from outside the window.
    const ExchangeReport report = addTable("open.csv", open);
    EXPECT_EQ(report.newItems, 1500) << said(report);
    EXPECT_EQ(report.skipped, 1) << said(report);
    EXPECT_EQ(text(1499), "1500" + filler + "\n\"end\"");
    EXPECT_EQ(text(2999), "1500" + filler);
    EXPECT_EQ(text(4499), "1500" + filler);
    EXPECT_EQ(rows().back().item.part, 1501);
}

} // namespace
} // namespace touchstone
