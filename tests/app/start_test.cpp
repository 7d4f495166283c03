#include <QComboBox>

#include "app/exchange/columns_dialog.h"
#include "app/exchange/encoding_dialog.h"
#include "app/exchange/import_dialog.h"
#include "app/exchange/locate_dialog.h"
#include "app/exchange/report_dialog.h"
#include "app/session/text.h"
#include "app/start/dropped.h"
#include "app/start/recent_projects.h"
#include "app/start/recent_row.h"
#include "app/start/start_page.h"
#include "fake_workspace.h"
#include "support/temp_folder.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class StartTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        window = std::make_unique<MainWindow>(fakeMaker());
        window->resize(1400, 900);
        window->show();
    }
    fs::path makePictures(int count, const std::string& name = "pictures")
    {
        const fs::path made = folder / name;
        fs::create_directories(made);
        for (int i = 0; i < count; ++i) {
            QImage image(64, 48, QImage::Format_RGB32);
            image.fill(QColor::fromHsv(40 * i % 360, 120, 200));
            image.save(pathToQt(made / ("p" + std::to_string(i) + ".png")));
        }
        return made;
    }
    fs::path writeCoco()
    {
        const fs::path pictures = makePictures(2);
        QFile file(pathToQt(folder / "truth.json"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(R"({"images":[{"id":1,"file_name":"p0.png","width":64,"height":48},
            {"id":2,"file_name":"p1.png","width":64,"height":48}],
            "categories":[{"id":1,"name":"leaf"}],
            "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[4,5,20,10],"area":200,"iscrowd":0},
            {"id":2,"image_id":99,"category_id":1,"bbox":[4,5,20,10],"area":200,"iscrowd":0}]})");
        return folder / "truth.json";
    }
    fs::path write(const std::string& name, const QByteArray& bytes)
    {
        fs::create_directories((folder / name).parent_path());
        QFile file(pathToQt(folder / name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return folder / name;
    }
    void drop(const std::vector<fs::path>& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const fs::path& path : paths) {
            urls << QUrl::fromLocalFile(pathToQt(path));
        }
        data.setUrls(urls);
        const QPoint at(300, 300);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &event);
    }
    bool opens()
    {
        return waitUntil([&] { return window->workspace() != nullptr; });
    }
    size_t items() { return window->desk().session()->reader().itemKeys()->size(); }
    QString problem() { return window->findChild<QFrame*>(QStringLiteral("problem"))->findChild<QLabel*>()->text(); }

    TempFolder folder;
    std::unique_ptr<MainWindow> window;
};

TEST_F(StartTest, AFolderThatIsNewIsReadOnceAndBackedUp)
{
    int changes = 0;
    bool told = false;
    QObject::connect(&window->desk(), &ProjectDesk::opened, window.get(), [&] {
        QObject::connect(window->desk().session(), &ProjectSession::itemsChanged, window.get(), [&] { ++changes; });
    });
    QObject::connect(&window->desk(), &ProjectDesk::imported, window.get(), [&] { told = true; });
    const fs::path pictures = makePictures(3);
    window->openPaths({pictures});
    ASSERT_TRUE(waitUntil([&] { return told; }));
    EXPECT_EQ(changes, 0) << "what came before it was opened is there: decoded pictures are not dropped for it";
    const fs::path project = window->desk().session()->project().path();
    window->desk().close();
    window.reset(); // Waits for the backup.
    EXPECT_EQ(listBackups(project).size(), 1u);

    window = std::make_unique<MainWindow>(fakeMaker());
    window->show();
    QObject::connect(&window->desk(), &ProjectDesk::opened, window.get(), [&] {
        QObject::connect(window->desk().session(), &ProjectSession::itemsChanged, window.get(), [&] { ++changes; });
    });
    makePictures(4);
    window->openPaths({pictures});
    ASSERT_TRUE(waitUntil([&] { return changes == 1; })) << "this one came into the open project";
}

TEST_F(StartTest, DroppingAFolderMakesItsProjectBesideItAndCopiesNothing)
{
    const fs::path pictures = makePictures(3);
    drop({pictures});
    ASSERT_TRUE(opens());
    EXPECT_TRUE(fs::exists(folder / "pictures.touchstone"));
    EXPECT_EQ(items(), 3u);
    EXPECT_TRUE(fakeOf(*window)->fresh) << "first image up, Box armed";
    EXPECT_EQ(window->desk().session()->project().info().name, "pictures");
    const auto count = std::distance(fs::directory_iterator(pictures), fs::directory_iterator());
    EXPECT_EQ(count, 3);
}

TEST_F(StartTest, DroppingItAgainUsesTheSameProjectAndFindsNewPictures)
{
    const fs::path pictures = makePictures(2);
    drop({pictures});
    ASSERT_TRUE(opens());
    const ProjectId id = window->desk().session()->project().info().id;
    window->desk().close();
    makePictures(5);
    drop({pictures});
    ASSERT_TRUE(opens());
    EXPECT_EQ(window->desk().session()->project().info().id, id);
    EXPECT_TRUE(waitUntil([&] { return items() == 5; }));
}

TEST_F(StartTest, DroppingPicturesAddsOnlyThoseAndShowsTheFirst)
{
    const fs::path pictures = makePictures(4);
    drop({pictures / "p2.png", pictures / "p3.png"});
    ASSERT_TRUE(opens());
    EXPECT_EQ(items(), 2u);
    EXPECT_EQ(fakeOf(*window)->shown, QStringLiteral("p2.png"));
}

TEST_F(StartTest, DroppingATextMakesAProjectAndShowsIt)
{
    write("letters/b.txt", "not dropped");
    drop({write("letters/a.txt", "Dear Ada,\r\n\xF0\x9F\x98\x80")});
    ASSERT_TRUE(opens());
    EXPECT_TRUE(fs::exists(folder / "letters.touchstone"));
    EXPECT_EQ(items(), 1u);
    EXPECT_EQ(fakeOf(*window)->shown, QStringLiteral("a.txt"));
    Reader& reader = window->desk().session()->reader();
    const auto rows = reader.taskRows(*reader.itemKeys(), window->desk().session()->project().me());
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->front().item.kind, "text");
    EXPECT_EQ(reader.document(rows->front().item.id)->blocks.at(0).text, "Dear Ada,\r\n\xF0\x9F\x98\x80");
}

TEST_F(StartTest, ATextThatIsNotUtf8AsksForItsEncodingAndLeavesNoProjectWithout)
{
    const auto text = write("letters/old.txt", "Gr\xFC\xDF"
                                               "e aus K\xF6ln");
    drop({text});
    EncodingDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = window->findChild<EncodingDialog*>()) != nullptr; }));
    EXPECT_FALSE(fs::exists(folder / "letters.touchstone"));
    dialog->reject();
    ASSERT_TRUE(waitUntil([&] { return window->findChild<EncodingDialog*>() == nullptr; }));
    EXPECT_FALSE(fs::exists(folder / "letters.touchstone"));

    drop({text});
    ASSERT_TRUE(waitUntil([&] { return (dialog = window->findChild<EncodingDialog*>()) != nullptr; }));
    auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("encoding"));
    choice->setCurrentIndex(choice->findData(QStringLiteral("windows-1252")));
    dialog->accept();
    ASSERT_TRUE(opens());
    auto reader = window->desk().session()->project().reader();
    const auto item = (*reader)->item((*reader)->itemKeys()->front());
    EXPECT_EQ((*reader)->document(item->id)->blocks.front().text, "Grüße aus Köln");
}

TEST_F(StartTest, DroppedRecordsAskForTheColumnOfTheText)
{
    drop({write("r.jsonl", "{\"id\":1,\"title\":\"A\",\"text\":\"one\"}\n{\"id\":2,\"text\":\"two\"}\n")});
    auto* dialog = window->findChild<ColumnsDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("columns"));
    auto* button = dialog->findChild<QPushButton*>(QStringLiteral("addRecords"));
    EXPECT_FALSE(button->isEnabled());
    ASSERT_TRUE(waitUntil([&] { return list->topLevelItemCount() == 3; }));
    EXPECT_EQ(list->topLevelItem(0)->text(2), QStringLiteral("2"));
    EXPECT_FALSE(list->topLevelItem(0)->flags() & Qt::ItemIsEnabled) << "a number is no text";
    EXPECT_EQ(dialog->options().textColumns, std::vector<std::string>{"text"});
    list->topLevelItem(2)->setCheckState(0, Qt::Unchecked);
    EXPECT_FALSE(button->isEnabled());
    list->topLevelItem(2)->setCheckState(0, Qt::Checked);
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(opens());
    EXPECT_TRUE(fs::exists(folder / "r.touchstone"));
    EXPECT_EQ(items(), 2u);
}

TEST_F(StartTest, LabelledRecordsAreADataSet)
{
    QString problem;
    const auto kindOf = [&](const std::string& name, const QByteArray& bytes) {
        const auto dropped = recogniseDropped({write(name, bytes)}, problem);
        return dropped ? dropped->kind : Dropped::Kind::Project;
    };
    EXPECT_EQ(kindOf("a.jsonl", "{\"text\":\"Ada\",\"label\":[[0,3,\"PER\"]]}\n"), Dropped::Kind::DataSet);
    EXPECT_EQ(kindOf("b.jsonl", "{\"text\":\"Ada\",\"id\":1}\n"), Dropped::Kind::Records);
    EXPECT_EQ(kindOf("c.tsv", "id\ttext\n1\tAda\n"), Dropped::Kind::Records);
    EXPECT_EQ(kindOf("d.txt", "O\nO\n"), Dropped::Kind::Pictures);
    EXPECT_EQ(kindOf("e.txt", "Ada B-PER\nmet O\n"), Dropped::Kind::DataSet);
}

TEST_F(StartTest, RecordsDroppedOnAnOpenProjectAreAddedToIt)
{
    drop({makePictures(2)});
    ASSERT_TRUE(opens());
    drop({write("r.csv", "id,body\n1,one\n2,\"two,\nthree\"\n")});
    auto* dialog = window->findChild<ColumnsDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("columns"));
    ASSERT_TRUE(waitUntil([&] { return list->topLevelItemCount() == 2; }));
    list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("addRecords")), Qt::LeftButton);
    EXPECT_TRUE(waitUntil([&] { return items() == 4; }));
}

TEST_F(StartTest, AFolderOfRecordsAsksForTheirColumns)
{
    write("logs/a.csv", "id,body\n1,one\n");
    write("logs/b.csv", "id,body\n2,two\n");
    drop({folder / "logs"});
    ColumnsDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = window->findChild<ColumnsDialog*>()) != nullptr; }))
        << problem().toStdString();
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("columns"));
    ASSERT_TRUE(waitUntil([&] { return list->topLevelItemCount() == 2; }));
    list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("addRecords")), Qt::LeftButton);
    ASSERT_TRUE(opens());
    EXPECT_EQ(items(), 2u);
}

TEST_F(StartTest, AFolderWithoutPicturesLeavesNoProject)
{
    fs::create_directories(folder / "empty");
    drop({folder / "empty"});
    ASSERT_TRUE(waitUntil([&] { return !problem().isEmpty(); }));
    EXPECT_TRUE(problem().contains(QStringLiteral("no picture"))) << problem().toStdString();
    EXPECT_FALSE(fs::exists(folder / "empty.touchstone"));
    EXPECT_EQ(window->workspace(), nullptr);
}

TEST_F(StartTest, ABadPathIsAMessageOnTheStartPage)
{
    window->openPaths({folder / "nowhere"});
    EXPECT_TRUE(problem().contains(QStringLiteral("nowhere")));
    EXPECT_TRUE(problem().contains(QStringLiteral("is not there")));
    write("notes.md", "");
    window->openPaths({folder / "notes.md"});
    EXPECT_TRUE(problem().contains(QStringLiteral("notes.md")));
    QFile damaged(pathToQt(folder / "bad.touchstone"));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write("this is no project");
    damaged.close();
    window->openPaths({folder / "bad.touchstone"});
    ASSERT_TRUE(waitUntil([&] { return problem().contains(QStringLiteral("bad.touchstone")); }));
}

TEST_F(StartTest, TheProjectIsRememberedWithItsPictureAndCount)
{
    drop({makePictures(3)});
    ASSERT_TRUE(opens());
    const QString path = pathToQt(folder / "pictures.touchstone");
    ASSERT_TRUE(waitUntil([&] { return !RecentProjects::thumbnail(path).isNull(); }));
    window->desk().close();
    const auto rows = window->findChildren<RecentRow*>();
    ASSERT_FALSE(rows.isEmpty());
    ASSERT_EQ(RecentProjects::all().size(), 1u);
    EXPECT_EQ(RecentProjects::all().front().items, 3);
    EXPECT_EQ(RecentProjects::all().front().name, QStringLiteral("pictures"));
    QTest::qWait(10);
    QTest::mouseClick(window->findChild<RecentRow*>(), Qt::LeftButton);
    EXPECT_TRUE(opens());
}

TEST_F(StartTest, AMissingProjectSaysSoAndAsksWhereItIs)
{
    RecentProjects::touch({pathToQt(folder / "gone.touchstone"), QStringLiteral("Leaf disease"), 860, 610});
    auto* page = window->findChild<StartPage*>();
    page->refresh();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto* row = window->findChild<RecentRow*>();
    ASSERT_NE(row, nullptr);
    EXPECT_TRUE(row->accessibleName().contains(QStringLiteral("is not there")));
    QSignalSpy located(row, &RecentRow::locateAsked);
    QSignalSpy opened(row, &RecentRow::openAsked);
    page->disconnect(window.get());
    QTest::mouseClick(row, Qt::LeftButton);
    EXPECT_EQ(located.count(), 1);
    EXPECT_EQ(opened.count(), 0);
    row->setFocus();
    QTest::keyClick(row, Qt::Key_Delete);
    EXPECT_TRUE(RecentProjects::all().empty());
}

TEST_F(StartTest, ADroppedDataSetIsPreviewedThenImportedIntoAProjectOfItsOwn)
{
    drop({writeCoco()});
    auto* dialog = window->findChild<ImportDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* button = dialog->findChild<QPushButton*>(QStringLiteral("importButton"));
    ASSERT_TRUE(waitUntil([&] { return button->isEnabled(); }));
    EXPECT_EQ(dialog->options().format, "coco");
    EXPECT_EQ(dialog->options().author, "truth");
    EXPECT_TRUE(dialog->options().continueFrom);
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(opens());
    EXPECT_TRUE(fs::exists(folder / "truth.touchstone"));
    EXPECT_EQ(items(), 2u);
    EXPECT_EQ(window->desk().session()->reader().counts()->total, 1);
    // One annotation names an image that is not there: the report shows itself.
    auto* report = window->findChild<ReportDialog*>();
    ASSERT_TRUE(waitUntil([&] { return (report = window->findChild<ReportDialog*>()) != nullptr; }));
    auto* table = report->findChild<QTableView*>();
    ASSERT_GE(table->model()->rowCount(), 1);
    report->findChild<QLineEdit*>()->setText(QStringLiteral("no line says this"));
    EXPECT_EQ(table->model()->rowCount(), 0);
}

TEST_F(StartTest, PicturesThatMovedAreFoundBeforeAnythingChanges)
{
    drop({makePictures(3)});
    ASSERT_TRUE(opens());
    Project& project = window->desk().session()->project();
    fs::create_directories(folder / "archive");
    fs::rename(folder / "pictures", folder / "archive" / "pictures");
    QAction* locate = nullptr;
    for (QAction* action : window->findChildren<QAction*>()) {
        locate = action->text().contains(QStringLiteral("Locate missing")) ? action : locate;
    }
    ASSERT_TRUE(locate);
    locate->trigger();
    LocateDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = window->findChild<LocateDialog*>()) != nullptr; }));
    auto* use = dialog->findChild<QPushButton*>(QStringLiteral("useFound"));
    EXPECT_FALSE(use->isEnabled());
    dialog->setFolder(pathToQt(folder / "archive"));
    ASSERT_TRUE(waitUntil([&] { return use->isEnabled(); }));
    EXPECT_EQ(dialog->plan().found, 3);
    QTest::mouseClick(use, Qt::LeftButton);
    SilentProgress progress;
    ASSERT_TRUE(waitUntil([&] {
        const auto after = findMissing(project, {}, progress);
        return after && after->lines.empty();
    }));
}

TEST_F(StartTest, TheSampleIsDrawnImportedAndKept)
{
    QTest::mouseClick(window->findChild<QPushButton*>(QStringLiteral("sampleButton")), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->workspace() != nullptr; }, 60'000));
    const fs::path file = window->desk().session()->project().path();
    EXPECT_TRUE(pathToQt(file).endsWith(QStringLiteral("touchstone/sample/sample.touchstone")));
    EXPECT_GE(items(), 24u);
    EXPECT_GT(window->desk().session()->reader().counts()->total, 100);
    const ProjectId id = window->desk().session()->project().info().id;
    window->desk().close();
    window->desk().openSample();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->workspace() != nullptr; }, 60'000));
    EXPECT_EQ(window->desk().session()->project().info().id, id);
}

} // namespace
} // namespace touchstone
