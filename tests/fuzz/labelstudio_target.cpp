// Label Studio: whatever a file says, the reader answers with texts, spans and relations that the store
// takes, or with an error.
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {

void labelstudio(std::string_view bytes)
{
    readTexts("labelstudio", bytes);
}

} // namespace touchstone::fuzz
