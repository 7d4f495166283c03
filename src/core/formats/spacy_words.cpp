#include "core/formats/spacy_words.h"

#include <algorithm>
#include <array>

namespace touchstone::spacy {

namespace {

/// The parts of speech of Universal Dependencies.
constexpr std::array<std::string_view, 18> kParts{"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                  "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                  "PUNCT", "SCONJ", "SYM", "VERB", "X",     "SPACE"};

bool isPart(const std::string& label)
{
    return std::find(kParts.begin(), kParts.end(), label) != kParts.end();
}

bool saysAnything(const Word& word)
{
    return !word.pos.empty() || !word.tag.empty() || !word.lemma.empty() || !word.morph.empty();
}

std::string textOf(const Attributes& attributes, std::string_view name)
{
    const AttributeValue* value = valueOf(attributes, name);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

} // namespace

void addWords(const std::vector<Word>& words, ClaimedText& text)
{
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    const auto headOf = [&](std::size_t i) {
        const auto head = words[i].head ? *words[i].head : -1;
        const bool is = head >= 0 && static_cast<std::size_t>(head) < words.size() &&
                        static_cast<std::size_t>(head) != i &&
                        !words[static_cast<std::size_t>(head)].range.isEmpty() && !words[i].range.isEmpty();
        return is ? static_cast<std::size_t>(head) : none;
    };
    std::vector<bool> wanted(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        wanted[i] = wanted[i] || (saysAnything(words[i]) && !words[i].range.isEmpty());
        if (const std::size_t head = headOf(i); head != none) {
            wanted[i] = wanted[head] = true;
        }
    }
    std::vector<std::size_t> placeOf(words.size(), none);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!wanted[i]) {
            continue;
        }
        const Word& word = words[i];
        placeOf[i] = text.claims.size();
        Claim& claim = text.claims.emplace_back();
        claim.part = kWords;
        claim.at = i;
        claim.range = word.range;
        claim.label = word.pos.empty() ? word.tag : word.pos;
        const std::string xpos = word.pos.empty() ? std::string() : word.tag;
        for (const auto& [name, value] : {std::pair<const char*, const std::string*>{"lemma", &word.lemma},
                                          {"xpos", &xpos},
                                          {"feats", &word.morph}}) {
            if (!value->empty()) {
                claim.attributes.push_back({name, *value});
            }
        }
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const std::size_t head = headOf(i); head != none) {
            Claim& claim = text.claims.emplace_back();
            claim.kind = Claim::Kind::Relation;
            claim.part = kHeads;
            claim.at = i;
            claim.label = words[i].dep.empty() ? "dep" : words[i].dep;
            claim.from = placeOf[head];
            claim.to = placeOf[i];
        }
    }
}

std::optional<std::size_t> tokenAt(const TextRange& range, const std::vector<TextRange>& tokens)
{
    const auto found =
        std::lower_bound(tokens.begin(), tokens.end(), range,
                         [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
    return found != tokens.end() && *found == range
               ? std::optional(static_cast<std::size_t>(found - tokens.begin()))
               : std::nullopt;
}

bool isWord(const Claim& claim, const std::vector<TextRange>& tokens)
{
    const bool says = isPart(claim.label) || valueOf(claim.attributes, "lemma") ||
                      valueOf(claim.attributes, "xpos") || valueOf(claim.attributes, "feats");
    return says && claim.kind == Claim::Kind::Span && tokenAt(claim.range, tokens);
}

std::map<std::size_t, WordChange> wordChanges(const std::vector<Word>& words, const ClaimedText& record,
                                              ClaimsNow& now)
{
    std::map<std::size_t, WordChange> changes;
    // What is gone is taken back first; what is said now overrules it.
    for (std::size_t i = 0; i < record.claims.size(); ++i) {
        const Claim& claim = record.claims[i];
        if (!now.isGone(i) || (claim.part != kWords && claim.part != kHeads)) {
            continue;
        }
        WordChange& change = changes[claim.at];
        if (claim.part == kHeads) {
            change.head = claim.at;
            change.fields["dep"] = "";
            continue;
        }
        const Word& word = words[claim.at];
        for (const auto& [name, value] : {std::pair<const char*, const std::string*>{"pos", &word.pos},
                                          {"tag", &word.tag},
                                          {"lemma", &word.lemma},
                                          {"morph", &word.morph}}) {
            if (!value->empty()) {
                change.fields[name] = "";
            }
        }
    }
    std::vector<TextRange> tokens;
    for (const Word& word : words) {
        tokens.push_back(word.range);
    }
    std::vector<bool> taken(words.size()), headed(words.size());
    for (const ClaimsNow::One& one : now.all()) {
        if (one.same && one.now.part == kWords) {
            taken[one.now.at] = true;
        } else if (one.same && one.now.part == kHeads) {
            headed[one.now.at] = true;
        }
    }
    for (ClaimsNow::One& one : now.all()) {
        if (one.same) {
            continue;
        }
        Claim& claim = one.now;
        if (claim.kind == Claim::Kind::Span) {
            const bool was = claim.part == kWords;
            const auto token = tokenAt(claim.range, tokens);
            if ((!was && !(claim.part.empty() && isWord(claim, tokens))) || !token || taken[*token]) {
                claim.part = was ? std::string() : claim.part;
                continue;
            }
            taken[*token] = true;
            claim.part = kWords;
            claim.at = *token;
            WordChange& change = changes[*token];
            const bool asPos = was ? !words[record.claims[one.came].at].pos.empty() : isPart(claim.label);
            change.fields[asPos ? "pos" : "tag"] = claim.label;
            const std::string xpos = textOf(claim.attributes, "xpos");
            if (asPos && (!xpos.empty() || !words[*token].tag.empty())) {
                change.fields["tag"] = xpos;
            }
            const std::string lemma = textOf(claim.attributes, "lemma"),
                              feats = textOf(claim.attributes, "feats");
            if (!lemma.empty() || !words[*token].lemma.empty()) {
                change.fields["lemma"] = lemma;
            }
            if (!feats.empty() || !words[*token].morph.empty()) {
                change.fields["morph"] = feats;
            }
        } else if (claim.kind == Claim::Kind::Relation) {
            const Claim& from = now.all()[claim.from].now;
            const Claim& to = now.all()[claim.to].now;
            if (from.part != kWords || to.part != kWords || from.at == to.at || headed[to.at]) {
                claim.part.clear();
                continue;
            }
            headed[to.at] = true;
            claim.part = kHeads;
            claim.at = to.at;
            changes[to.at].head = from.at;
            changes[to.at].fields["dep"] = claim.label;
        }
    }
    return changes;
}

} // namespace touchstone::spacy
