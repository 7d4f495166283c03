#include "touchstone/workflow/relabel.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "touchstone/base/progress.h"
#include "touchstone/model/label_values.h"
#include "touchstone/model/relation_rules.h"
#include "touchstone/model/relations.h"
#include "touchstone/model/tags.h"

namespace touchstone {
namespace {

constexpr std::int64_t newsEvery = 64;

Result<void> checkLabels(const Ontology& ontology, const LabelReplacement& request)
{
    const Label* from = ontology.resolve(request.from);
    const Label* to = ontology.resolve(request.to);
    if (!from || !to)
        return Error{ErrorCode::InvalidInput, "The label is not in the project.", {}};
    if (from == to)
        return Error{ErrorCode::InvalidInput, "Both labels are \"" + to->name + "\".", {}};
    if (!to->isActive())
        return Error{ErrorCode::InvalidInput, "The label \"" + to->name + "\" is retired.", {}};
    return {};
}

std::string shapesText(std::int64_t count)
{
    return count == 1 ? "1 shape" : std::to_string(count) + " shapes";
}

// A skeleton goes to labels with as many points only: its points have no others' names.
bool allows(const Label& label, const Shape& shape)
{
    const auto* skeleton = std::get_if<SkeletonShape>(&shape);
    return label.allows(kindOf(shape)) && (!skeleton || skeleton->points->size() == label.skeleton.points.size());
}

/// With a project to write to, stores; else counts.
Result<LabelReplacementReport> walk(const Project& project, Project* write, Reader& reader,
                                    const LabelReplacement& request, Progress& progress, const ReplacementNews& news)
{
    const auto ontology = project.ontology();
    if (auto valid = checkLabels(*ontology, request); !valid)
        return valid.error();
    const std::string text = " from " + ontology->resolve(request.from)->name + " to " +
                             ontology->resolve(request.to)->name;
    LabelReplacementReport report;
    for (const std::int64_t key : request.items) {
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
        if (report.items % newsEvery == 0) {
            progress.report(double(report.items) / double(request.items.size()), working.item.path);
            if (news)
                news(report);
        }
        ++report.items;
        LayerReplacement made = replacedIn(working.content, *ontology, request.from, request.to);
        const Openness open = opennessOf(project, working.task);
        const bool done = open == Openness::Done;
        if (open == Openness::Others) {
            report.ofOthers += made.shapes + made.notAllowed + made.unfit;
            continue;
        }
        if (open == Openness::Finished) {
            report.closed += made.shapes + made.notAllowed + made.unfit;
            continue;
        }
        if (write && done && !request.doneToo) {
            report.doneLeft += made.shapes + made.notAllowed + made.unfit;
            continue;
        }
        report.notAllowed += made.notAllowed;
        report.unfit += made.unfit;
        if (made.shapes == 0)
            continue;
        if (write) {
            auto stored =
                storeOn(*write, working, "Relabel " + shapesText(made.shapes) + text, std::move(made.changes));
            if (!stored) {
                report.refused.push_back(working.item.path + ": " + stored.error().text());
                continue;
            }
            report.stored.push_back(*stored);
        }
        report.shapes += made.shapes;
        ++report.shapeItems;
        report.doneShapes += done ? made.shapes : 0;
        report.doneItems += done ? 1 : 0;
    }
    return report;
}

} // namespace

Result<std::vector<std::int64_t>> itemsWith(Reader& reader, const Ontology& ontology, TaskFilter filter,
                                            const LabelId& label, Progress* progress)
{
    const auto both = std::exchange(filter.label, label);
    auto keys = reader.itemKeys(filter, progress);
    const Label* wanted = ontology.resolve(both);
    if (!keys || both.isNull() || wanted == ontology.resolve(label))
        return keys;
    // The list is filtered by another label: items that hold both.
    filter.label = both;
    auto others = reader.itemKeys(filter, progress);
    if (!others)
        return others;
    std::ranges::sort(*keys);
    std::ranges::sort(*others);
    std::vector<std::int64_t> common;
    std::ranges::set_intersection(*keys, *others, std::back_inserter(common));
    return common;
}

LayerReplacement replacedIn(const LayerContent& content, const Ontology& ontology, const LabelId& from,
                            const LabelId& to, const std::vector<AnnotationId>* only)
{
    LayerReplacement made;
    std::unordered_set<AnnotationId> meant;
    if (only)
        meant.insert(only->begin(), only->end());
    const Label* old = ontology.resolve(from);
    const Label* next = ontology.resolve(to);
    if (!old || !next || old == next)
        return made;
    const Attributes start = attributesForNew(*next, nullptr);
    std::vector<AnnotationId> fitting;
    for (const Annotation& one : content.annotations()) {
        if (one.label.isNull() || ontology.resolve(one.label) != old || (only && !meant.contains(one.id)))
            continue;
        if (allows(*next, one.shape))
            fitting.push_back(one.id);
        else
            ++made.notAllowed;
    }
    UnfitForLabel unfit = unfitFor(ontology, content, fitting, next->id);
    made.unfit = static_cast<std::int64_t>(unfit.annotations.size());
    made.reason = std::move(unfit.reason);
    std::unordered_set<AnnotationId> changing(fitting.begin(), fitting.end());
    for (const AnnotationId& id : unfit.annotations)
        changing.erase(id);
    const Annotation* tag = nullptr;
    std::vector<AnnotationId> gone;
    for (const Annotation& one : content.annotations()) {
        if (!changing.contains(one.id))
            continue;
        ++made.shapes;
        if (std::holds_alternative<TagShape>(one.shape)) {
            if (tag) {
                gone.push_back(one.id);
                continue;
            }
            tag = &one;
        }
        made.changes.push_back(content.replacement(relabelled(one, next->id, start)));
    }
    if (tag)
        for (const AnnotationId& id : tagsAgainst(content, ontology, *next))
            if (id != tag->id && std::ranges::find(gone, id) == gone.end())
                gone.push_back(id);
    if (gone.empty())
        return made;
    std::ranges::move(relationsWithout(content, gone), std::back_inserter(made.changes));
    for (const AnnotationId& id : gone)
        made.changes.push_back(content.removal(id));
    return made;
}

Result<LabelReplacementReport> countReplacement(const Project& project, Reader& reader,
                                                const LabelReplacement& request, Progress& progress,
                                                const ReplacementNews& news)
{
    return walk(project, nullptr, reader, request, progress, news);
}

Result<LabelReplacementReport> replaceLabels(Project& project, Reader& reader, const LabelReplacement& request,
                                             Progress& progress)
{
    return walk(project, &project, reader, request, progress, {});
}

} // namespace touchstone
