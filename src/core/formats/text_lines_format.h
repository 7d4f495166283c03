#pragma once

namespace touchstone {

class Format;
/// One document a line; docs/formats.md.
const Format& textLinesFormat();

} // namespace touchstone
