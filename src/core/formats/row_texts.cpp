#include "core/formats/row_texts.h"

#include "core/formats/text_claims.h"
#include "core/formats/text_record.h"
#include "core/formats/text_walk.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

Result<void> RowTextsReader::readPieces()
{
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

std::string_view RowTextsReader::rawOf(std::size_t number) const
{
    const Piece& piece = m_pieces[number];
    return std::string_view(m_file.text).substr(piece.from, piece.to - piece.from);
}

ReadDocument RowTextsReader::documentOf(std::size_t number, const TextBlock& block) const
{
    ReadDocument read;
    read.path = m_name;
    if (m_pieces.size() > 1) {
        read.part = static_cast<std::int64_t>(number) + 1;
    }
    read.document.blocks.push_back(block);
    read.document.encoding = m_file.encoding;
    read.record.order = static_cast<std::int64_t>(number);
    appendTextMember(read.record.fields, "raw", rawOf(number));
    return read;
}

void RowTextsReader::line(ReportLine::Kind kind, std::int64_t number, const std::string& message)
{
    m_sink.line({kind, m_name + ": line " + std::to_string(number), displayUtf8(message)});
}

Result<void> RowTextsWriter::write(std::vector<ReportLine>& lines)
{
    auto labels = labelNames(m_source);
    if (!labels) {
        return labels.error();
    }
    m_labels = std::move(*labels);
    begin(m_source.top());
    auto written = walkTexts(m_source, m_progress, [&](const ExportSource::Text& text) {
        writeText(text);
        return m_file.flushed();
    });
    if (!written) {
        return written;
    }
    auto finished = m_file.finish();
    if (finished) {
        m_losses.tell(lines);
        tell(lines);
    }
    return finished;
}

} // namespace touchstone
