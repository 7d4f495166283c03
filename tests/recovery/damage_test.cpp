#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "recovery/recovery_bed.h"
#include "recovery/rich_project.h"
#include "support/how_often.h"
#include "touchstone/model/list_entry.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/rescue.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// As howOften, but as often with a sanitizer: it is what finds a wild read of a damaged file.
int many(const char* variable, int usual, int often)
{
    const char* asked = std::getenv(variable);
    return asked ? std::atoi(asked) : isLongRun() ? often : usual;
}

class DamageTest : public RecoveryBed {
  protected:
    void SetUp() override
    {
        makeRichProject(path());
        whole = bytesOf(path());
        const auto project = open(Project::Mode::ReadOnly);
        ASSERT_TRUE(project);
        content = exported(**project);
    }
    /// Leaves the file as a killed writer does: the last edit lies in the log alone.
    void endUncleanly(const std::string& label)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto project = open(Project::Mode::ReadWrite);
            auto edit = addLabelEdit(**project, {ScopeKind::Ontology, {}}, label);
            ::_exit(edit && (*project)->applyNow(std::move(*edit)) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_EQ(WEXITSTATUS(status), 0);
        ASSERT_TRUE(fs::exists(path().string() + "-wal"));
    }
    bool hasLabel(const Project& project, const std::string& name)
    {
        for (const Label& label : project.ontology()->labels)
            if (label.name == name)
                return true;
        return false;
    }

    std::string whole;
    std::string content;
};

TEST_F(DamageTest, AfterAnUncleanEndItShowsAndIsWrittenOnlyOnceItWasChecked)
{
    endUncleanly("late");
    OpenOptions options;
    options.checkLater = true;
    const auto project = open(Project::Mode::ReadWrite, options);
    ASSERT_TRUE(project) << project.error().text();
    EXPECT_TRUE((*project)->awaitsCheck());
    EXPECT_TRUE((*project)->isReadOnly());
    EXPECT_NE((*project)->readOnlyReason().find("checked"), std::string::npos);
    EXPECT_TRUE(hasLabel(**project, "late")) << "what was acknowledged is shown";
    auto edit = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "early");
    ASSERT_TRUE(edit);
    const auto refused = (*project)->applyNow(std::move(*edit));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);

    SilentProgress progress;
    const auto checked = (*project)->check(progress);
    ASSERT_TRUE(checked) << checked.error().text();
    EXPECT_FALSE((*project)->awaitsCheck());
    EXPECT_FALSE((*project)->isReadOnly());
    auto again = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "early");
    EXPECT_TRUE((*project)->applyNow(std::move(*again)));
}

TEST_F(DamageTest, ACheckThatWasStoppedIsMadeUpForNextTime)
{
    endUncleanly("late");
    OpenOptions options;
    options.checkLater = true;
    for (int round = 0; round < 2; ++round) {
        const auto project = open(Project::Mode::ReadWrite, options);
        ASSERT_TRUE(project);
        ASSERT_TRUE((*project)->awaitsCheck()) << round;
        SilentProgress progress;
        progress.cancel();
        EXPECT_FALSE((*project)->check(progress));
        EXPECT_TRUE((*project)->isReadOnly());
    }
}

TEST_F(DamageTest, WhatTheCheckFindsKeepsTheProjectReadOnlyAndTheFileAsItIs)
{
    endUncleanly("late");
    std::string bytes = bytesOf(path());
    // A page of a table in the middle.
    bytes.replace(bytes.size() / 2 / 4096 * 4096, 4096, std::string(4096, '\0'));
    write(path(), bytes);
    const std::string log = bytesOf(path().string() + "-wal");
    {
        OpenOptions options;
        options.checkLater = true;
        const auto project = open(Project::Mode::ReadWrite, options);
        if (project) {
            SilentProgress progress;
            const auto checked = (*project)->check(progress);
            EXPECT_TRUE(checked);
            EXPECT_FALSE((*project)->damage().empty());
            EXPECT_TRUE((*project)->isReadOnly());
            EXPECT_NE((*project)->readOnlyReason().find("damaged"), std::string::npos);
        } else {
            EXPECT_EQ(project.error().code, ErrorCode::Corrupt);
        }
    }
    EXPECT_EQ(bytesOf(path()), bytes);
    EXPECT_EQ(bytesOf(path().string() + "-wal"), log);
}

TEST_F(DamageTest, AnIndexThatMissesARowIsDamageAfterAnUncleanEndAndInABackup)
{
    // As when an old copy was put under a newer log: each page is sound, and they do not belong together.
    sql(path(), "PRAGMA writable_schema=ON; CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name='medium_by_name';"
                "DELETE FROM sqlite_schema WHERE name='medium_by_name'");
    sql(path(), "UPDATE medium SET path=path || '.moved' WHERE key=(SELECT min(key) FROM medium)");
    sql(path(), "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema SELECT * FROM kept; DROP TABLE kept");
    endUncleanly("late");
    const std::string bytes = bytesOf(path());
    const auto project = open(Project::Mode::ReadWrite);
    ASSERT_TRUE(project) << project.error().text();
    EXPECT_TRUE((*project)->isReadOnly());
    ASSERT_FALSE((*project)->damage().empty());
    EXPECT_NE((*project)->damage().front().find("index"), std::string::npos) << (*project)->damage().front();
    SilentProgress progress;
    const auto backup = makeBackup(path(), BackupReason::Asked, progress);
    ASSERT_FALSE(backup);
    EXPECT_NE(backup.error().message.find("did not pass its check"), std::string::npos);
    EXPECT_EQ(bytesOf(path()), bytes);
}

TEST_F(DamageTest, OpeningSeesThatTheEndOfTheJournalWasAltered)
{
    sql(path(), "UPDATE edit SET text='x' WHERE seq=(SELECT max(seq) FROM edit)");
    const auto project = open(Project::Mode::ReadWrite);
    ASSERT_TRUE(project);
    EXPECT_TRUE((*project)->isReadOnly());
    ASSERT_FALSE((*project)->damage().empty());
    EXPECT_NE((*project)->damage().front().find("newest edit"), std::string::npos);
}

TEST_F(DamageTest, ADamagedHeadOrSchemaIsDamageAndNotAForeignFile)
{
    for (const std::size_t place : {std::size_t{3}, std::size_t{70}, std::size_t{63}}) {
        std::string bytes = whole;
        bytes[place] = static_cast<char>(bytes[place] ^ 0x55);
        write(path(), bytes);
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        if (report)
            EXPECT_FALSE(report->ok() && place != 63) << place;
        else
            EXPECT_EQ(report.error().code, ErrorCode::Corrupt) << place << report.error().text();
    }
    std::string bytes = whole;
    const std::size_t at = bytes.find("CREATE TABLE member");
    ASSERT_NE(at, std::string::npos);
    bytes[bytes.find("length(uuid)", at)] = 'L';
    write(path(), bytes);
    const auto project = open(Project::Mode::ReadWrite);
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().code, ErrorCode::Corrupt) << project.error().text();
    EXPECT_EQ(bytesOf(path()), bytes);
}

/// Flipped bytes and lost pages: no crash and no hang; what is read is what was stored, or verify finds it.
TEST_F(DamageTest, NoWrongDataIsSilentlyAccepted)
{
    std::mt19937 random(11);
    int found = 0, rescued = 0;
    const int rounds = many("TOUCHSTONE_DAMAGE", 200, 5000);
    for (int round = 0; round < rounds; ++round) {
        std::string bytes = whole;
        const std::size_t place = random() % bytes.size();
        switch (round % 4) {
        case 0: // a bit
            bytes[place] = static_cast<char>(bytes[place] ^ (1 << random() % 8));
            break;
        case 1: // a sector of noise
            for (std::size_t i = place / 512 * 512; i < place / 512 * 512 + 512; ++i)
                bytes[i] = static_cast<char>(random());
            break;
        case 2: // an old page in another place
            bytes.replace(place / 4096 * 4096, 4096, bytes.substr(random() % (bytes.size() / 4096) * 4096, 4096));
            break;
        default: // the end is missing
            bytes.resize(std::max<std::size_t>(place, 512));
        }
        write(path(), bytes);
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        if (!report || !report->ok()) {
            ++found;
        } else {
            const auto project = open(Project::Mode::ReadOnly);
            ASSERT_TRUE(project) << round;
            EXPECT_EQ(exported(**project), content) << "round " << round << ": wrong and not found";
        }
        {
            // Opening to write never makes it worse than refusing.
            const auto project = open(Project::Mode::ReadWrite);
            if (!project) {
                EXPECT_NE(project.error().code, ErrorCode::Cancelled);
            }
        }
        if (round % 8 < 4) {
            write(path(), bytes);
            const fs::path target = folder / "rescued.touchstone";
            fs::remove(target);
            const auto saved = rescueProject(path(), target, progress);
            EXPECT_EQ(bytesOf(path()), bytes) << "the damaged file is only read";
            if (saved) {
                ++rescued;
                const VerifyReport after = verified(target);
                EXPECT_TRUE(after.ok()) << "round " << round << ": " << after.problems.front();
                EXPECT_FALSE((*Project::open(target, Project::Mode::ReadWrite, "anna"))->isReadOnly());
            }
        }
        if (HasFailure())
            FAIL() << "round " << round;
    }
    EXPECT_GT(found, rounds / 2);
    EXPECT_GT(rescued, rounds / 4);
}

TEST_F(DamageTest, ARescueOfAWholeFileLosesNothing)
{
    const fs::path target = folder / "rescued.touchstone";
    SilentProgress progress;
    const auto saved = rescueProject(path(), target, progress);
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(saved->gaps + saved->dropped + saved->invented + saved->altered, 0);
    EXPECT_EQ(saved->items, 10);
    expectSound(target);
    const auto project = Project::open(target, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(project);
    EXPECT_EQ(exported(**project), content);
    EXPECT_FALSE(rescueProject(path(), target, progress)) << "nothing is overwritten";
}

TEST_F(DamageTest, ARescueCountsTheEditsThatLostRows)
{
    // Pages of revisions that are gone leave no place that cannot be read, and nothing that stands alone.
    sql(path(), "DELETE FROM annotation_rev WHERE rowid=(SELECT max(rowid) FROM annotation_rev WHERE edit IS NOT NULL)");
    const fs::path target = folder / "rescued.touchstone";
    SilentProgress progress;
    const auto saved = rescueProject(path(), target, progress);
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(saved->altered, 1);
    EXPECT_NE(saved->sentence().find("1 edit is not whole any more"), std::string::npos) << saved->sentence();
    expectSound(target);
}

TEST_F(DamageTest, ARescueKeepsTheEntriesOfLists)
{
    {
        const auto project = open(Project::Mode::ReadWrite);
        ASSERT_TRUE(project);
        SourceRequest request{kListFormat, "drugs.csv", sha256("drugs"), R"({"list":"drugs"})", "anna"};
        const auto start = (*project)->beginSource(request);
        ASSERT_TRUE(start && start->writer);
        ASSERT_TRUE(start->writer->entry({"D1", "Aspirin", R"({"group":"pain"})"}));
        ASSERT_TRUE(start->writer->entry({"D2", "Ibuprofen", ""}));
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    const fs::path target = folder / "rescued.touchstone";
    SilentProgress progress;
    const auto saved = rescueProject(path(), target, progress);
    ASSERT_TRUE(saved) << saved.error().text();
    expectSound(target);
    const auto project = Project::open(target, Project::Mode::ReadOnly, "anna");
    ASSERT_TRUE(project);
    auto reader = (*project)->reader();
    const auto entries = (*reader)->listEntries("drugs");
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2u);
    EXPECT_EQ(entries->front(), (ListEntry{"D1", "Aspirin", R"({"group":"pain"})"}));
}

/// Every column of every row of the journal and of the births, one at a time.
TEST_F(DamageTest, VerifyFindsAnyAlteredColumn)
{
    static const std::pair<const char*, std::vector<const char*>> kTables[]{
        {"edit", {"seq", "uuid", "author", "session", "scope", "kind", "target", "merge_key", "prev", "undo_next",
                  "redo_next", "text", "at", "source", "batch", "ontology", "guideline"}},
        {"edit_hash", {"chain", "edit", "hash"}},
        {"object_rev", {"kind", "object", "rev", "edit", "body"}},
        {"annotation_rev", {"annotation", "rev", "edit", "label", "body"}},
        {"project", {"uuid"}},
        {"member", {"key", "uuid"}},
        {"label", {"key", "uuid"}},
        {"root", {"key", "uuid"}},
        {"source", {"key", "uuid", "format", "name", "hash", "options", "author", "role", "continue_from", "at"}},
        {"medium", {"key", "uuid", "source", "root", "path"}},
        {"item", {"key", "uuid", "source", "kind", "medium", "part"}},
        {"task", {"uuid", "source", "item", "kind"}},
        {"layer", {"key", "uuid", "item", "role", "task", "author", "source", "base", "edit"}},
        {"annotation", {"key", "uuid", "layer", "source", "based_on", "based_on_rev"}},
        {"tile", {"hash", "runs"}},
        {"annotation_record", {"annotation", "source", "ord", "external_id", "fields", "geometry"}},
        {"source_record", {"kind", "object", "source", "ord", "external_id", "fields", "geometry"}},
    };
    const int each = many("TOUCHSTONE_TAMPER", 2, 10);
    int altered = 0;
    for (const auto& [table, columns] : kTables) {
        for (const char* column : columns) {
            for (int row = 0; row < each; ++row) {
                write(path(), whole);
                sqlite3* db = nullptr;
                ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
                const std::string c = column, t = table;
                const std::string where = t == "edit_hash"       ? "(chain, edit)"
                                          : t == "object_rev"    ? "(kind, object, rev)"
                                          : t == "source_record" ? "(kind, object, source)"
                                          : t == "tile"          ? "hash"
                                                                 : "rowid";
                const std::string keys = where.front() == '(' ? where.substr(1, where.size() - 2) : where;
                const std::string sqlText =
                    "PRAGMA ignore_check_constraints=ON; UPDATE " + t + " SET " + c + "=CASE typeof(" + c +
                    ") WHEN 'null' THEN 1 WHEN 'integer' THEN " + c + "+100000 WHEN 'blob' THEN randomblob(length(" + c +
                    ")) ELSE " + c + "||' ' END WHERE " + where + " IN (SELECT " + keys + " FROM " + t +
                    " LIMIT 1 OFFSET " + std::to_string(row) + "*(SELECT count(*) FROM " + t + ")/" +
                    std::to_string(each) + ")";
                const int code = sqlite3_exec(db, sqlText.c_str(), nullptr, nullptr, nullptr);
                const int changes = sqlite3_changes(db);
                sqlite3_close(db);
                // A strict column that holds text or bytes takes no number.
                if (code != SQLITE_OK || changes == 0)
                    continue;
                ++altered;
                SilentProgress progress;
                const auto report = verifyProject(path(), progress);
                EXPECT_FALSE(report && report->ok()) << t << "." << c << " of row " << row << " of " << each;
            }
        }
    }
    EXPECT_GT(altered, 100);
}

TEST_F(DamageTest, VerifyCanBeStopped)
{
    SilentProgress progress;
    progress.cancel();
    const auto report = verifyProject(path(), progress);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace touchstone
