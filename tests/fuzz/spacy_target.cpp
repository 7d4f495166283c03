// spaCy's records in lines, lists and documents: the reader answers with texts and annotations that the store
// takes, or tells.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void spacy(std::string_view bytes)
{
    readTexts("spacy", bytes);
}

} // namespace touchstone::fuzz
