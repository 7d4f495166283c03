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
        const std::string where =
            m_name + ": line " + std::to_string(firstLine + static_cast<std::int64_t>(i));
        if (row.kind == Row::Kind::NoToken) {
            m_sink.line({ReportLine::Kind::Skipped, where,
                         "The line has no token before its first tab. It was left out."});
        } else if (row.kind == Row::Kind::Token && row.tag.empty()) {
            m_sink.line({ReportLine::Kind::Repaired, where, "The line has no tag. Its token was read as O."});
        } else if (row.kind == Row::Kind::Token && readTag(row.tag).prefix == '?') {
            m_sink.line({ReportLine::Kind::Skipped, where,
                         "The last column says \"" + std::string(row.tag) +
                             "\", which is neither O nor a label after B-, I-, L-, U-, E- or S-. The token "
                             "has no label."});
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
    const Piece& piece = m_pieces[number];
    const std::string_view raw = std::string_view(m_file.text).substr(piece.from, piece.to - piece.from);
    Page page = readPage(raw, m_tabs);
    ReadDocument read;
    read.path = m_name;
    if (m_pieces.size() > 1) {
        read.part = static_cast<std::int64_t>(number) + 1;
    }
    read.document.blocks.push_back(page.block);
    read.document.encoding = m_file.encoding;
    read.record.order = static_cast<std::int64_t>(number);
    appendTextMember(read.record.fields, "raw", raw);
    appendTextMember(read.record.fields, "scheme", schemeName(m_survey.scheme()));
    appendMember(read.record.fields, "tabs", m_tabs ? "true" : "false");
    closeObject(read.record.fields);
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    tellOddTags(page, piece.line);
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
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        m_progress.report(static_cast<double>(i) / static_cast<double>(m_pieces.size()), "Reading texts");
        if (auto done = readPiece(i); !done) {
            return done;
        }
    }
    return {};
}

} // namespace touchstone::conll
