#include "touchstone/assist/external_tool.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "core/assist/external_lines.h"
#include "support/temp_folder.h"

namespace touchstone {
namespace {

using Answer = Result<std::vector<ExternalShape>>;

std::vector<std::string> child(const std::string& mode, const std::string& argument = {})
{
    return {std::string(TOUCHSTONE_BIN_DIR) + "/external_child", mode, argument};
}

ExternalRequest request(std::vector<ExternalClick> clicks = {{{30, 40}, true}})
{
    return {"/pictures/a b.png", 100, 80, std::move(clicks), Rect{10, 10, 50, 40}};
}

Answer ask(ExternalTool& tool, const ExternalRequest& asked = request())
{
    SilentProgress progress;
    return tool.ask(asked, progress);
}

void expectGood(ExternalTool& tool)
{
    const Answer answer = ask(tool);
    ASSERT_TRUE(answer) << answer.error().text();
    ASSERT_EQ(answer->size(), 1U);
    EXPECT_EQ(std::get<Rect>(answer->front().geometry), (Rect{25, 35, 10, 10}));
    EXPECT_EQ(answer->front().score, 0.5);
}

void expectError(const Answer& answer, ErrorCode code, const std::string& part)
{
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, code) << answer.error().text();
    EXPECT_NE(answer.error().text().find(part), std::string::npos) << answer.error().text();
}

/// Asks in a thread and cancels after a while. Hangs if that does not end it.
void cancelAfter(ExternalTool& tool, std::chrono::milliseconds wait)
{
    SilentProgress progress;
    std::optional<Answer> answer;
    std::thread worker([&] { answer.emplace(tool.ask(request(), progress)); });
    std::this_thread::sleep_for(wait);
    progress.cancel();
    worker.join();
    expectError(*answer, ErrorCode::Cancelled, "not waited for");
}

TEST(ExternalTool, AnswersRequestAfterRequest)
{
    ExternalTool tool(child("good"));
    for (int i = 0; i < 50; ++i)
        expectGood(tool);
    const Answer box = ask(tool, request({}));
    ASSERT_TRUE(box);
    EXPECT_EQ(std::get<Rect>(box->front().geometry), (Rect{10, 10, 50, 40}));
    EXPECT_FALSE(box->front().score);
}

TEST(ExternalTool, IsStartedAgainAfterItEndedByItself)
{
    ExternalTool tool(child("once"));
    for (int i = 0; i < 3; ++i) {
        expectGood(tool);
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
    }
}

TEST(ExternalTool, SaysWhyTheProgramDied)
{
    ExternalTool tool(child("dies"));
    expectError(ask(tool), ErrorCode::Io, "exit status 3");
    expectError(ask(tool), ErrorCode::Io, "the model file is damaged");
    EXPECT_EQ(tool.said(), "the model file is damaged\n");
    ExternalTool killed(child("dies-within"));
    expectError(ask(killed), ErrorCode::Io, "signal 9");
}

TEST(ExternalTool, WaitsLongerAfterEachDeath)
{
    TempFolder folder;
    ExternalTool tool(child("dies-twice", (folder / "runs").string()), {1000, 2000, 200, 1000});
    expectError(ask(tool), ErrorCode::Io, "exit status 4");
    expectError(ask(tool), ErrorCode::Io, "exit status 4");
    const auto before = std::chrono::steady_clock::now();
    expectGood(tool);
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(150));

    // The pause can be cancelled.
    ExternalTool patient(child("dies"), {1000, 2000, 60000, 60000});
    EXPECT_FALSE(ask(patient));
    EXPECT_FALSE(ask(patient));
    cancelAfter(patient, std::chrono::milliseconds(30));
}

TEST(ExternalTool, IsCancelledAtAnyTime)
{
    for (const char* mode : {"silent", "hangs", "no-hello"}) {
        ExternalTool tool(child(mode));
        cancelAfter(tool, std::chrono::milliseconds(50));
    }
    ExternalTool tool(child("good"));
    SilentProgress progress;
    progress.cancel();
    expectError(tool.ask(request(), progress), ErrorCode::Cancelled, "");
    expectGood(tool);
}

TEST(ExternalTool, PassesOverWhatComesLate)
{
    ExternalTool tool(child("late"));
    cancelAfter(tool, std::chrono::milliseconds(50));
    // The late answer has a box at (30, 40), the one to come another.
    const Answer answer = ask(tool, request({{{60, 50}, true}}));
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_EQ(std::get<Rect>(answer->front().geometry), (Rect{55, 45, 10, 10}));
}

TEST(ExternalTool, IsStartedAnewWhenItDoesNotLetGo)
{
    TempFolder folder;
    ExternalLimits limits;
    limits.cancelMs = 50;
    ExternalTool tool(child("hangs-once", (folder / "runs").string()), limits);
    cancelAfter(tool, std::chrono::milliseconds(50));
    expectGood(tool);
}

TEST(ExternalTool, StopEndsTheProgramAndWhoWaits)
{
    ExternalTool tool(child("silent"));
    std::optional<Answer> answer;
    std::thread worker([&] { answer.emplace(ask(tool)); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    tool.stop();
    worker.join();
    expectError(*answer, ErrorCode::Cancelled, "");
}

TEST(ExternalTool, TakesRequestsInTurn)
{
    ExternalTool tool(child("good"));
    std::vector<std::thread> workers;
    for (int i = 0; i < 4; ++i) {
        workers.emplace_back([&tool, i] {
            for (int k = 0; k < 20; ++k) {
                const Answer answer = ask(tool, request({{{20.0 + i, 30.0 + k}, true}}));
                ASSERT_TRUE(answer);
                EXPECT_EQ(std::get<Rect>(answer->front().geometry), (Rect{15.0 + i, 25.0 + k, 10, 10}));
            }
        });
    }
    for (std::thread& worker : workers)
        worker.join();
}

TEST(ExternalTool, ReadsAFloodOfErrorsAndKeepsItsEnd)
{
    ExternalTool tool(child("floods"));
    expectGood(tool);
    expectGood(tool);
    // Both streams are read as they come: the rest of the second one follows with the next request at the latest.
    tool.stop();
    EXPECT_LE(tool.said().size(), 4096U);
    EXPECT_GE(tool.said().size(), 100U);
}

TEST(ExternalTool, NamesWhatBreaksTheProtocol)
{
    struct Case {
        std::vector<std::string> command;
        std::string message;
    };
    const std::vector<Case> cases = {
        {child("says", "garbage"), "one JSON object, and messages go to stderr. It wrote: garbage"},
        {child("says", "[1,2]"), "one JSON object"},
        {child("says", "{\"type\":\"answer\",\"id\":1,\"shapes\":[NaN]}"), "one JSON object"},
        {child("says", "{\"type\":\"answer\",\"id\":1,\"shapes\":[{\"kind\":\"box\",\"x\":1e999}]}"), "one JSON object"},
        {child("says", "\xff\xfe"), "one JSON object"},
        {child("says", "{\"type\":\"answer\",\"shapes\":[]}"), "\"id\" must be"},
        {child("says", "{\"type\":\"answer\",\"id\":9,\"shapes\":[]}"), "never made"},
        {child("says", "{\"type\":\"answer\",\"id\":1,\"shapes\":4}"), "list \"shapes\""},
        {child("says", "{\"type\":\"dance\",\"id\":1}"), "type of a line"},
        {child("says", "{\"type\":\"cancelled\",\"id\":1}"), "nobody asked"},
        {child("says", "{\"type\":\"hello\",\"protocol\":1}"), "its first line"},
        {child("deep"), "nested too deep"},
        {child("wrong-hello"), "only version 1"},
        {child("chatters"), "It wrote: Loading the model..."},
    };
    for (const Case& bad : cases) {
        ExternalTool tool(bad.command);
        expectError(ask(tool), ErrorCode::InvalidInput, bad.message);
    }
    ExternalLimits limits;
    limits.lineBytes = 1 << 20;
    ExternalTool endless(child("endless"), limits);
    expectError(ask(endless), ErrorCode::InvalidInput, "one line is at most 1,048,576 bytes");
}

TEST(ExternalTool, SaysThatTheProgramFailed)
{
    ExternalTool tool(child("fails"));
    expectError(ask(tool), ErrorCode::Unsupported, "The program failed: no such model");
    expectError(ask(tool), ErrorCode::Unsupported, "no such model");
}

TEST(ExternalTool, SaysThatTheProgramCannotBeStarted)
{
    ExternalTool missing({"/nowhere/at-all"});
    expectError(ask(missing), ErrorCode::NotFound, "/nowhere/at-all");
    ExternalTool folder({"/tmp"});
    expectError(ask(folder), ErrorCode::Refused, "cannot be started");
    ExternalTool none({});
    expectError(ask(none), ErrorCode::InvalidInput, "No program");
}

TEST(ExternalTool, PassesProgressOn)
{
    struct Heard : SilentProgress {
        void report(double fraction, std::string_view what) override { heard.emplace_back(fraction, what); }
        std::vector<std::pair<double, std::string>> heard;
    } progress;
    ExternalTool tool(child("reports"));
    ASSERT_TRUE(tool.ask(request(), progress));
    const std::vector<std::pair<double, std::string>> wanted = {
        {-1, "Waiting for the program"}, {0.25, "a quarter"}, {-1, "The program works"}};
    EXPECT_EQ(progress.heard, wanted);
}

TEST(ExternalTool, RefusesRequestsThatCannotBeSaid)
{
    ExternalTool tool(child("good"));
    ExternalRequest odd = request();
    odd.image = "/pictures/\xff.png";
    expectError(ask(tool, odd), ErrorCode::Unsupported, "not UTF-8");
    odd = request({{{std::numeric_limits<double>::quiet_NaN(), 1}, true}});
    expectError(ask(tool, odd), ErrorCode::InvalidInput, "no proper size");
    odd = request();
    odd.width = 0;
    expectError(ask(tool, odd), ErrorCode::InvalidInput, "no proper size");
    expectGood(tool);
}

TEST(ExternalTool, EndsWhatTheProgramStarted)
{
    ExternalTool tool(child("forks"));
    expectGood(tool);
    tool.stop();
    // Gone, or ended and not yet waited for by whoever inherited it. Waits as long as the test may take.
    const std::string stat = "/proc/" + std::to_string(std::stoi(tool.said())) + "/stat";
    const auto ended = [&] {
        std::ifstream file(stat);
        std::string number, name, state;
        return !(file >> number >> name >> state) || state == "Z" || state == "X";
    };
    while (!ended())
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST(ExternalTool, GivesTheProgramNoneOfOurFiles)
{
    ASSERT_EQ(::dup2(STDERR_FILENO, 100), 100);
    ExternalTool tool(child("looks"));
    expectGood(tool);
    tool.stop();
    ::close(100);
    EXPECT_EQ(tool.said(), "closed\n");
}

TEST(ExternalTool, LeavesNothingBehind)
{
    const auto children = [] {
        std::ifstream file("/proc/thread-self/children");
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    };
    const auto open = [] {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    const std::string before = children();
    const auto openBefore = open();
    for (const char* mode : {"good", "dies", "floods"}) {
        ExternalTool tool(child(mode));
        (void)ask(tool);
    }
    EXPECT_EQ(children(), before);
    EXPECT_EQ(open(), openBefore);
}

} // namespace
} // namespace touchstone
