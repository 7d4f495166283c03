// Tables of tokens: whatever a file says, the reader answers with texts and spans that the store takes, or
// with an error.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void conll(std::string_view bytes)
{
    readTexts("conll", bytes);
}

} // namespace touchstone::fuzz
