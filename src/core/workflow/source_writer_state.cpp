#include "core/workflow/source_writer_state.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/store/append.h"
#include "core/store/document_codec.h"
#include "core/store/load.h"
#include "touchstone/model/list_entry.h"

namespace touchstone {

std::optional<std::string> listOf(const Source& source)
{
    if (source.format != kListFormat)
        return std::nullopt;
    const auto options = nlohmann::json::parse(source.options, nullptr, false);
    const bool named = options.is_object() && options.contains("list") && options["list"].is_string();
    return named ? std::optional(options["list"].get<std::string>()) : std::nullopt;
}

void SourceWriter::State::nameLabels()
{
    if (!byName.empty())
        return;
    for (const Label& label : ontology.labels)
        if (label.mergedInto.isNull())
            byName.try_emplace(label.name, label.id);
    for (const Label& merged : ontology.labels)
        if (const Label* target = ontology.resolve(merged.id))
            byName.try_emplace(merged.name, target->id);
    nextOrder = ontology.nextOrder();
}

std::string SourceWriter::State::pathOf(const RootId& id)
{
    for (const MediaRoot& root : newRoots)
        if (root.id == id)
            return root.path;
    const std::lock_guard guard(project.mutex);
    const auto it = project.definitions.roots.find(id);
    return it == project.definitions.roots.end() ? std::string() : it->second;
}

void SourceWriter::State::locateRoots(Connection& db, Edit& edit)
{
    for (const auto& [key, where] : located) {
        const std::int64_t head = headOf(db, ObjectKind::Root, key);
        const auto before = loadObject(db, ObjectKind::Root, key, head);
        if (!before || !std::get<MediaRoot>(*before).path.empty())
            continue;
        edit.changes.push_back({before, MediaRoot{std::get<MediaRoot>(*before).id, pathOf(where)}, {}, head});
    }
}

void SourceWriter::State::retireFormer(Connection& db, Edit& edit)
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

void SourceWriter::State::giveSkeleton(const LabelId& id, const SkeletonTemplate& skeleton)
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

void SourceWriter::State::giveSkeletons(Connection& db, Edit& edit)
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

void SourceWriter::State::renameTwins(Edit& edit)
{
    const auto now = project.ontology();
    for (Change& change : edit.changes) {
        auto* label = change.after ? std::get_if<Label>(&*change.after) : nullptr;
        const Label* twin = label ? now->findByName(label->name) : nullptr;
        if (twin && twin->id != label->id)
            label->mergedInto = twin->id;
    }
}

const OwnItem* SourceWriter::State::ownItem(const SourceWriter::NewItem& item, std::int64_t root, bool located, bool exact)
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

SourceWriter::ItemRef SourceWriter::State::place(const SourceWriter::NewItem& item, const KnownItem& known)
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

std::int64_t SourceWriter::State::formerOf(Connection& db, std::int64_t root, const SourceWriter::NewItem& item)
{
    if (std::pair file(root, item.path); file != lastFile) {
        formerTexts = textsOfFile(db, root, item.path);
        lastFile = std::move(file);
    }
    const auto it = formerTexts.find(item.part.value_or(0));
    return it == formerTexts.end() ? 0 : it->second;
}

SourceWriter::ItemRef SourceWriter::State::placeText(const SourceWriter::NewItem& item, const KnownItem& known)
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

Result<void> SourceWriter::State::record(const char* kind, std::int64_t object, const SourceRecord& said)
{
    rows.record(kind, object, said);
    return rows.sendIfFull();
}

} // namespace touchstone
