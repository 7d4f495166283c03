#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/formats/brat_settings.h"
#include "core/formats/brat_line.h"
#include "touchstone/formats/format.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::brat {

/// Counts of what the format has no place for, by what it is.
using Losses = std::map<std::string, std::int64_t>;

/// Labels as .ann files can say them: without spaces and colons, each another.
class TypeNames {
  public:
    const std::string& add(const LabelId& label, const std::string& name);
    /// Empty for no label.
    std::string of(const LabelId& label) const;

  private:
    std::unordered_map<LabelId, std::string> m_names;
    std::set<std::string> m_taken;
};

/// The lines of one .ann file: those that came, where they still hold, then the new ones.
class LinesOut {
  public:
    /// `words`: the texts of the item in one, each beginning at its place in `starts`.
    LinesOut(const ExportSource::Text& text, std::string_view words, const std::vector<std::int64_t>& starts,
             const TypeNames& names, Types& types, Losses& lost);
    /// `kept`: the lines that came.
    std::string write(std::string_view kept);
    /// Where in what was written the line stands that followed so many of the kept ones.
    std::size_t placeAfter(std::int64_t keptLines) const;

  private:
    struct Thing {
        const ExportSource::Entry* entry = nullptr;
        Line line; ///< As it is now.
        bool isKept = false;
        /// Attributes that kept lines have said, and of lists, how many of which text are not said yet.
        std::set<std::string> said;
        std::map<std::string, std::vector<std::string>> left;
    };
    bool describe(const ExportSource::Entry& entry, Line& line);
    bool describeBond(const RelationShape& shape, Line& line);
    std::string idOf(const AnnotationId& id) const;
    std::vector<std::size_t> m_places; ///< Of each kept line, and the end of the last.
    void nameThings(std::string_view kept);
    std::string lineOf(Thing& thing, const Line* came);
    bool stillSays(Thing& thing, const Line& came, std::string& changed);
    void addNew(std::string& out);
    void use(const Thing& thing, bool fresh);
    void useAttribute(const Thing& thing, const std::string& name, const std::string& value, bool fresh);
    void addAttribute(Thing& thing, const Attribute& attribute, std::string& out);
    void note(const Thing& thing, const std::string& name, const std::string& words, std::string& out);
    std::string freshId(char letter);
    std::string oneLine(std::string words);
    std::string nameOf(const std::string& attribute);

    const ExportSource::Text& m_text;
    TextOffsets m_offsets;
    const std::vector<std::int64_t>& m_starts;
    const TypeNames& m_names;
    Types& m_types;
    Losses& m_lost;
    std::string m_end = "\n";
    std::vector<Thing> m_things;
    std::unordered_map<AnnotationId, std::size_t> m_byAnnotation;
    std::unordered_map<std::int64_t, std::size_t> m_byLine;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::map<char, std::int64_t> m_highest;
};

} // namespace touchstone::brat
