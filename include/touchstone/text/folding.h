#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// The text as searching compares it: without case, compatibility forms and marks over or under letters ("Björn" is
/// "bjorn"). What is not UTF-8 comes back with its ASCII letters small.
std::string foldedText(std::string_view utf8);

} // namespace touchstone
