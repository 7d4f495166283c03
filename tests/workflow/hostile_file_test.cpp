// Project files made or changed by others: every one is refused or read with what can be read of it, with a message
// that names the file, in a moment, and is left as it was.
#include <chrono>
#include <fstream>

#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/file_bytes.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class HostileFile : public ProjectTest {
  protected:
    void SetUp() override
    {
        create();
        addItems(2);
        m_car = addLabel("car");
        m_tree = addLabel("tree");
        WorkingLayer working = work(0);
        for (int i = 0; i < 3; ++i) {
            const Annotation annotation = box(m_car, i);
            ASSERT_TRUE(apply(working, "Draw", {{std::nullopt, annotation, working.content.layer().id, 0}}, "run"));
        }
        project.reset();
    }

    /// As another program would, without the rules of the schema.
    void sql(const std::string& text)
    {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
        char* problem = nullptr;
        const std::string all = "PRAGMA ignore_check_constraints=ON; PRAGMA foreign_keys=OFF;" + text;
        EXPECT_EQ(sqlite3_exec(handle, all.c_str(), nullptr, nullptr, &problem), SQLITE_OK) << problem;
        sqlite3_free(problem);
        sqlite3_close(handle);
    }

    void expectRefused(const std::string& says)
    {
        const std::string before = bytesOf(path());
        for (const auto mode : {Project::Mode::ReadOnly, Project::Mode::ReadWrite}) {
            const auto opened = Project::open(path(), mode, "anna");
            ASSERT_FALSE(opened);
            EXPECT_NE(opened.error().text().find(says), std::string::npos) << opened.error().text();
            EXPECT_NE(opened.error().where.find("test.touchstone"), std::string::npos) << opened.error().where;
        }
        EXPECT_EQ(bytesOf(path()), before);
    }

    /// Opens it, reads all that a window reads, checks it, and works in it: nothing of that may crash or hang, and
    /// reading leaves the file as it was. Returns the messages of what failed.
    std::string readAndWork()
    {
        const std::string before = bytesOf(path());
        std::string said;
        const auto tell = [&](const auto& result) {
            if (!result) {
                EXPECT_FALSE(result.error().message.empty());
                said += result.error().text() + "\n";
            }
            return result.ok();
        };
        SilentProgress progress;
        {
            const auto opened = Project::open(path(), Project::Mode::ReadOnly, "anna");
            if (!tell(opened))
                return said;
            auto read = std::move(*(*opened)->reader());
            tell(read->counts());
            tell(read->log(100));
            if (const auto keys = read->itemKeys(); tell(keys)) {
                tell(read->taskRows(*keys, (*opened)->me()));
                for (const std::int64_t key : *keys)
                    if (const auto item = read->item(key); tell(item))
                        tell(openWorkingLayer(**opened, *read, item->id));
            }
            const auto uses = read->labelUse();
            if (tell(uses))
                for (const LabelUse& use : *uses)
                    (*opened)->ontology()->resolve(use.label);
        }
        const auto verified = verifyProject(path(), progress);
        if (tell(verified)) {
            EXPECT_FALSE(verified->ok()) << "verify finds what was altered";
        }
        EXPECT_EQ(bytesOf(path()), before);
        auto opened = Project::open(path(), Project::Mode::ReadWrite, "anna");
        if (tell(opened)) {
            auto read = std::move(*(*opened)->reader());
            if (const auto keys = read->itemKeys(); keys && !keys->empty())
                if (const auto item = read->item(keys->front()); item)
                    for (int i = 0; i < 3; ++i) {
                        tell((*opened)->undoNow({ScopeKind::Item, item->id}));
                        tell((*opened)->redoNow({ScopeKind::Item, item->id}));
                    }
            tell((*opened)->undoNow({ScopeKind::Ontology, {}}));
        }
        return said;
    }

    LabelId m_car, m_tree;
};

TEST_F(HostileFile, WhatIsAddedToTheTablesRefusesTheFile)
{
    for (const char* added :
         {"CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM annotation; END",
          "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n",
          "CREATE TABLE extra (a)", "CREATE INDEX extra ON edit (at)",
          "ALTER TABLE draft ADD COLUMN g TEXT GENERATED ALWAYS AS (tool || tool) VIRTUAL"}) {
        SCOPED_TRACE(added);
        const std::string clean = bytesOf(path());
        sql(added);
        expectRefused("left as it is");
        std::ofstream(path(), std::ios::binary) << clean;
    }
}

TEST_F(HostileFile, AVersionThatIsOnlyClaimedOpensNoDoor)
{
    const std::string clean = bytesOf(path());
    for (const char* change :
         {"ALTER TABLE member RENAME TO other; CREATE VIEW member AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
          "SELECT i+1 FROM n) SELECT i AS key, i AS uuid, 1 AS rev, i AS name FROM n",
          "DROP VIEW effective_layer; CREATE VIEW effective_layer AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
          "SELECT i+1 FROM n) SELECT i AS item, i AS layer FROM n",
          "ALTER TABLE root ADD COLUMN bad TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL"}) {
        SCOPED_TRACE(change);
        sql(std::string("PRAGMA user_version=9999; PRAGMA legacy_alter_table=ON;") + change);
        expectRefused("left as it is");
        std::ofstream(path(), std::ios::binary) << clean;
    }
    sql("PRAGMA user_version=9999; ALTER TABLE root ADD COLUMN more TEXT; CREATE TABLE later (a)");
    const auto opened = Project::open(path(), Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_TRUE((*opened)->isReadOnly());
    EXPECT_TRUE((*(*opened)->reader())->counts());
}

TEST_F(HostileFile, ThousandsOfTablesAreNotEvenRead)
{
    sql("PRAGMA writable_schema=ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<30000) "
        "INSERT INTO sqlite_schema SELECT 'table', 't'||i, 't'||i, 2, 'CREATE TABLE t'||i||'(a)' FROM n");
    expectRefused("far more tables");
}

TEST_F(HostileFile, RingsEnd)
{
    sql("UPDATE edit SET prev=seq, undo_next=seq, redo_next=seq, merge_key='run'");
    readAndWork();
    sql("UPDATE edit SET prev=(SELECT max(seq) FROM edit), undo_next=(SELECT min(seq) FROM edit)");
    readAndWork();
    sql("UPDATE layer SET base=key; UPDATE annotation SET based_on=key, based_on_rev=rev");
    readAndWork();
    sql("UPDATE object_rev SET body=json_set(body, '$.mergedInto', '" + m_tree.toString() + "') WHERE kind='label'");
    readAndWork();
}

TEST_F(HostileFile, BodiesThatAreNoBodiesAreNamedAndNothingElseIsLost)
{
    const std::string deep = "'{\"box\":[1,2,3,4],\"attributes\":{\"a\":{\"json\":' || replace(hex(zeroblob(50000)), "
                             "'0', '[') || replace(hex(zeroblob(50000)), '0', ']') || '}}}'";
    for (const std::string& body :
         {std::string("''"), std::string("'null'"), std::string("'{\"box\":[1,2,1e999,4]}'"), std::string("'{\"box\":'"),
          std::string("'{\"polygon\":[[[1]]]}'"), std::string("'{\"mask\":{\"size\":[-1,5],\"tiles\":[]}}'"),
          std::string("'{\"mask\":{\"size\":[5,5],\"tiles\":[[0,0,5,5,\"" + std::string(64, '0') + "\"]]}}'"), deep,
          std::string("CAST(x'7b22626f78223aff' AS TEXT)")}) {
        SCOPED_TRACE(body);
        sql("UPDATE annotation_rev SET body=" + body + " WHERE annotation=1");
        EXPECT_NE(readAndWork(), "");
    }
}

TEST_F(HostileFile, BodiesOfOtherObjects)
{
    const std::string deep = "'{\"report\":' || replace(hex(zeroblob(50000)), '0', '[') || "
                             "replace(hex(zeroblob(50000)), '0', ']') || ',\"state\":\"published\"}'";
    for (const std::string kind : {"label", "source", "root", "task", "member", "project"})
        for (const std::string& body : {std::string("'[]'"), std::string("'{\"name\":5,\"round\":\"x\",\"path\":{}}'"), deep}) {
            SCOPED_TRACE(kind + body);
            const std::string clean = bytesOf(path());
            sql("UPDATE object_rev SET body=" + body + " WHERE kind='" + kind + "'");
            readAndWork();
            std::ofstream(path(), std::ios::binary) << clean;
        }
}

TEST_F(HostileFile, NumbersOutOfRange)
{
    for (const char* change :
         {"UPDATE label SET rev=-5", "UPDATE annotation SET rev=9223372036854775807",
          "UPDATE annotation_rev SET rev=9223372036854775807 WHERE annotation=1;"
          "UPDATE annotation SET rev=9223372036854775807 WHERE key=1",
          "UPDATE object_rev SET rev=9223372036854775807 WHERE kind='task'; UPDATE task SET rev=9223372036854775807",
          "UPDATE edit SET seq=9223372036854775807 WHERE seq=(SELECT max(seq) FROM edit)",
          "UPDATE medium SET uuid=x'00', width=9223372036854775807, height=-9223372036854775808, orientation=-1 "
          "WHERE key=1",
          "UPDATE label SET uuid=x'010203' WHERE key=1", "UPDATE annotation SET uuid=x''  WHERE key=1", "UPDATE edit SET at=-1",
          "UPDATE annotation SET kind='nothing', label=99", "UPDATE task SET state='lost', assignee=99",
          "UPDATE layer SET role='?', task=99, author=99", "DELETE FROM project", "DELETE FROM member",
          "DELETE FROM medium", "DELETE FROM edit_hash", "UPDATE source SET state='published', rev=7"}) {
        SCOPED_TRACE(change);
        const std::string clean = bytesOf(path());
        sql(change);
        readAndWork();
        std::ofstream(path(), std::ios::binary) << clean;
    }
}

TEST_F(HostileFile, WhatLiesBesideItIsAFileOrStopsTheOpening)
{
    const fs::path victim = folder / "diary.txt";
    std::ofstream(victim) << "Dear diary";
    for (const char* suffix : {"-wal", "-shm", "-journal", "-lock"}) {
        SCOPED_TRACE(suffix);
        const fs::path beside = path().string() + suffix;
        fs::remove(beside);
        fs::create_symlink(victim, beside);
        expectRefused(suffix);
        fs::remove(beside);
        ASSERT_EQ(mkfifo(beside.c_str(), 0600), 0);
        expectRefused(suffix);
        fs::remove(beside);
    }
    EXPECT_EQ(bytesOf(victim), "Dear diary");
}

TEST_F(HostileFile, WhatIsNoFileIsNotWaitedFor)
{
    const fs::path pipe = folder / "pipe.touchstone", plug = folder / "plug.touchstone";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (plug.string().size() < sizeof address.sun_path) {
        plug.string().copy(address.sun_path, sizeof address.sun_path - 1);
        EXPECT_EQ(bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    }
    fs::create_symlink("ring.touchstone", folder / "ring.touchstone");
    for (const fs::path& one : {pipe, plug, folder / "ring.touchstone", fs::path("/dev/zero"), fs::path("/dev/null"),
                                folder.path(), fs::path(std::string(5000, 'x'))}) {
        SCOPED_TRACE(one.string().substr(0, 100));
        const auto opened = Project::open(one, Project::Mode::ReadWrite, "anna");
        ASSERT_FALSE(opened);
        EXPECT_FALSE(opened.error().message.empty());
    }
    close(descriptor);
}

} // namespace
} // namespace touchstone
