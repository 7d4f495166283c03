#include <gtest/gtest.h>

#include "formats/collecting_sink.h"
#include "formats/scratch.h"

namespace touchstone {
namespace {

using test::CollectingSink;
using test::Scratch;

CollectingSink readText(const std::string& text, std::string* error = nullptr)
{
    const Scratch scratch;
    CollectingSink sink;
    SilentProgress progress;
    const auto done = findFormat("coco")->read(scratch.write("a.json", text), sink, progress);
    EXPECT_TRUE(done.ok() || error) << done.error().text();
    if (error) {
        *error = done ? "" : done.error().text();
    }
    return sink;
}

TEST(CocoRead, TheOrderOfTheKeysDoesNotMatter)
{
    const CollectingSink sink = readText(R"({
        "annotations": [{"bbox": [1, 2, 3, 4], "category_id": 7, "image_id": 3, "id": 1}],
        "images": [{"file_name": "a/b.jpg", "id": 3, "height": 20, "width": 10}],
        "info": {"year": 2020},
        "categories": [{"name": "cat", "id": 7}]})");
    ASSERT_EQ(sink.annotations.size(), 1U);
    EXPECT_EQ(sink.annotations[0].image, 0U);
    EXPECT_EQ(sink.annotations[0].category, 0U);
    EXPECT_EQ(std::get<BoxShape>(sink.annotations[0].annotation.shape).rect, (Rect{1, 2, 3, 4}));
    EXPECT_EQ(sink.images[0].path, "a/b.jpg");
    EXPECT_EQ(sink.images[0].width, 10);
    EXPECT_EQ(sink.topRecord.fields, R"({"info":{"year":2020}})");
    EXPECT_TRUE(sink.lines.empty()) << sink.text();
}

TEST(CocoRead, EveryKindOfGeometry)
{
    const CollectingSink sink = readText(R"({"images":[{"id":1,"file_name":"a.jpg","width":4,"height":3}],
      "categories":[{"id":1,"name":"x"}],"annotations":[
      {"id":1,"image_id":1,"category_id":1,"segmentation":[[0,0,2,0,2,2],[1,1,3,1,3,3,1,3]],"area":4,"bbox":[0,0,3,3],"iscrowd":0},
      {"id":2,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":[3,2,7]},"iscrowd":0},
      {"id":3,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":"327"},"iscrowd":1},
      {"id":4,"image_id":1,"category_id":1,"segmentation":[],"bbox":[0.5,0,1,1]},
      {"id":5,"image_id":1,"category_id":1},
      {"id":6,"image_id":1,"category_id":1,"bbox":[0,0,2,2],"keypoints":[1,1,2],"num_keypoints":1,"track_id":"t"},
      {"id":7,"image_id":1,"category_id":1,"bbox":[0,0,2,2],"score":0.25,
       "attributes":{"occluded":true,"n":3,"f":2.0,"s":"a","l":["x","y"],"o":{"k":[1]},"z":null}}]})");
    ASSERT_EQ(sink.annotations.size(), 7U) << sink.text();
    const auto shape = [&](std::size_t i) { return kindOf(sink.annotations[i].annotation.shape); };
    EXPECT_EQ(shape(0), ShapeKind::Polygon);
    EXPECT_EQ(std::get<PolygonShape>(sink.annotations[0].annotation.shape).polygon->size(), 2U);
    EXPECT_EQ(shape(1), ShapeKind::Mask);
    // Runs say nothing about crowds, and crowds nothing about runs.
    EXPECT_FALSE(sink.annotations[1].annotation.crowd);
    EXPECT_TRUE(sink.annotations[2].annotation.crowd);
    EXPECT_EQ(sink.annotations[1].annotation.shape, sink.annotations[2].annotation.shape);
    EXPECT_EQ(area(sink.annotations[1].annotation.shape), 2);
    EXPECT_EQ(shape(3), ShapeKind::Box);
    EXPECT_EQ(shape(4), ShapeKind::Tag);
    EXPECT_EQ(shape(5), ShapeKind::Box);
    EXPECT_NE(
        sink.annotations[5].record.fields.find(R"("keypoints":[1,1,2],"num_keypoints":1,"track_id":"t")"),
        std::string::npos);
    EXPECT_EQ(sink.annotations[6].annotation.score, 0.25);
    const Attributes expected{{"occluded", true},
                              {"n", std::int64_t{3}},
                              {"f", 2.0},
                              {"s", std::string("a")},
                              {"l", std::vector<std::string>{"x", "y"}},
                              {"o", JsonText{R"({"k":[1]})"}},
                              {"z", std::monostate{}}};
    EXPECT_EQ(sink.annotations[6].annotation.attributes, expected);
}

TEST(CocoRead, IdsAreExact)
{
    const CollectingSink sink = readText(R"({"images":[{"id":9223372036854775807,"file_name":"a.jpg"},
        {"id":9007199254740993,"file_name":"b.jpg"},{"id":"x7","file_name":"c.jpg"}],
        "categories":[{"id":0,"name":"x"}],
        "annotations":[{"id":"k","image_id":9007199254740993,"category_id":0,"bbox":[0,0,1,1]},
        {"id":2,"image_id":"x7","category_id":0.0,"bbox":[0,0,1,1]}]})");
    ASSERT_EQ(sink.annotations.size(), 2U) << sink.text();
    EXPECT_EQ(sink.annotations[0].image, 1U);
    EXPECT_EQ(sink.annotations[0].record.externalId, ExternalId(std::string("k")));
    EXPECT_EQ(sink.annotations[1].image, 2U);
    EXPECT_EQ(sink.images[0].record.externalId, ExternalId(std::int64_t{9223372036854775807}));
}

TEST(CocoRead, RecordsLongerThanTheWindowAreWhole)
{
    std::string ring;
    for (int i = 0; i < 300000; ++i) {
        ring += (i ? "," : "") + std::to_string(i % 977) + ".25," + std::to_string(i % 811) + ".5";
    }
    const CollectingSink sink =
        readText(R"({"images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1,"name":"x"}],
        "annotations":[{"id":1,"image_id":1,"category_id":1,"segmentation":[[)" +
                 ring + R"(]]},{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,1,1]}]})");
    ASSERT_EQ(sink.annotations.size(), 2U) << sink.text();
    const auto& polygon = *std::get<PolygonShape>(sink.annotations[0].annotation.shape).polygon;
    EXPECT_EQ(polygon[0].outer.size(), 300000U);
    EXPECT_EQ(polygon[0].outer.back(), (Point{299999 % 977 + 0.25, 299999 % 811 + 0.5}));
}

TEST(CocoRead, PathsAreMadeSafe)
{
    const CollectingSink sink = readText(R"({"images":[
        {"id":1,"file_name":"dir\\sub\\a.jpg"},{"id":2,"file_name":"/home/x/b.jpg"},
        {"id":3,"file_name":"../../etc/passwd"},{"id":4,"file_name":"C:\\pics\\c.jpg"},{"id":5,"file_name":".."},
        {"id":6,"file_name":"./d.jpg"},{"id":7,"coco_url":"http://x.invalid/val2017/e.jpg"},{"id":8,"file_name":"b.jpg"}]})");
    std::vector<std::string> paths;
    for (const ReadImage& image : sink.images) {
        paths.push_back(image.path);
    }
    EXPECT_EQ(paths, (std::vector<std::string>{"dir/sub/a.jpg", "home/x/b.jpg", "etc/passwd", "pics/c.jpg",
                                               "d.jpg", "val2017/e.jpg", "b.jpg"}));
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 3U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 1U) << sink.text();
    EXPECT_EQ(sink.images[0].record.fields, R"({"file_name":"dir\\sub\\a.jpg"})");
    EXPECT_EQ(sink.images[2].record.fields, R"({"file_name":"../../etc/passwd"})");
}

TEST(CocoRead, TwoPicturesNeverBecomeOne)
{
    const CollectingSink sink = readText(R"({"images":[
        {"id":1,"file_name":"/data/day1/1.png"},{"id":2,"file_name":"/data/day2/1.png"},
        {"id":3,"file_name":"../x.png"},{"id":4,"file_name":"x.png"},{"id":5,"file_name":"../x.png"},
        {"id":6,"coco_url":"http://a.invalid/p/y.png"},{"id":7,"coco_url":"http://b.invalid/p/y.png"}],
        "categories":[{"id":1,"name":"x"}],"annotations":[
        {"id":1,"image_id":2,"category_id":1,"bbox":[0,0,1,1]},{"id":2,"image_id":4,"category_id":1,"bbox":[0,0,1,1]},
        {"id":3,"image_id":5,"category_id":1,"bbox":[0,0,1,1]},{"id":4,"image_id":7,"category_id":1,"bbox":[0,0,1,1]}]})");
    ASSERT_EQ(sink.images.size(), 4U) << sink.text();
    EXPECT_EQ(sink.images[0].path, "data/day1/1.png");
    EXPECT_EQ(sink.images[1].path, "data/day2/1.png");
    EXPECT_EQ(sink.images[2].path, "x.png");
    EXPECT_EQ(sink.images[3].path, "p/y.png");
    // Images 4 and 7 are left out with what is on them; image 5 is image 3 once more.
    ASSERT_EQ(sink.annotations.size(), 2U) << sink.text();
    EXPECT_EQ(sink.annotations[0].image, 1U);
    EXPECT_EQ(sink.annotations[1].image, 2U);
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 4U) << sink.text();
}

TEST(CocoRead, ARecordThatIsLeftOutWasNotRepaired)
{
    const CollectingSink sink = readText(R"({
        "images": [{"id": 1, "file_name": "x/a.jpg", "width": 9, "height": 9},
                   {"id": 2, "file_name": "../x/a.jpg"}, {"id": 3, "file_name": "../y/a.jpg", "width": -1}],
        "categories": [{"id": 1, "name": "a"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1], "segmentation": [[1, "x"]]},
                        {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1], "segmentation": [[1,1,5,1,5,5]]}]})");
    EXPECT_EQ(sink.images.size(), 2U) << sink.text();
    EXPECT_EQ(sink.annotations.size(), 1U) << sink.text();
    EXPECT_EQ(sink.count(ReportLine::Kind::Skipped), 2U) << sink.text();
    // The name and the size of one image, and the box of one annotation.
    EXPECT_EQ(sink.count(ReportLine::Kind::Repaired), 3U) << sink.text();
}

TEST(CocoRead, FormatsAreRecognised)
{
    const Scratch scratch;
    EXPECT_EQ(recogniseFormat(scratch.write("a.json", "\xef\xbb\xbf {\"images\": []}"))->info().id, "coco");
    EXPECT_EQ(recogniseFormat(scratch.write("b.txt", "hello")), nullptr);
    EXPECT_EQ(recogniseFormat(scratch.write("c.json", "")), nullptr);
    EXPECT_EQ(recogniseFormat(scratch / "none.json"), nullptr);
    EXPECT_EQ(findFormat("nothing"), nullptr);
    EXPECT_FALSE(findFormat("coco")->info().limits.empty());
}

TEST(CocoRead, CancelStopsIt)
{
    const Scratch scratch;
    CollectingSink sink;
    SilentProgress progress;
    progress.cancel();
    const auto done = findFormat("coco")->read(scratch.write("a.json", R"({"images":[]})"), sink, progress);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace touchstone
