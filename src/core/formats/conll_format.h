#pragma once

namespace touchstone {

class Format;
/// A token a line with its tag last, as of CoNLL-2003.
const Format& conllFormat();

} // namespace touchstone
