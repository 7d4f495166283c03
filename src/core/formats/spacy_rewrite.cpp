#include <algorithm>

#include "core/formats/json_relations.h"
#include "core/formats/record_members.h"
#include "core/formats/spacy_json.h"
#include "core/formats/text_losses.h"
#include "core/formats/token_spans.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::spacy {

namespace {

Json memberOf(const RecordMembers& members, const char* name, Json none)
{
    const JsonPlace* place = members.find(name);
    Json json = place ? Json::parse(members.valueOf(*place), nullptr, false) : std::move(none);
    return json.is_discarded() ? Json() : json;
}

/// Doc.from_json wants a "kb_id" of the spans of a group.
Json freshSpan(bool asObject, bool inGroup)
{
    Json span = asObject ? Json{{"start", 0}, {"end", 0}, {"label", ""}} : Json::array();
    if (asObject && inGroup) {
        span["kb_id"] = "";
    }
    return span;
}

/// Doc.from_json wants an attribute of all tokens or of none.
void evenOut(Json& tokens)
{
    for (const char* name : {"pos", "tag", "lemma", "morph", "dep"}) {
        const bool any = std::any_of(tokens.begin(), tokens.end(),
                                     [&](const Json& token) { return token.contains(name); });
        for (Json& token : tokens) {
            if (any && !token.contains(name)) {
                token[name] = "";
            }
        }
    }
    const bool heads =
        std::any_of(tokens.begin(), tokens.end(), [](const Json& token) { return token.contains("head"); });
    for (std::size_t i = 0; heads && i < tokens.size(); ++i) {
        if (!tokens[i].contains("head")) {
            tokens[i]["head"] = i;
        }
        if (!tokens[i].contains("dep")) {
            tokens[i]["dep"] = "";
        }
    }
}

void changeTokens(Json& tokens, const std::map<std::size_t, WordChange>& changes)
{
    for (const auto& [at, change] : changes) {
        for (const auto& [name, value] : change.fields) {
            tokens[at][name] = value;
        }
        if (change.head) {
            tokens[at]["head"] = *change.head;
        }
    }
    evenOut(tokens);
}

/// The lists "tags", "heads" and so on beside "words".
void changeLists(RecordMembers& members, std::size_t words, const std::map<std::size_t, WordChange>& changes)
{
    const std::map<std::string, std::string> lists{
        {"pos", "pos"}, {"tag", "tags"}, {"lemma", "lemmas"}, {"morph", "morphs"}, {"dep", "deps"}};
    const auto listOf = [&](const std::string& name, bool numbers) {
        Json list = memberOf(members, name.c_str(), Json::array());
        list = list.is_array() ? list : Json::array();
        for (std::size_t i = list.size(); i < words; ++i) {
            list.push_back(numbers ? Json(i) : Json(""));
        }
        return list;
    };
    std::map<std::string, Json> changed;
    for (const auto& [at, change] : changes) {
        for (const auto& [name, value] : change.fields) {
            const std::string& list = lists.at(name);
            changed.try_emplace(list, listOf(list, false)).first->second[at] = value;
        }
        if (change.head) {
            changed.try_emplace("heads", listOf("heads", true)).first->second[at] = *change.head;
        }
    }
    for (const auto& [name, list] : changed) {
        members.put(name, list.dump());
    }
}

/// Relations that are no heads of words; their part becomes kRelations.
Json relationsOf(const Json& old, const ClaimedText& record, ClaimsNow& now, const std::vector<TextRange>& tokens)
{
    Json relations = relationsNow(old, kRelations, record, now, tokens, [&](const Claim& claim) {
        Json end = {{"start", claim.range.begin}, {"end", claim.range.end}};
        if (const TokenRun run = tokensUnder(claim.range, tokens); run.exact) {
            end["token_start"] = run.first;
            end["token_end"] = run.end - 1;
        }
        end["label"] = claim.label;
        return end;
    });
    for (ClaimsNow::One& one : now.all()) {
        if (one.now.kind == Claim::Kind::Relation && one.now.part.empty()) {
            one.now.part = kRelations;
        }
    }
    return relations;
}

Json classesNow(Json old, const Record& record, const ClaimsNow& now)
{
    bool booleans = !old.empty();
    for (const auto& [label, value] : old.items()) {
        booleans = booleans && value.is_boolean();
    }
    for (std::size_t i = 0; i < record.text.claims.size(); ++i) {
        const Claim& claim = record.text.claims[i];
        if (claim.kind == Claim::Kind::Tag && now.isGone(i)) {
            old[claim.label] = booleans ? Json(false) : Json(0.0);
        }
    }
    for (const ClaimsNow::One& one : now.all()) {
        if (one.now.kind == Claim::Kind::Tag && !one.same) {
            old[one.now.label] = classValue(one.now, booleans);
        }
    }
    return old;
}

} // namespace

void placeSpans(ClaimsNow& now, std::string_view words, const std::string& home, const std::string& group,
                const std::vector<TextRange>& tokens, TextLosses& losses, const std::string& where)
{
    const TextOffsets offsets(words);
    const std::string groupName = group.substr(kGroup.size());
    std::vector<ClaimsNow::One*> changed;
    std::map<std::int64_t, std::int64_t> taken;
    const auto take = [&](const TextRange& range) {
        std::int64_t& end = taken[range.begin];
        end = std::max(end, range.end);
    };
    for (ClaimsNow::One& one : now.all()) {
        if (one.now.kind != Claim::Kind::Span || one.now.part == kWords) {
            continue;
        }
        if (!one.same && (one.now.part.empty() || one.now.part == kEntities)) {
            changed.push_back(&one);
        } else if (one.now.part == kEntities) {
            take(one.now.range);
        }
    }
    const auto overlaps = [&](const TextRange& range) {
        const auto after = taken.lower_bound(range.begin);
        return (after != taken.end() && after->first < range.end) ||
               (after != taken.begin() && std::prev(after)->second > range.begin);
    };
    for (ClaimsNow::One* one : changed) {
        const TextRange range = one->now.range;
        const std::string_view surface = offsets.slice(range);
        const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
        const bool crosses = overlaps(range);
        one->now.part = home;
        if (home == kEntities &&
            (crosses || surface.empty() || isSpace(surface.front()) || isSpace(surface.back()))) {
            one->now.part = group;
            losses.add(
                where,
                (crosses
                     ? "The entities of spaCy do not overlap. A span that overlaps another was written to "
                       "the group \""
                     : "The entities of spaCy have no white space at their ends. A span that has was "
                       "written to the group \"") +
                    groupName + "\".");
        } else if (home == kEntities) {
            take(range);
        }
        if (!tokens.empty() && !tokensUnder(range, tokens).exact) {
            losses.add(where,
                       "A span does not begin and end with tokens of its record: spaCy leaves it out. It was "
                       "written as it is.");
        }
    }
}

std::string rewriteRecord(const std::string& raw, const Record& record, ClaimsNow& now, TextLosses& losses,
                          const std::string& where)
{
    RecordMembers members;
    std::string problem;
    members.read(raw, problem);
    const ClaimedText& text = record.text;
    const auto changes = wordChanges(record.words, text, now);
    const bool objects = members.find("ents") || (members.find("tokens") && !members.find("entities"));
    Json groups = memberOf(members, "spans", Json::object());
    groups = groups.is_array() || groups.is_object() ? std::move(groups) : Json::object();
    const bool isGroups = groups.is_object();
    std::string home = kEntities, group = isGroups ? std::string(kGroup) + "sc" : std::string(kGroup);
    if (isGroups && !groups.empty()) {
        group = std::string(kGroup) + groups.begin().key();
    }
    if (!members.find("ents") && !members.find("entities") && members.find("spans")) {
        home = group;
    }
    placeSpans(now, text.block.text, home, group, text.block.tokens, losses, where);
    const char* name = objects ? "ents" : "entities";
    Json old = memberOf(members, name, Json::array());
    old = old.is_array() ? std::move(old) : Json::array();
    const Json list = spansNow(old, kEntities, freshSpan(objects, false), text, now);
    const bool tags = !old.empty() && old[0].is_string();
    const bool touched =
        text.mended.contains(kEntities) ||
        std::any_of(now.all().begin(), now.all().end(),
                    [](const auto& one) { return !one.same && one.now.part == kEntities; }) ||
        [&] {
            for (std::size_t i = 0; i < text.claims.size(); ++i) {
                if (text.claims[i].part == kEntities && now.isGone(i)) {
                    return true;
                }
            }
            return false;
        }();
    if (tags ? touched : list != old) {
        members.put(name, list.dump());
    }
    if (isGroups) {
        Json all = groups;
        for (const ClaimsNow::One& one : now.all()) {
            if (one.now.part.starts_with(kGroup) && !all.contains(one.now.part.substr(kGroup.size()))) {
                all[one.now.part.substr(kGroup.size())] = Json::array();
            }
        }
        for (const auto& [key, value] : all.items()) {
            if (value.is_array()) {
                const bool lists = !value.empty() ? value[0].is_array() : !objects;
                value = spansNow(value, std::string(kGroup) + key, freshSpan(!lists, true), text, now);
            }
        }
        if (all != groups) {
            members.put("spans", all.dump());
        }
    } else if (groups.is_array()) {
        const bool lists = !groups.empty() && groups[0].is_array();
        if (const Json all = spansNow(groups, std::string(kGroup), freshSpan(!lists, false), text, now);
            all != groups) {
            members.put("spans", all.dump());
        }
    }
    Json classes = memberOf(members, "cats", Json::object());
    classes = classes.is_object() ? std::move(classes) : Json::object();
    if (const Json is = classesNow(classes, record, now); is != classes) {
        members.put("cats", is.dump());
    }
    const Json relations = memberOf(members, kRelations, Json::array());
    if (relations.empty() || areRelations(relations)) {
        const Json is = relationsOf(relations, text, now, text.block.tokens);
        if (is != relations && !(is.empty() && relations.empty())) {
            members.put(kRelations, is.dump());
        }
    }
    if (Json tokens = memberOf(members, "tokens", Json()); !changes.empty() && tokens.is_array()) {
        changeTokens(tokens, changes);
        members.put("tokens", tokens.dump());
    } else if (!changes.empty()) {
        changeLists(members, record.words.size(), changes);
    }
    return members.whole();
}

namespace {

/// Tokens that make up the text as spaCy has them: all of it but one space after each; the words are cut
/// where a span begins or ends inside of one.
std::vector<TextRange> tokensFor(const TextBlock& block, std::string_view words, const ClaimsNow& now)
{
    const TokenLayer layer = tokenLayerOf(block);
    const TextOffsets offsets(words);
    std::set<std::int64_t> cuts;
    for (const ClaimsNow::One& one : now.all()) {
        if (one.now.kind == Claim::Kind::Span) {
            cuts.insert({one.now.range.begin, one.now.range.end});
        }
    }
    std::vector<TextRange> tokens;
    const auto add = [&](TextRange range, bool cut) {
        auto at = cut ? cuts.upper_bound(range.begin) : cuts.end();
        for (; at != cuts.end() && *at < range.end; ++at) {
            tokens.push_back({range.begin, *at});
            range.begin = *at;
        }
        if (!range.isEmpty()) {
            tokens.push_back(range);
        }
    };
    const auto isSpace = [](std::string_view text) {
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    };
    std::int64_t end = 0;
    const auto fill = [&](std::int64_t to) {
        TextRange gap{end, to};
        if (!gap.isEmpty() && end > 0 && offsets.slice({end, end + 1}) == " ") {
            ++gap.begin;
        }
        add(gap, !isSpace(offsets.slice(gap)));
    };
    for (const TextRange& token : layer.tokens) {
        const bool space = isSpace(offsets.slice(token));
        if (space) {
            continue;
        }
        fill(token.begin);
        add(token, true);
        end = token.end;
    }
    fill(offsets.length());
    return tokens;
}

} // namespace

std::string newRecord(const ExportSource::Text& text, const JoinedText& joined, ClaimsNow& now,
                      TextLosses& losses)
{
    const std::string where = placeOf(text);
    TextBlock block = joined.starts.size() == 1 ? text.document.blocks.front() : TextBlock{};
    block.text = joined.words;
    const std::vector<TextRange> tokens = tokensFor(block, joined.words, now);
    if (!block.tokens.empty() &&
        std::any_of(block.tokens.begin(), block.tokens.end(),
                    [&](const TextRange& token) { return !tokenAt(token, tokens); })) {
        losses.add(where, "A token was cut where a span begins or ends inside of it, as spaCy wants it.");
    }
    std::vector<Word> words;
    for (const TextRange& token : tokens) {
        words.emplace_back().range = token;
    }
    const auto changes = wordChanges(words, {}, now);
    placeSpans(now, joined.words, kEntities, std::string(kGroup) + "sc", {}, losses, where);
    Json json = Json::object();
    json["text"] = joined.words;
    if (text.labelled) {
        for (ClaimsNow::One& one : now.all()) {
            if (one.now.kind == Claim::Kind::Span && one.now.range.isEmpty()) {
                one.now.part = "none";
                losses.add(where, "spaCy has no spans without characters. One was left out.");
            }
        }
        json["ents"] = spansNow(Json::array(), kEntities, freshSpan(true, false), {}, now);
        const Json group =
            spansNow(Json::array(), std::string(kGroup) + "sc", freshSpan(true, true), {}, now);
        if (!group.empty()) {
            json["spans"] = {{"sc", group}};
        }
        const Json classes = classesNow(Json::object(), {}, now);
        if (!classes.empty()) {
            json["cats"] = classes;
        }
        const Json relations = relationsOf(Json::array(), {}, now, tokens);
        if (!relations.empty()) {
            json[kRelations] = relations;
        }
    }
    for (const TextRange& sentence : block.sentences) {
        if (!tokensUnder(sentence, tokens).exact) {
            json.erase("sents");
            break;
        }
        json["sents"].push_back({{"start", sentence.begin}, {"end", sentence.end}});
    }
    json["tokens"] = Json::array();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        json["tokens"].push_back({{"id", i}, {"start", tokens[i].begin}, {"end", tokens[i].end}});
    }
    if (!changes.empty()) {
        changeTokens(json["tokens"], changes);
    }
    std::string record = json.dump();
    RecordMembers members;
    std::string problem;
    RecordMembers beside;
    if (members.read(record, problem) &&
        beside.read(text.document.metadata.empty() ? "{}" : text.document.metadata, problem)) {
        for (const JsonPlace& place : beside.places()) {
            if (isKnown(place.name) || place.name == "text") {
                losses.add(where, "Metadata with a name that spaCy uses itself was left out.");
            } else {
                members.put(place.name, std::string(beside.valueOf(place)));
            }
        }
    }
    return members.whole();
}

} // namespace touchstone::spacy
