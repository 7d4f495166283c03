#pragma once

namespace touchstone {

class Format;
/// Words with lemma, part of speech and head, ten columns a line.
const Format& conlluFormat();

} // namespace touchstone
