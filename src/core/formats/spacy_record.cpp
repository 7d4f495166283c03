#include "core/formats/spacy_record.h"

#include <algorithm>
#include <array>

#include "core/formats/json_places.h"
#include "core/formats/json_relations.h"
#include "core/formats/json_text.h"
#include "core/formats/record_members.h"
#include "core/formats/spacy_json.h"
#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::spacy {

namespace {

Json parse(std::string_view text)
{
    return Json::parse(text, nullptr, false);
}

void remark(ClaimedText& text, ReportLine::Kind kind, std::string message)
{
    text.remarks.push_back({kind, std::move(message)});
}

/// The tokens of Doc.to_json; none where they do not lie one after the other in the text.
std::vector<Word> wordsOf(const Json& tokens, const TextOffsets& offsets)
{
    std::vector<Word> words;
    std::int64_t end = 0;
    for (const Json& token : tokens) {
        const auto number = [&](const char* name) {
            const auto found = token.find(name);
            return found != token.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                                      : std::int64_t{-1};
        };
        Word word;
        if (!token.is_object() || (word.range = {number("start"), number("end")}).begin < end ||
            word.range.end <= word.range.begin || word.range.end > offsets.length()) {
            return {};
        }
        end = word.range.end;
        word.pos = stringOf(token, "pos");
        word.tag = stringOf(token, "tag");
        word.lemma = stringOf(token, "lemma");
        word.morph = stringOf(token, "morph");
        word.dep = stringOf(token, "dep");
        if (token.contains("head")) {
            word.head = number("head");
        }
        words.push_back(std::move(word));
    }
    return words;
}

/// The lists "words", "tags", "heads" and so on; none where the words are not those of the text.
std::vector<Word> wordsOf(const std::map<std::string, Json>& known, const std::string& text)
{
    const auto list = known.find("words");
    if (list == known.end() || !list->second.is_array()) {
        return {};
    }
    std::vector<Word> words;
    const TextOffsets offsets(text);
    std::size_t at = 0;
    for (const Json& one : list->second) {
        const std::string form = one.is_string() ? one.get<std::string>() : std::string();
        const std::size_t found = form.empty() ? std::string::npos : text.find(form, at);
        if (found == std::string::npos ||
            text.find_first_not_of(" \t\r\n", at) < std::min(found, text.size())) {
            return {};
        }
        Word word;
        at = found + form.size();
        word.range = {*offsets.fromByte(static_cast<std::int64_t>(found)),
                      *offsets.fromByte(static_cast<std::int64_t>(at))};
        words.push_back(std::move(word));
    }
    for (const auto& [name, field] : {std::pair<const char*, std::string Word::*>{"pos", &Word::pos},
                                      {"tags", &Word::tag},
                                      {"lemmas", &Word::lemma},
                                      {"morphs", &Word::morph},
                                      {"deps", &Word::dep}}) {
        const auto values = known.find(name);
        if (values == known.end() || !values->second.is_array()) {
            continue;
        }
        for (std::size_t i = 0; i < words.size() && i < values->second.size(); ++i) {
            const Json& value = values->second[i];
            words[i].*field = value.is_string() ? value.get<std::string>() : std::string();
        }
    }
    const auto heads = known.find("heads");
    if (heads == known.end() || !heads->second.is_array()) {
        return words;
    }
    for (std::size_t i = 0; i < words.size() && i < heads->second.size(); ++i) {
        if (heads->second[i].is_number_integer()) {
            words[i].head = heads->second[i].get<std::int64_t>();
        }
    }
    return words;
}

std::vector<TextRange> sentencesOf(const Json& sents, const TextOffsets& offsets)
{
    std::vector<TextRange> sentences;
    std::int64_t end = 0;
    for (const Json& sent : sents) {
        const auto number = [&](const char* name) {
            const auto found = sent.is_object() ? sent.find(name) : sent.end();
            return sent.is_object() && found != sent.end() && found->is_number_integer()
                       ? found->get<std::int64_t>()
                       : std::int64_t{-1};
        };
        const TextRange range{number("start"), number("end")};
        if (range.begin < end || range.end <= range.begin || range.end > offsets.length()) {
            return {};
        }
        end = range.end;
        sentences.push_back(range);
    }
    return sentences;
}

void readEntities(const Json& list, const std::vector<Word>& words, const OffsetReader& offsets,
                  ClaimedText& text)
{
    const bool tags = !list.empty() && std::all_of(list.begin(), list.end(), [](const Json& one) {
        return one.is_string() || one.is_null();
    });
    if (!tags) {
        readSpans(list, kEntities, offsets, text);
        return;
    }
    std::vector<std::string> all;
    for (const Json& one : list) {
        all.push_back(one.is_string() ? one.get<std::string>() : "-");
    }
    if (all.size() != words.size()) {
        remark(text, ReportLine::Kind::Skipped,
               "The entities are tags, and the record has not as many words. They are kept and not shown.");
        return;
    }
    readTags(all, words, text);
}

} // namespace

bool isKnown(std::string_view name)
{
    constexpr std::array<std::string_view, 13> known{"ents",   "entities", "spans", "cats", "tokens",
                                                     "sents",  "words",    "tags",  "pos",  "lemmas",
                                                     "morphs", "heads",    "deps"};
    return std::find(known.begin(), known.end(), name) != known.end();
}

Record readRecord(std::string_view raw)
{
    Record record;
    ClaimedText& text = record.text;
    RecordMembers members;
    if (!members.read(raw, text.problem)) {
        return record;
    }
    std::map<std::string, Json> known;
    Json relations = Json::array();
    std::string id;
    for (const JsonPlace& place : members.places()) {
        const std::string_view value = members.valueOf(place);
        if (isKnown(place.name)) {
            Json json = parse(value);
            if (json.is_discarded()) {
                text.problem = "The member \"" + place.name + "\" has a number that is too large.";
                return record;
            }
            known.emplace(place.name, std::move(json));
        } else if (Json list = place.name == kRelations ? parse(value) : Json(); areRelations(list)) {
            relations = std::move(list);
            text.labelled = true;
        } else if (place.name != "text") {
            appendMember(text.metadata, place.name, compactJson(value));
        }
    }
    closeObject(text.metadata);
    if (!members.text()) {
        text.problem = "It has no text.";
        return record;
    }
    text.block.text = *members.text();
    const OffsetReader offsets(text.block.text);
    if (const auto tokens = known.find("tokens"); tokens != known.end() && tokens->second.is_array()) {
        record.words = wordsOf(tokens->second, offsets.offsets());
        if (record.words.empty() && !tokens->second.empty()) {
            remark(text, ReportLine::Kind::Skipped,
                   "Its tokens do not lie one after the other in its text. They are kept and not shown.");
        }
    } else {
        record.words = wordsOf(known, text.block.text);
        if (record.words.empty() &&
            (known.contains("tags") || known.contains("heads") || known.contains("words"))) {
            remark(text, ReportLine::Kind::Note,
                   "It says something of words, and not which the words of its text are. That is kept and "
                   "not shown.");
        }
    }
    for (const Word& word : record.words) {
        text.block.tokens.push_back(word.range);
    }
    if (const auto sents = known.find("sents"); sents != known.end()) {
        text.block.sentences = sentencesOf(sents->second, offsets.offsets());
    }
    for (const char* name : {"ents", "entities"}) {
        const auto list = known.find(name);
        const bool first =
            list != known.end() && list->second.is_array() && !(name[3] == 'i' && known.contains("ents"));
        text.labelled = text.labelled || (list != known.end() && list->second.is_array());
        if (first) {
            readEntities(list->second, record.words, offsets, text);
        }
    }
    if (const auto groups = known.find("spans"); groups != known.end()) {
        text.labelled = true;
        if (groups->second.is_array()) {
            readSpans(groups->second, std::string(kGroup), offsets, text);
        } else if (groups->second.is_object()) {
            for (const auto& [key, list] : groups->second.items()) {
                if (list.is_array()) {
                    readSpans(list, std::string(kGroup) + key, offsets, text);
                }
            }
        }
    }
    if (const auto classes = known.find("cats"); classes != known.end() && classes->second.is_object()) {
        text.labelled = true;
        std::size_t at = 0;
        for (const auto& [label, value] : classes->second.items()) {
            readClass(label, value, at++, text);
        }
    }
    addWords(record.words, text);
    readRelations(relations, kRelations, kAnchors, offsets, text);
    text.labelled = text.labelled || !text.claims.empty();
    return record;
}

} // namespace touchstone::spacy
