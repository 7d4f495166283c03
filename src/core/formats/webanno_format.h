#pragma once

namespace touchstone {

class Format;
/// WebAnno TSV 3: layers of spans, relations and chains, a file for each text.
const Format& webannoFormat();

} // namespace touchstone
