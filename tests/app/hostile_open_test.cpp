// Files and folders that somebody else made, opened through the window: it says what is wrong with them, and goes on.
#include <fstream>

#include <sqlite3.h>

#include "app/session/text.h"
#include "fake_workspace.h"
#include "support/file_bytes.h"
#include "support/how_often.h"
#include "support/project_fixture.h"

namespace touchstone {
namespace {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

class HostileOpenTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        ProjectTest::SetUp();
        addItems(3);
        addLabel("car");
        project.reset();
        window = std::make_unique<MainWindow>(fakeMaker());
        window->resize(1400, 900);
        window->show();
    }
    void sql(const std::string& text)
    {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &handle), SQLITE_OK);
        char* problem = nullptr;
        const std::string all = "PRAGMA ignore_check_constraints=ON; PRAGMA foreign_keys=OFF;" + text;
        EXPECT_EQ(sqlite3_exec(handle, all.c_str(), nullptr, nullptr, &problem), SQLITE_OK) << problem;
        sqlite3_free(problem);
        sqlite3_close(handle);
    }
    QString problem() { return window->findChild<QFrame*>(u"problem"_s)->findChild<QLabel*>()->text(); }
    QString notice() { return window->findChild<QLabel*>(u"notice"_s)->text(); }

    std::unique_ptr<MainWindow> window;
};

TEST_F(HostileOpenTest, AFileThatSomebodyAlteredIsRefusedByNameAndLeftAsItIs)
{
    const std::string clean = bytesOf(path());
    for (const char* added :
         {"CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM annotation; END",
          "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n",
          "PRAGMA user_version=9999; PRAGMA legacy_alter_table=ON; ALTER TABLE member RENAME TO other; CREATE VIEW "
          "member AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i AS key, i AS uuid, 1 AS "
          "rev, i AS name FROM n"}) {
        SCOPED_TRACE(added);
        sql(added);
        const std::string altered = bytesOf(path());
        window->openPaths({path()});
        EXPECT_TRUE(waitUntil([&] { return problem().contains(u"test.touchstone"_s); })) << problem().toStdString();
        EXPECT_TRUE(problem().contains(u"left as it is"_s)) << problem().toStdString();
        EXPECT_EQ(window->workspace(), nullptr);
        EXPECT_EQ(bytesOf(path()), altered);
        std::ofstream(path(), std::ios::binary) << clean;
        window = std::make_unique<MainWindow>(fakeMaker());
        window->show();
    }
}

TEST_F(HostileOpenTest, CountsAndKeysThatAreNotTrueAreNotBelieved)
{
    sql("UPDATE item_count SET n=9000000000000000000; UPDATE task_count SET n=9000000000000000000;"
        "UPDATE layer_count SET layers=9000000000000000000, annotations=-5;"
        "INSERT INTO item SELECT 9223372036854775806, zeroblob(16), source, kind, medium, 1 FROM item LIMIT 1");
    window->openPaths({path()});
    ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr || !problem().isEmpty(); }));
    if (window->workspace()) {
        ProjectSession& session = *window->desk().session();
        const auto keys = session.reader().itemKeys();
        EXPECT_TRUE(!keys || keys->size() <= 4u);
        session.closeItem();
        EXPECT_TRUE(session.openItem(session.reader().item(session.reader().itemPage({}, 0, 1)->front())->id));
        EXPECT_EQ(session.working()->item.path, "img0.png");
    }
}

TEST_F(HostileOpenTest, AFolderOfManyFilesOpensWithWhatCanBeRead)
{
    const int good = isLongRun() ? 20000 : 2000;
    const fs::path many = folder / "many";
    fs::create_directories(many / "deep");
    QImage picture(4, 3, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    ASSERT_TRUE(picture.save(pathToQt(many / "p0.png")));
    const std::string bytes = bytesOf(many / "p0.png");
    for (int i = 1; i < good; ++i)
        std::ofstream(many / (i % 2 ? "deep" : "") / ("p" + std::to_string(i) + ".png"), std::ios::binary) << bytes;
    constexpr int bad = 30;
    for (int i = 0; i < bad / 3; ++i) {
        const std::string number = std::to_string(i);
        std::ofstream(many / ("empty" + number + ".png"));
        std::ofstream(many / ("cut" + number + ".png"), std::ios::binary) << bytes.substr(0, 10);
        std::ofstream(many / ("name\xff\xfe" + number + ".png"), std::ios::binary) << bytes;
    }
    window->openPaths({many});
    ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr || !problem().isEmpty(); }))
        << problem().toStdString();
    ASSERT_NE(window->workspace(), nullptr) << problem().toStdString();
    EXPECT_EQ(window->desk().session()->reader().itemKeys()->size(), std::size_t(good));
    EXPECT_TRUE(waitUntil([&] { return notice().contains(u"30 files were skipped"_s); })) << notice().toStdString();
}

} // namespace
} // namespace touchstone
