#include "touchstone/workflow/working_layer.h"

#include <map>

#include "core/workflow/task_rules.h"
#include "touchstone/model/label_values.h"
#include "touchstone/model/ranking.h"

namespace touchstone {
namespace {

Error refused(std::string message)
{
    return {ErrorCode::Refused, std::move(message), {}};
}

Scope scopeOf(const WorkingLayer& working)
{
    return {ScopeKind::Item, working.item.id};
}

/// The task as the start Edit will leave it when the layer is not stored yet, and its revision then.
std::pair<Task, std::int64_t> taskAtCommit(const Project& project, const WorkingLayer& working)
{
    if (working.start) {
        const auto started = taskAfterLabelling(working.task, project.info().reviewMode, project.me());
        if (started && *started != working.task)
            return {*started, working.taskRevision + 1};
    }
    return {working.task, working.taskRevision};
}

Result<Edit> stepEdit(const Project& project, const WorkingLayer& working, const Task& before,
                      std::int64_t revision, TaskState state, std::string reason, std::string text)
{
    Task after = before;
    after.state = state;
    after.reason = std::move(reason);
    if (after.assignee.isNull())
        after.assignee = project.me();
    if (const auto step = checkStep(before, after, project.info().reviewMode, project.me()); !step)
        return step.error();
    return Edit{EditId::create(), scopeOf(working), std::move(text), {}, {{before, after, {}, revision}}};
}

} // namespace

Result<WorkingLayer> openWorkingLayer(const Project& project, Reader& reader, const ItemId& id)
{
    WorkingLayer working;
    auto item = reader.item(id);
    if (!item)
        return item.error();
    working.item = std::move(*item);
    auto task = reader.task(id);
    if (!task)
        return task.error();
    working.task = std::move(*task);
    const auto revision = reader.revisionOf(working.task.id.uuid);
    if (!revision)
        return revision.error();
    working.taskRevision = *revision;
    if (working.item.kind == "text") {
        auto document = reader.document(id);
        if (!document)
            return document.error();
        working.document = std::make_shared<const Document>(std::move(document).value());
    }
    const auto shown = reader.shownLayer(id, project.me());
    if (!shown)
        return shown.error();

    if (*shown) {
        auto content = reader.content((*shown)->layer.id);
        if (!content)
            return content.error();
        working.content = std::move(*content);
        if ((*shown)->layer.role == LayerRole::Work && (*shown)->layer.author == project.me())
            return working;
        working.shownFrom = (*shown)->author;
    }

    Commit::Start start;
    start.layer.id = LayerId::create();
    start.layer.item = id;
    start.layer.role = LayerRole::Work;
    start.layer.task = working.task.id;
    start.layer.author = project.me();
    if (*shown)
        start.layer.base = (*shown)->layer.id;
    std::vector<Annotation> copies = working.content.annotations();
    std::vector<std::pair<AnnotationId, AnnotationId>> ids;
    for (Annotation& annotation : copies) {
        const AnnotationId fresh = AnnotationId::create();
        ids.emplace_back(annotation.id, fresh);
        annotation.id = fresh;
    }
    const std::map<AnnotationId, AnnotationId> fresh(ids.begin(), ids.end());
    start.copies = std::move(ids);
    for (Annotation& annotation : copies)
        annotation.shape = withMembers(std::move(annotation.shape), fresh);
    working.content = LayerContent(start.layer);
    const std::vector<std::int64_t> revisions(copies.size(), 1);
    working.content.load(std::move(copies), revisions);
    working.start = std::move(start);
    return working;
}

// As Project::State::startEdit and applyRules have it.
std::vector<Change> foreseenChanges(const Project& project, const WorkingLayer& working, const Edit& edit, bool starts)
{
    std::vector<Change> added;
    Task task = working.task;
    std::int64_t revision = working.taskRevision;
    const auto labelled = [&] {
        const auto after = taskAfterLabelling(task, project.info().reviewMode, project.me());
        if (!after || *after == task)
            return;
        added.push_back({task, *after, {}, revision++});
        task = *after;
    };
    if (starts)
        labelled();
    bool ofLayer = false;
    bool ofTask = false;
    bool adds = false;
    for (const Change& change : edit.changes) {
        const ObjectValue& value = change.after ? *change.after : *change.before;
        const bool annotation = std::holds_alternative<Annotation>(value);
        ofLayer = ofLayer || annotation || std::holds_alternative<Layer>(value);
        ofTask = ofTask || std::holds_alternative<Task>(value);
        adds = adds || (annotation && change.after && !change.before);
    }
    if (ofLayer && !ofTask)
        labelled();
    const Layer& layer = working.content.layer();
    if (layer.confirmedEmpty && adds) {
        Layer cleared = layer;
        cleared.confirmedEmpty = false;
        added.push_back({layer, cleared, {}, working.content.layerRevision()});
    }
    return added;
}

Result<Edit> submitEdit(const Project& project, const WorkingLayer& working)
{
    const auto [before, revision] = taskAtCommit(project, working);
    if (before.state == TaskState::Submitted)
        return refused("This item is done already.");
    const auto ontology = project.ontology();
    const auto ranked = working.document ? rankedNames(*working.document) : std::vector<std::string>();
    if (const auto complete = checkComplete(*ontology, working.content, ranked); !complete)
        return complete.error();
    return stepEdit(project, working, before, revision, TaskState::Submitted, {}, "Mark as done");
}

Result<Edit> skipEdit(const Project& project, const WorkingLayer& working, const std::string& reason)
{
    if (working.task.state == TaskState::Skipped)
        return refused("This item is skipped already.");
    const auto [before, revision] = taskAtCommit(project, working);
    return stepEdit(project, working, before, revision, TaskState::Skipped, reason,
                    reason.empty() ? "Skip" : "Skip: " + reason);
}

Result<Edit> reopenEdit(const Project& project, const WorkingLayer& working)
{
    if (working.task.state != TaskState::Submitted && working.task.state != TaskState::Skipped)
        return refused("Only an item that is done or skipped is reopened.");
    return stepEdit(project, working, working.task, working.taskRevision, TaskState::InProgress, {}, "Reopen");
}

Result<Edit> confirmEmptyEdit(const WorkingLayer& working, bool empty)
{
    if (empty && !working.content.isEmpty())
        return refused("The item has annotations, so it is not empty.");
    if (working.content.layer().confirmedEmpty == empty)
        return refused(empty ? "The item is confirmed as empty already." : "The item is not confirmed as empty.");
    return Edit{EditId::create(),
                scopeOf(working),
                empty ? "Confirm as empty" : "Take back that it is empty",
                {},
                {working.content.flags(empty, working.content.layer().unsure)}};
}

} // namespace touchstone
