#include "app/label/propagation.h"

#include <algorithm>
#include <optional>

#include "app/label/counted.h"
#include "app/session/text.h"
#include "tools/commands.h"
#include "touchstone/base/progress.h"
#include "touchstone/media/image.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

std::optional<Size> sizeOf(const Project& project, const Item& item)
{
    if (item.width > 0 && item.height > 0)
        return Size{double(item.width), double(item.height)};
    const auto header = readImageHeader(project.mediaPath(item));
    if (!header)
        return std::nullopt;
    return Size{double(header->width), double(header->height)};
}

bool isRelation(const Annotation& one)
{
    return std::holds_alternative<RelationShape>(one.shape);
}

/// Those that are not there yet.
std::vector<Annotation> fresh(const std::vector<Annotation>& shapes, const LayerContent& content)
{
    std::vector<Annotation> missing = shapes;
    std::erase_if(missing, [&](const Annotation& one) {
        return !isRelation(one) && std::ranges::any_of(content.annotations(), [&](const Annotation& there) {
            return there.label == one.label && there.shape == one.shape;
        });
    });
    return missing;
}

std::int64_t shapesIn(const std::vector<Annotation>& annotations)
{
    return std::int64_t(annotations.size()) - std::ranges::count_if(annotations, isRelation);
}

std::int64_t shapesIn(const std::vector<Change>& changes)
{
    return std::ranges::count_if(
        changes, [](const Change& change) { return !isRelation(std::get<Annotation>(*change.after)); });
}

Result<void> copyTo(Project& project, const WorkingLayer& working, const Propagation& request,
                    PropagationReport& report)
{
    const auto size = sizeOf(project, working.item);
    if (!size) {
        ++report.unknownSize;
        return {};
    }
    const std::vector<Annotation> wanted = fresh(request.shapes, working.content);
    report.there += shapesIn(request.shapes) - shapesIn(wanted);
    Creation made = pasteAnnotations(working.content, wanted, *size);
    report.leftOut += std::int64_t(made.leftOut);
    const std::int64_t count = shapesIn(made.changes);
    if (count == 0)
        return {};
    const std::string what = count == 1 ? "1 shape" : std::to_string(count) + " shapes";
    auto stored =
        storeOn(project, working, "Copy " + what + " from " + request.from, std::move(made.changes));
    if (!stored) {
        report.refused.push_back(working.item.path + ": " + stored.error().text());
        return {};
    }
    report.stored.push_back(*stored);
    ++report.items;
    report.shapes += count;
    return {};
}

} // namespace

Result<PropagationReport> propagate(Project& project, Reader& reader, const Propagation& request,
                                    Progress& progress)
{
    PropagationReport report;
    for (std::size_t i = 0; i < request.items.size(); ++i) {
        if (progress.cancelled()) {
            report.cancelled = true;
            break;
        }
        const auto working = openIfThere(project, reader, request.items[i]);
        if (!working)
            return working.error();
        if (!*working)
            continue;
        progress.report(double(i) / double(request.items.size()), (*working)->item.path);
        switch (opennessOf(project, (*working)->task)) {
        case Openness::Done:
        case Openness::Finished: ++report.finished; break;
        case Openness::Others: ++report.ofOthers; break;
        case Openness::Open:
            if (const auto copied = copyTo(project, **working, request, report); !copied)
                return copied.error();
        }
    }
    return report;
}

QString sentenceOf(const PropagationReport& report)
{
    const auto images = [](std::int64_t count) { return counted(count, u"1 image"_s, u"%1 images"_s); };
    QString text = report.shapes == 0
                       ? u"Nothing is copied."_s
                       : u"%1 copied to %2."_s.arg(counted(report.shapes, u"1 shape"_s, u"%1 shapes"_s),
                                                   images(report.items));
    const auto add = [&](std::int64_t count, const QString& one, const QString& many) {
        if (count > 0)
            text += u' ' + counted(count, one, many);
    };
    add(report.finished, u"1 image is done or skipped and stays."_s,
        u"%1 images are done or skipped and stay."_s);
    add(report.ofOthers, u"1 image is somebody else's."_s, u"%1 images are somebody else's."_s);
    add(report.there, u"1 shape was there already."_s, u"%1 shapes were there already."_s);
    add(report.leftOut, u"1 does not fit its picture."_s, u"%1 do not fit their pictures."_s);
    add(report.unknownSize, u"1 picture is missing or cannot be read."_s,
        u"%1 pictures are missing or cannot be read."_s);
    if (!report.refused.empty())
        text += u" Refused on %1: %2"_s.arg(images(std::int64_t(report.refused.size())),
                                            toQt(report.refused.front()));
    if (report.cancelled)
        text += u" Stopped."_s;
    return text;
}

} // namespace touchstone
