#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/text_claims.h"

namespace touchstone::spacy {

/// The parts of a record whose claims are words and their heads; the place of each is its token.
inline constexpr const char* kWords = "words";
inline constexpr const char* kHeads = "heads";

/// What a record says of one token.
struct Word {
    TextRange range;
    std::string pos, tag, lemma, morph, dep;
    std::optional<std::int64_t> head; ///< A token of the text; itself for a root.
};

/// A word that anything is said of is a span: its label the part of speech, else the tag, its attributes
/// lemma, xpos and feats as those of CoNLL-U. Its head is a relation from there to it.
void addWords(const std::vector<Word>& words, ClaimedText& text);

/// A span that is such a word: of one token, with a label or an attribute that words have.
bool isWord(const Claim& claim, const std::vector<TextRange>& tokens);
/// The token with exactly that range.
std::optional<std::size_t> tokenAt(const TextRange& range, const std::vector<TextRange>& tokens);

/// New values of the members of a token: "pos", "tag", "lemma", "morph", "dep".
struct WordChange {
    std::map<std::string, std::string> fields;
    std::optional<std::size_t> head; ///< A token.
};
/// What is to be written where, by token. New words and heads among `now` are taken there: their part becomes
/// kWords or kHeads.
std::map<std::size_t, WordChange> wordChanges(const std::vector<Word>& words, const ClaimedText& record,
                                              ClaimsNow& now);

} // namespace touchstone::spacy
