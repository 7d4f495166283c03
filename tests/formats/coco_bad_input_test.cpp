#include <gtest/gtest.h>

#include "formats/collecting_sink.h"
#include "formats/scratch.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

using test::CollectingSink;
using test::Scratch;

/// Puts the records beside a good one and says what came of them.
struct Outcome {
    CollectingSink sink;
    std::string error;
    bool goodOne = false;
};

Outcome readFile(const std::string& text)
{
    const Scratch scratch;
    Outcome outcome;
    SilentProgress progress;
    const auto done = findFormat("coco")->read(scratch.write("bad.json", text), outcome.sink, progress);
    outcome.error = done ? "" : done.error().text();
    for (const auto& entry : outcome.sink.annotations) {
        outcome.goodOne = outcome.goodOne || entry.record.externalId == ExternalId(std::int64_t{99});
    }
    return outcome;
}

Outcome readAnnotations(const std::string& records)
{
    return readFile(
        R"({"images":[{"id":1,"file_name":"a.jpg","width":4,"height":3}],"categories":[{"id":1,"name":"x"}],
        "annotations":[)" +
        records + R"(,{"id":99,"image_id":1,"category_id":1,"bbox":[0,0,1,1]}]})");
}

struct BadRecord {
    const char* json;
    const char* says;
};
void PrintTo(const BadRecord& record, std::ostream* out)
{
    *out << record.json;
}

class CocoBadRecord : public testing::TestWithParam<BadRecord> {};

TEST_P(CocoBadRecord, IsNamedAndCostsOnlyItself)
{
    const Outcome outcome = readAnnotations(GetParam().json);
    EXPECT_EQ(outcome.error, "");
    EXPECT_TRUE(outcome.goodOne);
    ASSERT_EQ(outcome.sink.annotations.size(), 1U);
    ASSERT_EQ(outcome.sink.lines.size(), 1U) << outcome.sink.text();
    const ReportLine& line = outcome.sink.lines[0];
    EXPECT_EQ(line.kind, ReportLine::Kind::Skipped);
    EXPECT_NE(line.where.find("bad.json: annotations[0]"), std::string::npos) << line.where;
    EXPECT_NE(line.message.find(GetParam().says), std::string::npos) << line.message;
}

INSTANTIATE_TEST_SUITE_P(
    Annotations, CocoBadRecord,
    testing::Values(
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"bbox":[NaN,0,1,1]})", "NaN"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"score":-Infinity})", "Infinity"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[[0,0,NaN,1,2,2]]})", "NaN"},
        BadRecord{R"({"id":1,"id":2,"image_id":1,"category_id":1})", "\"id\" twice"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"attributes":{"a":1,"a":2}})", "\"a\" twice"},
        BadRecord{R"({"id":1,"image_id":8,"category_id":1})", "image 8"},
        BadRecord{R"({"id":1,"category_id":1})", "image_id"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":5})", "category 5"},
        BadRecord{R"({"id":1,"image_id":1})", "category_id"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[[0,0,1,0,1]]})", "odd number"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[[0,0,2,2]]})",
                  "under three points"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[[0,0,2,2,0,0]]})",
                  "under three points"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[["a",0,2,2,1,1]]})",
                  "not a number"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[{"counts":[],"size":[]}]})",
                  "not a"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":[[1e999,0,2,2,1,1]]})",
                  "coordinate"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":"poly"})",
                  "neither a list nor an object"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":[3,2,6]}})",
                  "cover 11"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":[-3,2,13]}})",
                  "counts"},
        BadRecord{
            R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":[4294967295,13]}})",
            "counts"},
        BadRecord{
            R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":"oooooooooo"}})",
            "compressed mask"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4],"counts":"3"}})",
                  "cover 3"},
        BadRecord{
            R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[999999,999999],"counts":"3"}})",
            "limit"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[4,3],"counts":[12]}})",
                  "4 × 3"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3],"counts":[12]}})",
                  "size"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[3,4]}})", "counts"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"bbox":[0,0,-1,1]})", "no box"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"bbox":[0,0,1e999,1]})", "no box"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"bbox":[0,0,1]})", "no box"},
        BadRecord{R"({"id":1,"image_id":1,"category_id":1,"bbox":"0,0,1,1"})", "no box"},
        BadRecord{"{\"id\":1,\"image_id\":1,\"category_id\":1,\"note\":\"\xc3\x28\"}", "not Unicode"},
        BadRecord{R"("a string")", "no object"}, BadRecord{"[1,2]", "no object"},
        BadRecord{"null", "no object"}));

TEST(CocoBadInput, DeepNestingCostsItsRecord)
{
    const Outcome outcome = readAnnotations(R"({"id":1,"image_id":1,"category_id":1,"x":)" +
                                            std::string(200000, '[') + std::string(200000, ']') + "}");
    EXPECT_EQ(outcome.error, "");
    EXPECT_TRUE(outcome.goodOne);
    ASSERT_EQ(outcome.sink.count(ReportLine::Kind::Skipped), 1U);
}

TEST(CocoBadInput, WhatCanBeKeptIsRepaired)
{
    const Outcome outcome =
        readAnnotations(R"({"id":5,"image_id":1,"category_id":1,"segmentation":[[0,0,2,0,2,2],[0,0,1,1]]},
            {"id":5,"image_id":1,"category_id":1,"bbox":[0,0,1,1]},
            {"id":6,"image_id":1,"category_id":1,"bbox":[0,0,-1,1],"segmentation":[[0,0,2,0,2,2]]})");
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.sink.annotations.size(), 4U);
    EXPECT_EQ(outcome.sink.count(ReportLine::Kind::Repaired), 3U) << outcome.sink.text();
    EXPECT_EQ(outcome.sink.annotations[1].record.externalId.index(), 0U);
}

TEST(CocoBadInput, ImagesAndCategories)
{
    const Outcome outcome = readFile(R"({"images":[{"id":1,"file_name":"a.jpg","width":-4,"height":3},
        {"id":1,"file_name":"b.jpg"},{"id":2},{"file_name":"c.jpg"},{"id":3,"file_name":"a.jpg"},
        {"id":4,"file_name":"d.jpg","width":NaN},{"id":null,"file_name":"e.jpg"},{"id":[],"file_name":"e.jpg"}],
        "categories":[{"id":1,"name":"x"},{"id":1,"name":"y"},{"id":2},{"name":"z"},{"id":3,"name":""},
        {"id":4,"name":"x"},{"id":5,"name":"<b>\"';DROP TABLE label;--\n"}],
        "annotations":[{"id":99,"image_id":1,"category_id":1,"bbox":[0,0,1,1]},
        {"id":2,"image_id":3,"category_id":4,"bbox":[0,0,1,1]}]})");
    EXPECT_EQ(outcome.error, "");
    EXPECT_TRUE(outcome.goodOne);
    ASSERT_EQ(outcome.sink.images.size(), 1U);
    EXPECT_EQ(outcome.sink.images[0].width, 0);
    ASSERT_EQ(outcome.sink.categories.size(), 2U);
    EXPECT_EQ(outcome.sink.categories[1].name, "<b>\"';DROP TABLE label;--\n");
    ASSERT_EQ(outcome.sink.annotations.size(), 2U);
    EXPECT_EQ(outcome.sink.annotations[1].image, 0U);
    EXPECT_EQ(outcome.sink.annotations[1].category, 0U);
    EXPECT_EQ(outcome.sink.count(ReportLine::Kind::Skipped), 10U) << outcome.sink.text();
    EXPECT_EQ(outcome.sink.count(ReportLine::Kind::Repaired), 3U) << outcome.sink.text();
}

struct BadFile {
    std::string text;
    const char* says;
};
void PrintTo(const BadFile& file, std::ostream* out)
{
    *out << file.says;
}

class CocoBadFile : public testing::TestWithParam<BadFile> {};

TEST_P(CocoBadFile, IsRefusedWithItsPlace)
{
    const Outcome outcome = readFile(GetParam().text);
    EXPECT_NE(outcome.error.find(GetParam().says), std::string::npos) << outcome.error;
    EXPECT_NE(outcome.error.find("bad.json"), std::string::npos) << outcome.error;
}

INSTANTIATE_TEST_SUITE_P(
    Files, CocoBadFile,
    testing::Values(
        BadFile{"", "empty"}, BadFile{"[]", "list of results"},
        BadFile{R"([{"image_id":1}])", "list of results"}, BadFile{"{}", "no list \"images\""},
        BadFile{"hello", "bad.json:1:1"}, BadFile{"{\"images\":[", "ends too soon"},
        BadFile{"{\"images\":[{\"id\":1,\"file_name\":\"a", "ends too soon"},
        BadFile{"{\"images\":[],\n \"annotations\":[\n  {\"id\":01}]}", "bad.json:3:9"},
        BadFile{"{\"images\":[{\"id\":1]}", "ends too soon"},
        BadFile{"{\"images\":[{\"id\":1]]}", "bad.json:1:19"}, BadFile{"{\"images\":[] \"a\":1}", "comma"},
        BadFile{"{\"images\":[]} x", "after the end"}, BadFile{"{\"images\":[],\"images\":[]}", "two lists"},
        BadFile{"{\"images\":5}", "a list is expected"}, BadFile{std::string("{\0\"\0i\0", 6), "UTF-8"},
        BadFile{"\xff\xfe{", "UTF-8"}, BadFile{std::string(100000, '['), "list of results"},
        BadFile{"{\"a\":" + std::string(500000, '['), "ends too soon"}));

TEST(CocoBadInput, EveryCutOfAFileIsAnErrorAndNothingElse)
{
    const std::string whole =
        R"({"info":{"a":"é\u00e9"},"images":[{"id":1,"file_name":"a.jpg","width":4,"height":3}],
        "categories":[{"id":1,"name":"x"}],"annotations":[{"id":1,"image_id":1,"category_id":1,
        "segmentation":[[0,0,2.5,0,2,-2e0]],"bbox":[0,0,1,1],"attributes":{"a":[true,null]}}]})";
    ASSERT_EQ(readFile(whole).error, "");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        ASSERT_NE(readFile(whole.substr(0, length)).error, "") << length;
    }
}

TEST(CocoBadInput, ByteOrderMarkIsPassedOver)
{
    EXPECT_EQ(readFile("\xef\xbb\xbf{\"images\":[]}").error, "");
}

TEST(CocoBadInput, ATopLevelKeyThatStandsTwiceIsLeftOut)
{
    const Outcome outcome = readFile(R"({"info":1,"images":[],"info":2,"x":NaN,"y":3})");
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.sink.topRecord.fields, R"({"y":3})");
    EXPECT_EQ(outcome.sink.count(ReportLine::Kind::Skipped), 3U) << outcome.sink.text();
}

TEST(CocoBadInput, AKeyThatIsNoUnicodeIsLeftOut)
{
    const Outcome outcome = readFile("{\"images\":[{\"id\":1,\"file_name\":\"a\",\"\xed\x6e\":1}],\"\xed\x6e\":1,\"y\":3}");
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.sink.topRecord.fields, R"({"y":3})");
    EXPECT_TRUE(isValidUtf8(outcome.sink.topRecord.geometry)) << outcome.sink.topRecord.geometry;
}

TEST(CocoBadInput, NamesThatNobodyCanReadAreLeftOut)
{
    const std::string name(5000, 'n');
    const Outcome outcome = readFile(R"({"images":[{"id":1,"file_name":")" + name + R"("},{"id":2,"file_name":"b"}],)" +
                                     R"("categories":[{"id":1,"name":")" + name + R"("},{"id":2,"name":"x"}]})");
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.sink.images.size(), 1U);
    EXPECT_EQ(outcome.sink.categories.size(), 1U);
    EXPECT_EQ(outcome.sink.count(ReportLine::Kind::Skipped), 2U) << outcome.sink.text();
}

TEST(CocoBadInput, AHundredThousandTopLevelKeysAreReadOnceEach)
{
    std::string text = "{\"images\":[]";
    for (int i = 0; i < 100000; ++i) {
        text += ",\"k" + std::to_string(i) + "\":0";
    }
    const Outcome outcome = readFile(text + "}");
    EXPECT_EQ(outcome.error, "");
}

} // namespace
} // namespace touchstone
