#pragma once

namespace touchstone {

class Format;
/// doccano's JSON lines, and plain ones with a member "text".
const Format& doccanoFormat();

} // namespace touchstone
