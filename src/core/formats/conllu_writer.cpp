#include "core/formats/conllu_writer.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/formats/row_texts.h"
#include "core/formats/conllu_entities.h"
#include "core/formats/conllu_reader.h"
#include "core/formats/conllu_text.h"
#include "core/formats/text_losses.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::conllu {

namespace {

using Labels = std::unordered_map<LabelId, std::string>;
/// Labels of words; spans with others are named entities.
using WordLabels = std::unordered_set<LabelId>;

bool isWordLabel(const ExportSource::Category& category)
{
    static const std::unordered_set<std::string> universal{"ADJ",  "ADP",  "ADV",   "AUX", "CCONJ", "DET",
                                                           "INTJ", "NOUN", "NUM",   "PART", "PRON", "PROPN",
                                                           "PUNCT", "SCONJ", "SYM", "VERB", "X"};
    const Label& label = category.definition;
    return universal.contains(category.name) || label.attribute("lemma") || label.attribute("xpos") ||
           label.attribute("feats");
}

std::string sentenceId(const Row& row, const std::string& id)
{
    return std::to_string(row.sentence + 1) + ':' + id;
}

bool beginsDocument(const Page& page)
{
    std::string_view value;
    for (const Row& row : page.rows) {
        if (row.kind == Row::Kind::Word) {
            break;
        }
        if (row.kind == Row::Kind::Comment &&
            (commentOf(row, "newdoc", value) || commentOf(row, "newdoc id", value))) {
            return true;
        }
    }
    return false;
}

std::string columnText(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, '_');
    return text.empty() ? "_" : text;
}

/// What a text says of the rows of one block.
class Rows {
  public:
    Rows(const Page& page, const Labels& labels, const WordLabels& wordLabels, TextLosses& losses)
        : m_page(page), m_labels(labels), m_wordLabels(wordLabels), m_losses(losses), m_entities(page),
          m_entries(page.rows.size()), m_heads(page.rows.size())
    {
        for (std::size_t i = 0; i < page.rows.size(); ++i) {
            if (page.rows[i].kind == Row::Kind::Word) {
                m_byId.emplace(wordId(page.rows[i]), i);
                m_byRange[page.rows[i].range].push_back(i);
            }
        }
    }
    void take(const ExportSource::Text& text, std::int32_t block);
    void append(std::string& out) const;

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Governor {
        std::size_t from = kNone;
        std::string label;
    };
    bool isEntity(const ExportSource::Entry& entry) const;
    void takeEntity(const ExportSource::Text& text, const ExportSource::Entry& entry, const SpanShape& span);
    std::size_t rowFor(const ExportSource::Entry& entry, const SpanShape& span) const;
    void takeSpans(const ExportSource::Text& text, std::int32_t block);
    void takeRelation(const ExportSource::Text& text, const ExportSource::Entry& entry);
    std::string nameOf(const LabelId& label) const;
    void appendWord(std::string& out, std::size_t row) const;
    void appendColumns(std::string& out, std::size_t row, const std::array<std::string, 10>& columns) const;

    const Page& m_page;
    const Labels& m_labels;
    const WordLabels& m_wordLabels;
    TextLosses& m_losses;
    EntityTags m_entities;
    std::map<std::size_t, std::string> m_misc;
    std::vector<const ExportSource::Entry*> m_entries;
    std::vector<Governor> m_heads;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::map<TextRange, std::vector<std::size_t>> m_byRange;
    std::unordered_map<AnnotationId, std::size_t> m_rowOf;
};

std::string Rows::nameOf(const LabelId& label) const
{
    const auto name = m_labels.find(label);
    return name == m_labels.end() ? std::string() : name->second;
}

/// The word that the file had it for, else the first free one in its place.
std::size_t Rows::rowFor(const ExportSource::Entry& entry, const SpanShape& span) const
{
    const auto words = m_byRange.find(extent(span));
    if (words == m_byRange.end() || span.ranges->size() != 1) {
        return kNone;
    }
    if (const auto* id = entry.record ? std::get_if<std::string>(&entry.record->externalId) : nullptr) {
        const auto row = m_byId.find(*id);
        if (row != m_byId.end() && m_page.rows[row->second].range == words->first &&
            !m_entries[row->second]) {
            return row->second;
        }
    }
    for (const std::size_t row : words->second) {
        if (!m_entries[row]) {
            return row;
        }
    }
    return kNone;
}

/// By what it was read as; what is new by its label, and by the columns of words that it has.
bool Rows::isEntity(const ExportSource::Entry& entry) const
{
    if (const auto* id = entry.record ? std::get_if<std::string>(&entry.record->externalId) : nullptr) {
        return id->starts_with(kEntityId);
    }
    const Annotation& annotation = entry.annotation;
    return !nameOf(annotation.label).empty() && !m_wordLabels.contains(annotation.label) &&
           std::none_of(annotation.attributes.begin(), annotation.attributes.end(), [](const Attribute& one) {
               return one.name == "lemma" || one.name == "xpos" || one.name == "feats";
           });
}

void Rows::takeEntity(const ExportSource::Text& text, const ExportSource::Entry& entry, const SpanShape& span)
{
    std::string label = nameOf(entry.annotation.label);
    const auto odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '|'; };
    if (std::any_of(label.begin(), label.end(), odd)) {
        std::replace_if(label.begin(), label.end(), odd, '_');
        m_losses.add(placeOf(text, entry.annotation), "White space and \"|\" in the label of an entity were written as _.");
    }
    if (span.ranges->size() != 1 || !m_entities.take({extent(span), label})) {
        m_losses.add(placeOf(text, entry.annotation),
                     "A named entity is some whole words of one sentence, and none overlaps another. It was left out.");
        return;
    }
    if (!entry.annotation.attributes.empty() || entry.annotation.score) {
        m_losses.add(placeOf(text, entry.annotation), "Attributes and scores of named entities have no place in this format.");
    }
}

void Rows::takeSpans(const ExportSource::Text& text, std::int32_t block)
{
    for (const bool recorded : {true, false}) {
        for (const ExportSource::Entry& entry : text.entries) {
            const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
            if (!span || span->block != block || entry.record.has_value() != recorded) {
                continue;
            }
            if (isEntity(entry)) {
                takeEntity(text, entry, *span);
                continue;
            }
            const std::size_t row = rowFor(entry, *span);
            if (row == kNone) {
                m_losses.add(placeOf(text, entry.annotation),
                             "A span is one word here, and a word has one label. It was left out.");
                continue;
            }
            m_entries[row] = &entry;
            m_rowOf.emplace(entry.annotation.id, row);
            const auto known = [](const Attribute& a) {
                return (a.name == "lemma" || a.name == "xpos" || a.name == "feats") &&
                       std::holds_alternative<std::string>(a.value);
            };
            const Attributes& attributes = entry.annotation.attributes;
            if (!std::all_of(attributes.begin(), attributes.end(), known) || entry.annotation.score) {
                m_losses.add(placeOf(text, entry.annotation), "Of attributes, lemma, xpos and feats have a "
                                                              "place in this format. Others were left out.");
            }
            const std::string name = nameOf(entry.annotation.label);
            if (name.find_first_of(" \t\r\n") != std::string::npos && name != m_page.rows[row].columns[Upos]) {
                m_losses.add(placeOf(text, entry.annotation), "White space in a label was written as _.");
            }
        }
    }
}

void Rows::takeRelation(const ExportSource::Text& text, const ExportSource::Entry& entry)
{
    const auto& relation = std::get<RelationShape>(entry.annotation.shape);
    const auto& members = *relation.members;
    const auto from = members.empty() ? m_rowOf.end() : m_rowOf.find(members.front());
    const auto to = members.empty() ? m_rowOf.end() : m_rowOf.find(members.back());
    if (!relation.directed || members.size() != 2 || from == m_rowOf.end() || to == m_rowOf.end()) {
        m_losses.add(placeOf(text),
                     "A bond that is not from one word to another has no place in this format.");
    } else if (m_page.rows[from->second].sentence != m_page.rows[to->second].sentence) {
        m_losses.add(placeOf(text),
                     "A relation between sentences has no place in this format. It was left out.");
    } else if (m_heads[to->second].from != kNone) {
        m_losses.add(placeOf(text), "A word has one head here. A second relation to it was left out.");
    } else {
        m_heads[to->second] = {from->second, nameOf(entry.annotation.label)};
    }
}

void Rows::take(const ExportSource::Text& text, std::int32_t block)
{
    takeSpans(text, block);
    m_misc = m_entities.changedMisc();
    std::unordered_map<AnnotationId, std::int32_t> blocks;
    for (const ExportSource::Entry& entry : text.entries) {
        if (const auto* span = std::get_if<SpanShape>(&entry.annotation.shape)) {
            blocks.emplace(entry.annotation.id, span->block);
        }
    }
    const auto isHere = [&](const Shape& shape) {
        const auto& members = *std::get<RelationShape>(shape).members;
        const auto first = members.empty() ? blocks.end() : blocks.find(members.front());
        return block == (first == blocks.end() ? 0 : first->second);
    };
    for (const ExportSource::Entry& entry : text.entries) {
        const ShapeKind kind = kindOf(entry.annotation.shape);
        if (kind == ShapeKind::Relation) {
            if (isHere(entry.annotation.shape)) {
                takeRelation(text, entry);
            }
        } else if (kind == ShapeKind::Tag && block == 0) {
            m_losses.add(placeOf(text),
                         "A class of the whole text has no place in this format. It was left out.");
        }
    }
}

void Rows::appendWord(std::string& out, std::size_t at) const
{
    const Row& row = m_page.rows[at];
    std::array<std::string, 10> columns;
    std::copy(row.columns.begin(), row.columns.end(), columns.begin());
    const auto change = [&](Column column, std::string text) {
        // An empty column says as little as one with "_".
        text = columnText(std::move(text));
        if (text != columns[column] && (text != "_" || !columns[column].empty())) {
            columns[column] = std::move(text);
        }
    };
    const ExportSource::Entry* entry = m_entries[at];
    std::string label = entry ? nameOf(entry->annotation.label) : std::string();
    if (label != columns[Upos]) {
        std::replace(label.begin(), label.end(), ' ', '_');
    }
    change(Upos, label);
    for (const auto& [name, column] : {std::pair{"lemma", Lemma}, {"xpos", Xpos}, {"feats", Feats}}) {
        const AttributeValue* value = entry ? valueOf(entry->annotation.attributes, name) : nullptr;
        const auto* text = value ? std::get_if<std::string>(value) : nullptr;
        change(column, text ? *text : std::string());
    }
    const Governor& head = m_heads[at];
    if (head.from != kNone) {
        change(Head, std::to_string(m_page.rows[head.from].id));
        const bool unsaid = head.label == "dep" && (columns[Deprel] == "_" || columns[Deprel].empty());
        change(Deprel, unsaid ? columns[Deprel] : head.label);
    } else if (const auto named = m_byId.find(sentenceId(row, columns[Head]));
               named != m_byId.end() && named->second != at) {
        // The relation that was read of it is gone. Roots, and heads that name no word, stay.
        change(Head, "_");
        change(Deprel, "_");
    }
    if (const auto misc = m_misc.find(at); misc != m_misc.end()) {
        columns[Misc] = misc->second;
    }
    appendColumns(out, at, columns);
}

void Rows::appendColumns(std::string& out, std::size_t at, const std::array<std::string, 10>& columns) const
{
    const Row& row = m_page.rows[at];
    const std::size_t end = row.line.find_last_not_of("\r\n") + 1;
    const std::size_t begin = row.line.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    out += row.line.substr(0, begin);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out += (i == 0 ? "" : "\t") + columns[i];
    }
    out += row.line.substr(end);
}

void Rows::append(std::string& out) const
{
    for (std::size_t i = 0; i < m_page.rows.size(); ++i) {
        if (m_page.rows[i].kind == Row::Kind::Word) {
            appendWord(out, i);
        } else if (const auto misc = m_misc.find(i); misc != m_misc.end()) {
            std::array<std::string, 10> columns;
            std::copy(m_page.rows[i].columns.begin(), m_page.rows[i].columns.end(), columns.begin());
            columns[Misc] = misc->second;
            appendColumns(out, i, columns);
        } else {
            out += m_page.rows[i].line;
        }
    }
}

class Writer final : public RowTextsWriter {
  public:
    using RowTextsWriter::RowTextsWriter;

  private:
    void begin(const std::optional<SourceRecord>& top) override;
    void writeText(const ExportSource::Text& text) override;
    void writeRows(const ExportSource::Text& text, std::int32_t block, const Page& page);

    WordLabels m_words;
    bool m_any = false;
    bool m_lineOpen = false;
    bool m_blank = true;
};

void Writer::begin(const std::optional<SourceRecord>&)
{
    if (const auto categories = m_source.categories()) {
        for (const ExportSource::Category& category : *categories) {
            if (isWordLabel(category)) {
                m_words.insert(category.label);
            }
        }
    }
}

void Writer::writeRows(const ExportSource::Text& text, std::int32_t block, const Page& page)
{
    Rows rows(page, m_labels, m_words, m_losses);
    rows.take(text, block);
    std::string out;
    rows.append(out);
    std::string& file = m_file.text();
    if (m_any && out.starts_with("\xEF\xBB\xBF")) {
        out.erase(0, 3);
    }
    if (m_any && !beginsDocument(page)) {
        out.insert(0, "# newdoc\n");
    }
    m_any = true;
    if (!m_blank && !out.empty()) {
        file += m_lineOpen ? "\n\n" : "\n";
    }
    file += out;
    m_lineOpen = !out.ends_with('\n');
    m_blank = out.empty() ? m_blank : out.ends_with("\n\n") || out.ends_with("\n\r\n");
}

void Writer::writeText(const ExportSource::Text& text)
{
    const std::string raw = textMember(text.record, "raw");
    if (!raw.empty() && text.document.blocks.size() == 1) {
        const Page page = readPage(raw);
        if (page.block.text == text.document.blocks[0].text) {
            writeRows(text, 0, page);
            return;
        }
    }
    if (!text.document.metadata.empty()) {
        m_losses.add(placeOf(text), "What stands beside the text (metadata) has no place in this format.");
    }
    if (text.document.blocks.size() > 1) {
        m_losses.add(placeOf(text), "An item of several texts was written as documents of their own.");
    }
    for (std::size_t i = 0; i < text.document.blocks.size(); ++i) {
        std::string name = displayUtf8(text.path) + (text.part ? '-' + std::to_string(*text.part) : "") +
                           (i == 0 ? "" : "-" + std::to_string(i + 1));
        std::replace_if(
            name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }, '_');
        const std::string rows = rowsOf(text.document.blocks[i], name);
        const Page page = readPage(rows);
        if (page.block.text != text.document.blocks[i].text) {
            m_losses.add(placeOf(text), "Some of its characters have no place in this format: it was written with others "
                                        "in their place, or without words.");
        }
        writeRows(text, static_cast<std::int32_t>(i), page);
    }
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    return writeRowTexts<Writer>(source, path, lines, progress);
}

} // namespace touchstone::conllu
