#include "core/formats/record_reader.h"

#include "core/formats/json_text.h"
#include "core/formats/record_file.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

class Reader {
  public:
    Reader(const std::filesystem::path& path, RecordFile file, const RecordParsers& parsers, ImportSink& sink,
           Progress& progress)
        : m_path(safeRelativePath(pathToUtf8(path.filename())).value_or("texts")), m_file(std::move(file)),
          m_parsers(parsers), m_sink(sink), m_labels(sink), m_progress(progress)
    {
    }
    Result<void> read();

  private:
    Result<void> begin();
    Result<void> readRaw();
    Result<void> send(ClaimedText text, const std::string& where, std::string fields);
    static void addSpace(std::string& fields, std::string_view name, std::string_view space)
    {
        if (!space.empty()) {
            appendTextMember(fields, name, space);
        }
    }

    std::string m_path;
    RecordFile m_file;
    const RecordParsers& m_parsers;
    ImportSink& m_sink;
    SinkLabels m_labels;
    Progress& m_progress;
    std::int64_t m_texts = 0;
    std::size_t m_documents = 0;
    bool m_training = false;
    std::int64_t m_without = 0; ///< Documents without paragraphs.
};

Result<void> Reader::begin()
{
    SourceRecord top;
    const RecordLayout layout = m_file.layout();
    appendTextMember(top.fields, kRecordLayoutMember,
                     layout == RecordLayout::Lines  ? "lines"
                     : layout == RecordLayout::List ? m_training ? "training" : "list"
                     : m_training                   ? "trainingValues"
                                                    : "values");
    if (m_file.hasMark()) {
        appendMember(top.fields, kRecordMarkMember, "true");
    }
    if (!m_file.hasLastEnd()) {
        appendMember(top.fields, kRecordOpenMember, "true");
    }
    addSpace(top.fields, kRecordTailMember, m_file.tail());
    closeObject(top.fields);
    return m_sink.top(std::move(top));
}

Result<void> Reader::send(ClaimedText text, const std::string& where, std::string fields)
{
    closeObject(fields);
    if (text.problem.empty()) {
        Document document;
        document.blocks.push_back(text.block);
        if (const auto fits = validate(document); !fits) {
            text.problem = fits.error().message;
        }
    }
    ++m_texts;
    if (!text.problem.empty()) {
        m_sink.line({ReportLine::Kind::Skipped, where, displayUtf8(text.problem) + " It was left out."});
        return {};
    }
    ReadDocument read;
    read.path = m_path;
    read.part = m_file.layout() == RecordLayout::Lines ? m_file.number() : m_texts;
    read.record.order = m_texts;
    read.record.fields = std::move(fields);
    read.document.blocks.push_back(std::move(text.block));
    read.document.metadata = text.metadata;
    read.labelled = text.labelled;
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    for (const ClaimedText::Remark& remark : text.remarks) {
        m_sink.line({remark.kind, where, displayUtf8(remark.message)});
    }
    return sendClaims(text, m_documents++, m_labels, m_sink);
}

Result<void> Reader::readRaw()
{
    const std::string& raw = m_file.raw();
    if (m_file.layout() == RecordLayout::Lines && raw.find_first_not_of(" \t\r") == std::string::npos) {
        return {};
    }
    if (!m_file.problem().empty()) {
        m_sink.line({ReportLine::Kind::Skipped, m_file.where(), m_file.problem() + " It was left out."});
        return {};
    }
    const auto training = m_training ? paragraphsOf(raw) : std::nullopt;
    if (!training) {
        std::string fields;
        appendTextMember(fields, kRecordRawMember, raw);
        addSpace(fields, kRecordBeforeMember, m_file.before());
        addSpace(fields, kRecordAfterMember, m_file.after());
        return send(m_parsers.record(raw), m_file.where(), std::move(fields));
    }
    m_without += training->paragraphs.empty() ? 1 : 0;
    for (std::size_t i = 0; i < training->paragraphs.size(); ++i) {
        const auto& paragraph = training->paragraphs[i];
        std::string fields;
        appendTextMember(fields, kRecordRawMember, paragraph.raw);
        addSpace(fields, kRecordBeforeMember, paragraph.before);
        addSpace(fields, kRecordAfterMember, paragraph.after);
        appendMember(fields, kRecordDocumentMember, std::to_string(m_file.number()));
        if (i == 0) {
            appendTextMember(fields, kRecordHeadMember, training->head);
            appendTextMember(fields, kRecordTailMember, training->tail);
            addSpace(fields, kRecordDocumentBeforeMember, m_file.before());
            addSpace(fields, kRecordDocumentAfterMember, m_file.after());
        }
        const std::string where = m_file.where() + ", paragraph " + std::to_string(i + 1);
        if (auto sent = send(m_parsers.paragraph(paragraph.raw), where, std::move(fields)); !sent) {
            return sent;
        }
    }
    return {};
}

Result<void> Reader::read()
{
    bool begun = false;
    for (;;) {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        m_progress.report(m_file.part(), "Reading texts");
        const auto more = m_file.next();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        if (!begun) {
            begun = true;
            m_training = m_parsers.paragraph && m_file.layout() != RecordLayout::Lines &&
                         paragraphsOf(m_file.raw()).has_value();
            if (auto taken = begin(); !taken) {
                return taken;
            }
        }
        if (auto done = readRaw(); !done) {
            return done;
        }
    }
    if (m_without > 0) {
        m_sink.line({ReportLine::Kind::Note, displayUtf8(m_path),
                     withThousands(m_without) + (m_without == 1 ? " document has" : " documents have") +
                         " no paragraphs. Nothing came of them, and they are not written again."});
    }
    if (m_documents == 0) {
        return Error{ErrorCode::InvalidInput, "No record of the file has a text that could be read.",
                     displayUtf8(m_path)};
    }
    return {};
}

} // namespace

Result<void> readRecords(const std::filesystem::path& path, const RecordParsers& parsers, ImportSink& sink,
                         Progress& progress)
{
    auto file = RecordFile::open(path);
    if (!file) {
        return file.error();
    }
    return Reader(path, std::move(*file), parsers, sink, progress).read();
}

} // namespace touchstone
