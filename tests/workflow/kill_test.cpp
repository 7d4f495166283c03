#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

class KillTest : public ProjectTest {
  protected:
    std::mt19937 random{7};

    /// Starts the victim, kills it after a random time, and returns what it had printed.
    /// With `busy` the time counts from its first edit, however long this machine takes to start it.
    std::vector<std::string> runAndKill(const std::string& extra, unsigned most, bool busy)
    {
        const auto output = folder / "out";
        std::filesystem::remove(output);
        const pid_t child = ::fork();
        if (child == 0) {
            const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
            ::dup2(file, 1);
            const std::string program = std::string(TOUCHSTONE_BIN_DIR) + "/kill-victim";
            if (extra.empty())
                ::execl(program.c_str(), program.c_str(), path().c_str(), nullptr);
            else
                ::execl(program.c_str(), program.c_str(), path().c_str(), extra.c_str(), nullptr);
            ::_exit(127);
        }
        std::error_code code;
        for (int tries = 0; busy && tries < 20000; ++tries) {
            if (std::filesystem::exists(output, code) && std::filesystem::file_size(output, code) > 0)
                break;
            ::usleep(1000);
        }
        ::usleep((busy ? 0 : 3000) + random() % most);
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "exit " << WEXITSTATUS(status);
        std::ifstream file(output);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            if (!file.eof())
                lines.push_back(line);
        return lines;
    }
    static int kills()
    {
        const char* often = std::getenv("TOUCHSTONE_KILLS");
        return often ? std::atoi(often) : 100;
    }
};

TEST_F(KillTest, NothingAcknowledgedIsLostAndNothingIsTorn)
{
    addItems(1);
    addLabel("car");
    std::size_t acknowledged = 0, ahead = 0;
    for (int round = 0; round < kills(); ++round) {
        project.reset();
        const auto lines = runAndKill({}, 40000, round % 4 != 0);
        if (!lines.empty())
            acknowledged = std::stoul(lines.back());
        reopen();
        const std::size_t stored = work(0).content.annotations().size();
        ASSERT_GE(stored, acknowledged) << "round " << round;
        ASSERT_LE(stored, acknowledged + 2) << "more than the gesture in progress, round " << round;
        ASSERT_EQ(stored % 2, 0u) << "torn, round " << round;
        ahead += stored > acknowledged;
        acknowledged = stored;
    }
    EXPECT_GT(acknowledged, 0u);
    RecordProperty("ahead", static_cast<int>(ahead));
    project.reset();
    SilentProgress progress;
    const auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
}

TEST_F(KillTest, AnImportKilledAnywhereIsInvisible)
{
    addLabel("car");
    std::size_t expected = 0;
    for (int round = 0; round < std::max(10, kills() / 5); ++round) {
        project.reset();
        const bool published = !runAndKill("run" + std::to_string(round), 250000, false).empty();
        reopen();
        const std::size_t items = reader()->itemKeys()->size();
        // Killed between publishing and printing, it may be there all the same, but only whole.
        ASSERT_TRUE(items == expected || items == expected + 4000) << items;
        if (published) {
            ASSERT_EQ(items, expected + 4000);
        }
        expected = items;
        ASSERT_EQ(reader()->counts()->pendingRows, 0);
    }
    project.reset();
    SilentProgress progress;
    const auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
    EXPECT_EQ(report->pendingSources, 0);
}

} // namespace
} // namespace touchstone
