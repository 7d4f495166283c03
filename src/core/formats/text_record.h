#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "touchstone/store/rows.h"

namespace touchstone {

/// Adds a text to the fields of a record that are being built; closeObject ends them.
void appendTextMember(std::string& fields, std::string_view name, std::string_view text);
/// The text that a record has under a name in its fields; empty if there is none.
std::string textMember(const std::optional<SourceRecord>& record, std::string_view name);

} // namespace touchstone
