#include <gtest/gtest.h>

#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

TEST(Usage, WrongUseExitsWith2AndSaysWhy)
{
    const Scratch scratch;
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"paint"},
        {"new"},
        {"info"},
        {"info", "p.touchstone", "--colour"},
        {"export", "p.touchstone", "out.json"},
        {"import", "p.touchstone", "a.json", "--as", "truth"},
        {"import", "p.touchstone", "a.json", "--labels", "maybe"},
        {"log", "p.touchstone", "--limit", "-3"},
        {"sample", "d", "--count", "0"},
    };
    for (std::vector<std::string> arguments : wrong) {
        const Outcome outcome = scratch.run(arguments);
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        EXPECT_EQ(outcome.out, "");
        EXPECT_NE(outcome.err.find("touchstone-cli"), std::string::npos);

        arguments.push_back("--json");
        const Outcome asJson = scratch.run(arguments);
        EXPECT_EQ(asJson.code, 2);
        EXPECT_EQ(asJson.json().at("error").at("code"), "usage");
    }
    EXPECT_TRUE(scratch.names().empty());
}

TEST(Usage, HelpAndVersionSucceed)
{
    const Scratch scratch;
    const Outcome help = scratch.run({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* name :
         {"new", "add", "import", "export", "formats", "info", "verify", "log", "sample"}) {
        EXPECT_NE(help.out.find(std::string("  ") + name), std::string::npos) << name;
        EXPECT_EQ(scratch.run({name, "--help"}).code, 0) << name;
    }
    EXPECT_EQ(scratch.run({"--version"}).out.rfind("touchstone-cli ", 0), 0U);
}

TEST(Usage, EveryCommandNamesAMissingProject)
{
    const Scratch scratch;
    scratch.write("a.json", "{}");
    const std::vector<std::vector<std::string>> commands = {
        {"info"},
        {"log"},
        {"verify"},
        {"add", "a.json"},
        {"import", "a.json"},
        {"export", "o.json", "--format", "coco"},
    };
    for (std::vector<std::string> arguments : commands) {
        arguments.insert(arguments.begin() + 1, "none.touchstone");
        arguments.push_back("--json");
        const Outcome outcome = scratch.run(arguments);
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        const nlohmann::json error = outcome.json().at("error");
        EXPECT_EQ(error.at("code"), "not_found") << outcome.out;
        EXPECT_NE(error.dump().find("none.touchstone"), std::string::npos);
        EXPECT_EQ(scratch.names(), std::vector<std::string>{"a.json"});
    }
}

TEST(Usage, FormatsNamesCocoAndItsLimits)
{
    const Scratch scratch;
    EXPECT_EQ(scratch.run({"formats"}).out.rfind("coco", 0), 0U);
    const nlohmann::json formats = scratch.run({"--json", "formats"}).json().at("formats");
    ASSERT_FALSE(formats.empty());
    EXPECT_EQ(formats[0].at("id"), "coco");
    EXPECT_TRUE(formats[0].at("reads").get<bool>());
    EXPECT_TRUE(formats[0].at("writes").get<bool>());
    EXPECT_FALSE(formats[0].at("limits").empty());
}

} // namespace
