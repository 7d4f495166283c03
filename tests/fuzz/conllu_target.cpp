// CoNLL-U: whatever a file says, the reader answers with texts, words and heads that the store takes, or with
// an error.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void conllu(std::string_view bytes)
{
    readTexts("conllu", bytes);
}

} // namespace touchstone::fuzz
