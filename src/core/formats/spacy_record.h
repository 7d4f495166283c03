#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/formats/spacy_words.h"
#include "core/formats/text_claims.h"

namespace touchstone::spacy {

/// The parts of a record beside words and heads: its list of entities, its classes, and each of its groups of
/// spans.
inline constexpr const char* kEntities = "entities";
inline constexpr const char* kClasses = "cats";
inline constexpr std::string_view kGroup = "spans/";
/// Relations between spans, and spans without a label that they stand on.
inline constexpr const char* kRelations = "relations";
inline constexpr const char* kAnchors = "anchors";

/// A record with what it says of its words, a token each.
struct Record {
    ClaimedText text;
    std::vector<Word> words;
};
/// Whether a member of a record says what it is labelled with.
bool isKnown(std::string_view name);
/// A record of JSON lines or of a list: an object with "text", or a text and an object.
Record readRecord(std::string_view raw);
/// A paragraph of the JSON that spaCy 2 was trained with.
Record readParagraph(std::string_view raw);

/// The record with what is said now in place of what it said. Spans and relations that found no place keep an
/// empty part.
std::string rewriteRecord(const std::string& raw, const Record& record, ClaimsNow& now, TextLosses& losses,
                          const std::string& where);
std::string rewriteParagraph(const std::string& raw, const Record& record, ClaimsNow& now, TextLosses& losses,
                             const std::string& where);
/// A record that Doc.from_json of spaCy 3 reads.
std::string newRecord(const ExportSource::Text& text, const JoinedText& joined, ClaimsNow& now,
                      TextLosses& losses);

/// Puts new and changed spans where spaCy takes them: the entities do not overlap and have no white space at
/// their ends; what does goes to `group`.
void placeSpans(ClaimsNow& now, std::string_view words, const std::string& home, const std::string& group,
                const std::vector<TextRange>& tokens, TextLosses& losses, const std::string& where);

} // namespace touchstone::spacy
