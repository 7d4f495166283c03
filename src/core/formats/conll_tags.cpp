#include "core/formats/conll_tags.h"

#include <array>
#include <utility>

namespace touchstone::conll {

namespace {

constexpr std::array<std::pair<Scheme, std::string_view>, 5> kNames{{{Scheme::Iob1, "IOB1"},
                                                                   {Scheme::Iob2, "IOB2"},
                                                                   {Scheme::Bilou, "BILOU"},
                                                                   {Scheme::Bioes, "BIOES"},
                                                                   {Scheme::Io, "IO"}}};

} // namespace

std::string_view schemeName(Scheme scheme)
{
    return kNames[static_cast<std::size_t>(scheme)].second;
}

std::optional<Scheme> schemeFromName(std::string_view name)
{
    for (const auto& [scheme, known] : kNames) {
        if (known == name) {
            return scheme;
        }
    }
    return std::nullopt;
}

Tag readTag(std::string_view tag)
{
    if (tag == "O" || tag == "-" || tag == "_" || tag == "-X-") {
        return {};
    }
    if (tag.size() > 2 && tag[1] == '-' &&
        std::string_view("BIELSU").find(tag[0]) != std::string_view::npos) {
        return {tag[0], tag.substr(2)};
    }
    return {'?', tag};
}

Tag readBareTag(std::string_view tag)
{
    const Tag whole = readTag(tag);
    return whole.prefix == '?' ? Tag{'I', tag} : whole.prefix == 'O' ? Tag{} : whole;
}

void SchemeSurvey::add(const std::vector<Tag>& tags)
{
    std::string_view before; // of the entity that the token before belongs to
    for (const Tag& tag : tags) {
        m_units += tag.prefix == 'U' || tag.prefix == 'L' ? 1 : 0;
        m_singles += tag.prefix == 'S' || tag.prefix == 'E' ? 1 : 0;
        m_insideFirst += tag.prefix == 'I' && before != tag.label ? 1 : 0;
        m_needlessBegin += tag.prefix == 'B' && before != tag.label ? 1 : 0;
        before = tag.prefix == 'O' || tag.prefix == '?' ? std::string_view() : tag.label;
    }
}

Scheme SchemeSurvey::scheme() const
{
    if (m_units + m_singles > 0) {
        return m_units >= m_singles ? Scheme::Bilou : Scheme::Bioes;
    }
    return m_insideFirst > m_needlessBegin ? Scheme::Iob1 : Scheme::Iob2;
}

std::int64_t SchemeSurvey::odd() const
{
    return scheme() == Scheme::Iob1 ? m_needlessBegin : m_insideFirst;
}

std::vector<Entity> entitiesOf(const std::vector<Tag>& tags)
{
    std::vector<Entity> entities;
    bool open = false;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const Tag& tag = tags[i];
        if (tag.prefix == 'O' || tag.prefix == '?') {
            open = false;
            continue;
        }
        const bool begins = tag.prefix == 'B' || tag.prefix == 'S' || tag.prefix == 'U';
        if (begins || !open || entities.back().label != tag.label) {
            entities.push_back({i, i, std::string(tag.label)});
        }
        entities.back().end = i + 1;
        open = tag.prefix == 'B' || tag.prefix == 'I';
    }
    return entities;
}

std::vector<std::string> tagsOf(const std::vector<Entity>& entities, std::size_t tokens, Scheme scheme)
{
    std::vector<std::string> tags(tokens, "O");
    const Entity* before = nullptr;
    for (const Entity& entity : entities) {
        for (std::size_t i = entity.first; i < entity.end; ++i) {
            const bool first = i == entity.first;
            const bool last = i + 1 == entity.end;
            char prefix = first ? 'B' : 'I';
            if (scheme == Scheme::Iob1) {
                const bool touches = before && before->end == entity.first && before->label == entity.label;
                prefix = first && touches ? 'B' : 'I';
            } else if (scheme == Scheme::Bilou && last) {
                prefix = first ? 'U' : 'L';
            } else if (scheme == Scheme::Bioes && last) {
                prefix = first ? 'S' : 'E';
            }
            tags[i] = (scheme == Scheme::Io ? std::string() : std::string(1, prefix) + '-') + entity.label;
        }
        before = &entity;
    }
    return tags;
}

} // namespace touchstone::conll
