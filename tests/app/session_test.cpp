#include <atomic>
#include <chrono>
#include <future>

#include "app/jobs/job_runner.h"
#include "app/jobs/run_job.h"
#include "fake_workspace.h"
#include "support/project_fixture.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

class SessionTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(2);
        car = addLabel("car");
        first = itemAt(0);
        second = itemAt(1);
        raw = project.get();
        session = std::make_unique<ProjectSession>(std::move(project));
        ASSERT_TRUE(session->isUsable());
    }

    bool draw(double x = 10)
    {
        return session->apply(edit("Draw car", {session->working()->content.creation(box(car, x))}));
    }
    static Edit edit(const std::string& text, std::vector<Change> changes)
    {
        Edit made;
        made.text = text;
        made.changes = std::move(changes);
        return made;
    }
    size_t shown() const { return session->working()->content.annotations().size(); }
    bool saved() const { return session->saveState().kind == SaveState::Kind::Saved; }
    bool refused() const { return session->saveState().kind == SaveState::Kind::Refused; }

    LabelId car;
    ItemId first;
    ItemId second;
    Project* raw = nullptr;
    std::unique_ptr<ProjectSession> session;
};

TEST_F(SessionTest, AnEditShowsAtOnceAndIsSavedBehind)
{
    ASSERT_TRUE(session->openItem(first));
    int changes = 0;
    QObject::connect(session.get(), &ProjectSession::contentChanged, [&] { ++changes; });
    ASSERT_TRUE(draw());
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(session->saveState().kind, SaveState::Kind::Saving);
    EXPECT_EQ(session->undoState().undoText, "Draw car");
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
    EXPECT_GT(session->saveState().savedAt, 0);
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress) << "the rule's change of the task is taken";
    ASSERT_TRUE(session->openItem(second));
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 1u);
}

TEST_F(SessionTest, PagingBackReadsWhatIsStillOnItsWay)
{
    ASSERT_TRUE(session->openItem(first));
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(draw(i));
    }
    ASSERT_TRUE(session->openItem(second));
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 20u);
}

TEST_F(SessionTest, UndoAndRedoComeBackFromTheWriter)
{
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(draw(1));
    ASSERT_TRUE(draw(2));
    QStringList told;
    QObject::connect(session.get(), &ProjectSession::undone, [&](const QString& text) { told << text; });
    session->undo();
    session->undo();
    ASSERT_TRUE(waitUntil([&] { return shown() == 0; }));
    ASSERT_TRUE(waitUntil([&] { return session->undoState().undoText.empty(); }));
    EXPECT_EQ(session->undoState().redoText, "Draw car");
    EXPECT_EQ(told, QStringList(2, QStringLiteral("Undid: Draw car")));
    session->redo();
    ASSERT_TRUE(waitUntil([&] { return shown() == 1; }));
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
}

TEST_F(SessionTest, AnUndoWaitsForTheWriterAndTheWindowDoesNot)
{
    ASSERT_TRUE(session->openItem(first));
    std::promise<void> release;
    const auto held = release.get_future().share();
    std::atomic<bool> gaveUp = false;
    auto busy = addLabelEdit(*raw, {ScopeKind::Ontology, {}}, "bus");
    ASSERT_TRUE(busy);
    raw->apply(Commit{std::move(*busy), {}}, [&gaveUp, held](const Result<Receipt>&) {
        gaveUp = held.wait_for(std::chrono::seconds(5)) != std::future_status::ready;
    });
    ASSERT_TRUE(draw(1));
    ASSERT_TRUE(draw(2));
    session->undo();
    session->undo();
    session->redo();
    EXPECT_FALSE(gaveUp) << "asking for an undo waited for the writer";
    EXPECT_EQ(shown(), 2u);
    release.set_value();
    ASSERT_TRUE(waitUntil([&] { return saved() && shown() == 1; }));
    ASSERT_TRUE(waitUntil([&] { return session->undoState().redoText == "Draw car"; }));
}

TEST_F(SessionTest, AnUndoThatWasAskedForIsDoneBeforeTheProjectIsClosed)
{
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(draw(1));
    ASSERT_TRUE(draw(2));
    session->undo();
    session->undo();
    session.reset();
    reopen();
    EXPECT_TRUE(work(0).content.isEmpty());
}

TEST_F(SessionTest, AnEditAfterAnUndoWaitsForIt)
{
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(draw(1));
    session->undo();
    ASSERT_TRUE(draw(2));
    EXPECT_EQ(shown(), 1u) << "the undone box is gone before the new one is there";
    session->settle();
    EXPECT_TRUE(saved());
    ASSERT_TRUE(session->openItem(first));
    ASSERT_EQ(shown(), 1u);
    EXPECT_EQ(std::get<BoxShape>(session->working()->content.annotations().front().shape).rect.x, 2);
}

TEST_F(SessionTest, ARefusedEditStaysOnTheScreenAndStopsTheInput)
{
    ASSERT_TRUE(session->openItem(first));
    Annotation unknown = box(LabelId::create());
    QString told;
    QObject::connect(session.get(), &ProjectSession::failed, [&](const QString& text) { told = text; });
    ASSERT_TRUE(session->apply(edit("Draw van", {session->working()->content.creation(unknown)})));
    ASSERT_TRUE(waitUntil([&] { return refused(); }));
    EXPECT_EQ(shown(), 1u);
    EXPECT_FALSE(session->isEditable());
    EXPECT_FALSE(draw());
    EXPECT_EQ(shown(), 1u);
    EXPECT_TRUE(told.contains(QStringLiteral("Draw van"))) << told.toStdString();
    EXPECT_TRUE(session->saveState().reason.contains(QStringLiteral("Draw van")));

    session->discardUnsaved();
    EXPECT_EQ(shown(), 0u);
    EXPECT_TRUE(session->isEditable());
    EXPECT_TRUE(saved());
    EXPECT_TRUE(draw());
}

TEST_F(SessionTest, RetryStoresWhatWasRefusedWhenTheReasonIsGone)
{
    ASSERT_TRUE(session->openItem(first));
    Label van;
    van.id = LabelId::create();
    van.name = "van";
    van.color = 0x112233;
    van.order = 9;
    ASSERT_TRUE(session->apply(edit("Draw van", {session->working()->content.creation(box(van.id))})));
    ASSERT_TRUE(waitUntil([&] { return refused(); }));
    Edit add{EditId::create(), {ScopeKind::Ontology, {}}, "Add label van", {}, {}};
    add.changes.push_back({std::nullopt, van, {}, 0});
    const auto added = raw->applyNow(add);
    ASSERT_TRUE(added) << added.error().text();
    session->retry();
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
    EXPECT_TRUE(session->isEditable());
    ASSERT_TRUE(session->openItem(second));
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 1u);
}

TEST_F(SessionTest, SubmittingRightAfterTheFirstStrokeHoldsWithSettle)
{
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(draw());
    session->settle();
    const auto submit = submitEdit(session->project(), *session->working());
    ASSERT_TRUE(submit) << submit.error().text();
    ASSERT_TRUE(session->apply(*submit));
    EXPECT_EQ(session->working()->task.state, TaskState::Submitted);
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
    EXPECT_EQ(session->reader().task(first)->state, TaskState::Submitted);
}

TEST_F(SessionTest, LabelsChangeWhenTheAnswerComes)
{
    int told = 0;
    QObject::connect(session.get(), &ProjectSession::ontologyChanged, [&] { ++told; });
    auto rename = renameLabelEdit(session->project(), {ScopeKind::Ontology, {}}, car, "motor car");
    ASSERT_TRUE(rename);
    bool answered = false;
    session->applyElsewhere(*rename, [&](const Result<Receipt>& receipt) { answered = receipt.ok(); });
    ASSERT_TRUE(waitUntil([&] { return answered; }));
    EXPECT_EQ(told, 1);
    EXPECT_EQ(session->ontology().find(car)->name, "motor car");
    session->undoIn({ScopeKind::Ontology, {}});
    ASSERT_TRUE(waitUntil([&] { return session->ontology().find(car)->name == "car"; }));
}

TEST_F(SessionTest, ADraftIsReadBackAtOnceAndAfterPaging)
{
    ASSERT_TRUE(session->openItem(first));
    session->saveDraft(QStringLiteral("polygon"), "{\"points\":[1,2]}");
    ASSERT_TRUE(session->draft());
    EXPECT_EQ(session->draft()->body, "{\"points\":[1,2]}");
    ASSERT_TRUE(session->openItem(second));
    EXPECT_FALSE(session->draft());
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(session->draft()->tool, "polygon");
    session->saveDraft(QStringLiteral("polygon"), {});
    EXPECT_FALSE(session->draft());
}

TEST_F(SessionTest, TakingBackTheLastImportClosesWhatItBroughtAndIsRefusedOverWork)
{
    int lists = 0;
    QStringList said;
    QObject::connect(session.get(), &ProjectSession::itemsChanged, [&] { ++lists; });
    QObject::connect(session.get(), &ProjectSession::failed, [&](const QString& text) { said << text; });
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(draw());
    session->undoIn({ScopeKind::Data, {}});
    ASSERT_TRUE(waitUntil([&] { return !said.isEmpty(); }));
    EXPECT_TRUE(said.front().contains(u"img0.png"_s)) << said.front().toStdString();
    EXPECT_TRUE(session->working());

    session->settle();
    auto start = raw->beginSource({"files", "more", sha256("more"), "{}", "anna", LayerRole::Work, true});
    const auto root = start->writer->root(folder.path());
    ASSERT_TRUE(start->writer->item({"image", *root, "more.png", 640, 480, 1, 9}));
    ASSERT_TRUE(start->writer->publish("{}"));
    start->writer.reset();
    const ItemId more = session->reader().item(session->reader().itemKeys()->back())->id;
    ASSERT_TRUE(session->openItem(more));
    session->undoIn({ScopeKind::Data, {}});
    ASSERT_TRUE(waitUntil([&] { return lists > 0; }));
    EXPECT_FALSE(session->working());
    EXPECT_EQ(session->reader().itemKeys()->size(), 2u);
}

TEST_F(SessionTest, AReadOnlyProjectTakesNoEdits)
{
    const auto place = path();
    session.reset();
    auto opened = Project::open(place, Project::Mode::ReadOnly, "anna");
    ASSERT_TRUE(opened) << opened.error().text();
    ProjectSession readOnly(std::move(*opened));
    EXPECT_EQ(readOnly.saveState().kind, SaveState::Kind::ReadOnly);
    EXPECT_FALSE(readOnly.saveState().reason.isEmpty());
    ASSERT_TRUE(readOnly.openItem(first));
    EXPECT_FALSE(readOnly.isEditable());
    EXPECT_FALSE(readOnly.apply(edit("Draw", {readOnly.working()->content.creation(box(car))})));
}

TEST(JobRunnerTest, TellsProgressAndStopsWhenCancelled)
{
    JobRunner jobs;
    QObject guard;
    bool ended = false;
    bool sawCancel = false;
    const int id = jobs.start(
        QStringLiteral("Counting"),
        [&](Progress& progress) {
            progress.report(0.5, "half");
            while (!progress.cancelled()) {
                QThread::msleep(1);
            }
            sawCancel = true;
        },
        &guard, [&] { ended = true; });
    ASSERT_TRUE(waitUntil([&] { return !jobs.jobs().empty() && jobs.jobs().front().fraction == 0.5; }));
    EXPECT_EQ(jobs.jobs().front().title, QStringLiteral("Counting"));
    EXPECT_EQ(jobs.jobs().front().detail, QStringLiteral("half"));
    EXPECT_TRUE(jobs.jobs().front().cancellable);
    jobs.cancel(id);
    EXPECT_FALSE(jobs.jobs().front().cancellable);
    ASSERT_TRUE(waitUntil([&] { return ended; }));
    EXPECT_TRUE(sawCancel);
    EXPECT_TRUE(jobs.jobs().empty());
}

TEST(JobRunnerTest, DoesNotCallBackAGuardThatIsGone)
{
    JobRunner jobs;
    std::atomic<bool> worked = false;
    bool called = false;
    auto guard = std::make_unique<QObject>();
    jobs.start(QStringLiteral("Work"), [&](Progress&) { worked = true; }, guard.get(), [&] { called = true; });
    guard.reset();
    ASSERT_TRUE(waitUntil([&] { return worked && jobs.jobs().empty(); }));
    EXPECT_FALSE(called);
}

TEST(JobRunnerTest, AnExceptionOfTheWorkBecomesAnError)
{
    JobRunner jobs;
    QObject guard;
    std::optional<Error> error;
    runJob<int>(
        jobs, QStringLiteral("Throw"), [](Progress&) -> Result<int> { throw std::runtime_error("the disk is full"); },
        &guard, [&](const Result<int>& result) { error = result.error(); });
    ASSERT_TRUE(waitUntil([&] { return error.has_value(); }));
    EXPECT_EQ(error->message, "the disk is full");
}

} // namespace
} // namespace touchstone
