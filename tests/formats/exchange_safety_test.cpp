#include <fstream>
#include <functional>
#include <limits>

#include <sys/stat.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::pngHeader;
using test::Scratch;

class ExchangeSafety : public testing::Test {
  protected:
    void SetUp() override
    {
        auto made = Project::create(file, "p", "me");
        ASSERT_TRUE(made.ok());
        project = std::move(*made);
    }
    Result<ExchangeReport> import(const std::string& name, const json& text,
                                  const ImportOptions& options = {})
    {
        return importFile(*project, scratch.write(name, text.dump()), options, progress);
    }
    Result<ExchangeReport> exportTo(const fs::path& target, bool strict = false)
    {
        return exportFile(*project, target, {"coco", "", strict}, progress);
    }
    json exported()
    {
        const auto done = exportTo(scratch / "out.json");
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return json::parse(test::readAll(scratch / "out.json"));
    }
    /// One box on each of these images.
    static json coco(const std::vector<std::string>& names)
    {
        json text{{"images", json::array()},
                  {"categories", {{{"id", 1}, {"name", "x"}}}},
                  {"annotations", json::array()}};
        for (std::size_t i = 0; i < names.size(); ++i) {
            text["images"].push_back({{"id", i + 1}, {"width", 40}, {"height", 30}, {"file_name", names[i]}});
            text["annotations"].push_back({{"id", i + 1},
                                           {"image_id", i + 1},
                                           {"category_id", 1},
                                           {"bbox", {0, 0, i + 1, 1}},
                                           {"iscrowd", 0}});
        }
        return text;
    }
    void expectRefused(const fs::path& target)
    {
        const auto done = exportTo(target);
        ASSERT_FALSE(done.ok()) << target;
        EXPECT_EQ(done.error().code, ErrorCode::Refused) << target;
        EXPECT_NE(done.error().text().find(target.string()), std::string::npos) << done.error().text();
    }

    Scratch scratch;
    fs::path file = scratch / "p.touchstone";
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

TEST_F(ExchangeSafety, AnImageNeverTakesThePictureOfAnother)
{
    scratch.write("pics/train/0001.png", pngHeader(40, 30));
    ImportOptions options;
    options.images = scratch.path() / "pics";
    const json text = coco({"train/0001.png", "val/0001.png"});
    const auto report = import("a.json", text, options);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->items, 2);
    EXPECT_EQ(report->newItems, 2);
    EXPECT_EQ(report->missingFiles, 1);
    const json out = exported();
    EXPECT_EQ(out["images"], text["images"]);
    ASSERT_EQ(out["annotations"].size(), 2U);
    EXPECT_EQ(out["annotations"][1]["image_id"], 2);
}

TEST_F(ExchangeSafety, NamesOutsideTheFolderStayTwoPicturesAndLeaveAsTheyCame)
{
    scratch.write("pics/0001.png", pngHeader(40, 30));
    ImportOptions options;
    options.images = scratch.path() / "pics";
    const json text = coco({"/data/day1/0001.png", "/data/day2/0001.png", "..\\up\\0002.png"});
    const auto report = import("a.json", text, options);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->newItems, 3) << report->toJson();
    EXPECT_EQ(report->annotations, 3);
    EXPECT_EQ(report->missingFiles, 3);
    EXPECT_EQ(exported()["images"], text["images"]);
}

TEST_F(ExchangeSafety, ASingleAbsoluteNameStillFindsItsPicture)
{
    scratch.write("pics/0001.png", pngHeader(40, 30));
    ImportOptions options;
    options.images = scratch.path() / "pics";
    const json text = coco({"/data/day1/0001.png"});
    const auto report = import("a.json", text, options);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->missingFiles, 0) << report->toJson();
    EXPECT_EQ(exported()["images"], text["images"]);
}

TEST_F(ExchangeSafety, OnlyOrdinaryFilesAreReplaced)
{
    ASSERT_TRUE(import("a.json", coco({"a.png"})).ok());
    ASSERT_EQ(mkfifo((scratch / "pipe").c_str(), 0600), 0);
    fs::create_directory(scratch / "folder");
    fs::create_symlink("/dev/full", scratch / "to_device");
    fs::create_symlink(scratch / "pipe", scratch / "to_pipe");
    fs::create_symlink(scratch / "nothing", scratch / "to_nothing");
    for (const char* name : {"pipe", "folder", "to_device", "to_pipe", "to_nothing"}) {
        const auto before = fs::symlink_status(scratch / name).type();
        expectRefused(scratch / name);
        EXPECT_EQ(fs::symlink_status(scratch / name).type(), before) << name;
    }
    expectRefused("/dev/full");
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(ExchangeSafety, ALinkToAFileStaysALink)
{
    ASSERT_TRUE(import("a.json", coco({"a.png"})).ok());
    scratch.write("real.json", "old");
    fs::create_symlink("real.json", scratch / "link.json");
    ASSERT_TRUE(exportTo(scratch / "link.json").ok());
    EXPECT_TRUE(fs::is_symlink(scratch / "link.json"));
    EXPECT_EQ(json::parse(test::readAll(scratch / "real.json"))["images"].size(), 1U);
}

TEST_F(ExchangeSafety, ProjectsAndDatabasesAreNotReplaced)
{
    ASSERT_TRUE(import("a.json", coco({"a.png"})).ok());
    fs::create_directory(scratch / "folder");
    fs::create_symlink(file, scratch / "to_project");
    fs::create_hard_link(file, scratch / "same_file");
    scratch.write("other.db", std::string("SQLite format 3\0", 16) + "rest");
    for (const char* name :
         {"p.touchstone", "folder/../p.touchstone", "p.touchstone-wal", "p.touchstone-shm",
          "p.touchstone-journal", "p.touchstone-lock", "to_project", "same_file", "other.db"}) {
        expectRefused(scratch / name);
    }
    EXPECT_FALSE(fs::exists(scratch / "p.touchstone-journal"));
    EXPECT_EQ(test::readAll(file).substr(0, 15), "SQLite format 3");
    EXPECT_TRUE(exportTo(scratch / "p.touchstone.json").ok());
}

TEST_F(ExchangeSafety, WhatLaterSourcesSayAtTheTopIsNamed)
{
    json first = coco({"a.png"});
    first["info"] = {{"year", 2017}};
    first["licenses"] = {{{"id", 1}}};
    json second = coco({"b.png"});
    second["info"] = {{"year", 2017}};
    ASSERT_TRUE(import("a.json", first).ok());
    ASSERT_TRUE(import("b.json", second).ok());
    const auto same = exportTo(scratch / "out.json", true);
    ASSERT_TRUE(same.ok()) << same.error().text();
    json third = coco({"c.png"});
    third["info"] = {{"year", 2018}};
    third["extra"] = 1;
    ASSERT_TRUE(import("c.json", third).ok());
    const json out = exported();
    EXPECT_EQ(out["info"], first["info"]);
    EXPECT_EQ(out["licenses"], first["licenses"]);
    EXPECT_FALSE(out.contains("extra"));
    EXPECT_EQ(out["annotations"].size(), 3U);
    const auto strict = exportTo(scratch / "strict.json", true);
    ASSERT_FALSE(strict.ok());
    for (const char* word : {"c.json", "\"info\"", "\"extra\""}) {
        EXPECT_NE(strict.error().text().find(word), std::string::npos) << strict.error().text();
    }
    EXPECT_FALSE(fs::exists(scratch / "strict.json"));
}

TEST_F(ExchangeSafety, AFileThatIsThereAlreadySaysHowItWasTaken)
{
    ASSERT_TRUE(import("a.json", coco({"a.png"})).ok());
    ImportOptions options;
    const auto again = import("a.json", coco({"a.png"}), options);
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_TRUE(again->lines.empty());
    options.continueFrom = false;
    const auto compared = import("a.json", coco({"a.png"}), options);
    ASSERT_TRUE(compared.ok()) << compared.error().text();
    EXPECT_TRUE(compared->nothingNew);
    ASSERT_EQ(compared->lines.size(), 1U);
    EXPECT_EQ(compared->lines[0].kind, ReportLine::Kind::Note);
    EXPECT_NE(compared->lines[0].message.find("go on from"), std::string::npos);
}

TEST_F(ExchangeSafety, ExportAfterTheHighestIdHasNoNegativeOnes)
{
    json first = coco({"a.png"});
    first["annotations"][0]["id"] = std::numeric_limits<std::int64_t>::max();
    ASSERT_TRUE(import("a.json", first).ok());
    json second = coco({"b.png"});
    second["annotations"][0]["id"] = std::numeric_limits<std::int64_t>::max();
    ASSERT_TRUE(import("b.json", second).ok());
    const auto report = exportTo(scratch / "out.json");
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->annotations, 2);
    EXPECT_EQ(exported()["annotations"][1]["id"], 1);
}

/// Changes the file when reading has come to `at`.
class Meddler final : public Progress {
  public:
    Meddler(fs::path path, double at, std::function<void(const fs::path&)> change)
        : m_path(std::move(path)), m_at(at), m_change(std::move(change))
    {
    }
    void report(double fraction, std::string_view what) override
    {
        if (!m_done && what.substr(0, 8) == "Reading " && fraction >= m_at) {
            m_done = true;
            m_change(m_path);
        }
    }
    bool cancelled() const override { return false; }
    bool done() const { return m_done; }

  private:
    fs::path m_path;
    double m_at;
    std::function<void(const fs::path&)> m_change;
    bool m_done = false;
};

TEST_F(ExchangeSafety, AFileThatChangesWhileItIsReadIsRefused)
{
    std::vector<std::string> names;
    for (int i = 0; i < 20'000; ++i) {
        names.push_back("a" + std::to_string(i) + ".jpg");
    }
    const std::string text = coco(names).dump();
    const auto keepTime = [](const fs::path& path, const std::string& bytes) {
        const auto time = fs::last_write_time(path);
        std::fstream(path, std::ios::binary | std::ios::in | std::ios::out) << bytes;
        fs::last_write_time(path, time);
    };
    std::string other = text;
    other[other.find("\"iscrowd\":0") + 10] = '1';
    const std::function<void(const fs::path&)> changes[]{
        [](const fs::path& path) { std::ofstream(path, std::ios::app) << ' '; },
        [&](const fs::path& path) { keepTime(path, other); },
        [&](const fs::path& path) {
            const fs::path fresh = path.string() + ".new";
            std::ofstream(fresh) << text;
            fs::last_write_time(fresh, fs::last_write_time(path));
            fs::rename(fresh, path);
        },
        [](const fs::path& path) { fs::resize_file(path, 100); },
        [](const fs::path& path) { fs::remove(path); },
    };
    for (const auto& change : changes) {
        Meddler meddler(scratch.write("a.json", text), 0.5, change);
        const auto report = importFile(*project, scratch / "a.json", {}, meddler);
        EXPECT_TRUE(meddler.done());
        ASSERT_FALSE(report.ok());
        EXPECT_NE(report.error().message.find("changed while"), std::string::npos) << report.error().text();
        EXPECT_EQ((*project->reader())->counts()->total, 0);
        EXPECT_TRUE(project->ontology()->labels.empty());
    }
    scratch.write("a.json", text);
    EXPECT_TRUE(importFile(*project, scratch / "a.json", {}, progress).ok());
    project.reset();
    const auto verified = verifyProject(file, progress);
    ASSERT_TRUE(verified.ok());
    EXPECT_TRUE(verified->ok()) << verified->toJson();
    EXPECT_EQ(verified->pendingSources, 0);
}

TEST_F(ExchangeSafety, AFileOfWhichNothingCanBeUsedIsAnError)
{
    const auto report = import("bad.json", {{"images", {{{"id", 1}}, {{"id", nullptr}, {"file_name", "a.jpg"}}, 7}},
                                            {"annotations", {{{"id", 1}, {"image_id", 1}}}}});
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(report.error().message.find("images[0]"), std::string::npos) << report.error().text();
    EXPECT_TRUE((*project->reader())->sources()->empty());
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    const auto nested = importFile(*project, scratch.write("deep.json", R"({"images":[)" + deep + "]}"), {}, progress);
    ASSERT_FALSE(nested.ok());
    EXPECT_EQ(nested.error().code, ErrorCode::InvalidInput);
    // One usable image makes it a file with mistakes.
    const auto some = import("some.json", {{"images", {{{"id", 1}, {"file_name", "a.jpg"}}, 7}}});
    ASSERT_TRUE(some.ok()) << some.error().text();
    EXPECT_EQ(some->skipped, 1);
}

TEST_F(ExchangeSafety, ItemsThatAreCoveredTwiceAreCounted)
{
    ASSERT_TRUE(import("a.json", coco({"a.jpg", "b.jpg", "c.jpg"})).ok());
    const auto second = import("b.json", coco({"b.jpg", "c.jpg", "d.jpg"}));
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(second->coveredTwice, 2);
    EXPECT_NE(second->toJson().find("2 items have ground truth from more than one"), std::string::npos);
    ImportOptions prediction;
    prediction.role = LayerRole::Prediction;
    EXPECT_EQ(import("c.json", coco({"a.jpg", "b.jpg"}), prediction)->coveredTwice, 0);
}

} // namespace
} // namespace touchstone
