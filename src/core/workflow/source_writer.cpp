#include "touchstone/workflow/source_writer.h"

#include <spdlog/spdlog.h>

#include "core/store/append.h"
#include "core/store/bulk_append.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/source_writer_state.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

constexpr const char* kUsualCache = "PRAGMA cache_size=-16000; PRAGMA shrink_memory";

} // namespace

SourceWriter::SourceWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}

SourceWriter::~SourceWriter()
{
    Project::State& project = m_state->project;
    // Bulk work runs in order, so no batch of ours runs after a purge; what is not bulk ends its slice.
    const auto ended = guarded([&] {
        if (!m_state->published && m_state->rows.append()) {
            SourcePurge purge(m_state->rows.append()->key());
            project.takeOut([&](Connection& db) { return purge.step(db); });
        }
        project.writer->call([](Connection&) {});
    });
    project.writer->callAlways([](Connection& db) { sqlite3_exec(db.handle(), kUsualCache, nullptr, nullptr, nullptr); });
    // What could not be taken out stays invisible, and the next opening takes it out.
    if (!ended)
        spdlog::warn("An import that was given up is still in the file: {}", ended.error().text());
    project.writer->setAlone(false);
    project.sourceOpen = false;
}

const SourceId& SourceWriter::id() const
{
    return m_state->source.id;
}

std::vector<RootId> SourceWriter::knownRoots() const
{
    const std::lock_guard guard(m_state->project.mutex);
    std::vector<RootId> roots;
    for (const auto& [id, path] : m_state->project.definitions.roots)
        roots.push_back(id);
    return roots;
}

Result<RootId> SourceWriter::root(const std::filesystem::path& folder)
{
    State& state = *m_state;
    std::string stored;
    if (!folder.empty()) {
        std::error_code code;
        std::filesystem::path real = std::filesystem::weakly_canonical(folder, code);
        if (code)
            real = std::filesystem::absolute(folder);
        const auto base = state.project.path.parent_path();
        const auto relative = real.lexically_relative(base);
        // Far away, an absolute path survives a moved project better than a row of "..".
        const auto ups = std::count(relative.begin(), relative.end(), "..");
        stored = pathToUtf8(relative.empty() || ups > 3 ? real : relative);
    }
    // While the folder is unknown, equal names in two data sets need not be one picture: a root of its own.
    if (!stored.empty()) {
        const std::lock_guard guard(state.project.mutex);
        for (const auto& [id, path] : state.project.definitions.roots)
            if (path == stored) {
                state.rootKeys.try_emplace(id, 0);
                return id;
            }
    }
    for (const MediaRoot& root : state.newRoots)
        if (root.path == stored)
            return root.id;
    MediaRoot root{RootId::create(), stored};
    std::int64_t key = 0;
    if (auto born = state.rows.run([&](Connection&) { key = state.rows.append()->bearRoot(root.id.uuid); }); !born)
        return born.error();
    state.rootKeys[root.id] = key;
    state.unlocated[key] = stored.empty();
    state.newRoots.push_back(root);
    return root.id;
}

const SkeletonTemplate* SourceWriter::skeletonOf(const LabelId& label) const
{
    const Label* known = m_state->ontology.find(label);
    return known && !known->skeleton.points.empty() ? &known->skeleton : nullptr;
}

Result<LabelId> SourceWriter::label(const std::string& name, bool mayAdd, const Label& like)
{
    State& state = *m_state;
    state.nameLabels();
    if (const auto known = state.byName.find(name); known != state.byName.end()) {
        state.giveSkeleton(known->second, like.skeleton);
        return known->second;
    }
    if (!mayAdd)
        return Error{ErrorCode::NotFound, "There is no label named " + displayUtf8(name) + ".", {}};
    Label label;
    label.id = LabelId::create();
    label.name = name;
    label.color = paletteColor(state.ontology.labels.size());
    label.key = state.ontology.freeKey();
    label.order = state.nextOrder;
    label.skeleton = like.skeleton;
    label.shapes = like.shapes;
    label.attributes = like.attributes;
    std::int64_t key = 0;
    if (auto born = state.rows.run([&](Connection&) { key = state.rows.append()->bearLabel(label.id.uuid); }); !born)
        return born.error();
    state.labelKeys[label.id] = key;
    ++state.nextOrder;
    state.byName.emplace(name, label.id);
    state.newPlaces.emplace(label.id, state.newLabels.size());
    state.newLabels.push_back(label);
    state.ontology.labels.push_back(label);
    return label.id;
}

LabelId SourceWriter::labelNamed(const std::string& name) const
{
    m_state->nameLabels();
    const auto known = m_state->byName.find(name);
    return known == m_state->byName.end() ? LabelId() : known->second;
}

const Label* SourceWriter::newLabel(const LabelId& label) const
{
    const auto place = m_state->newPlaces.find(label);
    return place == m_state->newPlaces.end() ? nullptr : &m_state->newLabels[place->second];
}

void SourceWriter::define(const LabelId& label, const Label& like)
{
    const auto place = m_state->newPlaces.find(label);
    if (place == m_state->newPlaces.end())
        return;
    Label& own = m_state->newLabels[place->second];
    own.attributes = like.attributes;
    own.domain = own.allows(ShapeKind::Relation) ? like.domain : std::vector<LabelId>();
    own.range = own.allows(ShapeKind::Relation) ? like.range : std::vector<LabelId>();
    // Only what is new can stand under what is new.
    const Label* above = newLabel(like.parent);
    while (above && above->id != label)
        above = newLabel(above->parent);
    own.parent = above || like.parent == label ? LabelId() : like.parent;
}

Result<SourceWriter::ItemRef> SourceWriter::item(const NewItem& item)
{
    auto made = items({&item, 1});
    if (!made)
        return made.error();
    return made->front();
}

Result<std::vector<SourceWriter::ItemRef>> SourceWriter::items(std::span<const NewItem> items)
{
    State& state = *m_state;
    std::vector<KnownItem> known(items.size());
    bool unknownRoot = false;
    for (const NewItem& item : items)
        if (item.document)
            if (auto valid = validate(*item.document); !valid)
                return valid.error();
    for (const NewItem& item : items)
        unknownRoot = unknownRoot || state.rootKeys[item.root] == 0;
    if (state.others || unknownRoot) {
        const auto looked = state.rows.run([&](Connection& db) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                const NewItem& item = items[i];
                std::int64_t& root = state.rootKeys[item.root];
                if (root == 0)
                    root = keyOf(db, ObjectKind::Root, item.root.uuid);
                if (item.document) {
                    known[i].texts = findItemsByText(db, textHash(*item.document));
                    known[i].former = item.onlyInPlace ? state.formerOf(db, root, item) : 0;
                    continue;
                }
                known[i].exact = findItem(db, root, item.path);
                if (known[i].exact == 0)
                    known[i].named =
                        findItemByName(db, item.path, item.width, item.height, !state.unlocated[root]);
            }
        });
        if (!looked)
            return looked.error();
    }
    std::vector<ItemRef> made;
    made.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        made.push_back(items[i].document ? state.placeText(items[i], known[i]) : state.place(items[i], known[i]));
    if (auto sent = state.rows.sendIfFull(); !sent)
        return sent.error();
    return made;
}

bool SourceWriter::wasMet(std::int64_t itemKey) const
{
    return m_state->metTexts.contains(itemKey);
}

Result<std::int64_t> SourceWriter::layer(std::int64_t itemKey)
{
    // The row is made on the writer thread when the first annotation comes.
    return itemKey;
}

Result<std::int64_t> SourceWriter::labelledLayer(std::int64_t itemKey)
{
    m_state->rows.layerOf(itemKey);
    if (auto sent = m_state->rows.sendIfFull(); !sent)
        return sent.error();
    return itemKey;
}

Result<void> SourceWriter::annotation(std::int64_t layerKey, Annotation annotation, const SourceRecord& record)
{
    State& state = *m_state;
    if (annotation.id.isNull())
        annotation.id = AnnotationId::create();
    if (const auto valid = checkAnnotation(annotation); !valid)
        return valid.error();
    BulkAnnotation row;
    row.id = annotation.id.uuid;
    if (annotation.label) {
        const auto key = state.labelKeys.find(annotation.label);
        if (key == state.labelKeys.end())
            return Error{ErrorCode::InvalidInput, "The label of an annotation is not in the project.", {}};
        row.label = key->second;
    }
    row.kind = kindOf(annotation.shape);
    row.box = bounds(annotation.shape);
    row.instance = annotation.instance;
    row.order = record.order;
    row.externalId = record.externalId;
    row.layer = state.rows.layerOf(layerKey);
    BulkBatch& batch = state.rows.batch();
    const auto here = [&] { return static_cast<std::uint32_t>(batch.text.size()); };
    row.body = here();
    appendAnnotationBody(batch.text, annotation, [&](const Sha256& hash, const std::string& runs) {
        batch.tiles.emplace_back(hash, runs);
    });
    row.fields = here();
    batch.text += record.fields;
    row.geometry = here();
    batch.text += record.geometry;
    row.end = here();
    batch.annotations.push_back(std::move(row));
    return state.rows.sendIfFull();
}

Result<void> SourceWriter::itemRecord(std::int64_t itemKey, const SourceRecord& record)
{
    return m_state->record("image", itemKey, record);
}

Result<void> SourceWriter::labelRecord(const LabelId& label, const SourceRecord& record)
{
    return m_state->record("category", m_state->labelKeys[label], record);
}

Result<void> SourceWriter::topRecord(const SourceRecord& record)
{
    return m_state->record("top", 0, record);
}

Result<void> SourceWriter::entry(const ListEntry& entry)
{
    if (entry.id.empty() || !isValidUtf8(entry.id) || !isValidUtf8(entry.name) || !isValidUtf8(entry.more))
        return Error{ErrorCode::InvalidInput, "An entry of a list needs an id, and is text in UTF-8.", {}};
    m_state->rows.batch().entries.push_back({++m_state->lastEntry, entry});
    return m_state->rows.sendIfFull();
}

Result<std::int64_t> SourceWriter::coveredTwice()
{
    State& state = *m_state;
    state.rows.send();
    // What could not be stored is told now.
    if (auto stored = state.rows.run([](Connection&) {}); !stored)
        return stored.error();
    const std::vector<std::int64_t> items = state.rows.itemsOfOthers();
    std::int64_t count = 0;
    constexpr std::size_t portion = 2'000;
    for (std::size_t from = 0; from < items.size(); from += portion) {
        const auto some = std::span(items).subspan(from, std::min(portion, items.size() - from));
        if (auto looked = state.rows.run([&](Connection& db) { count += withGroundTruth(db, some); }); !looked)
            return looked.error();
    }
    return count;
}

Result<void> SourceWriter::complete()
{
    return m_state->rows.complete();
}

Result<void> SourceWriter::publish(const std::string& report)
{
    State& state = *m_state;
    if (auto whole = state.rows.complete(); !whole)
        return whole;
    Source before = state.source;
    Source after = before;
    after.state = SourceState::Published;
    after.report = report;
    after.digest = state.rows.digest();
    Edit edit{EditId::create(), {state.page, {}}, {}, {}, {}};
    edit.text = (after.format == "files" ? "Add " : after.format == "program" ? "First use of " : "Import ") + after.name;
    edit.changes.push_back({before, after, {}, 0});
    for (const Label& label : state.newLabels)
        edit.changes.push_back({std::nullopt, label, {}, 0});
    for (const MediaRoot& root : state.newRoots)
        edit.changes.push_back({std::nullopt, root, {}, 0});

    const auto stored = guarded([&] {
        state.project.writer->call([&](Connection& db) {
            Edit whole = edit; // On a full disk this runs twice.
            state.locateRoots(db, whole);
            state.renameTwins(whole);
            state.giveSkeletons(db, whole);
            state.retireFormer(db, whole);
            if (state.rows.lost())
                throw StoreFailure{SourceRows::lostError()};
            Transaction transaction(db);
            KeepUntilStored member(state.project.myKey);
            state.project.ensureMember(db);
            state.project.store(db, std::move(whole), EditKind::Publish, 0, 0, 0, edit.text);
            transaction.commit();
            member.stored();
            state.project.loadDefinitions(db);
        });
    });
    if (!stored)
        return stored.error();
    state.source = std::move(after);
    state.published = true;
    return {};
}

} // namespace touchstone
