#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/formats/brat_line.h"
#include "core/formats/offset_reading.h"
#include "touchstone/formats/format.h"

namespace touchstone::brat {

/// The ids of a file, where the first line of an id has it.
using Ids = std::unordered_map<std::string, std::size_t>;

/// A line as it stands in the file and what it became: a span, a bond, or a statement about one of them.
struct Entry {
    std::string raw; ///< With its line end; rewritten where something had to be repaired.
    Line line;
    std::int64_t number = 0; ///< In the file, from 1.
    std::int64_t place = 0;  ///< Among the lines that are kept, from 1.
    bool usable = true;
    std::vector<TextRange> ranges;
    Attributes attributes;
};

/// One .ann file read against its text: what is wrong is repaired where that is possible in one way alone,
/// else left out, and told. Knows nothing of the project.
class Page {
  public:
    /// One of the files whose lines are read together.
    struct Part {
        std::string name;
        std::int64_t linesBefore = 0;
    };
    Page(std::string_view text, std::string_view ann, std::vector<Part> parts, Realign realign, ImportSink& sink);

    const std::vector<Entry>& entries() const { return m_entries; }
    /// Lines of brat, and others that are neither empty nor comments.
    std::int64_t known() const { return m_known; }
    std::int64_t unknown() const { return m_unknown; }
    /// Those that are annotations, each after the ones that it names.
    const std::vector<std::size_t>& order() const { return m_order; }
    const Ids& ids() const { return m_ids; }
    /// Whether lines for values that are chosen (A, M) name the attribute, and not notes.
    bool isChosen(const std::string& attribute) const { return m_chosen.contains(attribute); }
    /// The lines that are left, as they go out again.
    std::string kept() const;
    /// How many of them came from each part.
    std::vector<std::int64_t> keptOfParts() const;
    /// "a.ann: line 12 (T3)".
    std::string whereOf(const Entry& entry) const;

  private:
    void split(std::string_view ann);
    void nameIds();
    void placeSpans();
    OffsetReading readingOf();
    std::int64_t fitting(OffsetReading reading) const;
    bool fits(const Entry& entry, OffsetReading reading) const;
    void placeSpan(Entry& entry, OffsetReading reading);
    void joinEvents();
    void joinBonds();
    void attach();
    void tell(ReportLine::Kind kind, const Entry& entry, std::string message);
    void drop(Entry& entry, std::string message);
    bool isUsable(const std::string& id) const;

    std::size_t partOf(const Entry& entry) const;

    std::vector<Part> m_parts;
    std::string m_name; ///< Of the first.
    Realign m_realign;
    ImportSink& m_sink;
    /// Spans that do not fit are left out: line ends may be what moved them.
    bool m_unsure = false;
    std::int64_t m_known = 0, m_unknown = 0;
    OffsetReader m_reader;
    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_order;
    std::unordered_set<std::string> m_chosen;
    Ids m_ids;
};

/// The text of a span as .ann files have it: its pieces joined by spaces, on one line.
std::string surfaceOf(const TextOffsets& text, const std::vector<TextRange>& ranges);
/// In order and apart: what overlaps or touches is one.
std::vector<TextRange> inOrder(std::vector<TextRange> ranges);
/// "T1<tab>Person 0 5<tab>Sarah".
std::string spanLine(const std::string& id, const std::string& type, const std::vector<TextRange>& ranges,
                     const TextOffsets& text);
/// "R1<tab>Meets Arg1:T1 Arg2:T2", "E1<tab>Meet:T3 Agent:T1", "*<tab>Equiv T1 T2", as the arguments are.
std::string bondLine(const Line& line);
/// The "\n" or "\r\n" at the end of a line; empty where there is none.
std::string_view lineEndOf(std::string_view raw);

} // namespace touchstone::brat
