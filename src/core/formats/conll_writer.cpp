#include "core/formats/conll_writer.h"

#include <algorithm>
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

bool hasTabs(const std::optional<SourceRecord>& record)
{
    coco::MemberList members;
    const std::string fields = record ? record->fields : std::string();
    members.read(fields);
    return members.find("tabs") == "true";
}

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
    void writeSentence(const Page& page, const Page::Sentence& sentence, const std::vector<Entity>& wanted,
                       Scheme scheme, std::vector<std::string>& tags) const;
    std::vector<Entity> entitiesIn(const TokenSentence& sentence, const std::vector<TokenSpan>& spans,
                                   bool tabs);
    std::string columnText(std::string_view text, bool tabs, const char* what);
    void countOthers(const ExportSource::Text& text);
    void put(std::string_view text);
    void beginText(bool ownStart, bool tabs);

    Scheme m_scheme = Scheme::Iob2;
    bool m_tabs = false;
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
                                       bool tabs)
{
    std::vector<Entity> entities;
    auto at = std::lower_bound(spans.begin(), spans.end(), sentence.first,
                               [](const TokenSpan& span, std::size_t token) { return span.first < token; });
    for (; at != spans.end() && at->first < sentence.end; ++at) {
        const auto name = m_labels.find(at->label);
        std::string label = name == m_labels.end() || name->second.empty() ? "unlabelled" : name->second;
        label = columnText(label, tabs, "White space in a label was written as _.");
        entities.push_back({at->first - sentence.first, at->end - sentence.first, std::move(label)});
    }
    return entities;
}

void Writer::writeSentence(const Page& page, const Page::Sentence& sentence,
                           const std::vector<Entity>& wanted, Scheme scheme,
                           std::vector<std::string>& tags) const
{
    if (entitiesOf(sentence.tags) == wanted) {
        return;
    }
    const std::vector<std::string> all = tagsOf(wanted, sentence.tags.size(), scheme);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Row& row = page.rows[sentence.rows[i]];
        const bool meant =
            all[i] != "O" || (sentence.tags[i].prefix != 'O' && sentence.tags[i].prefix != '?');
        if (meant && all[i] != row.tag) {
            tags[sentence.rows[i]] = all[i];
        }
    }
}

/// The lines that the text had in its file, with the tags that changed. False when it is not that text.
bool Writer::writeOver(const ExportSource::Text& text)
{
    const std::string raw = textMember(text.record, "raw");
    const bool tabs = hasTabs(text.record);
    if (raw.empty() || text.document.blocks.size() != 1) {
        return false;
    }
    const Page page = readPage(raw, tabs);
    if (page.block.text != text.document.blocks[0].text) {
        return false;
    }
    TokenLayer layer;
    layer.tokens = page.block.tokens;
    for (const Page::Sentence& sentence : page.sentences) {
        layer.sentences.push_back({sentence.firstToken, sentence.firstToken + sentence.tags.size()});
    }
    const std::vector<TokenSpan> spans = flatSpans(text, 0, layer, any, m_losses);
    const Scheme scheme = schemeFromName(textMember(text.record, "scheme")).value_or(m_scheme);
    std::vector<std::string> tags(page.rows.size());
    for (std::size_t i = 0; i < page.sentences.size(); ++i) {
        writeSentence(page, page.sentences[i], entitiesIn(layer.sentences[i], spans, tabs), scheme, tags);
    }
    const auto first = std::find_if(page.rows.begin(), page.rows.end(), [](const Row& row) {
        return row.kind == Row::Kind::DocStart || row.kind == Row::Kind::Token;
    });
    beginText(!m_any || first->kind == Row::Kind::DocStart, tabs);
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const Row& row = page.rows[i];
        if (tags[i].empty()) {
            put(row.line);
            continue;
        }
        const std::string_view after = row.tag.empty() ? row.token : row.tag;
        const auto end = static_cast<std::size_t>(after.data() - row.line.data()) + after.size();
        put(row.line.substr(0, end - row.tag.size()));
        put((row.tag.empty() ? (tabs ? "\t" : " ") : "") + tags[i]);
        put(row.line.substr(end));
    }
    return true;
}

void Writer::writeNew(const ExportSource::Text& text)
{
    beginText(false, m_tabs);
    for (std::size_t block = 0; block < text.document.blocks.size(); ++block) {
        const TextBlock& part = text.document.blocks[block];
        const TokenLayer layer = tokenLayerOf(part);
        const TextOffsets offsets(part.text);
        const std::vector<TokenSpan> spans =
            flatSpans(text, static_cast<std::int32_t>(block), layer, any, m_losses);
        for (const TokenSentence& sentence : layer.sentences) {
            const std::vector<std::string> tags =
                tagsOf(entitiesIn(sentence, spans, m_tabs), sentence.end - sentence.first, m_scheme);
            for (std::size_t i = sentence.first; i < sentence.end; ++i) {
                put(columnText(offsets.slice(layer.tokens[i]), m_tabs,
                               "White space in a token was written as _."));
                put((m_tabs ? "\t" : " ") + tags[i - sentence.first] + '\n');
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
    m_tabs = hasTabs(top);
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
