#include <algorithm>

#include "core/formats/json_relations.h"
#include "core/formats/json_spans.h"
#include "core/formats/prodigy_task.h"
#include "core/formats/record_members.h"
#include "core/formats/token_spans.h"
#include "core/store/annotation_codec.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::prodigy {

namespace {

using Json = OrderedJson;

class Rewriter {
  public:
    Rewriter(RecordMembers& members, const ClaimedText& record, const ExportSource::Text& text,
             const JoinedText& joined, ClaimsNow& now, TextLosses& losses)
        : m_members(members), m_record(record), m_text(text), m_joined(joined), m_now(now), m_losses(losses),
          m_offsets(joined.words)
    {
    }
    void write(const Options& options);

  private:
    Json memberOf(const char* name, Json none) const;
    void put(const char* name, const Json& value, const Json& old);
    void findTokens();
    void writeSpans(const Json& old);
    void writeRelations(const Json& old);
    void writeClasses(const Options& options);
    void finish(Json& span, const Claim& claim) const;
    Json endOf(const Claim& claim) const;
    void lose(const ClaimsNow::One& one, const std::string& what)
    {
        m_losses.add(placeOf(m_text, one.entry->annotation), what);
    }

    RecordMembers& m_members;
    const ClaimedText& m_record;
    const ExportSource::Text& m_text;
    const JoinedText& m_joined;
    ClaimsNow& m_now;
    TextLosses& m_losses;
    TextOffsets m_offsets;
    std::vector<TextRange> m_tokens;
};

Json Rewriter::memberOf(const char* name, Json none) const
{
    const JsonPlace* place = m_members.find(name);
    Json json = place ? Json::parse(m_members.valueOf(*place), nullptr, false) : Json();
    return json.is_array() ? json : none;
}

void Rewriter::put(const char* name, const Json& value, const Json& old)
{
    if (value != old) {
        m_members.put(name, value.dump());
    }
}

/// Relations name tokens: a task without any gets them by the rules of Unicode.
void Rewriter::findTokens()
{
    m_tokens = m_record.block.tokens;
    const bool isNew = m_record.block.text.empty() && m_tokens.empty();
    if (isNew && m_joined.starts.size() == 1) {
        m_tokens = m_text.document.blocks.front().tokens;
    }
    const bool relations = std::any_of(m_now.all().begin(), m_now.all().end(), [](const ClaimsNow::One& one) {
        return one.now.kind == Claim::Kind::Relation && !one.same;
    });
    const bool missing = m_tokens.empty() && relations;
    if (missing) {
        TextBlock block;
        block.text = m_joined.words;
        m_tokens = tokenLayerOf(block).tokens;
    }
    if (!m_tokens.empty() && (missing || isNew)) {
        Json tokens = Json::array();
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            const TextRange after{m_tokens[i].end, std::min(m_tokens[i].end + 1, m_offsets.length())};
            tokens.push_back({{"text", std::string(m_offsets.slice(m_tokens[i]))},
                              {"start", m_tokens[i].begin},
                              {"end", m_tokens[i].end},
                              {"id", i},
                              {"ws", m_offsets.slice(after) == " "}});
        }
        m_members.put("tokens", tokens.dump());
    }
}

/// The members of a span that follow from where it is.
void Rewriter::finish(Json& span, const Claim& claim) const
{
    if (span.contains("text")) {
        span["text"] = std::string(m_offsets.slice(claim.range));
    }
    const TokenRun run = tokensUnder(claim.range, m_tokens);
    if (run.exact) {
        span["token_start"] = run.first;
        span["token_end"] = run.end - 1;
    } else {
        span.erase("token_start");
        span.erase("token_end");
    }
    if (claim.label.empty()) {
        span["label"] = nullptr;
    }
}

void Rewriter::writeSpans(const Json& old)
{
    std::vector<bool> named(m_now.all().size());
    for (const ClaimsNow::One& one : m_now.all()) {
        if (one.now.kind == Claim::Kind::Relation) {
            named[one.now.from] = named[one.now.to] = true;
        }
    }
    for (std::size_t i = 0; i < m_now.all().size(); ++i) {
        ClaimsNow::One& one = m_now.all()[i];
        if (one.now.kind != Claim::Kind::Span || one.same || one.now.part == kSpans) {
            continue;
        }
        if (one.now.label.empty()) {
            one.now.part = kAnchors;
            if (!named[i]) {
                lose(one, "Prodigy has no spans without a label. One was left out.");
            }
        } else {
            one.now.part = kSpans;
        }
    }
    for (const ClaimsNow::One& one : m_now.all()) {
        if (one.now.part == kSpans && !one.same && !m_tokens.empty() &&
            !tokensUnder(one.now.range, m_tokens).exact) {
            lose(one, "A span does not begin and end with tokens of its task. It was written without them; "
                      "Prodigy may "
                      "refuse it.");
        }
    }
    const Json fresh = {{"start", 0}, {"end", 0}, {"label", ""}};
    Json spans = spansNow(old, kSpans, fresh, m_record, m_now,
                          [&](Json& span, const Claim& claim) { finish(span, claim); });
    put("spans", spans, old);
}

Json Rewriter::endOf(const Claim& claim) const
{
    Json span = {{"start", claim.range.begin}, {"end", claim.range.end}, {"label", claim.label}};
    finish(span, claim);
    return span;
}

void Rewriter::writeRelations(const Json& old)
{
    const Json relations = relationsNow(old, kRelations, m_record, m_now, m_tokens,
                                        [&](const Claim& claim) { return endOf(claim); });
    put("relations", relations, old);
}

/// What was chosen where one may choose or several classes hold, else the class of the task.
void Rewriter::writeClasses(const Options& options)
{
    std::vector<std::string> names;
    bool chosen = m_members.find("options") || m_members.find("accept");
    for (const ClaimsNow::One& one : m_now.all()) {
        if (one.now.kind == Claim::Kind::Tag &&
            std::find(names.begin(), names.end(), one.now.label) == names.end()) {
            names.push_back(one.now.label);
        }
    }
    const bool single = m_members.find("label") != nullptr && !chosen;
    const bool isNew = m_record.block.text.empty();
    if (single || chosen) {
        // A task that asks for one class and got several lets one choose from them.
        chosen = chosen || names.size() > 1;
    } else {
        chosen = !names.empty() && (isNew || names.size() > 1 || options.size() > 1);
    }
    if (!chosen) {
        if (names.empty()) {
            m_members.remove("label");
        } else {
            const Json old = m_members.find("label")
                                 ? Json::parse(m_members.valueOf(*m_members.find("label")), nullptr, false)
                                 : Json();
            put("label", names.front(), old);
        }
        return;
    }
    std::string both;
    for (const ClaimsNow::One& one : m_now.all()) {
        both = one.now.part == kClass && one.same ? one.now.label : both;
    }
    if (both.empty()) {
        m_members.remove("label");
    } else {
        std::erase(names, both);
    }
    Json choices = memberOf("options", Json::array());
    const Json before = choices;
    Json accept = Json::array();
    const Json old = memberOf("accept", Json());
    const auto offer = [&](const std::string& name) -> Json {
        for (const Json& option : choices) {
            const Json id = option.is_object() && option.contains("id") ? option["id"] : Json();
            if (id == name || (id.is_number_integer() && id.dump() == name)) {
                return id;
            }
        }
        choices.push_back({{"id", name}, {"text", name}});
        return name;
    };
    if (before.empty()) {
        for (const std::string& name : options) {
            offer(name);
        }
    }
    for (const std::string& name : names) {
        accept.push_back(offer(name));
    }
    put("options", choices, before);
    put("accept", accept, old);
}

void Rewriter::write(const Options& options)
{
    const bool accepted = m_record.labelled;
    // What stands in a task that was not accepted is not so, and says nothing of what is now.
    if (!accepted) {
        for (const char* name : {"spans", "relations", "accept", "label"}) {
            m_members.remove(name);
        }
    }
    findTokens();
    const auto any = [&](Claim::Kind kind) {
        return std::any_of(m_now.all().begin(), m_now.all().end(),
                           [&](const auto& one) { return one.now.kind == kind; });
    };
    const bool classes = any(Claim::Kind::Tag);
    if (any(Claim::Kind::Span) || m_members.find("spans") || !classes) {
        writeSpans(memberOf("spans", m_members.find("spans") ? Json::array() : Json()));
    }
    if (any(Claim::Kind::Relation) || m_members.find("relations")) {
        writeRelations(memberOf("relations", m_members.find("relations") ? Json::array() : Json()));
    }
    if (classes || m_members.find("accept") || m_members.find("label")) {
        writeClasses(options);
    }
    if (!accepted) {
        m_members.put("answer", "\"accept\"");
    }
}

} // namespace

Rewritten rewriteTask(const std::string& raw, const ClaimedText& record, const ExportSource::Text& text,
                      const JoinedText& joined, ClaimsNow& now, const Options& options, TextLosses& losses)
{
    RecordMembers members;
    std::string problem;
    Rewritten result;
    if (!raw.empty()) {
        members.read(raw, problem);
        result.hashDropped = members.find("_task_hash") != nullptr;
        members.remove("_task_hash");
        Rewriter(members, record, text, joined, now, losses).write(options);
        result.task = members.whole();
        return result;
    }
    std::string words;
    appendJsonString(words, joined.words);
    members.read("{\"text\": " + words + '}', problem);
    RecordMembers beside;
    if (beside.read(text.document.metadata.empty() ? "{}" : text.document.metadata, problem)) {
        for (const JsonPlace& place : beside.places()) {
            constexpr std::string_view ours[] = {"text",    "tokens", "spans", "relations",
                                                 "options", "accept", "label", "answer"};
            if (std::find(std::begin(ours), std::end(ours), place.name) != std::end(ours) ||
                place.name.starts_with('_')) {
                losses.add(placeOf(text), "Metadata with a name that Prodigy uses itself was left out.");
            } else {
                members.put(place.name, std::string(beside.valueOf(place)));
            }
        }
    }
    if (text.labelled) {
        Rewriter(members, record, text, joined, now, losses).write(options);
    }
    result.task = members.whole();
    return result;
}

} // namespace touchstone::prodigy
