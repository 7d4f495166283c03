#include <chrono>
#include <csignal>
#include <thread>

#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

using std::chrono::milliseconds;

const std::vector<std::string> importBig = {"import", "p.touchstone", "big.json"};

/// How long the whole import takes here, so that signals can be spread over it.
milliseconds measureImport(const Scratch& scratch)
{
    EXPECT_EQ(scratch.run({"new", "timing.touchstone"}).code, 0);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(scratch.run({"import", "timing.touchstone", "big.json"}).code, 0);
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

class Interrupt : public testing::Test {
  protected:
    void SetUp() override
    {
        makeProject(scratch);
        scratch.write("big.json", largeCoco(20000));
        whole = measureImport(scratch);
        before = stateOf(scratch);
    }

    Scratch scratch;
    milliseconds whole{};
    std::string before;
};

TEST_F(Interrupt, CtrlCLeavesTheProjectAsItWas)
{
    int cancelled = 0;
    for (int share = 1; share <= 6; ++share) {
        Command command(scratch.path(), importBig);
        std::this_thread::sleep_for(whole * share / 10);
        command.signal(SIGINT);
        const Outcome outcome = command.wait();
        if (outcome.code == 0) {
            break;
        }
        // A signal before main can listen ends the program at once, which changes nothing either.
        if (outcome.code == 1000 + SIGINT) {
            continue;
        }
        ++cancelled;
        EXPECT_EQ(outcome.code, 130) << outcome.out << outcome.err;
        EXPECT_NE(outcome.err.find("ancel"), std::string::npos) << outcome.err;
        EXPECT_EQ(stateOf(scratch), before);
        EXPECT_EQ(scratch.run({"verify", "p.touchstone", "--json"}).json().at("pending_sources"), 0);
    }
    EXPECT_GT(cancelled, 0);
}

TEST_F(Interrupt, AnImportKilledAnywhereIsInvisible)
{
    int killed = 0;
    for (int round = 0; round < 10; ++round) {
        Command command(scratch.path(), importBig);
        std::this_thread::sleep_for(whole * (round + 1) / 12);
        command.signal(SIGKILL);
        const Outcome outcome = command.wait();
        if (outcome.code == 0) {
            break;
        }
        ++killed;
        EXPECT_EQ(outcome.code, 1000 + SIGKILL);
        EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0) << "round " << round;
        if (stateOf(scratch) == before) {
            continue;
        }
        const nlohmann::json info = scratch.run({"info", "p.touchstone", "--json"}).json();
        if (info.at("pending_rows") > 0) {
            // A slow machine stores it in several slices. They are counted, and no more, until it is opened to write.
            EXPECT_EQ(info.at("annotations").at("total"), 1) << "round " << round;
            continue;
        }
        // Killed after it was published and before it ended: then it is there, but only whole.
        EXPECT_EQ(info.at("annotations").at("total"), 20001) << "round " << round;
        break;
    }
    EXPECT_GT(killed, 2);
}

TEST_F(Interrupt, TheSameImportWorksAfterAKill)
{
    {
        Command command(scratch.path(), importBig);
        std::this_thread::sleep_for(whole / 2);
        command.signal(SIGKILL);
        command.wait();
    }
    const Outcome outcome = scratch.run(importBig);
    EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
    const nlohmann::json info = scratch.run({"info", "p.touchstone", "--json"}).json();
    EXPECT_EQ(info.at("annotations").at("total"), 20001);
    EXPECT_EQ(info.at("items").at("image"), 201);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

} // namespace
