#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::conll {

/// How the tags of tokens say where an entity begins and ends.
enum class Scheme { Iob1, Iob2, Bilou, Bioes, Io };
/// "IOB1", "IOB2", "BILOU", "BIOES"; "IO" for labels alone, where those that touch are one entity.
std::string_view schemeName(Scheme scheme);
std::optional<Scheme> schemeFromName(std::string_view name);

/// A tag taken apart.
struct Tag {
    char prefix = 'O'; ///< One of O B I E L S U; '?' for what is no tag.
    std::string_view label;
};
Tag readTag(std::string_view tag);
/// Of a file in which labels stand alone.
Tag readBareTag(std::string_view tag);

/// Tokens [first, end) of a sentence.
struct Entity {
    std::size_t first = 0;
    std::size_t end = 0;
    std::string label;
    friend bool operator==(const Entity&, const Entity&) = default;
};

/// What the tags of all sentences say together.
class SchemeSurvey {
  public:
    /// The tags of one sentence.
    void add(const std::vector<Tag>& tags);
    Scheme scheme() const;
    /// Entities that begin as those of that scheme do not.
    std::int64_t odd() const;

  private:
    std::int64_t m_units = 0;         ///< U or L.
    std::int64_t m_singles = 0;       ///< S or E.
    std::int64_t m_insideFirst = 0;   ///< I that begins an entity.
    std::int64_t m_needlessBegin = 0; ///< B that is not after an entity of its label.
};

/// The entities of a sentence. Every scheme is read alike: an I, L or E that continues nothing opens an
/// entity.
std::vector<Entity> entitiesOf(const std::vector<Tag>& tags);
/// One tag a token. The entities are apart and ascending.
std::vector<std::string> tagsOf(const std::vector<Entity>& entities, std::size_t tokens, Scheme scheme);

} // namespace touchstone::conll
