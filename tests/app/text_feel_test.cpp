// What a person who works in a text feels: menus, names, places, hints, one label a token, and how it is read.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QToolButton>

#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/kind_filter.h"
#include "app/label/tag_popup.h"
#include "app/label/text_desk.h"
#include "app/shell/shell_actions.h"
#include "text_desk_fixture.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

TEST_F(TextDeskTest, EachKeyHasOneMeaningOnTextsAndOneOnPictures)
{
    QWidget window;
    const ShellActions shell(&window);
    QList<QAction*> all = window.findChildren<QAction*>();
    all += workspace->findChildren<QAction*>();
    EXPECT_GT(expectOneActionAKey(all), 45u);
    for (const char* name : {"textRelate", "textChain", "textCutSpan", "textAtOnce", "nextOpen", "acceptPrediction"})
        EXPECT_TRUE(action(name)->isVisible() && action(name)->isEnabled()) << name;
    for (const char* name : {"boxTool", "fit", "snapBoxes", "joinPolygons", "fillHoles", "copy", "zoomToNext"})
        EXPECT_FALSE(action(name)->isVisible() || action(name)->isEnabled()) << name;
    QStringList menus;
    for (const MenuEntry& entry : workspace->menuEntries())
        if (entry.action && entry.action->menu() && entry.action->isVisible())
            menus << entry.action->menu()->title();
    EXPECT_TRUE(menus.contains(u"Text"_s));
    EXPECT_FALSE(menus.contains(u"Masks"_s) || menus.contains(u"Polygons"_s) || menus.contains(u"Fill opacity"_s));
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return !session->working()->document; }));
    EXPECT_GT(expectOneActionAKey(all), 60u);
    for (const char* name : {"textRelate", "textChain", "textAtOnce"})
        EXPECT_FALSE(action(name)->isVisible() || action(name)->isEnabled()) << name;
    for (const char* name : {"boxTool", "fit", "joinPolygons", "copy"})
        EXPECT_TRUE(action(name)->isVisible() && action(name)->isEnabled()) << name;
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([&] { return session->working()->document != nullptr; }));
    EXPECT_TRUE(action("textRelate")->isEnabled());
    EXPECT_FALSE(action("fit")->isEnabled());
}

TEST_F(TextDeskTest, KeysOfTheTextActWhereverTheKeyboardIs)
{
    mark(42, 54);
    key(Qt::Key_1);
    find<UniformListView>("labelList")->setFocus();
    key(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{spanAt(0)});
    key(Qt::Key_K);
    key(Qt::Key_4);
    EXPECT_EQ(shown().back(), u"coref chain of 1"_s);
}

TEST_F(TextDeskTest, ChainsAreWalkedUnitedAndSplit)
{
    for (const auto& [begin, end] : {std::pair(42, 54), std::pair(62, 69), std::pair(73, 76)}) {
        mark(begin, end);
        key(Qt::Key_1);
    }
    clickAt(43);
    key(Qt::Key_K);
    key(Qt::Key_4);
    clickAt(74);
    key(Qt::Key_K);
    clickAt(65);
    key(Qt::Key_K, Qt::ShiftModifier);
    key(Qt::Key_4);
    EXPECT_EQ(shown().mid(3), (QStringList{u"coref chain of 2"_s, u"coref chain of 1"_s}));
    clickAt(43);
    key(Qt::Key_N);
    EXPECT_EQ(selected(), std::vector{spanAt(2)});
    key(Qt::Key_N);
    EXPECT_EQ(selected(), std::vector{spanAt(0)});
    key(Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(selected(), std::vector{spanAt(2)});
    clickAt(65, Qt::ShiftModifier);
    EXPECT_EQ(selected().size(), 2U);
    EXPECT_EQ(view->selectedText(), QString()) << "what lies between them is not marked";
    key(Qt::Key_K, Qt::ControlModifier);
    EXPECT_EQ(shown().mid(3), QStringList{u"coref chain of 3"_s});
    clickAt(65);
    key(Qt::Key_K, Qt::AltModifier);
    EXPECT_EQ(shown().mid(3), (QStringList{u"coref chain of 1"_s, u"coref chain of 2"_s}));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown().mid(3) == QStringList{u"coref chain of 3"_s}; }));
}

TEST_F(TextDeskTest, ARelationIsTurnedRound)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    clickAt(43);
    key(Qt::Key_R);
    clickAt(65);
    key(Qt::Key_3);
    const Annotation relation = annotations().back();
    context().setSelection({relation.id});
    key(Qt::Key_X);
    EXPECT_EQ(*std::get<RelationShape>(annotations().back().shape).members, (std::vector{spanAt(1), spanAt(0)}));
    key(Qt::Key_X);
    EXPECT_EQ(annotations().back(), relation);
}

TEST_F(TextDeskTest, ListsAndHistoryNameThingsByTheirWords)
{
    mark(42, 54);
    key(Qt::Key_1);
    EXPECT_EQ(action("undo")->text(), u"Undo Label PERSON: Ada Lovelace"_s);
    mark(62, 69);
    key(Qt::Key_1);
    clickAt(43);
    key(Qt::Key_R);
    clickAt(65);
    key(Qt::Key_3);
    EXPECT_EQ(action("undo")->text(), u"Undo Relate met: Ada Lovelace → Babbage"_s);
    clickAt(43);
    key(Qt::Key_K);
    key(Qt::Key_4);
    clickAt(65);
    key(Qt::Key_K);
    EXPECT_EQ(action("undo")->text(), u"Undo Add to chain coref 1: Babbage"_s);
    auto* panel = workspace->findChild<InstancePanel*>();
    const auto rows = [&] {
        QStringList names;
        for (int row = 0; row < panel->model().rowCount(); ++row)
            names << panel->model().index(row).data().toString() + u" | "_s +
                         panel->model().index(row).data(InstanceModel::ShapeRole).toString();
        return names;
    };
    ASSERT_TRUE(waitFor([&] { return rows().size() == 4; }));
    EXPECT_EQ(rows(), (QStringList{u"PERSON  Ada Lovelace | Span"_s, u"PERSON  Babbage | Span"_s,
                                   u"met: Ada Lovelace → Babbage | Relation"_s,
                                   u"coref 1: Ada Lovelace, Babbage | Chain"_s}));
    panel->kinds().choose(ListedKinds::Relations);
    EXPECT_EQ(rows(), QStringList{u"met: Ada Lovelace → Babbage | Relation"_s});
    panel->view().selectionModel()->select(panel->model().index(0), QItemSelectionModel::ClearAndSelect);
    ASSERT_EQ(selected().size(), 1U);
    EXPECT_TRUE(waitFor([&] { return hints->hint().text == u"Ada Lovelace → Babbage"_s; }));
    key(Qt::Key_X);
    EXPECT_TRUE(waitFor([&] { return rows() == QStringList{u"met: Babbage → Ada Lovelace | Relation"_s}; }));
    key(Qt::Key_4);
    EXPECT_TRUE(waitFor([&] { return rows() == QStringList{u"coref: Babbage → Ada Lovelace | Relation"_s}; }));
    key(Qt::Key_Delete);
    EXPECT_TRUE(waitFor([&] { return rows().isEmpty(); }));
    EXPECT_EQ(action("undo")->text(), u"Undo Delete coref: Babbage → Ada Lovelace"_s);
    panel->kinds().choose(ListedKinds::Chains);
    EXPECT_EQ(rows().size(), 1);
    panel->kinds().choose(ListedKinds::All);
    EXPECT_EQ(rows().size(), 3);
}

TEST_F(TextDeskTest, WordsThatRunToTheLeftKeepTogetherInLists)
{
    key(Qt::Key_D);
    mark(6, 17);
    key(Qt::Key_1);
    auto* panel = workspace->findChild<InstancePanel*>();
    ASSERT_TRUE(waitFor([&] { return panel->model().rowCount() == 1; }));
    EXPECT_EQ(panel->model().index(0).data().toString(), u"PERSON  \u2068آدا لوفلايس\u2069"_s);
}

TEST_F(TextDeskTest, ShiftAndAClickOnAChainSelectsAllItsMentions)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(73, 76);
    key(Qt::Key_1);
    clickAt(43);
    key(Qt::Key_K);
    key(Qt::Key_4);
    clickAt(74);
    key(Qt::Key_K);
    key(Qt::Key_Escape);
    const QRect words = *view->rectOf(0, {73, 76});
    // The span's own bar stands in the first lane, that of the chain in the second.
    const QPoint onChain(words.center().x(), words.bottom() + 24);
    ASSERT_EQ(view->spansAt(onChain), std::vector{spanAt(1)});
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, onChain);
    EXPECT_EQ(context().selection(), (std::vector{spanAt(0), spanAt(1)}));
    EXPECT_TRUE(waitFor([&] { return hints->hint().text == u"2 spans"_s; }));
}

TEST_F(TextDeskTest, ALabelThatDoesNotFitIsRefusedForWhatIsSelected)
{
    mark(42, 54);
    key(Qt::Key_1);
    Label only = *session->ontology().findByName("ORG");
    only.shapes = {ShapeKind::Relation};
    auto edit = defineLabelEdit(session->project(), session->itemScope(), only);
    ASSERT_TRUE(edit);
    session->applyElsewhere(std::move(*edit), [](const auto&) {});
    ASSERT_TRUE(waitFor([&] { return !session->ontology().findByName("ORG")->allows(ShapeKind::Span); }));
    clickAt(43);
    key(Qt::Key_2);
    EXPECT_EQ(notice(), u"ORG is not for spans."_s);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
}

TEST_F(TextDeskTest, EnterRepeatsTheLabelOfARelationAfterARestartToo)
{
    for (const auto& [begin, end] : {std::pair(42, 54), std::pair(62, 69), std::pair(73, 76)}) {
        mark(begin, end);
        key(Qt::Key_1);
    }
    clickAt(43);
    key(Qt::Key_R);
    clickAt(65);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().size(), 3) << "none was chosen yet";
    key(Qt::Key_3);
    EXPECT_EQ(shown().size(), 4);
    waitSaved();
    closeWindow();
    openWindow();
    view = find<TextView>("textView");
    view->setFocus();
    clickAt(65);
    key(Qt::Key_R);
    clickAt(74);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().mid(3), (QStringList{u"met arrow"_s, u"met arrow"_s}));
}

TEST_F(TextDeskTest, OnlyLabelsThatFitNameARelation)
{
    const auto define = [&](const char* name, ShapeKind kind, const char* from, const char* to) {
        Label label = *session->ontology().findByName(name);
        label.shapes = {kind};
        if (*from)
            label.domain = {session->ontology().findByName(from)->id};
        if (*to)
            label.range = {session->ontology().findByName(to)->id};
        auto edit = defineLabelEdit(session->project(), session->itemScope(), label);
        ASSERT_TRUE(edit);
        session->applyElsewhere(std::move(*edit), [](const auto&) {});
        ASSERT_TRUE(waitFor([&] {
            const Label* now = session->ontology().findByName(name);
            return now->shapes == label.shapes && now->domain == label.domain && now->range == label.range;
        }));
    };
    for (const char* name : {"knows", "owns"}) {
        auto edit = addLabelEdit(session->project(), session->itemScope(), name);
        ASSERT_TRUE(edit);
        session->applyElsewhere(std::move(*edit), [](const auto&) {});
        ASSERT_TRUE(waitFor([&] { return session->ontology().findByName(name) != nullptr; }));
    }
    define("PERSON", ShapeKind::Span, "", "");
    define("ORG", ShapeKind::Span, "", "");
    define("met", ShapeKind::Relation, "PERSON", "ORG");
    define("coref", ShapeKind::Relation, "PERSON", "PERSON");
    define("knows", ShapeKind::Relation, "PERSON", "PERSON");
    define("owns", ShapeKind::Relation, "PERSON", "");
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    mark(23, 30);
    key(Qt::Key_2);
    clickAt(25);
    key(Qt::Key_R);
    EXPECT_EQ(notice(), u"No label of a relation begins at ORG."_s);
    clickAt(43);
    key(Qt::Key_R);
    clickAt(65);
    key(Qt::Key_3);
    EXPECT_EQ(notice(), u"met does not fit here. What fits: coref, knows, owns."_s);
    EXPECT_EQ(shown().size(), 3);
    key(Qt::Key_5);
    EXPECT_EQ(shown().back(), u"knows arrow"_s);
    context().setSelection({annotations().back().id});
    key(Qt::Key_3);
    EXPECT_EQ(notice(), u"met does not go from PERSON to PERSON."_s);
    EXPECT_EQ(shown().back(), u"knows arrow"_s);
    define("owns", ShapeKind::Relation, "PERSON", "PERSON");
    clickAt(43);
    key(Qt::Key_R);
    clickAt(25);
    EXPECT_EQ(shown().back(), u"met arrow"_s) << "the only one that fits is taken at once";
    context().setSelection({annotations().back().id});
    key(Qt::Key_X);
    EXPECT_EQ(notice(), u"met does not go from ORG to PERSON."_s);
    // What a relation stands on keeps a label that it fits.
    clickAt(25);
    key(Qt::Key_1);
    EXPECT_EQ(notice(), u"It stays: met does not go from PERSON to PERSON."_s);
    const LabelId org = session->ontology().findByName("ORG")->id;
    const auto all = annotations();
    EXPECT_EQ(std::ranges::count(all, org, &Annotation::label), 1);
}

TEST_F(TextDeskTest, WhileTheTargetIsSoughtAnArcGoesWithTheMouse)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    clickAt(43);
    const QImage before = view->viewport()->grab().toImage();
    key(Qt::Key_R);
    const QImage begun = view->viewport()->grab().toImage();
    EXPECT_NE(begun, before) << "where it begins is marked";
    QTest::mouseMove(view->viewport(), placeOf(64, 65));
    const QImage over = view->viewport()->grab().toImage();
    EXPECT_NE(over, begun);
    key(Qt::Key_Escape);
    QTest::mouseMove(view->viewport(), QPoint(3, 3));
    EXPECT_EQ(view->viewport()->grab().toImage(), before);
}

TEST_F(TextDeskTest, APlaceIsLabelledSelectedResizedAndDeleted)
{
    key(Qt::Key_2);
    view->setSelection({0, 42, 42});
    key(Qt::Key_M, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 42-42"_s});
    const QRect place = *view->rectOf(0, {42, 42});
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(place.left() + 4, place.top() + 5));
    EXPECT_EQ(selected(), std::vector{spanAt(0)}) << "by its flag";
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 42-45"_s});
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return shown() == QStringList{u"ORG 42-42"_s}; }));
    key(Qt::Key_Escape);
    key(Qt::Key_Tab, Qt::ShiftModifier);
    key(Qt::Key_Delete);
    EXPECT_TRUE(shown().isEmpty());
}

TEST_F(TextDeskTest, HomeAndEndGoByLineAndATextIsShownWhereItWasLeft)
{
    view->setSelection({0, 42, 42});
    key(Qt::Key_End);
    const std::int64_t end = view->selection().head;
    EXPECT_GT(end, 42);
    EXPECT_TRUE(view->selection().isEmpty());
    view->setSelection({0, 42, 42});
    key(Qt::Key_End, Qt::ShiftModifier);
    EXPECT_EQ(view->selection().anchor, 42);
    EXPECT_GE(view->selection().head, end);
    view->setSelection({0, 42, 42});
    key(Qt::Key_Home, Qt::ShiftModifier);
    EXPECT_EQ(view->selection().range(), (TextRange{0, 42}));
    key(Qt::Key_Right);
    const TextSelection left = view->selection();
    key(Qt::Key_D);
    ASSERT_EQ(session->working()->item.part, 2);
    EXPECT_NE(view->selection(), left);
    key(Qt::Key_A);
    ASSERT_EQ(session->working()->item.part, 1);
    EXPECT_EQ(view->selection(), left);
}

/// With labels for parts of speech besides.
class TokenTagTest : public TextDeskTest {
  protected:
    void SetUp() override
    {
        TextDeskTest::SetUp();
        for (const char* name : {"NOUN", "NUM", "VERB"}) {
            auto edit = addLabelEdit(session->project(), session->itemScope(), name);
            ASSERT_TRUE(edit);
            session->applyElsewhere(std::move(*edit), [](const auto&) {});
            ASSERT_TRUE(waitFor([&] { return session->ontology().findByName(name) != nullptr; }));
        }
        view->setSelection({0, 3, 3});
        key(Qt::Key_T);
    }
};

TEST_F(TokenTagTest, GoesFromTokenToTokenByDigitsAndByNames)
{
    EXPECT_EQ(view->selectedText(), u"June"_s);
    type(u"NOUN"_s);
    EXPECT_EQ(view->selectedText(), u"1833"_s) << "the letters behind those that said it do not name the next token";
    type(u"nu"_s);
    EXPECT_EQ(view->selectedText(), u"the"_s);
    key(Qt::Key_Space);
    key(Qt::Key_2);
    EXPECT_EQ(shown(), (QStringList{u"NOUN 3-7"_s, u"NUM 8-12"_s, u"ORG 17-22"_s}));
    EXPECT_EQ(view->selectedText(), u"Society"_s);
    EXPECT_EQ(session->working()->item.part, 1) << "letters are no commands meanwhile";
    key(Qt::Key_Backspace);
    EXPECT_EQ(view->selectedText(), u"Royal"_s);
    type(u"V"_s);
    EXPECT_EQ(shown(), (QStringList{u"NOUN 3-7"_s, u"NUM 8-12"_s, u"VERB 17-22"_s})) << "one label a token";
    EXPECT_EQ(action("undo")->text(), u"Undo Relabel ORG: Royal, now VERB"_s);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown().back() == u"ORG 17-22"_s; }));
    type(u"N"_s);
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().back(), u"NUM 23-30"_s);
    type(u"N"_s);
    key(Qt::Key_Escape);
    EXPECT_TRUE(find<TagPopup>("tagPopup")->isVisible()) << "first the letters go";
    key(Qt::Key_Escape);
    EXPECT_FALSE(find<TagPopup>("tagPopup")->isVisible());
    key(Qt::Key_D);
    EXPECT_EQ(session->working()->item.part, 2);
}

TEST_F(TokenTagTest, DelTakesTheLabelOfATokenAway)
{
    type(u"V"_s);
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(view->selectedText(), u"June"_s);
    key(Qt::Key_Delete);
    EXPECT_TRUE(shown().isEmpty());
    key(Qt::Key_Tab);
    EXPECT_EQ(view->selectedText(), u"1833"_s);
    EXPECT_TRUE(view->hasFocus());
}

TEST_F(TokenTagTest, ASpanOfAnotherKindStays)
{
    key(Qt::Key_Escape);
    mark(3, 7);
    key(Qt::Key_1);
    view->setSelection({0, 3, 3});
    key(Qt::Key_T);
    type(u"V"_s);
    QStringList now = shown();
    now.sort();
    EXPECT_EQ(now, (QStringList{u"PERSON 3-7"_s, u"VERB 3-7"_s}));
}

TEST_F(TokenTagTest, EndsAtTheLastToken)
{
    key(Qt::Key_Escape);
    key(Qt::Key_End, Qt::ControlModifier);
    key(Qt::Key_Left);
    EXPECT_EQ(view->selectedText(), u"."_s);
    key(Qt::Key_T);
    type(u"V"_s);
    EXPECT_EQ(shown().size(), 1) << "punctuation counts";
    EXPECT_FALSE(find<TagPopup>("tagPopup")->isVisible());
    EXPECT_EQ(notice(), u"This was the last token of the text."_s);
}

TEST_F(TextDeskTest, ReadingIsSetAtTheHeadAndKept)
{
    action("textReadingAction")->trigger();
    auto* reading = find<QFrame>("textReading");
    ASSERT_TRUE(reading && reading->isVisible());
    reading->findChild<QDoubleSpinBox*>()->setValue(2);
    for (QToolButton* button : reading->findChildren<QToolButton*>())
        if (button->text().startsWith(u'4'))
            button->click();
    reading->findChild<QComboBox*>()->setCurrentIndex(2);
    const ReadingSettings chosen = view->reading();
    EXPECT_EQ(chosen.lineHeight, 2);
    EXPECT_EQ(chosen.tabCharacters, 4);
    EXPECT_EQ(chosen.family, u"monospace"_s);
    reading->hide();
    waitSaved();
    closeWindow();
    openWindow();
    view = find<TextView>("textView");
    EXPECT_EQ(view->reading(), chosen);
}

TEST(HintLineTest, GivesUpWholeHintsAndNeverLetters)
{
    HintLine full, label;
    Hint hint{Qt::red, u"PERSON"_s, u"a digit changes the label"_s, {{u"R"_s, u"relation"_s}}};
    full.setHint(hint);
    hint.text.clear();
    hint.keys.clear();
    label.setHint(hint);
    const auto shot = [](HintLine& line, int width) {
        line.resize(width, 32);
        return line.grab().toImage();
    };
    const int wide = full.sizeHint().width();
    EXPECT_NE(shot(full, wide), shot(label, wide));
    EXPECT_EQ(shot(full, 160), shot(label, 160)) << "the label says what is meant";
    hint.text = u"a digit changes the label"_s;
    label.setHint(hint);
    EXPECT_EQ(shot(full, wide - 10), shot(label, wide - 10)) << "a key goes with what it does";
}

TEST_F(TextDeskTest, StepsOfAnEndAreOneUndoOnlyWhenTheyFollowClosely)
{
    mark(17, 30);
    key(Qt::Key_2);
    key(Qt::Key_Tab);
    key(Qt::Key_Right, Qt::ShiftModifier);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 17-41"_s});
    QTest::qWait(1100);
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 17-36"_s});
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown() == QStringList{u"ORG 17-41"_s}; }));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown() == QStringList{u"ORG 17-30"_s}; }));
}

} // namespace
} // namespace touchstone
