#include "app/recovery/backup_keeper.h"
#include "app/recovery/damage_dialog.h"
#include "app/recovery/restore_dialog.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/banner.h"
#include "app/shell/preferences.h"
#include "fake_workspace.h"
#include "support/temp_folder.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/labels.h"

#include <sqlite3.h>
#include <sys/wait.h>

namespace touchstone {
namespace {

class RecoveryTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        ASSERT_TRUE(Project::create(path(), "City streets", "anna"));
        window = std::make_unique<MainWindow>(fakeMaker());
        window->resize(1600, 1000);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    std::filesystem::path path() const { return folder / "streets.touchstone"; }
    void open()
    {
        window->desk().openProject(path());
        ASSERT_TRUE(waitUntil([&] { return window->workspace() != nullptr; }));
    }
    void addLabel(const std::string& name)
    {
        ProjectSession& session = *window->desk().session();
        auto edit = addLabelEdit(session.project(), {ScopeKind::Ontology, {}}, name);
        ASSERT_TRUE(edit);
        bool stored = false;
        session.applyElsewhere(std::move(*edit), [&](const Result<Receipt>& done) { stored = done.ok(); });
        ASSERT_TRUE(waitUntil([&] { return stored; }));
    }
    std::size_t labels() { return window->desk().session()->project().ontology()->labels.size(); }
    QString notice() { return window->findChild<QLabel*>(QStringLiteral("notice"))->text(); }
    /// As a killed writer leaves it.
    void endUncleanly()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto project = Project::open(path(), Project::Mode::ReadWrite, "anna");
            auto edit = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "late");
            ::_exit((*project)->applyNow(std::move(*edit)) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_EQ(WEXITSTATUS(status), 0);
    }

    TempFolder folder;
    std::unique_ptr<MainWindow> window;
};

TEST_F(RecoveryTest, ClosingAfterChangesMakesABackupAndWithoutChangesNone)
{
    open();
    window->desk().close();
    open();
    EXPECT_TRUE(listBackups(path()).empty());
    addLabel("car");
    window->desk().close();
    ASSERT_TRUE(waitUntil([&] { return listBackups(path()).size() == 1; }));
    EXPECT_EQ(listBackups(path()).front().reason, BackupReason::Close);
    Preferences::setBackupMinutes(0);
    open();
    addLabel("bus");
    window.reset();
    EXPECT_EQ(listBackups(path()).size(), 1u) << "switched off";
}

TEST_F(RecoveryTest, RestoresFromTheDialogAndKeepsWhatWasThere)
{
    open();
    addLabel("car");
    window->desk().close();
    ASSERT_TRUE(waitUntil([&] { return listBackups(path()).size() == 1; }));
    open();
    addLabel("bus");
    EXPECT_EQ(labels(), 2u);
    window->actions().restore->trigger();
    auto* dialog = window->findChild<RestoreDialog*>();
    ASSERT_TRUE(dialog);
    auto* difference = dialog->findChild<QLabel*>(QStringLiteral("difference"));
    ASSERT_TRUE(waitUntil([&] { return difference->text().contains(QStringLiteral("1 edit was made since")); }))
        << difference->text().toStdString();
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("restore")), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return window->desk().session() && labels() == 1; }));
    EXPECT_TRUE(notice().contains(QStringLiteral("(before "))) << notice().toStdString();
    EXPECT_FALSE(window->desk().session()->project().isReadOnly());
}

TEST_F(RecoveryTest, WithoutBackupsTheDialogSaysWhenTheFirstComes)
{
    open();
    window->actions().restore->trigger();
    auto* dialog = window->findChild<RestoreDialog*>();
    ASSERT_TRUE(dialog);
    EXPECT_TRUE(dialog->findChild<QLabel*>(QStringLiteral("noBackups"))->isVisible());
    EXPECT_FALSE(dialog->findChild<QPushButton*>(QStringLiteral("restore"))->isEnabled());
}

TEST_F(RecoveryTest, AfterAnUncleanEndItIsCheckedAndThenWritableByItself)
{
    endUncleanly();
    QStringList banners;
    auto* banner = window->findChild<Banner*>();
    QObject::connect(&window->desk(), &ProjectDesk::opened, banner, [&] {
        QTimer::singleShot(0, banner, [&] { banners << banner->findChild<QLabel*>()->text(); });
    });
    open();
    ASSERT_TRUE(waitUntil([&] { return !window->desk().session()->project().isReadOnly(); }));
    ASSERT_TRUE(waitUntil([&] { return !banner->isVisible(); }));
    EXPECT_TRUE(window->actions().addPictures->isEnabled());
    EXPECT_EQ(labels(), 1u);
    addLabel("next");
}

TEST_F(RecoveryTest, DamageIsNamedAndTheNewestBackupIsOffered)
{
    open();
    addLabel("car");
    window->desk().close();
    ASSERT_TRUE(waitUntil([&] { return listBackups(path()).size() == 1; }));
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "UPDATE edit SET text='x' WHERE seq=(SELECT max(seq) FROM edit)", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    open();
    EXPECT_TRUE(window->desk().session()->project().isReadOnly());
    DamageDialog* dialog = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (dialog = window->findChild<DamageDialog*>()) != nullptr; }));
    EXPECT_TRUE(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(QStringLiteral("newest edit")));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("restoreNewest")), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] {
        ProjectSession* session = window->desk().session();
        return session && !session->project().isReadOnly();
    }));
    EXPECT_EQ(labels(), 1u);
    EXPECT_TRUE(notice().contains(QStringLiteral("(damaged "))) << notice().toStdString();
}

} // namespace
} // namespace touchstone
