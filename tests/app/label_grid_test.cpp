#include <QLabel>
#include <QSignalSpy>

#include "app/label/grid_page.h"
#include "app/label/row_ranges.h"
#include "app/label/thumbnail_grid.h"
#include "label_fixture.h"
#include "touchstone/model/tags.h"
#include "touchstone/workflow/working_layer.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

TEST(RowRanges, JoinsAndSplits)
{
    RowRanges rows;
    rows.add(5, 3);
    rows.add(6, 9);
    ASSERT_EQ(rows.ranges().size(), 1U);
    EXPECT_EQ(rows.count(), 7);
    rows.turnOver(5);
    EXPECT_FALSE(rows.contains(5));
    EXPECT_TRUE(rows.contains(4));
    EXPECT_TRUE(rows.contains(6));
    EXPECT_EQ(rows.ranges().size(), 2U);
    rows.turnOver(5);
    EXPECT_EQ(rows.ranges(), (std::vector<RowRanges::Range>{{3, 9}}));
    rows.add(20, 30);
    rows.add(0, 100);
    EXPECT_EQ(rows.ranges(), (std::vector<RowRanges::Range>{{0, 100}}));
    rows.turnOver(0);
    rows.turnOver(100);
    EXPECT_EQ(rows.ranges(), (std::vector<RowRanges::Range>{{1, 99}}));
}

/// Five pictures; person (1) and tree (2) are one choice of tags, car (3) is a tag of its own.
class LabelGridTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        const std::pair<const char*, const char*> tags[] = {{"person", "1"}, {"tree", "2"}, {"car", "3"}};
        for (const auto& [name, key] : tags) {
            Label label = *(*opened)->ontology()->findByName(name);
            label.shapes = {ShapeKind::Tag};
            label.key.clear();
            auto edit = defineLabelEdit(**opened, {ScopeKind::Ontology, {}}, label);
            ASSERT_TRUE(edit) << edit.error().text();
            ASSERT_TRUE((*opened)->applyNow(std::move(*edit)));
        }
        for (const auto& [name, key] : tags) {
            Label label = *(*opened)->ontology()->findByName(name);
            label.key = key;
            label.tagGroup = std::string(name) == "car" ? "" : "weather";
            auto edit = defineLabelEdit(**opened, {ScopeKind::Ontology, {}}, label);
            ASSERT_TRUE(edit) << edit.error().text();
            ASSERT_TRUE((*opened)->applyNow(std::move(*edit)));
        }
        opened->reset();
        openWindow();
    }
    void openGrid()
    {
        key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        page = find<GridPage>("gridPage");
        ASSERT_TRUE(page && page->isVisible());
        grid = &page->grid();
        ASSERT_TRUE(grid->hasFocus());
        QObject::connect(workspace.get(), &Workspace::notice, workspace.get(),
                         [this](const QString& sentence, QAction*) { told = sentence; });
    }
    void clickCell(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, modifiers, grid->cell(row).center());
    }
    /// Waits for what a digit or an undo does.
    void act(Qt::Key what, Qt::KeyboardModifiers modifiers = {})
    {
        told.clear();
        key(what, modifiers);
        ASSERT_TRUE(waitFor([this] { return !told.isEmpty() && !page->isBusy(); }));
    }
    bool has(int row, const char* name)
    {
        auto reader = session->project().reader();
        const auto item = (*reader)->item(tasks->keyAt(row));
        const auto working = openWorkingLayer(session->project(), **reader, item->id);
        return tagOf(working->content, session->ontology(), session->ontology().findByName(name)->id) != nullptr;
    }

    GridPage* page = nullptr;
    ThumbnailGrid* grid = nullptr;
    QString told;
};

TEST_F(LabelGridTest, TheMouseAndTheKeysSelect)
{
    openGrid();
    EXPECT_EQ(grid->selected().count(), 1);
    clickCell(1);
    clickCell(3, Qt::ShiftModifier);
    EXPECT_EQ(grid->selected().count(), 3);
    clickCell(2, Qt::ControlModifier);
    EXPECT_EQ(grid->selected().count(), 2);
    EXPECT_FALSE(grid->selected().contains(2));
    key(Qt::Key_Home);
    EXPECT_EQ(grid->selected().ranges(), (std::vector<RowRanges::Range>{{0, 0}}));
    key(Qt::Key_Right, Qt::ShiftModifier);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(grid->selected().ranges(), (std::vector<RowRanges::Range>{{0, 2}}));
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(grid->selected().ranges(), (std::vector<RowRanges::Range>{{0, 1}}));
    key(Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(grid->selected().count(), pictures);
    EXPECT_TRUE(find<QLabel>("gridFoot")->text().startsWith(u"5 of 5 selected"_s));
}

TEST_F(LabelGridTest, ADigitSetsAndTakesATagAndOneUndoTakesItBack)
{
    openGrid();
    key(Qt::Key_A, Qt::ControlModifier);
    act(Qt::Key_3);
    EXPECT_TRUE(told.contains(u"car is set on 5 items"_s)) << fromQt(told);
    for (int row = 0; row < pictures; ++row)
        EXPECT_TRUE(has(row, "car")) << row;
    act(Qt::Key_3);
    for (int row = 0; row < pictures; ++row)
        EXPECT_FALSE(has(row, "car")) << row;
    act(Qt::Key_Z, Qt::ControlModifier);
    for (int row = 0; row < pictures; ++row)
        EXPECT_TRUE(has(row, "car")) << row;
    act(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(told.contains(u"could be taken back"_s));
    act(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(told, u"Done again on 5 items."_s);
    for (int row = 0; row < pictures; ++row)
        EXPECT_FALSE(has(row, "car")) << row;
    act(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(told.contains(u"could be set again"_s)) << fromQt(told);
    act(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(told, u"Taken back on 5 items."_s);
    act(Qt::Key_2);
    act(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(told.contains(u"could be set again"_s)) << "what was set anew is not overtaken: " << fromQt(told);
}

TEST_F(LabelGridTest, OneOfAChoiceHolds)
{
    openGrid();
    clickCell(1);
    act(Qt::Key_1);
    clickCell(2, Qt::ShiftModifier);
    // One lacks it: it is set, not taken.
    act(Qt::Key_1);
    EXPECT_TRUE(has(1, "person") && has(2, "person"));
    act(Qt::Key_2);
    EXPECT_TRUE(has(1, "tree") && has(2, "tree"));
    EXPECT_FALSE(has(1, "person") || has(2, "person"));
    EXPECT_FALSE(has(0, "tree"));
    act(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(has(1, "person") && has(2, "person"));
    EXPECT_FALSE(has(1, "tree") || has(2, "tree"));
}

TEST_F(LabelGridTest, DoneImagesStayAndAreCounted)
{
    key(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return isFront(1); }));
    waitSaved();
    openGrid();
    key(Qt::Key_A, Qt::ControlModifier);
    act(Qt::Key_3);
    EXPECT_TRUE(told.contains(u"4 items"_s)) << fromQt(told);
    EXPECT_TRUE(told.contains(u"1 is done or skipped"_s)) << fromQt(told);
    EXPECT_FALSE(has(0, "car"));
    EXPECT_TRUE(has(1, "car"));
}

TEST_F(LabelGridTest, EnterAndDoubleClickOpenAndEscGoesBack)
{
    openGrid();
    clickCell(3);
    key(Qt::Key_Return);
    EXPECT_TRUE(isFront(3));
    EXPECT_FALSE(page->isVisible());
    EXPECT_TRUE(canvas->hasFocus());
    openGrid();
    EXPECT_TRUE(grid->selected().contains(3));
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, grid->cell(2).center());
    EXPECT_TRUE(isFront(2));
    openGrid();
    key(Qt::Key_Escape);
    EXPECT_FALSE(page->isVisible());
    EXPECT_TRUE(isFront(2));
}

TEST_F(LabelGridTest, WhatActsOnTheItemInFrontIsHeld)
{
    session->apply({EditId::create(), session->itemScope(), "Draw", {}, {session->working()->content.creation([this] {
                        Annotation box;
                        box.id = AnnotationId::create();
                        box.label = session->ontology().labels.front().id;
                        box.shape = BoxShape{{10, 10, 50, 40}};
                        return box;
                    }())}});
    key(Qt::Key_A, Qt::ControlModifier);
    openGrid();
    EXPECT_FALSE(action("delete")->isEnabled());
    key(Qt::Key_Delete);
    key(Qt::Key_D);
    EXPECT_EQ(annotations().size(), 1U);
    EXPECT_TRUE(isFront(0));
    key(Qt::Key_Escape);
    EXPECT_TRUE(action("delete")->isEnabled());
    EXPECT_TRUE(action("next")->isEnabled());
    key(Qt::Key_D);
    EXPECT_TRUE(isFront(1));
}

TEST_F(LabelGridTest, ATagSetHereIsSeenOnTheItemInFront)
{
    openGrid();
    clickCell(0);
    act(Qt::Key_3);
    key(Qt::Key_Escape);
    ASSERT_EQ(annotations().size(), 1U);
    // It is undone there, too.
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return annotations().empty(); }));
}

TEST_F(LabelGridTest, TheFilterApplies)
{
    openGrid();
    auto* filter = find<QLineEdit>("taskFilter");
    filter->setText(u"0003"_s);
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return tasks->rowCount() == 1; }));
    EXPECT_TRUE(grid->selected().isEmpty());
    EXPECT_TRUE(grid->hasFocus());
    key(Qt::Key_A, Qt::ControlModifier);
    act(Qt::Key_3);
    EXPECT_TRUE(told.contains(u"1 item."_s)) << fromQt(told);
    EXPECT_TRUE(has(0, "car"));
}

TEST_F(LabelGridTest, OfAMillionOnlyWhatIsInSightIsLookedAt)
{
    openGrid();
    std::vector<std::int64_t> keys(1'000'000);
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = std::int64_t(i) + 1;
    tasks->setKeys(ItemKeys::from(std::move(keys)));
    key(Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(grid->selected().count(), 1'000'000);
    EXPECT_EQ(grid->selected().ranges().size(), 1U);
    EXPECT_EQ(grid->selectedKeys().size(), 1'000'000U);
    key(Qt::Key_End);
    const auto [first, last] = grid->rowsInSight();
    EXPECT_EQ(last, 999'999);
    EXPECT_LT(last - first, 400);
    EXPECT_TRUE(grid->viewport()->rect().contains(grid->cell(last).center()));
    key(Qt::Key_Home);
    EXPECT_EQ(grid->rowsInSight().first, 0);
    key(Qt::Key_Minus);
    key(Qt::Key_Minus);
    EXPECT_GT(grid->columns(), 4);
}

} // namespace
} // namespace touchstone
