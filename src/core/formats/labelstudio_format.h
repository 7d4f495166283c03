#pragma once

namespace touchstone {

class Format;
/// Tasks of Label Studio whose data is a text.
const Format& labelstudioFormat();

} // namespace touchstone
