// Projects on media that cannot be written: closed, crashed, in a folder without rights, on a disk mounted so.
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "core/store/connection.h"
#include "core/workflow/private_copy.h"
#include "support/file_bytes.h"
#include "support/other_process.h"
#include "crash/said.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class ReadOnlyTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
        draw();
        reopen();
        fs::create_directory(media());
        fs::create_directory(temporary());
        fs::permissions(temporary(), fs::perms::all);
        fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
        ::setenv("TMPDIR", temporary().c_str(), 1);
    }
    void TearDown() override
    {
        ::unsetenv("TMPDIR");
        fs::permissions(media(), fs::perms::owner_all);
    }
    fs::path media() const { return folder / "media"; }
    fs::path temporary() const { return folder / "temporary"; }
    fs::path onMedia() const { return media() / "test.touchstone"; }

    void draw()
    {
        WorkingLayer working = work(0);
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    }
    void copyToMedia()
    {
        for (const char* suffix : {"", "-wal", "-journal"})
            if (fs::exists(path().string() + suffix))
                fs::copy_file(path().string() + suffix, onMedia().string() + suffix);
    }
    /// One box is in the file.
    void closed()
    {
        project.reset();
        copyToMedia();
    }
    /// The second box is in the log alone.
    void crashed()
    {
        draw();
        copyToMedia();
        project.reset();
        ASSERT_GT(fs::file_size(onMedia().string() + "-wal"), 0u);
    }
    /// One box; a transaction that never ended has already overwritten parts of the file.
    void crashedAmidWriting()
    {
        project.reset();
        const auto db = Connection::open(path(), Access::Write, false);
        db->run("PRAGMA cache_size=5; BEGIN IMMEDIATE");
        db->run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3000) "
                "INSERT INTO member (uuid) SELECT randomblob(16) FROM n");
        copyToMedia();
        ASSERT_GT(fs::file_size(onMedia().string() + "-journal"), 0u);
        db->run("ROLLBACK");
    }
    /// Without rights for the one who reads; the owner of the files is another where this is root.
    void withoutRights()
    {
        for (const auto& entry : fs::directory_iterator(media()))
            fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
        ::chmod(media().c_str(), 0555);
    }

    /// Opens it as somebody who may only read, and tells what is seen.
    std::string look(Project::Mode mode, bool mounted) const
    {
        if (mounted ? !mountReadOnly(media()) : !dropRights())
            return "skip";
        const auto opened = Project::open(onMedia(), mode, "ben");
        if (!opened)
            return opened.error().text();
        const Project& seen = **opened;
        auto reader = seen.reader();
        const auto counts = reader ? (*reader)->counts() : Result<ProjectCounts>(reader.error());
        if (!counts)
            return counts.error().text();
        std::string text = std::to_string(counts->total) + " boxes, " + std::to_string((*reader)->members()->size()) +
                           " members";
        for (const auto& entry : fs::directory_iterator(temporary())) {
            struct stat status {};
            ::stat(entry.path().c_str(), &status);
            text += (status.st_mode & 077) == 0 ? ", in a private copy" : ", in a copy that others may read";
        }
        text += seen.isReadOnly() ? "" : ", writable";
        text += seen.readOnlyReason().empty() && seen.notes().empty() ? ", without a word" : "";
        SilentProgress progress;
        const auto report = verifyProject(onMedia(), progress);
        return text + (report && report->ok() ? "" : ", not sound");
    }
    void expectSeen(const std::string& expected, bool mounted)
    {
        const auto before = picture(media(), bytesOf);
        for (const auto mode : {Project::Mode::ReadWrite, Project::Mode::ReadOnly}) {
            const ChildAnswer answer = inOtherProcess([&] { return look(mode, mounted); });
            ASSERT_TRUE(answer.endedWell()) << answer.status;
            if (answer.text == "skip")
                GTEST_SKIP() << "This system lets nobody mount a folder so that it cannot be written.";
            const bool toldOrNotAsked = mode == Project::Mode::ReadWrite || expected.find("copy") != std::string::npos;
            EXPECT_EQ(answer.text, expected + (toldOrNotAsked ? "" : ", without a word"));
            EXPECT_TRUE(picture(media(), bytesOf) == before) << "the medium is as it was";
            EXPECT_TRUE(fs::is_empty(temporary())) << "the private copy went with the project";
        }
    }

    LabelId car;
};

TEST_F(ReadOnlyTest, AClosedProjectIsReadWhereItLies)
{
    closed();
    withoutRights();
    expectSeen("1 boxes, 1 members", false);
}

TEST_F(ReadOnlyTest, ACrashedProjectIsReadWithEverythingThatWasStored)
{
    crashed();
    withoutRights();
    expectSeen("2 boxes, 1 members, in a private copy", false);
}

TEST_F(ReadOnlyTest, WhatWasNeverCommittedIsNotShown)
{
    crashedAmidWriting();
    withoutRights();
    expectSeen("1 boxes, 1 members, in a private copy", false);
}

TEST_F(ReadOnlyTest, AMountedDiskClosed)
{
    closed();
    expectSeen("1 boxes, 1 members", true);
}

TEST_F(ReadOnlyTest, AMountedDiskCrashed)
{
    crashed();
    expectSeen("2 boxes, 1 members, in a private copy", true);
}

TEST_F(ReadOnlyTest, AMountedDiskCrashedAmidWriting)
{
    crashedAmidWriting();
    expectSeen("1 boxes, 1 members, in a private copy", true);
}

TEST_F(ReadOnlyTest, AClosedFileThatSaysItHasALogIsReadToo)
{
    // As a copy that was made while the project was open and idle.
    draw();
    const auto db = Connection::open(path(), Access::Read, false);
    project.reset();
    fs::copy_file(path(), onMedia());
    withoutRights();
    expectSeen("2 boxes, 1 members", false);
}

TEST_F(ReadOnlyTest, AFileThatMayNotBeWrittenInAFolderThatMay)
{
    crashed();
    withoutRights();
    ::chmod(media().c_str(), 0777);
    expectSeen("2 boxes, 1 members, in a private copy", false);
}

TEST_F(ReadOnlyTest, AnOldFileIsBroughtUpToDateInItsCopyAlone)
{
    project.reset();
    fs::copy_file(TOUCHSTONE_TEST_DATA "/projects/v1.touchstone", onMedia());
    withoutRights();
    const auto before = picture(media(), bytesOf);
    const ChildAnswer answer = inOtherProcess([&] { return look(Project::Mode::ReadWrite, false); });
    EXPECT_NE(answer.text.find("in a private copy"), std::string::npos) << answer.text;
    EXPECT_EQ(answer.text.find("not sound"), std::string::npos) << answer.text;
    EXPECT_TRUE(picture(media(), bytesOf) == before);
}

TEST_F(ReadOnlyTest, WhatSomebodyWithRightsStoresIsSeenAtOnce)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "Needs two users, and only root can be both.";
    project.reset();
    const pid_t writer = ::fork();
    if (writer == 0) {
        if (::chdir(folder.path().c_str()) == 0)
            ::execl(TOUCHSTONE_BIN_DIR "/crash-victim", "crash-victim", "draw", nullptr);
        ::_exit(127);
    }
    for (int tries = 0; Said::in(folder.path()).empty(); ++tries, ::usleep(1000))
        ASSERT_LT(tries, 20000);
    const ChildAnswer answer = inOtherProcess([&]() -> std::string {
        dropRights();
        auto opened = Project::open(path(), Project::Mode::ReadWrite, "ben");
        if (!opened)
            return opened.error().text();
        auto reader = (*opened)->reader();
        const auto count = [&] { return reader ? (*reader)->counts()->total : -1; };
        const std::int64_t first = count();
        std::int64_t next = first;
        for (int tries = 0; next <= first && tries < 10000; ++tries, ::usleep(1000))
            next = count();
        return first > 0 && next > first && fs::is_empty(temporary()) ? "grows" : "stale: " + std::to_string(next);
    });
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
    EXPECT_EQ(answer.text, "grows");
}

TEST_F(ReadOnlyTest, AWriterAtTheHeadOfTheLogIsWaitedFor)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "Needs two users, and only root can be both.";
    project.reset();
    const fs::path file = folder / "busy.db", ready = folder / "ready";
    const pid_t busy = ::fork();
    if (busy == 0) {
        ::umask(022);
        const auto writer = Connection::open(file, Access::Write, true);
        // A log that is begun anew now and then: it would grow by hundreds of megabytes a second.
        writer->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=500;"
                    "CREATE TABLE t (a INTEGER)");
        std::ofstream(ready) << "yes";
        while (true)
            writer->run("INSERT INTO t VALUES (1)");
    }
    for (int tries = 0; !fs::exists(ready); ++tries, ::usleep(1000))
        ASSERT_LT(tries, 20000);
    const ChildAnswer answer = inOtherProcess([&]() -> std::string {
        dropRights();
        const auto read = guarded([&] {
            const auto reader = Connection::open(file, Access::Read, false);
            for (int i = 0; i < 30'000; ++i)
                reader->number("SELECT a FROM t LIMIT 1");
        });
        return read ? "read" : read.error().text();
    });
    ::kill(busy, SIGKILL);
    ::waitpid(busy, nullptr, 0);
    EXPECT_EQ(answer.text, "read");
}

TEST_F(ReadOnlyTest, WhatAKilledReaderLeftGoesWithTheNextOpening)
{
    crashed();
    withoutRights();
    const auto killed = inOtherProcess([&]() -> std::string {
        dropRights();
        const auto opened = Project::open(onMedia(), Project::Mode::ReadOnly, "ben");
        ::kill(::getpid(), SIGKILL);
        return {};
    });
    ASSERT_TRUE(WIFSIGNALED(killed.status));
    EXPECT_FALSE(fs::is_empty(temporary()));
    const auto next = inOtherProcess([&]() -> std::string {
        dropRights();
        const auto opened = Project::open(path(), Project::Mode::ReadOnly, "ben");
        return fs::is_empty(temporary()) ? "gone" : "left";
    });
    EXPECT_EQ(next.text, "gone");
}

class StopsAt : public SilentProgress {
  public:
    void report(double fraction, std::string_view what) override
    {
        told += what;
        if (fraction >= 0)
            cancel();
    }
    std::string told;
};

TEST_F(ReadOnlyTest, CopyingTellsHowFarItIsAndCanBeCancelled)
{
    crashed();
    withoutRights();
    const auto answer = inOtherProcess([&]() -> std::string {
        dropRights();
        StopsAt progress;
        OpenOptions options;
        options.progress = &progress;
        const auto opened = Project::open(onMedia(), Project::Mode::ReadWrite, "ben", options);
        return std::string(!opened && opened.error().code == ErrorCode::Cancelled ? "cancelled " : "not ") +
               progress.told;
    });
    EXPECT_TRUE(answer.text.starts_with("cancelled Copy")) << answer.text;
    EXPECT_TRUE(fs::is_empty(temporary()));
}

TEST_F(ReadOnlyTest, WithoutRoomForTheCopyItSaysSo)
{
    const auto made = guarded([] { return PrivateCopy::ofNothing(std::uintmax_t{1} << 60); });
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Refused);
    for (const char* part : {" MB", "free", "temporary", "TMPDIR"})
        EXPECT_NE(made.error().message.find(part), std::string::npos) << made.error().message;
}

} // namespace
} // namespace touchstone
