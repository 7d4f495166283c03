#include "core/formats/conllu_text.h"

#include <algorithm>
#include <charconv>

#include "core/formats/conll_text.h"
#include "core/formats/conllu_spaces.h"
#include "core/formats/token_spans.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::conllu {

namespace {

bool number(std::string_view text, std::int64_t& value)
{
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() && value >= 0 && text[0] != '-';
}

void readId(Row& row)
{
    const std::string_view id = row.columns[Id];
    const std::size_t dash = id.find('-');
    const std::size_t point = id.find('.');
    std::int64_t minor = 0;
    if (dash != std::string_view::npos) {
        row.kind = Row::Kind::Several;
        const bool good = number(id.substr(0, dash), row.id) && number(id.substr(dash + 1), row.last) &&
                          row.id > 0 && row.last > row.id;
        row.problem =
            good ? "" : "says \"" + std::string(id) + "\" where the numbers of several words are expected";
    } else if (point != std::string_view::npos) {
        row.kind = Row::Kind::EmptyNode;
        const bool good = number(id.substr(0, point), row.id) && number(id.substr(point + 1), minor);
        row.problem =
            good ? "" : "says \"" + std::string(id) + "\" where the number of an empty node is expected";
    } else {
        row.kind = Row::Kind::Word;
        const bool good = number(id, row.id) && row.id > 0;
        row.problem = good ? "" : "says \"" + std::string(id) + "\" where the number of a word is expected";
    }
}

/// One sentence while its rows are gathered.
struct Sentence {
    std::size_t firstRow = 0;
    std::vector<std::size_t> tokens; ///< Rows that stand in the text themselves.
    std::string_view text;
    std::size_t textRow = 0;
    bool hasText = false;
    bool newParagraph = false;
};

class PageReader {
  public:
    explicit PageReader(Page& page) : m_page(page) {}
    void row(Row row);
    void closeSentence();
    void finish();

  private:
    Page& m_page;
    TextBuilder m_text;
    Sentence m_now;
    std::size_t m_sentences = 0;
    std::string m_gap; ///< After the last token.
    bool m_gapSaid = false;
};

void PageReader::row(Row row)
{
    std::string_view value;
    if (row.kind == Row::Kind::Comment) {
        if (commentOf(row, "text", value)) {
            m_now.text = value;
            m_now.textRow = m_page.rows.size();
            m_now.hasText = true;
        }
        m_now.newParagraph =
            m_now.newParagraph || commentOf(row, "newpar", value) || commentOf(row, "newpar id", value);
    }
    if (row.kind == Row::Kind::Word || row.kind == Row::Kind::Several) {
        const Row* before = m_now.tokens.empty() ? nullptr : &m_page.rows[m_now.tokens.back()];
        const bool inside = before && before->kind == Row::Kind::Several && row.id <= before->last;
        if (inside && row.kind == Row::Kind::Several) {
            row.kind = Row::Kind::Bad;
            row.problem = "begins inside the words before it that are written together";
        } else if (!inside) {
            m_now.tokens.push_back(m_page.rows.size());
        }
        row.sentence = m_sentences;
    }
    m_page.rows.push_back(std::move(row));
}

void PageReader::closeSentence()
{
    Sentence now = std::exchange(m_now, {});
    m_now.firstRow = m_page.rows.size();
    if (now.tokens.empty()) {
        return;
    }
    std::vector<std::string_view> forms;
    for (const std::size_t row : now.tokens) {
        forms.push_back(m_page.rows[row].columns[Form]);
    }
    std::vector<std::string_view> gaps;
    const bool fits = now.hasText && gapsIn(now.text, forms, gaps);
    if (now.hasText && !fits) {
        m_page.misfits.push_back(now.textRow);
    }
    if (now.newParagraph && m_text.length() > 0 && !m_gapSaid) {
        m_gap = "\n";
    }
    const std::size_t firstToken = m_text.block().tokens.size();
    for (std::size_t i = 0; i < now.tokens.size(); ++i) {
        Row& row = m_page.rows[now.tokens[i]];
        std::string before;
        if (m_text.length() == 0 && spacesIn(row.columns[Misc], "SpacesBefore", before)) {
            m_text.append(before);
        }
        m_text.append(m_gap);
        row.range = m_text.token(row.columns[Form]);
        m_gapSaid = spacesIn(row.columns[Misc], "SpacesAfter", m_gap);
        if (!m_gapSaid) {
            m_gap = fits && i < gaps.size()              ? std::string(gaps[i])
                    : hasNoSpaceAfter(row.columns[Misc]) ? ""
                                                         : " ";
        }
    }
    m_text.sentence(firstToken);
    const Row* several = nullptr;
    for (std::size_t i = now.firstRow; i < m_page.rows.size(); ++i) {
        Row& row = m_page.rows[i];
        if (row.kind == Row::Kind::Several) {
            several = &row;
        } else if (row.kind == Row::Kind::Word && several && row.id <= several->last) {
            row.range = several->range;
        }
    }
    ++m_sentences;
}

void PageReader::finish()
{
    closeSentence();
    if (m_gapSaid) {
        m_text.append(m_gap);
    }
    m_page.block = m_text.take();
}

} // namespace

Row readRow(std::string_view line)
{
    Row row;
    row.line = line;
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    if (line.starts_with("\xEF\xBB\xBF")) {
        line.remove_prefix(3);
    }
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
        return row;
    }
    if (line.starts_with('#')) {
        row.kind = Row::Kind::Comment;
        return row;
    }
    std::size_t count = 0;
    for (std::string_view rest = line;; ++count) {
        const std::size_t tab = rest.find('\t');
        if (count < row.columns.size()) {
            row.columns[count] = rest.substr(0, tab);
        }
        if (tab == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(tab + 1);
    }
    ++count;
    if (count != row.columns.size()) {
        row.problem = "has " + std::to_string(count) + " columns in place of 10";
    } else {
        readId(row);
    }
    if (row.problem.empty() && row.columns[Form].empty()) {
        row.problem = "has an empty form";
    }
    row.kind = row.problem.empty() ? row.kind : Row::Kind::Bad;
    return row;
}

bool commentOf(const Row& row, std::string_view name, std::string_view& value)
{
    std::string_view text = row.line;
    text = text.substr(std::min(text.size(), text.find('#') + 1));
    while (text.ends_with('\n') || text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t")));
    if (!text.starts_with(name)) {
        return false;
    }
    text.remove_prefix(name.size());
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t")));
    if (!text.empty() && text[0] != '=') {
        return false;
    }
    value = text.substr(std::min<std::size_t>(1, text.size()));
    value.remove_prefix(std::min(value.size(), value.find_first_not_of(" \t")));
    return true;
}

Page readPage(std::string_view raw)
{
    Page page;
    PageReader reader(page);
    while (!raw.empty()) {
        Row row = readRow(conll::takeRow(raw));
        const bool blank = row.kind == Row::Kind::Blank;
        reader.row(std::move(row));
        if (blank) {
            reader.closeSentence();
        }
    }
    reader.finish();
    return page;
}

std::string rowsOf(const TextBlock& block, std::string_view documentName)
{
    const TokenLayer layer = wordLayerOf(block);
    const TextOffsets offsets(block.text);
    std::string text;
    for (std::size_t s = 0; s < layer.sentences.size(); ++s) {
        const TokenSentence& sentence = layer.sentences[s];
        std::string rows, words;
        for (std::size_t i = sentence.first; i < sentence.end; ++i) {
            const TextRange& token = layer.tokens[i];
            const bool last = i + 1 == layer.tokens.size();
            const std::string_view gap =
                offsets.slice({token.end, last ? offsets.length() : layer.tokens[i + 1].begin});
            std::string form(offsets.slice(token));
            std::replace_if(
                form.begin(), form.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, '_');
            const std::string_view before = i == 0 ? offsets.slice({0, token.begin}) : std::string_view();
            std::string misc = spacesText(before, last && gap.empty() ? " " : gap);
            if (last && gap == " ") {
                misc = (misc == "_" ? "" : misc + '|') + "SpacesAfter=\\s";
            }
            rows += std::to_string(i - sentence.first + 1) + '\t' + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc +
                    '\n';
            words += form + (i + 1 == sentence.end || gap.empty() ? "" : " ");
        }
        text += s == 0 ? "# newdoc id = " + std::string(documentName) + '\n' : std::string();
        text += "# sent_id = " + std::string(documentName) + '-' + std::to_string(s + 1) + '\n';
        text += "# text = " + words + '\n' + rows + '\n';
    }
    return text;
}

} // namespace touchstone::conllu
