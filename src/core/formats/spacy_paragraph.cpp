#include <algorithm>

#include "core/formats/conll_tags.h"
#include "core/formats/json_places.h"
#include "core/formats/json_text.h"
#include "core/formats/spacy_json.h"
#include "core/formats/text_builder.h"
#include "core/formats/token_spans.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::spacy {

namespace {

/// The tokens of all sentences, as they stand one after the other.
template <class Paragraph>
auto tokensOf(Paragraph& paragraph)
{
    std::vector<decltype(&paragraph)> tokens;
    const auto sentences = paragraph.find("sentences");
    if (sentences == paragraph.end() || !sentences->is_array()) {
        return tokens;
    }
    for (auto& sentence : *sentences) {
        const auto list = sentence.find("tokens");
        for (std::size_t i = 0; list != sentence.end() && list->is_array() && i < list->size(); ++i) {
            if ((*list)[i].is_object()) {
                tokens.push_back(&(*list)[i]);
            }
        }
    }
    return tokens;
}

/// Where the tokens stand in the text; false where it is not made of them.
bool place(const std::string& text, const std::vector<std::string>& forms, std::vector<Word>& words)
{
    const TextOffsets offsets(text);
    std::size_t at = 0;
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const std::size_t found = forms[i].empty() ? std::string::npos : text.find(forms[i], at);
        if (found == std::string::npos || text.find_first_not_of(" \t\r\n\xC2\xA0", at) < found) {
            return false;
        }
        at = found + forms[i].size();
        words[i].range = {*offsets.fromByte(static_cast<std::int64_t>(found)),
                          *offsets.fromByte(static_cast<std::int64_t>(at))};
    }
    return true;
}

Json parse(const std::string& raw)
{
    Json json = Json::parse(raw, nullptr, false);
    return json.is_object() ? json : Json();
}

std::string spaceOf(const Json& token)
{
    const auto space = token.find("space");
    return space == token.end() || space->is_null()     ? " "
           : space->is_string()                         ? space->get<std::string>()
           : space->is_boolean() && !space->get<bool>() ? ""
                                                        : " ";
}

} // namespace

Record readParagraph(std::string_view raw)
{
    Record record;
    ClaimedText& text = record.text;
    std::vector<JsonPlace> places;
    const std::string copy(raw);
    if (!membersOf(copy, places, text.problem)) {
        return record;
    }
    const Json json = parse(copy);
    if (!json.is_object()) {
        text.problem = "It has a number that is too large.";
        return record;
    }
    const auto tokens = tokensOf(json);
    std::vector<std::string> forms, tags;
    bool anyTag = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Json& token = *tokens[i];
        Word& word = record.words.emplace_back();
        forms.push_back(stringOf(token, "orth"));
        word.pos = stringOf(token, "pos");
        word.tag = stringOf(token, "tag");
        word.lemma = stringOf(token, "lemma");
        word.morph = stringOf(token, "morph");
        word.dep = stringOf(token, "dep");
        if (const auto head = token.find("head"); head != token.end() && head->is_number_integer()) {
            const auto by = head->get<std::int64_t>();
            const auto most = static_cast<std::int64_t>(tokens.size());
            word.head =
                by > -most && by < most ? std::optional(static_cast<std::int64_t>(i) + by) : std::nullopt;
        }
        tags.push_back(stringOf(token, "ner"));
        anyTag = anyTag || (!tags.back().empty() && tags.back() != "-");
    }
    text.block.text = stringOf(json, "raw");
    const bool stated = json.contains("raw") && json["raw"].is_string();
    if (!stated || !place(text.block.text, forms, record.words)) {
        if (stated && !tokens.empty()) {
            text.remarks.push_back(
                {ReportLine::Kind::Repaired,
                 "\"raw\" is not what its tokens make up. The text was put together from the tokens."});
        }
        if (!stated || !tokens.empty()) {
            TextBuilder builder;
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                record.words[i].range = builder.append(forms[i]);
                builder.append(i + 1 < tokens.size() ? spaceOf(*tokens[i]) : "");
            }
            text.block.text = builder.take().text;
        }
    }
    if (!stated && tokens.empty()) {
        text.problem = "It has neither \"raw\" nor tokens.";
        return record;
    }
    for (const Word& word : record.words) {
        if (!word.range.isEmpty()) {
            text.block.tokens.push_back(word.range);
        }
    }
    std::size_t first = 0;
    if (const auto sentences = json.find("sentences"); sentences != json.end() && sentences->is_array()) {
        for (const Json& sentence : *sentences) {
            const auto list = sentence.find("tokens");
            std::size_t count = 0;
            for (std::size_t i = 0; list != sentence.end() && list->is_array() && i < list->size(); ++i) {
                count += (*list)[i].is_object() ? 1 : 0;
            }
            if (count > 0) {
                const TextRange range{record.words[first].range.begin,
                                      record.words[first + count - 1].range.end};
                if (!range.isEmpty()) {
                    text.block.sentences.push_back(range);
                }
            }
            first += count;
        }
    }
    readTags(tags, record.words, text);
    if (const auto classes = json.find("cats"); classes != json.end() && classes->is_array()) {
        for (std::size_t i = 0; i < classes->size(); ++i) {
            const Json& one = (*classes)[i];
            readClass(one.is_object() ? stringOf(one, "label") : "",
                      one.is_object() && one.contains("value") ? one["value"] : Json(), i, text);
        }
        text.labelled = !classes->empty();
    }
    addWords(record.words, text);
    for (const JsonPlace& place : places) {
        const bool known = place.name == "raw" || place.name == "sentences" || place.name == "cats" ||
                           place.name == "entities" || place.name == "links" || place.name == "id";
        if (!known) {
            appendMember(text.metadata, place.name,
                         compactJson(std::string_view(copy).substr(place.value, place.to - place.value)));
        }
    }
    closeObject(text.metadata);
    text.labelled = text.labelled || anyTag || !text.claims.empty();
    return record;
}

std::string rewriteParagraph(const std::string& raw, const Record& record, ClaimsNow& now, TextLosses& losses,
                             const std::string& where)
{
    Json json = parse(raw);
    const auto tokens = tokensOf(json);
    const auto changes = wordChanges(record.words, record.text, now);
    for (const auto& [at, change] : changes) {
        for (const auto& [name, value] : change.fields) {
            (*tokens[at])[name] = value;
        }
        if (change.head) {
            (*tokens[at])["head"] = static_cast<std::int64_t>(*change.head) - static_cast<std::int64_t>(at);
        }
    }
    // The tokens of what is gone are outside, those of what is now are in; what was not known stays so.
    std::vector<TextRange> ranges;
    for (const Word& word : record.words) {
        ranges.push_back(word.range);
    }
    const auto tag = [&](std::size_t at, const std::string& value) { (*tokens[at])["ner"] = value; };
    for (std::size_t i = 0; i < record.text.claims.size(); ++i) {
        const Claim& claim = record.text.claims[i];
        if (claim.part == kEntities && now.isGone(i)) {
            const TokenRun run = tokensUnder(claim.range, ranges);
            for (std::size_t at = run.first; at < run.end; ++at) {
                tag(at, "O");
            }
        }
    }
    std::vector<bool> taken(tokens.size());
    Json entities = Json::array();
    for (const bool same : {true, false}) {
        for (ClaimsNow::One& one : now.all()) {
            if (one.now.kind != Claim::Kind::Span || one.now.part == kWords || one.same != same) {
                continue;
            }
            const TokenRun run = tokensUnder(one.now.range, ranges);
            const bool free = std::none_of(taken.begin() + static_cast<std::ptrdiff_t>(run.first),
                                           taken.begin() + static_cast<std::ptrdiff_t>(run.end),
                                           [](bool is) { return is; });
            if (!same && (!run.exact || !free || one.now.label.empty())) {
                losses.add(
                    where,
                    !run.exact
                        ? "spaCy's training files have entities of whole tokens alone. A span was left out."
                    : !free
                        ? "spaCy's training files have no entities that overlap. A span was left out."
                        : "spaCy's training files have no entities without a label. A span was left out.");
                continue;
            }
            one.now.part = kEntities;
            for (std::size_t at = run.first; at < run.end; ++at) {
                taken[at] = true;
                if (!same) {
                    const char* prefix = run.end - run.first == 1 ? "U-"
                                         : at == run.first        ? "B-"
                                         : at + 1 == run.end      ? "L-"
                                                                  : "I-";
                    tag(at, prefix + one.now.label);
                }
            }
            entities.push_back({one.now.range.begin, one.now.range.end, one.now.label});
        }
    }
    if (json.contains("entities")) {
        std::sort(entities.begin(), entities.end());
        json["entities"] = entities;
    }
    Json classes = json.contains("cats") && json["cats"].is_array() ? json["cats"] : Json::array();
    const auto set = [&](const std::string& label, const Json& value) {
        for (Json& one : classes) {
            if (one.is_object() && stringOf(one, "label") == label) {
                one["value"] = value;
                return;
            }
        }
        classes.push_back({{"label", label}, {"value", value}});
    };
    bool touched = false;
    for (std::size_t i = 0; i < record.text.claims.size(); ++i) {
        if (record.text.claims[i].kind == Claim::Kind::Tag && now.isGone(i)) {
            set(record.text.claims[i].label, 0.0);
            touched = true;
        }
    }
    for (const ClaimsNow::One& one : now.all()) {
        if (one.now.kind == Claim::Kind::Tag && !one.same) {
            set(one.now.label, classValue(one.now, false));
            touched = true;
        }
    }
    if (touched) {
        json["cats"] = classes;
    }
    return json.dump();
}

} // namespace touchstone::spacy
