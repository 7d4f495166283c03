#include "core/formats/json_spans.h"

#include <algorithm>

namespace touchstone {

namespace {

bool isWhole(const OrderedJson& value)
{
    return value.is_number_integer() &&
           (!value.is_number_unsigned() || value.get<std::uint64_t>() < (1ULL << 62));
}

/// A span of a list, [0, 3, "PER", "Q1"] or {"start": 0, "end": 3, "label": "PER"}.
struct Element {
    std::int64_t begin = 0, end = 0;
    std::string label, link, id;
};
bool readElement(const OrderedJson& json, Element& element)
{
    const auto text = [](const OrderedJson& value) {
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    if (json.is_array()) {
        if (json.size() < 2 || !isWhole(json[0]) || !isWhole(json[1])) {
            return false;
        }
        element.begin = json[0].get<std::int64_t>();
        element.end = json[1].get<std::int64_t>();
        element.label = json.size() > 2 ? text(json[2]) : "";
        element.link = json.size() > 3 ? text(json[3]) : "";
        element.id = json.size() > 4 ? text(json[4]) : "";
        return json.size() < 3 || json[2].is_string() || json[2] == 0 || json[2].is_null();
    }
    if (!json.is_object() || !json.contains("start") || !json.contains("end") || !isWhole(json["start"]) ||
        !isWhole(json["end"])) {
        return false;
    }
    element.begin = json["start"].get<std::int64_t>();
    element.end = json["end"].get<std::int64_t>();
    element.label = stringOf(json, "label");
    element.link = stringOf(json, "kb_id");
    element.id = stringOf(json, "id");
    return true;
}

void setElement(OrderedJson& json, const Claim& claim)
{
    const auto text = [&](const char* name) {
        const AttributeValue* value = valueOf(claim.attributes, name);
        return value ? displayText(*value) : std::string();
    };
    const std::string link = text("kb_id"), id = text("id");
    if (json.is_object()) {
        json["start"] = claim.range.begin;
        json["end"] = claim.range.end;
        json["label"] = claim.label;
        for (const auto& [name, value] :
             {std::pair<const char*, const std::string*>{"kb_id", &link}, {"id", &id}}) {
            if (!value->empty() || json.contains(name)) {
                json[name] = *value;
            }
        }
        return;
    }
    OrderedJson list = OrderedJson::array({claim.range.begin, claim.range.end, claim.label});
    if (!link.empty() || !id.empty() || json.size() > 3) {
        list.push_back(link);
    }
    if (!id.empty() || json.size() > 4) {
        list.push_back(id);
    }
    for (std::size_t i = list.size(); i < json.size(); ++i) {
        list.push_back(json[i]);
    }
    json = std::move(list);
}

} // namespace

std::string stringOf(const OrderedJson& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void readSpans(const OrderedJson& list, const std::string& part, const OffsetReader& offsets,
               ClaimedText& text)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        Element element;
        const std::string name = part + '[' + std::to_string(i) + "]: ";
        if (!readElement(list[i], element)) {
            text.remarks.push_back(
                {ReportLine::Kind::Skipped,
                 name + "It has no whole numbers as begin and end, and a label. It was left out."});
            text.mended.insert(part);
            continue;
        }
        const std::string surface = stringOf(list[i], "text");
        const auto rangeBy = [&](OffsetReading reading) {
            return offsets.range(std::min(element.begin, element.end), std::max(element.begin, element.end),
                                 reading);
        };
        const auto fits = [&](const std::optional<TextRange>& range) {
            return range && (surface.empty() || surfaceFits(surface, offsets.offsets().slice(*range)));
        };
        auto range = rangeBy(OffsetReading::CodePoints);
        const std::string says =
            element.label + ' ' + std::to_string(element.begin) + '-' + std::to_string(element.end);
        std::string repair = element.end < element.begin
                                 ? "The span " + says + " ended before it began. The two were swapped."
                                 : "";
        if (!fits(range) && !surface.empty()) {
            const auto wide = rangeBy(OffsetReading::Utf16);
            range = fits(wide) ? wide : offsets.onlyPlaceOf(surface, element.begin);
            repair = "The span " + says + " is not its text, \"" + surface +
                     "\", which stands in one place alone. It was "
                     "moved there.";
        }
        if (!range) {
            text.remarks.push_back(
                {ReportLine::Kind::Skipped,
                 name + "The span " + says +
                     (surface.empty() ? " reaches past the end of its text. It was left out."
                                      : " is not its text, \"" + surface + "\". It was left out.")});
            text.mended.insert(part);
            continue;
        }
        if (!repair.empty()) {
            text.remarks.push_back({ReportLine::Kind::Repaired, name + repair});
            text.mended.insert(part);
        }
        Claim& claim = text.claims.emplace_back();
        claim.part = part;
        claim.at = i;
        claim.label = std::move(element.label);
        claim.range = *range;
        if (!element.link.empty()) {
            claim.attributes.push_back({"kb_id", std::move(element.link)});
        }
        if (!element.id.empty()) {
            claim.attributes.push_back({"id", std::move(element.id)});
        }
    }
}

OrderedJson spansNow(const OrderedJson& old, const std::string& part, const OrderedJson& fresh,
                     const ClaimedText& record, const ClaimsNow& now,
                     const std::function<void(OrderedJson&, const Claim&)>& finish)
{
    OrderedJson list = OrderedJson::array();
    for (const ClaimsNow::One& one : now.all()) {
        if (one.now.kind != Claim::Kind::Span || one.now.part != part) {
            continue;
        }
        const Claim* came = one.came == ClaimsNow::none ? nullptr : &record.claims[one.came];
        const bool stood = came && came->part == part && came->at < old.size() && !old[came->at].is_string();
        OrderedJson element = stood ? old[came->at] : fresh;
        if (!one.same || !stood || record.mended.contains(part)) {
            setElement(element, one.now);
            if (finish) {
                finish(element, one.now);
            }
        }
        list.push_back(std::move(element));
    }
    return list;
}

} // namespace touchstone
