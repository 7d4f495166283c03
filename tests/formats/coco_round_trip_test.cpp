#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

using nlohmann::json;
using test::Scratch;

/// The first difference, numbers being equal only when both are integers or both are reals.
std::string difference(const json& a, const json& b, const std::string& at = "$")
{
    if (a.type() != b.type() && !(a.is_number_integer() && b.is_number_integer())) {
        return at + ": " + a.dump() + " and " + b.dump();
    }
    if (a.size() != b.size()) {
        return at + ": " + a.dump() + " and " + b.dump();
    }
    if (a.is_object()) {
        for (const auto& [key, value] : a.items()) {
            if (!b.contains(key)) {
                return at + "." + key + " is gone";
            }
            if (auto found = difference(value, b[key], at + "." + key); !found.empty()) {
                return found;
            }
        }
        return {};
    }
    if (a.is_array()) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (auto found = difference(a[i], b[i], at + "[" + std::to_string(i) + "]"); !found.empty()) {
                return found;
            }
        }
        return {};
    }
    return a == b ? "" : at + ": " + a.dump() + " and " + b.dump();
}

class CocoRoundTrip : public testing::Test {
  protected:
    std::string trip(const std::string& text, ExchangeReport* imported = nullptr)
    {
        auto project = Project::create(scratch.path() / "p.touchstone", "p", "me");
        EXPECT_TRUE(project.ok());
        SilentProgress progress;
        const auto report = importFile(**project, scratch.write("in.json", text), {}, progress);
        EXPECT_TRUE(report.ok()) << (report ? "" : report.error().text());
        if (report && imported) {
            *imported = *report;
        }
        const auto exported =
            exportFile(**project, scratch.path() / "out.json", {"coco", "", true}, progress);
        EXPECT_TRUE(exported.ok()) << (exported ? "" : exported.error().text());
        return test::readAll(scratch.path() / "out.json");
    }
    Scratch scratch;
};

// Everything at once: foreign members at every level, odd but legal forms of numbers, ids and geometry.
const char* const everything =
    R"({"licenses":[{"id":1,"name":"é"}],"extra":{"deep":[1,1.0,1e2,null,{"x":"\u00e9\n"}]},
 "categories":[{"supercategory":"s","id":90,"name":"zebra","keypoints":["a","b"],"skeleton":[[1,2]]},
               {"id":3,"name":"apple"},{"id":0,"name":"unused \"quoted\"\n"}],
 "info":{"year":2017,"v":1.10},
 "images":[{"license":4,"file_name":"b10.jpg","height":100,"width":200,"date":"2013","id":20},
           {"file_name":"b9.jpg","height":100.0,"width":200.0,"id":9007199254740993},
           {"file_name":"dir\\c.jpg","height":null,"width":null,"id":"text id"},
           {"file_name":"empty.jpg","id":7}],
 "annotations":[
  {"segmentation":[[10,10,20,10,20,20.5]],"area":52.5,"iscrowd":0,"image_id":20,"bbox":[10,10,10,10.5],"category_id":3,"id":5},
  {"segmentation":[[10.0,10.0,20.0,10.0,20.0,20.5]],"area":52.50,"iscrowd":0,"image_id":20,"bbox":[10.0,10.0,10.0,10.50],"category_id":3,"id":4},
  {"segmentation":[[10,10.0,20,10,20,20.5]],"iscrowd":0,"image_id":20,"bbox":[1e1,10,10,10.5],"category_id":3,"id":6},
  {"segmentation":[[1,1,5,1,5,5,1,1],[2,2,3,2,3,3,2,2]],"iscrowd":0,"image_id":20,"category_id":90,"id":7},
  {"segmentation":[[1,1,5,1,5,5,1,1],[2,2,3,2,3,3]],"iscrowd":0,"image_id":20,"category_id":90,"id":8},
  {"segmentation":[0.1,0.30000000000000004,5,1,5,5],"iscrowd":0,"image_id":20,"category_id":90,"id":9},
  {"segmentation":{"size":[100,200],"counts":[5,10,19985]},"iscrowd":0,"image_id":20,"category_id":90,"id":10,"area":10},
  {"segmentation":{"counts":[5,10,19985],"size":[100,200]},"iscrowd":1,"image_id":20,"category_id":90,"id":11},
  {"segmentation":{"counts":[5,10,0,0,19985],"size":[100,200]},"iscrowd":1,"image_id":20,"category_id":90,"id":12},
  {"segmentation":{"counts":"5:aca0","size":[100,200]},"iscrowd":1,"image_id":20,"category_id":90,"id":13},
  {"segmentation":{"counts":[5,10,19985],"size":[100,200],"who":"me"},"iscrowd":0,"image_id":20,"category_id":90,"id":14},
  {"bbox":[0,0,3,4],"image_id":9007199254740993,"category_id":90,"id":15},
  {"segmentation":[],"bbox":[0.0,0.5,3,4],"area":12,"iscrowd":0,"image_id":"text id","category_id":90,"id":16},
  {"segmentation":null,"bbox":[0.1,0.2,0.30000000000000004,4],"iscrowd":false,"image_id":20,"category_id":90,"id":"s"},
  {"iscrowd":0,"image_id":20,"category_id":90,"id":18,"attributes":{}},
  {"bbox":[1,2,3,4],"iscrowd":0,"image_id":20,"category_id":90,"id":19,"score":1,
   "attributes":{"a":1,"b":1.0,"c":"x","d":[],"e":["p"],"f":[1],"g":{"h":1.50},"i":null,"j":true,"k":123456789012345678901}},
  {"bbox":[1,2,3,4],"iscrowd":1,"image_id":20,"category_id":90,"id":1,"score":0.5,"keypoints":[1,2,2,0,0,0],"num_keypoints":1,
   "track_id":-0.0,"attributes":["not","a","dict"]}]})";

TEST_F(CocoRoundTrip, UntouchedDataLeavesExactlyAsItCame)
{
    json before = json::parse(everything);
    // A compressed string that says the same as the runs of annotation 10.
    before["annotations"][9]["segmentation"]["counts"] = rleToString(Rle{100, 200, {5, 10, 19985}});
    ExchangeReport report;
    const json after = json::parse(trip(before.dump(), &report));
    EXPECT_EQ(difference(before, after), "");
    EXPECT_EQ(difference(after, before), "");
    EXPECT_EQ(report.annotations, 17);
    EXPECT_EQ(report.items, 4);
    EXPECT_EQ(report.skipped + report.repaired, 0) << report.toJson();
}

TEST_F(CocoRoundTrip, KeysKeepTheirOrder)
{
    const std::string text =
        R"({"annotations":[{"bbox":[1,2,3,4],"id":1,"note":"n","category_id":2,"image_id":1,"iscrowd":0}],"zz":1,)"
        R"("categories":[{"name":"x","id":2}],"images":[{"width":5,"id":1,"file_name":"a.jpg","height":6}]})";
    EXPECT_EQ(trip(text), text + "\n");
}

TEST_F(CocoRoundTrip, TheSameFileAgainAddsNothing)
{
    auto project = Project::create(scratch.path() / "p.touchstone", "p", "me");
    ASSERT_TRUE(project.ok());
    SilentProgress progress;
    const auto file = scratch.write("in.json", everything);
    const auto first = importFile(**project, file, {}, progress);
    ASSERT_TRUE(first.ok()) << first.error().text();
    EXPECT_EQ(first->newItems, 4);
    EXPECT_EQ(first->newLabels, 3);
    const auto second = importFile(**project, file, {}, progress);
    ASSERT_TRUE(second.ok()) << second.error().text();
    EXPECT_TRUE(second->nothingNew);
    EXPECT_EQ(second->annotations, 0);
    EXPECT_EQ((*(*project)->reader())->counts()->total, first->annotations);
}

TEST_F(CocoRoundTrip, WhatWasChangedIsWrittenAnewAndTheRestIsNot)
{
    auto project = Project::create(scratch.path() / "p.touchstone", "p", "me");
    ASSERT_TRUE(project.ok());
    SilentProgress progress;
    const json before = json::parse(R"({"images":[{"id":1,"file_name":"a.jpg","width":50,"height":40}],
        "categories":[{"id":1,"name":"x"},{"id":2,"name":"y"}],"annotations":[
        {"id":8,"image_id":1,"category_id":1,"segmentation":[[0.0,0.0,9.0,0.0,9.0,9.0,0.0,9.0]],"area":80.5,"bbox":[0.0,0.0,9.0,9.0],"iscrowd":0,"k":1},
        {"id":3,"image_id":1,"category_id":1,"bbox":[1.0,2.0,3.0,4.0],"area":99,"iscrowd":0}]})");
    ASSERT_TRUE(importFile(**project, scratch.write("in.json", before.dump()), {}, progress).ok());
    auto reader = (*project)->reader();
    const ItemId item = (*reader)->item((*reader)->itemKeys()->front())->id;
    auto working = openWorkingLayer(**project, **reader, item);
    ASSERT_TRUE(working.ok()) << working.error().text();
    ASSERT_EQ(working->content.annotations().size(), 2U);
    Edit edit{EditId::create(), {ScopeKind::Item, item}, "Change", "", {}};
    for (Annotation annotation : working->content.annotations()) {
        if (auto* box = std::get_if<BoxShape>(&annotation.shape)) {
            box->rect.x = 10;
        } else {
            // Only the label: its numbers stay.
            annotation.label = (*project)->ontology()->findByName("y")->id;
        }
        edit.changes.push_back(working->content.replacement(annotation));
    }
    Annotation fresh;
    fresh.id = AnnotationId::create();
    fresh.label = (*project)->ontology()->findByName("x")->id;
    fresh.shape = BoxShape{{5, 6, 7, 8}};
    edit.changes.push_back(working->content.creation(fresh));
    const auto applied = (*project)->applyNow(Commit{edit, working->start});
    ASSERT_TRUE(applied.ok()) << applied.error().text();
    ASSERT_TRUE(exportFile(**project, scratch.path() / "out.json", {"coco", "", false}, progress).ok());
    json expected = before;
    expected["annotations"][0]["category_id"] = 2;
    expected["annotations"][1] = json::parse(
        R"({"id":3,"image_id":1,"category_id":1,"bbox":[10,2,3,4],"area":12,"iscrowd":0,"segmentation":[]})");
    expected["annotations"].push_back(json::parse(
        R"({"id":9,"image_id":1,"category_id":1,"bbox":[5,6,7,8],"area":56,"iscrowd":0,"segmentation":[]})"));
    const json after = json::parse(test::readAll(scratch.path() / "out.json"));
    EXPECT_EQ(difference(expected, after), "") << after.dump();
}

} // namespace
} // namespace touchstone
