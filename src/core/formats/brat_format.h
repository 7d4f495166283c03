#pragma once

namespace touchstone {

class Format;
/// brat standoff: x.txt and x.ann.
const Format& bratFormat();

} // namespace touchstone
