#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/collecting_sink.h"
#include "formats/scratch.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

using nlohmann::json;
using test::Scratch;

// As person_keypoints files are built, with what is odd but legal among it.
const char* const people =
    R"({"info":{"year":2026},"licenses":[],
 "images":[{"id":1,"file_name":"a.jpg","width":100,"height":80}],
 "annotations":[
  {"segmentation":[[10,10,40,10,40,60.5,10,60.5]],"num_keypoints":2,"area":1515.0,"iscrowd":0,
   "keypoints":[12,14,2,0,0,0,30,50,1],"image_id":1,"bbox":[10,10,30,50.5],"category_id":7,"id":31},
  {"segmentation":{"counts":[810,10,70,10,7100],"size":[80,100]},"num_keypoints":1,"area":20,"iscrowd":1,
   "keypoints":[12.0,14.5,2,3,4,0,0,0,0],"image_id":1,"bbox":[10,10,2,10],"category_id":7,"id":30,"note":{"a":[1]}},
  {"num_keypoints":3,"area":200,"iscrowd":0,"keypoints":[12,14,2,20,20,1,30,50,2],"image_id":1,"bbox":[5,5,40,60],
   "category_id":7,"id":29,"segmentation":[],"attributes":{"pose":"up"},"score":0.5},
  {"num_keypoints":2,"area":648,"iscrowd":0,"keypoints":[12,14,2,0,0,0,30,50,1],"image_id":1,"bbox":[12,14,18,36],
   "category_id":7,"id":28},
  {"num_keypoints":9,"iscrowd":0,"keypoints":[12,14,2,0,0,0,30,50,1],"image_id":1,"category_id":7,"id":27},
  {"iscrowd":0,"keypoints":[12,14,2,0,0,0,30,50,1],"image_id":1,"category_id":7,"id":26,"bbox":[1,1,2,2]},
  {"segmentation":[[1,1,5,1,5,5]],"num_keypoints":0,"area":8,"iscrowd":0,"keypoints":[0,0,0,0,0,0,0,0,0],"image_id":1,
   "bbox":[1,1,4,4],"category_id":7,"id":25},
  {"segmentation":[[1,1,5,1,5,5]],"area":8,"iscrowd":0,"image_id":1,"bbox":[1,1,4,4],"category_id":8,"id":24}],
 "categories":[{"supercategory":"animal","id":7,"name":"bird","keypoints":["left_wing","beak","right_wing"],
                "skeleton":[[1,2],[2,3]]},{"id":8,"name":"leaf"}]})";

class CocoKeypoints : public testing::Test {
  protected:
    void import(const std::string& text)
    {
        project = std::move(*Project::create(scratch.path() / "p.touchstone", "p", "me"));
        const auto done = importFile(*project, scratch.write("in.json", text), {}, progress);
        ASSERT_TRUE(done.ok()) << done.error().text();
        report = *done;
    }
    json exported(bool strict = true)
    {
        const auto done = exportFile(*project, scratch.path() / "out.json", {"coco", "", strict}, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return json::parse(test::readAll(scratch.path() / "out.json"));
    }
    test::CollectingSink read(const std::string& text)
    {
        test::CollectingSink sink;
        const auto done = findFormat("coco")->read(scratch.write("in.json", text), sink, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return sink;
    }
    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
    ExchangeReport report;
};

std::string oneWith(const std::string& keypoints, const std::string& category)
{
    return R"({"images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1,"name":"x",)" + category +
           R"(}],"annotations":[{"id":5,"image_id":1,"category_id":1,"iscrowd":0,"bbox":[1,2,3,4],"keypoints":)" + keypoints +
           "}]}";
}
const char* const twoPoints = R"("keypoints":["a","b"],"skeleton":[[1,2]])";

TEST_F(CocoKeypoints, LeaveExactlyAsTheyCame)
{
    import(people);
    EXPECT_EQ(report.annotations, 8);
    EXPECT_TRUE(report.isClean()) << report.toJson();
    const json before = json::parse(people);
    EXPECT_EQ(exported().dump(), before.dump());
    // The texts of the numbers too: those that are written as 12.0 stay so.
    const std::string text = test::readAll(scratch.path() / "out.json");
    EXPECT_NE(text.find(R"("keypoints":[12.0,14.5,2,3,4,0,0,0,0])"), std::string::npos);
    EXPECT_EQ((*project->reader())->counts()->total, 8);
}

TEST_F(CocoKeypoints, OneRecordIsOneInstanceInItsGeometries)
{
    const test::CollectingSink sink = read(people);
    std::vector<std::pair<ShapeKind, bool>> kinds;
    for (const auto& entry : sink.annotations) {
        kinds.emplace_back(kindOf(entry.annotation.shape), !entry.annotation.instance.isNull());
    }
    constexpr auto Polygon = ShapeKind::Polygon, Box = ShapeKind::Box, Mask = ShapeKind::Mask, Skeleton_ = ShapeKind::Skeleton;
    const std::vector<std::pair<ShapeKind, bool>> expected{
        {Polygon, true}, {Skeleton_, true}, {Mask, true},     {Skeleton_, true}, {Box, true},      {Skeleton_, true},
        {Skeleton_, false}, {Skeleton_, false}, {Box, true}, {Skeleton_, true},  {Polygon, false}, {Polygon, false}};
    EXPECT_EQ(kinds, expected);
    EXPECT_EQ(sink.annotations[0].annotation.instance, sink.annotations[1].annotation.instance);
    EXPECT_NE(sink.annotations[0].annotation.instance, sink.annotations[2].annotation.instance);
    const auto& points = *std::get<SkeletonShape>(sink.annotations[1].annotation.shape).points;
    const Skeleton drawn{{{12, 14}, Visibility::Visible}, {}, {{30, 50}, Visibility::Occluded}};
    EXPECT_EQ(points, drawn);
    // A point that is not labelled lies nowhere.
    EXPECT_EQ((*std::get<SkeletonShape>(sink.annotations[3].annotation.shape).points)[1], SkeletonPoint{});
}

TEST_F(CocoKeypoints, TheCategoryBecomesTheTemplateOfItsLabel)
{
    import(people);
    const SkeletonTemplate& bird = project->ontology()->findByName("bird")->skeleton;
    ASSERT_EQ(bird.points.size(), 3U);
    EXPECT_EQ(bird.points[1].name, "beak");
    EXPECT_EQ(bird.points[1].sigma, 0);
    EXPECT_NE(bird.points[0].place, bird.points[1].place);
    EXPECT_EQ(bird.edges, (std::vector<SkeletonTemplate::Link>{{0, 1}, {1, 2}}));
    EXPECT_EQ(bird.pairs, (std::vector<SkeletonTemplate::Link>{{0, 2}}));
    EXPECT_TRUE(project->ontology()->findByName("leaf")->skeleton.points.empty());
}

TEST_F(CocoKeypoints, ThePersonOfCocoIsKnown)
{
    json names = json::array();
    for (const auto& node : cocoPerson().points) {
        names.push_back(node.name);
    }
    const auto sink = read(oneWith("[]", "\"skeleton\":[[16,14]],\"keypoints\":" + names.dump()));
    const SkeletonTemplate& person = sink.categories.at(0).skeleton;
    EXPECT_EQ(person.points, cocoPerson().points);
    EXPECT_EQ(person.pairs, cocoPerson().pairs);
    EXPECT_EQ(person.edges, (std::vector<SkeletonTemplate::Link>{{15, 13}}));
}

TEST_F(CocoKeypoints, ALabelThatIsThereGetsTheTemplateUnlessItHasOne)
{
    import(R"({"images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1,"name":"x"}],"annotations":[]})");
    const auto take = [&](const std::string& name, const std::string& text) {
        const auto done = importFile(*project, scratch.write(name, text), {}, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return done ? *done : ExchangeReport();
    };
    EXPECT_TRUE(take("2.json", oneWith("[1,1,2,3,4,2]", twoPoints)).isClean());
    ASSERT_EQ(project->ontology()->findByName("x")->skeleton.points.size(), 2U);
    // The same points in another order are brought into that of the label.
    EXPECT_TRUE(take("3.json", oneWith("[8,8,2,9,9,1]", R"("keypoints":["b","a"])")).isClean());
    EXPECT_EQ(project->ontology()->findByName("x")->skeleton.points[0].name, "a");
    EXPECT_EQ(exported()["annotations"][0]["keypoints"], json::parse("[9,9,1,8,8,2]"));
    // Points that the label does not have are named; the box is taken.
    const auto other = take("4.json", oneWith("[8,8,2,9,9,1]", R"("keypoints":["c","a"])"));
    EXPECT_EQ(other.skipped, 1);
    EXPECT_EQ(other.annotations, 1);
}

TEST_F(CocoKeypoints, WhatCannotBeIsRepairedAndNamed)
{
    struct Case {
        const char* keypoints;
        const char* said;
        const char* written;
    };
    for (const Case& one : {Case{"[1,1,2]", "3 numbers", "[1,1,2,0,0,0]"},
                            Case{"[1,1,2,3,4]", "5 numbers", "[1,1,2,0,0,0]"},
                            Case{"[1,1,2,3,4,2,5,6,2]", "too many", "[1,1,2,3,4,2]"},
                            Case{"[1,1,7,3,4,1]", "visibility", "[1,1,2,3,4,1]"},
                            Case{"[1,\"1\",2,3,4,1]", "no coordinate", nullptr},
                            Case{"[1,1e12,2,3,4,1]", "no coordinate", nullptr}, Case{"7", "no list", nullptr}}) {
        SCOPED_TRACE(one.keypoints);
        import(oneWith(one.keypoints, twoPoints));
        EXPECT_EQ(report.repaired, 1);
        // The first line says that the picture is not there.
        ASSERT_EQ(report.lines.size(), 2U);
        EXPECT_EQ(report.lines[1].where, "in.json: annotations[0] (id 5)");
        EXPECT_NE(report.lines[1].message.find(one.said), std::string::npos) << report.lines[1].message;
        const json annotation = exported()["annotations"][0];
        EXPECT_EQ(annotation["bbox"], json::parse("[1,2,3,4]"));
        if (one.written) {
            EXPECT_EQ(annotation["keypoints"], json::parse(one.written));
        } else {
            EXPECT_FALSE(annotation.contains("keypoints"));
        }
        project.reset();
        std::filesystem::remove(scratch.path() / "p.touchstone");
    }
}

TEST_F(CocoKeypoints, CategoriesThatCannotBeTemplatesAreNamed)
{
    for (const char* category : {R"("keypoints":["a","a"])", R"("keypoints":[1,2])", R"("keypoints":"a")",
                                 R"("keypoints":["a",""])"}) {
        const auto sink = read(oneWith("[1,1,2,2,2,2]", category));
        EXPECT_TRUE(sink.categories.at(0).skeleton.points.empty()) << category;
        EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 1U) << category;
        EXPECT_EQ(sink.count(ReportLine::Kind::Note), 1U) << category;
        EXPECT_NE(sink.annotations.at(0).record.fields.find(R"("keypoints":[1,1,2,2,2,2])"), std::string::npos);
    }
    const auto sink = read(oneWith("[]", R"("keypoints":["a","b"],"skeleton":[[0,1],[1,2],[2,3],[1,1],"x",[1,2,1]])"));
    EXPECT_EQ(sink.categories.at(0).skeleton.edges, (std::vector<SkeletonTemplate::Link>{{0, 1}}));
    ASSERT_EQ(sink.count(ReportLine::Kind::Repaired), 1U);
    EXPECT_NE(sink.lines.at(0).message.find("5 of the pairs"), std::string::npos);
}

TEST_F(CocoKeypoints, WhatPeopleChangeOrAddIsWrittenAnew)
{
    import(people);
    auto reader = project->reader();
    const ItemId item = (*reader)->item((*reader)->itemKeys()->front())->id;
    auto working = openWorkingLayer(*project, **reader, item);
    ASSERT_TRUE(working.ok()) << working.error().text();
    Edit edit{EditId::create(), {ScopeKind::Item, item}, "Change", "", {}};
    const LabelId bird = project->ontology()->findByName("bird")->id;
    InstanceId leaf;
    for (Annotation annotation : working->content.annotations()) {
        auto* skeleton = std::get_if<SkeletonShape>(&annotation.shape);
        if (skeleton && annotation.instance.isNull() && leaf.isNull()) {
            skeleton->points = Shared<Skeleton>(Skeleton{{{1, 2}, Visibility::Visible}, {{5, 9}, Visibility::Visible}, {}});
            edit.changes.push_back(working->content.replacement(annotation));
            leaf = InstanceId::create();
        } else if (kindOf(annotation.shape) == ShapeKind::Polygon && annotation.instance.isNull() && annotation.label == bird) {
            // The points that the file did not have are drawn later.
            annotation.instance = leaf;
            edit.changes.push_back(working->content.replacement(annotation));
        }
    }
    Annotation points;
    points.id = AnnotationId::create();
    points.label = bird;
    points.instance = leaf;
    points.shape = SkeletonShape{Shared<Skeleton>(Skeleton{{{3, 3}, Visibility::Visible}, {}, {}})};
    edit.changes.push_back(working->content.creation(points));
    const auto applied = project->applyNow(Commit{edit, working->start});
    ASSERT_TRUE(applied.ok()) << applied.error().text();
    json expected = json::parse(people);
    json& moved = expected["annotations"][3];
    moved["keypoints"] = json::parse("[1,2,2,5,9,2,0,0,0]");
    moved["bbox"] = json::parse("[1,2,4,7]");
    moved["area"] = 28;
    moved["segmentation"] = json::array();
    expected["annotations"][6]["keypoints"] = json::parse("[3,3,2,0,0,0,0,0,0]");
    expected["annotations"][6]["num_keypoints"] = 1;
    EXPECT_EQ(exported(), expected);
}

} // namespace
} // namespace touchstone
