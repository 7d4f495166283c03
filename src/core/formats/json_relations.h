#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/formats/json_spans.h"

namespace touchstone {

// Relations of a record as Prodigy has them, and the projects of spaCy that learn from its tasks: {"head": 3, "child": 0,
// "head_span": {"start", "end", "label"}, "child_span": …, "label"}. A token stands for the span that ends with it.

/// Whether all elements of a list look so.
bool areRelations(const OrderedJson& list);
/// Reads them into claims of `part`, after all spans. An end that is no span of the record becomes one without a label, of
/// the part `anchors`.
void readRelations(const OrderedJson& list, const std::string& part, const std::string& anchors,
                   const OffsetReader& offsets, ClaimedText& text);
/// The list as it is now: relations of that part, and those of none. `endOf` makes a "head_span".
OrderedJson relationsNow(const OrderedJson& old, const std::string& part, const ClaimedText& record,
                         const ClaimsNow& now, const std::vector<TextRange>& tokens,
                         const std::function<OrderedJson(const Claim&)>& endOf);

} // namespace touchstone
