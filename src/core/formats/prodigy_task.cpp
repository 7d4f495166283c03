#include "core/formats/prodigy_task.h"

#include <algorithm>
#include <array>

#include "core/formats/json_relations.h"
#include "core/formats/json_spans.h"
#include "core/formats/json_text.h"
#include "core/formats/record_members.h"

namespace touchstone::prodigy {

namespace {

using Json = OrderedJson;

std::optional<std::int64_t> numberOf(const Json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_number_integer()
               ? std::optional(found->get<std::int64_t>())
               : std::nullopt;
}

std::vector<TextRange> tokensOf(const Json& tokens, const TextOffsets& offsets)
{
    std::vector<TextRange> ranges;
    std::int64_t end = 0;
    for (const Json& token : tokens) {
        const TextRange range{numberOf(token, "start").value_or(-1), numberOf(token, "end").value_or(-1)};
        if (range.begin < end || range.end <= range.begin || range.end > offsets.length()) {
            return {};
        }
        end = range.end;
        ranges.push_back(range);
    }
    return ranges;
}

void addClass(ClaimedText& text, const char* part, std::size_t at, std::string label)
{
    Claim& claim = text.claims.emplace_back();
    claim.kind = Claim::Kind::Tag;
    claim.part = part;
    claim.at = at;
    claim.label = std::move(label);
}

std::string nameOf(const Json& value)
{
    return value.is_string()           ? value.get<std::string>()
           : value.is_number_integer() ? value.dump()
                                       : std::string();
}

} // namespace

ClaimedText readTask(std::string_view raw)
{
    ClaimedText text;
    RecordMembers members;
    if (!members.read(raw, text.problem)) {
        return text;
    }
    if (!members.text() || !members.whole().starts_with('{')) {
        text.problem = members.find("image") ? "It is a task with a picture. Only tasks with a text are read."
                                             : "It has no text.";
        return text;
    }
    const auto jsonOf = [&](const char* name) {
        const JsonPlace* place = members.find(name);
        return place ? Json::parse(members.valueOf(*place), nullptr, false) : Json();
    };
    const Json answer = jsonOf("answer");
    const bool accepted = answer.is_null() || answer == "accept";
    for (const JsonPlace& place : members.places()) {
        const std::string& name = place.name;
        constexpr std::array<std::string_view, 6> known{"text",      "tokens",  "spans",
                                                        "relations", "options", "accept"};
        const bool ours = std::find(known.begin(), known.end(), name) != known.end() ||
                          name.starts_with('_') || (accepted && (name == "answer" || name == "label"));
        if (!ours) {
            appendMember(text.metadata, name, compactJson(members.valueOf(place)));
        }
    }
    closeObject(text.metadata);
    text.block.text = *members.text();
    const OffsetReader offsets(text.block.text);
    if (const Json tokens = jsonOf("tokens"); tokens.is_array()) {
        text.block.tokens = tokensOf(tokens, offsets.offsets());
        if (text.block.tokens.empty() && !tokens.empty()) {
            text.remarks.push_back(
                {ReportLine::Kind::Skipped,
                 "Its tokens do not lie one after the other in its text. They are kept and not shown."});
        }
    }
    if (!accepted) {
        const bool known = answer == "reject" || answer == "ignore";
        if (!known) {
            text.remarks.push_back(
                {ReportLine::Kind::Skipped,
                 "Its answer is none of accept, reject and ignore. Only its text was taken."});
        }
        return text;
    }
    text.labelled = true;
    if (const Json spans = jsonOf("spans"); spans.is_array()) {
        readSpans(spans, kSpans, offsets, text);
    }
    // What was chosen counts where one could choose; else the one class that the task asks for.
    if (const Json chosen = jsonOf("accept"); chosen.is_array()) {
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            if (std::string name = nameOf(chosen[i]); !name.empty()) {
                addClass(text, kChosen, i, std::move(name));
            }
        }
    }
    if (std::string label = nameOf(jsonOf("label")); !label.empty()) {
        addClass(text, kClass, 0, std::move(label));
    }
    if (const Json relations = jsonOf("relations"); relations.is_array()) {
        readRelations(relations, kRelations, kAnchors, offsets, text);
    }
    return text;
}

} // namespace touchstone::prodigy
