#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "core/formats/offset_reading.h"
#include "core/formats/text_claims.h"

namespace touchstone {

using OrderedJson = nlohmann::ordered_json;

/// The string that an object has under a name; empty for none.
std::string stringOf(const OrderedJson& object, const char* name);
/// Reads the elements of a list of spans, [0, 3, "PER"] or {"start": 0, "end": 3, "label": "PER"}, into
/// claims of that part. Where an element has its "text", that tells where it stands if the offsets do not.
void readSpans(const OrderedJson& list, const std::string& part, const OffsetReader& offsets,
               ClaimedText& text);
/// The list as it is now: what did not change stays as it stood in `old`, new ones are made of `fresh`.
/// `finish` sees each that is new or changed.
OrderedJson spansNow(const OrderedJson& old, const std::string& part, const OrderedJson& fresh,
                     const ClaimedText& record, const ClaimsNow& now,
                     const std::function<void(OrderedJson&, const Claim&)>& finish = {});

} // namespace touchstone
