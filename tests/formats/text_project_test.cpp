#include <gtest/gtest.h>

#include "core/formats/project_source.h"
#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using test::Scratch;

class TextProject : public testing::Test {
  protected:
    void SetUp() override { project = *Project::create(file(), "p", "me"); }
    fs::path file() const { return scratch.path() / "p.touchstone"; }
    ExchangeReport import(const std::string& name, const std::string& bytes, ImportOptions options = {})
    {
        options.format = "text-lines";
        auto report = importFile(*project, scratch.write(name, bytes), options, progress);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    std::vector<TaskRow> rows(const TaskFilter& filter = {})
    {
        auto reader = project->reader();
        return *(*reader)->taskRows(*(*reader)->itemKeys(filter), project->me());
    }
    std::vector<std::string> problems()
    {
        project.reset();
        const auto report = verifyProject(file(), progress);
        EXPECT_TRUE(report);
        return report ? report->problems : std::vector<std::string>{report.error().text()};
    }

    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

const std::string kLines = "In June 1833 the Royal Society met.\r\n\n😀 She saw it\xE2\x80\xA8there.\nلندن\n";

TEST_F(TextProject, HoldsEachLineAsATextOfItsOwn)
{
    const ExchangeReport report = import("letters.txt", kLines);
    EXPECT_EQ(report.items, 3);
    EXPECT_EQ(report.newItems, 3);
    const auto all = rows();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].item.kind, "text");
    EXPECT_EQ(all[0].item.path, "letters.txt");
    EXPECT_EQ(all[1].item.part, 3);
    EXPECT_EQ(all[1].words, "😀 She saw it there.");
    EXPECT_EQ(all[0].item.medium, all[2].item.medium);
    auto reader = project->reader();
    const auto document = (*reader)->document(all[1].item.id);
    ASSERT_TRUE(document) << document.error().text();
    EXPECT_EQ(document->blocks.at(0).text, "😀 She saw it\xE2\x80\xA8there.");
    EXPECT_TRUE((*reader)->media(0, 10)->empty());
    reader->reset();
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextProject, LeavesOutALineThatIsTooLongAndTakesTheOthers)
{
    const ExchangeReport report = import("a.txt", "one\n" + std::string((64U << 20) + 1, 'x') + "\nthree\n");
    EXPECT_EQ(report.items, 2);
    ASSERT_EQ(report.skipped, 1);
    EXPECT_EQ(report.lines.at(0).where, "a.txt: line 2");
}

TEST_F(TextProject, IsSearchedByWordsAndPaths)
{
    import("letters.txt", kLines);
    EXPECT_EQ(rows({{}, "royal", {}, {}}).size(), 1U);
    EXPECT_EQ(rows({{}, "لندن", {}, {}}).size(), 1U);
    EXPECT_EQ(rows({{}, "letters", {}, {}}).size(), 3U);
    EXPECT_EQ(rows({{}, "He", {}, {}}).size(), 2U);
    EXPECT_EQ(rows({{}, "nowhere", {}, {}}).size(), 0U);
    project.reset();
    ASSERT_TRUE(rebuildCaches(file()));
    project = *Project::open(file(), Project::Mode::ReadWrite, "me");
    EXPECT_EQ(rows({{}, "royal", {}, {}}).size(), 1U);
}

TEST_F(TextProject, MeetsATextAgainByWhatItSays)
{
    import("a.txt", "one\ntwo\ntwo\n");
    const ExchangeReport again = import("b.txt", "two\ntwo\ntwo\nfour\n");
    EXPECT_EQ(again.items, 4);
    EXPECT_EQ(again.newItems, 2);
    EXPECT_EQ(rows().size(), 5U);
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextProject, AsksForTheEncodingAndKeepsIt)
{
    const fs::path path = scratch.write("old.txt", "Gr\xFC\xDF"
                                                   "e aus K\xF6ln\n");
    ImportOptions options;
    options.format = "text-lines";
    const auto refused = importFile(*project, path, options, progress);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("encoding"), std::string::npos) << refused.error().message;
    EXPECT_TRUE(rows().empty());
    options.encoding = "windows-1252";
    ASSERT_TRUE(importFile(*project, path, options, progress));
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].words, "Grüße aus Köln");
    auto reader = project->reader();
    EXPECT_EQ((*reader)->document(rows()[0].item.id)->encoding, "windows-1252");
}

/// Two texts with spans, relations and a chain, straight into the store.
struct Written {
    AnnotationId first, second;
};
Written writeSpans(SourceWriter& writer, const fs::path& folder)
{
    const LabelId person = *writer.label("PERSON");
    const LabelId met = *writer.label("met");
    const RootId root = *writer.root(folder);
    Document document;
    document.blocks = {{"question", "Who met 😀 Ada?"}, {"answer", "Mr Babbage."}};
    document.blocks[1].tokens = {{0, 2}, {3, 10}, {10, 11}};
    document.metadata = R"({"year":1833,"x":1e400})";
    SourceWriter::NewItem item;
    item.kind = "text";
    item.root = root;
    item.path = "a.txt";
    item.document = &document;
    const auto made = writer.item(item);
    const std::int64_t layer = *writer.layer(made->key);
    Written ids{AnnotationId::create(), AnnotationId::create()};
    Annotation span;
    span.id = ids.first;
    span.label = person;
    span.shape = SpanShape{std::vector<TextRange>{{8, 9}, {10, 13}}, 0};
    EXPECT_TRUE(writer.annotation(layer, span, {{}, std::string("T1"), 1, "{}", R"({"b":1})"}));
    span.id = ids.second;
    span.shape = SpanShape{std::vector<TextRange>{{3, 10}}, 1};
    EXPECT_TRUE(writer.annotation(layer, span, {{}, std::string("T2"), 2, "", ""}));
    Annotation relation;
    relation.label = met;
    relation.shape = RelationShape{std::vector{ids.first, ids.second}, false, std::vector<std::string>{"", "Agent"}};
    EXPECT_TRUE(writer.annotation(layer, relation, {{}, {}, 3, "", ""}));
    return ids;
}

TEST_F(TextProject, GivesBackSpansEventsBlocksAndMetadata)
{
    Written ids;
    {
        auto start = project->beginSource({"text-lines", "x", sha256("x"), "{}", "truth", LayerRole::GroundTruth, true});
        ASSERT_TRUE(start && start->writer);
        ids = writeSpans(*start->writer, scratch.path());
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    auto reader = project->reader();
    ExchangeReport report;
    std::vector<ReportLine> lines;
    {
        ExportQuery query((*reader)->connection(), "text-lines", "", "text");
        ProjectSource source(query, report, lines);
        std::vector<ExportSource::Text> texts;
        ASSERT_TRUE(source.forEachText([&](const ExportSource::Text& text) {
            texts.push_back(text);
            return Result<void>();
        }));
        ASSERT_EQ(texts.size(), 1U);
        const ExportSource::Text& text = texts[0];
        EXPECT_EQ(text.path, "a.txt");
        EXPECT_TRUE(text.labelled);
        EXPECT_EQ(text.document.metadata, R"({"year":1833,"x":1e400})");
        EXPECT_EQ(text.document.blocks[1].tokens.size(), 3U);
        ASSERT_EQ(text.entries.size(), 3U);
        EXPECT_EQ(text.entries[0].annotation.shape, Shape(SpanShape{std::vector<TextRange>{{8, 9}, {10, 13}}, 0}));
        EXPECT_TRUE(text.entries[0].geometryUntouched);
        EXPECT_EQ(text.entries[0].record->geometry, R"({"b":1})");
        EXPECT_EQ(std::get<SpanShape>(text.entries[1].annotation.shape).block, 1);
        const auto& relation = std::get<RelationShape>(text.entries[2].annotation.shape);
        EXPECT_EQ(*relation.members, (std::vector{ids.first, ids.second}));
        EXPECT_EQ(*relation.roles, (std::vector<std::string>{"", "Agent"}));
    }
    // As other programs read it.
    sqlite3* db = nullptr;
    sqlite3_stmt* view = nullptr;
    ASSERT_EQ(sqlite3_open_v2(file().c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    ASSERT_EQ(sqlite3_prepare_v2(db, "SELECT group_concat(surface, '|') FROM annotation_json WHERE shape='span'", -1, &view,
                                 nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_step(view), SQLITE_ROW);
    EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(view, 0)), "😀 Ada|Babbage");
    sqlite3_finalize(view);
    sqlite3_close(db);
    reader->reset();
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextProject, AnImportThatIsGivenUpLeavesNothing)
{
    {
        auto start = project->beginSource({"text-lines", "x", sha256("x"), "{}", "truth", LayerRole::GroundTruth, true});
        ASSERT_TRUE(start && start->writer);
        writeSpans(*start->writer, scratch.path());
        ASSERT_TRUE(start->writer->complete());
    }
    auto reader = project->reader();
    for (const char* table : {"text", "item", "medium", "annotation"}) {
        EXPECT_EQ((*reader)->connection().number((std::string("SELECT count(*) FROM ") + table).c_str()), 0) << table;
    }
    EXPECT_TRUE(rows({{}, "Who", {}, {}}).empty());
    reader->reset();
    EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(TextProject, SpansOutsideTheirTextAreRefused)
{
    Annotation span;
    for (const auto& bad : {std::vector<TextRange>{}, {{-1, 2}}, {{3, 2}}, {{0, 2}, {1, 3}}, {{0, 2}, {2, 3}}, {{4, 5}, {0, 1}},
                            {{0, 0}, {3, 4}}, {{0, std::int64_t{1} << 50}}}) {
        auto start = project->beginSource({"coco", "x", sha256("y"), "{}", "truth", LayerRole::GroundTruth, true});
        ASSERT_TRUE(start && start->writer);
        const RootId root = *start->writer->root(scratch.path());
        Document document;
        document.blocks = {{"", "text"}};
        SourceWriter::NewItem item;
        item.kind = "text";
        item.root = root;
        item.path = "a.txt";
        item.document = &document;
        const auto made = start->writer->item(item);
        span.shape = SpanShape{bad, 0};
        EXPECT_FALSE(start->writer->annotation(made->key, span, {}));
    }
}

TEST_F(TextProject, LinesComeBackAsTheyWere)
{
    import("a.txt", "one\nzwei\n😀\n");
    const fs::path out = scratch.path() / "out.txt";
    const auto report = exportFile(*project, out, {"text-lines", "", false}, progress);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_EQ(test::readAll(out), "one\nzwei\n😀\n");
    EXPECT_TRUE(report->isClean());
    EXPECT_EQ(report->items, 3);
    const auto coco = exportFile(*project, scratch.path() / "out.json", {"coco", "", false}, progress);
    ASSERT_TRUE(coco);
    EXPECT_EQ(coco->items, 0);
    ASSERT_FALSE(coco->lines.empty());
    EXPECT_NE(coco->lines[0].message.find("3 texts"), std::string::npos);
}

} // namespace
} // namespace touchstone
