#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

TEST(Ontology, GoesFromProjectToProjectByteForByte)
{
    const Scratch scratch;
    scratch.write("o.json", R"({"labels": [{"name": "Drug", "shapes": ["span"], "attributes":
        [{"name": "id", "kind": "entry", "list": "my drugs"}]}, "Dose"],
        "lists": [{"name": "my drugs", "file": "sub/drugs.csv", "id": "code", "label": "term"}]})");
    scratch.write("sub/drugs.csv", "term,code,group\nAspirin,D1,pain\nZopiclone,D2,\n");
    const Outcome made = scratch.run({"new", "p.touchstone", "--ontology", "o.json", "--json"});
    ASSERT_EQ(made.code, 0) << made.out << made.err;
    EXPECT_EQ(made.json().at("labels"), 2);
    ASSERT_EQ(scratch.run({"ontology", "export", "p.touchstone", "first.json"}).code, 0);
    EXPECT_EQ(readBytes(scratch / "my drugs.jsonl"),
              "{\"id\":\"D1\",\"name\":\"Aspirin\",\"group\":\"pain\"}\n{\"id\":\"D2\",\"name\":\"Zopiclone\"}\n");
    ASSERT_EQ(scratch.run({"new", "q.touchstone", "--ontology", "first.json"}).code, 0);
    const Outcome shown = scratch.run({"ontology", "export", "q.touchstone"});
    EXPECT_EQ(shown.out, readBytes(scratch / "first.json"));
    EXPECT_EQ(scratch.run({"ontology", "export", "q.touchstone", "--json"}).json(), nlohmann::json::parse(shown.out));
    EXPECT_EQ(scratch.run({"ontology", "export", "q.touchstone", "first.json"}).code, 3) << "a file is there";
    const std::string list = readBytes(scratch / "my drugs.jsonl");
    EXPECT_EQ(scratch.run({"ontology", "export", "q.touchstone", "first.json", "--replace"}).code, 0);
    EXPECT_EQ(readBytes(scratch / "my drugs.jsonl"), list);
    EXPECT_EQ(scratch.run({"list", "ls", "q.touchstone", "my drugs"}).out, "D1  Aspirin\nD2  Zopiclone\n");
    EXPECT_EQ(scratch.run({"verify", "q.touchstone"}).code, 0);
}

TEST(Ontology, IsAppliedAsOneStepAndNeverTakesWhatIsInUseUnasked)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("a.json", coco(box(1, 1, 1, 5, 5), "bus"));
    ASSERT_LE(scratch.run({"import", "p.touchstone", "a.json"}).code, 1);
    scratch.write("more.json", R"([{"name": "bus", "attributes": [{"name": "line", "kind": "text"}]}, "car"])");
    const std::string before = scratch.run({"ontology", "export", "p.touchstone"}).out;
    const Outcome dry = scratch.run({"ontology", "apply", "p.touchstone", "more.json", "--dry-run"});
    EXPECT_EQ(dry.code, 0) << dry.err;
    EXPECT_EQ(dry.out, "~ bus: the attribute \"line\" comes\n+ car\n2 labels would change.\n");
    EXPECT_EQ(scratch.run({"ontology", "export", "p.touchstone"}).out, before);
    ASSERT_EQ(scratch.run({"ontology", "apply", "p.touchstone", "more.json"}).code, 0);
    EXPECT_EQ(scratch.run({"ontology", "apply", "p.touchstone", "more.json"}).out, "Nothing changes.\n");
    const nlohmann::json log = scratch.run({"log", "p.touchstone", "--json"}).json().at("edits");
    EXPECT_NE(log.dump().find("Take 2 labels from a file"), std::string::npos) << log.dump(1);

    scratch.write("less.json", R"([{"name": "bus"}])");
    const std::string now = scratch.run({"ontology", "export", "p.touchstone"}).out;
    const Outcome refused = scratch.run({"ontology", "apply", "p.touchstone", "less.json", "--json"});
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.json().at("error").at("message").dump().find("the attribute"), std::string::npos) << refused.out;
    EXPECT_EQ(scratch.run({"ontology", "export", "p.touchstone"}).out, now);
    const Outcome removed = scratch.run({"ontology", "apply", "p.touchstone", "less.json", "--remove", "--json"});
    EXPECT_EQ(removed.code, 0) << removed.out;
    EXPECT_EQ(removed.json().at("removes_from_use"), true);
    EXPECT_EQ(removed.json().at("lines")[1].at("annotations"), 1) << removed.out;
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Ontology, NamesAllThatIsWrongAndChangesNothing)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("bad.json", R"([{"name": "a", "key": "x"}, {"name": "b", "shapes": ["blob"]}, "c"])");
    const Outcome bad = scratch.run({"ontology", "apply", "p.touchstone", "bad.json"});
    EXPECT_EQ(bad.code, 2);
    EXPECT_NE(bad.err.find("bad.json: [0].key: "), std::string::npos) << bad.err;
    EXPECT_NE(bad.err.find("bad.json: [1].shapes[0]: "), std::string::npos) << bad.err;
    scratch.write("ring.json", R"([{"name": "a", "parent": "b"}, {"name": "b", "parent": "a"}])");
    EXPECT_EQ(scratch.run({"new", "q.touchstone", "--ontology", "ring.json"}).code, 2);
    scratch.write("list.json", R"({"labels": [], "lists": [{"name": "x", "file": "../x.csv"}]})");
    EXPECT_EQ(scratch.run({"new", "q.touchstone", "--ontology", "list.json"}).code, 2);
    scratch.write("none.json", R"({"labels": [], "lists": [{"name": "x", "file": "x.csv"}]})");
    EXPECT_EQ(scratch.run({"ontology", "apply", "p.touchstone", "none.json"}).code, 2);
    scratch.write("x.csv", "id\n");
    EXPECT_EQ(scratch.run({"new", "q.touchstone", "--ontology", "none.json"}).code, 2) << "a list without entries";
    EXPECT_FALSE(std::filesystem::exists(scratch / "q.touchstone"));
    EXPECT_EQ(nlohmann::json::parse(scratch.run({"ontology", "export", "p.touchstone"}).out).at("labels").size(), 0u);
}

} // namespace
