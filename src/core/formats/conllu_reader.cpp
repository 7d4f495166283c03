#include "core/formats/conllu_reader.h"

#include <algorithm>
#include <map>

#include "core/formats/conll_text.h"
#include "core/formats/conllu_entities.h"
#include "core/formats/json_text.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::conllu {

namespace {

bool says(std::string_view column)
{
    return !column.empty() && column != "_";
}

Annotation wordAnnotation(const Row& row)
{
    Annotation word;
    word.id = AnnotationId::create();
    word.shape = SpanShape{std::vector<TextRange>{row.range}, 0};
    for (const auto& [name, column] : {std::pair{"lemma", Lemma}, {"xpos", Xpos}, {"feats", Feats}}) {
        if (says(row.columns[column])) {
            word.attributes.push_back({name, std::string(row.columns[column])});
        }
    }
    return word;
}

/// Words of one sentence by their numbers.
using Words = std::map<std::int64_t, AnnotationId>;

} // namespace

std::string wordId(const Row& row)
{
    return std::to_string(row.sentence + 1) + ':' + std::to_string(row.id);
}

/// A document begins with the sentence that says "# newdoc"; what has no word belongs to the one after it.
void Reader::survey()
{
    std::string_view rest = m_file.text, value;
    Piece piece;
    bool hasWords = false, inSentence = false;
    std::size_t sentenceAt = 0;
    std::int64_t sentenceLine = 1;
    for (std::int64_t line = 1; !rest.empty(); ++line) {
        const std::size_t at = m_file.text.size() - rest.size();
        const Row row = readRow(conll::takeRow(rest));
        if (!inSentence) {
            sentenceAt = at;
            sentenceLine = line;
        }
        inSentence = row.kind != Row::Kind::Blank;
        const bool begins = row.kind == Row::Kind::Comment &&
                            (commentOf(row, "newdoc", value) || commentOf(row, "newdoc id", value));
        if (begins && hasWords && sentenceAt > piece.from) {
            piece.to = sentenceAt;
            m_pieces.push_back(piece);
            piece = {sentenceAt, sentenceAt, sentenceLine};
            hasWords = false;
        }
        hasWords = hasWords || row.kind == Row::Kind::Word || row.kind == Row::Kind::Several;
        if (row.kind == Row::Kind::Bad && m_problem.empty()) {
            m_problem = " Line " + std::to_string(line) + ' ' + row.problem + '.';
        }
    }
    if (hasWords) {
        m_pieces.push_back(piece);
    }
    if (!m_pieces.empty()) {
        m_pieces.back().to = m_file.text.size();
    }
}

Result<bool> Reader::send(std::size_t document, const std::string& label, Annotation annotation,
                          std::string id)
{
    ReadCategory declared;
    declared.name = label;
    if (!m_labels.knows(label)) {
        const bool word = kindOf(annotation.shape) == ShapeKind::Span && !id.starts_with(kEntityId);
        declared.shapes = {kindOf(annotation.shape)};
        for (const char* name : {"lemma", "xpos", "feats"}) {
            AttributeDefinition column;
            column.name = name;
            declared.attributes.insert(declared.attributes.end(), word ? 1U : 0U, column);
        }
    }
    const auto category = m_labels.of(std::move(declared));
    if (!category) {
        return category.error();
    }
    SourceRecord record;
    record.order = m_order++;
    record.externalId = std::move(id);
    return m_sink.annotation(document, *category, std::move(annotation), std::move(record));
}

Result<void> Reader::readWords(const Page& page, std::size_t document, std::int64_t firstLine)
{
    std::vector<Words> sentences;
    const auto lineOf = [&](std::size_t row) { return firstLine + static_cast<std::int64_t>(row); };
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const Row& row = page.rows[i];
        if (row.kind == Row::Kind::Bad) {
            line(ReportLine::Kind::Skipped, lineOf(i), "The line " + row.problem + ". It was left out.");
        }
        const auto& columns = row.columns;
        if (row.kind != Row::Kind::Word ||
            !(says(columns[Upos]) || says(columns[Xpos]) || says(columns[Feats]) || says(columns[Lemma]) ||
              says(columns[Head]))) {
            continue;
        }
        Annotation word = wordAnnotation(row);
        const AnnotationId id = word.id;
        const std::string label = says(columns[Upos]) ? std::string(columns[Upos]) : std::string();
        sentences.resize(std::max(sentences.size(), row.sentence + 1));
        if (const Words& before = sentences[row.sentence]; before.contains(row.id)) {
            line(ReportLine::Kind::Repaired, lineOf(i),
                 "A word before it in its sentence has the number " + std::to_string(row.id) +
                     " too. Relations that name it are taken to mean the first.");
        }
        const auto taken = send(document, label, std::move(word), wordId(row));
        if (!taken) {
            return taken.error();
        }
        if (*taken) {
            sentences[row.sentence].emplace(row.id, id);
        }
    }
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const Row& row = page.rows[i];
        const std::string_view head = row.columns[Head];
        if (row.kind != Row::Kind::Word || !says(head) || head == "0") {
            continue;
        }
        const Words& words = sentences[row.sentence];
        const auto from = std::find_if(words.begin(), words.end(),
                                       [&](const auto& word) { return std::to_string(word.first) == head; });
        const auto to = words.find(row.id);
        if (from == words.end() || to == words.end() || from == to) {
            line(ReportLine::Kind::Skipped, lineOf(i),
                 "The head \"" + std::string(head) +
                     "\" is no other word of the sentence that says anything. The relation was left out.");
            continue;
        }
        Annotation relation;
        relation.shape = RelationShape{std::vector{from->second, to->second}, true};
        const std::string label = says(row.columns[Deprel]) ? std::string(row.columns[Deprel]) : "dep";
        if (const auto taken = send(document, label, std::move(relation), wordId(row)); !taken) {
            return taken.error();
        }
    }
    return {};
}

Result<void> Reader::readEntities(const Page& page, std::size_t document)
{
    if (!EntityTags::areIn(page)) {
        return {};
    }
    const EntityTags tags(page);
    for (const auto& sentence : tags.entities()) {
        for (const NamedEntity& entity : sentence) {
            Annotation annotation;
            annotation.shape = SpanShape{std::vector<TextRange>{entity.range}, 0};
            if (const auto taken = send(document, entity.label, std::move(annotation), kEntityId + tags.idOf(entity));
                !taken) {
                return taken.error();
            }
        }
    }
    return {};
}

Result<void> Reader::readPiece(std::size_t number)
{
    const Page page = readPage(rawOf(number));
    const std::int64_t first = m_pieces[number].line;
    ReadDocument read = documentOf(number, page.block);
    std::string_view name;
    for (const Row& row : page.rows) {
        if (row.kind == Row::Kind::Comment && commentOf(row, "newdoc id", name) && !name.empty()) {
            appendTextMember(read.document.metadata, "id", name);
            closeObject(read.document.metadata);
            break;
        }
    }
    closeObject(read.record.fields);
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    for (const std::size_t row : page.misfits) {
        line(ReportLine::Kind::Repaired, first + static_cast<std::int64_t>(row),
             "\"# text\" is not what the words below it make up. The text was put together from the words.");
    }
    auto words = readWords(page, number, first);
    return words ? readEntities(page, number) : words;
}

Result<void> Reader::read()
{
    survey();
    if (m_pieces.empty() && m_file.text.find("# global.columns =") != std::string::npos) {
        return Error{ErrorCode::Unsupported,
                     "This is CoNLL-U Plus, with columns of its own. Where one of them has tags of entities (B-…, I-…, O), "
                     "import it as conll; else write the ten columns of CoNLL-U.",
                     m_name};
    }
    if (m_pieces.empty()) {
        return Error{ErrorCode::InvalidInput,
                     "The file has no word: each stands on a line of ten columns that are parted by tabs." +
                         displayUtf8(m_problem),
                     m_name};
    }
    if (auto taken = m_sink.top({}); !taken) {
        return taken;
    }
    return readPieces();
}

} // namespace touchstone::conllu
