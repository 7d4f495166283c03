#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "touchstone/base/progress.h"
#include "touchstone/formats/format.h"

namespace touchstone::test {

/// Keeps all that a reader delivers.
struct CollectingSink final : ImportSink {
    struct Entry {
        std::size_t image = 0;
        std::size_t category = 0;
        Annotation annotation;
        SourceRecord record;
    };
    SourceRecord topRecord;
    std::vector<ReadCategory> categories;
    std::vector<ReadImage> images;
    std::vector<ReadDocument> documents;
    std::vector<Entry> annotations;
    std::vector<ReportLine> lines;

    Result<void> top(SourceRecord record) override
    {
        topRecord = std::move(record);
        return {};
    }
    Result<void> category(ReadCategory category) override
    {
        categories.push_back(std::move(category));
        return {};
    }
    Result<void> image(ReadImage image) override
    {
        images.push_back(std::move(image));
        return {};
    }
    Result<void> document(ReadDocument document) override
    {
        documents.push_back(std::move(document));
        return {};
    }
    Result<bool> annotation(std::size_t image, std::size_t category, Annotation annotation,
                            SourceRecord record) override
    {
        annotations.push_back({image, category, std::move(annotation), std::move(record)});
        return true;
    }
    void line(ReportLine line) override { lines.push_back(std::move(line)); }

    std::size_t count(ReportLine::Kind kind) const
    {
        return static_cast<std::size_t>(std::count_if(
            lines.begin(), lines.end(), [&](const ReportLine& line) { return line.kind == kind; }));
    }
    /// All lines, for messages of tests.
    std::string text() const
    {
        std::string all;
        for (const ReportLine& line : lines) {
            all += line.where + ": " + line.message + '\n';
        }
        return all;
    }
};

} // namespace touchstone::test
