#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/conllu_text.h"
#include "core/formats/row_texts.h"

namespace touchstone::conllu {

// A word is a span with the label of its UPOS and the attributes lemma, xpos and feats; its HEAD a relation
// from there to it with the label of the DEPREL. The record of a document keeps its lines as they were
// ("raw"); the external id of a word is "sentence:ID", that of a relation the same of its second member.

/// "3:7": the seventh word of the third sentence.
std::string wordId(const Row& row);

/// Reads one file.
class Reader final : public RowTextsReader {
  public:
    using RowTextsReader::RowTextsReader;
    Result<void> read();

  private:
    void survey();
    Result<void> readPiece(std::size_t number) override;
    Result<void> readWords(const Page& page, std::size_t document, std::int64_t firstLine);
    Result<bool> send(std::size_t document, const std::string& label, Annotation annotation, std::string id);

    std::string m_problem; ///< Of the first line that cannot be used.
};

} // namespace touchstone::conllu
