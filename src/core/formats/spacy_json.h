#pragma once

#include <string>
#include <vector>

#include "core/formats/json_spans.h"
#include "core/formats/spacy_record.h"

namespace touchstone::spacy {

using Json = OrderedJson;

/// A class that holds, and one that is likely, become claims.
void readClass(const std::string& label, const Json& value, std::size_t at, ClaimedText& text);
/// The entities that tags of words say: B-, I-, L-, U-, O and "-" for nothing known.
void readTags(const std::vector<std::string>& tags, const std::vector<Word>& words, ClaimedText& text);

/// A class as it is written: 1.0, or true where the others are so.
Json classValue(const Claim& claim, bool asBooleans);

} // namespace touchstone::spacy
