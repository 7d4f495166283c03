#include <fstream>

#include <QCheckBox>
#include <QComboBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTreeWidget>

#include "app/exchange/columns_dialog.h"
#include "app/exchange/encoding_dialog.h"
#include "app/exchange/import_dialog.h"
#include "app/exchange/path_field.h"
#include "app/exchange/preview_grid.h"
#include "app/session/program_setting.h"
#include "app/session/text.h"
#include "app/shell/banner.h"
#include "app/shell/command_palette.h"
#include "app/shell/fuzzy_match.h"
#include "app/shell/keys_page.h"
#include "app/shell/rail.h"
#include "app/shell/status_row.h"
#include "app/start/start_page.h"
#include "app/theme/theme.h"
#include "fake_workspace.h"
#include "support/temp_folder.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

#include <future>

namespace touchstone {
namespace {

class ShellTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        window = std::make_unique<MainWindow>(fakeMaker());
        window->resize(1600, 1000);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    void openNew()
    {
        window->desk().createProject(folder / "streets.touchstone", QStringLiteral("City streets"));
        ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr; }));
    }
    template <class T>
    T* part(const char* name = nullptr)
    {
        return name ? window->findChild<T*>(QLatin1StringView(name)) : window->findChild<T*>();
    }
    QString notice() { return part<QLabel>("notice")->text(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }

    TempFolder folder;
    std::unique_ptr<MainWindow> window;
};

TEST_F(ShellTest, ThePreferencesNameTheHelperProgram)
{
    window->actions().preferences->trigger();
    auto* dialog = part<QDialog>("preferencesDialog");
    ASSERT_TRUE(dialog && dialog->isVisible());
    auto* note = dialog->findChild<QLabel*>(QStringLiteral("helperNote"));
    auto* program = dialog->findChild<PathField*>(QStringLiteral("helperProgram"));
    program->setPath(QStringLiteral("/nowhere/finder"));
    EXPECT_TRUE(note->text().contains(QStringLiteral("not there")));
    dialog->reject();
    EXPECT_TRUE(ProgramSetting::read().program.isEmpty());

    press(Qt::Key_Comma, Qt::ControlModifier);
    ASSERT_TRUE(waitUntil([&] {
        const auto all = window->findChildren<QDialog*>(QStringLiteral("preferencesDialog"));
        dialog = all.isEmpty() ? nullptr : all.back();
        return dialog && dialog->isVisible();
    }));
    program = dialog->findChild<PathField*>(QStringLiteral("helperProgram"));
    program->setPath(QStringLiteral("/bin/sh"));
    auto* arguments = dialog->findChild<QLineEdit*>(QStringLiteral("helperArguments"));
    note = dialog->findChild<QLabel*>(QStringLiteral("helperNote"));
    arguments->setText(QStringLiteral("'open"));
    EXPECT_FALSE(note->text().isEmpty());
    arguments->setText(QStringLiteral("-x \"a b\""));
    EXPECT_TRUE(note->text().isEmpty()) << note->text().toStdString();
    dialog->findChild<QSpinBox*>(QStringLiteral("helperSeconds"))->setValue(7);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("ok")), Qt::LeftButton);
    const ProgramSetting kept = ProgramSetting::read();
    EXPECT_EQ(kept.program, QStringLiteral("/bin/sh"));
    EXPECT_EQ(kept.seconds, 7);
    const auto command = kept.command();
    ASSERT_TRUE(command);
    EXPECT_EQ(*command, (std::vector<std::string>{"/bin/sh", "-x", "a b"}));
}

/// Two pictures with LabelMe's files beside them.
void writeLabelMe(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    for (const char* name : {"a", "b"}) {
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        ASSERT_TRUE(picture.save(pathToQt(folder / (std::string(name) + ".png"))));
        std::ofstream(folder / (std::string(name) + ".json"))
            << R"({"version":"5.2.1","flags":{},"shapes":[{"label":"leaf","points":[[4,4],[30,20]],"group_id":null,)"
            << R"("description":"","shape_type":"rectangle","flags":{}}],"imagePath":")" << name
            << R"(.png","imageData":null,"imageHeight":48,"imageWidth":64})";
    }
}

TEST_F(ShellTest, LabelFilesBesideAddedPicturesAreOfferedAndNotTakenSilently)
{
    writeLabelMe(folder / "leaves");
    window->openPaths({folder / "leaves"});
    ASSERT_TRUE(waitUntil([&] { return notice().contains(QStringLiteral("Label files lie beside them")); }))
        << notice().toStdString();
    Project& project = window->desk().session()->project();
    auto reader = project.reader();
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->counts()->total, 0);
    part<QAction>("importLabels")->trigger();
    auto* dialog = part<ImportDialog>();
    ASSERT_TRUE(dialog);
    auto* button = dialog->findChild<QPushButton*>(QStringLiteral("importButton"));
    ASSERT_TRUE(waitUntil([&] { return button->isEnabled(); }));
    EXPECT_EQ(dialog->options().format, "labelme");
    button->click();
    ASSERT_TRUE(waitUntil([&] { return (*reader)->counts()->total == 2; }));
    // The same pictures, not two more.
    EXPECT_EQ((*reader)->itemKeys()->size(), 2U);
}

TEST_F(ShellTest, AFolderWithoutLabelFilesOffersNothing)
{
    writeLabelMe(folder / "leaves");
    std::filesystem::remove(folder / "leaves" / "a.json");
    std::filesystem::remove(folder / "leaves" / "b.json");
    window->openPaths({folder / "leaves"});
    ASSERT_TRUE(waitUntil([&] { return window->workspace() && !notice().isEmpty(); }));
    ASSERT_TRUE(waitUntil([&] { return window->desk().projectJobs()->jobs().empty(); }));
    EXPECT_FALSE(notice().contains(QStringLiteral("Label files")));
}

TEST_F(ShellTest, ATextInAnotherEncodingIsAskedForAndAdded)
{
    std::filesystem::create_directories(folder / "mixed");
    std::ofstream(folder / "mixed" / "new.txt") << "Plain.";
    std::ofstream(folder / "mixed" / "old.txt", std::ios::binary)
        << "Caf\xE9 cr\xE8me, d\xE9j\xE0 vu. Un \xE9t\xE9 \xE0 Orl\xE9"
           "ans.";
    window->openPaths({folder / "mixed"});
    QDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = part<EncodingDialog>()) && dialog->isVisible(); }));
    auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("encoding"));
    auto* decoded = dialog->findChild<QPlainTextEdit*>(QStringLiteral("decoded"));
    choice->setCurrentIndex(choice->findData(QStringLiteral("windows-1251")));
    EXPECT_FALSE(decoded->toPlainText().contains(QStringLiteral("déjà")));
    choice->setCurrentIndex(choice->findData(QStringLiteral("windows-1252")));
    EXPECT_TRUE(decoded->toPlainText().contains(QStringLiteral("déjà vu")));
    Project& project = window->desk().session()->project();
    auto reader = project.reader();
    EXPECT_EQ((*reader)->itemKeys()->size(), 1U);
    dialog->findChild<QPushButton*>(QStringLiteral("addEncoded"))->click();
    ASSERT_TRUE(waitUntil([&] { return (*reader)->itemKeys()->size() == 2U; }));
    const auto item = (*reader)->item((*reader)->itemKeys()->back());
    EXPECT_EQ((*reader)->document(item->id)->encoding, "windows-1252");
    EXPECT_TRUE((*reader)->document(item->id)->blocks.front().text.starts_with("Café crème"));
}

TEST_F(ShellTest, RecordsBesideAddedTextsAreOfferedAlsoAfterAnEncodingWasAskedFor)
{
    std::filesystem::create_directories(folder / "mixed");
    std::ofstream(folder / "mixed" / "new.txt") << "Plain.";
    std::ofstream(folder / "mixed" / "old.txt", std::ios::binary) << "Caf\xE9.";
    std::ofstream(folder / "mixed" / "r.csv") << "id,body\n1,one\n2,two\n";
    window->openPaths({folder / "mixed"});
    QDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = part<EncodingDialog>()) && dialog->isVisible(); }));
    EXPECT_TRUE(notice().contains(QStringLiteral("r.csv holds records"))) << notice().toStdString();
    dialog->findChild<QPushButton*>(QStringLiteral("addEncoded"))->click();
    auto reader = window->desk().session()->project().reader();
    ASSERT_TRUE(waitUntil([&] { return (*reader)->itemKeys()->size() == 2 && !notice().contains(u"skipped"); }));
    EXPECT_TRUE(notice().contains(QStringLiteral("r.csv holds records"))) << notice().toStdString();
    part<QAction>("addRecords")->trigger();
    ASSERT_TRUE(part<ColumnsDialog>());
    part<ColumnsDialog>()->reject();
    ASSERT_TRUE(waitUntil([&] { return !part<ColumnsDialog>(); }));
    part<QAction>("addRecords")->trigger();
    auto* columns = part<ColumnsDialog>();
    ASSERT_TRUE(columns) << "the offer stands until it is taken";
    auto* list = columns->findChild<QTreeWidget*>(QStringLiteral("columns"));
    ASSERT_TRUE(waitUntil([&] { return list->topLevelItemCount() == 2; }));
    list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    columns->findChild<QPushButton*>(QStringLiteral("addRecords"))->click();
    ASSERT_TRUE(waitUntil([&] { return (*reader)->itemKeys()->size() == 4; }));
    ASSERT_TRUE(waitUntil([&] { return notice().startsWith(QStringLiteral("2 texts came in")); }));
    EXPECT_FALSE(notice().contains(QStringLiteral("holds records"))) << notice().toStdString();
}

TEST_F(ShellTest, AnImportOfTextsShowsThemFirst)
{
    openNew();
    std::ofstream(folder / "two.jsonl") << R"({"text": "Ada wrote to Charles.", "label": [[0, 3, "PERSON"], [13, 20, "PERSON"]]})"
                                        << "\n" << R"({"text": "Nothing here.", "label": []})" << "\n";
    window->actions().import->trigger();
    auto* dialog = part<ImportDialog>();
    ASSERT_TRUE(dialog);
    auto* grid = dialog->findChild<PreviewGrid*>();
    const QImage empty = grid->grab().toImage();
    dialog->setFile(folder / "two.jsonl");
    auto* button = dialog->findChild<QPushButton*>(QStringLiteral("importButton"));
    ASSERT_TRUE(waitUntil([&] { return button->isEnabled(); }));
    QStringList said;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    const QString all = said.join(QLatin1Char('\n'));
    EXPECT_TRUE(all.contains(QStringLiteral("2 texts · 2 annotations · 1 label"))) << all.toStdString();
    EXPECT_TRUE(all.contains(QStringLiteral("Encoding")));
    EXPECT_FALSE(all.contains(QStringLiteral("Pictures")));
    EXPECT_NE(grid->grab().toImage(), empty);
}

TEST_F(ShellTest, WhatWasDecidedOfOffsetsHoldsForOneFile)
{
    openNew();
    for (const char* name : {"one", "two"}) {
        std::filesystem::create_directories(folder / name);
        std::ofstream(folder / name / "a.txt", std::ios::binary) << "One line.\r\nAda wrote.\r\n";
        // Counted as if each line end were one character.
        std::ofstream(folder / name / "a.ann") << "T1\tPERSON 10 13\tAda\n";
    }
    window->actions().import->trigger();
    auto* dialog = part<ImportDialog>();
    ASSERT_TRUE(dialog);
    auto* realign = dialog->findChild<QCheckBox*>(QStringLiteral("realign"));
    dialog->setFile(folder / "one");
    ASSERT_TRUE(waitUntil([&] { return realign->isVisible(); }));
    EXPECT_TRUE(realign->isChecked());
    QTest::mouseClick(realign, Qt::LeftButton, {}, QPoint(8, realign->height() / 2));
    EXPECT_FALSE(realign->isChecked());
    EXPECT_EQ(dialog->options().realign, Realign::Never);
    dialog->setFile(folder / "two");
    ASSERT_TRUE(waitUntil([&] { return realign->isVisible() && realign->isChecked(); }));
    EXPECT_EQ(dialog->options().realign, Realign::WhenAllFit);
}

TEST_F(ShellTest, AFolderCanBeDroppedOnTheImportDialog)
{
    writeLabelMe(folder / "leaves");
    openNew();
    window->actions().import->trigger();
    auto* dialog = part<ImportDialog>();
    ASSERT_TRUE(dialog);
    EXPECT_TRUE(dialog->findChild<QPushButton*>(QStringLiteral("chooseFolder")));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(pathToQt(folder / "leaves"))});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(dialog, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(dialog, &drop);
    EXPECT_EQ(dialog->file(), folder / "leaves");
    auto* button = dialog->findChild<QPushButton*>(QStringLiteral("importButton"));
    EXPECT_TRUE(waitUntil([&] { return button->isEnabled(); }));
}

TEST_F(ShellTest, BeginsOnTheStartPageWithoutDeadEntries)
{
    EXPECT_TRUE(part<StartPage>()->isVisible());
    EXPECT_FALSE(part<Rail>()->isVisible());
    EXPECT_FALSE(part<StatusRow>()->isVisible());
    EXPECT_FALSE(window->actions().exportTo->isEnabled());
    EXPECT_TRUE(window->actions().open->isEnabled());
    for (const QMenu* menu : window->findChildren<QMenu*>()) {
        EXPECT_FALSE(menu->menuAction()->isVisible() && menu->isEmpty()) << menu->title().toStdString();
    }
}

TEST_F(ShellTest, EveryActionOfAMenuHasIconAndTip)
{
    openNew();
    int seen = 0;
    for (const QMenu* menu : window->findChildren<QMenu*>()) {
        for (const QAction* action : menu->actions()) {
            if (action->isSeparator() || action->menu()) {
                continue;
            }
            ++seen;
            EXPECT_FALSE(action->icon().isNull()) << action->text().toStdString();
            EXPECT_FALSE(action->statusTip().isEmpty()) << action->text().toStdString();
        }
    }
    EXPECT_GT(seen, 15);
}

TEST_F(ShellTest, ShowsTheProjectItsWorkspaceAndItsSaveState)
{
    openNew();
    EXPECT_FALSE(part<StartPage>()->isVisible());
    EXPECT_TRUE(part<Rail>()->isVisible());
    EXPECT_EQ(window->findChildren<RailButton*>().size(), 1);
    EXPECT_EQ(part<QLabel>("saveState")->text(), QStringLiteral("Saved"));
    EXPECT_TRUE(window->windowTitle().startsWith(QStringLiteral("City streets")));
    Q_EMIT window->workspace()->positionChanged(QStringLiteral("1 of 3"));
    bool chip = false;
    for (const QLabel* label : window->findChildren<QLabel*>()) {
        chip = chip || (label->isVisible() && label->text() == QStringLiteral("1 of 3"));
    }
    EXPECT_TRUE(chip);
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_TRUE(part<StartPage>()->isVisible());
    EXPECT_EQ(window->workspace(), nullptr);
}

TEST_F(ShellTest, WhatIsDroppedDuringAnImportIsRefusedWithWords)
{
    openNew();
    const auto data = folder / "cars.json";
    std::ofstream(data) << R"({"images":[],"annotations":[],"categories":[{"id":1,"name":"car"}]})";
    std::filesystem::create_directory(folder / "other");
    window->openPaths({data});
    auto* dialog = part<ImportDialog>();
    ASSERT_TRUE(dialog);
    QPushButton* start = nullptr;
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
        start = button->text() == QStringLiteral("Import") ? button : start;
    ASSERT_TRUE(start && waitUntil([&] { return start->isEnabled(); }));
    start->click();
    // Its end is told by an event: until one is handled the import is under way.
    ProjectSession* before = window->desk().session();
    window->openPaths({folder / "other"});
    EXPECT_EQ(window->desk().session(), before);
    EXPECT_TRUE(notice().contains(QStringLiteral("Importing is under way: other was not opened")))
        << notice().toStdString();
    EXPECT_TRUE(waitUntil([&] { return window->desk().projectJobs()->jobs().empty(); }));
    EXPECT_FALSE(before->ontology().labels.empty()) << "the import was not cut off";
    window->openPaths({folder / "other"});
    EXPECT_FALSE(notice().contains(QStringLiteral("under way"))) << notice().toStdString();
}

TEST_F(ShellTest, AHostileFolderOpensWithWhatCanBeReadAndSaysWhatCannot)
{
    const auto hostile = folder / "hostile";
    std::filesystem::create_directories(hostile / "deep");
    QImage picture(64, 48, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    ASSERT_TRUE(picture.save(QString::fromStdString((hostile / "good.png").string())));
    ASSERT_TRUE(picture.save(QString::fromStdString((hostile / "deep" / "good.jpg").string())));
    const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0", 29);
    std::ofstream(hostile / "bomb.png", std::ios::binary) << png << std::string(1 << 20, '\0');
    std::ofstream(hostile / "empty.jpg");
    std::ofstream(hostile / "text.png") << "no picture";
    std::filesystem::copy_file(hostile / "good.png", hostile / "n\xff\xfe.png");
    std::filesystem::create_directory_symlink(hostile, hostile / "deep" / "loop");
    std::filesystem::create_symlink("nowhere.png", hostile / "dangling.png");
    window->openPaths({hostile});
    ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr; }));
    const auto keys = window->desk().session()->reader().itemKeys();
    ASSERT_TRUE(keys);
    std::vector<std::string> names;
    for (const std::int64_t key : *keys)
        names.push_back(window->desk().session()->reader().item(key)->path);
    EXPECT_TRUE(std::ranges::find(names, "good.png") != names.end());
    EXPECT_TRUE(std::ranges::find(names, "deep/good.jpg") != names.end());
    EXPECT_TRUE(std::ranges::find(names, "text.png") == names.end());
    EXPECT_TRUE(std::ranges::find(names, "empty.jpg") == names.end());
    // A header that claims too much is a picture; its line in the list says that it is too large.
    EXPECT_TRUE(std::ranges::find(names, "bomb.png") != names.end());
    EXPECT_EQ(names.size(), 3u) << notice().toStdString();
    EXPECT_TRUE(waitUntil([&] { return notice().contains(QStringLiteral("4 files were skipped")); }))
        << notice().toStdString();
}

TEST_F(ShellTest, ThePaletteFindsAnActionByItsLettersAndRunsIt)
{
    openNew();
    FakeWorkspace* fake = fakeOf(*window);
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* palette = part<CommandPalette>();
    ASSERT_TRUE(palette->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("cnt me"));
    auto* list = palette->findChild<QListWidget*>();
    ASSERT_EQ(list->count(), 1);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("Count me"));
    press(Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return fake->triggered == 1; }));
    EXPECT_FALSE(palette->isVisible());
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("qqqq"));
    EXPECT_FALSE(list->isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(palette->isVisible());
    EXPECT_EQ(fake->triggered, 1);
}

TEST_F(ShellTest, ThePaletteFindsTheThemesByTheirMenu)
{
    openNew();
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("theme"));
    auto* list = part<CommandPalette>()->findChild<QListWidget*>();
    ASSERT_GE(list->count(), 3);
    for (int row = 0; row < 3; ++row) {
        EXPECT_TRUE(list->item(row)->text().startsWith(QStringLiteral("Theme › ")));
    }
}

TEST_F(ShellTest, TheTipOfAnEntryStandsBeforeTheMessageForAsLongAsItIsHovered)
{
    openNew();
    press(Qt::Key_S, Qt::ControlModifier);
    const QString said = notice();
    ASSERT_FALSE(said.isEmpty());
    window->actions().exportTo->showStatusText(window->workspace());
    EXPECT_EQ(notice(), window->actions().exportTo->statusTip());
    QStatusTipEvent none{QString()};
    QApplication::sendEvent(window->workspace(), &none);
    EXPECT_EQ(notice(), said);
    window->desk().close();
    EXPECT_TRUE(notice().isEmpty()) << "a message ends with its project";
}

TEST_F(ShellTest, SaveAnswersAndPanelsHide)
{
    openNew();
    press(Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(notice().startsWith(QStringLiteral("Saved"))) << notice().toStdString();
    FakeWorkspace* fake = fakeOf(*window);
    ASSERT_TRUE(fake->panel->isVisible());
    press(Qt::Key_F9);
    EXPECT_FALSE(fake->panel->isVisible());
    EXPECT_FALSE(part<Rail>()->isVisible());
    press(Qt::Key_F9);
    EXPECT_TRUE(fake->panel->isVisible());
    EXPECT_TRUE(part<Rail>()->isVisible());
}

TEST_F(ShellTest, QuestionMarkShowsTheKeys)
{
    openNew();
    QTest::keyClick(window.get(), Qt::Key_Question, Qt::ShiftModifier);
    auto* page = part<KeysPage>();
    ASSERT_TRUE(page && page->isVisible());
    bool found = false;
    for (const QLabel* label : page->findChildren<QLabel*>()) {
        found = found || label->text() == QStringLiteral("Ctrl+K");
    }
    EXPECT_TRUE(found) << "keys of the workspace stand there too";
}

TEST_F(ShellTest, ThemeFollowsTheMenuAndIsKept)
{
    window->actions().themeLight->trigger();
    EXPECT_FALSE(theme().dark);
    EXPECT_EQ(window->palette().color(QPalette::Window), theme().window);
    window->actions().themeDark->trigger();
    EXPECT_TRUE(theme().dark);
    EXPECT_EQ(QSettings().value(QStringLiteral("window/theme")).toString(), QStringLiteral("dark"));
}

TEST_F(ShellTest, ALongJobShowsItsProgressAndIsCancelledByItsButton)
{
    openNew();
    std::atomic<bool> stopped = false;
    window->desk().projectJobs()->start(
        QStringLiteral("Thumbnails"),
        [&](Progress& progress) {
            progress.report(0.63, "street_0407.jpg");
            while (!progress.cancelled()) {
                QThread::msleep(1);
            }
            stopped = true;
        },
        nullptr, [] {});
    auto* strip = part<QWidget>("jobs");
    ASSERT_TRUE(waitUntil([&] { return strip->isVisible(); }));
    EXPECT_EQ(strip->findChild<QProgressBar*>()->value(), 630);
    EXPECT_EQ(strip->findChild<QLabel*>()->text(), QStringLiteral("Thumbnails 63 %"));
    QTest::mouseClick(part<QToolButton>("cancelJob"), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return stopped && !strip->isVisible(); }));
}

TEST_F(ShellTest, ARefusedEditRaisesTheBannerAndDiscardTakesItDown)
{
    openNew();
    ProjectSession& session = *window->desk().session();
    auto source = session.project().beginSource({"files", "f", sha256("f"), "{}", "anna", LayerRole::Work, true});
    ASSERT_TRUE(source);
    const auto root = source->writer->root(folder.path());
    ASSERT_TRUE(source->writer->item({"image", *root, "a.png", 640, 480, 1, 9}));
    ASSERT_TRUE(source->writer->publish("{}"));
    ASSERT_TRUE(session.openItem(session.reader().item(session.reader().itemKeys()->front())->id));
    auto* banner = part<Banner>();
    EXPECT_FALSE(banner->isVisible());
    Annotation unknown;
    unknown.id = AnnotationId::create();
    unknown.label = LabelId::create();
    unknown.shape = BoxShape{{1, 2, 3, 4}};
    Edit edit;
    edit.text = "Draw van";
    edit.changes = {session.working()->content.creation(unknown)};
    ASSERT_TRUE(session.apply(edit));
    ASSERT_TRUE(waitUntil([&] { return banner->isVisible(); }));
    EXPECT_EQ(part<QLabel>("saveState")->text(), QStringLiteral("Not saved"));
    QPushButton* discard = nullptr;
    for (QPushButton* button : banner->findChildren<QPushButton*>()) {
        EXPECT_EQ(button->isVisible(), button->objectName().isEmpty()) << "neither moved nor on a share";
        discard = button->text().startsWith(QStringLiteral("Discard")) ? button : discard;
    }
    ASSERT_NE(discard, nullptr);
    QTest::mouseClick(discard, Qt::LeftButton);
    EXPECT_FALSE(banner->isVisible());
    EXPECT_TRUE(session.working()->content.isEmpty());
    EXPECT_EQ(part<QLabel>("saveState")->text(), QStringLiteral("Saved"));
}

TEST_F(ShellTest, SavingIsToldOnlyWhenItTakesLong)
{
    openNew();
    ProjectSession& session = *window->desk().session();
    const auto* state = part<QLabel>("saveState");
    std::promise<void> release;
    auto held = addLabelEdit(session.project(), {ScopeKind::Ontology, {}}, "car");
    ASSERT_TRUE(held);
    session.project().apply(Commit{std::move(*held), {}}, [&](const Result<Receipt>&) { release.get_future().wait(); });
    auto edit = addLabelEdit(session.project(), {ScopeKind::Ontology, {}}, "tree");
    ASSERT_TRUE(edit);
    session.applyElsewhere(std::move(*edit));
    EXPECT_EQ(session.saveState().kind, SaveState::Kind::Saving);
    EXPECT_EQ(state->text(), QStringLiteral("Saved")) << "not told at once";
    EXPECT_TRUE(waitUntil([&] { return state->text() == QStringLiteral("Saving"); }));
    release.set_value();
    EXPECT_TRUE(waitUntil([&] { return state->text() == QStringLiteral("Saved"); }));
    EXPECT_EQ(session.saveState().kind, SaveState::Kind::Saved);
}

TEST_F(ShellTest, AProjectThatMayNotBeWrittenSaysWhy)
{
    openNew();
    window->desk().close();
    std::filesystem::permissions(folder / "streets.touchstone", std::filesystem::perms::owner_read);
    auto held = Project::open(folder / "streets.touchstone", Project::Mode::ReadWrite, "ben");
    ASSERT_TRUE(held);
    window->openPaths({folder / "streets.touchstone"});
    ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr; }));
    EXPECT_TRUE(part<Banner>()->isVisible());
    EXPECT_EQ(part<QLabel>("saveState")->text(), QStringLiteral("Read-only"));
    EXPECT_FALSE(window->actions().addPictures->isEnabled());
    EXPECT_TRUE(window->actions().saveCopy->isEnabled());
}

TEST_F(ShellTest, TheRailLosesItsWordsInANarrowWindow)
{
    openNew();
    EXPECT_EQ(part<Rail>()->width(), 64);
    window->resize(1200, 800);
    EXPECT_TRUE(waitUntil([&] { return part<Rail>()->width() == 48; }));
}

TEST(FuzzyMatchTest, PrefersBeginningsOfWordsAndRuns)
{
    const auto score = [](const char* typed, const char* text) {
        const auto match = fuzzyMatch(QString::fromUtf8(typed), QString::fromUtf8(text));
        return match ? match->score : -1000;
    };
    EXPECT_FALSE(fuzzyMatch(QStringLiteral("xyz"), QStringLiteral("Save a copy")));
    EXPECT_FALSE(fuzzyMatch(QStringLiteral("ypoc"), QStringLiteral("copy")));
    EXPECT_GT(score("sac", "Save a copy"), score("sac", "Show all cars"));
    EXPECT_GT(score("copy", "Copy"), score("copy", "Save a copy"));
    EXPECT_GT(score("zoom", "Zoom in"), score("zoom", "Azimuth of old maps"));
    EXPECT_GT(score("etudes", "Études"), 0) << "accents do not matter";
    const auto match = fuzzyMatch(QStringLiteral("sc"), QStringLiteral("Save a copy"));
    EXPECT_EQ(match->positions, (std::vector<qsizetype>{0, 7}));
}

} // namespace
} // namespace touchstone

int main(int argc, char** argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    const touchstone::TempFolder home;
    for (const auto* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
        qputenv(variable, QByteArray::fromStdString((home / variable).string()));
    }
    qputenv("TOUCHSTONE_USER", "anna");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("touchstone"));
    QApplication::setApplicationName(QStringLiteral("touchstone-test"));
    touchstone::applyTheme(application, touchstone::ThemeKind::Dark);
    return RUN_ALL_TESTS();
}
