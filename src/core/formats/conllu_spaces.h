#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace touchstone::conllu {

// What stands between tokens: "# text", and SpaceAfter=No, SpacesAfter and SpacesBefore in MISC.

/// What stands in `text` between each form and the next; false when the text is not these forms with white
/// space.
bool gapsIn(std::string_view text, const std::vector<std::string_view>& forms,
            std::vector<std::string_view>& gaps);
/// The white space that a member of MISC names; false if it has none of that name.
bool spacesIn(std::string_view misc, std::string_view name, std::string& spaces);
bool hasNoSpaceAfter(std::string_view misc);
/// MISC for a token with that before and after it; "_" for one space after it.
std::string spacesText(std::string_view before, std::string_view after);

} // namespace touchstone::conllu
