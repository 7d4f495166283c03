#include "core/formats/conll_writer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "core/formats/row_texts.h"
#include "core/formats/conll_text.h"
#include "core/formats/text_losses.h"
#include "core/formats/text_record.h"
#include "core/formats/token_spans.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::conll {

namespace {

bool any(const ExportSource::Entry&)
{
    return true;
}

class Writer final : public RowTextsWriter {
  public:
    using RowTextsWriter::RowTextsWriter;

  private:
    void begin(const std::optional<SourceRecord>& top) override;
    void tell(std::vector<ReportLine>& lines) const override;
    void writeText(const ExportSource::Text& text) override;
    bool writeOver(const ExportSource::Text& text);
    void writeNew(const ExportSource::Text& text);
    using RowTags = std::vector<std::vector<std::string>>; ///< Of each row, one for each level; empty for no change.
    void writeSentence(const Page& page, const Page::Sentence& sentence, std::size_t level,
                       const std::vector<Entity>& wanted, Scheme scheme, RowTags& tags) const;
    void writeRow(const Row& row, const std::vector<std::string>& tags, bool tabs);
    std::vector<Entity> entitiesIn(const TokenSentence& sentence, const std::vector<TokenSpan>& spans,
                                   std::size_t level, bool tabs, Scheme scheme);
    SpanLevels levelsOf(const Page& page) const;
    void tellOfSpaces(const ExportSource::Text& text, const TokenLayer& layer, std::size_t block);
    std::string columnText(std::string_view text, bool tabs, const char* what);
    void countOthers(const ExportSource::Text& text);
    void put(std::string_view text);
    void beginText(bool ownStart, bool tabs);

    Scheme m_scheme = Scheme::Iob2;
    Columns m_columns;
    std::string m_place; ///< Of the text that is written.
    bool m_any = false;
    bool m_lineOpen = false;
    bool m_blank = true; ///< The last line is an empty one.
    std::int64_t m_unlabelled = 0;
};

void Writer::put(std::string_view text)
{
    if (m_any && text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3); // of another file
    }
    if (text.empty()) {
        return;
    }
    m_file.text() += text;
    m_lineOpen = !text.ends_with('\n');
    m_blank = text == "\n" || text == "\r\n" || text.ends_with("\n\n") || text.ends_with("\n\r\n");
}

/// What parts a document from the one before it.
void Writer::beginText(bool ownStart, bool tabs)
{
    if (m_lineOpen) {
        put("\n");
        m_blank = false;
    }
    if (ownStart || (!m_any && m_source.imageCount() <= 1)) {
        return;
    }
    if (m_any && !m_blank) {
        put("\n");
    }
    put(tabs ? "-DOCSTART-\tO\n\n" : "-DOCSTART- -X- -X- O\n\n");
}

/// The text without what would end its column.
std::string Writer::columnText(std::string_view text, bool tabs, const char* what)
{
    std::string clean(text);
    const auto ends = [&](char c) { return c == '\t' || c == '\n' || c == '\r' || (!tabs && c == ' '); };
    if (std::any_of(clean.begin(), clean.end(), ends)) {
        m_losses.add(m_place + ": \"" + clean + '"', what);
        std::replace_if(clean.begin(), clean.end(), ends, '_');
    }
    return clean;
}

std::vector<Entity> Writer::entitiesIn(const TokenSentence& sentence, const std::vector<TokenSpan>& spans,
                                       std::size_t level, bool tabs, Scheme scheme)
{
    std::vector<Entity> entities;
    auto at = std::lower_bound(spans.begin(), spans.end(), sentence.first,
                               [](const TokenSpan& span, std::size_t token) { return span.first < token; });
    for (; at != spans.end() && at->first < sentence.end; ++at) {
        if (at->level != level) {
            continue;
        }
        const auto name = m_labels.find(at->label);
        std::string label = name == m_labels.end() || name->second.empty() ? "unlabelled" : name->second;
        label = columnText(label, tabs, "White space in a label was written as _.");
        const std::size_t first = at->first - sentence.first;
        if (scheme == Scheme::Io && !entities.empty() && entities.back().end == first &&
            entities.back().label == label) {
            m_losses.add(m_place + ": \"" + label + '"',
                         "Labels stand alone in this file, so that spans of one label that touch are one there.");
        }
        entities.push_back({first, at->end - sentence.first, std::move(label)});
    }
    return entities;
}

/// The column that each span of the file stands in.
SpanLevels Writer::levelsOf(const Page& page) const
{
    SpanLevels levels;
    std::map<std::tuple<std::size_t, std::size_t, std::string>, std::size_t> known;
    for (const Page::Sentence& sentence : page.sentences) {
        levels.count = sentence.tags.size();
        for (std::size_t level = 0; level < sentence.tags.size(); ++level) {
            for (const Entity& entity : entitiesOf(sentence.tags[level])) {
                known.emplace(std::tuple(sentence.firstToken + entity.first, sentence.firstToken + entity.end,
                                         entity.label),
                              level);
            }
        }
    }
    if (levels.count > 1) {
        levels.known = [this, known = std::move(known)](const TokenRun& run, const LabelId& label) {
            const auto name = m_labels.find(label);
            const auto found = name == m_labels.end() ? known.end()
                                                      : known.find(std::tuple(run.first, run.end, name->second));
            return found == known.end() ? std::nullopt : std::optional(found->second);
        };
    }
    return levels;
}

void Writer::writeSentence(const Page& page, const Page::Sentence& sentence, std::size_t level,
                           const std::vector<Entity>& wanted, Scheme scheme, RowTags& tags) const
{
    const std::vector<Tag>& came = sentence.tags[level];
    if (entitiesOf(came) == wanted) {
        return;
    }
    const std::vector<std::string> all = tagsOf(wanted, came.size(), scheme);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Row& row = page.rows[sentence.rows[i]];
        const bool meant = all[i] != "O" || (came[i].prefix != 'O' && came[i].prefix != '?');
        if (meant && all[i] != row.tags[level]) {
            std::vector<std::string>& changed = tags[sentence.rows[i]];
            changed.resize(sentence.tags.size());
            changed[level] = all[i];
        }
    }
}

/// The row with the tags that changed in their places.
void Writer::writeRow(const Row& row, const std::vector<std::string>& tags, bool tabs)
{
    std::size_t from = 0;
    for (std::size_t level = 0; level < tags.size(); ++level) {
        if (tags[level].empty()) {
            continue;
        }
        const std::string_view old = row.tags[level];
        const std::string_view after = old.empty() ? row.token : old;
        const auto end = static_cast<std::size_t>(after.data() - row.line.data()) + after.size();
        if (old.empty() && tags.size() > 1) {
            m_losses.add(m_place, "A line of the file lacks the column that a tag has to stand in. It was left out.");
            continue;
        }
        put(row.line.substr(from, end - old.size() - from));
        put((old.empty() ? (tabs ? "\t" : " ") : "") + tags[level]);
        from = end;
    }
    put(row.line.substr(from));
}

/// The lines that the text had in its file, with the tags that changed. False when it is not that text.
bool Writer::writeOver(const ExportSource::Text& text)
{
    const std::string raw = textMember(text.record, "raw");
    const Columns columns = columnsOf(text.record);
    if (raw.empty() || text.document.blocks.size() != 1) {
        return false;
    }
    const Page page = readPage(raw, columns);
    if (page.block.text != text.document.blocks[0].text) {
        return false;
    }
    TokenLayer layer;
    layer.tokens = page.block.tokens;
    for (const Page::Sentence& sentence : page.sentences) {
        layer.sentences.push_back({sentence.firstToken, sentence.firstToken + sentence.rows.size()});
    }
    const std::vector<TokenSpan> spans = flatSpans(text, 0, layer, any, m_losses, levelsOf(page));
    const Scheme scheme = schemeFromName(textMember(text.record, "scheme")).value_or(m_scheme);
    RowTags tags(page.rows.size());
    for (std::size_t i = 0; i < page.sentences.size(); ++i) {
        for (std::size_t level = 0; level < page.sentences[i].tags.size(); ++level) {
            writeSentence(page, page.sentences[i], level,
                          entitiesIn(layer.sentences[i], spans, level, columns.tabs, scheme), scheme, tags);
        }
    }
    const auto first = std::find_if(page.rows.begin(), page.rows.end(), [](const Row& row) {
        return row.kind == Row::Kind::DocStart || row.kind == Row::Kind::Token;
    });
    beginText(!m_any || first->kind == Row::Kind::DocStart, columns.tabs);
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        writeRow(page.rows[i], tags[i], columns.tabs);
    }
    return true;
}

/// A text whose tokens and sentences are not parted by one space each is another one when it is read again.
void Writer::tellOfSpaces(const ExportSource::Text& text, const TokenLayer& layer, std::size_t block)
{
    const TextOffsets offsets(text.document.blocks[block].text);
    std::int64_t at = 0;
    bool same = true;
    for (const TextRange& token : layer.tokens) {
        const std::string_view gap = offsets.slice({at, token.begin});
        same = same && gap == (at == 0 ? "" : " ");
        at = token.end;
    }
    if (!same || at != offsets.length()) {
        m_losses.add(m_place, "White space is not in this format: when the file is read, one space parts the tokens "
                              "of the text.");
    }
}

void Writer::writeNew(const ExportSource::Text& text)
{
    const bool tabs = m_columns.tabs;
    beginText(false, tabs);
    for (std::size_t block = 0; block < text.document.blocks.size(); ++block) {
        const TextBlock& part = text.document.blocks[block];
        const TokenLayer layer = wordLayerOf(part);
        const TextOffsets offsets(part.text);
        tellOfSpaces(text, layer, block);
        const std::vector<TokenSpan> spans =
            flatSpans(text, static_cast<std::int32_t>(block), layer, any, m_losses);
        for (const TokenSentence& sentence : layer.sentences) {
            const std::vector<std::string> tags =
                tagsOf(entitiesIn(sentence, spans, 0, tabs, m_scheme), sentence.end - sentence.first, m_scheme);
            for (std::size_t i = sentence.first; i < sentence.end; ++i) {
                put(columnText(offsets.slice(layer.tokens[i]), tabs, "White space in a token was written as _."));
                put((tabs ? "\t" : " ") + tags[i - sentence.first] + '\n');
            }
            put("\n");
        }
    }
}

void Writer::countOthers(const ExportSource::Text& text)
{
    for (const ExportSource::Entry& entry : text.entries) {
        const ShapeKind kind = kindOf(entry.annotation.shape);
        if (kind != ShapeKind::Span) {
            m_losses.add(m_place,
                         kind == ShapeKind::Tag
                             ? "A class of the whole text has no place in this format. It was left out."
                             : "A relation, chain or event has no place in this format. It was left out.");
        } else if (!entry.annotation.attributes.empty() || entry.annotation.score) {
            m_losses.add(placeOf(text, entry.annotation),
                         "Attributes and scores have no place in this format.");
        }
    }
    if (!text.document.metadata.empty()) {
        m_losses.add(m_place, "What stands beside the text (metadata) has no place in this format.");
    }
    if (text.document.blocks.size() > 1) {
        m_losses.add(m_place, "An item of several texts was written as one.");
    }
}

void Writer::writeText(const ExportSource::Text& text)
{
    m_place = placeOf(text);
    m_unlabelled += text.labelled ? 0 : 1;
    countOthers(text);
    if (!writeOver(text)) {
        writeNew(text);
    }
    m_any = true;
}

void Writer::begin(const std::optional<SourceRecord>& top)
{
    m_scheme = schemeFromName(textMember(top, "scheme")).value_or(Scheme::Iob2);
    m_columns = columnsOf(top);
}

void Writer::tell(std::vector<ReportLine>& lines) const
{
    if (m_unlabelled > 0) {
        lines.push_back({ReportLine::Kind::Note, "",
                         withThousands(m_unlabelled) + (m_unlabelled == 1 ? " text is" : " texts are") +
                             " not labelled yet. The tokens were written as O, as if nothing were in them."});
    }
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    return writeRowTexts<Writer>(source, path, lines, progress);
}

} // namespace touchstone::conll
