#include "label_fixture.h"

#include <QClipboard>
#include <QMenu>

#include "app/label/instance_model.h"
#include "app/label/instance_panel.h"
#include "app/label/kind_filter.h"
#include "app/label/label_context.h"
#include "app/label/prediction_feed.h"
#include "app/label/text_desk.h"
#include "app/shell/shell_actions.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"
#include "touchstone/store/reader.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

/// Three texts and a picture, driven by the mouse and the keys.
class TextDeskTest : public LabelTest {
  protected:
    static constexpr const char* letter = "In June 1833 the Royal Society heard that Ada Lovelace met Mr Babbage. 😀 She saw it.";
    static constexpr const char* arabic = "التقت آدا لوفلايس به في لندن";

    void SetUp() override
    {
        QSettings().clear();
        create({"PERSON", "ORG", "met", "coref"});
        addTexts();
        openWindow();
        // Texts come after the pictures.
        for (int i = 0; i < pictures; ++i)
            key(Qt::Key_D);
        ASSERT_TRUE(waitFor([&] { return session->working() && session->working()->document; }));
        view = find<TextView>("textView");
        ASSERT_TRUE(view && view->isVisible());
        view->setFocus();
    }
    void addTexts()
    {
        closeWindow();
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        auto start = (*opened)->beginSource({"text-lines", "letters", sha256("l"), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        int part = 0;
        for (const char* text : {letter, arabic, "The third."}) {
            Document document;
            document.blocks.push_back({"", text});
            SourceWriter::NewItem item;
            item.kind = "text";
            item.root = *root;
            item.path = "letters.txt";
            item.part = ++part;
            item.document = &document;
            ASSERT_TRUE(start->writer->item(item));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
        items += part;
    }
    QPoint placeOf(std::int64_t begin, std::int64_t end) const
    {
        const auto rect = view->rectOf(0, {begin, end});
        return rect ? rect->center() : QPoint();
    }
    /// A drag over the characters from `begin` to `end`.
    void mark(std::int64_t begin, std::int64_t end)
    {
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, placeOf(begin, begin + 1));
        for (const std::int64_t at : {begin + 1, (begin + end) / 2, end - 1})
            QTest::mouseMove(view->viewport(), placeOf(at, at + 1));
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, placeOf(end - 1, end));
    }
    void clickAt(std::int64_t at, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, placeOf(at, at + 1));
    }
    /// "PERSON 42-54" of each span in reading order, relations and chains behind.
    QStringList shown() const
    {
        QStringList all;
        for (const Annotation* span : spansInOrder(session->working()->content)) {
            QStringList pieces;
            for (const TextRange& range : *std::get<SpanShape>(span->shape).ranges)
                pieces << u"%1-%2"_s.arg(range.begin).arg(range.end);
            all << nameOf(span->label) + u' ' + pieces.join(u',');
        }
        for (const Annotation& one : annotations())
            if (const auto* relation = std::get_if<RelationShape>(&one.shape))
                all << nameOf(one.label) + (relation->directed ? u" arrow"_s : u" chain of %1"_s.arg(relation->members->size()));
        return all;
    }
    QString nameOf(const LabelId& label) const { return toQt(session->ontology().find(label)->name); }
    AnnotationId spanAt(int index) const { return spansInOrder(session->working()->content)[std::size_t(index)]->id; }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
    std::vector<AnnotationId> selected() const { return view->selectedSpans(); }

    TextView* view = nullptr;
};

TEST_F(TextDeskTest, WordsAreMarkedThenADigitLabelsThem)
{
    mark(43, 53); // "da Lovelac"
    EXPECT_EQ(view->selectedText(), u"Ada Lovelace"_s);
    key(Qt::Key_1);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
    EXPECT_TRUE(view->selection().isEmpty());
    key(Qt::Key_1);
    EXPECT_EQ(shown().size(), 1) << "a digit without anything marked arms a label";
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown().isEmpty(); }));
    key(Qt::Key_Z, ctrlShift);
    EXPECT_TRUE(waitFor([this] { return shown() == QStringList{u"PERSON 42-54"_s}; }));
    waitSaved();
    closeWindow();
    openWindow();
    EXPECT_EQ(session->working()->item.part, 1) << "the last item is in front again";
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown().isEmpty(); })) << "undo reaches over a restart";
}

TEST_F(TextDeskTest, AllGoesByKeyboardAlone)
{
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Right);
    EXPECT_EQ(view->selectedText(), u"1833"_s);
    key(Qt::Key_Right);
    key(Qt::Key_Right, Qt::ShiftModifier);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(view->selectedText(), u"the Royal Society"_s);
    key(Qt::Key_Right, ctrlShift);
    EXPECT_EQ(view->selectedText(), u"Royal Society"_s);
    key(Qt::Key_2);
    EXPECT_EQ(shown(), QStringList{u"ORG 17-30"_s});
    key(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{spanAt(0)});
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 17-36"_s});
    key(Qt::Key_Right, ctrlShift);
    EXPECT_EQ(shown(), QStringList{u"ORG 23-36"_s});
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"ORG 23-30"_s}) << "without the space before the word that is left out";
    key(Qt::Key_Right, Qt::ShiftModifier);
    key(Qt::Key_1);
    EXPECT_EQ(shown(), QStringList{u"PERSON 23-36"_s});
    key(Qt::Key_Delete);
    EXPECT_TRUE(shown().isEmpty());
    key(Qt::Key_D);
    EXPECT_EQ(session->working()->item.part, 2);
}

TEST_F(TextDeskTest, AClickOnALabelNamesWhatIsMarked)
{
    mark(17, 30);
    auto* list = find<UniformListView>("labelList");
    ASSERT_TRUE(list);
    const QModelIndex row = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
    EXPECT_EQ(shown(), QStringList{u"ORG 17-30"_s});
}

TEST_F(TextDeskTest, CtrlHomeAndEndGoToTheEdges)
{
    key(Qt::Key_End, Qt::ControlModifier);
    EXPECT_EQ(view->selection().head, std::int64_t(QString::fromUtf8(letter).toUcs4().size()));
    key(Qt::Key_Home, Qt::ControlModifier);
    EXPECT_EQ(view->selection().head, 0);
}

TEST_F(TextDeskTest, WithALabelArmedOneGestureIsASpan)
{
    key(Qt::Key_2);
    key(Qt::Key_M);
    mark(17, 30);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, placeOf(43, 44));
    EXPECT_EQ(shown(), (QStringList{u"ORG 17-30"_s, u"ORG 42-45"_s}));
    key(Qt::Key_M);
    mark(4, 6);
    EXPECT_EQ(shown().size(), 2);
}

TEST_F(TextDeskTest, NestedSpansAreAStackForClicksAndKeys)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(42, 45);
    key(Qt::Key_2);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 42-54"_s, u"ORG 42-45"_s}));
    clickAt(43);
    EXPECT_EQ(selected(), std::vector{spanAt(1)});
    key(Qt::Key_Up);
    EXPECT_EQ(selected(), std::vector{spanAt(0)});
    key(Qt::Key_Down);
    EXPECT_EQ(selected(), std::vector{spanAt(1)});
    key(Qt::Key_Escape);
    EXPECT_TRUE(selected().empty());
}

TEST_F(TextDeskTest, ARelationIsDrawnByKeysAndTakesALabel)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    key(Qt::Key_Tab, Qt::ShiftModifier);
    key(Qt::Key_Tab, Qt::ShiftModifier);
    ASSERT_EQ(selected(), std::vector{spanAt(0)});
    key(Qt::Key_R);
    key(Qt::Key_Tab);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().size(), 2) << "it waits for its label";
    key(Qt::Key_3);
    ASSERT_EQ(shown().size(), 3);
    EXPECT_EQ(shown().back(), u"met arrow"_s);
    // Deleting an end takes the relation along, and undo brings both back.
    key(Qt::Key_Delete);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown().size() == 3; }));
}

TEST_F(TextDeskTest, EscDropsARelationThatWaits)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    key(Qt::Key_Tab);
    key(Qt::Key_R);
    key(Qt::Key_Tab);
    key(Qt::Key_Return);
    key(Qt::Key_Escape);
    key(Qt::Key_Escape);
    key(Qt::Key_3);
    EXPECT_EQ(shown().size(), 2);
}

TEST_F(TextDeskTest, MentionsGoIntoChains)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(73, 76); // "She"
    key(Qt::Key_1);
    key(Qt::Key_Tab);
    key(Qt::Key_K);
    key(Qt::Key_4);
    EXPECT_EQ(shown().back(), u"coref chain of 1"_s);
    key(Qt::Key_Tab);
    key(Qt::Key_K);
    EXPECT_EQ(shown().back(), u"coref chain of 2"_s);
    key(Qt::Key_K, ctrlShift);
    EXPECT_EQ(shown().back(), u"coref chain of 1"_s);
}

TEST_F(TextDeskTest, SpansAreJoinedCutAndGetPieces)
{
    mark(42, 45);
    key(Qt::Key_1);
    mark(46, 54);
    key(Qt::Key_1);
    clickAt(43);
    clickAt(48, Qt::ShiftModifier);
    ASSERT_EQ(selected().size(), 2U);
    key(Qt::Key_J, ctrlShift);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-45,46-54"_s});
    key(Qt::Key_Escape);
    mark(62, 69);
    key(Qt::Key_F);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-45,46-54,62-69"_s});
    view->setSelection({0, 46, 46});
    key(Qt::Key_S, Qt::ShiftModifier);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 42-45"_s, u"PERSON 46-54,62-69"_s}));
}

TEST_F(TextDeskTest, RightToLeftGoesTheWayTheEyeGoes)
{
    key(Qt::Key_D);
    ASSERT_EQ(session->working()->item.part, 2);
    key(Qt::Key_Left);
    EXPECT_EQ(view->selectedText(), u"التقت"_s);
    key(Qt::Key_Left);
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(view->selectedText(), u"آدا لوفلايس"_s);
    key(Qt::Key_1);
    EXPECT_EQ(shown(), QStringList{u"PERSON 6-17"_s});
    mark(24, 28);
    EXPECT_EQ(view->selectedText(), u"لندن"_s);
    key(Qt::Key_2);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 6-17"_s, u"ORG 24-28"_s}));
}

TEST_F(TextDeskTest, PicturesKeepTheirToolsAndTextsHaveNone)
{
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return !session->working()->document; }));
    EXPECT_TRUE(canvas->isVisible());
    EXPECT_FALSE(view->isVisible());
    key(Qt::Key_P);
    EXPECT_TRUE(action("toolPolygon") == nullptr || action("toolPolygon")->isEnabled());
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([&] { return session->working()->document != nullptr; }));
    EXPECT_FALSE(canvas->isVisible());
    view->setFocus();
    mark(42, 54);
    key(Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), u"Ada Lovelace"_s);
}

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

TEST_F(TextDeskTest, PredictionsAreTakenAndRefusedByTheSameKeys)
{
    waitSaved();
    closeWindow();
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        auto start = (*opened)->beginSource(
            {"doccano", "model", sha256("m"), "{}", "model", LayerRole::Prediction, false});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        Document document;
        document.blocks.push_back({"", letter});
        SourceWriter::NewItem item;
        item.kind = "text";
        item.root = *root;
        item.path = "letters.txt";
        item.part = 1;
        item.document = &document;
        const auto made = start->writer->item(item);
        ASSERT_TRUE(made);
        EXPECT_FALSE(made->created);
        for (const auto& [range, score] : {std::pair(TextRange{42, 54}, 0.9), std::pair(TextRange{17, 30}, 0.8)}) {
            Annotation span;
            span.label = *start->writer->label("PERSON");
            span.shape = SpanShape{std::vector{range}, 0};
            span.score = score;
            ASSERT_TRUE(start->writer->annotation(*start->writer->layer(made->key), span, {}));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    openWindow();
    view = find<TextView>("textView");
    auto* feed = workspace->findChild<PredictionFeed*>();
    ASSERT_TRUE(waitFor([&] { return feed->currentPrediction() != nullptr; }));
    const QImage marked = view->viewport()->grab().toImage();
    key(Qt::Key_Y);
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 1; }));
    EXPECT_NE(view->viewport()->grab().toImage(), marked);
    key(Qt::Key_I);
    EXPECT_TRUE(waitFor([&] { return feed->openCount() == 0; }));
    EXPECT_EQ(shown(), QStringList{u"PERSON 42-54"_s});
}

TEST_F(TextDeskTest, TheListShowsFirstWords)
{
    const int row = tasks->rowOf(session->working()->item.key);
    EXPECT_TRUE(tasks->index(row).data(TaskListModel::NameRole).toString().startsWith(u"In June 1833"_s));
    EXPECT_TRUE(tasks->index(row).data(TaskListModel::ThumbnailRole).isNull());
    EXPECT_EQ(tasks->index(row).data(TaskListModel::FolderRole).toString(), u"letters.txt, 1"_s);
}

} // namespace
} // namespace touchstone
