#pragma once

namespace touchstone {

class Format;

/// Files of labelme, one .json for each picture; a single one or a folder of them.
const Format& labelmeFormat();

} // namespace touchstone
