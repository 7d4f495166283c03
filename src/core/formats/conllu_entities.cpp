#include "core/formats/conllu_entities.h"

#include <algorithm>
#include <set>

#include "core/formats/conllu_reader.h"

namespace touchstone::conllu {

namespace {

/// The value of "NER=…" in MISC, and the key as it is written; some write "ner".
bool tagIn(std::string_view misc, std::string_view& key, std::string_view& value)
{
    while (!misc.empty()) {
        const std::size_t bar = misc.find('|');
        const std::string_view part = misc.substr(0, bar);
        if (part.starts_with("NER=") || part.starts_with("ner=")) {
            key = part.substr(0, 3);
            value = part.substr(4);
            return true;
        }
        misc.remove_prefix(bar == std::string_view::npos ? misc.size() : bar + 1);
    }
    return false;
}

/// With another tag, or with none for an empty one.
std::string withTag(std::string_view misc, const std::string& key, const std::string& tag)
{
    std::string_view own, value;
    const std::string part = tag.empty() ? std::string() : key + '=' + tag;
    std::string text;
    if (tagIn(misc, own, value)) {
        const std::size_t at = static_cast<std::size_t>(own.data() - misc.data());
        std::string_view before = misc.substr(0, at), after = misc.substr(at + own.size() + 1 + value.size());
        if (part.empty()) {
            if (after.starts_with('|')) {
                after.remove_prefix(1);
            } else if (before.ends_with('|')) {
                before.remove_suffix(1);
            }
        }
        text = std::string(before) + part + std::string(after);
    } else {
        const bool isEmpty = misc.empty() || misc == "_";
        text = part.empty() || isEmpty ? (part.empty() ? std::string(misc) : part) : std::string(misc) + '|' + part;
    }
    return text.empty() ? "_" : text;
}

} // namespace

EntityTags::EntityTags(const Page& page) : m_page(page)
{
    gather(page);
    conll::SchemeSurvey survey;
    for (std::size_t s = 0; s < m_sentences.size(); ++s) {
        std::vector<conll::Tag> tags;
        for (std::size_t i = 0; i < m_sentences[s].units.size(); ++i) {
            const Unit& unit = m_sentences[s].units[i];
            tags.push_back(unit.tag);
            m_byRange.emplace(unit.range, std::pair(s, i));
        }
        survey.add(tags);
        m_sentences[s].read = conll::entitiesOf(tags);
    }
    m_scheme = survey.scheme();
}

bool EntityTags::areIn(const Page& page)
{
    return std::any_of(page.rows.begin(), page.rows.end(), [](const Row& row) {
        std::string_view key, value;
        return (row.kind == Row::Kind::Word || row.kind == Row::Kind::Several) && tagIn(row.columns[Misc], key, value);
    });
}

void EntityTags::gather(const Page& page)
{
    bool isKnown = false;
    const Row* several = nullptr;
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const Row& row = page.rows[i];
        if (row.kind == Row::Kind::Blank) {
            several = nullptr;
        }
        if (row.kind != Row::Kind::Word && row.kind != Row::Kind::Several) {
            continue;
        }
        std::string_view key, value;
        const bool says = tagIn(row.columns[Misc], key, value);
        if (says) {
            m_key = isKnown ? m_key : std::string(key);
            isKnown = true;
            m_saysOutside = m_saysOutside || value == "O";
        }
        // Of words that are written together the line of all of them says it, else each of them.
        if (row.kind == Row::Kind::Several) {
            several = says ? &row : nullptr;
            if (!says) {
                continue;
            }
        } else if (several && row.id <= several->last) {
            continue;
        } else {
            several = nullptr;
        }
        m_sentences.resize(std::max(m_sentences.size(), row.sentence + 1));
        m_sentences[row.sentence].units.push_back({i, row.range, says ? conll::readTag(value) : conll::Tag(), says});
    }
}

NamedEntity EntityTags::named(const Sentence& sentence, const conll::Entity& entity) const
{
    return {{sentence.units[entity.first].range.begin, sentence.units[entity.end - 1].range.end}, entity.label};
}

std::vector<std::vector<NamedEntity>> EntityTags::entities() const
{
    std::vector<std::vector<NamedEntity>> all;
    for (const Sentence& sentence : m_sentences) {
        std::vector<NamedEntity>& some = all.emplace_back();
        for (const conll::Entity& entity : sentence.read) {
            some.push_back(named(sentence, entity));
        }
    }
    return all;
}

std::string EntityTags::idOf(const NamedEntity& entity) const
{
    // Units begin where entities do, and are apart but for words that are written together.
    const auto unit = m_byRange.lower_bound({entity.range.begin, entity.range.begin});
    return unit == m_byRange.end() ? std::string()
                                   : wordId(m_page.rows[m_sentences[unit->second.first].units[unit->second.second].row]);
}

bool EntityTags::take(const NamedEntity& entity)
{
    const auto first = m_byRange.lower_bound({entity.range.begin, entity.range.begin});
    if (first == m_byRange.end() || first->first.begin != entity.range.begin || entity.range.isEmpty()) {
        return false;
    }
    Sentence& sentence = m_sentences[first->second.first];
    std::size_t end = first->second.second;
    while (end < sentence.units.size() && sentence.units[end].range.end <= entity.range.end) {
        ++end;
    }
    conll::Entity run{first->second.second, end, entity.label};
    const bool whole = end > run.first && sentence.units[end - 1].range.end == entity.range.end;
    const bool free = std::none_of(sentence.taken.begin(), sentence.taken.end(), [&](const conll::Entity& other) {
        return other.first < run.end && run.first < other.end;
    });
    if (!whole || !free) {
        return false;
    }
    sentence.taken.push_back(std::move(run));
    return true;
}

std::map<std::size_t, std::string> EntityTags::changedMisc() const
{
    std::map<std::size_t, std::string> changed;
    for (const Sentence& sentence : m_sentences) {
        std::multiset<NamedEntity> was, is;
        for (const conll::Entity& entity : sentence.read) {
            was.insert(named(sentence, entity));
        }
        std::vector<conll::Entity> taken = sentence.taken;
        std::sort(taken.begin(), taken.end(),
                  [](const conll::Entity& a, const conll::Entity& b) { return a.first < b.first; });
        for (const conll::Entity& entity : taken) {
            is.insert(named(sentence, entity));
        }
        if (was == is) {
            continue;
        }
        const std::vector<std::string> tags = conll::tagsOf(taken, sentence.units.size(), m_scheme);
        for (std::size_t i = 0; i < sentence.units.size(); ++i) {
            const Unit& unit = sentence.units[i];
            // What is no tag at all stays where nothing takes its place.
            if (unit.tag.prefix == '?' && tags[i] == "O") {
                continue;
            }
            const std::string_view misc = m_page.rows[unit.row].columns[Misc];
            std::string text = withTag(misc, m_key, tags[i] == "O" && !m_saysOutside ? std::string() : tags[i]);
            if (text != misc) {
                changed.emplace(unit.row, std::move(text));
            }
        }
    }
    return changed;
}

} // namespace touchstone::conllu
