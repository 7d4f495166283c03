// Texts that changed since they were labelled.

#include <fstream>

#include <gtest/gtest.h>

#include "formats/scratch.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/text/text_offsets.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/many_items.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using test::Scratch;

const std::string kLetter = "Ada Lovelace wrote to Charles Babbage in London. He answered her from Dorset.\n";

class TextCarryingTest : public testing::Test {
  protected:
    void SetUp() override
    {
        project = *Project::create(file(), "p", "me");
        auto edit = addLabelEdit(*project, {ScopeKind::Ontology, {}}, "PERSON", &person);
        ASSERT_TRUE(edit && project->applyNow(*edit));
    }
    fs::path file() const { return scratch.path() / "p.touchstone"; }
    ExchangeReport add(const fs::path& path, const AddOptions& options = {})
    {
        auto report = addFiles(*project, {path}, progress, options);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    std::vector<TaskRow> rows()
    {
        auto reader = project->reader();
        return *(*reader)->taskRows(*(*reader)->itemKeys({}), project->me());
    }
    WorkingLayer open(std::size_t row)
    {
        auto reader = project->reader();
        return **openIfThere(*project, **reader, rows().at(row).item.key);
    }
    void label(std::size_t row, const std::vector<std::string>& words)
    {
        const WorkingLayer working = open(row);
        std::vector<Change> changes;
        for (const std::string& one : words) {
            const auto at = std::int64_t(working.document->blocks[0].text.find(one));
            Annotation span;
            span.id = AnnotationId::create();
            span.label = person;
            span.shape = SpanShape{std::vector{TextRange{at, at + std::int64_t(one.size())}}, 0};
            changes.push_back(working.content.creation(std::move(span)));
        }
        ASSERT_TRUE(storeOn(*project, working, "Label", std::move(changes)));
    }
    std::vector<std::string> labelled(std::size_t row)
    {
        const WorkingLayer working = open(row);
        std::vector<std::string> all;
        for (const Annotation& one : working.content.annotations()) {
            const auto& shape = std::get<SpanShape>(one.shape);
            const TextOffsets offsets(working.document->blocks[0].text);
            all.push_back(std::string(offsets.slice(shape.ranges->front())) + (one.unsure ? "?" : ""));
        }
        std::ranges::sort(all);
        return all;
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
    LabelId person;
};

TEST_F(TextCarryingTest, LabelsGoOnToTheNewTextAndTheFormerOneStaysSkipped)
{
    const fs::path letter = scratch.write("letters/ada.txt", kLetter);
    EXPECT_EQ(add(letter).changedTexts, 0);
    label(0, {"Ada Lovelace", "Charles Babbage", "London"});
    scratch.write("letters/ada.txt", "Monday\n\nAda Lovelace wrote to Charles Babbage in Leeds. He answered her from Dorset.\n");
    const ExchangeReport report = add(letter);
    EXPECT_EQ(report.newTexts, 1);
    EXPECT_EQ(report.changedTexts, 1);
    EXPECT_EQ(report.annotations, 3);
    EXPECT_EQ(report.repaired, 1);
    EXPECT_NE(said(report).find("PERSON “London” now stands on “Leeds”. It is marked as unsure."), std::string::npos) << said(report);
    ASSERT_EQ(rows().size(), 2U);
    EXPECT_EQ(labelled(1), (std::vector<std::string>{"Ada Lovelace", "Charles Babbage", "Leeds?"}));
    EXPECT_EQ(labelled(0), (std::vector<std::string>{"Ada Lovelace", "Charles Babbage", "London"}));
    EXPECT_EQ(rows()[0].task.state, TaskState::Skipped);
    EXPECT_EQ(rows()[1].task.state, TaskState::Unassigned);
    // Work goes on from there, and again when the file changes again.
    label(1, {"Dorset"});
    scratch.write("letters/ada.txt", "Ada Lovelace wrote to Charles Babbage in Leeds. He answered her from Dorset at once.\n");
    EXPECT_EQ(add(letter).changedTexts, 1);
    EXPECT_EQ(labelled(2), (std::vector<std::string>{"Ada Lovelace", "Charles Babbage", "Dorset", "Leeds?"}));
    EXPECT_EQ(rows()[1].task.state, TaskState::Skipped);
    EXPECT_TRUE(add(letter).nothingNew);

    // The former ones are not exported beside it.
    const fs::path out = scratch.path() / "out.jsonl";
    ExportOptions to;
    to.format = "doccano";
    const auto exported = exportFile(*project, out, to, progress);
    ASSERT_TRUE(exported) << exported.error().text();
    EXPECT_EQ(exported->items, 1);
    EXPECT_NE(said(*exported).find("newer ones were left out: 2."), std::string::npos) << said(*exported);
    std::ifstream stream(out);
    std::string line, second;
    std::getline(stream, line);
    EXPECT_FALSE(std::getline(stream, second));
    EXPECT_NE(line.find("at once"), std::string::npos);

    project.reset();
    const auto verified = verifyProject(file(), progress);
    EXPECT_TRUE(verified);
    EXPECT_EQ(verified->problems, std::vector<std::string>());
}

TEST_F(TextCarryingTest, AFormerTextThatIsDoneIsLeftAlone)
{
    const fs::path letter = scratch.write("ada.txt", kLetter);
    add(letter);
    label(0, {"London"});
    const WorkingLayer working = open(0);
    const auto done = submitEdit(*project, working);
    ASSERT_TRUE(done && project->applyNow(*done));
    scratch.write("ada.txt", "\n" + kLetter);
    EXPECT_EQ(add(letter).changedTexts, 1);
    EXPECT_EQ(rows()[0].task.state, TaskState::Submitted);
    EXPECT_EQ(labelled(1), (std::vector<std::string>{"London"}));
}

TEST_F(TextCarryingTest, RecordsThatMovedAreMetAndThoseThatChangedCarried)
{
    AddOptions options;
    options.textColumns = {"text"};
    const auto row = [](const std::string& text) { return "{\"text\": \"" + text + "\"}\n"; };
    const std::string first = "Ada Lovelace wrote the notes.", second = "Charles Babbage built the engine.",
                      third = "The paper came from Turin.";
    const fs::path table = scratch.write("t.jsonl", row(first) + row(second) + row(third));
    add(table, options);
    label(0, {"Ada Lovelace"});
    label(1, {"Charles Babbage"});
    // One in front: all others move, and are the same items.
    scratch.write("t.jsonl", row("A new one.") + row(first) + row(second) + row(third));
    const ExchangeReport moved = add(table, options);
    EXPECT_EQ(moved.newTexts, 1) << said(moved);
    EXPECT_EQ(moved.changedTexts, 0) << said(moved);
    EXPECT_EQ(rows().size(), 4U);

    scratch.write("t.jsonl", row(first) + row("Mr Charles Babbage built the engine.") + row(third));
    const ExchangeReport changed = add(table, options);
    EXPECT_EQ(changed.newTexts, 1) << said(changed);
    EXPECT_EQ(changed.changedTexts, 1) << said(changed);
    EXPECT_NE(said(changed).find("t.jsonl: line 2 (record 2)"), std::string::npos) << said(changed);
    EXPECT_EQ(labelled(4), (std::vector<std::string>{"Charles Babbage"}));
    EXPECT_EQ(rows()[1].task.state, TaskState::Skipped);
}

TEST_F(TextCarryingTest, ARecordThatMovedAndWasSkippedByHandIsStillExported)
{
    AddOptions options;
    options.textColumns = {"text"};
    const fs::path table = scratch.write("t.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    add(table, options);
    label(0, {"One"});
    scratch.write("t.jsonl", "{\"text\": \"New.\"}\n{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    ASSERT_EQ(add(table, options).changedTexts, 0);
    const WorkingLayer working = open(0);
    const auto skipped = skipEdit(*project, working, "dull");
    ASSERT_TRUE(skipped && project->applyNow(*skipped));
    ExportOptions to;
    to.format = "doccano";
    const auto exported = exportFile(*project, scratch.path() / "out.jsonl", to, progress);
    ASSERT_TRUE(exported);
    EXPECT_EQ(exported->items, 3) << said(*exported);
}

TEST_F(TextCarryingTest, ATextThatComesBackIsNamed)
{
    const fs::path letter = scratch.write("ada.txt", kLetter);
    add(letter);
    label(0, {"London"});
    scratch.write("ada.txt", "\n" + kLetter);
    ASSERT_EQ(add(letter).changedTexts, 1);
    scratch.write("ada.txt", kLetter);
    const ExchangeReport report = add(letter);
    EXPECT_TRUE(report.nothingNew);
    EXPECT_NE(said(report).find("ada.txt: The file has this text again"), std::string::npos) << said(report);
    // One that was skipped for another reason is not.
    scratch.write("other.txt", "Another.\n");
    add(scratch.path() / "other.txt");
    const WorkingLayer working = open(2);
    const auto skipped = skipEdit(*project, working, "dull");
    ASSERT_TRUE(skipped && project->applyNow(Commit{*skipped, working.start}));
    EXPECT_EQ(said(add(scratch.path() / "other.txt")), "");
}

TEST_F(TextCarryingTest, CancelledAtTheEndNamesWhatIsNotSkipped)
{
    const fs::path letter = scratch.write("ada.txt", kLetter);
    add(letter);
    scratch.write("ada.txt", "\n" + kLetter);
    /// Cancelled once the former texts are seen to.
    struct Late : Progress {
        void report(double, std::string_view what) override { m_late = m_late || what == "Skipping former texts"; }
        bool cancelled() const override { return m_late; }
        bool m_late = false;
    } late;
    scratch.write("b.txt", "Another letter.\n");
    add(scratch.path() / "b.txt");
    scratch.write("b.txt", "Another, longer letter.\n");
    const auto report = addFiles(*project, {letter, scratch.path() / "b.txt"}, late, {});
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_EQ(report->changedTexts, 2);
    EXPECT_NE(said(*report).find("1 former text was not skipped."), std::string::npos) << said(*report);
    EXPECT_EQ(rows()[0].task.state, TaskState::Skipped);
    EXPECT_EQ(rows()[1].task.state, TaskState::Unassigned);
}

TEST_F(TextCarryingTest, TextsWithoutLabelsAreReplacedToo)
{
    const fs::path letter = scratch.write("ada.txt", kLetter);
    add(letter);
    scratch.write("ada.txt", "Another letter.\n");
    const ExchangeReport report = add(letter);
    EXPECT_EQ(report.changedTexts, 1);
    EXPECT_EQ(report.annotations, 0);
    EXPECT_EQ(rows()[0].task.state, TaskState::Skipped) << said(report);
    EXPECT_TRUE(labelled(1).empty());
    // Twins in two files are no former texts of each other.
    EXPECT_EQ(add(scratch.write("twin.txt", "Another letter.\n")).changedTexts, 0);
    EXPECT_EQ(rows().size(), 3U);
}

} // namespace
} // namespace touchstone
