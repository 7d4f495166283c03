#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/conllu_text.h"
#include "core/formats/row_texts.h"

namespace touchstone::conllu {

// A word is a span with the label of its UPOS and the attributes lemma, xpos and feats; its HEAD a relation
// from there to it with the label of the DEPREL. The record of a document keeps its lines as they were
// ("raw"); the external id of a word is "sentence:ID", that of a relation the same of its second member. A named
// entity that MISC tells ("NER=B-PER") is a span with that label; its external id is that of its first word behind
// "ner:".

/// "3:7": the seventh word of the third sentence.
std::string wordId(const Row& row);
inline constexpr const char* kEntityId = "ner:";

/// Reads one file.
class Reader final : public RowTextsReader {
  public:
    using RowTextsReader::RowTextsReader;
    Result<void> read();

  private:
    void survey();
    Result<void> readPiece(std::size_t number) override;
    Result<void> readWords(const Page& page, std::size_t document, std::int64_t firstLine);
    Result<void> readEntities(const Page& page, std::size_t document);
    Result<bool> send(std::size_t document, const std::string& label, Annotation annotation, std::string id);

    std::string m_problem; ///< Of the first line that cannot be used.
};

} // namespace touchstone::conllu
