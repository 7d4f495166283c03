#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

using namespace clitest;

namespace {

/// Draws a polygon with a hole, which COCO polygons cannot say, as the window would.
void drawRing(const std::filesystem::path& path)
{
    using namespace touchstone;
    auto project = Project::open(path, Project::Mode::ReadWrite, "tester");
    ASSERT_TRUE(project.ok());
    auto reader = (*project)->reader();
    ASSERT_TRUE(reader.ok());
    const auto keys = (*reader)->itemKeys();
    ASSERT_TRUE(keys.ok() && !keys->empty());
    auto working = openWorkingLayer(**project, **reader, (*reader)->item(keys->front())->id);
    ASSERT_TRUE(working.ok());
    Polygon polygon;
    polygon.push_back({{{2, 2}, {30, 2}, {30, 30}, {2, 30}}, {{{10, 10}, {20, 10}, {20, 20}, {10, 20}}}});
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = (*project)->ontology()->labels.front().id;
    annotation.shape = PolygonShape{polygon};
    Commit commit;
    commit.edit.id = EditId::create();
    commit.edit.scope = {ScopeKind::Item, working->item.id};
    commit.edit.text = "Draw car";
    commit.edit.changes = {working->content.creation(annotation)};
    commit.start = working->start;
    const auto receipt = (*project)->applyNow(commit);
    ASSERT_TRUE(receipt.ok()) << receipt.error().text();
}

TEST(Export, WritesWhatCameIn)
{
    const Scratch scratch;
    makeProject(scratch);
    const Outcome outcome = scratch.run({"export", "p.touchstone", "out.json", "--format", "coco", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.out << outcome.err;
    EXPECT_EQ(outcome.json().at("annotations"), 1);
    const nlohmann::json before = nlohmann::json::parse(readBytes(scratch / "a.json"));
    const nlohmann::json after = nlohmann::json::parse(readBytes(scratch / "out.json"));
    EXPECT_EQ(after.at("annotations"), before.at("annotations"));
    EXPECT_EQ(after.at("categories"), before.at("categories"));
    EXPECT_EQ(after.at("images"), before.at("images"));
}

TEST(Export, ReplacesAnEarlierExportButNeverAProject)
{
    const Scratch scratch;
    makeProject(scratch);
    ASSERT_EQ(scratch.run({"new", "other.touchstone"}).code, 0);
    scratch.write("out.json", "old");
    EXPECT_EQ(scratch.run({"export", "p.touchstone", "out.json", "--format", "coco"}).code, 0);
    EXPECT_NE(readBytes(scratch / "out.json"), "old");

    const std::string before = readBytes(scratch / "other.touchstone");
    const std::string state = stateOf(scratch);
    for (const char* target : {"p.touchstone", "other.touchstone", "images", "."}) {
        const Outcome outcome = scratch.run({"export", "p.touchstone", target, "--format", "coco", "--json"});
        EXPECT_EQ(outcome.code, 3) << target;
        EXPECT_EQ(outcome.json().at("error").at("code"), "refused") << target;
    }
    EXPECT_EQ(readBytes(scratch / "other.touchstone"), before);
    EXPECT_EQ(stateOf(scratch), state);
}

TEST(Export, WrongRequestsWriteNothing)
{
    const Scratch scratch;
    makeProject(scratch);
    const std::vector<std::string> before = scratch.names();
    EXPECT_EQ(scratch.run({"export", "p.touchstone", "out.x", "--format", "nonsense"}).code, 2);
    EXPECT_EQ(scratch.run({"export", "p.touchstone", "none/out.json", "--format", "coco"}).code, 2);
    const Outcome split =
        scratch.run({"export", "p.touchstone", "o.json", "--format", "coco", "--split", "train"});
    EXPECT_EQ(split.code, 2);
    EXPECT_NE(split.err.find("train"), std::string::npos);
    EXPECT_EQ(scratch.names(), before);
}

TEST(Export, NamesWhatCocoCannotSayAndStrictRefuses)
{
    const Scratch scratch;
    makeProject(scratch);
    drawRing(scratch / "p.touchstone");
    const Outcome strict =
        scratch.run({"export", "p.touchstone", "s.json", "--format", "coco", "--strict", "--json"});
    EXPECT_EQ(strict.code, 3) << strict.out;
    EXPECT_FALSE(std::filesystem::exists(scratch / "s.json"));
    const Outcome loose = scratch.run({"export", "p.touchstone", "o.json", "--format", "coco", "--json"});
    EXPECT_EQ(loose.code, 1) << loose.out;
    EXPECT_GE(loose.json().at("lost"), 1);
    EXPECT_EQ(nlohmann::json::parse(readBytes(scratch / "o.json")).at("annotations").size(), 2U);
}

TEST(Export, ALayerCanBeExportedAlone)
{
    const Scratch scratch;
    makeProject(scratch);
    drawRing(scratch / "p.touchstone");
    const Outcome outcome =
        scratch.run({"export", "p.touchstone", "o.json", "--format", "coco", "--layer", "a", "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.out;
    EXPECT_EQ(outcome.json().at("annotations"), 1);
    EXPECT_EQ(scratch.run({"export", "p.touchstone", "n.json", "--format", "coco", "--layer", "nobody"}).code,
              2);
}

} // namespace
