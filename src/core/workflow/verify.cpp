#include "touchstone/workflow/verify.h"

#include <set>

#include <nlohmann/json.hpp>

#include "core/store/edit_hash.h"
#include "core/store/interruptible.h"
#include "core/store/load.h"
#include "core/store/rebuild.h"
#include "core/store/source_digest.h"
#include "core/workflow/project_state.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/media.h"

namespace touchstone {
namespace {

constexpr std::size_t kMostProblems = 200;

void tell(VerifyReport& report, std::string problem)
{
    if (report.problems.size() < kMostProblems)
        report.problems.push_back(std::move(problem));
}

void checkIntegrity(Connection& db, VerifyReport& report)
{
    Statement integrity(db, "PRAGMA integrity_check(50)");
    while (integrity.step())
        if (integrity.text(0) != "ok")
            tell(report, "SQLite says: " + displayUtf8(integrity.text(0)));
    Statement keys(db, "PRAGMA foreign_key_check");
    while (keys.step())
        tell(report, "Row " + std::to_string(keys.integer(1)) + " of " + displayUtf8(keys.text(0)) +
                         " refers to a missing row of " + displayUtf8(keys.text(2)) + ".");
}

/// "Edit 12 (Move car) of anna on street1.jpg, 2026-11-21 09:30:00".
std::string placeOf(const Statement& edit)
{
    std::string place = "Edit " + std::to_string(edit.integer(0)) + " (" + displayUtf8(edit.text(1)) + ")";
    if (!edit.isNull(2))
        place += " of " + displayUtf8(edit.text(2));
    if (!edit.isNull(3))
        place += " on " + displayUtf8(edit.text(3));
    const std::string at = toIso8601(edit.integer(4));
    return place + ", " + at.substr(0, 10) + " " + at.substr(11, 8);
}

bool checkChains(Connection& db, VerifyReport& report, Progress& progress)
{
    std::map<std::int64_t, Sha256> newest;
    std::int64_t hashes = 0;
    const std::int64_t total = std::max<std::int64_t>(1, db.number("SELECT count(*) FROM edit"));
    Statement edits(db, "SELECT e.seq, e.text, m.name, d.path, e.at FROM edit e LEFT JOIN member m ON m.key=e.author "
                        "LEFT JOIN item i ON i.key=e.scope LEFT JOIN medium d ON d.key=i.medium ORDER BY e.seq");
    while (edits.step()) {
        const std::int64_t seq = edits.integer(0);
        if (++report.edits % 256 == 0) {
            progress.report(0.3 + 0.2 * static_cast<double>(report.edits) / static_cast<double>(total), "Journal");
            if (progress.cancelled())
                return false;
        }
        std::map<std::int64_t, Sha256> previous = chainsOfEdit(db, seq);
        for (auto& [chain, hash] : previous)
            if (const auto it = newest.find(chain); it != newest.end())
                hash = it->second;
        bool same = true;
        for (const auto& [chain, expected] : hashesOfEdit(db, seq, previous)) {
            Statement& query = db.cached("SELECT hash FROM edit_hash WHERE chain=?1 AND edit=?2");
            const Reset reset(query);
            Sha256 stored{};
            if (query.bind(1, chain).bind(2, seq).step()) {
                ++hashes;
                const std::string_view bytes = query.blob(0);
                std::copy(bytes.begin(), bytes.begin() + std::min(bytes.size(), stored.size()), stored.begin());
            }
            same = same && stored == expected;
            newest[chain] = stored;
        }
        if (!same)
            tell(report, placeOf(edits) + ", was altered: its rows do not give the hash that was stored with it.");
    }
    if (db.number("SELECT count(*) FROM edit_hash") != hashes)
        tell(report, "The journal was altered: there are hashes that belong to none of its edits.");
    return true;
}

bool checkSources(Connection& db, VerifyReport& report, Progress& progress)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> heads;
    {
        Statement query(db, "SELECT key, rev FROM source ORDER BY key");
        while (query.step())
            heads.emplace_back(query.integer(0), query.integer(1));
    }
    for (const auto& [key, rev] : heads) {
        if (progress.cancelled())
            return false;
        if (rev == 0) {
            ++report.pendingSources;
            continue;
        }
        const auto value = loadObject(db, ObjectKind::Source, key, rev);
        const Source* source = value ? &std::get<Source>(*value) : nullptr;
        if (!source || source->digest.empty() || source->digest != digestOfSource(db, key))
            tell(report, "Source " + std::to_string(key) +
                             (source ? " (" + displayUtf8(source->name) + ")" : "") + " was altered: its rows do not give the digest that was stored with it.");
    }
    return true;
}

/// What no hash covers: rows that claim to have come with a source, or to be somebody's work, but did not.
void checkShape(Connection& db, VerifyReport& report)
{
    static constexpr std::pair<const char*, const char*> kRules[]{
        {"Revisions of annotations belong to no edit.",
         "SELECT count(*) FROM annotation_rev r JOIN annotation a ON a.key=r.annotation "
         "WHERE r.edit IS NULL AND (r.rev<>1 OR a.source IS NULL OR r.body IS NULL)"},
        {"Annotations have no first revision.",
         "SELECT count(*) FROM annotation a WHERE NOT EXISTS "
         "(SELECT 1 FROM annotation_rev r WHERE r.annotation=a.key AND r.rev=1)"},
        {"Annotations lie in a layer of another source.",
         "SELECT count(*) FROM annotation a JOIN layer l ON l.key=a.layer "
         "WHERE a.source IS NOT NULL AND (a.source IS NOT l.source OR a.based_on IS NOT NULL OR a.based_on_rev IS NOT NULL)"},
        {"Imported layers name an author, a task, a base or an edit.",
         "SELECT count(*) FROM layer WHERE source IS NOT NULL "
         "AND coalesce(task, author, base, edit) IS NOT NULL"},
        {"Working layers belong to no edit.", "SELECT count(*) FROM layer WHERE source IS NULL AND edit IS NULL"},
        {"Items, tasks and media come from different sources.",
         "SELECT count(*) FROM item i JOIN medium m ON m.key=i.medium LEFT JOIN task t ON t.item=i.key "
         "WHERE m.source<>i.source OR t.source IS NOT i.source OR t.kind<>'label' "
         "OR (i.part IS NOT NULL AND i.kind<>'text')"},
        {"Texts are missing, or stand beside items that are none.",
         "SELECT (SELECT count(*) FROM item i WHERE i.kind='text' AND NOT EXISTS (SELECT 1 FROM text t WHERE t.item=i.key)) + "
         "(SELECT count(*) FROM text t WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.key=t.item AND i.kind='text'))"},
        {"Records of annotations lie in the wrong table.",
         "SELECT count(*) FROM source_record WHERE kind='annotation'"},
        {"Records of a source belong to no annotation of it.",
         "SELECT count(*) FROM annotation_record r LEFT JOIN annotation a ON a.key=r.annotation "
         "WHERE a.key IS NULL OR (a.source IS NOT NULL AND a.source<>r.source)"},
    };
    for (const auto& [what, sql] : kRules)
        if (const std::int64_t rows = db.number(sql))
            tell(report, std::string(what) + " (" + std::to_string(rows) + ")");
}

void checkTiles(Connection& db, VerifyReport& report)
{
    std::set<std::string> known;
    Statement tiles(db, "SELECT hash, runs FROM tile");
    while (tiles.step()) {
        const Sha256 hash = sha256(tiles.blob(1));
        if (std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()) != tiles.blob(0))
            tell(report, "A tile of a mask was altered: its bytes do not give its hash, " + toHex(hash) + ".");
        known.insert(toHex(hash));
    }
    // Also those that only an undo would show again; not those of an import that is being taken out.
    Statement used(db, "SELECT r.annotation, r.rev, t.value ->> 4 FROM annotation_rev r, "
                       "json_each(r.body, '$.mask.tiles') t WHERE instr(r.body, '\"mask\"') > 0 AND NOT EXISTS "
                       "(SELECT 1 FROM annotation a JOIN source s ON s.key=a.source WHERE a.key=r.annotation AND s.rev=0)");
    while (used.step())
        if (!known.contains(used.string(2)))
            tell(report, "A tile of the mask of annotation " + std::to_string(used.integer(0)) + ", revision " +
                             std::to_string(used.integer(1)) + ", is missing.");
}

/// False when it was cancelled.
bool lookAtMedia(Reader& reader, const Project& project, VerifyReport& report, Progress& progress)
{
    constexpr std::int64_t page = 1000;
    for (std::int64_t after = 0;;) {
        const auto rows = reader.media(after, page);
        if (!rows)
            throw StoreFailure{rows.error()};
        if (rows->empty())
            return true;
        for (const MediumRow& row : *rows) {
            if (progress.cancelled())
                return false;
            after = row.key;
            const std::filesystem::path file = project.mediaPath(row);
            const FileState state = file.empty() ? FileState::Missing : lookAtMedium(file, row, false, progress).state;
            report.missingMedia += state == FileState::Missing || state == FileState::Unreadable ? 1 : 0;
            report.changedMedia += state == FileState::Changed ? 1 : 0;
        }
    }
}

} // namespace

std::string VerifyReport::toJson() const
{
    return nlohmann::ordered_json{{"ok", ok()},
                                  {"problems", problems},
                                  {"missingMedia", missingMedia},
                                  {"changedMedia", changedMedia},
                                  {"pendingSources", pendingSources},
                                  {"edits", edits},
                                  {"revisions", revisions},
                                  {"annotations", annotations}}
        .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<VerifyReport> verifyProject(const std::filesystem::path& path, Progress& progress)
{
    OpenOptions options;
    options.progress = &progress;
    auto project = Project::open(path, Project::Mode::ReadOnly, {}, options);
    if (!project)
        return project.error();
    auto reader = (*project)->reader();
    if (!reader)
        return reader.error();
    Connection& db = (*reader)->connection();
    const auto checked = guarded([&]() -> Result<VerifyReport> {
        const Error cancelled{ErrorCode::Cancelled, "Cancelled.", {}};
        const Transaction snapshot(db, false);
        Interruptible watched(db, &progress);
        VerifyReport report;
        report.notes = (*project)->notes();
        watched.tell("Integrity", 0, 0.3);
        for (const std::string& problem : (*project)->damage())
            tell(report, problem);
        checkIntegrity(db, report);
        watched.tell("Journal", 0.3, 0.5);
        report.revisions = db.number("SELECT (SELECT count(*) FROM annotation_rev) + (SELECT count(*) FROM object_rev)");
        report.annotations = db.number("SELECT count(*) FROM annotation WHERE kind IS NOT NULL");
        if (!checkChains(db, report, progress))
            return cancelled;
        watched.tell("Sources", 0.5, 0.8);
        if (!checkSources(db, report, progress))
            return cancelled;
        checkShape(db, report);
        checkTiles(db, report);
        watched.tell("Caches", 0.8, 1);
        for (std::string& problem : compareHeads(db, kMostProblems))
            tell(report, std::move(problem));
        if (!lookAtMedia(**reader, **project, report, progress))
            return cancelled;
        return report;
    });
    return checked ? *checked : Result<VerifyReport>(checked.error());
}

Result<void> rebuildCaches(const std::filesystem::path& path)
{
    const auto lock = FileLock::tryTake(path);
    if (!lock)
        return Error{ErrorCode::Refused, "The project is open by another program.", pathToUtf8(path)};
    return guarded([&] {
        auto db = Connection::open(path, Access::Write, false);
        Transaction transaction(*db);
        rebuildHeads(*db);
        transaction.commit();
    });
}

} // namespace touchstone
