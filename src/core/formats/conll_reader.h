#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/conll_text.h"
#include "core/formats/row_texts.h"

namespace touchstone::conll {

// The record of a document keeps its lines as they were ("raw"), the scheme of its file and its columns; that of the
// top level, scheme and columns.

/// Reads one file.
class Reader final : public RowTextsReader {
  public:
    using RowTextsReader::RowTextsReader;
    Result<void> read();

  private:
    void survey();
    Result<void> readPiece(std::size_t number) override;
    Result<void> readEntities(const Page& page, std::size_t document);
    void tellOddTags(const Page& page, std::int64_t firstLine);

    Scheme scheme() const { return m_columns.bare ? Scheme::Io : m_survey.scheme(); }
    void tellHowItIsRead();

    Columns m_columns;
    SchemeSurvey m_survey;
    std::int64_t m_tags = 0, m_noTags = 0;
};

} // namespace touchstone::conll
