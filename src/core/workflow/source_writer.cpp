#include "touchstone/workflow/source_writer.h"

#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "core/store/append.h"
#include "core/store/bulk_append.h"
#include "core/store/document_codec.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "core/workflow/project_state.h"
#include "core/workflow/source_rows.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

// The pages of all indexes that rows go to at random stay in memory.
constexpr const char* kLargeCache = "PRAGMA cache_size=-64000";
constexpr const char* kUsualCache = "PRAGMA cache_size=-16000; PRAGMA shrink_memory";

/// An item that this source brings.
struct OwnItem {
    std::int64_t key = 0;
    std::int64_t root = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// The list that a source brings entries of; none for any other.
std::optional<std::string> listOf(const Source& source)
{
    if (source.format != kListFormat)
        return std::nullopt;
    const auto options = nlohmann::json::parse(source.options, nullptr, false);
    const bool named = options.is_object() && options.contains("list") && options["list"].is_string();
    return named ? std::optional(options["list"].get<std::string>()) : std::nullopt;
}

/// What the project had of an item before.
struct KnownItem {
    std::int64_t exact = 0;
    FoundItem named;
    std::vector<SameText> texts;
    std::int64_t former = 0;
};

} // namespace

struct SourceWriter::State {
    Project::State& project;
    Source source;
    ScopeKind page = ScopeKind::Data;
    SourceRows rows;
    bool published = false;

    Ontology ontology;
    std::unordered_map<LabelId, std::int64_t> labelKeys;
    std::vector<Label> newLabels;
    std::unordered_map<LabelId, SkeletonTemplate> skeletons; ///< For labels that had none.
    /// Every label by its exact name, merged ones resolved; a file may bring a hundred thousand.
    std::unordered_map<std::string, LabelId> byName;
    std::int32_t nextOrder = 0;
    std::unordered_map<RootId, std::int64_t> rootKeys;
    std::unordered_map<std::int64_t, bool> unlocated; ///< Roots whose folder is unknown, by key.
    std::vector<MediaRoot> newRoots;
    std::unordered_map<std::int64_t, RootId> located; ///< Unlocated roots by key, and where their pictures are.

    std::int64_t lastEntry = 0;
    std::int64_t nextItem = 1;
    bool others = false; ///< The project had items before.
    std::unordered_multimap<std::string, OwnItem> own; ///< By path.
    std::unordered_set<std::int64_t> metTexts;
    struct LastMedium {
        std::int64_t root = 0;
        std::string path;
        Uuid id;
    };
    std::optional<LastMedium> lastMedium; ///< Of the record before.
    std::pair<std::int64_t, std::string> lastFile; ///< Root and path, of `formerTexts`.
    std::map<std::int64_t, std::int64_t> formerTexts;

    explicit State(Project::State& owner) : project(owner), rows(*owner.writer) {}

    std::string pathOf(const RootId& id)
    {
        for (const MediaRoot& root : newRoots)
            if (root.id == id)
                return root.path;
        const std::lock_guard guard(project.mutex);
        const auto it = project.definitions.roots.find(id);
        return it == project.definitions.roots.end() ? std::string() : it->second;
    }

    void locateRoots(Connection& db, Edit& edit)
    {
        for (const auto& [key, where] : located) {
            const std::int64_t head = headOf(db, ObjectKind::Root, key);
            const auto before = loadObject(db, ObjectKind::Root, key, head);
            if (!before || !std::get<MediaRoot>(*before).path.empty())
                continue;
            edit.changes.push_back({before, MediaRoot{std::get<MediaRoot>(*before).id, pathOf(where)}, {}, head});
        }
    }

    /// Of the list that this source brings, there is no other one then.
    void retireFormer(Connection& db, Edit& edit)
    {
        const auto list = listOf(source);
        if (!list)
            return;
        for (const std::int64_t key : sourcesOfList(db, *list)) {
            const std::int64_t head = headOf(db, ObjectKind::Source, key);
            const auto before = loadObject(db, ObjectKind::Source, key, head);
            if (!before || std::get<Source>(*before).id == source.id)
                continue;
            Source after = std::get<Source>(*before);
            after.state = SourceState::Retired;
            edit.changes.push_back({before, std::move(after), {}, head});
        }
    }

    void giveSkeleton(const LabelId& id, const SkeletonTemplate& skeleton)
    {
        const auto fits = [&](const Label& label) { return label.id == id && label.skeleton.points.empty(); };
        const auto label = std::find_if(ontology.labels.begin(), ontology.labels.end(), fits);
        if (skeleton.points.empty() || label == ontology.labels.end())
            return;
        label->skeleton = skeleton;
        const auto own = std::find_if(newLabels.begin(), newLabels.end(), fits);
        if (own != newLabels.end())
            own->skeleton = skeleton;
        else
            skeletons[id] = skeleton;
    }

    /// Unless somebody gave the label another one meanwhile.
    void giveSkeletons(Connection& db, Edit& edit)
    {
        for (const auto& [id, skeleton] : skeletons) {
            const std::int64_t key = keyOf(db, ObjectKind::Label, id.uuid);
            const std::int64_t head = headOf(db, ObjectKind::Label, key);
            const auto before = loadObject(db, ObjectKind::Label, key, head);
            if (!before || !std::get<Label>(*before).skeleton.points.empty())
                continue;
            Label after = std::get<Label>(*before);
            after.skeleton = skeleton;
            edit.changes.push_back({before, std::move(after), {}, head});
        }
    }

    /// A label of that name may have been added while the import ran: ours becomes an alias of it.
    void renameTwins(Edit& edit)
    {
        const auto now = project.ontology();
        for (Change& change : edit.changes) {
            auto* label = change.after ? std::get_if<Label>(&*change.after) : nullptr;
            const Label* twin = label ? now->findByName(label->name) : nullptr;
            if (twin && twin->id != label->id)
                label->mergedInto = twin->id;
        }
    }

    /// An item of this source that `item` is too.
    const OwnItem* ownItem(const SourceWriter::NewItem& item, std::int64_t root, bool located, bool exact)
    {
        const auto [first, last] = own.equal_range(item.path);
        const OwnItem* found = nullptr;
        for (auto it = first; it != last; ++it) {
            const OwnItem& one = it->second;
            const bool fits = exact ? one.root == root
                                    : (item.width == 0 || one.width == 0 ||
                                       (one.width == item.width && one.height == item.height)) &&
                                          (!located || unlocated[one.root]);
            if (fits && (!found || one.key < found->key))
                found = &one;
        }
        return found;
    }

    SourceWriter::ItemRef place(const SourceWriter::NewItem& item, const KnownItem& known)
    {
        const std::int64_t root = rootKeys[item.root];
        const bool located = !unlocated[root];
        if (known.exact)
            return {known.exact, false};
        if (const OwnItem* same = ownItem(item, root, located, true))
            return {same->key, false};
        const OwnItem* twin = known.named.key ? nullptr : ownItem(item, root, located, false);
        if (known.named.key || twin) {
            // Pictures that were missing until now are found together with their folder.
            if (located)
                this->located.try_emplace(twin ? twin->root : known.named.root, item.root);
            return {twin ? twin->key : known.named.key, false};
        }
        const std::int64_t key = nextItem++;
        own.emplace(item.path, OwnItem{key, root, item.width, item.height});
        rows.batch().items.push_back({key, root, newUuid(), newUuid(), newUuid(), item.path, item.kind, item.width,
                                      item.height, item.orientation, item.bytes});
        return {key, true};
    }

    std::int64_t formerOf(Connection& db, std::int64_t root, const SourceWriter::NewItem& item)
    {
        if (std::pair file(root, item.path); file != lastFile) {
            formerTexts = textsOfFile(db, root, item.path);
            lastFile = std::move(file);
        }
        const auto it = formerTexts.find(item.part.value_or(0));
        return it == formerTexts.end() ? 0 : it->second;
    }

    /// The item of the project with this text that stands in the same place, or the first that is left.
    SourceWriter::ItemRef placeText(const SourceWriter::NewItem& item, const KnownItem& known)
    {
        const std::int64_t root = rootKeys[item.root];
        const SameText* best = nullptr;
        bool bestInFile = false;
        for (const SameText& one : known.texts) {
            if (metTexts.contains(one.key))
                continue;
            const bool sameFile = one.root == root && one.path == item.path;
            if (sameFile && one.part == item.part) {
                best = &one;
                break;
            }
            // Records move when others are put in before them.
            if (sameFile ? !bestInFile : !best && !item.onlyInPlace) {
                best = &one;
                bestInFile = sameFile;
            }
        }
        if (best) {
            metTexts.insert(best->key);
            return {best->key, false};
        }
        BulkItem row{nextItem++, root, newUuid(), newUuid(), newUuid(), item.path, item.kind, 0, 0, 0, item.bytes,
                     item.part, false, textHash(*item.document), 0, 0, 0, 0};
        row.sharesMedium = item.part && lastMedium && lastMedium->root == root && lastMedium->path == item.path;
        if (row.sharesMedium)
            row.medium = lastMedium->id;
        lastMedium = item.part ? std::optional(LastMedium{root, item.path, row.medium}) : std::nullopt;
        std::string& text = rows.batch().text;
        row.textBody = static_cast<std::uint32_t>(text.size());
        appendDocumentBody(text, *item.document);
        row.textWords = static_cast<std::uint32_t>(text.size());
        text += firstWords(*item.document);
        row.textMeta = static_cast<std::uint32_t>(text.size());
        text += item.document->metadata;
        row.textEnd = static_cast<std::uint32_t>(text.size());
        const std::int64_t key = row.key;
        rows.batch().items.push_back(std::move(row));
        return {key, true, known.former};
    }

    Result<void> record(const char* kind, std::int64_t object, const SourceRecord& said)
    {
        rows.record(kind, object, said);
        return rows.sendIfFull();
    }
};

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
    if (state.byName.empty()) {
        for (const Label& label : state.ontology.labels)
            if (label.mergedInto.isNull())
                state.byName.try_emplace(label.name, label.id);
        for (const Label& merged : state.ontology.labels)
            if (const Label* target = state.ontology.resolve(merged.id))
                state.byName.try_emplace(merged.name, target->id);
        state.nextOrder = state.ontology.nextOrder();
    }
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
    state.newLabels.push_back(label);
    state.ontology.labels.push_back(label);
    return label.id;
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

Result<Project::SourceStart> Project::beginSource(const SourceRequest& request)
{
    State& project = *m_state;
    if (!project.writing)
        return readOnlyError(project.reasonToRead());
    if (!isValidUtf8(request.author))
        return Error{ErrorCode::InvalidInput, "The name of an author is text in UTF-8.", {}};
    if (project.sourceOpen.exchange(true))
        return Error{ErrorCode::Refused, "Another import is under way. Wait until it is done, or cancel it.", {}};
    // Ours until a writer takes it over.
    const auto release = [&project](void*) {
        project.writer->setAlone(false);
        project.sourceOpen = false;
    };
    std::unique_ptr<void, decltype(release)> claim(&project, release);
    auto state = std::make_unique<SourceWriter::State>(project);
    state->source = {SourceId::create(), request.format,       request.name, request.hash, request.options,
                     request.author,     request.role,         request.continueFrom,
                     SourceState::Pending, {},                 {}};
    state->page = request.page;
    std::optional<Source> existing;
    project.writer->setAlone(request.alone);
    const auto begun = guarded([&] {
        // What crashes left goes first: it must not meet the rows of another source.
        project.takeOut([&](Connection& db) { return project.purgeStep(db); });
        project.writer->call([&](Connection& db) {
            if (const std::int64_t key = findSource(db, state->source)) {
                const std::int64_t head = headOf(db, ObjectKind::Source, key);
                existing = std::get<Source>(*loadObject(db, ObjectKind::Source, key, head));
            }
        });
        if (existing)
            return;
        project.writer->callBulk([&](Connection& db) {
            db.run(kLargeCache);
            state->rows.begin(db, state->source, now());
            state->nextItem = state->rows.append()->firstItem();
            state->others = state->nextItem > 1;
            state->ontology = *project.ontology();
            for (const Label& label : state->ontology.labels)
                state->labelKeys[label.id] = keyOf(db, ObjectKind::Label, label.id.uuid);
            std::vector<std::pair<RootId, std::string>> roots;
            {
                const std::lock_guard guard(project.mutex);
                roots.assign(project.definitions.roots.begin(), project.definitions.roots.end());
            }
            for (const auto& [id, path] : roots) {
                const std::int64_t key = keyOf(db, ObjectKind::Root, id.uuid);
                state->rootKeys[id] = key;
                state->unlocated[key] = path.empty();
            }
        });
    });
    if (!begun)
        return begun.error();
    SourceStart start;
    if (existing && existing->state == SourceState::Retired) {
        // Exactly what retiring it took away comes back: its state, and labels and roots that it had brought.
        Edit edit{EditId::create(), {ScopeKind::Data, {}}, "Restore " + existing->name, {}, {}};
        const auto found = guarded([&] {
            project.writer->call([&](Connection& db) {
                Statement query(db, "SELECT r.edit FROM source s JOIN object_rev r ON r.kind='source' "
                                    "AND r.object=s.key AND r.rev=s.rev WHERE s.uuid=?1");
                if (listOf(*existing)) {
                    const std::int64_t key = keyOf(db, ObjectKind::Source, existing->id.uuid);
                    Source restored = *existing;
                    restored.state = SourceState::Published;
                    edit.changes.push_back({*existing, std::move(restored), {}, headOf(db, ObjectKind::Source, key)});
                    state->retireFormer(db, edit);
                } else if (query.bind(1, existing->id.uuid).step()) {
                    edit.changes = inverseChanges(db, {query.integer(0)});
                }
            });
        });
        if (!found)
            return found.error();
        if (auto applied = applyNow(std::move(edit)); !applied)
            return applied.error();
        existing->state = SourceState::Published;
    }
    if (existing)
        start.existing = std::move(existing);
    else {
        start.writer.reset(new SourceWriter(std::move(state)));
        claim.release();
    }
    return start;
}

} // namespace touchstone
