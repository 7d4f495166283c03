#include <algorithm>
#include <utility>

#include "core/store/append.h"
#include "core/store/document_codec.h"
#include "core/store/edit_hash.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/project_state.h"
#include "core/workflow/task_rules.h"
#include "touchstone/model/label_values.h"
#include "touchstone/model/ranking.h"
#include "touchstone/model/relation_rules.h"

namespace touchstone {
namespace {

Error refused(std::string message)
{
    return {ErrorCode::Refused, std::move(message), {}};
}

/// The layers that annotations or flags of an Edit lie in.
std::vector<LayerId> touchedLayers(const Edit& edit)
{
    std::vector<LayerId> layers;
    for (const Change& change : edit.changes) {
        const ObjectValue& value = change.after ? *change.after : *change.before;
        LayerId layer;
        if (std::holds_alternative<Annotation>(value))
            layer = change.layer;
        else if (const auto* flags = std::get_if<Layer>(&value))
            layer = flags->id;
        else
            continue;
        if (std::find(layers.begin(), layers.end(), layer) == layers.end())
            layers.push_back(layer);
    }
    return layers;
}

bool changesTask(const Edit& edit, const TaskId& id)
{
    return std::any_of(edit.changes.begin(), edit.changes.end(), [&](const Change& change) {
        const auto* task = change.after ? std::get_if<Task>(&*change.after) : nullptr;
        return task && task->id == id;
    });
}

bool addsAnnotation(const Edit& edit, const LayerId& layer)
{
    return std::any_of(edit.changes.begin(), edit.changes.end(), [&](const Change& change) {
        return change.layer == layer && change.after && !change.before &&
               std::holds_alternative<Annotation>(*change.after);
    });
}

void checkValues(const Edit& edit)
{
    if (edit.id.isNull() || edit.isEmpty())
        throw StoreFailure{{ErrorCode::InvalidInput, "An edit without an id or without changes is not stored.", {}}};
    for (const Change& change : edit.changes) {
        if (!change.before && !change.after)
            throw StoreFailure{{ErrorCode::InvalidInput, "A change without a before and an after.", {}}};
        if (!change.after)
            continue;
        if (const auto* annotation = std::get_if<Annotation>(&*change.after))
            if (const auto valid = checkAnnotation(*annotation); !valid)
                throw StoreFailure{valid.error()};
    }
}

} // namespace

void Project::State::loadDefinitions(Connection& connection)
{
    Definitions fresh;
    fresh.ontology = std::make_shared<const Ontology>(loadOntology(connection));
    for (const Label& label : fresh.ontology->labels)
        fresh.labelRevisions[label.id] =
            headOf(connection, ObjectKind::Label, keyOf(connection, ObjectKind::Label, label.id.uuid));
    std::vector<std::pair<std::int64_t, std::int64_t>> heads;
    {
        Statement query(connection, "SELECT key, rev FROM root WHERE rev>0");
        while (query.step())
            heads.emplace_back(query.integer(0), query.integer(1));
    }
    for (const auto& [key, rev] : heads)
        if (const auto value = loadObject(connection, ObjectKind::Root, key, rev))
            fresh.roots[std::get<MediaRoot>(*value).id] = std::get<MediaRoot>(*value).path;
    if (const auto value = loadObject(connection, ObjectKind::Project, 1, headOf(connection, ObjectKind::Project, 1)))
        fresh.info = std::get<ProjectInfo>(*value);
    const std::lock_guard guard(mutex);
    definitions = std::move(fresh);
    if (nextHome)
        home = *std::exchange(nextHome, std::nullopt);
}

ProjectInfo Project::State::info() const
{
    const std::lock_guard guard(mutex);
    return definitions.info;
}

std::shared_ptr<const Ontology> Project::State::ontology() const
{
    const std::lock_guard guard(mutex);
    return definitions.ontology;
}

void Project::State::definitionsChanged(Connection& connection, const Edit& edit)
{
    const bool touched = std::any_of(edit.changes.begin(), edit.changes.end(), [](const Change& change) {
        const ObjectValue& value = change.after ? *change.after : *change.before;
        return std::holds_alternative<Label>(value) || std::holds_alternative<ProjectInfo>(value) ||
               std::holds_alternative<MediaRoot>(value);
    });
    if (touched)
        loadDefinitions(connection);
}

void Project::State::applyRules(Connection& connection, Edit& edit, EditKind kind)
{
    const ReviewMode mode = info().reviewMode;
    for (const LayerId& id : touchedLayers(edit)) {
        const std::int64_t key = keyOf(connection, ObjectKind::Layer, id.uuid);
        const std::int64_t head = headOf(connection, ObjectKind::Layer, key);
        const auto value = key ? loadObject(connection, ObjectKind::Layer, key, head) : std::nullopt;
        if (!value)
            throw StoreFailure{refused("The layer of the annotation is not in the project.")};
        const Layer& layer = std::get<Layer>(*value);
        if (layer.role != LayerRole::Work || layer.author != me)
            throw StoreFailure{refused("Only its author edits a layer.")};
        if (edit.scope.kind != ScopeKind::Item || edit.scope.item != layer.item)
            throw StoreFailure{refused("The layer belongs to another item.")};
        if (layer.confirmedEmpty && addsAnnotation(edit, id)) {
            Layer cleared = layer;
            cleared.confirmedEmpty = false;
            edit.changes.push_back({layer, cleared, {}, head});
        }
        const std::int64_t taskKey = keyOf(connection, ObjectKind::Task, layer.task.uuid);
        if (taskKey == 0 || changesTask(edit, layer.task))
            continue;
        const Task before = loadTask(connection, taskKey);
        const auto after = taskAfterLabelling(before, mode, me);
        if (!after)
            throw StoreFailure{after.error()};
        if (*after != before)
            edit.changes.push_back({before, *after, {}, headOf(connection, ObjectKind::Task, taskKey)});
    }
    for (const Change& change : edit.changes) {
        const auto* after = change.after ? std::get_if<Task>(&*change.after) : nullptr;
        if (!after)
            continue;
        const std::int64_t key = keyOf(connection, ObjectKind::Task, after->id.uuid);
        if (key == 0)
            throw StoreFailure{refused("The task is not in the project.")};
        const Task before = loadTask(connection, key);
        if (const auto step = checkStep(before, *after, mode, me); !step)
            throw StoreFailure{step.error()};
        if (before.state != TaskState::Submitted && after->state == TaskState::Submitted && kind != EditKind::Undo)
            checkSubmission(connection, key, edit);
    }
}

namespace {

/// The names of the texts of the task's item, where a ranking must hold them all.
std::vector<std::string> namesToRank(Connection& connection, const Ontology& ontology, std::int64_t task)
{
    const auto ranks = [](const AttributeDefinition& one) { return one.required && one.kind == AttributeKind::Ranking; };
    if (std::ranges::none_of(ontology.labels,
                             [&](const Label& label) { return std::ranges::any_of(label.attributes, ranks); }))
        return {};
    Statement& query =
        connection.cached("SELECT body, meta FROM text WHERE item=(SELECT item FROM task WHERE key=?1)");
    const Reset reset(query);
    if (!query.bind(1, task).step())
        return {};
    const auto document = readDocumentBody(query.text(0), query.text(1));
    if (!document)
        throw StoreFailure{document.error()};
    return rankedNames(*document);
}

} // namespace

void Project::State::checkSubmission(Connection& connection, std::int64_t task, const Edit& edit) const
{
    const auto definitions = ontology();
    const auto demands = [](const Label& label) {
        return std::ranges::any_of(label.attributes, &AttributeDefinition::required);
    };
    if (std::ranges::none_of(definitions->labels, demands) && !hasRelationRules(*definitions))
        return;
    std::int64_t layer = 0;
    {
        Statement& query = connection.cached(
            "SELECT key FROM layer WHERE item=(SELECT item FROM task WHERE key=?1) AND task=?1 AND author=?2");
        const Reset reset(query);
        if (query.bind(1, task).bind(2, myKey).step())
            layer = query.integer(0);
    }
    if (layer == 0)
        return;
    LayerContent content = loadContent(connection, layer);
    // What does not fit is refused where it is appended.
    if (const auto applied = content.apply(edit); !applied)
        return;
    if (const auto complete = checkComplete(*definitions, content, namesToRank(connection, *definitions, task)); !complete)
        throw StoreFailure{complete.error()};
}

Edit Project::State::startEdit(Connection& connection, const Commit::Start& start, const Scope& scope)
{
    const std::int64_t item = itemKey(connection, start.layer.item);
    const std::int64_t taskKey = keyOf(connection, ObjectKind::Task, start.layer.task.uuid);
    if (item == 0 || taskKey == 0 || scope.kind != ScopeKind::Item || scope.item != start.layer.item)
        throw StoreFailure{refused("The item of the layer is not in the project.")};
    {
        Statement& query = connection.cached("SELECT 1 FROM layer WHERE item=?3 AND task=?1 AND author=?2");
        const Reset reset(query);
        if (query.bind(1, taskKey).bind(2, myKey).bind(3, item).step())
            throw StoreFailure{refused("The item was opened anew in between.")};
    }
    const Task before = loadTask(connection, taskKey);
    const auto after = taskAfterLabelling(before, info().reviewMode, me);
    if (!after)
        throw StoreFailure{after.error()};

    Edit edit{EditId::create(), scope, "Start", {}, {}};
    if (*after != before)
        edit.changes.push_back({before, *after, {}, headOf(connection, ObjectKind::Task, taskKey)});
    const EditTail tail = tailOf(connection, item, myKey);
    EditRow row;
    row.id = edit.id;
    row.author = myKey;
    row.session = session;
    row.scope = item;
    row.kind = EditKind::Start;
    row.prev = tail.seq;
    // A start is never taken back: undo goes on as if it were not there.
    row.undoNext = tail.undoNext;
    row.text = edit.text;
    row.at = now();
    row.ontology = ontology()->version;
    const std::int64_t seq = insertEdit(connection, row);
    const std::int64_t layer = insertLayer(connection, seq, start.layer);
    if (start.layer.base)
        copyAnnotations(connection, seq, keyOf(connection, ObjectKind::Layer, start.layer.base.uuid), layer,
                        *start.copies);
    for (const Change& change : edit.changes)
        appendChange(connection, seq, change);
    sealEdit(connection, seq);
    return edit;
}

void Project::State::ensureMember(Connection& connection)
{
    if (myKey != 0)
        return;
    connection.cached("INSERT INTO member (uuid) VALUES (?1)").bind(1, me.uuid).run();
    const std::int64_t key = sqlite3_last_insert_rowid(connection.handle());
    EditRow row;
    row.id = EditId::create();
    row.author = key;
    row.session = session;
    row.scope = scopeKey(connection, {});
    row.text = "Add " + myName;
    row.at = now();
    row.ontology = ontology()->version;
    const std::int64_t seq = insertEdit(connection, row);
    appendChange(connection, seq, {std::nullopt, Member{me, myName, "annotator"}, {}, 0});
    sealEdit(connection, seq);
    myKey = key;
}

Receipt Project::State::store(Connection& connection, Edit edit, EditKind kind, std::int64_t target,
                              std::int64_t undoNext, std::int64_t redoNext, const std::string& text)
{
    const std::int64_t scope = scopeKey(connection, edit.scope);
    EditRow row;
    row.id = edit.id;
    row.author = myKey;
    row.session = session;
    row.scope = scope;
    row.kind = kind;
    row.target = target;
    row.mergeKey = edit.mergeKey;
    row.prev = tailOf(connection, scope, myKey).seq;
    row.text = text;
    row.at = now();
    row.ontology = ontology()->version;
    const std::int64_t seq = insertEdit(connection, row);
    for (const Change& change : edit.changes)
        appendChange(connection, seq, change);
    const bool forward = kind == EditKind::Do || kind == EditKind::Redo || kind == EditKind::Publish;
    setNext(connection, seq, forward ? seq : undoNext, kind == EditKind::Undo ? seq : redoNext);
    sealEdit(connection, seq);
    return {seq, kind, std::move(edit), row.at};
}

Receipt Project::State::commit(Connection& connection, const Commit& commit)
{
    checkValues(commit.edit);
    Transaction transaction(connection);
    {
        // A retry of what was stored after all, although its answer was an error, is a success.
        Statement& query = connection.cached("SELECT seq, at FROM edit WHERE uuid=?1");
        const Reset reset(query);
        if (query.bind(1, commit.edit.id.uuid).step())
            return {query.integer(0), EditKind::Do, commit.edit, query.integer(1), true};
    }
    KeepUntilStored member(myKey);
    ensureMember(connection);
    std::vector<Change> claimed;
    if (commit.start)
        claimed = startEdit(connection, *commit.start, commit.edit.scope).changes;
    Edit edit = commit.edit;
    applyRules(connection, edit, EditKind::Do);
    const std::string text = edit.text;
    Receipt receipt = store(connection, std::move(edit), EditKind::Do, 0, 0, 0, text);
    transaction.commit();
    member.stored();
    receipt.edit.changes.insert(receipt.edit.changes.begin(), claimed.begin(), claimed.end());
    definitionsChanged(connection, receipt.edit);
    return receipt;
}

} // namespace touchstone
