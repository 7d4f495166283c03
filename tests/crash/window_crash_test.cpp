// The real window, killed while somebody works in it, and over a disk whose syncs fail.
#include <random>

#include "crash/crash_bed.h"
#include "crash/gestures.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class WindowCrashTest : public CrashBed {
  protected:
    void SetUp() override { makeProject(); }
    void makeProject()
    {
        project.reset();
        for (const auto& entry : fs::directory_iterator(folder.path()))
            fs::remove_all(entry.path());
        Child child(folder.path(), {"window-victim", "make"}, {}, outside / "output");
        ASSERT_EQ(child.wait(), 0) << output();
    }
    std::string output() const
    {
        std::ifstream in(outside / "output");
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    struct Heard {
        std::int64_t start = 0, begun = 0, saved = 0;
        bool refused = false, retried = false, still = false;
        std::string reason;
    };
    Heard heard() const
    {
        Heard heard;
        for (const std::string& line : Said::in(folder.path())) {
            const std::string rest = line.substr(std::min(line.size(), line.find(' ') + 1));
            if (line.starts_with("start "))
                heard.start = std::stoll(rest);
            else if (line.starts_with("begun "))
                heard.begun = std::stoll(rest);
            else if (line.starts_with("saved "))
                heard.saved = std::stoll(rest);
            else if (line.starts_with("refused "))
                heard.refused = true, heard.reason = rest;
            heard.retried = heard.retried || line == "retried";
            heard.still = heard.still || line == "still refused";
        }
        return heard;
    }
    /// What the window called saved is there, and nothing that no hand had begun.
    void check(const Heard& said)
    {
        reopen();
        ASSERT_FALSE(project->isReadOnly()) << project->readOnlyReason();
        const std::int64_t stored = gesturesIn(*reader());
        ASSERT_GE(stored, said.start + said.saved) << "lost";
        if (said.start > 0) {
            ASSERT_LE(stored, said.start + said.begun) << "more than was begun";
        }
        WorkingLayer working = work(0);
        const auto receipt =
            apply(working, "Draw", {working.content.creation(box(project->ontology()->labels.front().id))});
        ASSERT_TRUE(receipt) << receipt.error().text();
        EXPECT_EQ(gesturesIn(*reader()), stored + 1);
        project.reset();
        expectSound(path());
        expectBackups(path(), {});
    }
    int run(const char* what, const Shim& shim)
    {
        fs::remove(folder / "said");
        Child child(folder.path(), {"window-victim", what}, shim, outside / "output");
        const int code = child.wait();
        counts = child.counts();
        return code;
    }

    TempFolder outside;
    DiskCounts counts;
    std::mt19937 random{20261121};
};

TEST_F(WindowCrashTest, KilledWhileSomebodyDrawsItLosesNothingThatItCalledSaved)
{
    const int kills = howOften("TOUCHSTONE_WINDOW_KILLS", 14, 500);
    std::int64_t saved = 0;
    for (int round = 0; round < kills && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        if (round % 10 == 9)
            makeProject();
        fs::remove(folder / "said");
        Child child(folder.path(), {"window-victim", "draw"}, {}, outside / "output");
        while (child.runs() && heard().saved == 0)
            ::usleep(2000);
        ::usleep(random() % 150'000);
        child.kill();
        ASSERT_EQ(child.wait(), kKilled) << output();
        saved += heard().saved;
        check(heard());
    }
    EXPECT_GT(saved, kills);
}

TEST_F(WindowCrashTest, KilledWhileItClosesItLosesNothing)
{
    const int kills = howOften("TOUCHSTONE_WINDOW_KILLS", 6, 200);
    ASSERT_EQ(run("close", {}), 0) << output();
    const DiskCounts whole = counts;
    ASSERT_GT(whole.calls, whole.here);
    for (int round = 0; round < kills && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        makeProject();
        Shim shim;
        shim.killAt = whole.here + 1 + static_cast<std::int64_t>(random()) % (whole.calls - whole.here);
        const int code = run("close", shim);
        ASSERT_TRUE(code == kKilled || code == 0) << code << output();
        check(heard());
    }
}

TEST_F(WindowCrashTest, AFailingSyncIsShownAndTryingAgainStoresEveryGestureOnce)
{
    const int step = howOften("TOUCHSTONE_SYNC_STEP", 6, 1);
    int refused = 0;
    for (const bool forGood : {false, true}) {
        for (std::int64_t n = forGood ? 3 : 2; !HasFailure(); n += step) {
            SCOPED_TRACE("sync " + std::to_string(n) + (forGood ? " for good" : ""));
            makeProject();
            Shim shim;
            shim.failAt = n;
            shim.forGood = forGood;
            ASSERT_EQ(run("retry", shim), 0) << output();
            if (counts.struck == 0)
                break;
            const Heard said = heard();
            if (said.refused) {
                ++refused;
                EXPECT_NE(said.reason.find("The disk reported an error"), std::string::npos) << said.reason;
                EXPECT_TRUE(said.retried || said.still) << output();
                EXPECT_FALSE(said.still && !forGood) << said.reason;
            }
            if (!said.still) {
                EXPECT_EQ(said.saved, said.begun);
                reopen();
                EXPECT_EQ(gesturesIn(*reader()), said.start + said.begun) << "every gesture once";
                project.reset();
            }
            check(said);
        }
    }
    EXPECT_GT(refused, 1);
}

} // namespace
} // namespace touchstone
