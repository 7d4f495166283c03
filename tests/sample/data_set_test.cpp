#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "support/file_bytes.h"
#include "touchstone/base/progress.h"
#include "touchstone/geometry/rle.h"
#include "touchstone/media/image.h"
#include "touchstone/sample/sample.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class SampleDataSet : public testing::Test {
  protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/touchstone-sample-XXXXXX";
        ASSERT_NE(mkdtemp(pattern), nullptr);
        m_folder = fs::path(pattern) / "sample";
    }
    void TearDown() override { fs::remove_all(m_folder.parent_path()); }
    fs::path m_folder;
};

TEST_F(SampleDataSet, IsAValidCocoFileWithItsPictures)
{
    SilentProgress progress;
    const auto made = makeSampleDataSet(m_folder, 12, progress);
    ASSERT_TRUE(made) << made.error().text();
    EXPECT_EQ(*made, m_folder / "ground_truth.json");
    const auto coco = nlohmann::json::parse(bytesOf(*made));
    ASSERT_EQ(coco["images"].size(), 12u);
    for (const auto& image : coco["images"]) {
        const auto header = readImageHeader(m_folder / image["file_name"].get<std::string>());
        ASSERT_TRUE(header) << header.error().text();
        EXPECT_EQ(header->width, image["width"]);
        EXPECT_EQ(header->height, image["height"]);
    }
    std::set<int> ids, categories;
    for (const auto& category : coco["categories"])
        EXPECT_TRUE(categories.insert(category["id"].get<int>()).second);
    bool lists = false, plain = false, compressed = false;
    for (const auto& annotation : coco["annotations"]) {
        EXPECT_TRUE(ids.insert(annotation["id"].get<int>()).second);
        EXPECT_EQ(categories.count(annotation["category_id"].get<int>()), 1u);
        const auto& segmentation = annotation["segmentation"];
        if (segmentation.is_array()) {
            lists |= !segmentation.empty();
            EXPECT_EQ(annotation["iscrowd"], 0);
            continue;
        }
        const auto& image = coco["images"][annotation["image_id"].get<std::size_t>() - 1];
        const auto height = segmentation["size"][0].get<std::uint32_t>(),
                   width = segmentation["size"][1].get<std::uint32_t>();
        EXPECT_EQ(height, image["height"]);
        EXPECT_EQ(width, image["width"]);
        const auto& counts = segmentation["counts"];
        (counts.is_string() ? compressed : plain) = true;
        const Result<Rle> rle =
            counts.is_string() ? rleFromString(counts.get<std::string>(), height, width)
                               : Result<Rle>(Rle{height, width, counts.get<std::vector<std::uint32_t>>()});
        ASSERT_TRUE(rle);
        EXPECT_TRUE(validate(*rle));
        EXPECT_EQ(static_cast<double>(area(*rle)), annotation["area"]);
    }
    EXPECT_TRUE(lists && plain && compressed);
}

TEST_F(SampleDataSet, IsDrawnOnceAndAgainWhenIncomplete)
{
    SilentProgress progress;
    const auto made = makeSampleDataSet(m_folder, 6, progress);
    ASSERT_TRUE(made);
    const fs::path first = m_folder / "images/001_street.jpg";
    const std::string picture = bytesOf(first), truth = bytesOf(*made);
    const auto written = fs::last_write_time(first);
    ASSERT_TRUE(makeSampleDataSet(m_folder, 6, progress));
    EXPECT_EQ(fs::last_write_time(first), written);

    fs::remove(m_folder / "images/004_leaves.jpg");
    std::ofstream(first) << "damaged";
    ASSERT_TRUE(makeSampleDataSet(m_folder, 6, progress));
    EXPECT_EQ(bytesOf(first), picture);
    EXPECT_EQ(bytesOf(*made), truth);
    EXPECT_TRUE(fs::exists(m_folder / "images/004_leaves.jpg"));

    std::ofstream(m_folder / "version") << "touchstone sample 0, pictures 6\n";
    std::ofstream(m_folder / "images/stray.jpg") << "x";
    ASSERT_TRUE(makeSampleDataSet(m_folder, 6, progress));
    EXPECT_FALSE(fs::exists(m_folder / "images/stray.jpg"));
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(m_folder))
        names.insert(entry.path().filename().string());
    EXPECT_EQ(names, (std::set<std::string>{"ground_truth.json", "images", "version"}));
}

TEST_F(SampleDataSet, CancellingLeavesAllAsItWas)
{
    struct Stops : Progress {
        void report(double fraction, std::string_view) override { seen = fraction; }
        bool cancelled() const override { return seen > 0; }
        std::atomic<double> seen{0};
    } progress;
    const auto made = makeSampleDataSet(m_folder, 36, progress);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(!fs::exists(m_folder) || fs::is_empty(m_folder));
}

TEST_F(SampleDataSet, AFolderThatCannotBeMadeIsNamed)
{
    std::ofstream(m_folder) << "a file";
    SilentProgress progress;
    const auto made = makeSampleDataSet(m_folder, 6, progress);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Io);
    EXPECT_NE(made.error().where.find(m_folder.string()), std::string::npos);
}

} // namespace
} // namespace touchstone
