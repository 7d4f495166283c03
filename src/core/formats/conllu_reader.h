#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/conllu_text.h"
#include "core/formats/sink_labels.h"
#include "core/formats/text_input.h"

namespace touchstone {
class Progress;
}

namespace touchstone::conllu {

// A word is a span with the label of its UPOS and the attributes lemma, xpos and feats; its HEAD a relation
// from there to it with the label of the DEPREL. The record of a document keeps its lines as they were
// ("raw"); the external id of a word is "sentence:ID", that of a relation the same of its second member.

/// "3:7": the seventh word of the third sentence.
std::string wordId(const Row& row);

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
    Result<void> readWords(const Page& page, std::size_t document, std::int64_t firstLine);
    Result<bool> send(std::size_t document, const std::string& label, Annotation annotation, std::string id);
    void line(ReportLine::Kind kind, std::int64_t number, const std::string& message);

    std::string m_name;
    TextFile m_file;
    ImportSink& m_sink;
    SinkLabels m_labels;
    Progress& m_progress;
    std::vector<Piece> m_pieces;
    std::int64_t m_order = 0;
};

} // namespace touchstone::conllu
