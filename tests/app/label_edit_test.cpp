// Drawing, labels, undo and the clipboard in the label workspace.

#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/label/label_list_model.h"
#include "app/label/label_palette.h"
#include "app/label/view_marks.h"
#include "app/shell/shell_actions.h"
#include "label_fixture.h"

#include <random>

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class LabelEditTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
    }
    void drawBox(double x = 50, double y = 50)
    {
        key(Qt::Key_R);
        drag(x, y, x + 60, y + 40);
    }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
};

// Of two actions with one key Qt runs neither.
TEST_F(LabelEditTest, NoKeyStandsForTwoActions)
{
    QWidget window;
    const ShellActions shell(&window);
    QList<QAction*> all = window.findChildren<QAction*>();
    all += workspace->findChildren<QAction*>();
    ASSERT_TRUE(all.contains(shell.import));
    ASSERT_TRUE(all.contains(action("intersectMasks")));
    EXPECT_GT(expectOneActionAKey(all), 60u);
}

TEST_F(LabelEditTest, BoxIsDrawnByItsKeyAndADrag)
{
    drawBox();
    ASSERT_EQ(annotations().size(), 1u);
    const auto* box = std::get_if<BoxShape>(&annotations()[0].shape);
    ASSERT_TRUE(box);
    EXPECT_NEAR(box->rect.x, 50, 1);
    EXPECT_NEAR(box->rect.width, 60, 1);
    EXPECT_EQ(labelOf(0), u"car"_s);
    EXPECT_TRUE(context().selection().empty()) << "while drawing nothing stays selected";
    EXPECT_EQ(action("undo")->text(), u"Undo Draw car"_s);
    waitSaved();
    EXPECT_EQ(session->working()->task.state, TaskState::InProgress);
    EXPECT_EQ(tasks->index(0).data(TaskListModel::CountRole).toString(), u"1"_s);
}

TEST_F(LabelEditTest, DigitNamesTheNextShapeWhileDrawingAndTheSelectionInSelect)
{
    key(Qt::Key_R);
    key(Qt::Key_2);
    drag(50, 50, 110, 90);
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(labelOf(0), u"person"_s);

    key(Qt::Key_V);
    click(80, 70);
    ASSERT_EQ(context().selection().size(), 1u);
    key(Qt::Key_3);
    EXPECT_EQ(labelOf(0), u"tree"_s);
    EXPECT_EQ(context().labelName(context().currentLabel()), u"person"_s) << "the armed label stays";
    key(Qt::Key_9);
    EXPECT_EQ(labelOf(0), u"tree"_s);
    EXPECT_TRUE(notice().contains(u"key 9"_s)) << fromQt(notice());
}

TEST_F(LabelEditTest, PolygonDraftSurvivesPagingAndReopening)
{
    key(Qt::Key_P);
    click(60, 60);
    click(160, 60);
    click(160, 160);
    key(Qt::Key_D);
    ASSERT_TRUE(isFront(1));
    EXPECT_TRUE(annotations().empty());
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    EXPECT_TRUE(annotations().empty());
    waitSaved();
    session->project().flush();

    openWindow();
    ASSERT_TRUE(isFront(0)) << "the item in front is remembered";
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1u);
    const auto* polygon = std::get_if<PolygonShape>(&annotations()[0].shape);
    ASSERT_TRUE(polygon);
    EXPECT_EQ(vertexCount(*polygon->polygon), 3u);
}

TEST_F(LabelEditTest, UndoInADraftTakesVerticesThenTheHistory)
{
    drawBox();
    key(Qt::Key_P);
    click(200, 60);
    click(260, 60);
    click(260, 120);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(annotations().size(), 1u) << "only a vertex went";
    click(230, 160);
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 2u);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 1; }));
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 2; }));
}

TEST_F(LabelEditTest, UndoBelongsToTheItemInFront)
{
    drawBox();
    key(Qt::Key_D);
    // Nothing is drawn on a picture that is still being read.
    ASSERT_TRUE(waitFor([this] { return isFront(1) && canvas->imageSize() == pictureSize; }));
    drawBox();
    drawBox(150, 50);
    ASSERT_EQ(annotations().size(), 2u);
    for (int i = 0; i < 2; ++i)
        key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    EXPECT_EQ(annotations().size(), 1u) << "the other item keeps its shape";
    key(Qt::Key_D);
    key(Qt::Key_Y, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 1; }));
}

TEST_F(LabelEditTest, PasteFromThePreviousItemIsOneEdit)
{
    drawBox();
    key(Qt::Key_2);
    drag(150, 50, 200, 100);
    key(Qt::Key_D);
    ASSERT_TRUE(isFront(1));
    key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_NEAR(std::get<BoxShape>(annotations()[0].shape).rect.x, 50, 1);
    EXPECT_EQ(labelOf(1), u"person"_s);
    EXPECT_EQ(context().selection().size(), 2u);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    key(Qt::Key_A);
    key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(annotations().size(), 2u) << "there is nothing before the first";
    EXPECT_TRUE(notice().contains(u"no item before"_s)) << fromQt(notice());
}

TEST_F(LabelEditTest, CopyPasteDuplicateDelete)
{
    drawBox();
    key(Qt::Key_V);
    click(80, 70);
    key(Qt::Key_C, Qt::ControlModifier);
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1) && canvas->imageSize() == pictureSize; }));
    key(Qt::Key_V, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_NEAR(std::get<BoxShape>(annotations()[0].shape).rect.x, 50, 1);
    key(Qt::Key_D, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 2u);
    ASSERT_EQ(context().selection().size(), 1u);
    key(Qt::Key_Delete);
    ASSERT_EQ(annotations().size(), 1u);
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_X, Qt::ControlModifier);
    EXPECT_TRUE(annotations().empty());
}

TEST_F(LabelEditTest, HideAndLock)
{
    drawBox();
    key(Qt::Key_V);
    click(80, 70);
    const AnnotationId id = annotations()[0].id;
    ASSERT_TRUE(canvas->annotation(id));
    key(Qt::Key_H);
    EXPECT_FALSE(canvas->annotation(id)) << "hidden";
    EXPECT_TRUE(context().selection().empty());
    key(Qt::Key_H, Qt::ShiftModifier);
    EXPECT_TRUE(canvas->annotation(id));

    click(80, 70);
    key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    key(Qt::Key_Delete);
    EXPECT_EQ(annotations().size(), 1u) << "locked shapes stay";
    key(Qt::Key_3);
    EXPECT_EQ(labelOf(0), u"car"_s);
    EXPECT_TRUE(notice().contains(u"locked"_s)) << fromQt(notice());
    key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    key(Qt::Key_3);
    EXPECT_EQ(labelOf(0), u"tree"_s);
}

TEST_F(LabelEditTest, HeldHShowsThePictureAlone)
{
    drawBox();
    key(Qt::Key_V);
    const AnnotationId id = annotations()[0].id;
    QTest::keyPress(canvas, Qt::Key_H);
    EXPECT_FALSE(canvas->annotation(id));
    QTest::qWait(350);
    QTest::keyRelease(canvas, Qt::Key_H);
    EXPECT_TRUE(canvas->annotation(id));
}

TEST_F(LabelEditTest, PaletteRelabelsFindsAndCreates)
{
    drawBox();
    key(Qt::Key_V);
    click(80, 70);
    key(Qt::Key_Slash);
    auto* field = find<QLineEdit>("paletteField");
    ASSERT_TRUE(field->isVisible());
    ASSERT_TRUE(field->hasFocus());
    type(u"per"_s);
    key(Qt::Key_Return);
    EXPECT_EQ(labelOf(0), u"person"_s);
    EXPECT_TRUE(canvas->hasFocus());

    key(Qt::Key_L, Qt::ControlModifier);
    ASSERT_TRUE(field->isVisible());
    type(u"bus"_s);
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return labelOf(0) == u"bus"_s; }));
    EXPECT_TRUE(session->ontology().findByName("bus"));
    key(Qt::Key_L, Qt::ControlModifier);
    key(Qt::Key_Escape);
    EXPECT_FALSE(field->isVisible());
    EXPECT_TRUE(canvas->hasFocus());
    EXPECT_EQ(labelOf(0), u"bus"_s);
}

TEST_F(LabelEditTest, AsksAfterEachShapeWhenTheOptionSaysSo)
{
    action("askEachTime")->trigger();
    drawBox();
    EXPECT_TRUE(annotations().empty());
    ASSERT_TRUE(find<QLineEdit>("paletteField")->isVisible());
    type(u"tree"_s);
    key(Qt::Key_Return);
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(labelOf(0), u"tree"_s);
}

TEST_F(LabelEditTest, RepeatTakesToolAndLabelAgain)
{
    key(Qt::Key_R);
    key(Qt::Key_2);
    drag(50, 50, 110, 90);
    key(Qt::Key_V);
    find<UniformListView>("labelList")->setFocus();
    QTest::keyClick(find<UniformListView>("labelList"), Qt::Key_Home);
    workspace->setFocus();
    key(Qt::Key_N);
    drag(150, 50, 210, 90);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_EQ(labelOf(1), u"person"_s);
}

TEST_F(LabelEditTest, TabWalksTheInstancesAndTheListFollows)
{
    drawBox(50, 50);
    drawBox(150, 50);
    ASSERT_TRUE(waitFor([this] { return find<UniformListView>("instanceList")->model()->rowCount() == 2; }));
    key(Qt::Key_Tab);
    ASSERT_EQ(context().selection(), std::vector{annotations()[0].id});
    key(Qt::Key_Tab);
    EXPECT_EQ(context().selection(), std::vector{annotations()[1].id});
    EXPECT_EQ(find<UniformListView>("instanceList")->selectionModel()->selectedIndexes().size(), 1);
    EXPECT_EQ(find<UniformListView>("instanceList")->currentIndex().row(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(context().selection(), std::vector{annotations()[0].id});
}

TEST_F(LabelEditTest, ListsFollowEditsAsIfTheyWereReadAnew)
{
    ViewMarks marks;
    auto& shown = *find<UniformListView>("instanceList")->model();
    auto& labels = *find<UniformListView>("labelList")->model();
    const auto texts = [](const QAbstractItemModel& model, std::initializer_list<int> roles) {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            for (const int role : roles)
                all << model.index(row, 0).data(role).toString();
        return all;
    };
    const auto same = [&] {
        InstanceModel anew(*session, context(), marks);
        anew.reload();
        LabelListModel counted(*session, context(), marks);
        counted.reload();
        return texts(shown, {Qt::DisplayRole, InstanceModel::ShapeRole}) ==
                   texts(anew, {Qt::DisplayRole, InstanceModel::ShapeRole}) &&
               texts(labels, {LabelListModel::CountRole}) == texts(counted, {LabelListModel::CountRole}) &&
               shown.rowCount() == int(annotations().size());
    };
    std::mt19937 random(4);
    const InstanceId pair = InstanceId::create();
    for (int step = 0; step < 60; ++step) {
        const auto& content = session->working()->content;
        std::vector<Change> changes;
        const int several = 1 + int(random() % 3);
        for (int i = 0; i < several; ++i) {
            const auto& label = session->ontology().labels[random() % session->ontology().labels.size()];
            const auto& all = content.annotations();
            Annotation next;
            if (all.empty() || random() % 3 == 0) {
                next.id = AnnotationId::create();
                next.label = label.id;
                next.shape = BoxShape{{10, 10, 20, 20}};
                if (random() % 2 == 0)
                    next.instance = pair; // Several geometries of one object count once.
                changes.push_back(content.creation(next));
                continue;
            }
            next = all[random() % all.size()];
            const auto twice = [&](const Change& change) {
                const auto& value = change.after ? change.after : change.before;
                return std::get<Annotation>(*value).id == next.id;
            };
            if (std::ranges::any_of(changes, twice))
                continue;
            if (random() % 3 == 0) {
                changes.push_back(content.removal(next.id));
                continue;
            }
            if (random() % 2 == 0)
                next.label = label.id;
            next.shape = BoxShape{{double(step), 10, 20, 20}};
            changes.push_back(content.replacement(next));
        }
        context().apply(u"Step"_s, std::move(changes));
        if (step % 3 == 0) {
            ASSERT_TRUE(waitFor(same)) << "after step " << step;
        }
    }
    for (int back = 0; back < 20; ++back)
        session->undo();
    waitSaved();
    EXPECT_TRUE(waitFor(same));
}

TEST_F(LabelEditTest, StackingChangesTheOrder)
{
    drawBox(50, 50);
    drawBox(60, 60);
    const AnnotationId first = annotations()[0].id;
    key(Qt::Key_V);
    click(52, 52);
    ASSERT_EQ(context().selection(), std::vector{first});
    key(Qt::Key_PageUp);
    EXPECT_EQ(annotations().back().id, first);
    key(Qt::Key_BracketLeft);
    EXPECT_EQ(annotations().front().id, first);
}

class LabelFirstTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        create({});
        openWindow();
    }
};

TEST_F(LabelFirstTest, TheFirstShapeAsksForTheFirstLabel)
{
    key(Qt::Key_R);
    drag(50, 50, 110, 90);
    auto* field = find<QLineEdit>("paletteField");
    ASSERT_TRUE(field->isVisible());
    key(Qt::Key_Escape);
    EXPECT_TRUE(annotations().empty());
    EXPECT_TRUE(notice().contains(u"waits"_s)) << fromQt(notice());
    hints->runLink();
    ASSERT_TRUE(field->isVisible());
    type(u"dog"_s);
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 1; })) << "the shape was kept";
    EXPECT_EQ(labelOf(0), u"dog"_s);
    drag(150, 50, 210, 90);
    ASSERT_EQ(annotations().size(), 2u) << "the next one does not ask";
    EXPECT_EQ(labelOf(1), u"dog"_s);
}

TEST_F(LabelFirstTest, TheFieldOfThePanelCreatesAndArms)
{
    auto* field = find<QLineEdit>("labelField");
    field->setFocus();
    type(u"cat"_s);
    key(Qt::Key_Return);
    EXPECT_TRUE(canvas->hasFocus());
    ASSERT_TRUE(waitFor([this] { return find<UniformListView>("labelList")->model()->rowCount() == 1; }));
    auto* context = workspace->findChild<LabelContext*>();
    ASSERT_TRUE(waitFor([context] { return !context->currentLabel().isNull(); }));
    EXPECT_EQ(context->labelName(context->currentLabel()), u"cat"_s);
}

} // namespace
} // namespace touchstone
