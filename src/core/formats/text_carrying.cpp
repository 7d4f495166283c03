#include "core/formats/text_carrying.h"

#include "core/formats/exchange_report.h"
#include "core/store/former_texts.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/model/carry.h"
#include "touchstone/workflow/many_items.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace {

constexpr std::size_t kMostWords = 40;

std::string counted(std::int64_t count, const char* one, const char* several)
{
    return withThousands(count) + " " + (count == 1 ? one : several);
}

std::string quoted(const std::string& words)
{
    Document one;
    one.blocks.push_back({"", words});
    return "“" + displayUtf8(firstWords(one, kMostWords)) + "”";
}

} // namespace

Result<void> TextCarrying::changed(const SourceWriter::ItemRef& now, const std::string& where, bool isRecord,
                                   Document document)
{
    if (isRecord) {
        m_records.push_back({now, where, std::move(document)});
        return {};
    }
    return carry(now, where, document);
}

Result<void> TextCarrying::fileRead()
{
    const std::vector<Pending> records = std::move(m_records);
    m_records.clear();
    for (const Pending& record : records) {
        if (m_writer.wasMet(record.item.former)) {
            continue;
        }
        if (auto done = carry(record.item, record.where, record.document); !done) {
            return done;
        }
    }
    return {};
}

Result<void> TextCarrying::openReader()
{
    if (m_reader) {
        return {};
    }
    auto reader = m_project.reader();
    if (!reader) {
        return reader.error();
    }
    m_reader = std::move(*reader);
    return {};
}

Result<void> TextCarrying::carry(const SourceWriter::ItemRef& now, const std::string& where, const Document& document)
{
    if (auto opened = openReader(); !opened) {
        return opened;
    }
    const auto former = m_reader->item(now.former);
    const auto before = former ? m_reader->document(former->id) : former.error();
    const auto layer = before ? m_reader->effectiveLayer(former->id) : before.error();
    const auto content = !layer    ? Result<LayerContent>(layer.error())
                         : *layer ? m_reader->content((*layer)->layer.id)
                                  : Result<LayerContent>(LayerContent());
    if (!content) {
        return content.error();
    }
    m_former.push_back(now.former);
    ++m_report.changedTexts;
    Carried labels = carried(content->annotations(), *before, document);
    for (Annotation& annotation : labels.annotations) {
        auto written = m_writer.annotation(*m_writer.layer(now.key), std::move(annotation), {});
        if (!written) {
            return written;
        }
    }
    const auto count = std::int64_t(labels.annotations.size());
    m_report.annotations += count;
    const auto ontology = m_project.ontology();
    for (const Carried::Doubt& doubt : labels.doubts) {
        const Label* label = ontology->resolve(doubt.label);
        addLine(m_report,
                {ReportLine::Kind::Repaired, where,
                 (label ? displayUtf8(label->name) + " " : std::string()) + quoted(doubt.before) +
                     (doubt.after.empty() ? " is not in the text any more: it is kept where it was, as a place."
                                          : " now stands on " + quoted(doubt.after) + ".") +
                     " It is marked as unsure."});
    }
    std::string message = "The text is another one than before.";
    if (count > 0) {
        message += " " + counted(count, "annotation was", "annotations were") + " carried over";
        message += labels.doubts.empty() ? "." : ", " + withThousands(std::int64_t(labels.doubts.size())) + " of them in doubt.";
    }
    addLine(m_report, {ReportLine::Kind::Note, where, message + " The former text stays as an item of its own."});
    return {};
}

Result<void> TextCarrying::tellReturned()
{
    if (m_met.empty()) {
        return {};
    }
    if (auto opened = openReader(); !opened) {
        return opened;
    }
    TaskFilter filter;
    filter.states = {TaskState::Skipped};
    auto skipped = m_reader->itemKeys(filter);
    if (!skipped) {
        return skipped.error();
    }
    std::erase_if(*skipped, [this](std::int64_t item) { return !m_met.contains(item); });
    const auto rows = m_reader->taskRows(*skipped, m_project.me());
    if (!rows) {
        return rows.error();
    }
    for (const TaskRow& row : *rows) {
        if (row.task.reason == kNewerText) {
            addLine(m_report, {ReportLine::Kind::Note, m_met[row.item.key],
                               "The file has this text again, which was skipped since the file had a newer one. Reopen it "
                               "to go on with it, and skip the newer one."});
        }
    }
    return {};
}

Result<void> TextCarrying::skip(std::int64_t former)
{
    const auto working = openIfThere(m_project, *m_reader, former);
    if (!working) {
        return working.error();
    }
    if (!*working || opennessOf(m_project, (*working)->task) != Openness::Open) {
        return {};
    }
    auto edit = skipEdit(m_project, **working, std::string(kNewerText));
    if (!edit) {
        return edit.error();
    }
    auto stored = m_project.applyNow(Commit{std::move(*edit), (*working)->start});
    return stored ? Result<void>() : stored.error();
}

void TextCarrying::retireFormer(Progress& progress)
{
    std::int64_t left = 0;
    std::string reason;
    for (std::size_t i = 0; i < m_former.size(); ++i) {
        if (progress.cancelled()) {
            left += std::int64_t(m_former.size() - i);
            reason = "It was cancelled.";
            break;
        }
        progress.report(double(i) / double(m_former.size()), "Skipping former texts");
        if (const auto skipped = skip(m_former[i]); !skipped && left++ == 0) {
            reason = skipped.error().message;
        }
    }
    if (left > 0) {
        addLine(m_report, {ReportLine::Kind::Note, "",
                           counted(left, "former text was", "former texts were") +
                               " not skipped. Skip them by hand, or both forms are exported. The reason: " + reason});
    }
}

} // namespace touchstone
