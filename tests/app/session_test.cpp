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

    /// Keeps the writer from its work until it is released.
    class HeldWriter {
      public:
        explicit HeldWriter(Project& project)
        {
            auto busy = addLabelEdit(project, {ScopeKind::Ontology, {}}, "bus");
            EXPECT_TRUE(busy);
            project.apply(Commit{std::move(*busy), {}}, [state = m_state](const Result<Receipt>&) {
                state->gaveUp = state->held.wait_for(std::chrono::seconds(5)) != std::future_status::ready;
            });
        }
        ~HeldWriter() { release(); }
        /// False when somebody waited for the writer meanwhile.
        bool release()
        {
            if (!std::exchange(m_released, true))
                m_state->promise.set_value();
            return !m_state->gaveUp;
        }

      private:
        struct State {
            std::promise<void> promise;
            std::shared_future<void> held = promise.get_future().share();
            std::atomic<bool> gaveUp = false;
        };
        std::shared_ptr<State> m_state = std::make_shared<State>();
        bool m_released = false;
    };

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
    HeldWriter held(*raw);
    ASSERT_TRUE(draw(1));
    ASSERT_TRUE(draw(2));
    session->undo();
    session->undo();
    session->redo();
    EXPECT_EQ(shown(), 2u);
    EXPECT_TRUE(held.release()) << "asking for an undo waited for the writer";
    ASSERT_TRUE(waitUntil([&] { return saved() && shown() == 1; }));
    ASSERT_TRUE(waitUntil([&] { return session->undoState().redoText == "Draw car"; }));
}

TEST_F(SessionTest, AnEditBehindAnUndoComesWhenTheWriterHasTimeAgain)
{
    ASSERT_TRUE(session->openItem(first));
    HeldWriter held(*raw);
    ASSERT_TRUE(draw(1));
    session->undo();
    EXPECT_FALSE(draw(2)) << "it cannot be shown before the undo";
    EXPECT_FALSE(draw(3));
    EXPECT_TRUE(held.release()) << "drawing waited for the writer";
    ASSERT_TRUE(waitUntil([&] { return saved() && shown() == 2; }));
    session->settle();
    session.reset();
    reopen();
    const auto stored = work(0).content.annotations();
    ASSERT_EQ(stored.size(), 2u);
    EXPECT_EQ(std::get<BoxShape>(stored.front().shape).rect.x, 2);
}

TEST_F(SessionTest, PagingThereAndBackDoesNotWaitForTheWriter)
{
    ASSERT_TRUE(session->openItem(first));
    HeldWriter held(*raw);
    ASSERT_TRUE(draw(1));
    ASSERT_TRUE(draw(2));
    session->undo();
    ASSERT_TRUE(session->openItem(second));
    EXPECT_EQ(shown(), 0u);
    ASSERT_TRUE(draw(5));
    ASSERT_TRUE(session->workingOn(first));
    EXPECT_EQ(session->workingOn(first)->content.annotations().size(), 2u);
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 2u);
    EXPECT_EQ(session->undoState().undoText, "Draw car");
    ASSERT_TRUE(session->openItem(second));
    EXPECT_EQ(shown(), 1u);
    EXPECT_TRUE(held.release()) << "paging waited for the writer";
    ASSERT_TRUE(waitUntil([&] { return saved() && !session->workingOn(first); }));
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress);
}

TEST_F(SessionTest, WhatWasRefusedIsStillThereAfterPaging)
{
    ASSERT_TRUE(session->openItem(first));
    ASSERT_TRUE(session->apply(edit("Draw van", {session->working()->content.creation(box(LabelId::create()))})));
    ASSERT_TRUE(session->openItem(second));
    ASSERT_TRUE(waitUntil([&] { return refused(); }));
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 1u);
    EXPECT_TRUE(session->whyNotEditable().contains(u"Retry"_s)) << session->whyNotEditable().toStdString();
    ASSERT_TRUE(session->openItem(second));
    session->discardUnsaved();
    ASSERT_TRUE(session->openItem(first));
    EXPECT_EQ(shown(), 0u);
    EXPECT_TRUE(session->whyNotEditable().isEmpty());
}

TEST_F(SessionTest, WhoWaitsForAllAnswersIsCalledThen)
{
    ASSERT_TRUE(session->openItem(first));
    QStringList called;
    session->whenSettled(session.get(), [&] { called << u"at once"_s; });
    EXPECT_EQ(called, QStringList(u"at once"_s));
    HeldWriter held(*raw);
    ASSERT_TRUE(draw(1));
    session->afterUndo(session.get(), [&] { called << u"no undo"_s; });
    EXPECT_EQ(called.size(), 2);
    session->undo();
    {
        QObject gone;
        session->whenSettled(&gone, [&] { called << u"by who is gone"_s; });
        session->afterUndo(&gone, [&] { called << u"by who is gone"_s; });
    }
    session->whenSettled(session.get(), [&] { called << QString::number(shown()); });
    session->afterUndo(session.get(), [&] { called << QString::number(shown()); });
    EXPECT_EQ(called.size(), 2);
    EXPECT_TRUE(held.release()) << "the window waited";
    ASSERT_TRUE(waitUntil([&] { return called.size() == 4; }));
    EXPECT_EQ(called.mid(2), QStringList({u"0"_s, u"0"_s}));
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
    draw(2);
    EXPECT_LE(shown(), 1u) << "the undone box is gone before the new one is there";
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

TEST_F(SessionTest, SubmittingRightAfterTheFirstStrokeWaitsForNobody)
{
    ASSERT_TRUE(session->openItem(first));
    HeldWriter held(*raw);
    ASSERT_TRUE(draw());
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress) << "the rule is foreseen";
    const auto submit = submitEdit(session->project(), *session->working());
    ASSERT_TRUE(submit) << submit.error().text();
    ASSERT_TRUE(session->apply(*submit));
    ASSERT_TRUE(draw(20));
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress);
    const auto again = submitEdit(session->project(), *session->working());
    ASSERT_TRUE(again) << again.error().text();
    ASSERT_TRUE(session->apply(*again));
    EXPECT_TRUE(held.release()) << "submitting waited for the writer";
    QStringList states;
    QObject::connect(session.get(), &ProjectSession::taskChanged,
                     [&] { states << QString::number(int(session->working()->task.state)); });
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
    EXPECT_EQ(states, QStringList(states.size(), QString::number(int(TaskState::Submitted))))
        << "an answer is older than what was foreseen";
    EXPECT_EQ(session->reader().task(first)->state, TaskState::Submitted);
    EXPECT_EQ(session->working()->taskRevision, *session->reader().revisionOf(session->working()->task.id.uuid));
}

TEST_F(SessionTest, ANewShapeTakesBackThatTheItemIsEmptyAtOnce)
{
    ASSERT_TRUE(session->openItem(first));
    HeldWriter held(*raw);
    const auto flag = [&](bool empty) {
        const auto made = confirmEmptyEdit(*session->working(), empty);
        return made && session->apply(*made);
    };
    ASSERT_TRUE(flag(true));
    ASSERT_TRUE(draw());
    EXPECT_FALSE(session->working()->content.layer().confirmedEmpty);
    const Annotation drawn = session->working()->content.annotations().front();
    ASSERT_TRUE(session->apply(edit("Delete car", {session->working()->content.removal(drawn.id)})));
    ASSERT_TRUE(flag(true));
    EXPECT_TRUE(held.release());
    ASSERT_TRUE(waitUntil([&] { return saved(); }));
    EXPECT_TRUE(session->reader().shownLayer(first, session->project().me()).value()->layer.confirmedEmpty);
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
