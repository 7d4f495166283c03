// Two processes on one project: the second reads, names the first, and writes as soon as the first is gone.
#include <fcntl.h>

#include <atomic>
#include <future>
#include <thread>

#include "core/store/connection.h"
#include "core/store/file_lock.h"
#include "crash/said.h"
#include "durability/test_vfs.h"
#include "support/how_often.h"
#include "support/other_process.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// crash-victim on the project of a folder: draws boxes until it is killed, and says how many are stored.
class OtherWriter {
  public:
    explicit OtherWriter(const fs::path& folder) : m_folder(folder)
    {
        fs::remove(folder / "said");
        m_process = ::fork();
        if (m_process == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, 2);
            if (::chdir(folder.c_str()) == 0)
                ::execl(TOUCHSTONE_BIN_DIR "/crash-victim", "crash-victim", "draw", nullptr);
            ::_exit(127);
        }
    }
    ~OtherWriter() { kill(); }
    OtherWriter(const OtherWriter&) = delete;
    OtherWriter& operator=(const OtherWriter&) = delete;

    pid_t process() const { return m_process; }
    /// How many boxes it has stored, once there is one; -1 when it does not come to that.
    long said() const
    {
        for (int tries = 0; tries < 20000; ++tries, ::usleep(1000))
            if (const auto lines = Said::in(m_folder); !lines.empty())
                return std::stol(lines.back());
        return -1;
    }
    void kill()
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, &m_status, 0);
        m_process = -1;
    }
    /// Exit code of one that ends by itself.
    int wait()
    {
        ::waitpid(m_process, &m_status, 0);
        m_process = -1;
        return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1;
    }

  private:
    fs::path m_folder;
    pid_t m_process = -1;
    int m_status = 0;
};

class TwoProcessesTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
    }
    long stored() { return static_cast<long>(reader()->counts()->total); }
    LabelId car;
};

TEST_F(TwoProcessesTest, TheSecondReadsAndNamesTheFirstAndWritesOnceThatIsKilled)
{
    project.reset();
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    const int rounds = howOften("TOUCHSTONE_TWO_PROCESSES", 20, 1000);
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE(round);
        OtherWriter first(folder.path());
        const long said = first.said();
        ASSERT_GT(said, 0) << "the first one writes";
        reopen("ben");
        ASSERT_TRUE(project->isReadOnly());
        const std::string& reason = project->readOnlyReason();
        for (const std::string& part : {"process " + std::to_string(first.process()), "on host " + std::string(host)})
            ASSERT_NE(reason.find(part), std::string::npos) << reason;
        ASSERT_GE(stored(), said) << "not stale";
        if (round % 2 == 0) {
            // The next one to come is yet another process; this one goes on reading.
            OtherWriter second(folder.path());
            ASSERT_EQ(second.wait(), 3) << "it may not write";
            first.kill();
            const long before = stored();
            OtherWriter third(folder.path());
            ASSERT_GT(third.said(), before) << "nothing waits for a lock whose holder is dead, nothing is lost";
            ASSERT_GT(stored(), before) << "the reader goes on with the new writer";
            project.reset();
            third.kill();
        } else {
            project.reset();
            first.kill();
        }
        reopen("ben");
        ASSERT_FALSE(project->isReadOnly()) << project->readOnlyReason();
        ASSERT_GE(stored(), said);
        project.reset();
    }
    SilentProgress progress;
    const auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
}

TEST_F(TwoProcessesTest, ALockIsGoneWithItsProcessWhateverThatStarted)
{
    project.reset();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t holder = ::fork();
    if (holder == 0) {
        const auto lock = FileLock::tryTake(path());
        const pid_t started = ::fork();
        if (started == 0) {
            ::execl("/bin/sleep", "sleep", "60", nullptr);
            ::_exit(127);
        }
        ::usleep(50'000);
        const pid_t told = lock ? started : 0;
        [[maybe_unused]] const auto written = ::write(ends[1], &told, sizeof told);
        ::pause();
        ::_exit(0);
    }
    pid_t started = 0;
    ASSERT_EQ(::read(ends[0], &started, sizeof started), static_cast<ssize_t>(sizeof started));
    ASSERT_GT(started, 0);
    EXPECT_TRUE(FileLock::isHeld(path()));
    EXPECT_FALSE(FileLock::tryTake(path()));
    ::kill(holder, SIGKILL);
    ::waitpid(holder, nullptr, 0);
    EXPECT_EQ(::kill(started, 0), 0) << "what it started is still there";
    EXPECT_FALSE(FileLock::isHeld(path()));
    EXPECT_TRUE(FileLock::tryTake(path()));
    ::kill(started, SIGKILL);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_F(TwoProcessesTest, ALockThatWasDeletedWhileItWasWaitedForLocksNothing)
{
    project.reset();
    std::atomic<bool> stop = false;
    const auto deleteIt = [&] {
        while (!stop)
            if (const auto lock = FileLock::tryTake(path()))
                fs::remove(FileLock::pathFor(path()));
    };
    std::vector<std::thread> deleting;
    for (int i = 0; i < 3; ++i)
        deleting.emplace_back(deleteIt);
    int taken = 0;
    for (int i = 0; i < 20'000 && !HasFailure(); ++i)
        if (const auto lock = FileLock::tryTake(path())) {
            ++taken;
            // Nobody else deletes the file now, so it must be ours.
            EXPECT_TRUE(FileLock::isHeld(path())) << "after " << i << " tries";
        }
    stop = true;
    for (std::thread& thread : deleting)
        thread.join();
    EXPECT_GT(taken, 0);
}

/// Another process that reads the file and does not let go for so long.
pid_t readFor(const fs::path& path, int milliseconds, int& ready)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return -1;
    ready = ends[0];
    const pid_t child = ::fork();
    if (child == 0) {
        const auto db = Connection::open(path, Access::Read, false);
        {
            const Transaction reading(*db, false);
            db->number("SELECT count(*) FROM edit");
            [[maybe_unused]] const auto written = ::write(ends[1], "r", 1);
            ::usleep(static_cast<useconds_t>(milliseconds) * 1000);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    return child;
}

TEST_F(TwoProcessesTest, AFirstEditWaitsForALongReaderInsteadOfFailing)
{
    project.reset();
    int ready = -1;
    const pid_t reading = readFor(path(), 3000, ready);
    char letter = 0;
    ASSERT_EQ(::read(ready, &letter, 1), 1);
    reopen();
    ASSERT_FALSE(project->isReadOnly());
    std::atomic<bool> asked = false;
    std::atomic<bool> ended = false;
    std::thread other([&] {
        while (!ended && !asked) {
            asked = FileLock::asksReaders(path());
            ::usleep(10'000);
        }
    });
    const auto stored = project->applyNow(rename(car, "lorry"));
    ended = true;
    other.join();
    EXPECT_TRUE(stored) << stored.error().text();
    EXPECT_TRUE(asked) << "those who only rest on the file are asked to go";
    EXPECT_FALSE(project->readersAreAsked()) << "and not any more";
    EXPECT_EQ(FileLock::holder(path()).find("asked"), std::string::npos);
    ::waitpid(reading, nullptr, 0);
    ::close(ready);
}

TEST_F(TwoProcessesTest, ReadersThatAreAskedLetTheWriterLeaveOneFile)
{
    ASSERT_TRUE(project->applyNow(rename(car, "lorry")));
    // Another window, which looks once in a while whether it is asked.
    auto second = Project::open(path(), Project::Mode::ReadWrite, "ben");
    ASSERT_TRUE(second && (*second)->isReadOnly());
    auto open = (*second)->reader();
    ASSERT_TRUE((*open)->counts());
    std::atomic<bool> ended = false;
    std::thread window([&] {
        while (!ended) {
            if ((*second)->readersAreAsked())
                (*open)->rest({});
            ::usleep(20'000);
        }
    });
    project.reset();
    ended = true;
    window.join();
    EXPECT_FALSE(fs::exists(path().string() + "-wal"));
    EXPECT_TRUE((*open)->counts()) << "the reader opens it again";
}

TEST_F(TwoProcessesTest, AReaderThatStaysOnlyLeavesTheLogToTheNextOne)
{
    ASSERT_TRUE(project->applyNow(rename(car, "lorry")));
    const auto staying = Connection::open(path(), Access::Read, false);
    staying->number("SELECT count(*) FROM edit");
    project.reset();
    EXPECT_TRUE(fs::exists(path().string() + "-wal"));
    reopen();
    ASSERT_FALSE(project->isReadOnly());
    EXPECT_NE(project->ontology()->findByName("lorry"), nullptr);
}

TEST_F(TwoProcessesTest, EveryReaderIsSetToReadOnly)
{
    auto read = project->reader();
    ASSERT_TRUE(read);
    Connection& db = (*read)->connection();
    EXPECT_EQ(sqlite3_db_readonly(db.handle(), "main"), 1);
    EXPECT_EQ(db.number("PRAGMA query_only"), 1);
    EXPECT_EQ(db.number("PRAGMA wal_autocheckpoint"), 0);
    int kept = 0;
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &kept);
    EXPECT_EQ(kept, 1) << "closing must not copy the log";
    EXPECT_FALSE(guarded([&] { db.run("DELETE FROM draft"); }));
    EXPECT_FALSE(guarded([&] { db.run("PRAGMA user_version=7"); }));
}

TEST_F(TwoProcessesTest, OnlyTheWritersThreadEverWritesOrCopiesTheLog)
{
    project.reset();
    TestVfs layer;
    reopen();
    std::thread::id writer;
    for (int i = 0; i < 3; ++i) {
        std::promise<void> stored;
        project->apply({rename(car, "lorry " + std::to_string(i)), std::nullopt}, [&](const Result<Receipt>& receipt) {
            EXPECT_TRUE(receipt);
            writer = std::this_thread::get_id();
            stored.set_value();
        });
        stored.get_future().wait();
        if (i == 0)
            layer.watch();
        // Opened and closed with a log that is not copied yet.
        std::thread([&] { EXPECT_TRUE(reader()->counts()); }).join();
    }
    project.reset();
    const auto writers = layer.writers();
    EXPECT_FALSE(writers.empty());
    for (const std::thread::id thread : writers)
        ASSERT_EQ(thread, writer) << "a reader wrote";
    const auto copiers = layer.copiers();
    EXPECT_FALSE(copiers.empty()) << "the log was copied at the end";
    for (const std::thread::id copier : copiers)
        ASSERT_EQ(copier, writer) << "a reader copied the log";
}

} // namespace
} // namespace touchstone
