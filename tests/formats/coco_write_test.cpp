#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/collecting_sink.h"
#include "formats/scratch.h"

namespace touchstone {
namespace {

using test::Scratch;

/// A small data set in memory.
struct MemorySource final : ExportSource {
    std::vector<Category> labels;
    std::vector<Image> images;
    std::vector<Entry> entries;

    std::optional<SourceRecord> top() const override { return std::nullopt; }
    Result<std::vector<Category>> categories() override { return labels; }
    Result<void> forEachImage(const std::function<Result<void>(const Image&)>& visit) override
    {
        for (const Image& image : images) {
            if (auto done = visit(image); !done) {
                return done;
            }
        }
        return {};
    }
    Result<void> forEachAnnotation(Shapes, const std::function<Result<void>(const Entry&)>& visit) override
    {
        for (const Entry& entry : entries) {
            if (auto done = visit(entry); !done) {
                return done;
            }
        }
        return {};
    }
    Result<void>
    forEachPage(const std::function<Result<void>(const Image&, std::vector<Entry>&)>& visit) override
    {
        for (const Image& image : images) {
            std::vector<Entry> own;
            for (const Entry& entry : entries) {
                if (entry.imageKey == image.key) {
                    own.push_back(entry);
                }
            }
            if (auto done = visit(image, own); !done) {
                return done;
            }
        }
        return {};
    }
    Result<void> forEachText(const std::function<Result<void>(const Text&)>&) override { return {}; }
    std::int64_t highest = 40;
    Result<std::int64_t> highestAnnotationId() override { return highest; }
    std::int64_t imageCount() const override { return static_cast<std::int64_t>(images.size()); }
    std::int64_t annotationCount() const override { return static_cast<std::int64_t>(entries.size()); }

    MemorySource()
    {
        labels.push_back({LabelId::create(), "a \"b\"\n", std::nullopt});
        images.push_back({1, "x/y.jpg", 20, 10, std::nullopt});
        images.push_back({2, "z.jpg", 0, 0, std::nullopt});
    }
    Annotation& add(Shape shape, std::int64_t image = 1)
    {
        Entry entry;
        entry.imageKey = image;
        entry.annotation.id = AnnotationId::create();
        entry.annotation.label = labels[0].label;
        entry.annotation.shape = std::move(shape);
        entries.push_back(entry);
        return entries.back().annotation;
    }
};

struct Written {
    nlohmann::json json;
    std::vector<ReportLine> lines;
};

Written write(MemorySource& source)
{
    const Scratch scratch;
    Written written;
    SilentProgress progress;
    const auto done = findFormat("coco")->write(source, scratch / "out.json", written.lines, progress);
    EXPECT_TRUE(done.ok()) << done.error().text();
    written.json = nlohmann::json::parse(test::readAll(scratch / "out.json"));
    return written;
}

const Ring square{{0, 0}, {9, 0}, {9, 9}, {0, 9}};
const Ring hole{{2, 2}, {4, 2}, {4, 4}, {2, 4}};

TEST(CocoWrite, NewShapesHaveTheUsualMembers)
{
    MemorySource source;
    source.add(BoxShape{{1, 2.5, 3, 4}});
    source.add(PolygonShape{Shared<Polygon>(Polygon{{square, {}}})});
    source.add(MaskShape{Shared<Mask>(maskFromRle(rleFromRing(square, 10, 20)))});
    source.add(MaskShape{Shared<Mask>(maskFromRle(rleFromRing(square, 10, 20)))}).crowd = true;
    const Written written = write(source);
    EXPECT_TRUE(written.lines.empty());
    EXPECT_EQ(written.json["images"][0],
              nlohmann::json::parse(R"({"id":1,"file_name":"x/y.jpg","width":20,"height":10})"));
    EXPECT_EQ(written.json["images"][1], nlohmann::json::parse(R"({"id":2,"file_name":"z.jpg"})"));
    EXPECT_EQ(written.json["categories"], nlohmann::json::parse(R"([{"id":1,"name":"a \"b\"\n"}])"));
    const auto& annotations = written.json["annotations"];
    EXPECT_EQ(annotations[0],
              nlohmann::json::parse(R"({"id":41,"image_id":1,"category_id":1,"segmentation":[],
        "area":12,"bbox":[1,2.5,3,4],"iscrowd":0})"));
    EXPECT_EQ(annotations[1], nlohmann::json::parse(R"({"id":42,"image_id":1,"category_id":1,
        "segmentation":[[0,0,9,0,9,9,0,9]],"area":81,"bbox":[0,0,9,9],"iscrowd":0})"));
    EXPECT_TRUE(annotations[2]["segmentation"]["counts"].is_string());
    EXPECT_EQ(annotations[2]["area"], 81);
    EXPECT_TRUE(annotations[3]["segmentation"]["counts"].is_array());
    EXPECT_EQ(annotations[3]["iscrowd"], 1);
}

TEST(CocoWrite, HolesBecomeMasksAndAreNamed)
{
    MemorySource source;
    source.add(PolygonShape{Shared<Polygon>(Polygon{{square, {hole}}})});
    source.add(PolygonShape{Shared<Polygon>(Polygon{{square, {hole}}})}, 2);
    const Written written = write(source);
    const auto& annotations = written.json["annotations"];
    EXPECT_EQ(annotations[0]["area"], 77);
    EXPECT_EQ(annotations[0]["segmentation"]["size"], nlohmann::json({10, 20}));
    EXPECT_EQ(annotations[1]["segmentation"], nlohmann::json::parse("[[0,0,9,0,9,9,0,9]]"));
    ASSERT_EQ(written.lines.size(), 2U);
    EXPECT_EQ(written.lines[0].kind, ReportLine::Kind::Lost);
    EXPECT_NE(written.lines[0].message.find("mask"), std::string::npos);
    EXPECT_NE(written.lines[1].message.find("left out"), std::string::npos);
}

TEST(CocoWrite, TagsAndDrawingOrderAreNamed)
{
    MemorySource source;
    source.add(TagShape{});
    source.add(BoxShape{{0, 0, 1, 1}}).z = 3;
    const Written written = write(source);
    EXPECT_FALSE(written.json["annotations"][0].contains("segmentation"));
    EXPECT_FALSE(written.json["annotations"][0].contains("bbox"));
    ASSERT_EQ(written.lines.size(), 2U);
    EXPECT_EQ(written.lines[0].kind, ReportLine::Kind::Note);
    EXPECT_EQ(written.lines[1].kind, ReportLine::Kind::Lost);
}

TEST(CocoWrite, PartsOfOneInstanceAreOneObject)
{
    MemorySource source;
    const InstanceId instance = InstanceId::create();
    source.add(BoxShape{{5, 5, 1, 1}});
    source.add(BoxShape{{0, 0, 9, 9}}).instance = instance;
    source.add(PolygonShape{Shared<Polygon>(Polygon{{square, {}}})}).instance = instance;
    source.add(PolygonShape{Shared<Polygon>(Polygon{{hole, {}}})}).instance = instance;
    const Written written = write(source);
    ASSERT_EQ(written.json["annotations"].size(), 2U);
    EXPECT_EQ(written.json["annotations"][1]["segmentation"].size(), 2U);
    EXPECT_EQ(written.json["annotations"][1]["bbox"].dump(), "[0,0,9,9]");
}

TEST(CocoWrite, ClashingIdsAreGivenAnewAndNamed)
{
    MemorySource source;
    for (int i = 0; i < 2; ++i) {
        source.add(BoxShape{{0, 0, 1, 1}});
        SourceRecord record;
        record.externalId = std::int64_t{7};
        source.entries.back().record = record;
    }
    const Written written = write(source);
    EXPECT_EQ(written.json["annotations"][0]["id"], 7);
    EXPECT_EQ(written.json["annotations"][1]["id"], 41);
    ASSERT_EQ(written.lines.size(), 1U);
    EXPECT_EQ(written.lines[0].kind, ReportLine::Kind::Repaired);
}

TEST(CocoWrite, AfterTheHighestNumberIdsAreTakenFromBelow)
{
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    MemorySource source;
    source.highest = last;
    for (const std::int64_t id : {last, last, std::int64_t{0}, std::int64_t{1}, std::int64_t{3}}) {
        source.add(BoxShape{{0, 0, 1, 1}});
        SourceRecord record;
        if (id != 0) {
            record.externalId = id;
        }
        source.entries.back().record = record;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        SourceRecord record;
        record.externalId = i == 0 ? std::int64_t{1} : last;
        source.images[i].record = record;
    }
    source.images.push_back({3, "new.jpg", 0, 0, std::nullopt});
    const Written written = write(source);
    std::vector<std::int64_t> ids;
    for (const auto& annotation : written.json["annotations"]) {
        ids.push_back(annotation["id"].get<std::int64_t>());
    }
    EXPECT_EQ(ids, (std::vector<std::int64_t>{last, 2, 4, 1, 3}));
    EXPECT_EQ(written.json["images"][2]["id"], 2);
    ASSERT_EQ(written.lines.size(), 1U);
    EXPECT_NE(written.lines[0].message.find("the id 2."), std::string::npos) << written.lines[0].message;
}

TEST(CocoWrite, AttributesKeepTheirTypes)
{
    MemorySource source;
    source.add(BoxShape{{0, 0, 1, 1}}).attributes = {{"a", true},
                                                     {"b", std::int64_t{9007199254740993}},
                                                     {"c", 2.0},
                                                     {"d", std::string("\u00e9\"")},
                                                     {"e", std::vector<std::string>{}},
                                                     {"f", JsonText{"{\"g\":[1.50]}"}},
                                                     {"h", std::monostate{}}};
    const auto attributes = write(source).json["annotations"][0]["attributes"];
    EXPECT_EQ(attributes,
              nlohmann::json::parse(
                  R"({"a":true,"b":9007199254740993,"c":2.0,"d":"é\"","e":[],"f":{"g":[1.5]},"h":null})"));
    EXPECT_TRUE(attributes["c"].is_number_float());
    EXPECT_TRUE(attributes["b"].is_number_integer());
}

} // namespace
} // namespace touchstone
