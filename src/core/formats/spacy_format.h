#pragma once

namespace touchstone {

class Format;
/// spaCy's training data: JSON lines, texts with their entities, and the JSON of version 2.
const Format& spacyFormat();

} // namespace touchstone
