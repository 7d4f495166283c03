// JSON lines: whatever a line says, the reader answers with texts and annotations that the store takes, or tells.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void doccano(std::string_view bytes)
{
    readTexts("doccano", bytes);
}

} // namespace touchstone::fuzz
