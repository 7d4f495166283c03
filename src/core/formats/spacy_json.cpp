#include "core/formats/spacy_json.h"

#include "core/formats/conll_tags.h"

namespace touchstone::spacy {

void readClass(const std::string& label, const Json& value, std::size_t at, ClaimedText& text)
{
    const bool isNumber = value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1;
    if ((!isNumber && !value.is_boolean()) || label.empty()) {
        text.remarks.push_back({ReportLine::Kind::Skipped,
                                "cats: \"" + label +
                                    "\" is neither true nor false nor a number from 0 to 1. It is kept, "
                                    "and was not taken as a class."});
        return;
    }
    const double is = isNumber ? value.get<double>() : value.get<bool>() ? 1 : 0;
    if (is < 0.5) {
        if (is > 0) {
            text.remarks.push_back(
                {ReportLine::Kind::Note, "cats: \"" + label +
                                             "\" is less than 0.5. It is kept, and was not "
                                             "taken as a class."});
        }
        return;
    }
    Claim& claim = text.claims.emplace_back();
    claim.kind = Claim::Kind::Tag;
    claim.part = kClasses;
    claim.at = at;
    claim.label = label;
    if (is < 1) {
        claim.score = is;
    }
}

void readTags(const std::vector<std::string>& tags, const std::vector<Word>& words, ClaimedText& text)
{
    std::vector<conll::Tag> all;
    for (const std::string& tag : tags) {
        all.push_back(tag.empty() || tag == "-" ? conll::Tag{} : conll::readTag(tag));
        if (all.back().prefix == '?') {
            text.remarks.push_back({ReportLine::Kind::Skipped,
                                    "The tag \"" + tag + "\" is none of an entity. It was taken as O."});
            text.mended.insert(kEntities);
            all.back() = conll::Tag{};
        }
    }
    for (const conll::Entity& entity : conll::entitiesOf(all)) {
        Claim& claim = text.claims.emplace_back();
        claim.part = kEntities;
        claim.at = entity.first;
        claim.label = entity.label;
        claim.range = {words[entity.first].range.begin, words[entity.end - 1].range.end};
    }
}

Json classValue(const Claim& claim, bool asBooleans)
{
    return claim.score ? Json(*claim.score) : asBooleans ? Json(true) : Json(1.0);
}

} // namespace touchstone::spacy
