// WebAnno TSV: whatever a file says, the reader answers with texts, spans and bonds that the store takes, or
// with an error.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void webannoTsv(std::string_view bytes)
{
    readTexts("webanno-tsv", bytes);
}

} // namespace touchstone::fuzz
