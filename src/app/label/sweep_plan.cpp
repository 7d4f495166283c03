#include "app/label/sweep_plan.h"

#include "touchstone/base/progress.h"
#include "touchstone/workflow/many_items.h"

namespace touchstone {

namespace {

bool isOf(const Annotation& one, const Ontology& ontology, const Label* wanted)
{
    return wanted && !std::holds_alternative<RelationShape>(one.shape) &&
           ontology.resolve(one.label) == wanted;
}

} // namespace

std::vector<const Annotation*> instancesOf(const LayerContent& content, const Ontology& ontology,
                                           const LabelId& label)
{
    std::vector<const Annotation*> found;
    const Label* wanted = ontology.resolve(label);
    for (const Annotation& one : content.annotations())
        if (isOf(one, ontology, wanted))
            found.push_back(&one);
    return found;
}

const Annotation* instanceOf(const LayerContent& content, const Ontology& ontology, const LabelId& label,
                             const AnnotationId& id)
{
    const Annotation* found = content.find(id);
    return found && isOf(*found, ontology, ontology.resolve(label)) ? found : nullptr;
}

bool hasValue(const Annotation& annotation, const std::string& attribute)
{
    const AttributeValue* value = valueOf(annotation.attributes, attribute);
    return value && !std::holds_alternative<std::monostate>(*value);
}

Result<SweepPlan> planSweep(const Project& project, Reader& reader, const SweepRequest& request,
                            Progress& progress)
{
    SweepPlan plan;
    const auto ontology = project.ontology();
    for (std::size_t i = 0; i < request.items.size(); ++i) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "Cancelled.", {}};
        const auto item = reader.item(request.items[i]);
        if (!item)
            continue; // Gone since the list was made.
        if (i % 64 == 0)
            progress.report(double(i) / double(request.items.size()), item->path);
        const auto task = reader.task(item->id);
        if (!task)
            return task.error();
        const auto shown = reader.shownLayer(item->id, project.me());
        if (!shown)
            return shown.error();
        if (!*shown)
            continue;
        const auto content = reader.content((*shown)->layer.id);
        if (!content)
            return content.error();
        SweepStop stop{request.items[i], {}};
        std::uint32_t place = 0;
        for (const Annotation* one : instancesOf(*content, *ontology, request.label)) {
            const bool filled = hasValue(*one, request.attribute);
            if (!filled || !request.onlyEmpty)
                stop.instances.push_back({one->id, place, filled});
            ++place;
        }
        if (stop.instances.empty())
            continue;
        const Openness openness = opennessOf(project, *task);
        if (openness == Openness::Open || (openness == Openness::Done && request.doneToo))
            plan.stops.push_back(std::move(stop));
        else
            ++plan.closed;
    }
    return plan;
}

} // namespace touchstone
