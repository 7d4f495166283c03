#include <csignal>

#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTest>

#include "app/session/text.h"
#include "app/shell/end_signals.h"
#include "app/shell/first_show.h"
#include "app/shell/project_desk.h"
#include "app/start/start_page.h"
#include "app/theme/theme.h"
#include "fake_workspace.h"
#include "support/temp_folder.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

using namespace Qt::StringLiterals;

constexpr int forever = 600'000;

class FirstShowTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        ASSERT_TRUE(Project::create(file, "Streets", "anna"));
        qApp->setStyleSheet({});
    }
    void TearDown() override
    {
        window.reset();
        applyTheme(*qApp, ThemeKind::Dark);
    }
    /// A window that is opening `path`, and fills itself with a workspace that is whole later.
    void start(const std::filesystem::path& path, int patienceMs)
    {
        auto desk = std::make_unique<ProjectDesk>();
        desk->openProject(path);
        window = std::make_unique<MainWindow>(
            [this](ProjectSession& session, JobRunner&, QWidget* parent) {
                workspace = new FakeWorkspace(session, parent);
                workspace->whole = false;
                return std::vector<Workspace*>{workspace};
            },
            std::move(desk));
        showFirst(*window, patienceMs);
    }

    TempFolder folder;
    const std::filesystem::path file = folder / "streets.touchstone";
    std::unique_ptr<MainWindow> window;
    FakeWorkspace* workspace = nullptr;
};

TEST_F(FirstShowTest, WithNothingToOpenTheStartPageComesAtOnce)
{
    window = std::make_unique<MainWindow>(fakeMaker());
    showFirst(*window);
    EXPECT_TRUE(window->isVisible());
    EXPECT_FALSE(qApp->styleSheet().isEmpty());
    auto* page = window->findChild<StartPage*>();
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->isVisible());
}

TEST_F(FirstShowTest, AProjectIsShownWhenItCanBeSeenWhole)
{
    start(file, forever);
    EXPECT_FALSE(window->isVisible());
    ASSERT_TRUE(waitUntil([&] { return workspace != nullptr; }));
    QTest::qWait(30);
    EXPECT_FALSE(window->isVisible()) << "its picture is still being read";
    workspace->whole = true;
    Q_EMIT workspace->ready();
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(workspace->isVisible());
    EXPECT_FALSE(qApp->styleSheet().isEmpty());
    EXPECT_FALSE(window->findChild<StartPage*>()) << "nobody has seen it";
    // Later pictures have nothing to do with it.
    window->hide();
    Q_EMIT workspace->ready();
    QTest::qWait(1);
    EXPECT_FALSE(window->isVisible());

    window->show();
    window->desk().close();
    auto* page = window->findChild<StartPage*>();
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->isVisible());
}

TEST_F(FirstShowTest, NobodyWaitsLongForAPicture)
{
    start(file, 20);
    ASSERT_TRUE(waitUntil([&] { return workspace != nullptr; }));
    EXPECT_TRUE(waitUntil([&] { return window->isVisible(); })) << "though its picture is still being read";
    EXPECT_FALSE(qApp->styleSheet().isEmpty());
}

TEST_F(FirstShowTest, AQuestionDoesNotComeWithoutItsWindow)
{
    start(file, forever);
    ASSERT_TRUE(waitUntil([&] { return workspace != nullptr; }));
    ASSERT_FALSE(window->isVisible());
    Q_EMIT window->desk().damaged(pathToQt(file), {u"A row differs."_s}, true);
    EXPECT_TRUE(window->isVisible());
    ASSERT_TRUE(QApplication::activeModalWidget());
    EXPECT_EQ(QApplication::activeModalWidget()->parentWidget(), window.get());
}

TEST_F(FirstShowTest, ASignalEndsTheProgramBeforeItsWindowIsShown)
{
    start(file, forever);
    const EndSignals ends(*window);
    QTimer::singleShot(0, [] { std::raise(SIGTERM); });
    QTimer::singleShot(20'000, window.get(), [] { QCoreApplication::exit(1); });
    EXPECT_EQ(QApplication::exec(), 0);
    EXPECT_FALSE(window->isVisible());
}

TEST_F(FirstShowTest, WhatDoesNotOpenIsToldAtOnce)
{
    start(folder / "nothing.touchstone", forever);
    ASSERT_TRUE(waitUntil([&] { return window->isVisible(); }));
    auto* page = window->findChild<StartPage*>();
    ASSERT_TRUE(page && page->isVisible());
    const auto labels = page->findChild<QWidget*>(u"problem"_s)->findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(
        labels, [](const QLabel* label) { return label->text().contains(u"nothing.touchstone"_s); }));
}

} // namespace
} // namespace touchstone
