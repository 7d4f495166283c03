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
    m_columns = surveyColumns(m_file.text).columns;
    std::string_view rest = m_file.text;
    std::vector<std::vector<Tag>> tags(m_columns.levels);
    const auto endSentence = [&] {
        for (std::vector<Tag>& level : tags) {
            m_survey.add(level);
            level.clear();
        }
    };
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
        const Row row = readRow(takeRow(rest), m_columns);
        if (row.kind == Row::Kind::DocStart) {
            close(at, line);
        }
        if (row.kind == Row::Kind::Token) {
            hasTokens = true;
            for (std::size_t level = 0; level < m_columns.levels; ++level) {
                const Tag tag = row.tags[level].empty() ? Tag() : m_columns.read(row.tags[level]);
                m_tags += tag.label.empty() || tag.prefix == '?' ? 0 : 1;
                m_noTags += tag.prefix == '?' ? 1 : 0;
                tags[level].push_back(tag);
            }
        } else if (row.kind != Row::Kind::Comment) {
            endSentence();
        }
    }
    endSentence();
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
            line(ReportLine::Kind::Skipped, number,
                 row.token.empty() ? "The line has no token before its first tab. It was left out."
                                   : "The line has more columns than any such file. It was left out.");
        }
        for (const std::string_view tag : row.kind == Row::Kind::Token ? row.tags : std::vector<std::string_view>()) {
            if (tag.empty()) {
                line(ReportLine::Kind::Repaired, number, "The line has no tag. Its token was read as O.");
            } else if (m_columns.read(tag).prefix == '?') {
                line(ReportLine::Kind::Skipped, number,
                     "The column of tags says \"" + std::string(tag) +
                         "\", which is neither O nor a label after B-, I-, L-, U-, E- or S-. The token has no "
                         "label.");
            }
        }
    }
}

Result<void> Reader::readEntities(const Page& page, std::size_t document)
{
    for (const Page::Sentence& sentence : page.sentences) {
        for (const std::vector<Tag>& level : sentence.tags) {
            for (const Entity& entity : entitiesOf(level)) {
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
    }
    return {};
}

Result<void> Reader::readPiece(std::size_t number)
{
    const Page page = readPage(rawOf(number), m_columns);
    ReadDocument read = documentOf(number, page.block);
    appendTextMember(read.record.fields, "scheme", schemeName(scheme()));
    appendColumns(read.record.fields, m_columns);
    closeObject(read.record.fields);
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    tellOddTags(page, m_pieces[number].line);
    return readEntities(page, number);
}

void Reader::tellHowItIsRead()
{
    const std::string name(schemeName(scheme()));
    m_sink.line({ReportLine::Kind::Note, m_name,
                 "The tags are read as " + name +
                     (m_columns.bare ? ", in which a run of one label is one entity" : "") +
                     ". The spaces of the text are not known: its tokens were joined by one each."});
    if (m_columns.levels > 1) {
        m_sink.line({ReportLine::Kind::Note, m_name,
                     std::to_string(m_columns.levels) +
                         " columns have tags. All were read: each holds what lies within that of the one before."});
    }
    if (const std::int64_t odd = m_columns.bare ? 0 : m_survey.odd(); odd > 0) {
        m_sink.line({ReportLine::Kind::Repaired, m_name,
                     withThousands(odd) + (odd == 1 ? " entity does" : " entities do") + " not begin as those of " +
                         name +
                         " do; they were read as they stand. They leave as they came unless their sentence "
                         "is changed."});
    }
}

Result<void> Reader::read()
{
    if (m_file.text.starts_with("#begin document")) {
        return Error{ErrorCode::Unsupported,
                     "This is CoNLL-2012 (OntoNotes), whose names and chains are brackets over columns. It is not read. "
                     "Convert it to CoNLL-2003 (a token and its tag on each line), or to brat for its chains.",
                     m_name};
    }
    survey();
    if (m_pieces.empty() || (m_tags == 0 && m_noTags > 0)) {
        return Error{ErrorCode::InvalidInput,
                     m_pieces.empty()
                         ? "The file has no token: each stands on a line of its own, with its tag in a column."
                         : "No column of the file holds tags of entities (O, B-…, I-…). Choose the format that it "
                           "is in.",
                     m_name};
    }
    SourceRecord top;
    appendTextMember(top.fields, "scheme", schemeName(scheme()));
    appendColumns(top.fields, m_columns);
    closeObject(top.fields);
    if (auto taken = m_sink.top(std::move(top)); !taken) {
        return taken;
    }
    tellHowItIsRead();
    return readPieces();
}

} // namespace touchstone::conll
