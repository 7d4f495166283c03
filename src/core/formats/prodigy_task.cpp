#include "core/formats/prodigy_task.h"

#include <algorithm>
#include <array>
#include <map>

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

class RelationReader {
  public:
    RelationReader(ClaimedText& text, const OffsetReader& offsets) : m_text(text), m_offsets(offsets) {}
    void read(const Json& relations)
    {
        for (std::size_t i = 0; i < m_text.claims.size(); ++i) {
            know(i);
        }
        for (std::size_t i = 0; i < relations.size(); ++i) {
            const Json& relation = relations[i];
            const auto from = endOf(relation, "head_span", "head", i),
                       to = endOf(relation, "child_span", "child", i);
            if (!from || !to || *from == *to) {
                m_text.remarks.push_back(
                    {ReportLine::Kind::Skipped, "relations[" + std::to_string(i) +
                                                    "]: It names no two spans of its text. It was "
                                                    "left out."});
                m_text.mended.insert(kRelations);
                continue;
            }
            Claim claim;
            claim.kind = Claim::Kind::Relation;
            claim.part = kRelations;
            claim.at = i;
            claim.label = stringOf(relation, "label");
            claim.from = *from;
            claim.to = *to;
            m_relations.push_back(std::move(claim));
        }
        m_text.claims.insert(m_text.claims.end(), m_relations.begin(), m_relations.end());
    }

  private:
    /// The span that a relation names; one that is not in the list becomes a span without a label.
    std::optional<std::size_t> endOf(const Json& relation, const char* spanName, const char* tokenName,
                                     std::size_t at)
    {
        std::optional<TextRange> range;
        std::string label;
        const auto span = relation.is_object() ? relation.find(spanName) : relation.end();
        if (relation.is_object() && span != relation.end() && span->is_object()) {
            const auto begin = numberOf(*span, "start"), end = numberOf(*span, "end");
            range = begin && end ? m_offsets.range(*begin, *end, OffsetReading::CodePoints) : std::nullopt;
            label = stringOf(*span, "label");
        }
        const auto token = numberOf(relation, tokenName);
        const auto& tokens = m_text.block.tokens;
        const bool known = token && *token >= 0 && static_cast<std::size_t>(*token) < tokens.size();
        // A relation names the last token of a span.
        const std::vector<std::size_t>* spans =
            range ? &m_byRange[*range] : known ? &m_byEnd[tokens[static_cast<std::size_t>(*token)].end] : nullptr;
        std::optional<std::size_t> found;
        for (std::size_t i = 0; spans && i < spans->size(); ++i) {
            if (!found || m_text.claims[(*spans)[i]].label == label) {
                found = (*spans)[i];
            }
        }
        if (!found && !range && known) {
            range = tokens[static_cast<std::size_t>(*token)];
        }
        if (!found && range) {
            Claim& claim = m_text.claims.emplace_back();
            claim.part = kAnchors;
            claim.at = at;
            claim.range = *range;
            found = m_text.claims.size() - 1;
            know(*found);
        }
        return found;
    }
    /// A span that relations may name.
    void know(std::size_t claim)
    {
        const Claim& one = m_text.claims[claim];
        if (one.kind == Claim::Kind::Span) {
            m_byRange[one.range].push_back(claim);
            m_byEnd[one.range.end].push_back(claim);
        }
    }

    ClaimedText& m_text;
    const OffsetReader& m_offsets;
    std::vector<Claim> m_relations;
    std::map<TextRange, std::vector<std::size_t>> m_byRange; ///< Spans among the claims.
    std::map<std::int64_t, std::vector<std::size_t>> m_byEnd;
};

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
        RelationReader(text, offsets).read(relations);
    }
    return text;
}

} // namespace touchstone::prodigy
