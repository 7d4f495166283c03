// Prodigy's tasks: whatever a line says, the reader answers with texts and annotations that the store takes,
// or tells.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void prodigy(std::string_view bytes)
{
    readTexts("prodigy", bytes);
}

} // namespace touchstone::fuzz
