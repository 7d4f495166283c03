#include "app/label/tag_many.h"

#include "app/label/counted.h"
#include "app/session/text.h"
#include "touchstone/base/progress.h"
#include "touchstone/model/label_values.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

/// Whether an item that may be changed lacks it.
Result<bool> anyLacks(Project& project, Reader& reader, const std::vector<std::int64_t>& items,
                      const LabelId& label, const Ontology& ontology, Progress& progress)
{
    for (const std::int64_t key : items) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "Tagging was cancelled.", {}};
        const auto working = openIfThere(project, reader, key);
        if (!working)
            return working.error();
        if (*working && opennessOf(project, (*working)->task) == Openness::Open &&
            !tagOf((*working)->content, ontology, label))
            return true;
    }
    return false;
}

} // namespace

Result<TagManyReport> tagMany(Project& project, Reader& reader, const std::vector<std::int64_t>& items,
                              const LabelId& label, Progress& progress)
{
    const std::shared_ptr<const Ontology> ontology = project.ontology();
    const Label* wanted = ontology->resolve(label);
    if (!wanted)
        return Error{ErrorCode::NotFound, "This label is not in the project any more.", {}};
    const auto lacks = anyLacks(project, reader, items, label, *ontology, progress);
    if (!lacks)
        return lacks.error();
    TagManyReport report;
    report.set = *lacks;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (progress.cancelled()) {
            report.cancelled = true;
            break;
        }
        progress.report(double(i) / double(items.size()), wanted->name);
        const auto working = openIfThere(project, reader, items[i]);
        if (!working)
            return working.error();
        if (!*working)
            continue;
        const WorkingLayer& layer = **working;
        const Openness openness = opennessOf(project, layer.task);
        if (openness != Openness::Open) {
            ++(openness == Openness::Others ? report.ofOthers : report.finished);
            continue;
        }
        std::vector<Change> changes;
        if (report.set) {
            Annotation tag;
            tag.id = AnnotationId::create();
            tag.label = wanted->id;
            tag.attributes = attributesForNew(*wanted, nullptr);
            changes = tagSet(layer.content, *ontology, std::move(tag));
        } else {
            changes = tagTaken(layer.content, *ontology, wanted->id);
        }
        if (changes.empty()) {
            ++report.there;
            continue;
        }
        auto stored = storeOn(project, layer, (report.set ? "Tag " : "Take away the tag ") + wanted->name,
                              std::move(changes));
        if (stored) {
            report.stored.push_back(*stored);
            ++report.changed;
        } else {
            report.refused.push_back(layer.item.path + ": " + stored.error().text());
        }
    }
    return report;
}

QString sentenceOf(const TagManyReport& report, const QString& label)
{
    QString text = report.changed == 0
                       ? u"No item is changed."_s
                       : (report.set ? u"%1 is set on %2."_s : u"%1 is taken from %2."_s)
                             .arg(label, counted(report.changed, u"1 item"_s, u"%1 items"_s));
    const auto add = [&](std::int64_t n, const QString& one, const QString& many) {
        if (n > 0)
            text += u' ' + counted(n, one, many);
    };
    if (report.set)
        add(report.there, u"1 had it."_s, u"%1 had it."_s);
    add(report.finished, u"1 is done or skipped and stays."_s, u"%1 are done or skipped and stay."_s);
    add(report.ofOthers, u"1 is somebody else's and stays."_s, u"%1 are somebody else's and stay."_s);
    if (!report.refused.empty())
        text += u" Refused on %1: %2"_s.arg(
            counted(std::int64_t(report.refused.size()), u"1 item"_s, u"%1 items"_s),
            toQt(report.refused.front()));
    if (report.cancelled)
        text += u" Stopped."_s;
    return text;
}

} // namespace touchstone
