#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/conll_text.h"
#include "core/formats/sink_labels.h"
#include "core/formats/text_input.h"

namespace touchstone {
class Progress;
}

namespace touchstone::conll {

// The record of a document keeps its lines as they were ("raw"), the scheme of its file and whether tabs end
// its columns; that of the top level, scheme and tabs.

/// Reads one file.
class Reader {
  public:
    Reader(std::string name, TextFile file, ImportSink& sink, Progress& progress)
        : m_name(std::move(name)), m_file(std::move(file)), m_sink(sink), m_labels(sink), m_progress(progress)
    {
    }
    Result<void> read();

  private:
    struct Piece {
        std::size_t from = 0;
        std::size_t to = 0;
        std::int64_t line = 1; ///< Its first.
    };
    void survey();
    Result<void> readPiece(std::size_t number);
    Result<void> readEntities(const Page& page, std::size_t document);
    void tellOddTags(const Page& page, std::int64_t firstLine);

    std::string m_name;
    TextFile m_file;
    ImportSink& m_sink;
    SinkLabels m_labels;
    Progress& m_progress;
    bool m_tabs = false;
    SchemeSurvey m_survey;
    std::int64_t m_tags = 0, m_noTags = 0;
    std::vector<Piece> m_pieces;
    std::int64_t m_order = 0;
};

} // namespace touchstone::conll
