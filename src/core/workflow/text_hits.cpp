#include "touchstone/workflow/text_hits.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "touchstone/base/progress.h"
#include "touchstone/model/label_values.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {
namespace {

constexpr std::int64_t aroundHit = 80;
constexpr std::int64_t longestHit = 200;
constexpr std::int64_t newsEvery = 64;
constexpr std::size_t newsAtMost = 512;

/// On one line. A blank at either end stays: it stands between the hit and its neighbour.
std::string onOneLine(std::string_view text)
{
    std::string line;
    bool space = false;
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; };
    for (const char c : text) {
        if (isBlank(c)) {
            space = true;
            continue;
        }
        if (std::exchange(space, false))
            line += ' ';
        line += c;
    }
    if (space)
        line += ' ';
    return line;
}

} // namespace

std::string nameOf(const Item& item)
{
    return item.part ? item.path + ", " + std::to_string(*item.part) : item.path;
}

std::vector<TextHit> hitsOf(const Item& item, const Document& document, const std::vector<TextPlace>& places)
{
    std::vector<TextHit> hits;
    hits.reserve(places.size());
    const std::string name = nameOf(item);
    std::map<int, TextOffsets> blocks;
    for (const TextPlace& place : places) {
        const auto offsets =
            blocks.try_emplace(place.block, document.blocks[static_cast<std::size_t>(place.block)].text).first;
        const auto slice = [&](std::int64_t begin, std::int64_t end) {
            return onOneLine(offsets->second.slice({std::max<std::int64_t>(0, begin), std::min(offsets->second.length(), end)}));
        };
        const TextRange& range = place.range;
        const std::int64_t end = std::min(range.end, range.begin + longestHit);
        hits.push_back({item.key, name, place, slice(range.begin - aroundHit, range.begin),
                        slice(range.begin, end) + (end < range.end ? "…" : ""), slice(range.end, range.end + aroundHit), {}});
    }
    return hits;
}

void setLabels(std::vector<TextHit>& hits, std::size_t from, const LayerContent& content)
{
    std::map<TextPlace, LabelId> spans;
    for (const Annotation& one : content.annotations())
        if (const auto* span = std::get_if<SpanShape>(&one.shape))
            for (const TextRange& range : *span->ranges)
                spans.try_emplace({span->block, range}, one.label);
    // Of those that overlap others, the first in the text speaks for all.
    std::map<int, std::vector<std::pair<TextRange, LabelId>>> stretches;
    for (const auto& [place, label] : spans) {
        auto& known = stretches[place.block];
        if (!known.empty() && place.range.begin < known.back().first.end)
            known.back().first.end = std::max(known.back().first.end, place.range.end);
        else
            known.emplace_back(place.range, label);
    }
    for (std::size_t i = from; i < hits.size(); ++i) {
        const TextPlace& place = hits[i].place;
        if (const auto same = spans.find(place); same != spans.end()) {
            hits[i].label = same->second;
            continue;
        }
        hits[i].label = {};
        const auto& known = stretches[place.block];
        const auto after = std::ranges::partition_point(
            known, [&](const auto& stretch) { return stretch.first.end <= place.range.begin; });
        if (after != known.end() && after->first.overlaps(place.range))
            hits[i].label = after->second;
    }
}

Result<TextHitReport> findTexts(const Project& project, Reader& reader, const std::vector<std::int64_t>& items,
                                const TextSearch& search, std::size_t most, Progress& progress,
                                const std::function<void(std::vector<TextHit>)>& news)
{
    TextHitReport report;
    std::vector<TextHit> fresh;
    const auto tell = [&] {
        if (!fresh.empty())
            news(std::exchange(fresh, {}));
    };
    for (std::size_t i = 0; i < items.size() && report.complete; ++i) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "The search was stopped.", {}};
        const auto item = reader.item(items[i]);
        if (!item || item->kind != "text")
            continue;
        if (report.texts++ % newsEvery == 0) {
            progress.report(double(i) / double(items.size()), item->path);
            tell();
        }
        const auto document = reader.document(item->id);
        if (!document) {
            report.problems.push_back(nameOf(*item) + ": " + document.error().message);
            continue;
        }
        SearchLimits limits;
        limits.most = most - std::min(most, static_cast<std::size_t>(report.hits));
        limits.progress = &progress;
        const auto found = placesOf(*document, search, limits);
        if (!found && found.error().code == ErrorCode::Cancelled)
            return found.error();
        if (!found) {
            report.problems.push_back(nameOf(*item) + ": " + found.error().message);
            continue;
        }
        report.complete = found->complete;
        if (found->places.empty())
            continue;
        const std::size_t from = fresh.size();
        std::ranges::move(hitsOf(*item, *document, found->places), std::back_inserter(fresh));
        if (const auto working = openWorkingLayer(project, reader, item->id))
            setLabels(fresh, from, working->content);
        ++report.hitTexts;
        report.hits += static_cast<std::int64_t>(found->places.size());
        if (fresh.size() >= newsAtMost)
            tell();
    }
    tell();
    return report;
}

Result<PlaceLabellingReport> labelPlaces(Project& project, Reader& reader, const PlaceLabelling& request,
                                         Progress& progress)
{
    const auto ontology = project.ontology();
    const Label* label = ontology->resolve(request.label);
    if (!label || !label->isActive() || !label->allows(ShapeKind::Span))
        return Error{ErrorCode::InvalidInput, "This label is not for spans.", label ? label->name : ""};
    const Attributes start = attributesForNew(*label, nullptr);
    PlaceLabellingReport report;
    std::size_t seen = 0;
    for (const auto& [key, places] : request.places) {
        if (progress.cancelled()) {
            report.cancelled = true;
            break;
        }
        const auto opened = openIfThere(project, reader, key);
        if (!opened)
            return opened.error();
        if (!*opened)
            continue;
        const WorkingLayer& working = **opened;
        progress.report(double(seen++) / double(request.places.size()), working.item.path);
        const Openness open = opennessOf(project, working.task);
        const auto count = static_cast<std::int64_t>(places.size());
        if (open != Openness::Open) {
            (open == Openness::Others ? report.ofOthers : report.finished) += count;
            continue;
        }
        const SpanCover cover(working.content, *ontology, label->id);
        std::vector<Change> changes;
        for (const TextPlace& place : places) {
            if (cover.overlaps(place)) {
                ++report.already;
                continue;
            }
            Annotation span;
            span.id = AnnotationId::create();
            span.label = label->id;
            span.shape = SpanShape{std::vector{place.range}, place.block};
            span.attributes = start;
            changes.push_back(working.content.creation(std::move(span)));
        }
        if (changes.empty())
            continue;
        const auto made = static_cast<std::int64_t>(changes.size());
        const std::string text = made == 1 ? "1 place" : std::to_string(made) + " places";
        auto stored = storeOn(project, working, "Label " + text + " " + label->name, std::move(changes));
        if (!stored) {
            report.refused.push_back(nameOf(working.item) + ": " + stored.error().text());
            continue;
        }
        report.stored.push_back(*stored);
        report.labelled += made;
        ++report.items;
    }
    return report;
}

} // namespace touchstone
