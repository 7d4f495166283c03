// Closing a window while something of the project is not stored.
#include <csignal>
#include <fstream>

#include <QEventLoop>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTimer>

#include "app/recovery/owed_backups.h"
#include "app/session/text.h"
#include "app/shell/banner.h"
#include "app/shell/end_signals.h"
#include "fake_workspace.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/labels.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

class LeaveTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        window = std::make_unique<MainWindow>(fakeMaker());
        window->resize(1600, 1000);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        window->desk().createProject(file, u"City streets"_s);
        ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr; }));
    }
    /// A label that the project does not have: the rules refuse it each time.
    void drawWhatIsRefused()
    {
        ProjectSession& session = *window->desk().session();
        auto source = session.project().beginSource({"files", "f", sha256("f"), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(source);
        const auto root = source->writer->root(folder.path());
        ASSERT_TRUE(source->writer->item({"image", *root, "a.png", 640, 480, 1, 9}));
        ASSERT_TRUE(source->writer->publish("{}"));
        ASSERT_TRUE(session.openItem(session.reader().item(session.reader().itemKeys()->front())->id));
        Annotation unknown;
        unknown.id = AnnotationId::create();
        unknown.label = LabelId::create();
        unknown.shape = BoxShape{{1, 2, 3, 4}};
        Edit edit;
        edit.text = "Draw van";
        edit.changes = {session.working()->content.creation(unknown)};
        ASSERT_TRUE(session.apply(edit));
    }
    QDialog* asked() const
    {
        auto* dialog = window->findChild<QDialog*>(u"leaveDialog"_s);
        return dialog && dialog->isVisible() ? dialog : nullptr;
    }
    void press(const QString& button)
    {
        ASSERT_TRUE(asked());
        QTest::mouseClick(asked()->findChild<QPushButton*>(button), Qt::LeftButton);
        ASSERT_TRUE(waitUntil([&] { return !asked(); }));
    }

    TempFolder folder;
    fs::path file = folder / "streets.touchstone";
    std::unique_ptr<MainWindow> window;
};

TEST_F(LeaveTest, WhatIsRefusedKeepsTheWindowOpenUntilSomebodyDecides)
{
    drawWhatIsRefused();
    EXPECT_FALSE(window->close()) << "also before the refusal is known";
    ASSERT_TRUE(asked());
    EXPECT_EQ(asked()->findChild<QLabel*>(u"leaveHead"_s)->text(), u"One change on the screen is not stored."_s);
    QTest::mouseClick(asked()->findChild<QPushButton*>(u"leaveRetry"_s), Qt::LeftButton);
    EXPECT_TRUE(asked()) << "refused once more";
    press(u"leaveCancel"_s);
    EXPECT_TRUE(window->isVisible());
    ASSERT_NE(window->desk().session(), nullptr);
    EXPECT_EQ(window->desk().session()->refusedCount(), 1U);

    window->actions().close->trigger();
    press(u"leaveCancel"_s);
    ASSERT_NE(window->desk().session(), nullptr) << "closing the project asks too";
    window->desk().createProject(folder / "other.touchstone", u"Other"_s);
    ASSERT_TRUE(waitUntil([&] { return asked() != nullptr; })) << "and so does another project";
    press(u"leaveCancel"_s);
    EXPECT_EQ(window->desk().session()->project().path(), file);
    EXPECT_EQ(window->desk().session()->refusedCount(), 1U);

    EXPECT_FALSE(window->close());
    press(u"leaveAnyway"_s);
    EXPECT_TRUE(waitUntil([&] { return !window->isVisible(); }));
    EXPECT_EQ(window->desk().session(), nullptr);
}

TEST_F(LeaveTest, WhatWasSaidOfARefusalGoesWithIt)
{
    const auto* notice = window->findChild<QLabel*>(u"notice"_s);
    drawWhatIsRefused();
    ASSERT_TRUE(waitUntil([&] { return notice->text().contains(u"is not stored"_s); }));
    window->desk().session()->discardUnsaved();
    EXPECT_EQ(notice->text(), QString());
}

TEST_F(LeaveTest, ASignalToEndClosesTheProjectInOrder)
{
    const EndSignals signals(*window);
    drawWhatIsRefused();
    std::raise(SIGTERM);
    ASSERT_TRUE(waitUntil([&] { return asked() != nullptr; })) << "not even then is work dropped silently";
    std::raise(SIGINT);
    ASSERT_TRUE(waitUntil([&] { return !asked(); }));
    ASSERT_TRUE(waitUntil([&] { return asked() != nullptr; })) << "asked anew, and only once";
    press(u"leaveAnyway"_s);
    ASSERT_TRUE(waitUntil([&] { return !window->isVisible(); }));
    EXPECT_EQ(window->desk().session(), nullptr);
    EXPECT_FALSE(fs::exists(file.string() + "-wal"));
}

TEST_F(LeaveTest, ASignalToEndWaitsForWhoeverStandsOnTheProject)
{
    const EndSignals signals(*window);
    QEventLoop loop;
    bool projectWasThere = false, done = false;
    QTimer::singleShot(0, window.get(), [&] {
        QDialog dialog(window.get());
        QTimer::singleShot(0, [] { std::raise(SIGTERM); });
        dialog.exec();
        projectWasThere = window->desk().session() != nullptr;
        done = true;
    });
    QTimer often;
    QObject::connect(&often, &QTimer::timeout, &loop, [&] {
        if (done && !window->isVisible()) {
            loop.quit();
        }
    });
    often.start(10);
    QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
    loop.exec();
    EXPECT_TRUE(projectWasThere);
    EXPECT_FALSE(window->isVisible());
    EXPECT_EQ(window->desk().session(), nullptr);
}

TEST_F(LeaveTest, ADeletedProjectIsNotClosedSilently)
{
    fs::remove(file);
    EXPECT_FALSE(window->close()) << "also before it is known";
    ASSERT_TRUE(asked());
    EXPECT_TRUE(asked()->findChild<QLabel*>(u"leaveHead"_s)->text().contains(u"deleted"_s));
    press(u"leaveCancel"_s);
    auto* banner = window->findChild<Banner*>();
    EXPECT_TRUE(waitUntil([&] { return banner->isVisible(); }));
    for (const QLabel* label : banner->findChildren<QLabel*>()) {
        EXPECT_FALSE(label->text().contains(u"is stored"_s)) << label->text().toStdString();
    }
    EXPECT_FALSE(window->close());
    press(u"leaveAnyway"_s);
    EXPECT_TRUE(waitUntil([&] { return !window->isVisible(); }));
}

TEST_F(LeaveTest, ABackupThatCouldNotBeMadeIsTriedAndToldAtTheNextOpening)
{
    const auto add = [&](const char* label) {
        auto edit = addLabelEdit(window->desk().session()->project(), {ScopeKind::Ontology, {}}, label);
        ASSERT_TRUE(edit);
        window->desk().session()->applyElsewhere(std::move(*edit));
        ASSERT_TRUE(waitUntil([&] { return window->desk().session()->saveState().kind == SaveState::Kind::Saved; }));
    };
    const auto backups = [&] { return listBackups(file).size(); };
    const fs::path inTheWay = backupFolder(file);
    add("car");
    std::ofstream(inTheWay) << "no folder";
    ASSERT_TRUE(window->close());
    window.reset(); // Waits for the backup.
    EXPECT_TRUE(isBackupOwed(file));

    window = std::make_unique<MainWindow>(fakeMaker());
    window->show();
    auto* notice = window->findChild<QLabel*>(u"notice"_s);
    window->openPaths({file});
    ASSERT_TRUE(waitUntil([&] { return notice->text().contains(u"No backup was made"_s); })) << notice->text().toStdString();
    ASSERT_TRUE(window->close());
    window.reset();

    fs::remove(inTheWay);
    window = std::make_unique<MainWindow>(fakeMaker());
    window->openPaths({file});
    ASSERT_TRUE(waitUntil([&] { return backups() == 1; })) << "nothing was changed since, and it is made up for";
    ASSERT_TRUE(waitUntil([&] { return !isBackupOwed(file); }));
}

TEST_F(LeaveTest, ADamagedBackupIsNamedAndTheProjectComesBack)
{
    SilentProgress progress;
    const auto backup = makeBackup(file, BackupReason::Asked, progress);
    ASSERT_TRUE(backup) << backup.error().text();
    fs::resize_file(backup->file, fs::file_size(backup->file) / 2);
    QStringList told;
    QObject::connect(&window->desk(), &ProjectDesk::told, [&](const QString& text) { told << text; });
    window->desk().restore(file, *backup, false);
    ASSERT_TRUE(waitUntil([&] { return !told.isEmpty(); }));
    EXPECT_TRUE(told.join(u' ').contains(u"Nothing was restored"_s)) << told.join(u' ').toStdString();
    ASSERT_NE(window->desk().session(), nullptr);
    EXPECT_FALSE(window->desk().session()->project().isReadOnly());
    for (const QDialog* dialog : window->findChildren<QDialog*>()) {
        EXPECT_FALSE(dialog->isVisible()) << "the project is not called damaged";
    }
}

TEST_F(LeaveTest, WhatIsStoredLeavesWithoutAQuestion)
{
    fs::rename(file, folder / "moved.touchstone");
    EXPECT_TRUE(window->close()) << "moved, with all that is in it";
    EXPECT_EQ(window->desk().session(), nullptr);
}

} // namespace
} // namespace touchstone
