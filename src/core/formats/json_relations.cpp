#include "core/formats/json_relations.h"

#include <algorithm>
#include <map>

#include "core/formats/token_spans.h"

namespace touchstone {

namespace {

using Json = OrderedJson;

std::optional<std::int64_t> numberOf(const Json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_number_integer()
               ? std::optional(found->get<std::int64_t>())
               : std::nullopt;
}

class RelationReader {
  public:
    RelationReader(const std::string& part, const std::string& anchors, ClaimedText& text,
                   const OffsetReader& offsets)
        : m_part(part), m_anchors(anchors), m_text(text), m_offsets(offsets)
    {
    }
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
                m_text.mended.insert(m_part);
                continue;
            }
            Claim claim;
            claim.kind = Claim::Kind::Relation;
            claim.part = m_part;
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
            claim.part = m_anchors;
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

    const std::string& m_part;
    const std::string& m_anchors;
    ClaimedText& m_text;
    const OffsetReader& m_offsets;
    std::vector<Claim> m_relations;
    std::map<TextRange, std::vector<std::size_t>> m_byRange; ///< Spans among the claims.
    std::map<std::int64_t, std::vector<std::size_t>> m_byEnd;
};

} // namespace

bool areRelations(const OrderedJson& list)
{
    return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& one) {
               return one.is_object() && (one.contains("head") || one.contains("head_span")) &&
                      (one.contains("child") || one.contains("child_span"));
           });
}

void readRelations(const OrderedJson& list, const std::string& part, const std::string& anchors,
                   const OffsetReader& offsets, ClaimedText& text)
{
    RelationReader(part, anchors, text, offsets).read(list);
}

OrderedJson relationsNow(const OrderedJson& old, const std::string& part, const ClaimedText& record,
                         const ClaimsNow& now, const std::vector<TextRange>& tokens,
                         const std::function<OrderedJson(const Claim&)>& endOf)
{
    Json relations = Json::array();
    for (const ClaimsNow::One& one : now.all()) {
        if (one.now.kind != Claim::Kind::Relation || (one.now.part != part && !one.now.part.empty())) {
            continue;
        }
        const bool stood = one.came != ClaimsNow::none && record.claims[one.came].part == part &&
                           record.claims[one.came].at < old.size();
        const ClaimsNow::One& from = now.all()[one.now.from];
        const ClaimsNow::One& to = now.all()[one.now.to];
        Json relation = stood ? old[record.claims[one.came].at] : Json::object();
        if (!stood || !one.same || !from.same || !to.same) {
            const TokenRun head = tokensUnder(from.now.range, tokens), child = tokensUnder(to.now.range, tokens);
            // As Prodigy has it, the last token of a span stands for it.
            relation["head"] = head.end > 0 ? Json(head.end - 1) : Json();
            relation["child"] = child.end > 0 ? Json(child.end - 1) : Json();
            relation["head_span"] = endOf(from.now);
            relation["child_span"] = endOf(to.now);
            relation["label"] = one.now.label.empty() ? Json() : Json(one.now.label);
        }
        relations.push_back(std::move(relation));
    }
    return relations;
}

} // namespace touchstone
