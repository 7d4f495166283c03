// Items: going on, finishing, ground truth, empty ones, missing pictures, the keyboard's place.

#include <fstream>

#include <QBuffer>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTabBar>

#include "app/label/image_feed.h"
#include "app/label/image_cache.h"
#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/label_context.h"
#include "app/label/missing_notice.h"
#include "app/label/selection_facts.h"
#include "app/label/status_strip.h"
#include "app/label/task_states.h"
#include "label_fixture.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class LabelItemTest : public LabelTest {
  protected:
    SoloState stateOf(int row) const
    {
        return SoloState(tasks->index(row).data(TaskListModel::StateRole).toInt());
    }
    QString status() const { return qobject_cast<StatusStrip*>(workspace->statusWidget())->text(); }
    QString tool() const { return workspace->findChild<LabelContext*>()->toolId(); }
    void drawBox()
    {
        key(Qt::Key_R);
        drag(50, 50, 110, 90);
    }
};

TEST_F(LabelItemTest, APageIsReadyWithItsPictureAndItsNeighboursComeAfterThePaint)
{
    openProject();
    workspace.reset(makeLabelWorkspace(*session, *jobs, nullptr));
    workspace->resize(1280, 800);
    int told = 0;
    QObject::connect(workspace.get(), &Workspace::ready, workspace.get(), [&] { ++told; });
    EXPECT_FALSE(workspace->isReady());
    ASSERT_TRUE(waitFor([&] { return told > 0; }));
    EXPECT_TRUE(workspace->isReady());
    const auto keys = session->reader().itemKeys();
    ASSERT_TRUE(keys && keys->size() > 1);
    const auto* cache = workspace->findChild<ImageCache*>();
    QTest::qWait(50);
    EXPECT_FALSE(cache->find(keys->at(1))) << "nothing of the page was painted";
    workspace->show();
    EXPECT_TRUE(waitFor([&] { return cache->find(keys->at(1)) != nullptr; }));
}

TEST_F(LabelItemTest, APageIsReadyWithoutItsPictureWhereThatIsMissing)
{
    std::filesystem::remove(folder / "street_0000.png");
    openProject();
    workspace.reset(makeLabelWorkspace(*session, *jobs, nullptr));
    EXPECT_TRUE(waitFor([&] { return workspace->isReady(); }));
    EXPECT_TRUE(workspace->findChild<ImageFeed*>()->problem().contains(u"is missing"_s));
}

TEST_F(LabelItemTest, DoneGoesOnAndTheLinkTakesItBack)
{
    openWindow();
    drawBox();
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(isFront(1));
    EXPECT_EQ(notice(), u"street_0000.png is done."_s);
    waitSaved();
    EXPECT_EQ(stateOf(0), SoloState::Done);
    hints->runLink();
    ASSERT_TRUE(isFront(0));
    ASSERT_TRUE(waitFor([this] { return session->working()->task.state == TaskState::InProgress; }));
    EXPECT_EQ(annotations().size(), 1u) << "only the state went back";
    EXPECT_EQ(stateOf(0), SoloState::InProgress);
}

TEST_F(LabelItemTest, AnUntouchedItemCanBeDoneAndTheLastOneSaysSo)
{
    openWindow();
    for (int i = 0; i < pictures; ++i) {
        ASSERT_TRUE(isFront(i));
        key(Qt::Key_Return, Qt::ControlModifier);
        waitSaved();
    }
    EXPECT_TRUE(notice().contains(u"Nothing else is left"_s)) << fromQt(notice());
    for (int i = 0; i < pictures; ++i)
        EXPECT_EQ(stateOf(i), SoloState::Done) << i;
}

TEST_F(LabelItemTest, DoneFinishesAnOpenShapeFirst)
{
    openWindow();
    key(Qt::Key_P);
    click(60, 60);
    click(160, 60);
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(isFront(0)) << "two points are no polygon";
    EXPECT_TRUE(notice().contains(u"three points"_s)) << fromQt(notice());
    click(160, 160);
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(isFront(1));
    key(Qt::Key_A);
    EXPECT_EQ(annotations().size(), 1u);
}

TEST_F(LabelItemTest, EditingADoneItemTakesItBackToInProgress)
{
    openWindow();
    drawBox();
    key(Qt::Key_Return, Qt::ControlModifier);
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    waitSaved();
    drag(150, 50, 210, 90);
    ASSERT_TRUE(waitFor([this] { return session->working()->task.state == TaskState::InProgress; }));
    EXPECT_EQ(notice(), u"street_0000.png is in progress again."_s);
}

TEST_F(LabelItemTest, UnfinishedOnesAreFoundAroundTheEnd)
{
    openWindow();
    key(Qt::Key_Return, Qt::ControlModifier);
    waitSaved();
    ASSERT_TRUE(isFront(1));
    key(Qt::Key_A, Qt::ShiftModifier);
    EXPECT_TRUE(isFront(4)) << "the first is done, so it goes round: " << fromQt(frontName());
    key(Qt::Key_D, Qt::ShiftModifier);
    EXPECT_TRUE(isFront(1)) << fromQt(frontName());
}

TEST_F(LabelItemTest, SkipAsksForAReasonInTheLine)
{
    openWindow();
    key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(hints->isAsking());
    key(Qt::Key_Return);
    EXPECT_TRUE(isFront(0)) << "no reason, no skip";
    key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    type(u"blurred"_s);
    key(Qt::Key_Return);
    ASSERT_TRUE(isFront(1));
    EXPECT_TRUE(canvas->hasFocus());
    waitSaved();
    EXPECT_EQ(stateOf(0), SoloState::Skipped);
    key(Qt::Key_A);
    EXPECT_EQ(session->working()->task.reason, "blurred");
    action("reopen")->trigger();
    ASSERT_TRUE(waitFor([this] { return session->working()->task.state == TaskState::InProgress; }));
}

TEST_F(LabelItemTest, GoToByNumberAndName)
{
    openWindow();
    key(Qt::Key_J, Qt::ControlModifier);
    type(u"4"_s);
    key(Qt::Key_Return);
    EXPECT_TRUE(isFront(3)) << fromQt(frontName());
    key(Qt::Key_J, Qt::ControlModifier);
    type(u"0001"_s);
    key(Qt::Key_Return);
    EXPECT_TRUE(isFront(1)) << fromQt(frontName());
    key(Qt::Key_J, Qt::ControlModifier);
    type(u"harbour"_s);
    key(Qt::Key_Return);
    EXPECT_TRUE(isFront(1));
    EXPECT_TRUE(notice().contains(u"harbour"_s));
}

TEST_F(LabelItemTest, ConfirmedEmptyGoesWithTheFirstShapeAndComesBackWithUndo)
{
    openWindow();
    key(Qt::Key_E, Qt::ShiftModifier);
    ASSERT_TRUE(session->working()->content.layer().confirmedEmpty);
    EXPECT_EQ(tasks->index(0).data(TaskListModel::CountRole).toString(), u"empty"_s);
    waitSaved();
    drawBox();
    ASSERT_TRUE(waitFor([this] { return !session->working()->content.layer().confirmedEmpty; }));
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    ASSERT_TRUE(waitFor([this] { return session->working()->content.layer().confirmedEmpty; }));
    key(Qt::Key_E, Qt::ShiftModifier);
    EXPECT_FALSE(session->working()->content.layer().confirmedEmpty);

    drawBox();
    key(Qt::Key_E, Qt::ShiftModifier);
    EXPECT_FALSE(session->working()->content.layer().confirmedEmpty) << "refused while there are shapes";
    EXPECT_FALSE(action("confirmEmpty")->isChecked());
    EXPECT_TRUE(notice().contains(u"not empty"_s)) << fromQt(notice());
}

TEST_F(LabelItemTest, WithoutAnItemNothingOfItCanBeDone)
{
    openWindow();
    EXPECT_TRUE(action("doneNext")->isEnabled());
    session->closeItem();
    for (const char* name : {"doneNext", "skip", "confirmEmpty", "selectAll", "undo", "fit"})
        EXPECT_FALSE(action(name)->isEnabled()) << name;
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(session->working(), nullptr);
}

TEST_F(LabelItemTest, ANoticeGoesWhenItIsNotTrueAnyMore)
{
    openWindow();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(notice().contains(u"Nothing was done"_s)) << fromQt(notice());
    drawBox();
    EXPECT_EQ(notice(), QString());
    key(Qt::Key_Y, Qt::ControlModifier);
    ASSERT_TRUE(notice().contains(u"nothing to redo"_s)) << fromQt(notice());
    key(Qt::Key_D);
    EXPECT_EQ(notice(), QString());
}

TEST_F(LabelItemTest, APictureThatClaimsTooMuchSaysSoInTheList)
{
    // A PNG header of 20,000 × 20,000 pixels, and a JPEG of which only a megabyte is there.
    const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0", 29);
    std::ofstream(folder / "street_0002.png", std::ios::binary) << png << std::string(1 << 20, '\0');
    openWindow();
    EXPECT_TRUE(waitFor([this] {
        for (int row = 0; row < tasks->rowCount(); ++row)
            if (tasks->index(row).data(TaskListModel::MissingRole).toString() == u"too large"_s)
                return true;
        return false;
    }));
}

TEST_F(LabelItemTest, TheStatusSaysWhatPicturesTakeOfTheirBudget)
{
    openWindow();
    EXPECT_TRUE(waitFor([this] {
        // Of the five pictures the one in front and its neighbours are decoded: 0.5 MB each.
        return status().contains(u"pictures 1 of 512 MB"_s) || status().contains(u"pictures 2 of 512 MB"_s);
    })) << fromQt(status());
}

TEST_F(LabelItemTest, TheFirstEditOnGroundTruthMakesItMine)
{
    importBoxes();
    openWindow();
    ASSERT_EQ(annotations().size(), 1u);
    ASSERT_TRUE(waitFor([this] { return status().contains(u"ground truth from cars.json"_s); }))
        << fromQt(status());
    key(Qt::Key_V);
    click(140, 130);
    ASSERT_TRUE(waitFor([this] { return !workspace->findChild<InstancePanel*>()->facts().facts().empty(); }));
    const auto& facts = workspace->findChild<InstancePanel*>()->facts().facts();
    EXPECT_NE(std::ranges::find(facts, Fact{u"occluded"_s, u"yes"_s}), facts.end()) << "imported attributes show";
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_NEAR(std::get<BoxShape>(annotations()[0].shape).rect.x, 110, 1e-9);
    EXPECT_FALSE(status().contains(u"ground truth"_s)) << fromQt(status());
    waitSaved();
    const auto layers = session->reader().layersOf(session->working()->item.id);
    ASSERT_TRUE(layers);
    ASSERT_EQ(layers->size(), 2u);
    const auto shown = session->reader().shownLayer(session->working()->item.id, session->project().me());
    ASSERT_TRUE(shown && *shown);
    EXPECT_EQ((*shown)->layer.role, LayerRole::Work);
}

TEST_F(LabelItemTest, GroundTruthIsDoneAsItStands)
{
    importBoxes();
    openWindow();
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(isFront(1));
    waitSaved();
    EXPECT_EQ(stateOf(0), SoloState::Done);
    key(Qt::Key_A);
    EXPECT_EQ(annotations().size(), 1u);
}

TEST_F(LabelItemTest, TypingInAFieldNeverRunsAKey)
{
    openWindow();
    key(Qt::Key_V);
    auto* filter = find<QLineEdit>("taskFilter");
    filter->setFocus();
    type(u"rpd1"_s);
    EXPECT_EQ(filter->text(), u"rpd1"_s);
    EXPECT_EQ(tool(), u"select"_s);
    EXPECT_TRUE(isFront(0));
    key(Qt::Key_Escape);
    EXPECT_TRUE(canvas->hasFocus());
    key(Qt::Key_R);
    EXPECT_EQ(tool(), u"box"_s);
}

TEST_F(LabelItemTest, AClickInAPanelLeavesTheKeyboardOnTheItem)
{
    openWindow();
    auto* list = find<UniformListView>("taskList");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(2, 0)).center());
    EXPECT_TRUE(isFront(2));
    EXPECT_TRUE(canvas->hasFocus());
    auto* labels = find<UniformListView>("labelList");
    QTest::mouseClick(labels->viewport(), Qt::LeftButton, {}, QPoint(80, 28 + 14));
    EXPECT_TRUE(canvas->hasFocus());
    drawBox();
    EXPECT_EQ(labelOf(0), u"person"_s) << "the click armed it";
    key(Qt::Key_F6);
    EXPECT_TRUE(list->hasFocus());
    key(Qt::Key_Escape);
    EXPECT_TRUE(canvas->hasFocus());
}

TEST_F(LabelItemTest, TheListKeepsItsRowsUntilTheFilterIsAppliedAgain)
{
    openWindow();
    auto* filter = find<QLineEdit>("taskFilter");
    filter->setFocus();
    type(u"state:todo"_s);
    key(Qt::Key_Return);
    QTest::qWait(50);
    ASSERT_EQ(tasks->rowCount(), pictures);
    key(Qt::Key_Return, Qt::ControlModifier);
    waitSaved();
    EXPECT_EQ(tasks->rowCount(), pictures);
    EXPECT_EQ(stateOf(0), SoloState::Done);
    filter->setFocus();
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return tasks->rowCount() == pictures - 1; }));
}

TEST_F(LabelItemTest, AMissingPictureKeepsItsLabels)
{
    importBoxes();
    openWindow();
    // Its size is known from the first time it was seen.
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return canvas->imageSize() == pictureSize && isFront(1); }));
    ASSERT_TRUE(waitFor([this] { return workspace->findChild<ImageFeed*>()->cache().find(session->working()->item.key); }));
    session->project().flush();
    std::filesystem::remove(folder / "street_0001.png");
    openWindow();
    ASSERT_TRUE(isFront(1));
    auto* missing = workspace->findChild<MissingNotice*>();
    ASSERT_TRUE(waitFor([missing] { return !missing->sentence().isEmpty(); }));
    EXPECT_EQ(missing->sentence(), u"street_0001.png is missing. Labels are kept."_s);
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(session->working()->item.width, pictureSize.width());
    EXPECT_TRUE(canvas->annotation(annotations()[0].id));
    ASSERT_TRUE(waitFor([this] {
        return tasks->index(1).data(TaskListModel::MissingRole).toString() == u"missing"_s;
    }));
}

TEST_F(LabelItemTest, WhereNothingCanBeDrawnTheReasonIsSaid)
{
    auto opened = Project::open(projectPath(), Project::Mode::ReadOnly, "anna");
    ASSERT_TRUE(opened) << opened.error().text();
    session = std::make_unique<ProjectSession>(std::move(*opened));
    jobs = std::make_unique<JobRunner>();
    showWindow();
    drawBox();
    EXPECT_TRUE(notice().contains(u"read only"_s)) << notice().toStdString();

    std::filesystem::remove(folder / "street_0001.png");
    openWindow();
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return !workspace->findChild<MissingNotice*>()->sentence().isEmpty(); }));
    drawBox();
    EXPECT_TRUE(notice().contains(u"street_0001.png is missing."_s)) << notice().toStdString();
    EXPECT_TRUE(annotations().empty());
}

TEST_F(LabelItemTest, PicturesThatEndTooSoonAreShownOrNamed)
{
    QImage noise(pictureSize, QImage::Format_RGB32);
    for (int y = 0; y < noise.height(); ++y)
        for (int x = 0; x < noise.width(); ++x)
            noise.setPixel(x, y, qRgb(x * y % 251, x * 7 % 256, y * 13 % 256));
    const auto cut = [&](int picture, const char* format, double part) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        ASSERT_TRUE(buffer.open(QIODevice::WriteOnly) && noise.save(&buffer, format));
        std::ofstream(folder / ("street_000" + std::to_string(picture) + ".png"), std::ios::binary)
            << bytes.left(qsizetype(double(bytes.size()) * part)).toStdString();
    };
    cut(1, "PNG", 0.5);
    cut(2, "JPG", 0.5);
    cut(3, "PNG", 0.001);
    cut(4, "JPG", 0);
    openWindow();
    auto* missing = workspace->findChild<MissingNotice*>();
    for (int picture = 1; picture < pictures; ++picture) {
        key(Qt::Key_D);
        ASSERT_TRUE(isFront(picture));
        const QString named = u"street_000%1.png cannot be shown"_s.arg(picture);
        ASSERT_TRUE(waitFor([&] {
            return missing->sentence().startsWith(named) || (picture < 3 && canvas->imageDetail() > 0);
        })) << picture << missing->sentence().toStdString();
    }
    key(Qt::Key_A);
    for (int picture = 4; picture > 1; --picture)
        key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    ASSERT_TRUE(waitFor([&] { return missing->sentence().isEmpty() && canvas->imageDetail() > 0; }));
    drawBox();
    EXPECT_EQ(annotations().size(), 1u);
}

TEST_F(LabelItemTest, FoldersAreShownOnlyToTellPicturesApart)
{
    openWindow();
    const auto folders = [this] {
        QStringList shown;
        for (int row = 0; row < tasks->rowCount(); ++row)
            shown << tasks->index(row).data(TaskListModel::FolderRole).toString();
        shown.removeDuplicates();
        return shown;
    };
    EXPECT_EQ(folders(), QStringList(QString())) << "all lie in one folder";

    const auto add = [this](const std::string& name, const std::filesystem::path& below,
                            const std::vector<std::string>& paths) {
        auto start = session->project().beginSource({"files", name, sha256(name), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(below);
        ASSERT_TRUE(root);
        for (const std::string& path : paths)
            ASSERT_TRUE(start->writer->item({"image", *root, path, 0, 0, 0, 0}));
        ASSERT_TRUE(start->writer->publish("{}"));
        start->writer.reset();
        Q_EMIT session->itemsChanged();
        ASSERT_TRUE(waitFor([&] { return session->reader().itemKeys()->size() == std::size_t(tasks->rowCount()); }));
    };
    add("deeper", folder.path(), {"night/rain/a.png", "night/rain/b.png"});
    EXPECT_EQ(folders(), QStringList({QString(), u"night/rain"_s}));
    session->undoIn({ScopeKind::Data, {}});
    ASSERT_TRUE(waitFor([this] { return tasks->rowCount() == pictures; }));
    EXPECT_EQ(folders(), QStringList(QString())) << "what was taken back does not count";
    add("beside", folder.path().parent_path() / "beside", {"a.png"});
    EXPECT_EQ(folders(), QStringList({pathToQt(folder.path().filename()), u"beside"_s}));
}

TEST_F(LabelItemTest, AChangedPictureIsTakenOnlyWhenAskedAndUndoTakesItBack)
{
    openWindow();
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return canvas->imageSize() == pictureSize && isFront(1); }));
    drawBox();
    waitSaved();
    const MediumId medium = session->working()->item.medium;
    ASSERT_TRUE(waitFor([&] { return session->reader().medium(medium)->recorded.hash.has_value(); }));
    const MediumContent recorded = session->reader().medium(medium)->recorded;
    EXPECT_EQ(recorded.width, pictureSize.width());

    QImage other(200, 150, QImage::Format_RGB32);
    other.fill(Qt::darkGreen);
    ASSERT_TRUE(other.save(pathToQt(folder / "street_0001.png")));
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    openWindow();
    key(Qt::Key_D);
    ASSERT_TRUE(isFront(1));
    auto* notice = find<MissingNotice>("changedNotice");
    ASSERT_TRUE(waitFor([notice] { return !notice->sentence().isEmpty(); }));
    EXPECT_EQ(notice->sentence(), u"The picture was changed after it was added: 400 × 300 then, 200 × 150 now. "
                                  "Shapes are kept where they were."_s);
    EXPECT_EQ(session->reader().medium(medium)->recorded, recorded);
    const auto flag = [this](int row) { return tasks->index(row, 0).data(TaskListModel::MissingRole).toString(); };
    EXPECT_TRUE(waitFor([&] { return flag(1) == u"other size"_s; })) << "the list does not say it";
    EXPECT_TRUE(waitFor([&] { return !tasks->index(0, 0).data(TaskListModel::ThumbnailRole).isNull(); }));
    EXPECT_EQ(flag(0), QString());
    ASSERT_EQ(annotations().size(), 1u);
    const Annotation before = annotations()[0];

    QPushButton* use = nullptr;
    for (QPushButton* button : notice->findChildren<QPushButton*>())
        use = button->text() == u"Use this picture"_s ? button : use;
    ASSERT_TRUE(use && use->isVisible());
    QTest::mouseClick(use, Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return session->working()->item.width == 200; }));
    EXPECT_TRUE(notice->sentence().isEmpty());
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(annotations()[0], before) << "no shape moves";
    EXPECT_TRUE(waitFor([&] { return flag(1).isEmpty(); })) << "it is flagged although it was taken";

    canvas->setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return session->working()->item.width == pictureSize.width(); }));
    EXPECT_EQ(session->reader().medium(medium)->recorded, recorded);
    EXPECT_TRUE(waitFor([notice] { return !notice->sentence().isEmpty(); }));
}

TEST_F(LabelItemTest, TheNextPictureIsThereAtOnce)
{
    openWindow();
    auto& cache = workspace->findChild<ImageFeed*>()->cache();
    ASSERT_TRUE(waitFor([&] { return cache.find(tasks->keyAt(1)) && cache.find(tasks->keyAt(2)); }));
    QElapsedTimer since;
    since.start();
    key(Qt::Key_D);
    canvas->repaint();
    RecordProperty("key_to_paint_us", int(since.nsecsElapsed() / 1000));
    ASSERT_TRUE(isFront(1));
    EXPECT_EQ(canvas->imageSize(), pictureSize) << "without a turn of the event loop";
    const QColor shown = canvas->grab().toImage().pixelColor(canvas->rect().center());
    EXPECT_NEAR(shown.hue(), 60, 4);
}

TEST_F(LabelItemTest, WhatIsNotStoredIsMarkedUntilARetryStoresItOrItIsDiscarded)
{
    openWindow();
    drawBox();
    waitSaved();
    const std::filesystem::path away = folder / "away.touchstone";
    const auto* list = find<UniformListView>("instanceList");
    const auto marked = [&](int row) { return list->model()->index(row, 0).data(InstanceModel::UnstoredRole).toBool(); };
    const auto isRefused = [&] { return session->saveState().kind == SaveState::Kind::Refused; };
    // Below the box, where the flag stands.
    const auto below = [&] { return canvas->grab(QRect(at(200, 190) + QPoint(0, 4), QSize(40, 14))).toImage(); };
    const QImage plain = below();
    std::filesystem::rename(projectPath(), away);
    drag(200, 150, 260, 190);
    ASSERT_TRUE(waitFor(isRefused));
    ASSERT_EQ(annotations().size(), 2u);
    const AnnotationId refused = annotations()[1].id;
    EXPECT_EQ(canvas->unstored(), std::vector{refused});
    EXPECT_FALSE(marked(0));
    EXPECT_TRUE(marked(1));
    key(Qt::Key_Escape);
    key(Qt::Key_Escape);
    EXPECT_NE(below(), plain);

    std::filesystem::rename(away, projectPath());
    session->retry();
    waitSaved();
    EXPECT_TRUE(canvas->unstored().empty());
    EXPECT_FALSE(marked(1));
    EXPECT_EQ(below(), plain);

    std::filesystem::rename(projectPath(), away);
    key(Qt::Key_R);
    drag(300, 150, 360, 190);
    ASSERT_TRUE(waitFor(isRefused));
    EXPECT_EQ(canvas->unstored().size(), 1u);
    std::filesystem::rename(away, projectPath());
    session->discardUnsaved();
    EXPECT_TRUE(canvas->unstored().empty());
    EXPECT_EQ(annotations().size(), 2u);
}

TEST_F(LabelItemTest, HistoryTellsWhatHappened)
{
    openWindow();
    drawBox();
    waitSaved();
    find<QTabBar>("sideTabs")->setCurrentIndex(2);
    auto* history = find<UniformListView>("historyList");
    ASSERT_TRUE(waitFor([history] { return history->model()->rowCount() > 0; }));
    EXPECT_EQ(history->model()->index(0, 0).data().toString(), u"Draw car"_s);
}

} // namespace
} // namespace touchstone
