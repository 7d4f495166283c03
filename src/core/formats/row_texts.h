#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/formats/output_file.h"
#include "core/formats/sink_labels.h"
#include "core/formats/text_input.h"
#include "core/formats/text_losses.h"

namespace touchstone {

class Progress;

/// Reads a file that holds documents one after the other, each of some rows.
class RowTextsReader {
  public:
    RowTextsReader(std::string name, TextFile file, ImportSink& sink, Progress& progress)
        : m_name(std::move(name)), m_file(std::move(file)), m_sink(sink), m_labels(sink), m_progress(progress)
    {
    }
    virtual ~RowTextsReader() = default;

  protected:
    struct Piece {
        std::size_t from = 0;
        std::size_t to = 0;
        std::int64_t line = 1; ///< Its first.
    };
    virtual Result<void> readPiece(std::size_t number) = 0;
    Result<void> readPieces();
    std::string_view rawOf(std::size_t number) const;
    /// The document of a piece, with its lines in the record.
    ReadDocument documentOf(std::size_t number, const TextBlock& block) const;
    void line(ReportLine::Kind kind, std::int64_t number, const std::string& message);

    std::string m_name;
    TextFile m_file;
    ImportSink& m_sink;
    SinkLabels m_labels;
    Progress& m_progress;
    std::vector<Piece> m_pieces;
    std::int64_t m_order = 0;
};

/// Writes such a file.
class RowTextsWriter {
  public:
    RowTextsWriter(ExportSource& source, OutputFile file, Progress& progress)
        : m_source(source), m_file(std::move(file)), m_progress(progress)
    {
    }
    virtual ~RowTextsWriter() = default;
    /// What could not be said goes to `lines`.
    Result<void> write(std::vector<ReportLine>& lines);

  protected:
    virtual void begin(const std::optional<SourceRecord>&) {}
    virtual void writeText(const ExportSource::Text& text) = 0;
    virtual void tell(std::vector<ReportLine>&) const {}

    ExportSource& m_source;
    OutputFile m_file;
    Progress& m_progress;
    std::unordered_map<LabelId, std::string> m_labels;
    TextLosses m_losses;
};

template <class Writer>
Result<void> writeRowTexts(ExportSource& source, const std::filesystem::path& path,
                           std::vector<ReportLine>& lines, Progress& progress)
{
    auto file = OutputFile::create(path);
    return file ? Writer(source, std::move(*file), progress).write(lines) : Result<void>(file.error());
}

} // namespace touchstone
