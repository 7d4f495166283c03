#include "core/formats/record_writer.h"

#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/member_list.h"
#include "core/formats/output_file.h"
#include "core/formats/record_reader.h"
#include "core/formats/text_walk.h"

namespace touchstone {

namespace {

class RecordsOut {
  public:
    RecordsOut(ExportSource& source, const RecordOf& recordOf, TextLosses& losses, Progress& progress)
        : m_source(source), m_recordOf(recordOf), m_losses(losses), m_progress(progress)
    {
    }
    Result<void> write(const std::filesystem::path& path);

  private:
    void put(const ExportSource::Text& text, std::string& out);
    void openDocument(const MemberList& members, const std::string& number, std::string& out);
    void closeDocument(std::string& out);

    ExportSource& m_source;
    const RecordOf& m_recordOf;
    TextLosses& m_losses;
    Progress& m_progress;
    std::string m_layout;
    bool m_training = false;
    std::int64_t m_count = 0;
    /// Of the document whose paragraphs are written.
    bool m_inDocument = false, m_firstParagraph = true;
    std::string m_number, m_documentEnd;
    std::int64_t m_documents = 0;
};

void RecordsOut::closeDocument(std::string& out)
{
    if (m_inDocument) {
        out += m_documentEnd;
        m_inDocument = false;
    }
}

void RecordsOut::openDocument(const MemberList& members, const std::string& number, std::string& out)
{
    if (m_inDocument && number == m_number) {
        return;
    }
    closeDocument(out);
    if (m_layout == "training") {
        out += m_documents > 0 ? "," : "[";
    }
    const std::string head = stringFromJson(members.find(kRecordHeadMember));
    m_documentEnd = head.empty() ? "]}" : stringFromJson(members.find(kRecordTailMember));
    m_documentEnd += stringFromJson(members.find(kRecordDocumentAfterMember));
    out += stringFromJson(members.find(kRecordDocumentBeforeMember));
    out += head.empty() ? "{\"id\": " + std::to_string(m_documents) + ", \"paragraphs\": [" : head;
    m_number = number;
    m_inDocument = true;
    m_firstParagraph = true;
    ++m_documents;
}

void RecordsOut::put(const ExportSource::Text& text, std::string& out)
{
    MemberList members;
    const std::string fields = text.record ? text.record->fields : std::string();
    members.read(fields);
    std::string raw = stringFromJson(members.find(kRecordRawMember));
    const std::string number(members.find(kRecordDocumentMember));
    // A record of another file may be of the other kind: it is written anew as one of this.
    const bool foreign = !raw.empty() && !number.empty() != m_training;
    if (foreign) {
        m_losses.add(placeOf(text),
                     "It came from a file of another shape: what that said besides was left out.");
        raw.clear();
    }
    const std::string record = m_recordOf(text, raw, m_training);
    const std::string before = stringFromJson(members.find(kRecordBeforeMember));
    const std::string after = stringFromJson(members.find(kRecordAfterMember));
    if (m_training) {
        openDocument(members, foreign || raw.empty() ? "new" : number, out);
        out += (m_firstParagraph ? "" : ",") + before + record + after;
        m_firstParagraph = false;
    } else if (m_layout == "list") {
        out += (m_count == 0 ? "[" : ",") + before + record + after;
    } else if (m_layout == "values") {
        out += before + record + (after.empty() ? "\n" : after);
    } else {
        out += (m_count == 0 ? "" : "\n") + record;
    }
    ++m_count;
}

Result<void> RecordsOut::write(const std::filesystem::path& path)
{
    const auto top = m_source.top();
    auto file = OutputFile::create(path);
    if (!file) {
        return file.error();
    }
    MemberList members;
    const std::string fields = top ? top->fields : std::string();
    members.read(fields);
    m_layout = stringFromJson(members.find(kRecordLayoutMember));
    m_training = m_layout.starts_with("training");
    if (members.has(kRecordMarkMember)) {
        file->text() += "\xEF\xBB\xBF";
    }
    auto done = walkTexts(m_source, m_progress, [&](const ExportSource::Text& text) {
        put(text, file->text());
        return file->flushed();
    });
    if (!done) {
        return done;
    }
    closeDocument(file->text());
    if (m_layout == "list" || m_layout == "training") {
        file->text() +=
            std::string(m_count == 0 ? "[" : "") + "]" + stringFromJson(members.find(kRecordTailMember));
    } else if ((m_layout.empty() || m_layout == "lines") && m_count > 0 && !members.has(kRecordOpenMember)) {
        file->text() += '\n';
    }
    return file->finish();
}

} // namespace

Result<void> writeRecords(ExportSource& source, const std::filesystem::path& path, const RecordOf& recordOf,
                          TextLosses& losses, Progress& progress)
{
    return RecordsOut(source, recordOf, losses, progress).write(path);
}

} // namespace touchstone
