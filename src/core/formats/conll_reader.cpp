#include "core/formats/conll_reader.h"

#include "core/formats/json_text.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::conll {

/// Documents and scheme. A document begins with its -DOCSTART-; what has no token belongs to the one after
/// it.
void Reader::survey()
{
    m_tabs = usesTabs(m_file.text);
    std::string_view rest = m_file.text;
    std::vector<Tag> tags;
    Piece piece;
    bool hasTokens = false;
    const auto close = [&](std::size_t at, std::int64_t line) {
        if (hasTokens) {
            piece.to = at;
            m_pieces.push_back(piece);
            piece = {at, at, line};
        }
        hasTokens = false;
    };
    for (std::int64_t line = 1; !rest.empty(); ++line) {
        const std::size_t at = m_file.text.size() - rest.size();
        const Row row = readRow(takeRow(rest), m_tabs);
        if (row.kind == Row::Kind::DocStart) {
            close(at, line);
        }
        if (row.kind == Row::Kind::Token) {
            hasTokens = true;
            tags.push_back(row.tag.empty() ? Tag() : readTag(row.tag));
            m_tags += tags.back().label.empty() || tags.back().prefix == '?' ? 0 : 1;
            m_noTags += tags.back().prefix == '?' ? 1 : 0;
        } else if (row.kind != Row::Kind::Comment && !tags.empty()) {
            m_survey.add(tags);
            tags.clear();
        }
    }
    m_survey.add(tags);
    close(m_file.text.size(), 0);
    if (!m_pieces.empty()) {
        m_pieces.back().to = m_file.text.size();
    }
}

void Reader::tellOddTags(const Page& page, std::int64_t firstLine)
{
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const Row& row = page.rows[i];
        const std::int64_t number = firstLine + static_cast<std::int64_t>(i);
        if (row.kind == Row::Kind::NoToken) {
            line(ReportLine::Kind::Skipped, number, "The line has no token before its first tab. It was left out.");
        } else if (row.kind == Row::Kind::Token && row.tag.empty()) {
            line(ReportLine::Kind::Repaired, number, "The line has no tag. Its token was read as O.");
        } else if (row.kind == Row::Kind::Token && readTag(row.tag).prefix == '?') {
            line(ReportLine::Kind::Skipped, number,
                 "The last column says \"" + std::string(row.tag) +
                     "\", which is neither O nor a label after B-, I-, L-, U-, E- or S-. The token has no label.");
        }
    }
}

Result<void> Reader::readEntities(const Page& page, std::size_t document)
{
    for (const Page::Sentence& sentence : page.sentences) {
        for (const Entity& entity : entitiesOf(sentence.tags)) {
            const auto category = m_labels.of(entity.label);
            if (!category) {
                return category.error();
            }
            Annotation annotation;
            annotation.shape = SpanShape{
                std::vector<TextRange>{{page.block.tokens[sentence.firstToken + entity.first].begin,
                                        page.block.tokens[sentence.firstToken + entity.end - 1].end}},
                0};
            SourceRecord record;
            record.order = m_order++;
            if (const auto taken =
                    m_sink.annotation(document, *category, std::move(annotation), std::move(record));
                !taken) {
                return taken.error();
            }
        }
    }
    return {};
}

Result<void> Reader::readPiece(std::size_t number)
{
    const Page page = readPage(rawOf(number), m_tabs);
    ReadDocument read = documentOf(number, page.block);
    appendTextMember(read.record.fields, "scheme", schemeName(m_survey.scheme()));
    appendMember(read.record.fields, "tabs", m_tabs ? "true" : "false");
    closeObject(read.record.fields);
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    tellOddTags(page, m_pieces[number].line);
    return readEntities(page, number);
}

Result<void> Reader::read()
{
    survey();
    if (m_pieces.empty() || (m_tags == 0 && m_noTags > 0)) {
        return Error{ErrorCode::InvalidInput,
                     m_pieces.empty()
                         ? "The file has no token: each stands on a line of its own, with its tag last."
                         : "The last column of the file holds no tags of entities (O, B-…, I-…). Choose the "
                           "format that it is in.",
                     m_name};
    }
    SourceRecord top;
    appendTextMember(top.fields, "scheme", schemeName(m_survey.scheme()));
    appendMember(top.fields, "tabs", m_tabs ? "true" : "false");
    closeObject(top.fields);
    if (auto taken = m_sink.top(std::move(top)); !taken) {
        return taken;
    }
    m_sink.line({ReportLine::Kind::Note, m_name,
                 "The tags are read as " + std::string(schemeName(m_survey.scheme())) +
                     ". The spaces of the text are not known: its tokens were joined by one each."});
    if (const std::int64_t odd = m_survey.odd(); odd > 0) {
        m_sink.line({ReportLine::Kind::Repaired, m_name,
                     withThousands(odd) + " entities do not begin as those of " +
                         std::string(schemeName(m_survey.scheme())) +
                         " do; they were read as they stand. They leave as they came unless their sentence "
                         "is changed."});
    }
    return readPieces();
}

} // namespace touchstone::conll
