// Programs that are killed while they work: what was acknowledged is there, nothing is torn, and the next one works
// on.
#include <chrono>
#include <random>
#include <thread>

#include "crash/crash_bed.h"
#include "support/file_bytes.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

struct Case {
    const char* what;
    int kills;     ///< In a usual run; fifty times as many in a long one.
    /// At a random moment from the first edit on; else at one of the calls that change the disk.
    bool timed = false;
    bool imports = false;
};

constexpr int kImages = 400;
constexpr std::size_t kItems = 3;
constexpr std::size_t kShapes = 2; ///< Of one edit.

class KillTest : public CrashBed, public ::testing::WithParamInterface<Case> {
  protected:
    void begin()
    {
        makeAnew();
        m_before = 0;
        m_items = kItems;
    }
    /// Runs the victim once more and kills it; false when it had ended before.
    bool strike(std::int64_t from, std::int64_t calls)
    {
        const Case& c = GetParam();
        fs::remove(folder / "said");
        std::vector<std::string> words{"crash-victim", c.what};
        const std::string name = "file" + std::to_string(m_number++);
        if (c.imports) {
            writeCoco(name, kImages);
            words.push_back(name);
        }
        Shim shim;
        if (calls > 0)
            shim.killAt = from + static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(calls - from + 1));
        Child child(folder.path(), words, shim, folder / "output");
        while (c.timed && child.runs() && Said::in(folder.path()).empty())
            ::usleep(500);
        if (c.timed)
            ::usleep(m_random() % 40'000);
        if (calls < 0)
            child.kill();
        const int code = child.wait();
        EXPECT_TRUE(code == kKilled || (code == 0 && !c.timed)) << code << bytesOf(folder / "output");
        m_counts = child.counts();
        return code == kKilled;
    }
    void check()
    {
        const Case& c = GetParam();
        const Heard heard = Heard::from(Said::in(folder.path()));
        const std::size_t acknowledged = std::max(m_before, heard.annotations);
        for (const auto& [name, annotations] : heard.copies)
            expectCopy(folder / name, annotations);
        if (!putBack(heard)) {
            begin(); // Deleted, and killed before it was saved elsewhere.
            project.reset();
            return;
        }
        // Half of the times the check comes before whoever opens it.
        if (m_number % 2)
            expectSoundUnlessPending();
        reopen();
        ASSERT_FALSE(project->isReadOnly()) << project->readOnlyReason();
        WorkingLayer working = work(0);
        const std::size_t stored = working.content.annotations().size();
        ASSERT_GE(stored, acknowledged) << "lost";
        ASSERT_LE(stored, acknowledged + kShapes) << "more than one edit ahead";
        ASSERT_EQ(stored % kShapes, 0u) << "torn";
        m_ahead += stored > acknowledged;
        // Killed between publishing and saying so, an import is there all the same, but only whole.
        const std::size_t items = reader()->itemKeys()->size();
        ASSERT_TRUE(items == m_items || (c.imports && items == m_items + kImages)) << items << " after " << m_items;
        if (!heard.published.empty()) {
            EXPECT_EQ(items, m_items + kImages);
        }
        m_items = items;
        // Much of it goes while the project is in use.
        for (int i = 0; i < 600 && reader()->counts()->pendingRows > 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        EXPECT_EQ(reader()->counts()->pendingRows, 0);
        // It can be worked on.
        std::vector<Change> changes;
        for (int i = 0; i < static_cast<int>(kShapes); ++i)
            changes.push_back(working.content.creation(box(project->ontology()->labels.front().id, i)));
        const auto receipt = apply(working, "Draw", std::move(changes));
        ASSERT_TRUE(receipt) << receipt.error().text();
        m_before = working.content.annotations().size();
        project.reset();
        expectSound(path());
        expectBackups(path(), heard.backups);
    }
    void expectCopy(const fs::path& copy, std::size_t annotations)
    {
        expectSound(copy);
        project = std::move(Project::open(copy, Project::Mode::ReadOnly, "anna").value());
        EXPECT_GE(work(0).content.annotations().size(), annotations) << copy;
        project.reset();
    }
    /// Puts the project where it was, as somebody would who finds it elsewhere; false when it is gone.
    bool putBack(const Heard& heard)
    {
        const fs::path moved = folder / "moved.touchstone", saved = folder / "saved.touchstone";
        const auto logOf = [](fs::path file) { return file += "-wal"; };
        if (fs::exists(saved)) {
            EXPECT_FALSE(fs::exists(path()));
            fs::remove(logOf(path()));
            fs::rename(saved, path());
        }
        const bool away = fs::exists(moved);
        if (away == fs::exists(path())) {
            EXPECT_FALSE(away) << "there are two";
            return false;
        }
        // What the file left behind when it was moved is not needed once it is whole.
        const fs::path left = logOf(away ? path() : moved), with = logOf(away ? moved : path());
        m_left += fs::exists(left);
        if (heard.whole)
            fs::remove(left);
        for (const fs::path& log : {left, with})
            if (fs::exists(log) && log != logOf(path()))
                fs::rename(log, logOf(path()));
        if (away)
            fs::rename(moved, path());
        return true;
    }
    /// Sources that were not published are no damage before the next one opens it.
    void expectSoundUnlessPending()
    {
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report) << report.error().text();
        EXPECT_TRUE(report->ok()) << report->problems.front();
    }

    std::mt19937 m_random{20261121};
    std::size_t m_before = 0;
    std::size_t m_items = 0;
    std::size_t m_ahead = 0;
    int m_left = 0;
    int m_number = 0;
    DiskCounts m_counts;
};

TEST_P(KillTest, NothingAcknowledgedIsLostAndNothingIsTorn)
{
    const Case& c = GetParam();
    const int kills = howOften("TOUCHSTONE_KILLS", c.kills, 50 * c.kills);
    begin();
    project.reset();
    std::int64_t calls = -1, here = 1;
    if (!c.timed) {
        // How many calls there are, and where what is to be interrupted begins.
        ASSERT_FALSE(strike(0, 0));
        calls = m_counts.calls;
        here = std::max<std::int64_t>(1, m_counts.here);
        ASSERT_GT(calls, here);
        check();
    }
    int killed = 0;
    for (int round = 0; round < kills && !HasFatalFailure() && !HasFailure(); ++round) {
        // A project that grows for ever would only make the checks slow.
        if (round % 20 == 19)
            begin();
        project.reset();
        SCOPED_TRACE("round " + std::to_string(round));
        // Every fourth one is killed anywhere, also while it opens the project.
        killed += strike(round % 4 == 3 ? 1 : here, calls);
        check();
    }
    // The first run makes more calls than later ones, so the last of them may not be reached.
    EXPECT_GE(killed, kills / 3);
    RecordProperty("killed", killed);
    // Few kills may all miss that moment, which is short; hundreds do not.
    if (c.what == std::string_view("move") && kills > c.kills) {
        EXPECT_GT(m_left, 0) << "never killed between the move and going on there";
    }
    RecordProperty("left", m_left);
    RecordProperty("ahead", static_cast<int>(m_ahead));
}

INSTANTIATE_TEST_SUITE_P(
    While, KillTest,
    ::testing::Values(Case{"draw", 24, true}, Case{"burst", 20, true}, Case{"import", 12, false, true},
                      Case{"import-beside", 10, false, true}, Case{"checkpoint", 8}, Case{"close", 10},
                      Case{"backup", 8}, Case{"give-up", 8}, Case{"move", 16}, Case{"copy", 8},
                      Case{"delete", 8}),
    [](const auto& c) {
        std::string name;
        for (const char* at = c.param.what; *at; ++at)
            if (*at != '-')
                name += *at;
        return name;
    });

} // namespace
} // namespace touchstone
