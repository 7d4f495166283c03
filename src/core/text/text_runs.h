#pragma once

#include <string_view>
#include <vector>

#include "touchstone/text/text_alignment.h"

namespace touchstone {

/// Stretches that both texts have, by their begin in the former: those in order, as many as are found in about linear
/// time, and whole passages that were moved.
std::vector<TextAlignment::Run> sameRuns(std::string_view before, std::string_view after);

} // namespace touchstone
