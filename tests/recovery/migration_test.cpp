#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/file_lock.h"
#include "core/store/schema.h"
#include "recovery/recovery_bed.h"
#include "recovery/write_fault.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// Every column of version 1 that is no cache, of every table: the content.
const char* const kContent[]{
    "SELECT key, uuid, name FROM member ORDER BY key",
    "SELECT * FROM edit ORDER BY seq",
    "SELECT * FROM edit_hash ORDER BY chain, edit",
    "SELECT * FROM object_rev ORDER BY kind, object, rev",
    "SELECT * FROM project",
    "SELECT key, uuid, rev FROM label ORDER BY key",
    "SELECT key, uuid, rev FROM root ORDER BY key",
    "SELECT key, uuid, format, name, hash, options, author, role, continue_from, at, rev, state FROM source ORDER BY key",
    "SELECT key, uuid, source, root, path, width, height, orientation, bytes, hash FROM medium ORDER BY key",
    "SELECT key, uuid, source, kind, medium, part FROM item ORDER BY key",
    "SELECT key, uuid, source, item, kind, rev, state, assignee FROM task ORDER BY key",
    "SELECT key, uuid, item, role, task, author, source, base, edit, rev, confirmed_empty FROM layer ORDER BY key",
    "SELECT key, uuid, layer, source, based_on, based_on_rev, rev, label, kind, x0, y0, x1, y1 FROM annotation ORDER BY key",
    "SELECT * FROM annotation_rev ORDER BY annotation, rev",
    "SELECT * FROM tile ORDER BY hash",
    "SELECT * FROM draft ORDER BY item, author",
};

/// Ends the process at its n-th statement, as a kill does.
class KillAt : public Progress {
  public:
    explicit KillAt(int step) : m_left(step) {}
    void report(double, std::string_view what) override
    {
        if (what == "Update" && --m_left == 0)
            ::_exit(9);
    }
    bool cancelled() const override { return false; }

  private:
    int m_left;
};

TEST(SchemaTest, TheShapeThatOpeningComparesWithIsThatOfTheSteps)
{
    EXPECT_EQ(currentShape(), kCurrentShape) << "src/core/store/schema.h";
}

class CancelAt : public Progress {
  public:
    explicit CancelAt(int step) : m_left(step) {}
    void report(double, std::string_view) override { --m_left; }
    bool cancelled() const override { return m_left <= 0; }

  private:
    int m_left;
};

/// Each released version, in its place and, as large files are, on a copy.
class MigrationTest : public RecoveryBed, public ::testing::WithParamInterface<std::tuple<int, bool>> {
  protected:
    void SetUp() override
    {
        fresh();
        before = content();
        golden = bytesOf(fixture(name() + ".coco.json"));
        ASSERT_FALSE(golden.empty());
    }
    int released() const { return std::get<0>(GetParam()); }
    std::string name() const { return "v" + std::to_string(released()); }
    OpenOptions options() const
    {
        OpenOptions made;
        made.copyToUpdateFrom = std::get<1>(GetParam()) ? 1 : std::uintmax_t{1} << 40;
        return made;
    }
    void fresh() const
    {
        for (const auto& entry : fs::directory_iterator(folder.path()))
            fs::remove_all(entry.path());
        fs::copy_file(fixture(name() + ".touchstone"), path());
        fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
    }
    std::string content() const
    {
        std::string all;
        for (const char* query : kContent)
            all += rows(path(), query) + "--\n";
        if (released() >= 4)
            all += rows(path(), "SELECT * FROM text ORDER BY item");
        // Version 2 keeps those of annotations in a table of their own.
        const std::string records = "SELECT kind, object, source, ord, external_id, fields, geometry FROM source_record";
        const bool moved = !rows(path(), "SELECT 1 FROM sqlite_schema WHERE name='annotation_record'").empty();
        return all + rows(path(), records + (moved ? " UNION ALL SELECT 'annotation', annotation, source, ord, external_id, "
                                                     "fields, geometry FROM annotation_record"
                                                   : "") +
                                      " ORDER BY 1, 2, 3");
    }
    std::string version() const { return rows(path(), "PRAGMA user_version"); }
    std::string oldVersion() const { return "1:" + std::to_string(released()) + "|\n"; }
    std::string newVersion() const { return "1:" + std::to_string(currentSchemaVersion()) + "|\n"; }
    /// In a child: opens to write; its exit code is 0, 1 when it was refused, or 9 when it was killed.
    int openInChild(const std::function<void(OpenOptions&)>& prepare)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            OpenOptions made = options();
            prepare(made);
            const auto project = open(Project::Mode::ReadWrite, made);
            ::_exit(project && !(*project)->isReadOnly() ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
        return WEXITSTATUS(status);
    }
    /// Old or new, never between; and either way it opens, whole.
    void expectOldOrNew()
    {
        {
            // Whoever opens first rolls back.
            const auto reading = open(Project::Mode::ReadOnly);
            ASSERT_TRUE(reading) << reading.error().text();
            EXPECT_TRUE((*reading)->damage().empty());
        }
        const std::string found = version();
        EXPECT_TRUE(found == oldVersion() || found == newVersion()) << found;
        const auto project = open(Project::Mode::ReadWrite, options());
        ASSERT_TRUE(project) << project.error().text();
        EXPECT_FALSE((*project)->isReadOnly()) << (*project)->readOnlyReason();
        EXPECT_EQ(version(), newVersion());
        EXPECT_EQ(content(), before);
        EXPECT_TRUE(found == newVersion() || !fs::exists(path().string() + "-updating"));
    }

    std::string before;
    std::string golden;
};

TEST_P(MigrationTest, OpeningToWriteBringsItUpToDateAfterABackup)
{
    {
        const auto project = open(Project::Mode::ReadWrite, options());
        ASSERT_TRUE(project) << project.error().text();
        EXPECT_FALSE((*project)->isReadOnly()) << (*project)->readOnlyReason();
        ASSERT_EQ((*project)->notes().size(), 1u);
        EXPECT_NE((*project)->notes().front().find("up to date"), std::string::npos);
        EXPECT_EQ(exported(**project), golden);
    }
    EXPECT_EQ(version(), newVersion());
    EXPECT_EQ(content(), before);
    expectSound(path());
    const auto backups = listBackups(path());
    ASSERT_EQ(backups.size(), 1u);
    EXPECT_EQ(backups.front().reason, BackupReason::Update);
    EXPECT_EQ(rows(backups.front().file, "PRAGMA user_version"), oldVersion());
    expectSound(backups.front().file);
    const auto again = open(Project::Mode::ReadWrite);
    ASSERT_TRUE(again);
    EXPECT_TRUE((*again)->notes().empty());
    EXPECT_EQ(listBackups(path()).size(), 1u);
}

TEST_P(MigrationTest, ReadingItChangesNothing)
{
    const std::string bytes = bytesOf(path());
    for (const bool locked : {false, true}) {
        const auto lock = locked ? FileLock::tryTake(path()) : nullptr;
        const auto project = open(locked ? Project::Mode::ReadWrite : Project::Mode::ReadOnly);
        ASSERT_TRUE(project) << project.error().text();
        EXPECT_TRUE((*project)->isReadOnly());
        EXPECT_EQ(exported(**project), golden);
        expectSound(path());
    }
    EXPECT_EQ(bytesOf(path()), bytes);
    EXPECT_TRUE(listBackups(path()).empty());
}

TEST_P(MigrationTest, KilledAtAnyStatementItIsOldOrNew)
{
    int kills = 0;
    for (int step = 1;; ++step) {
        fresh();
        const int ended = openInChild([&](OpenOptions& made) { made.progress = new KillAt(step); });
        if (ended == 0)
            break;
        ASSERT_EQ(ended, 9) << step;
        ++kills;
        expectOldOrNew();
        if (HasFailure())
            FAIL() << "at statement " << step;
    }
    EXPECT_GT(kills, 1);
}

TEST_P(MigrationTest, KilledAtAnyWriteItIsOldOrNew)
{
    const int most = writesOf([&] { return openInChild([](OpenOptions&) {}); });
    ASSERT_GT(most, 10);
    // The first and last ones one by one, of those between every few.
    for (int write = 1; write <= most; write += write < 6 || write > most - 12 ? 1 : std::max(1, most / 20)) {
        fresh();
        const int ended = openInChild([&](OpenOptions&) { failWrites(WriteFault::Kill, write); });
        ASSERT_EQ(ended, 9) << write;
        expectOldOrNew();
        if (HasFailure())
            FAIL() << "at write " << write << " of " << most;
    }
}

TEST_P(MigrationTest, ADiskThatFailsInTheMiddleLeavesItOld)
{
    const int most = writesOf([&] { return openInChild([](OpenOptions&) {}); });
    for (const WriteFault fault : {WriteFault::Full, WriteFault::Error}) {
        for (int write = 1; write <= most; write += std::max(1, most / 12)) {
            fresh();
            openInChild([&](OpenOptions&) { failWrites(fault, write); });
            expectOldOrNew();
            if (HasFailure())
                FAIL() << "at write " << write << " of " << most;
        }
    }
}

TEST_P(MigrationTest, CancelLeavesTheOldFile)
{
    for (const int step : {1, 3, 6}) {
        fresh();
        const std::string bytes = bytesOf(path());
        CancelAt progress(step);
        OpenOptions made = options();
        made.progress = &progress;
        const auto project = open(Project::Mode::ReadWrite, made);
        ASSERT_FALSE(project) << step;
        EXPECT_FALSE(fs::exists(path().string() + "-updating"));
        EXPECT_EQ(project.error().code, ErrorCode::Cancelled) << project.error().text();
        EXPECT_EQ(content(), before);
        EXPECT_EQ(version(), oldVersion());
    }
}

INSTANTIATE_TEST_SUITE_P(Released, MigrationTest,
                         ::testing::Combine(::testing::Range(1, currentSchemaVersion()), ::testing::Bool()),
                         [](const auto& at) {
                             return "v" + std::to_string(std::get<0>(at.param)) +
                                    (std::get<1>(at.param) ? "_on_a_copy" : "");
                         });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MigrationTest);

TEST(ReleasedVersions, EachHasItsFixture)
{
    for (int version = 1; version < currentSchemaVersion(); ++version) {
        const std::string name = std::string(TOUCHSTONE_TEST_DATA) + "/projects/v" + std::to_string(version);
        EXPECT_TRUE(fs::exists(name + ".touchstone") && fs::exists(name + ".coco.json"))
            << name << ": make it with make-project-fixture before the schema changes";
    }
}

} // namespace
} // namespace touchstone
