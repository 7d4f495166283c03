// Projects that are moved, deleted or exchanged while they are open, and projects and pictures on network shares.
#include <atomic>
#include <fstream>
#include <future>

#include "app/exchange/exchange_flow.h"
#include "app/session/text.h"
#include "app/shell/banner.h"
#include "fake_workspace.h"
#include "support/project_fixture.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

class PlaceStates : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(2);
        car = addLabel("car");
        first = itemAt(0);
        raw = project.get();
        session = std::make_unique<ProjectSession>(std::move(project));
        ASSERT_TRUE(session->isUsable());
        QObject::connect(session.get(), &ProjectSession::failed, [this](const QString& text) { told << text; });
        ASSERT_TRUE(session->openItem(first));
        ASSERT_TRUE(draw());
        ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Saved); }));
    }
    bool draw()
    {
        Edit edit;
        edit.text = "Draw car";
        edit.changes = {session->working()->content.creation(box(car))};
        return session->apply(std::move(edit));
    }
    bool is(SaveState::Kind kind) const { return session->saveState().kind == kind; }
    bool stops()
    {
        raw->lookAtStorage();
        return waitUntil([&] { return is(SaveState::Kind::Stopped); });
    }
    size_t shown() const { return session->working()->content.annotations().size(); }
    static std::int64_t storedIn(const fs::path& file)
    {
        const auto opened = Project::open(file, Project::Mode::ReadOnly, "anna");
        return opened ? (*(*opened)->reader())->counts()->total : -1;
    }
    bool tell(const char* part) const { return told.join(u'|').contains(QLatin1StringView(part)); }

    LabelId car;
    ItemId first;
    Project* raw = nullptr;
    QStringList told;
    std::unique_ptr<ProjectSession> session;
};

TEST_F(PlaceStates, AMovedProjectStopsTheInputAndGoesOnWhenItIsPutBack)
{
    fs::rename(path(), folder / "away.touchstone");
    ASSERT_TRUE(stops());
    EXPECT_TRUE(session->saveState().reason.contains(u"away.touchstone"_s));
    EXPECT_FALSE(session->isEditable());
    EXPECT_FALSE(draw());
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(session->refusedCount(), 0u) << "what was done before is stored";
    fs::rename(folder / "away.touchstone", path());
    session->retry();
    ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Saved); }));
    EXPECT_TRUE(session->isEditable());
    EXPECT_TRUE(draw());
    session->settle();
    EXPECT_EQ(storedIn(path()), 2);
}

TEST_F(PlaceStates, GoOnThereStoresWhatWasRefusedAndFindsThePictures)
{
    const fs::path picture = raw->mediaPath(session->working()->item);
    const fs::path there = folder / "other" / "streets.touchstone";
    fs::create_directory(there.parent_path());
    fs::rename(path(), there);
    ASSERT_TRUE(draw());
    ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Refused); }));
    EXPECT_EQ(session->unstored().size(), 1u);
    session->goOn();
    ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Saved); })) << session->saveState().reason.toStdString();
    EXPECT_EQ(raw->path(), there);
    EXPECT_EQ(raw->mediaPath(session->working()->item), picture);
    session.reset();
    EXPECT_EQ(storedIn(there), 2);
    const auto opened = Project::open(there, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)->mediaPath(*(*(*opened)->reader())->item(1)), picture);
}

TEST_F(PlaceStates, GoOnThereDoesNotWaitForTheWriter)
{
    fs::rename(path(), folder / "away.touchstone");
    ASSERT_TRUE(stops());
    std::promise<void> release;
    std::atomic<bool> blocked = false;
    raw->resume([&](const Result<void>&) {
        blocked = true;
        release.get_future().wait_for(std::chrono::seconds(5));
        blocked = false;
    });
    ASSERT_TRUE(waitUntil([&] { return blocked.load(); }));
    session->goOn();
    session->goOn();
    EXPECT_TRUE(blocked) << "the interface waited for the writer";
    release.set_value();
    ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Saved); }));
    EXPECT_EQ(raw->path(), folder / "away.touchstone");
    EXPECT_TRUE(draw());
}

TEST_F(PlaceStates, GoingOnIsRefusedWhereAnotherHasItOpenOrNobodyKnowsWhere)
{
    const fs::path there = folder / "away.touchstone";
    fs::rename(path(), there);
    ASSERT_TRUE(stops());
    {
        const auto other = Project::open(there, Project::Mode::ReadWrite, "ben");
        ASSERT_TRUE(other && !(*other)->isReadOnly());
        session->goOn();
        ASSERT_TRUE(waitUntil([&] { return tell("Another program has the project open"); }));
        EXPECT_TRUE(is(SaveState::Kind::Stopped));
    }
    fs::remove(there);
    raw->lookAtStorage();
    ASSERT_TRUE(waitUntil([&] { return session->storage().movedTo.empty(); }));
    session->goOn();
    ASSERT_TRUE(waitUntil([&] { return tell("deleted while it was open"); }));
    EXPECT_TRUE(is(SaveState::Kind::Stopped));
}

TEST_F(PlaceStates, ACopyOfADeletedOrExchangedProjectHasWhatIsOnTheScreen)
{
    for (const bool exchanged : {false, true}) {
        SCOPED_TRACE(exchanged);
        const fs::path copy = folder / (exchanged ? "second.touchstone" : "first.touchstone");
        if (!exchanged) {
            fs::remove(path());
        } else {
            std::ofstream(path()) << "somebody else's";
        }
        if (session->refusedCount() == 0) {
            ASSERT_TRUE(draw());
        }
        ASSERT_TRUE(waitUntil([&] { return is(SaveState::Kind::Refused); }));
        EXPECT_EQ(shown(), 2u);
        JobRunner jobs;
        ExchangeFlow flow(*session, jobs, nullptr);
        QString said;
        QObject::connect(&flow, &ExchangeFlow::said, [&](const QString& text) { said = text; });
        flow.copyTo(copy, false);
        ASSERT_TRUE(waitUntil([&] { return said.contains(u"complete"_s); })) << said.toStdString();
        EXPECT_TRUE(said.contains(u"not stored here is in it"_s)) << said.toStdString();
        EXPECT_EQ(storedIn(copy), 2);
        EXPECT_EQ(session->refusedCount(), 1u) << "here it stays as it is";
    }
}

/// All that lies below a folder called "share" is on one.
MountFacts shareProbe(const fs::path& path)
{
    const bool there = path.string().find("/share") != std::string::npos;
    return {there ? std::uint64_t{0xFE534D42} : std::uint64_t{0xEF53}, {}, {}, false};
}

class ShareInWindow : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        fs::create_directory(folder / "share");
        auto made = Project::create(folder / "p.touchstone", "Streets", "anna");
        ASSERT_TRUE(made);
        made->reset();
        useMountProbe(shareProbe);
    }
    void TearDown() override { useMountProbe(nullptr); }
    TempFolder folder;
};

TEST_F(ShareInWindow, TheBannerOffersACopyOnThisComputerAndOpensIt)
{
    fs::rename(folder / "p.touchstone", folder / "share" / "p.touchstone");
    // A window closes its project when it goes, and then the flow is reset.
    std::unique_ptr<ExchangeFlow> flow;
    MainWindow window(fakeMaker());
    window.resize(1600, 1000);
    window.show();
    window.openPaths({folder / "share" / "p.touchstone"});
    ASSERT_TRUE(waitUntil([&] { return window.workspace() != nullptr; }));
    const auto* banner = window.findChild<Banner*>();
    EXPECT_TRUE(banner->isVisible());
    const auto* button = window.findChild<QPushButton*>(u"workOnCopy"_s);
    EXPECT_TRUE(button->isVisible());
    EXPECT_FALSE(window.actions().addPictures->isEnabled());
    bool explained = false;
    for (const QLabel* label : banner->findChildren<QLabel*>()) {
        explained = explained || label->text().contains(u"network share (SMB)"_s);
    }
    EXPECT_TRUE(explained);

    flow = std::make_unique<ExchangeFlow>(*window.desk().session(), *window.desk().projectJobs(), &window);
    QString said;
    QObject::connect(flow.get(), &ExchangeFlow::said, [&](const QString& text) { said = text; });
    QObject::connect(flow.get(), &ExchangeFlow::copyToOpen, &window,
                     [&](const fs::path& copy) { window.desk().openProject(copy); });
    QObject::connect(&window.desk(), &ProjectDesk::closing, &window, [&] { flow.reset(); });
    flow->copyTo(folder / "share" / "mine.touchstone", true);
    ASSERT_TRUE(waitUntil([&] { return said.contains(u"network share (SMB) too"_s); })) << said.toStdString();
    EXPECT_FALSE(fs::exists(folder / "share" / "mine.touchstone"));
    flow->copyTo(folder / "mine.touchstone", true);
    ASSERT_TRUE(waitUntil([&] {
        return window.desk().session() && window.desk().session()->project().path() == folder / "mine.touchstone";
    }));
    EXPECT_FALSE(window.desk().session()->project().isReadOnly());
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(ShareInWindow, ACopyMayBeSavedToAShareAsAFile)
{
    auto opened = Project::open(folder / "p.touchstone", Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    SilentProgress progress;
    ASSERT_TRUE((*opened)->saveCopy(folder / "share" / "copy.touchstone", progress));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "share"), {}), 1);
    EXPECT_TRUE(verifyProject(folder / "share" / "copy.touchstone", progress)->ok());
}

TEST_F(ShareInWindow, PicturesOnAShareGetTheirProjectElsewhere)
{
    const fs::path pictures = folder / "share" / "streets";
    fs::create_directory(pictures);
    QImage(64, 48, QImage::Format_RGB32).save(pathToQt(pictures / "a.png"));
    ProjectDesk desk;
    QString share;
    ProjectDesk::Pictures unplaced;
    QObject::connect(&desk, &ProjectDesk::placeWanted, [&](const ProjectDesk::Pictures& wanted, const QString& kind) {
        unplaced = wanted;
        share = kind;
    });
    const ProjectDesk::Pictures wanted{folder / "share" / "streets.touchstone", u"streets"_s, {pictures}, {}};
    desk.openPictures(wanted);
    ASSERT_TRUE(waitUntil([&] { return !share.isEmpty(); }));
    EXPECT_EQ(share, u"SMB"_s);
    EXPECT_EQ(desk.session(), nullptr);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "share"), {}), 1) << "nothing was made there";
    desk.openPicturesFrom(unplaced, folder / "streets.touchstone");
    ASSERT_TRUE(waitUntil([&] { return desk.session() != nullptr; }));
    Project& project = desk.session()->project();
    EXPECT_FALSE(project.isReadOnly());
    EXPECT_EQ(project.mediaPath(*desk.session()->reader().item(1)), pictures / "a.png");
    desk.close();
    desk.openPictures(wanted);
    ASSERT_TRUE(waitUntil([&] { return desk.session() != nullptr; })) << "the same folder again finds it there";
    EXPECT_EQ(desk.session()->project().path(), folder / "streets.touchstone");
}

TEST_F(ShareInWindow, ASyncedFolderIsWarnedOfOnce)
{
    std::ofstream(folder / ".dropbox") << "x";
    ProjectDesk desk;
    int warnings = 0;
    QObject::connect(&desk, &ProjectDesk::told, [&](const QString& text) { warnings += text.contains(u"Dropbox"_s); });
    for (int round = 0; round < 2; ++round) {
        desk.openProject(folder / "p.touchstone");
        ASSERT_TRUE(waitUntil([&] { return desk.session() != nullptr; }));
        EXPECT_FALSE(desk.session()->project().isReadOnly());
        desk.close();
    }
    EXPECT_EQ(warnings, 1);
}

} // namespace
} // namespace touchstone
