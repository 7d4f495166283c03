#pragma once

#include <string>
#include <string_view>

#include "touchstone/base/result.h"
#include "touchstone/model/document.h"

namespace touchstone {

/// The body of a row of `text` (docs/file_format.md): JSON of all but the metadata. The document is valid.
void appendDocumentBody(std::string& text, const Document& document);
/// Corrupt when the text is no such body, or says what no document may.
Result<Document> readDocumentBody(std::string_view body, std::string_view metadata);

} // namespace touchstone
