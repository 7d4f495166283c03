// Spans, relations and chains in a text, by real events.

#include <QClipboard>

#include "app/label/prediction_feed.h"
#include "app/label/text_desk.h"
#include "text_desk_fixture.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

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

TEST_F(TextDeskTest, APieceAddedToAPlaceMakesItAStretch)
{
    key(Qt::Key_1); // Armed.
    view->setSelection({0, 42, 42});
    key(Qt::Key_M, Qt::ShiftModifier);
    ASSERT_EQ(shown(), QStringList{u"PERSON 42-42"_s});
    mark(59, 69);
    key(Qt::Key_F);
    EXPECT_EQ(shown(), QStringList{u"PERSON 59-69"_s});
    waitSaved();
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
    EXPECT_EQ(workspace->findChild<TextDesk*>()->hint().text, u"is proposed here"_s);
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
