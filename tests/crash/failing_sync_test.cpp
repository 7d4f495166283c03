// The command line over a disk whose n-th sync fails, once or for good, for every n: what is told is true, nothing
// stored is lost, and the same command again does what it should, once.
#include <fstream>

#include "crash/crash_bed.h"
#include "support/file_bytes.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

struct Command {
    const char* name;
    std::vector<std::string> words;
    /// What it makes of a project of three items.
    std::size_t items = 3;
    std::size_t backups = 1;
};

class FailingSyncTest : public CrashBed, public ::testing::WithParamInterface<Command> {
  protected:
    void SetUp() override
    {
        makeAnew();
        writeCoco("more", 30);
        fs::create_directory(folder / "pictures");
        for (const char* name : {"a.gif", "b.gif"})
            std::ofstream(folder / "pictures" / name, std::ios::binary)
                << std::string("GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35);
        WorkingLayer working = work(0);
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(label()))}));
        project.reset();
        ASSERT_EQ(run({"backup", "test.touchstone"}, {}), 0);
        // One edit more than the backup has.
        reopen();
        working = work(1);
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(label()))}));
        project.reset();
        for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
            if (entry.is_regular_file())
                m_before[entry.path()] = bytesOf(entry.path());
    }
    LabelId label() const { return project->ontology()->labels.front().id; }
    int run(std::vector<std::string> words, const Shim& shim)
    {
        words.insert(words.begin(), "touchstone-cli");
        Child child(folder.path(), words, shim, outside / "output");
        const int code = child.wait();
        m_counts = child.counts();
        return code;
    }
    void putBack() const
    {
        std::vector<fs::path> others;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
            if (entry.is_regular_file() && !m_before.contains(entry.path()))
                others.push_back(entry.path());
        for (const fs::path& other : others)
            fs::remove(other);
        for (const auto& [path, bytes] : m_before)
            std::ofstream(path, std::ios::binary) << bytes;
    }
    struct State {
        std::size_t items = 0;
        std::size_t annotations = 0; ///< Drawn by hand.
        std::size_t backups = 0;
        bool operator==(const State&) const = default;
    };
    State stateNow()
    {
        State state;
        reopen();
        EXPECT_FALSE(project->isReadOnly()) << project->readOnlyReason();
        state.items = reader()->itemKeys()->size();
        for (std::size_t i = 0; i < 2; ++i)
            state.annotations += work(i).content.annotations().size();
        project.reset();
        expectSound(path());
        for (const Backup& backup : listBackups(path())) {
            expectSound(backup.file);
            ++state.backups;
        }
        return state;
    }
    /// False when there are not so many syncs.
    bool failAt(std::int64_t n, bool forGood)
    {
        const Command& c = GetParam();
        const bool restores = std::string(c.name) == "restore";
        const State before{3, 2, 1};
        const State after{c.items, restores ? 1u : 2u, c.backups};
        putBack();
        Shim shim;
        shim.failAt = n;
        shim.forGood = forGood;
        const int code = run(c.words, shim);
        const std::string told = bytesOf(outside / "output");
        if (m_counts.struck == 0) {
            EXPECT_EQ(code, 0) << told;
            return false;
        }
        const State found = stateNow();
        if (code == 0) {
            // What failed was not needed for what is told: the state is that of a whole run.
            EXPECT_EQ(found, after) << told;
            ++m_harmless;
        } else {
            EXPECT_TRUE(code == 2 || code == 3) << code;
            EXPECT_NE(told.find(".touchstone"), std::string::npos) << told;
            // An answer may be lost whose work was stored, but only whole.
            EXPECT_TRUE(found == before || found == after)
                << found.items << " " << found.annotations << " " << found.backups << "\n" << told;
        }
        if (restores || std::string(c.name) == "backup")
            putBack();
        EXPECT_EQ(run(c.words, {}), 0) << bytesOf(outside / "output");
        EXPECT_EQ(stateNow(), after) << "after trying again";
        return true;
    }

    TempFolder outside;
    std::map<fs::path, std::string> m_before;
    DiskCounts m_counts;
    int m_harmless = 0;
};

TEST_P(FailingSyncTest, IsToldAndTryingAgainDoesItOnce)
{
    const int step = howOften("TOUCHSTONE_SYNC_STEP", 3, 1);
    int struck = 0;
    for (const bool forGood : {false, true}) {
        for (std::int64_t n = forGood ? 2 : 1; !HasFailure(); n += step, ++struck) {
            SCOPED_TRACE("sync " + std::to_string(n) + (forGood ? " for good" : ""));
            if (!failAt(n, forGood))
                break;
        }
    }
    EXPECT_GT(struck, 1);
    RecordProperty("struck", struck);
    RecordProperty("harmless", m_harmless);
}

INSTANTIATE_TEST_SUITE_P(Of, FailingSyncTest,
                         ::testing::Values(Command{"import", {"import", "test.touchstone", "more.json"}, 33},
                                           Command{"add", {"add", "test.touchstone", "pictures"}, 5},
                                           Command{"backup", {"backup", "test.touchstone"}, 3, 2},
                                           Command{"restore", {"restore", "test.touchstone"}}),
                         [](const auto& command) { return std::string(command.param.name); });

} // namespace
} // namespace touchstone
