#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "formats/collecting_sink.h"
#include "formats/scratch.h"
#include "support/project_fixture.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/text/text_offsets.h"
#include "touchstone/workflow/verify.h"

namespace touchstone::test {

/// A project into which files of texts go and out of which they come.
class TextExchange : public ProjectTest {
  protected:
    ExchangeReport take(const std::string& format, const std::string& name, const std::string& bytes)
    {
        ImportOptions options;
        options.format = format;
        const auto report = importFile(*project, scratch.write(name, bytes), options, progress);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ExchangeReport();
    }
    /// Goes on with another project.
    void startAnew()
    {
        project.reset();
        std::filesystem::remove(path());
        create();
    }
    std::string give(const std::string& format, ExchangeReport* report = nullptr)
    {
        const std::filesystem::path out = scratch.path() / ("out" + std::to_string(++m_exports));
        const auto done = exportFile(*project, out, {format, "", false}, progress);
        EXPECT_TRUE(done) << done.error().text();
        if (done && report) {
            *report = *done;
        }
        return done ? readAll(out) : std::string();
    }
    /// What a reader alone makes of a file.
    CollectingSink read(const std::string& format, const std::string& bytes, Error* error = nullptr)
    {
        CollectingSink sink;
        const auto done = findFormat(format)->read(scratch.write("in.txt", bytes), sink, progress);
        EXPECT_EQ(done.ok(), error == nullptr) << (done.ok() ? sink.text() : done.error().text());
        if (!done && error) {
            *error = done.error();
        }
        return sink;
    }
    /// "PER:Ada Byron" of every span of a text, pieces parted by "+", in the order of the text.
    static std::vector<std::string> spansOf(const CollectingSink& sink, std::size_t document)
    {
        std::vector<std::string> found;
        for (const auto& entry : sink.annotations) {
            const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
            if (!span || entry.image != document) {
                continue;
            }
            const TextOffsets offsets(sink.documents.at(document).document.blocks.at(0).text);
            std::string text =
                entry.category == ImportSink::npos ? "" : sink.categories.at(entry.category).name;
            for (std::size_t i = 0; i < span->ranges->size(); ++i) {
                text += (i == 0 ? ":" : "+") + std::string(offsets.slice((*span->ranges)[i]));
            }
            found.push_back(text);
        }
        return found;
    }
    /// Adds a span with a label of the project to the text with that number.
    AnnotationId addSpan(std::size_t text, const std::string& label, TextRange range)
    {
        WorkingLayer working = work(text);
        Annotation span;
        span.id = AnnotationId::create();
        span.label = labelNamed(label);
        span.shape = SpanShape{std::vector<TextRange>{range}, 0};
        add(working, span);
        return span.id;
    }
    void add(WorkingLayer& working, const Annotation& annotation)
    {
        const auto done =
            apply(working, "Add", {{std::nullopt, ObjectValue(annotation), working.content.layer().id, 0}});
        EXPECT_TRUE(done) << done.error().text();
    }
    LabelId labelNamed(const std::string& name)
    {
        const Label* label = project->ontology()->findByName(name);
        return label ? label->id : addLabel(name);
    }
    static std::string textOf(const ExchangeReport& report)
    {
        std::string all;
        for (const ReportLine& line : report.lines) {
            all += line.where + ": " + line.message + '\n';
        }
        return all;
    }

    Scratch scratch;
    SilentProgress progress;

  private:
    int m_exports = 0;
};

} // namespace touchstone::test
