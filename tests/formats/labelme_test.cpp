#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/formats/labelme_mask.h"
#include "formats/collecting_sink.h"
#include "formats/scratch.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

using nlohmann::ordered_json;
using test::Scratch;

std::string mask()
{
    const labelme::Bitmap bitmap{3, 2, {1, 0, 1, 1, 1, 0}};
    return labelme::base64PngFromBitmap(bitmap);
}

/// As the versions 3 to 7 write them, each kind of shape at least once.
std::string newFile()
{
    return R"({"version":"5.5.0","flags":{"night":true,"rain":false},"shapes":[
{"label":"car","points":[[1.5,2.25],[10.0,2],[10,9.5]],"group_id":null,"description":"","shape_type":"polygon","flags":{},"mask":null},
{"label":"car","points":[[30.0,20.0],[10.0,5.0]],"group_id":4,"description":"left \u00e9","shape_type":"rectangle","flags":{"old":true,"wet":false},"mask":null},
{"label":"wheel","points":[[10.0,5.0],[13.0,9.0]],"group_id":4,"description":null,"shape_type":"circle","flags":{},"mask":null},
{"label":"lane","points":[[0.0,0.0],[5.0,5.0]],"group_id":9,"shape_type":"line","flags":{}},
{"label":"lane","points":[[0.0,0.0],[5.0,5.0],[6.0,1.0]],"shape_type":"linestrip","flags":{},"other":{"a":[1.0]}},
{"label":"dot","points":[[3,4]],"group_id":"x","shape_type":"point","flags":{}},
{"label":"dot","points":[[3.0,4.0],[5.0,6.0]],"group_id":null,"shape_type":"points","flags":{}},
{"label":"box","points":[[1.0,1.0],[1.0,5.0],[7.0,5.0],[7.0,1.0]],"group_id":null,"shape_type":"rectangle","flags":{}},
{"label":"box","points":[[10.0,10.0],[20.0,10.0],[20.0,15.0],[10.0,15.0]],"group_id":null,"shape_type":"oriented_rectangle","flags":{}},
{"label":"leaf","points":[[4.0,6.0],[6.0,7.0]],"group_id":null,"description":"","shape_type":"mask","flags":{},"mask":")" +
           mask() + R"("}],
"imagePath":"a.png","imageData":null,"imageHeight":30,"imageWidth":40,"otherData":{"x":1.10}})";
}
const char* const oldFile = R"({"version":"3.16.7","flags":{},"shapes":[
{"label":"car","line_color":null,"fill_color":[1,2,3,4],"points":[[1,2],[3,4],[5,1]]}],
"lineColor":[0,255,0,128],"fillColor":[255,0,0,128],"imagePath":"..\\sub\\b.png","imageData":null})";

class Labelme : public testing::Test {
  protected:
    ExchangeReport import(const std::filesystem::path& path)
    {
        project = std::move(*Project::create(scratch.path() / "p.touchstone", "p", "me"));
        const auto done = importFile(*project, path, {}, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return done ? *done : ExchangeReport();
    }
    ExchangeReport exported(bool strict)
    {
        std::filesystem::remove_all(scratch.path() / "out");
        const auto done = exportFile(*project, scratch.path() / "out", {"labelme", "", strict}, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return done ? *done : ExchangeReport();
    }
    std::string out(const std::string& name) const { return test::readAll(scratch.path() / "out" / name); }
    test::CollectingSink read(const std::string& text)
    {
        test::CollectingSink sink;
        const auto done = findFormat("labelme")->read(scratch.write("one.json", text), sink, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return sink;
    }
    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

std::string compact(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c != '\n') {
            result += c;
        }
    }
    return result + '\n';
}

TEST_F(Labelme, AFolderLeavesExactlyAsItCame)
{
    scratch.write("in/a.json", newFile());
    scratch.write("in/a.png", test::pngHeader(40, 30));
    scratch.write("in/more/b.json", oldFile);
    scratch.write("in/sub/b.png", test::pngHeader(40, 30));
    scratch.write("in/settings.json", R"({"annotations":[],"shapes":1})");
    const ExchangeReport report = import(scratch.path() / "in" / "");
    EXPECT_EQ(report.format, "labelme");
    EXPECT_EQ(report.items, 2);
    EXPECT_EQ(report.missingFiles, 0);
    EXPECT_TRUE(report.isClean()) << report.toJson();
    // 11 shapes, a group of two, a tag.
    EXPECT_EQ(report.annotations, 13);
    exported(true);
    EXPECT_EQ(out("a.json"), compact(newFile()));
    EXPECT_EQ(out("more/b.json"), compact(oldFile));
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "out/settings.json"));
    const auto again = importFile(*project, scratch.path() / "in", {}, progress);
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_TRUE(again->nothingNew);
    scratch.write("in/more/b.json", std::string(oldFile) + " ");
    const auto changed = importFile(*project, scratch.path() / "in", {}, progress);
    ASSERT_TRUE(changed.ok()) << changed.error().text();
    EXPECT_FALSE(changed->nothingNew);
}

TEST_F(Labelme, ShapesAreWhatTheySay)
{
    const test::CollectingSink sink = read(newFile());
    ASSERT_EQ(sink.annotations.size(), 13U) << sink.text();
    const auto shape = [&](std::size_t i) { return sink.annotations[i].annotation.shape; };
    EXPECT_EQ(std::get<BoxShape>(shape(1)).rect, (Rect{10, 5, 20, 15}));
    EXPECT_EQ(std::get<EllipseShape>(shape(2)).frame, (TurnedRect{{10, 5}, 10, 10, 0}));
    EXPECT_EQ(kindOf(shape(3)), ShapeKind::Polyline);
    EXPECT_EQ(std::get<PointShape>(shape(7)).at, (Point{5, 6}));
    EXPECT_EQ(sink.annotations[6].annotation.instance, sink.annotations[7].annotation.instance);
    EXPECT_EQ(std::get<BoxShape>(shape(8)).rect, (Rect{1, 1, 6, 4}));
    EXPECT_EQ(area(shape(9)), 50);
    const Shape drawn = shape(10);
    const Mask& leaf = *std::get<MaskShape>(drawn).mask;
    EXPECT_EQ(area(leaf), 4U);
    EXPECT_TRUE(contains(leaf, {4.5, 6.5}) && contains(leaf, {6.5, 6.5}) && !contains(leaf, {6.5, 7.5}));
    const Shape bond = shape(11);
    const auto& group = std::get<RelationShape>(bond);
    EXPECT_FALSE(group.directed);
    EXPECT_EQ(*group.members, (std::vector<AnnotationId>{sink.annotations[1].annotation.id, sink.annotations[2].annotation.id}));
    EXPECT_EQ(kindOf(shape(12)), ShapeKind::Tag);
    const Attributes& car = sink.annotations[1].annotation.attributes;
    EXPECT_EQ(car, (Attributes{{"old", true}, {"wet", false}, {"description", std::string("left é")}}));
}

TEST_F(Labelme, OneFileIsRecognisedAndNothingIsReplaced)
{
    const auto file = scratch.write("in/a.json", newFile());
    EXPECT_EQ(import(file).format, "labelme");
    const auto taken = exportFile(*project, scratch.path() / "in", {"labelme", "", false}, progress);
    ASSERT_FALSE(taken.ok());
    EXPECT_EQ(taken.error().code, ErrorCode::Refused);
    EXPECT_EQ(test::readAll(file), newFile());
    const auto overFile = exportFile(*project, file, {"labelme", "", false}, progress);
    ASSERT_FALSE(overFile.ok());
    EXPECT_EQ(test::readAll(file), newFile());
}

TEST_F(Labelme, WhatPeopleChangeIsWrittenAnew)
{
    import(scratch.write("in/a.json", newFile()));
    auto reader = project->reader();
    const ItemId item = (*reader)->item((*reader)->itemKeys()->front())->id;
    auto working = openWorkingLayer(*project, **reader, item);
    ASSERT_TRUE(working.ok()) << working.error().text();
    Edit edit{EditId::create(), {ScopeKind::Item, item}, "Change", "", {}};
    for (Annotation annotation : working->content.annotations()) {
        const auto kind = kindOf(annotation.shape);
        if (kind == ShapeKind::Relation || kind == ShapeKind::Tag) {
            edit.changes.push_back(working->content.removal(annotation.id));
        } else if (auto* circle = std::get_if<EllipseShape>(&annotation.shape)) {
            circle->frame.center.x += 1;
            edit.changes.push_back(working->content.replacement(annotation));
        } else if (kind == ShapeKind::Box && !annotation.attributes.empty()) {
            annotation.attributes = withValue(annotation.attributes, "wet", true);
            edit.changes.push_back(working->content.replacement(annotation));
        } else if (auto* drawn = std::get_if<MaskShape>(&annotation.shape)) {
            annotation.shape = translated(*drawn, {1, 0});
            edit.changes.push_back(working->content.replacement(annotation));
        }
    }
    Annotation fresh;
    fresh.id = AnnotationId::create();
    fresh.label = project->ontology()->findByName("car")->id;
    fresh.shape = EllipseShape{{{10, 10}, 8, 4, 30}};
    edit.changes.push_back(working->content.creation(fresh));
    const auto applied = project->applyNow(Commit{edit, working->start});
    ASSERT_TRUE(applied.ok()) << applied.error().text();
    EXPECT_EQ(exported(false).lost, 1);
    const ordered_json before = ordered_json::parse(newFile());
    ordered_json expected = before;
    const ordered_json after = ordered_json::parse(out("a.json"));
    expected["flags"]["night"] = false;
    ordered_json& shapes = expected["shapes"];
    shapes[1]["group_id"] = shapes[2]["group_id"] = nullptr;
    shapes[1]["flags"]["wet"] = true;
    shapes[2]["description"] = nullptr;
    shapes[2]["points"] = {{11.0, 5.0}, {16.0, 5.0}};
    shapes[9]["points"] = {{5.0, 6.0}, {7.0, 7.0}};
    shapes[9]["mask"] = after["shapes"][9]["mask"];
    ASSERT_EQ(after["shapes"].size(), 11U);
    EXPECT_EQ(after["shapes"][10]["shape_type"], "polygon");
    shapes.push_back(after["shapes"][10]);
    EXPECT_EQ(after.dump(), expected.dump());
    const auto bitmap = labelme::bitmapFromBase64Png(after["shapes"][9]["mask"].get<std::string>());
    ASSERT_TRUE(bitmap.ok()) << bitmap.error().text();
    EXPECT_EQ(bitmap->pixels, (std::vector<std::uint8_t>{1, 0, 1, 1, 1, 0}));
}

TEST_F(Labelme, BadShapesAreNamedAndTheOthersGoOn)
{
    struct Case {
        const char* shape;
        ReportLine::Kind kind;
        const char* said;
    };
    using enum ReportLine::Kind;
    for (const Case& one : {
             Case{R"({"label":"x","points":[[1,1],[2,2]]})", Repaired, "two points"},
             Case{R"({"label":"x","points":[[1,1]]})", Skipped, "needs three"},
             Case{R"({"label":"x","points":[[1,1,1],[2,2],[3,3]]})", Skipped, "pairs"},
             Case{R"({"label":"x","points":[[1,NaN],[2,2],[3,1]]})", Skipped, "NaN"},
             Case{R"({"label":"","points":[[1,1],[2,2],[3,1]]})", Skipped, "no usable label"},
             Case{R"({"points":[[1,1],[2,2],[3,1]]})", Skipped, "no usable label"},
             Case{R"({"label":"x","points":[[1,1]],"shape_type":"blob"})", Skipped, "blob"},
             Case{R"({"label":"x","points":[[1,1],[1,1]],"shape_type":"mask","mask":"????"})", Skipped, "no PNG"},
             Case{R"({"label":"x","points":[[1,1],[1,1]],"shape_type":"mask"})", Skipped, "no PNG"},
             Case{"7", Skipped, "no object"},
         }) {
        SCOPED_TRACE(one.shape);
        const auto sink = read(R"({"shapes":[)" + std::string(one.shape) +
                               R"(,{"label":"y","points":[[1,1]],"shape_type":"point"}],"imagePath":"a.png","imageHeight":5,"imageWidth":5})");
        ASSERT_EQ(sink.lines.size(), 1U) << sink.text();
        EXPECT_EQ(sink.lines[0].kind, one.kind);
        EXPECT_EQ(sink.lines[0].where, "one.json: shapes[0]");
        EXPECT_NE(sink.lines[0].message.find(one.said), std::string::npos) << sink.lines[0].message;
        EXPECT_EQ(sink.annotations.size(), one.kind == Skipped ? 1U : 2U);
    }
    const auto cut = read(R"({"shapes":[{"label":"x","points":[[4,4],[6,5]],"shape_type":"mask","mask":")" + mask() +
                          R"("}],"imagePath":"a.png","imageHeight":5,"imageWidth":5,"imageData":"AAAA"})");
    EXPECT_EQ(cut.count(ReportLine::Kind::Repaired), 1U) << cut.text();
    EXPECT_EQ(cut.count(ReportLine::Kind::Note), 1U) << cut.text();
}

TEST_F(Labelme, AMaskBeyondThePictureIsCutOffOrLeftOut)
{
    const auto at = [&](const std::string& points) {
        return read(R"({"shapes":[{"label":"x","points":)" + points + R"(,"shape_type":"mask","mask":")" + mask() +
                    R"("}],"imagePath":"a.png","imageHeight":5,"imageWidth":5})");
    };
    // Its pixels are (0, 0), (2, 0), (0, 1), (1, 1).
    for (const auto& [points, pixel] : std::vector<std::pair<std::string, Point>>{
             {"[[4,4],[6,5]]", {4, 4}}, {"[[-2,0],[0,1]]", {0, 0}}}) {
        const auto cut = at(points);
        EXPECT_EQ(cut.count(ReportLine::Kind::Repaired), 1U) << points << cut.text();
        ASSERT_EQ(cut.annotations.size(), 1U) << points;
        const Mask& kept = *std::get<MaskShape>(cut.annotations[0].annotation.shape).mask;
        EXPECT_EQ(kept.width, 5);
        EXPECT_TRUE(contains(kept, {pixel.x + 0.5, pixel.y + 0.5})) << points;
    }
    for (const char* points : {"[[5,0],[7,1]]", "[[0,-9],[2,-8]]", "[[-2,-1],[0,0]]", "[[1e300,1e300],[1e300,1e300]]"}) {
        const auto none = at(points);
        EXPECT_TRUE(none.annotations.empty()) << points;
        EXPECT_EQ(none.count(ReportLine::Kind::Skipped), 1U) << points << none.text();
    }
}

TEST_F(Labelme, BadFilesAreNamedAndTheOthersGoOn)
{
    scratch.write("in/a.json", newFile());
    scratch.write("in/b.json", "{\"shapes\":[\n{");
    scratch.write("in/c.json", R"({"shapes":[],"imagePath":""})");
    scratch.write("in/d.json", "{\"shapes\":[],\"imagePath\":\"\xff\"}");
    const ExchangeReport report = import(scratch.path() / "in");
    EXPECT_EQ(report.skipped, 3) << report.toJson();
    EXPECT_EQ(report.items, 1);
    const auto lone = importFile(*project, scratch.path() / "in/b.json", {}, progress);
    ASSERT_FALSE(lone.ok());
    EXPECT_NE(lone.error().message.find("line 2"), std::string::npos) << lone.error().text();
    std::filesystem::create_directory(scratch.path() / "empty");
    EXPECT_FALSE(importFile(*project, scratch.path() / "empty", {}, progress).ok());
    ImportOptions named;
    named.format = "labelme";
    EXPECT_FALSE(importFile(*project, scratch.path() / "empty", named, progress).ok());
}

} // namespace
} // namespace touchstone
