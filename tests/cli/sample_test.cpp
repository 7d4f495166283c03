#include <gtest/gtest.h>

#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

/// The job that run.sh does: sample, project, import, export.
TEST(Sample, GoesInAndComesOutAgain)
{
    const Scratch scratch;
    const Outcome drawn = scratch.run({"sample", "s", "--count", "4", "--json"});
    ASSERT_EQ(drawn.code, 0) << drawn.out << drawn.err;
    const std::string file = drawn.json().at("file");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome imported = scratch.run({"import", "p.touchstone", file, "--json"});
    ASSERT_EQ(imported.code, 0) << imported.out << imported.err;
    EXPECT_EQ(imported.json().at("items"), 4);
    EXPECT_EQ(imported.json().at("missing_files"), 0);
    ASSERT_EQ(scratch.run({"export", "p.touchstone", "o.json", "--format", "coco"}).code, 0);
    const nlohmann::json before = nlohmann::json::parse(readBytes(scratch / file));
    const nlohmann::json after = nlohmann::json::parse(readBytes(scratch / "o.json"));
    EXPECT_EQ(after.at("annotations"), before.at("annotations"));
    EXPECT_EQ(after.at("images"), before.at("images"));
}

TEST(Sample, IsDrawnTheSameEveryTime)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"sample", "a", "--count", "2"}).code, 0);
    ASSERT_EQ(scratch.run({"sample", "b", "--count", "2"}).code, 0);
    EXPECT_EQ(readBytes(scratch / "a/ground_truth.json"), readBytes(scratch / "b/ground_truth.json"));
}

} // namespace
