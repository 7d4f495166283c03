#include "core/formats/conll_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "core/formats/conll_text.h"
#include "core/formats/json_text.h"
#include "core/formats/member_list.h"

namespace touchstone::conll {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Most labels that a column without B- and I- has: with more it says something else.
constexpr std::size_t kMostBare = 60;

struct Seen {
    std::int64_t cells = 0, tags = 0, outs = 0, others = 0;
    std::set<std::string, std::less<>> labels, words;

    void add(std::string_view cell)
    {
        const Tag tag = readTag(cell);
        ++cells;
        if (cell == "O") {
            ++outs;
        } else if (tag.prefix == '?') {
            ++others;
            if (words.size() <= kMostBare && !words.contains(cell)) {
                words.emplace(cell);
            }
        } else if (tag.prefix != 'O') {
            ++tags;
            if (labels.size() <= kMostBare && !labels.contains(tag.label)) {
                labels.emplace(tag.label);
            }
        }
    }
    bool isOfTags() const { return tags + outs > 0 && others * 10 <= cells && (tags > 0 || outs == cells); }
};

/// Chunks of a sentence stand in tags too, and are no entities.
bool arePhrases(const std::set<std::string, std::less<>>& labels)
{
    constexpr std::array<std::string_view, 16> phrases{"NP",   "VP",    "PP",  "ADVP", "ADJP", "SBAR", "PRT", "CONJP",
                                                       "INTJ", "LST", "UCP", "NC",   "VC",   "PC",   "AC",  "PNP"};
    return !labels.empty() && std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
        return std::find(phrases.begin(), phrases.end(), label) != phrases.end();
    });
}

class Surveyor {
  public:
    explicit Surveyor(bool tabs) { m_survey.columns.tabs = tabs; }
    void read(std::string_view text);
    ColumnSurvey finish();

  private:
    void header(std::string_view line);
    void row(const std::vector<std::string_view>& cells);
    /// The column left of one; kMostCells for none.
    std::size_t before(std::size_t column) const
    {
        return m_survey.columns.tabs ? (column == 0 ? kMostCells : column - 1) : column + 1;
    }
    bool isToken(std::size_t column) const
    {
        return m_survey.columns.tabs ? column == m_survey.columns.token
                                     : column + m_survey.columns.token + 1 >= m_width;
    }
    std::vector<std::size_t> fromTheEnd() const;
    void gatherLevels();
    void findBare();

    ColumnSurvey m_survey;
    std::array<Seen, kMostCells> m_seen;
    Seen m_last; ///< Of each row, wherever that is.
    std::int64_t m_rows = 0, m_counted = 0, m_inSentence = 0, m_longest = 0;
    std::size_t m_width = 0; ///< Of the widest row.
    bool m_named = false;    ///< A header says which column holds the tokens.
};

/// "# global.columns = ID FORM ...": so do the files of CoNLL-U Plus.
void Surveyor::header(std::string_view line)
{
    constexpr std::string_view start = "# global.columns =";
    if (!line.starts_with(start)) {
        return;
    }
    const auto names = cellsOf(line.substr(start.size()), false);
    const auto form = std::find(names.begin(), names.end(), "FORM");
    if (form != names.end()) {
        m_survey.columns.token = static_cast<std::size_t>(form - names.begin());
        m_named = true;
    }
}

void Surveyor::row(const std::vector<std::string_view>& cells)
{
    ++m_rows;
    ++m_inSentence;
    m_longest = std::max(m_longest, m_inSentence);
    std::int64_t number = 0;
    const std::string_view first = cells.front();
    const auto [end, problem] = std::from_chars(first.data(), first.data() + first.size(), number);
    m_counted += problem == std::errc() && end == first.data() + first.size() && number == m_inSentence ? 1 : 0;
    m_width = std::max(m_width, cells.size());
    if (cells.size() > 1) {
        m_last.add(cells.back());
    }
    for (std::size_t i = 1; i < cells.size(); ++i) {
        m_seen[m_survey.columns.tabs ? i : cells.size() - 1 - i].add(cells[i]);
    }
}

void Surveyor::read(std::string_view text)
{
    const bool tabs = m_survey.columns.tabs;
    while (!text.empty()) {
        const std::string_view line = bareLine(takeRow(text));
        const auto cells = cellsOf(line, tabs);
        if (cells.empty() || line.starts_with("-DOCSTART-")) {
            m_inSentence = 0;
        } else if (isComment(line, cells, tabs)) {
            header(line);
        } else {
            row(cells);
        }
    }
}

std::vector<std::size_t> Surveyor::fromTheEnd() const
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < m_width; ++i) {
        const std::size_t column = m_survey.columns.tabs ? m_width - 1 - i : i;
        if (!isToken(column)) {
            columns.push_back(column);
        }
    }
    return columns;
}

/// Columns of tags further left hold what lies around, unless they are of chunks.
void Surveyor::gatherLevels()
{
    Columns& columns = m_survey.columns;
    m_survey.entities = m_seen[columns.tag].tags > 0;
    for (std::size_t at = before(columns.tag); at < kMostCells && !isToken(at); at = before(at)) {
        const Seen& seen = m_seen[at];
        if (!seen.isOfTags() || seen.others > 0 || arePhrases(seen.labels)) {
            break;
        }
        m_survey.entities = m_survey.entities || seen.tags > 0;
        ++columns.levels;
    }
}

/// "PERSON" and "O", as the files of some taggers have them.
void Surveyor::findBare()
{
    for (const std::size_t column : fromTheEnd()) {
        const Seen& seen = m_seen[column];
        if (seen.outs > 0 && seen.tags == 0 && seen.others > 0 && seen.words.size() <= kMostBare &&
            seen.outs * 5 >= seen.cells && static_cast<std::int64_t>(seen.words.size()) * 2 <= seen.others + 1) {
            m_survey.columns.tag = column;
            m_survey.columns.bare = m_survey.entities = true;
            return;
        }
    }
}

ColumnSurvey Surveyor::finish()
{
    Columns& columns = m_survey.columns;
    if (!m_named && m_rows > 1 && m_longest > 1 && m_counted == m_rows && m_width > 2) {
        columns.token = 1;
    }
    for (const std::size_t column : fromTheEnd()) {
        const Seen& seen = m_seen[column];
        if (!seen.isOfTags()) {
            continue;
        }
        columns.tag = column;
        m_survey.tagged = true;
        gatherLevels();
        // In most files it is the last one of each row, however long that is.
        if (columns.levels == 1 && m_last.isOfTags() && m_last.others <= seen.others + m_rows - seen.cells) {
            columns.tag = Columns::lastOne;
            m_survey.exact = m_last.others == 0 && m_last.cells == m_rows;
        }
        break;
    }
    if (!m_survey.tagged) {
        findBare();
    }
    return m_survey;
}

} // namespace

ColumnSurvey surveyColumns(std::string_view text)
{
    Surveyor surveyor(usesTabs(text));
    surveyor.read(text);
    return surveyor.finish();
}

std::string_view bareLine(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    if (line.starts_with(kMark)) {
        line.remove_prefix(kMark.size());
    }
    return line;
}

std::vector<std::string_view> cellsOf(std::string_view line, bool tabs)
{
    std::vector<std::string_view> cells;
    const std::size_t last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos) {
        return cells;
    }
    line.remove_suffix(line.size() - 1 - last);
    const char* const ends = tabs ? "\t" : " \t";
    if (!tabs) {
        line.remove_prefix(line.find_first_not_of(ends));
    }
    for (;;) {
        const std::size_t end = line.find_first_of(ends);
        if (end == std::string_view::npos || cells.size() + 1 == kMostCells) {
            cells.push_back(end == std::string_view::npos ? line : line.substr(line.find_last_of(ends) + 1));
            return cells;
        }
        cells.push_back(line.substr(0, end));
        line.remove_prefix(tabs ? end + 1 : line.find_first_not_of(ends, end));
    }
}

std::vector<std::string_view> tagsIn(const std::vector<std::string_view>& cells, const Columns& columns)
{
    std::vector<std::string_view> tags(columns.levels);
    for (std::size_t level = 0; level < columns.levels; ++level) {
        const std::size_t back = columns.levels - 1 - level;
        std::size_t at = cells.size();
        if (columns.tag == Columns::lastOne) {
            at = cells.size() - 1 - std::min(back, cells.size() - 1);
        } else if (columns.tabs) {
            at = columns.tag - back;
        } else if (columns.tag + back < cells.size()) {
            at = cells.size() - 1 - columns.tag - back;
        }
        if (at < cells.size() && at > columns.token) {
            tags[level] = cells[at];
        }
    }
    return tags;
}

bool isComment(std::string_view line, const std::vector<std::string_view>& cells, bool tabs)
{
    if (!line.starts_with('#') || (line.size() > 1 && line[1] != ' ' && line[1] != '\t')) {
        return false;
    }
    const bool assigns = !tabs && cells.size() > 2 && cells[2] == "=";
    const bool alone = tabs && line.find('\t') == std::string_view::npos;
    return assigns || alone || readTag(cells.back()).prefix == '?';
}

void appendColumns(std::string& fields, const Columns& columns)
{
    appendMember(fields, "tabs", columns.tabs ? "true" : "false");
    if (columns.token > 0) {
        appendMember(fields, "token", std::to_string(columns.token));
    }
    if (columns.tag != Columns::lastOne) {
        appendMember(fields, "tag", std::to_string(columns.tag));
    }
    if (columns.levels > 1) {
        appendMember(fields, "levels", std::to_string(columns.levels));
    }
    if (columns.bare) {
        appendMember(fields, "bare", "true");
    }
}

Columns columnsOf(const std::optional<SourceRecord>& record)
{
    MemberList members;
    const std::string fields = record ? record->fields : std::string();
    members.read(fields);
    const auto number = [&](const char* name, std::size_t otherwise) {
        std::size_t value = 0;
        const std::string_view text = members.find(name);
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        return !text.empty() && problem == std::errc() && end == text.data() + text.size() && value < kMostCells
                   ? value
                   : otherwise;
    };
    Columns columns;
    columns.tabs = members.find("tabs") == "true";
    columns.token = number("token", 0);
    columns.tag = number("tag", Columns::lastOne);
    columns.levels = std::max<std::size_t>(1, number("levels", 1));
    columns.bare = members.find("bare") == "true";
    return columns;
}

} // namespace touchstone::conll
