#include "touchstone/workflow/rescue.h"

#include <cstdio>
#include <fstream>
#include <tuple>

#include "core/store/append.h"
#include "core/store/edit_hash.h"
#include "core/store/interruptible.h"
#include "core/store/load.h"
#include "core/store/rebuild.h"
#include "core/store/schema.h"
#include "core/store/source_digest.h"
#include "core/workflow/check_file.h"
#include "core/workflow/copy_pages.h"
#include "core/workflow/open_file.h"
#include "core/workflow/private_copy.h"
#include "core/workflow/rescue_rows.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// Rows whose parents are lost, children after parents; again until nothing goes.
constexpr const char* kOrphans[]{
    "DELETE FROM item WHERE medium NOT IN (SELECT key FROM medium)",
    "DELETE FROM text WHERE item NOT IN (SELECT key FROM item WHERE kind='text')",
    "DELETE FROM item WHERE kind='text' AND key NOT IN (SELECT item FROM text)",
    "DELETE FROM list_entry WHERE source NOT IN (SELECT key FROM source)",
    "DELETE FROM task WHERE item NOT IN (SELECT key FROM item)",
    "DELETE FROM layer WHERE item NOT IN (SELECT key FROM item)",
    "DELETE FROM annotation WHERE layer NOT IN (SELECT key FROM layer)",
    "DELETE FROM annotation_rev WHERE annotation NOT IN (SELECT key FROM annotation)",
    "DELETE FROM annotation WHERE key NOT IN (SELECT annotation FROM annotation_rev)",
    // An import's revision of an annotation that was a person's, or the other way round, is no whole row.
    "DELETE FROM annotation_rev WHERE edit IS NULL AND annotation NOT IN "
    "(SELECT key FROM annotation WHERE source IS NOT NULL)",
    "DELETE FROM draft WHERE item NOT IN (SELECT key FROM item) OR author NOT IN (SELECT key FROM member)",
    "DELETE FROM object_rev WHERE kind='task' AND object NOT IN (SELECT key FROM task)",
    "DELETE FROM object_rev WHERE kind='layer' AND object NOT IN (SELECT key FROM layer)",
    "DELETE FROM object_rev WHERE kind='medium' AND object NOT IN (SELECT key FROM medium)",
    "DELETE FROM annotation_record WHERE annotation NOT IN (SELECT key FROM annotation) "
    "OR source NOT IN (SELECT key FROM source)",
    "DELETE FROM source_record WHERE (kind='image' AND object NOT IN (SELECT key FROM item)) OR source NOT IN (SELECT key FROM source)",
};

/// Rows that others refer to and that are lost, made up as plainly as can be.
constexpr const char* kInvented[]{
    "INSERT OR IGNORE INTO project (key, uuid) SELECT 1, randomblob(16) WHERE NOT EXISTS (SELECT 1 FROM project)",
    "INSERT INTO member (key, uuid) SELECT DISTINCT author, randomblob(16) FROM (SELECT author FROM edit UNION "
    "SELECT author FROM layer WHERE author IS NOT NULL UNION SELECT object FROM object_rev WHERE kind='member') "
    "WHERE author NOT IN (SELECT key FROM member)",
    "INSERT INTO member (uuid) SELECT randomblob(16) WHERE NOT EXISTS (SELECT 1 FROM member)",
    "INSERT INTO label (key, uuid) SELECT DISTINCT label, randomblob(16) FROM (SELECT label FROM annotation_rev "
    "WHERE label IS NOT NULL UNION SELECT object FROM object_rev WHERE kind='label') "
    "WHERE label NOT IN (SELECT key FROM label)",
    "INSERT INTO root (key, uuid) SELECT DISTINCT root, randomblob(16) FROM (SELECT root FROM medium UNION "
    "SELECT object FROM object_rev WHERE kind='root') WHERE root NOT IN (SELECT key FROM root)",
    "INSERT INTO source (key, uuid, format, name, options, author, role, continue_from, at) "
    "SELECT DISTINCT source, randomblob(16), 'files', 'lost', '{}', '', 'ground-truth', 1, 0 FROM "
    "(SELECT source FROM medium UNION SELECT source FROM item UNION SELECT source FROM layer WHERE source IS NOT NULL "
    "UNION SELECT object FROM object_rev WHERE kind='source') WHERE source NOT IN (SELECT key FROM source)",
    "INSERT INTO task (uuid, source, item, kind) SELECT randomblob(16), i.source, i.key, 'label' FROM item i "
    "WHERE i.key NOT IN (SELECT item FROM task)",
    "INSERT INTO edit (seq, uuid, author, session, scope, kind, merge_key, text, at, ontology, guideline) "
    "SELECT DISTINCT edit, randomblob(16), (SELECT min(key) FROM member), zeroblob(16), -1, 'do', '', "
    "'An edit whose row was lost', 0, 0, 0 FROM (SELECT edit FROM annotation_rev WHERE edit IS NOT NULL UNION "
    "SELECT edit FROM object_rev UNION SELECT edit FROM layer WHERE edit IS NOT NULL) "
    "WHERE edit NOT IN (SELECT seq FROM edit)",
};

/// Loose ends: references to what is lost, and numbers with holes.
constexpr const char* kTidied[]{
    "UPDATE edit SET undo_next=NULL, redo_next=NULL, prev=NULL",
    "UPDATE edit SET target=NULL WHERE target NOT IN (SELECT seq FROM edit)",
    "UPDATE layer SET task=NULL WHERE task NOT IN (SELECT key FROM task)",
    "UPDATE layer SET base=NULL WHERE base NOT IN (SELECT key FROM layer)",
    "UPDATE task SET assignee=NULL WHERE assignee NOT IN (SELECT key FROM member)",
    "UPDATE object_rev SET body=json_set(body, '$.assignee', NULL) WHERE kind='task' AND "
    "replace(body ->> '$.assignee', '-', '') NOT IN (SELECT lower(hex(uuid)) FROM member)",
    "UPDATE layer SET edit=(SELECT max(seq) FROM edit) WHERE source IS NULL AND edit IS NULL",
    "UPDATE medium SET source=(SELECT min(source) FROM item WHERE medium=medium.key) "
    "WHERE key IN (SELECT medium FROM item) AND source NOT IN (SELECT source FROM item WHERE medium=medium.key)",
    "UPDATE annotation SET source=NULL WHERE source IS NOT NULL AND source IS NOT "
    "(SELECT source FROM layer WHERE key=annotation.layer)",
    "DELETE FROM annotation_rev WHERE edit IS NULL AND annotation IN (SELECT key FROM annotation WHERE source IS NULL)",
    "DELETE FROM annotation WHERE key NOT IN (SELECT annotation FROM annotation_rev)",
};

/// What every kind of object needs to have a value when all its revisions are lost.
constexpr const char* kBodies[]{
    "INSERT INTO object_rev SELECT 'project', key, 1, ?1, '{\"name\":\"Rescued\",\"reviewMode\":\"none\"}' FROM project "
    "WHERE NOT EXISTS (SELECT 1 FROM object_rev WHERE kind='project')",
    "INSERT INTO object_rev SELECT 'member', key, 1, ?1, json_object('name', 'lost ' || key, 'role', 'lead') FROM member "
    "WHERE key NOT IN (SELECT object FROM object_rev WHERE kind='member')",
    "INSERT INTO object_rev SELECT 'label', key, 1, ?1, json_object('name', 'lost label ' || key, 'color', '#808080', "
    "'key', '', 'order', key, 'mergedInto', NULL, 'retired', json('false')) FROM label "
    "WHERE key NOT IN (SELECT object FROM object_rev WHERE kind='label')",
    "INSERT INTO object_rev SELECT 'root', key, 1, ?1, json_object('path', '') FROM root "
    "WHERE key NOT IN (SELECT object FROM object_rev WHERE kind='root')",
    "INSERT INTO object_rev SELECT 'source', key, 1, ?1, json_object('state', 'published', 'report', '', 'digest', '') "
    "FROM source WHERE key NOT IN (SELECT object FROM object_rev WHERE kind='source')",
};

std::int64_t runAll(Connection& db, const char* const* first, const char* const* last)
{
    const std::int64_t before = sqlite3_total_changes64(db.handle());
    for (; first != last; ++first)
        db.run(*first);
    return sqlite3_total_changes64(db.handle()) - before;
}

/// Revisions that have no value any more: damaged inside, or a mask without one of its tiles.
std::int64_t dropUnreadable(Connection& db)
{
    std::int64_t dropped = 0;
    Statement rows(db, "SELECT rowid, body FROM annotation_rev WHERE body IS NOT NULL");
    std::vector<std::int64_t> bad;
    while (rows.step()) {
        const auto read = guarded([&] {
            Annotation annotation;
            readBody(db, rows.text(1), annotation);
        });
        if (!read)
            bad.push_back(rows.integer(0));
    }
    for (const std::int64_t row : bad)
        db.cached("DELETE FROM annotation_rev WHERE rowid=?1").bind(1, row).run();
    dropped += static_cast<std::int64_t>(bad.size());

    std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> objects;
    {
        Statement query(db, "SELECT kind, object, rev FROM object_rev");
        while (query.step())
            objects.emplace_back(query.string(0), query.integer(1), query.integer(2));
    }
    // Names of a structured binding cannot be captured with every compiler, so they are names of their own here.
    for (const auto& row : objects) {
        const std::string& kind = std::get<0>(row);
        const std::int64_t object = std::get<1>(row), rev = std::get<2>(row);
        if (guarded([&] { return loadObject(db, *objectKindFromName(kind), object, rev).has_value(); }))
            continue;
        db.cached("DELETE FROM object_rev WHERE kind=?1 AND object=?2 AND rev=?3")
            .bind(1, kind)
            .bind(2, object)
            .bind(3, rev)
            .run();
        ++dropped;
    }
    return dropped;
}

/// Revisions count from 1 without holes; where some are lost, the later ones move down.
void closeHoles(Connection& db)
{
    const auto move = [&](const char* find, const char* update) {
        struct Row {
            std::string kind;
            std::int64_t object, rev, place;
        };
        std::vector<Row> moved;
        Statement query(db, find);
        while (query.step())
            moved.push_back({query.string(0), query.integer(1), query.integer(2), query.integer(3)});
        // Ascending, so that each place is free when its row comes.
        for (const Row& row : moved)
            db.cached(update).bind(1, row.kind).bind(2, row.object).bind(3, row.rev).bind(4, row.place).run();
    };
    move("SELECT '', annotation, rev, place FROM (SELECT annotation, rev, row_number() OVER (PARTITION BY annotation "
         "ORDER BY rev) AS place FROM annotation_rev) WHERE place<>rev ORDER BY annotation, rev",
         "UPDATE annotation_rev SET rev=?4 WHERE ?1='' AND annotation=?2 AND rev=?3");
    move("SELECT kind, object, rev, place FROM (SELECT kind, object, rev, row_number() OVER (PARTITION BY kind, object "
         "ORDER BY rev) AS place FROM object_rev) WHERE place<>rev ORDER BY kind, object, rev",
         "UPDATE object_rev SET rev=?4 WHERE kind=?1 AND object=?2 AND rev=?3");
}

/// The digests of the sources and the hashes of all edits, over what is there now.
void sealAnew(Connection& db, Progress& progress)
{
    std::vector<std::int64_t> sources;
    {
        Statement query(db, "SELECT key FROM source");
        while (query.step())
            sources.push_back(query.integer(0));
    }
    for (const std::int64_t source : sources)
        Statement(db, "UPDATE object_rev SET body=json_set(body, '$.digest', ?2) WHERE kind='source' AND object=?1")
            .bind(1, source)
            .bind(2, digestOfSource(db, source))
            .run();
    db.run("DELETE FROM edit_hash");
    const std::int64_t newest = db.number("SELECT max(seq) FROM edit");
    Statement edits(db, "SELECT seq FROM edit ORDER BY seq");
    while (edits.step()) {
        progress.report(0.5 + 0.4 * static_cast<double>(edits.integer(0)) / static_cast<double>(newest), "Journal");
        sealEdit(db, edits.integer(0));
    }
}

/// Of the edits that could be read: those whose rows in the damaged file are not, or not all, those that were stored.
std::int64_t countAltered(Connection& damaged, Connection& read, Progress& progress)
{
    std::int64_t altered = 0;
    const double newest = static_cast<double>(read.number("SELECT max(seq) FROM edit"));
    Statement edits(read, "SELECT seq FROM edit ORDER BY seq");
    while (edits.step()) {
        if (edits.integer(0) % 256 == 0)
            progress.report(0.3 + 0.2 * static_cast<double>(edits.integer(0)) / newest, "Edits");
        EditRows rows = EditRows::Altered;
        const auto seen = guarded([&] { rows = lookAtEdit(damaged, edits.integer(0)); });
        altered += !seen || rows != EditRows::AsStored;
    }
    return altered;
}

/// From rows that were read one by one to a project that holds together.
void makeWhole(Connection& db, Rescued& rescued, Progress& progress)
{
    // As version 2 keeps them.
    db.run("INSERT OR IGNORE INTO annotation_record SELECT object, source, ord, external_id, fields, geometry "
           "FROM source_record WHERE kind='annotation'");
    db.run("DELETE FROM source_record WHERE kind='annotation'");
    rescued.dropped += dropUnreadable(db);
    for (std::int64_t gone = 1; gone > 0; rescued.dropped += gone)
        gone = runAll(db, std::begin(kOrphans), std::end(kOrphans));
    rescued.invented += runAll(db, std::begin(kInvented), std::end(kInvented));
    runAll(db, std::begin(kTidied), std::end(kTidied));
    closeHoles(db);

    EditRow row;
    row.id = EditId::create();
    row.author = db.number("SELECT min(key) FROM member");
    row.session = newUuid();
    row.scope = scopeKey(db, {ScopeKind::Data, {}});
    row.text = "Rescue from a damaged file";
    row.at = now();
    const std::int64_t seq = insertEdit(db, row);
    const std::int64_t before = sqlite3_total_changes64(db.handle());
    for (const char* sql : kBodies)
        Statement(db, sql).bind(1, seq).run();
    rescued.invented += sqlite3_total_changes64(db.handle()) - before;
    rescued.items = db.number("SELECT count(*) FROM item");
    rebuildHeads(db);
    rescued.annotations = db.number("SELECT count(*) FROM annotation WHERE kind IS NOT NULL");
    Statement(db, "UPDATE edit SET text=?2 WHERE seq=?1").bind(1, seq).bind(2, rescued.sentence()).run();
    sealAnew(db, progress);
    rebuildHeads(db);
}

/// A private copy whose first bytes are what they must be, so that SQLite opens it.
std::unique_ptr<PrivateCopy> copyToRead(const fs::path& project, Progress& progress)
{
    auto copy = PrivateCopy::ofFiles(project, &progress);
    std::fstream file(copy->file(), std::ios::in | std::ios::out | std::ios::binary);
    file.write("SQLite format 3\0", 16);
    return copy;
}

} // namespace

std::string Rescued::sentence() const
{
    std::string text = "Rescued from a damaged file: " + withThousands(items) + (items == 1 ? " item and " : " items and ") +
                       withThousands(annotations) + (annotations == 1 ? " annotation" : " annotations");
    if (gaps > 0)
        text += "; " + withThousands(gaps) + (gaps == 1 ? " place" : " places") + " could not be read";
    if (dropped > 0)
        text += "; " + withThousands(dropped) + (dropped == 1 ? " row" : " rows") + " stood alone and were left out";
    if (invented > 0)
        text += "; " + withThousands(invented) + (invented == 1 ? " lost row" : " lost rows") + " were made up";
    if (altered > 0)
        text += "; " + withThousands(altered) +
                (altered == 1 ? " edit is not whole any more" : " edits are not whole any more");
    return text + ".";
}

Result<Rescued> rescueProject(const fs::path& project, const fs::path& target, Progress& progress)
{
    std::error_code code;
    if (fs::exists(fs::symlink_status(target, code)))
        return Error{ErrorCode::Refused, "There is already a file of this name. Choose another name.", pathToUtf8(target)};
    if (const std::string share = fileSystemOf(target).share; !share.empty())
        return Error{ErrorCode::Refused, noProjectOn(share), pathToUtf8(target)};
    fs::path part = target;
    part += "-rescuing";
    const auto clear = [&] {
        for (const char* suffix : {"", "-journal", "-wal", "-shm"})
            fs::remove(part.string() + suffix, code);
    };
    clear();
    const auto done = guarded([&] {
        const auto copy = copyToRead(project, progress);
        const auto from = Connection::open(copy->file(), Access::Write, false);
        from->run("PRAGMA query_only=ON; PRAGMA cell_size_check=OFF");
        Rescued rescued;
        {
            const auto to = Connection::open(part, Access::Write, true);
            to->run("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA journal_mode=OFF");
            const Interruptible watched(*to, &progress);
            to->run("BEGIN IMMEDIATE");
            applySchema(*to, 0);
            rescued.gaps = copyReadableRows(*from, *to, progress);
            if (to->number("SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM label)") == 0)
                throw StoreFailure{{ErrorCode::Corrupt, "Nothing of worth can be read from this file.", pathToUtf8(project)}};
            if (from->number("PRAGMA user_version") == currentSchemaVersion())
                rescued.altered = countAltered(*from, *to, progress);
            makeWhole(*to, rescued, progress);
            to->run("COMMIT");
            if (const auto problems = checkWhole(*to, &progress, 1); !problems.empty())
                throw StoreFailure{{ErrorCode::Corrupt, "What could be read does not hold together. " + problems.front(),
                                    pathToUtf8(project)}};
        }
        if (!syncFile(part) || ::rename(part.c_str(), target.c_str()) != 0)
            throw StoreFailure{{ErrorCode::Io, "The new project cannot be written.", pathToUtf8(target)}};
        syncName(target);
        return rescued;
    });
    if (!done)
        clear();
    return done;
}

} // namespace touchstone
