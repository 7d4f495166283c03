#pragma once

#include <string>
#include <vector>

class QComboBox;

namespace touchstone {

/// A list of encodings of texts, `likely` ones first. With `automatic` the first entry is none: UTF-8, or
/// what a mark says.
QComboBox* makeEncodingChoice(const std::vector<std::string>& likely, bool automatic);
/// As ReadOptions takes it; empty for the automatic one.
std::string encodingOf(const QComboBox& choice);

} // namespace touchstone
