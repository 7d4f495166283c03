#include <sqlite3.h>

#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

class VerifyTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(2);
        const LabelId car = addLabel("car");
        auto start = project->beginSource(
            {"coco", "t", sha256("t"), "{}", "t", LayerRole::GroundTruth, true});
        const auto root = start->writer->root(folder.path());
        const auto item = start->writer->item({"image", *root, "img1.png", 640, 480, 0, 0});
        ASSERT_TRUE(start->writer->annotation(*start->writer->layer(item->key), box(car), {{}, std::int64_t{7}, 0, "{}", {}}));
        ASSERT_TRUE(start->writer->publish("{}"));
        start->writer.reset();
        WorkingLayer working = work(0);
        ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
        WorkingLayer second = work(1);
        ASSERT_TRUE(apply(second, "Draw", {second.content.creation(box(car, 5))}));
        project.reset();
    }
    /// As somebody with another program would.
    void alter(const std::string& sql)
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
        EXPECT_GT(sqlite3_changes(db), 0) << sql;
        sqlite3_close(db);
    }
    std::size_t problems()
    {
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        EXPECT_TRUE(report) << (report ? "" : report.error().text());
        return report ? report->problems.size() : 99;
    }
};

TEST_F(VerifyTest, ASoundProjectHasNoProblems)
{
    EXPECT_EQ(problems(), 0u);
}

class TamperTest : public VerifyTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(TamperTest, IsFound)
{
    alter(GetParam());
    EXPECT_GT(problems(), 0u);
}

INSTANTIATE_TEST_SUITE_P(
    Journal, TamperTest,
    ::testing::Values(
        "UPDATE edit SET text='x' WHERE seq=(SELECT max(seq) FROM edit)", "UPDATE edit SET at=at+1 WHERE seq=1",
        "UPDATE annotation_rev SET body=replace(body, '40', '41') WHERE edit IS NOT NULL",
        "UPDATE annotation_rev SET body=replace(body, '40', '41') WHERE edit IS NULL",
        "UPDATE object_rev SET body=replace(body, 'car', 'bus') WHERE kind='label'",
        "DELETE FROM edit_hash WHERE edit=(SELECT max(edit) FROM edit_hash)",
        "UPDATE annotation_record SET external_id=8 WHERE source=(SELECT source FROM annotation WHERE source IS NOT NULL)",
        "UPDATE medium SET path='other.png' WHERE path='img0.png'",
        "DELETE FROM annotation_rev WHERE edit IS NULL", "UPDATE layer SET role='gold' WHERE source IS NOT NULL",
        "UPDATE annotation SET x0=x0+1", "UPDATE annotation SET kind='polygon'", "UPDATE task SET state='approved'",
        "INSERT INTO annotation_rev (annotation, rev) SELECT key, 2 FROM annotation WHERE source IS NOT NULL",
        "UPDATE source SET author='x' WHERE key=(SELECT max(key) FROM source)",
        "UPDATE label SET uuid=zeroblob(16)", "UPDATE layer SET author=1 WHERE source IS NOT NULL",
        "UPDATE member SET name='x'", "UPDATE task SET rev=3 WHERE rev=0 OR rev=1",
        "UPDATE layer SET confirmed_empty=1", "UPDATE label SET rev=2"));

TEST_F(VerifyTest, RebuildingTheCachesMendsThem)
{
    alter("UPDATE annotation SET rev=0, label=NULL, kind=NULL, x0=NULL");
    alter("UPDATE task SET state='approved', rev=0");
    EXPECT_GT(problems(), 0u);
    const auto rebuilt = rebuildCaches(path());
    ASSERT_TRUE(rebuilt) << rebuilt.error().text();
    EXPECT_EQ(problems(), 0u);
}

TEST_F(VerifyTest, AnAlteredSchemaOrANewerFileIsNotAdopted)
{
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "PRAGMA user_version=999", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    auto newer = Project::open(path(), Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(newer) << newer.error().text();
    EXPECT_TRUE((*newer)->isReadOnly());
    EXPECT_NE((*newer)->readOnlyReason().find("newer"), std::string::npos);
    newer->reset();

    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "PRAGMA user_version=1; CREATE TRIGGER evil AFTER INSERT ON edit BEGIN DELETE FROM annotation; END",
                 nullptr, nullptr, nullptr);
    sqlite3_close(db);
    const auto hostile = Project::open(path(), Project::Mode::ReadWrite, "anna");
    ASSERT_FALSE(hostile);
    EXPECT_EQ(hostile.error().code, ErrorCode::InvalidInput);
}

} // namespace
} // namespace touchstone
