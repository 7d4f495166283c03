#include <gtest/gtest.h>

#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

// Two items with cars, one of them with a lorry besides.
void makeProject(const Scratch& scratch)
{
    scratch.write("cars.json", R"({"images": [{"id": 1, "file_name": "a/1.jpg", "width": 64, "height": 48},
        {"id": 2, "file_name": "b/2.jpg", "width": 64, "height": 48}],
        "categories": [{"id": 1, "name": "car"}, {"id": 2, "name": "lorry"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "area": 12, "iscrowd": 0},
        {"id": 2, "image_id": 1, "category_id": 2, "bbox": [5, 6, 7, 8], "area": 56, "iscrowd": 0},
        {"id": 3, "image_id": 2, "category_id": 1, "bbox": [9, 8, 7, 6], "area": 42, "iscrowd": 0}]})");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome imported = scratch.run({"import", "p.touchstone", "cars.json"});
    ASSERT_LE(imported.code, 1) << imported.err;
}

nlohmann::json labelsOf(const Scratch& scratch)
{
    return scratch.run({"info", "p.touchstone", "--json"}).json().at("annotations").at("by_label");
}

TEST(Relabel, ReplacesALabelOnTheItemsThatAreMeant)
{
    const Scratch scratch;
    makeProject(scratch);
    const Outcome some = scratch.run(
        {"relabel", "p.touchstone", "--from", "car", "--to", "lorry", "--items", "b/", "--json"});
    ASSERT_EQ(some.code, 0) << some.out << some.err;
    EXPECT_EQ(some.json().at("shapes"), 1);
    EXPECT_EQ(labelsOf(scratch).at("car"), 1);
    const Outcome all = scratch.run({"relabel", "p.touchstone", "--from", "car", "--to", "lorry"});
    EXPECT_EQ(all.out, "1 shape on 1 item relabelled.\n");
    EXPECT_EQ(labelsOf(scratch).at("lorry"), 3);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone", "--json"}).json().at("ok"), true);
}

TEST(Relabel, RefusesLabelsThatAreNotThereOrTheSame)
{
    const Scratch scratch;
    makeProject(scratch);
    EXPECT_EQ(scratch.run({"relabel", "p.touchstone", "--from", "tram", "--to", "lorry"}).code, 2);
    EXPECT_EQ(scratch.run({"relabel", "p.touchstone", "--from", "car", "--to", "car"}).code, 2);
    EXPECT_EQ(scratch.run({"relabel", "p.touchstone", "--from", "car"}).code, 2);
    EXPECT_EQ(labelsOf(scratch).at("car"), 2);
}

} // namespace
