#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/table_reader.h"
#include "core/formats/text_carrying.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// Adds texts to a source, some hundred at a time: files that are one, and files of records.
class TextAddition {
  public:
    TextAddition(SourceWriter& writer, TextCarrying& carrying, const AddOptions& options, ExchangeReport& report,
                 Progress& progress)
        : m_writer(writer), m_carrying(carrying), m_options(options), m_report(report), m_progress(progress)
    {
    }

    struct Place {
        RootId root;
        std::string path; ///< Below the root.
    };
    /// What cannot be read is a line of the report. `done` and `share`: how far it was before, and what is
    /// its part of the whole.
    Result<void> file(const std::filesystem::path& file, const Place& place);
    Result<void> table(const std::filesystem::path& file, const Place& place, double done, double share);
    /// Stores what waits. To be called before anything else is stored.
    Result<void> flush();

  private:
    Result<void> add(Document document, const Place& place, std::optional<std::int64_t> part, std::string where);
    bool isMeta(const std::string& column) const;
    bool hasColumns(const std::filesystem::path& file);
    bool fill(const TableRecord& record, Document& document, std::string& problem) const;
    void skip(const std::string& where, std::string message);

    SourceWriter& m_writer;
    TextCarrying& m_carrying;
    const AddOptions& m_options;
    ExchangeReport& m_report;
    Progress& m_progress;
    std::vector<Document> m_documents;
    std::vector<SourceWriter::NewItem> m_items;
    std::vector<std::string> m_where;
    std::size_t m_bytes = 0;
};

} // namespace touchstone
