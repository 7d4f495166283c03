#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/conll_tags.h"
#include "core/formats/conllu_text.h"

namespace touchstone::conllu {

// Named entities as tags in MISC: "NER=B-PER" on words, or on the line of words that are written together.

/// A named entity of a text.
struct NamedEntity {
    TextRange range;
    std::string label;
    friend auto operator<=>(const NamedEntity&, const NamedEntity&) = default;
};

/// The tags of a document. Views point into its rows.
class EntityTags {
  public:
    explicit EntityTags(const Page& page);
    /// Whether any row has such a tag; most files have none.
    static bool areIn(const Page& page);

    /// Of each sentence, in its order.
    std::vector<std::vector<NamedEntity>> entities() const;
    /// "3:7": the word that the entity begins at, as word ids are.
    std::string idOf(const NamedEntity& entity) const;

    /// Takes an entity that is to be written; false where it is not made of whole words of one sentence, or one that was
    /// taken covers some of them.
    bool take(const NamedEntity& entity);
    /// MISC of the rows that say something else once the taken ones are written. What was read as it is taken stays.
    std::map<std::size_t, std::string> changedMisc() const;

  private:
    struct Unit {
        std::size_t row = 0;
        TextRange range;
        conll::Tag tag;
        bool says = false;
    };
    struct Sentence {
        std::vector<Unit> units;
        std::vector<conll::Entity> read;
        std::vector<conll::Entity> taken;
    };
    void gather(const Page& page);
    NamedEntity named(const Sentence& sentence, const conll::Entity& entity) const;

    const Page& m_page;
    std::vector<Sentence> m_sentences;
    std::map<TextRange, std::pair<std::size_t, std::size_t>> m_byRange; ///< Sentence and first unit.
    conll::Scheme m_scheme = conll::Scheme::Iob2;
    bool m_saysOutside = false;
    std::string m_key = "NER";
};

} // namespace touchstone::conllu
