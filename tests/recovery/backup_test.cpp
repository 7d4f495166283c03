#include <sys/wait.h>
#include <unistd.h>

#include "core/store/file_lock.h"
#include "recovery/recovery_bed.h"
#include "recovery/rich_project.h"
#include "recovery/write_fault.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/labels.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr Timestamp kHour = Timestamp{3600} * 1'000'000;

Backup at(Timestamp time, std::int64_t bytes = 1)
{
    return {"/b/" + std::to_string(time), time, BackupReason::Work, bytes};
}

class BackupTest : public RecoveryBed {
  protected:
    void SetUp() override { makeRichProject(path()); }
    Backup backUp(BackupReason reason = BackupReason::Asked)
    {
        SilentProgress progress;
        auto made = makeBackup(path(), reason, progress);
        EXPECT_TRUE(made) << (made ? "" : made.error().text());
        return made ? *made : Backup{};
    }
    void addLabel(const std::string& name)
    {
        const auto project = open(Project::Mode::ReadWrite);
        ASSERT_TRUE(project);
        auto edit = addLabelEdit(**project, {ScopeKind::Ontology, {}}, name);
        ASSERT_TRUE(edit && (*project)->applyNow(std::move(*edit)));
    }
};

TEST_F(BackupTest, IsACompleteSoundFile)
{
    const Backup backup = backUp();
    expectSound(backup.file);
    EXPECT_EQ(backup.reason, BackupReason::Asked);
    EXPECT_EQ(backup.file.parent_path(), folder / "p.touchstone-backups");
    const auto listed = listBackups(path());
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed.front().at, backup.at);
    EXPECT_EQ(listed.front().name(), backup.name());
    SilentProgress progress;
    const auto facts = readFacts(backup.file, progress);
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->name, "Fixture");
    EXPECT_EQ(facts->items, 10);
    EXPECT_GT(facts->annotations, 20);
    EXPECT_EQ(facts->doneTasks, 1);
}

TEST_F(BackupTest, WhileSomebodyWorksHoldsOneMomentAndRefusesNobody)
{
    const auto project = open(Project::Mode::ReadWrite);
    ASSERT_TRUE(project);
    for (int i = 0; i < 5; ++i) {
        std::size_t stored = 0;
        for (int edit = 0; edit < 20; ++edit) {
            auto made = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "l" + std::to_string(i) + "_" + std::to_string(edit));
            ASSERT_TRUE(made);
            (*project)->apply(Commit{std::move(*made), {}}, [&](const Result<Receipt>& done) { stored += done.ok(); });
            (*project)->flush();
        }
        const Backup backup = backUp(BackupReason::Work);
        EXPECT_EQ(stored, 20u);
        expectSound(backup.file);
    }
    EXPECT_EQ(listBackups(path()).size(), 5u);
}

TEST_F(BackupTest, KilledAnywhereNoHalfOneIsListed)
{
    const auto inChild = [&](WriteFault fault, int write) {
        const pid_t child = ::fork();
        if (child == 0) {
            failWrites(fault, write);
            SilentProgress progress;
            ::_exit(makeBackup(path(), BackupReason::Work, progress) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WEXITSTATUS(status);
    };
    const int most = writesOf([&] { return inChild(WriteFault::None, 0); });
    ASSERT_GT(most, 10);
    for (const WriteFault fault : {WriteFault::Kill, WriteFault::Full, WriteFault::Error}) {
        for (int write = 1; write <= most; write += std::max(1, most / 8)) {
            EXPECT_EQ(inChild(fault, write), fault == WriteFault::Kill ? 9 : 1) << write;
            for (const Backup& backup : listBackups(path()))
                expectSound(backup.file);
        }
    }
    failWrites(WriteFault::None, 0);
    backUp();
    for (const auto& entry : fs::directory_iterator(backupFolder(path())))
        EXPECT_EQ(entry.path().extension(), ".touchstone") << entry.path() << " was left over";
}

TEST_F(BackupTest, AClockThatWasSetBackDoesNotHideTheNewest)
{
    const Backup first = backUp();
    fs::rename(first.file, first.file.parent_path() / "2099-01-01_00-00-00_work.touchstone");
    const Backup second = backUp();
    EXPECT_EQ(listBackups(path()).front().file, second.file);
}

TEST_F(BackupTest, OthersFilesInTheFolderAreNeitherListedNorRemoved)
{
    backUp();
    for (const char* name : {"notes.txt", "mine.touchstone", "2026-13-01_00-00-00_work.touchstone",
                             "2026-01-01_00-00-00_why.touchstone", "2026-01-01_00-00-0x_work.touchstone"})
        write(backupFolder(path()) / name, "x");
    EXPECT_EQ(listBackups(path()).size(), 1u);
    for (int i = 0; i < 14; ++i)
        backUp();
    EXPECT_EQ(listBackups(path()).size(), 10u) << "all of one day";
    EXPECT_TRUE(fs::exists(backupFolder(path()) / "mine.touchstone"));
}

TEST_F(BackupTest, RestoreKeepsTheFileThatWasThere)
{
    const Backup backup = backUp();
    const std::string before = rows(path(), "SELECT * FROM edit");
    addLabel("new");
    SilentProgress progress;
    {
        const auto project = open(Project::Mode::ReadWrite);
        const auto refused = restoreBackup(path(), backup.file, false, progress);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Refused);
    }
    const std::string newer = rows(path(), "SELECT * FROM edit");
    ASSERT_NE(newer, before);
    const auto restored = restoreBackup(path(), backup.file, false, progress);
    ASSERT_TRUE(restored) << restored.error().text();
    EXPECT_EQ(rows(path(), "SELECT * FROM edit"), before);
    EXPECT_EQ(rows(restored->aside, "SELECT * FROM edit"), newer);
    EXPECT_NE(restored->aside.string().find("p (before "), std::string::npos);
    expectSound(path());
    expectSound(restored->aside);
    const auto again = restoreBackup(path(), restored->aside, true, progress);
    ASSERT_TRUE(again);
    EXPECT_NE(again->aside.string().find("p (damaged "), std::string::npos);
    EXPECT_EQ(rows(path(), "SELECT * FROM edit"), newer);
}

TEST_F(BackupTest, ADamagedBackupIsNotRestored)
{
    const Backup backup = backUp();
    std::string bytes = bytesOf(backup.file);
    bytes.replace(bytes.size() / 2, 4096, std::string(4096, '\x5a'));
    write(backup.file, bytes);
    const std::string present = bytesOf(path());
    SilentProgress progress;
    EXPECT_FALSE(restoreBackup(path(), backup.file, false, progress));
    EXPECT_EQ(bytesOf(path()), present);
    EXPECT_FALSE(fs::exists(path().string() + "-restoring"));
}

TEST_F(BackupTest, RestoresAlsoWhereTheProjectIsGone)
{
    const Backup backup = backUp();
    fs::remove(path());
    SilentProgress progress;
    const auto restored = restoreBackup(path(), backup.file, false, progress);
    ASSERT_TRUE(restored);
    EXPECT_TRUE(restored->aside.empty());
    expectSound(path());
}

TEST(Thinning, KeepsTenOfTodaySevenDaysAndFourWeeks)
{
    // Every hour for 60 days, newest first, from the last hour of a Sunday on.
    std::vector<Backup> all;
    const Timestamp newest = Timestamp{20'506} * 24 * kHour + 23 * kHour;
    for (int i = 0; i < 60 * 24; ++i)
        all.push_back(at(newest - i * kHour));
    const auto expired = expiredBackups(all, 1'000'000);
    EXPECT_EQ(all.size() - expired.size(), 10u + 6u + 3u);
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_NE(expired.front().at, all[i].at);
}

TEST(Thinning, HoldsTheLimitButAlwaysKeepsTheNewest)
{
    const std::vector<Backup> all{at(5 * kHour, 60), at(4 * kHour, 30), at(3 * kHour, 30), at(2 * kHour, 5)};
    const auto expired = expiredBackups(all, 100);
    ASSERT_EQ(expired.size(), 1u);
    EXPECT_EQ(expired.front().at, 3 * kHour);
    EXPECT_EQ(expiredBackups(all, 10).size(), 3u);
    EXPECT_EQ(backupLimit(1000), std::int64_t{1} << 30);
    EXPECT_EQ(backupLimit(std::int64_t{3} << 30), std::int64_t{6} << 30);
}

} // namespace
} // namespace touchstone
