#include "label_fixture.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>

#include "app/label/propagation.h"
#include "touchstone/base/progress.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr Qt::KeyboardModifiers ctrlAlt = Qt::ControlModifier | Qt::AltModifier;
constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

class LabelFlowTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
    }
    void drawBox(double x, double y = 40, double size = 50)
    {
        key(Qt::Key_R);
        drag(x, y, x + size, y + size);
        key(Qt::Key_V);
    }
    std::vector<double> lefts() const
    {
        std::vector<double> found;
        for (const Annotation& one : annotations())
            if (const auto* box = std::get_if<BoxShape>(&one.shape))
                found.push_back(std::round(box->rect.x));
        return found;
    }
    /// Of the picture as it is stored.
    std::size_t storedOn(int picture)
    {
        waitSaved();
        const auto keys = session->reader().itemKeys();
        const auto item = session->reader().item((*keys)[std::size_t(picture)]);
        const auto layer = session->reader().shownLayer(item->id, session->project().me());
        return *layer ? session->reader().content((*layer)->layer.id)->annotations().size() : 0;
    }
};

TEST_F(LabelFlowTest, TheSelectionGoesToTheNextImageAndIsSelectedThere)
{
    drawBox(20);
    drawBox(120);
    drawBox(220);
    click(45, 65);
    click(145, 65, Qt::ShiftModifier);
    key(Qt::Key_G, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 4u);
    Annotation first = annotations()[0];
    first.occluded = true;
    first.attributes = {{"colour", std::string("red")}};
    Edit flags;
    flags.text = "Set";
    flags.changes = {session->working()->content.replacement(first)};
    ASSERT_TRUE(session->apply(std::move(flags)));
    const std::vector<Annotation> before = annotations();
    key(Qt::Key_PageDown, ctrlShift);
    ASSERT_TRUE(isFront(1));
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 3; }));
    EXPECT_EQ(lefts(), (std::vector<double>{20, 120}));
    EXPECT_TRUE(annotations()[0].occluded);
    EXPECT_EQ(annotations()[0].attributes, first.attributes);
    EXPECT_NE(annotations()[0].id, first.id);
    const auto* group = std::get_if<RelationShape>(&annotations()[2].shape);
    ASSERT_TRUE(group) << "the group did not come along";
    EXPECT_EQ(*group->members, (std::vector{annotations()[0].id, annotations()[1].id}));
    EXPECT_EQ(notice(), u"2 shapes copied from street_0000.png."_s);
    // The copies are what is selected: they are moved together.
    key(Qt::Key_Down);
    EXPECT_NEAR(std::get<BoxShape>(annotations()[1].shape).rect.y, 41, 1.5);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); })) << "the copies are one Edit of this image";
    key(Qt::Key_A);
    EXPECT_EQ(annotations(), before);
}

TEST_F(LabelFlowTest, WithoutASelectionAllShapesGoBackAndTheEndOfTheListSaysSo)
{
    key(Qt::Key_PageUp, ctrlShift);
    EXPECT_EQ(notice(), u"There is no item before this one."_s);
    key(Qt::Key_PageDown, ctrlShift);
    EXPECT_EQ(notice(), u"There is no shape here to copy."_s);
    EXPECT_TRUE(isFront(0));
    key(Qt::Key_D);
    drawBox(20);
    drawBox(120);
    key(Qt::Key_Escape);
    key(Qt::Key_PageUp, ctrlShift);
    EXPECT_TRUE(isFront(0));
    ASSERT_TRUE(waitFor([this] { return annotations().size() == 2; }));
}

TEST_F(LabelFlowTest, WhatDoesNotFitASmallerImageIsLeftOutWithAWord)
{
    closeWindow();
    QImage small(200, 150, QImage::Format_RGB32);
    small.fill(Qt::gray);
    ASSERT_TRUE(small.save(pathToQt(folder.path()) + u"/street_0001.png"_s));
    openWindow();
    drawBox(20);
    drawBox(300);
    key(Qt::Key_Escape);
    key(Qt::Key_PageDown, ctrlShift);
    ASSERT_TRUE(isFront(1));
    ASSERT_TRUE(waitFor([this] { return !annotations().empty(); }));
    EXPECT_EQ(lefts(), std::vector<double>{20});
    EXPECT_EQ(notice(), u"1 shape pasted, 1 left out: it does not fit this picture."_s);
}

/// The dialog that is open, and its button that goes ahead.
QDialog* openDialog()
{
    return qobject_cast<QDialog*>(QApplication::activeModalWidget());
}
void accept(QDialog* dialog)
{
    QWidget* page = dialog->parentWidget();
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::qWait(10);
    // As a window manager does.
    QApplication::setActiveWindow(page->window());
    page->setFocus();
    EXPECT_TRUE(QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }));
}

TEST_F(LabelFlowTest, ShapesArePropagatedAndAllOfItIsTakenBackAtOnce)
{
    key(Qt::Key_D); // The second is done, the third has the first shape already.
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return isFront(2); }));
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(0));
    drawBox(20);
    key(Qt::Key_Escape);
    key(Qt::Key_PageDown, ctrlShift);
    ASSERT_TRUE(isFront(1));
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier); // Is done again.
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    ASSERT_EQ(session->working()->task.state, TaskState::Submitted);
    key(Qt::Key_A);
    click(45, 65);
    key(Qt::Key_C, Qt::ControlModifier);
    key(Qt::Key_D);
    key(Qt::Key_D);
    ASSERT_TRUE(isFront(2));
    key(Qt::Key_V, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 1u);
    key(Qt::Key_A);
    key(Qt::Key_A);
    drawBox(120);
    key(Qt::Key_Escape);
    key(Qt::Key_P, ctrlAlt);
    QDialog* dialog = openDialog();
    ASSERT_TRUE(dialog);
    EXPECT_EQ(dialog->findChild<QSpinBox*>()->maximum(), 4);
    dialog->findChild<QSpinBox*>()->setValue(3);
    accept(dialog);
    ASSERT_TRUE(waitFor([this] { return notice().startsWith(u"3 shapes"_s); })) << fromQt(notice());
    EXPECT_EQ(notice(), u"3 shapes copied to 2 images. 1 image is done or skipped and stays. 1 shape was there already."_s);
    EXPECT_EQ(storedOn(1), 0u);
    EXPECT_EQ(storedOn(2), 2u);
    EXPECT_EQ(storedOn(3), 2u);
    EXPECT_EQ(storedOn(4), 0u) << "three were asked for";
    hints->runLink();
    ASSERT_TRUE(waitFor([this] { return notice() == u"Taken back on 2 items."_s; })) << fromQt(notice());
    EXPECT_EQ(storedOn(2), 1u);
    EXPECT_EQ(storedOn(3), 0u);
    EXPECT_FALSE(action("takeBackMany")->isEnabled());
}

TEST_F(LabelFlowTest, PropagationGoesBackwardsAndIsUndoneOnEachImageToo)
{
    key(Qt::Key_D);
    key(Qt::Key_D);
    drawBox(20);
    key(Qt::Key_P, ctrlAlt);
    QDialog* dialog = openDialog();
    ASSERT_TRUE(dialog);
    dialog->findChild<QComboBox*>()->setCurrentIndex(1);
    EXPECT_EQ(dialog->findChild<QSpinBox*>()->maximum(), 2);
    dialog->findChild<QSpinBox*>()->setValue(2);
    accept(dialog);
    ASSERT_TRUE(waitFor([this] { return notice() == u"2 shapes copied to 2 images."_s; })) << fromQt(notice());
    key(Qt::Key_A);
    ASSERT_TRUE(isFront(1));
    ASSERT_EQ(annotations().size(), 1u);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return annotations().empty(); }));
    EXPECT_EQ(storedOn(0), 1u);
}

TEST_F(LabelFlowTest, APropagationStopsWhenAskedAndLeavesOutWhatDoesNotFit)
{
    drawBox(20);
    waitSaved();
    const auto keys = session->reader().itemKeys();
    Propagation request{annotations(), {(*keys)[1], (*keys)[2]}, "street_0000.png"};
    Annotation far = annotations()[0];
    far.shape = BoxShape{{390, 10, 50, 50}};
    request.shapes.push_back(far);
    SilentProgress progress;
    auto report = propagate(session->project(), session->reader(), request, progress);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->shapes, 2);
    EXPECT_EQ(report->leftOut, 2);
    progress.cancel();
    request.items = {(*keys)[3]};
    report = propagate(session->project(), session->reader(), request, progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->cancelled);
    EXPECT_EQ(report->shapes, 0);
    EXPECT_EQ(storedOn(3), 0u);
}

TEST_F(LabelFlowTest, AToolStaysOrGoesBackToSelectAsPeopleWant)
{
    key(Qt::Key_R);
    drag(20, 20, 60, 60);
    drag(100, 20, 140, 60);
    EXPECT_EQ(annotations().size(), 2u) << "by default it stays";
    ASSERT_TRUE(action("keepTool")->isChecked());
    action("keepTool")->trigger();
    drag(200, 20, 240, 60);
    ASSERT_TRUE(waitFor([this] { return action("selectTool")->isChecked(); }));
    ASSERT_EQ(annotations().size(), 3u);
    key(Qt::Key_Down); // The new shape is selected: it moves.
    EXPECT_NEAR(std::get<BoxShape>(annotations()[2].shape).rect.y, 21, 1);
    key(Qt::Key_M);
    drag(50, 150, 90, 150);
    QTest::qWait(20);
    EXPECT_TRUE(action("maskTool")->isChecked()) << "a mask goes on stroke by stroke";
    key(Qt::Key_N);
    EXPECT_TRUE(action("maskTool")->isChecked());
    waitSaved();
    closeWindow();
    openWindow();
    EXPECT_FALSE(action("keepTool")->isChecked()) << "it is not remembered";
}

TEST_F(LabelFlowTest, EachToolBeginsWithItsOwnLabel)
{
    key(Qt::Key_V);
    EXPECT_FALSE(action("useLabelForTool")->isEnabled()) << "Select draws nothing";
    key(Qt::Key_R);
    EXPECT_TRUE(action("useLabelForTool")->isEnabled());
    key(Qt::Key_3);
    action("useLabelForTool")->trigger();
    EXPECT_EQ(notice(), u"Box begins with tree from now on."_s);
    EXPECT_EQ(action("boxTool")->statusTip(), u"Draw a box: drag, or click two corners (begins with tree)"_s);
    key(Qt::Key_K);
    EXPECT_FALSE(action("useLabelForTool")->isChecked());
    key(Qt::Key_2);
    click(50, 50);
    EXPECT_EQ(labelOf(0), u"person"_s);
    key(Qt::Key_R);
    EXPECT_TRUE(action("useLabelForTool")->isChecked());
    drag(100, 100, 150, 150);
    EXPECT_EQ(labelOf(1), u"tree"_s);
    key(Qt::Key_1);
    drag(200, 100, 250, 150);
    EXPECT_EQ(labelOf(2), u"car"_s) << "a digit still chooses";
    key(Qt::Key_V);
    key(Qt::Key_N);
    drag(200, 200, 250, 250);
    EXPECT_EQ(labelOf(3), u"car"_s) << "Repeat means the last label, not that of the tool";
    waitSaved();
    closeWindow();
    openWindow();
    key(Qt::Key_R);
    drag(20, 200, 60, 250);
    EXPECT_EQ(labelOf(4), u"tree"_s) << "it is not remembered";
    action("useLabelForTool")->trigger();
    EXPECT_EQ(action("boxTool")->statusTip(), u"Draw a box: drag, or click two corners"_s);
    key(Qt::Key_1);
    key(Qt::Key_V);
    key(Qt::Key_R);
    drag(300, 200, 340, 250);
    EXPECT_EQ(labelOf(5), u"car"_s);
}

class LabelReplaceTest : public LabelFlowTest {
  protected:
    /// Two cars on the first picture and one on the next two; the third is done.
    void SetUp() override
    {
        LabelFlowTest::SetUp();
        drawBox(20);
        drawBox(220);
        key(Qt::Key_Escape);
        for (int i = 0; i < 2; ++i) {
            key(Qt::Key_D);
            drawBox(20);
            key(Qt::Key_Escape);
        }
        key(Qt::Key_Return, Qt::ControlModifier);
        ASSERT_TRUE(waitFor([this] { return isFront(3); }));
        for (int i = 0; i < 3; ++i)
            key(Qt::Key_A);
        ASSERT_TRUE(isFront(0));
        ASSERT_EQ(names(), (QStringList{u"car"_s, u"car"_s}));
        waitSaved();
    }
    QStringList names() const
    {
        QStringList found;
        for (std::size_t i = 0; i < annotations().size(); ++i)
            found.append(labelOf(i));
        return found;
    }
    QDialog* ask(int where)
    {
        key(Qt::Key_F, ctrlAlt);
        QDialog* dialog = openDialog();
        if (!dialog)
            return nullptr;
        auto* box = dialog->findChild<QComboBox*>(u"where"_s);
        box->setCurrentIndex(box->count() - 4 + where);
        dialog->findChild<QComboBox*>(u"from"_s)->setCurrentIndex(0);
        dialog->findChild<QComboBox*>(u"to"_s)->setCurrentIndex(1);
        return dialog;
    }
    static QString told(QDialog* dialog) { return dialog->findChild<QLabel*>(u"replaceCount"_s)->text(); }
};

TEST_F(LabelReplaceTest, TheSelectionAndTheImageAreOneEditEach)
{
    click(245, 65);
    QDialog* dialog = ask(0);
    ASSERT_TRUE(dialog);
    auto* button = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    EXPECT_TRUE(button->isEnabled());
    dialog->findChild<QComboBox*>(u"from"_s)->setCurrentIndex(2);
    EXPECT_EQ(told(dialog), u"Nothing changes."_s);
    EXPECT_FALSE(button->isEnabled());
    dialog->findChild<QComboBox*>(u"from"_s)->setCurrentIndex(0);
    dialog->findChild<QComboBox*>(u"where"_s)->setCurrentIndex(1);
    EXPECT_EQ(told(dialog), u"2 shapes on 1 item will change."_s);
    dialog->findChild<QComboBox*>(u"where"_s)->setCurrentIndex(0);
    EXPECT_EQ(told(dialog), u"1 shape on 1 item will change."_s);
    accept(dialog);
    EXPECT_EQ(names(), (QStringList{u"car"_s, u"person"_s}));
    EXPECT_EQ(notice(), u"1 shape relabelled to person."_s);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return names().contains(u"person"_s) == false; }));
}

TEST_F(LabelReplaceTest, AllImagesAreCountedChangedAndTakenBack)
{
    QDialog* dialog = ask(3);
    ASSERT_TRUE(dialog);
    const QString wanted = u"3 shapes on 2 items will change.\n1 shape on 1 item that are done stay."_s;
    ASSERT_TRUE(waitFor([&] { return told(dialog) == wanted; })) << fromQt(told(dialog));
    dialog->findChild<QCheckBox*>()->click();
    const QString more = u"4 shapes on 3 items will change.\nAmong them are 1 shape on 1 item that are done."_s;
    ASSERT_TRUE(waitFor([&] { return told(dialog) == more; })) << fromQt(told(dialog));
    dialog->findChild<QCheckBox*>()->click();
    ASSERT_TRUE(waitFor([&] { return told(dialog) == wanted; }));
    accept(dialog);
    ASSERT_TRUE(waitFor([this] { return notice() == u"3 shapes on 2 items relabelled to person."_s; })) << fromQt(notice());
    EXPECT_EQ(names(), (QStringList{u"person"_s, u"person"_s})) << "the item in front is read again";
    key(Qt::Key_D);
    EXPECT_EQ(names(), QStringList{u"person"_s});
    key(Qt::Key_D);
    EXPECT_EQ(names(), QStringList{u"car"_s}) << "it is done";
    key(Qt::Key_A);
    action("takeBackMany")->trigger();
    ASSERT_TRUE(waitFor([this] { return notice() == u"Taken back on 2 items."_s; }));
    EXPECT_EQ(names(), QStringList{u"car"_s});
    key(Qt::Key_A);
    EXPECT_EQ(names(), (QStringList{u"car"_s, u"car"_s}));
}

TEST_F(LabelReplaceTest, TheFilteredListIsAllThatChanges)
{
    auto* filter = find<QLineEdit>("taskFilter");
    ASSERT_TRUE(filter);
    filter->setText(u"0001"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return tasks->rowCount() == 1; }));
    QDialog* dialog = ask(2);
    ASSERT_TRUE(dialog);
    ASSERT_TRUE(waitFor([&] { return told(dialog) == u"1 shape on 1 item will change."_s; })) << fromQt(told(dialog));
    accept(dialog);
    ASSERT_TRUE(waitFor([this] { return notice() == u"1 shape on 1 item relabelled to person."_s; }));
    EXPECT_EQ(names(), (QStringList{u"car"_s, u"car"_s}));
}

class LabelListTest : public LabelFlowTest {
  protected:
    /// Five boxes, and the list of instances in front.
    void SetUp() override
    {
        LabelFlowTest::SetUp();
        for (int i = 0; i < 5; ++i)
            drawBox(20 + 70 * i);
        key(Qt::Key_Escape);
        workspace->findChild<QTabBar*>(u"sideTabs"_s)->setCurrentIndex(1);
        list = find<UniformListView>("instanceList");
        ASSERT_TRUE(waitFor([this] { return list->model()->rowCount() == 5; }));
    }
    /// Of a row; `fromRight` picks a toggle.
    QPoint place(int row, int fromRight = 0) const
    {
        const QRect rect = list->visualRect(list->model()->index(row, 0));
        return {fromRight > 0 ? rect.right() - fromRight : rect.left() + 60, rect.center().y()};
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}, int fromRight = 0)
    {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers, place(row, fromRight));
        QCoreApplication::processEvents();
    }
    std::ptrdiff_t movedDown() const
    {
        return std::ranges::count_if(annotations(), [](const Annotation& one) {
            return std::abs(std::get<BoxShape>(one.shape).rect.y - 41) < 0.5;
        });
    }
    qsizetype selectedRows() const { return list->selectionModel()->selectedIndexes().size(); }
    std::ptrdiff_t labelled(const QString& name) const
    {
        std::ptrdiff_t count = 0;
        for (std::size_t i = 0; i < annotations().size(); ++i)
            count += labelOf(i) == name ? 1 : 0;
        return count;
    }
    QAction* inMenu(QMenu* menu, const QString& text) const
    {
        for (QAction* one : menu->findChildren<QAction*>())
            if (one->text() == text)
                return one;
        return nullptr;
    }

    UniformListView* list = nullptr;
};

TEST_F(LabelListTest, SeveralRowsAreChosenAndChangedAtOnce)
{
    clickRow(0);
    clickRow(2, Qt::ShiftModifier);
    EXPECT_EQ(selectedRows(), 3);
    clickRow(1, Qt::ControlModifier);
    EXPECT_EQ(selectedRows(), 2);
    key(Qt::Key_3);
    EXPECT_EQ(labelled(u"tree"_s), 2);
    ASSERT_TRUE(waitFor([this] { return list->model()->index(3, 0).data().toString() == u"tree 1"_s; }));
    EXPECT_EQ(selectedRows(), 2) << "they stay selected when they move in the list";
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return labelled(u"tree"_s) == 0; })) << "it is one Edit";
    ASSERT_TRUE(waitFor([this] {
        QStringList rows;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            rows << list->model()->index(row, 0).data().toString();
        return rows.filter(u"tree"_s).isEmpty();
    }));
    clickRow(0);
    clickRow(4, Qt::ShiftModifier);
    clickRow(4, Qt::ControlModifier);
    key(Qt::Key_Delete);
    EXPECT_EQ(annotations().size(), 1u);
}

TEST_F(LabelListTest, TheCanvasAndTheListSelectTheSame)
{
    click(45, 65);
    click(115, 65, Qt::ShiftModifier);
    EXPECT_EQ(selectedRows(), 2);
    EXPECT_TRUE(list->selectionModel()->isRowSelected(0) && list->selectionModel()->isRowSelected(1));
    clickRow(4, Qt::ControlModifier);
    key(Qt::Key_Down);
    EXPECT_EQ(lefts().size(), 5u);
    EXPECT_EQ(movedDown(), 3) << "what the list added is selected on the canvas";
    list->setFocus();
    clickRow(1);
    key(Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(selectedRows(), 2) << "by keyboard too";
    key(Qt::Key_3);
    EXPECT_EQ(labelled(u"tree"_s), 2);
}

TEST_F(LabelListTest, AToggleIsMeantForAllThatAreSelected)
{
    clickRow(0);
    clickRow(2, Qt::ShiftModifier);
    clickRow(1, {}, 16); // The lock.
    EXPECT_EQ(selectedRows(), 3) << "releasing the button chose the row alone";
    key(Qt::Key_Delete);
    EXPECT_EQ(annotations().size(), 5u);
    EXPECT_EQ(notice(), u"The selection is locked. Ctrl+Shift+L unlocks it."_s);
    clickRow(0, {}, 16);
    key(Qt::Key_H);
    EXPECT_EQ(notice(), u"3 shapes are hidden. Shift+H shows all."_s);
    key(Qt::Key_H, Qt::ShiftModifier);
    clickRow(0);
    clickRow(2, Qt::ShiftModifier);
    key(Qt::Key_Delete);
    EXPECT_EQ(annotations().size(), 2u);
    ASSERT_TRUE(waitFor([this] { return list->model()->rowCount() == 2; }));
    clickRow(0, {}, 16);
    clickRow(1);
    key(Qt::Key_Delete);
    EXPECT_EQ(annotations().size(), 1u) << "a toggle of a row that is not selected is for that row";
}

TEST_F(LabelListTest, TheMenuActsOnAllOfThem)
{
    Label car = session->ontology().labels.front();
    car.attributes = {{"colour", AttributeKind::Choice, {"red", "blue"}, {}, {}, {}, {}, false, {}, false}};
    ASSERT_TRUE(session->project().applyNow(*defineLabelEdit(session->project(), {ScopeKind::Ontology, {}}, car)));
    session->reload();
    ASSERT_TRUE(waitFor([this] { return list->model()->rowCount() == 5; }));
    clickRow(0);
    clickRow(3, Qt::ShiftModifier);
    const auto open = [this] {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place(1), list->viewport()->mapToGlobal(place(1)));
        QApplication::sendEvent(list->viewport(), &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    };
    const auto choose = [&](const QString& text) {
        QMenu* menu = open();
        ASSERT_TRUE(menu);
        QAction* action = inMenu(menu, text);
        ASSERT_TRUE(action) << fromQt(text);
        action->trigger();
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    choose(u"Occluded"_s);
    choose(u"blue"_s);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(annotations()[i].occluded);
        EXPECT_EQ(annotations()[i].attributes, (Attributes{{"colour", std::string("blue")}}));
    }
    EXPECT_FALSE(annotations()[4].occluded);
    waitSaved();
    EXPECT_EQ(session->undoState().undoText, "Set “colour” of 4 shapes to blue");
    choose(u"person"_s);
    EXPECT_EQ(labelled(u"person"_s), 4);
    QMenu* menu = open();
    ASSERT_TRUE(menu);
    EXPECT_TRUE(menu->actions().contains(action("delete")));
    menu->close();
}

} // namespace
} // namespace touchstone
