#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/store/reader.h"
#include "touchstone/text/text_offsets.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone::test {

/// A project into which texts come and from which they go, and what people do in between.
class TextRound : public testing::Test {
  protected:
    void SetUp() override { project = *Project::create(file(), "p", "me"); }
    void TearDown() override
    {
        project.reset();
        const auto verified = verifyProject(file(), progress);
        ASSERT_TRUE(verified);
        EXPECT_EQ(verified->problems, std::vector<std::string>());
    }
    std::filesystem::path file() const { return scratch.path() / "p.touchstone"; }

    ExchangeReport import(const std::filesystem::path& path, const std::string& format = {})
    {
        ImportOptions options;
        options.format = format;
        auto report = importFile(*project, path, options, progress);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    ExchangeReport exportTo(const std::string& name, const std::string& format)
    {
        auto report = exportFile(*project, scratch.path() / name, {format, "", false}, progress);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    /// A file of these bytes comes into a project of its own and leaves it as it was, without a word.
    void expectSameBytes(const std::string& name, const std::string& bytes, const std::string& format)
    {
        SCOPED_TRACE(bytes);
        project.reset();
        std::filesystem::remove(file());
        project = *Project::create(file(), "p", "me");
        const ExchangeReport in = import(scratch.write(name, bytes));
        EXPECT_EQ(in.format, format);
        EXPECT_TRUE(in.isClean()) << said(in);
        const ExchangeReport out = exportTo("out-" + name, format);
        EXPECT_TRUE(out.isClean()) << said(out);
        EXPECT_EQ(read("out-" + name), bytes);
    }
    std::string read(const std::string& name) const { return readAll(scratch.path() / name); }
    /// All that a report says, for messages and searches.
    static std::string said(const ExchangeReport& report)
    {
        std::string all;
        for (const ReportLine& line : report.lines) {
            all += line.where + ": " + line.message + '\n';
        }
        return all;
    }

    std::vector<TaskRow> rows()
    {
        auto reader = project->reader();
        return *(*reader)->taskRows(*(*reader)->itemKeys({}), project->me());
    }
    LabelId labelId(const std::string& name) const
    {
        const auto ontology = project->ontology();
        const Label* label = ontology->findByName(name);
        return label ? label->id : LabelId();
    }
    std::string labelName(const LabelId& id) const
    {
        const auto ontology = project->ontology();
        const Label* label = ontology->find(id);
        return label ? label->name : std::string();
    }
    std::vector<Annotation> annotations(std::size_t row)
    {
        auto reader = project->reader();
        return openWorkingLayer(*project, **reader, rows().at(row).item.id)->content.annotations();
    }
    /// "Person[Ada]" of each span in a text, in the order of the text.
    std::vector<std::string> spans(std::size_t row)
    {
        std::multimap<TextRange, std::string> found;
        const auto item = rows().at(row).item.id;
        auto reader = project->reader();
        const auto document = (*reader)->document(item);
        for (const Annotation& annotation : annotations(row)) {
            if (const auto* span = std::get_if<SpanShape>(&annotation.shape)) {
                const TextOffsets text(document->blocks.at(static_cast<std::size_t>(span->block)).text);
                std::string words;
                for (const TextRange& range : *span->ranges) {
                    words += (words.empty() ? "" : "|") + std::string(text.slice(range));
                }
                found.emplace(extent(*span), labelName(annotation.label) + '[' + words + ']');
            }
        }
        std::vector<std::string> all;
        for (const auto& [place, text] : found) {
            all.push_back(text);
        }
        return all;
    }
    /// Does something to the layer of an item as a person does: the changes that `make` says of its content.
    void edit(std::size_t row, const std::function<std::vector<Change>(const LayerContent&)>& make)
    {
        auto reader = project->reader();
        auto working = openWorkingLayer(*project, **reader, rows().at(row).item.id);
        ASSERT_TRUE(working);
        Edit edit{EditId::create(), {ScopeKind::Item, working->item.id}, "Edit", {}, make(working->content)};
        reader->reset();
        const auto done = project->applyNow(Commit{std::move(edit), working->start});
        ASSERT_TRUE(done) << done.error().text();
    }

    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

} // namespace touchstone::test
