#include "label_fixture.h"
#include "text_items.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "app/label/concordance_dialog.h"
#include "app/label/concordance_model.h"
#include "app/label/label_walk.h"
#include "app/label/prediction_feed.h"
#include "app/label/prelabel_dialog.h"
#include "app/label/text_finder.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"
#include "touchstone/workflow/labels.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Four texts behind the pictures: names again and again, Arabic, two blocks, and one without names.
class TextFindTest : public LabelTest {
  protected:
    static constexpr const char* letter =
        "Ada Lovelace met Babbage. 😀 Babbage showed Ada\nLovelace the engine; ada lovelace wrote. Babbages.";

    void SetUp() override
    {
        QSettings().clear();
        create({"PERSON", "ORG", "PLACE"});
        closeWindow();
        std::vector<Document> documents(4);
        documents[0].blocks.push_back({"", letter});
        documents[1].blocks.push_back({"", "به لندن رفت. لندن بزرگ است."});
        documents[2].blocks.push_back({"question", "Who met Babbage?"});
        documents[2].blocks.push_back({"answer", "Babbage met Ada Lovelace."});
        documents[3].blocks.push_back({"", "Nothing of it."});
        addTexts(projectPath(), folder.path(), "letters.txt", documents);
        items += int(documents.size());
        openWindow();
        for (int i = 0; i < pictures; ++i)
            key(Qt::Key_D);
        ASSERT_TRUE(waitFor([&] { return session->working() && session->working()->document; }));
        view = find<TextView>("textView");
        finder = workspace->findChild<TextFinder*>();
        bar = find<QWidget>("findBar");
        field = find<QLineEdit>("findField");
        ASSERT_TRUE(view && finder && bar && field);
        view->setFocus();
    }
    void mark(std::int64_t begin, std::int64_t end) { view->setSelection({0, begin, end}); }
    QString status() const { return find<QLabel>("findStatus")->text(); }
    QString sentence() const { return find<QLabel>("findSentence")->text(); }
    void press(const char* button) { QTest::mouseClick(find<QToolButton>(button), Qt::LeftButton); }
    /// "PERSON 0:0-12" of each span in reading order.
    QStringList shown() const
    {
        QStringList all;
        for (const Annotation* span : spansInOrder(session->working()->content)) {
            const auto& shape = std::get<SpanShape>(span->shape);
            all << u"%1 %2:%3-%4"_s.arg(toQt(session->ontology().find(span->label)->name))
                       .arg(shape.block)
                       .arg(shape.ranges->front().begin)
                       .arg(shape.ranges->front().end);
        }
        return all;
    }
    QString nameOf(const LabelId& label) const { return toQt(session->ontology().find(label)->name); }
    std::int64_t part() const { return session->working()->item.part.value_or(0); }

    TextView* view = nullptr;
    TextFinder* finder = nullptr;
    QWidget* bar = nullptr;
    QLineEdit* field = nullptr;
};

TEST_F(TextFindTest, CtrlFFindsAsOneTypesAndEscLeavesTheMatchMarked)
{
    const QImage plain = view->viewport()->grab().toImage();
    key(Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(bar->isVisible());
    ASSERT_TRUE(field->hasFocus());
    type(u"babbage"_s);
    EXPECT_EQ(status(), u"1 of 3"_s);
    EXPECT_NE(view->viewport()->grab().toImage(), plain) << "what is found is seen";
    type(u"1"_s);
    EXPECT_EQ(field->text(), u"babbage1"_s) << "a digit types";
    EXPECT_EQ(status(), u"Not in this text"_s);
    key(Qt::Key_Backspace);
    key(Qt::Key_Return);
    EXPECT_EQ(status(), u"2 of 3"_s);
    key(Qt::Key_F3);
    key(Qt::Key_Return);
    EXPECT_EQ(status(), u"1 of 3"_s) << "on from the begin";
    key(Qt::Key_Return, Qt::ShiftModifier);
    key(Qt::Key_F3, Qt::ShiftModifier);
    EXPECT_EQ(status(), u"2 of 3"_s);
    key(Qt::Key_Escape);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(view->hasFocus());
    EXPECT_EQ(view->selection(), (TextSelection{0, 28, 35}));
    key(Qt::Key_2);
    EXPECT_EQ(shown(), QStringList{u"ORG 0:28-35"_s}) << "what was found is marked: a digit labels it";
}

TEST_F(TextFindTest, TogglesAreCaseWordsAndExpressions)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"Ada Lovelace"_s);
    EXPECT_EQ(status(), u"1 of 2"_s);
    press("findCase");
    EXPECT_EQ(status(), u"1 of 1"_s);
    press("findCase");
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"Babbage"_s);
    press("findWords");
    EXPECT_EQ(status(), u"1 of 2"_s);
    press("findWords");
    press("findExpression");
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"b(a"_s);
    EXPECT_TRUE(status().contains(u"bracket"_s) && status().contains(u"character 3"_s)) << fromQt(status());
    type(u")b+"_s);
    EXPECT_TRUE(waitFor([this] { return status() == u"1 of 3"_s; })) << fromQt(status());
}

TEST_F(TextFindTest, ElsewhereCtrlFIsTheFilterOfTheList)
{
    auto* list = find<UniformListView>("taskList");
    ASSERT_TRUE(list);
    list->setFocus();
    key(Qt::Key_F, Qt::ControlModifier);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_FALSE(view->hasFocus());
}

TEST_F(TextFindTest, TheBarStaysForTheNextTextItsBlocksAndItsDirection)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"babbage"_s);
    view->setFocus();
    key(Qt::Key_D);
    EXPECT_EQ(status(), u"Not in this text"_s);
    key(Qt::Key_D);
    EXPECT_EQ(status(), u"1 of 2"_s);
    key(Qt::Key_F3);
    EXPECT_EQ(finder->places()[std::size_t(finder->current())], (TextPlace{1, {0, 7}}));
    key(Qt::Key_Escape);
    EXPECT_FALSE(bar->isVisible());
    key(Qt::Key_A);
    mark(3, 7);
    key(Qt::Key_F, Qt::ControlModifier);
    EXPECT_EQ(field->text(), u"لندن"_s) << "what is marked is looked for";
    EXPECT_EQ(status(), u"1 of 2"_s);
}

TEST_F(TextFindTest, TheSameWordsAreLabelledOneByOne)
{
    key(Qt::Key_L);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(notice().startsWith(u"Mark words"_s));
    mark(0, 12);
    key(Qt::Key_L);
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(view->hasFocus());
    EXPECT_EQ(sentence(), u"3 places of “\u2068Ada Lovelace\u2069” as PERSON"_s) << "over line ends, in capitals or not";
    key(Qt::Key_Return);
    EXPECT_EQ(shown(), QStringList{u"PERSON 0:0-12"_s});
    EXPECT_EQ(status(), u"1 of 2"_s);
    key(Qt::Key_Tab);
    EXPECT_EQ(status(), u"2 of 2"_s);
    key(Qt::Key_Delete);
    EXPECT_EQ(status(), u"1 of 1"_s);
    key(Qt::Key_2);
    EXPECT_EQ(sentence(), u"2 places of “\u2068Ada Lovelace\u2069” as ORG"_s) << "a digit asks for another label";
    key(Qt::Key_1);
    key(Qt::Key_Return);
    EXPECT_FALSE(bar->isVisible()) << "none is left";
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:0-12"_s, u"PERSON 0:43-55"_s}));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown() == QStringList{u"PERSON 0:0-12"_s}; }));
}

TEST_F(TextFindTest, WhatWasJustLabelledIsFoundAgainAtOnce)
{
    mark(0, 12);
    key(Qt::Key_2);
    ASSERT_TRUE(view->selectedSpans().empty());
    key(Qt::Key_L);
    EXPECT_EQ(sentence(), u"2 places of “\u2068Ada Lovelace\u2069” as ORG"_s);
    EXPECT_FALSE(workspace->findChild<QCheckBox*>(u"flagOccluded"_s)->isVisibleTo(workspace.get()))
        << "nothing hides a span";
}

TEST_F(TextFindTest, AllThatAreLeftAreOneEdit)
{
    mark(0, 12);
    key(Qt::Key_2);
    key(Qt::Key_Tab);
    ASSERT_EQ(view->selectedSpans().size(), 1U);
    key(Qt::Key_L);
    EXPECT_EQ(sentence(), u"2 places of “\u2068Ada Lovelace\u2069” as ORG"_s) << "the span's own label";
    press("findCase");
    EXPECT_EQ(sentence(), u"1 place of “\u2068Ada Lovelace\u2069” as ORG"_s);
    press("findCase");
    key(Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_EQ(shown().size(), 3);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return shown() == QStringList{u"ORG 0:0-12"_s}; })) << "taken back at once";
}

TEST_F(TextFindTest, WhatWasFoundIsLabelledWithCtrlEnter)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"babbage"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(part(), 1) << "the text is not done";
    EXPECT_EQ(sentence(), u"3 places of “\u2068babbage\u2069” as PERSON"_s);
    key(Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:17-24"_s, u"PERSON 0:28-35"_s, u"PERSON 0:88-95"_s}));
}

TEST_F(TextFindTest, NothingIsLabelledWhileAnExpressionIsLookedForAnew)
{
    mark(17, 24);
    key(Qt::Key_1);
    key(Qt::Key_F, Qt::ControlModifier);
    press("findExpression");
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"bab+age"_s);
    ASSERT_TRUE(waitFor([this] { return status() == u"2 of 3"_s; })) << fromQt(status());
    key(Qt::Key_Return, Qt::ControlModifier);
    key(Qt::Key_Return, Qt::ShiftModifier); // Before the job has answered.
    EXPECT_EQ(shown(), QStringList{u"PERSON 0:17-24"_s});
    ASSERT_TRUE(waitFor([this] { return status() == u"1 of 2"_s; })) << fromQt(status());
    key(Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:17-24"_s, u"PERSON 0:28-35"_s, u"PERSON 0:88-95"_s}));
}

TEST_F(TextFindTest, ASpanIsCutInItsOwnTextAlone)
{
    key(Qt::Key_D);
    key(Qt::Key_D);
    mark(4, 15);
    key(Qt::Key_1);
    view->setSelection({1, 8, 8});
    key(Qt::Key_S, Qt::ShiftModifier);
    EXPECT_EQ(shown(), QStringList{u"PERSON 0:4-15"_s}) << "the caret is in the other text";
    view->setSelection({0, 8, 8});
    key(Qt::Key_S, Qt::ShiftModifier);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:4-8"_s, u"PERSON 0:8-15"_s}));
}

TEST_F(TextFindTest, EscEndsLabellingAndLeavesAllAsItWas)
{
    mark(17, 24);
    key(Qt::Key_L);
    EXPECT_TRUE(bar->isVisible());
    key(Qt::Key_Escape);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(shown().isEmpty());
    mark(17, 24);
    key(Qt::Key_L);
    key(Qt::Key_D);
    EXPECT_EQ(part(), 2);
    EXPECT_FALSE(bar->isVisible()) << "another text: nothing is labelled there";
}

TEST_F(TextFindTest, TheNextOfALabelMayStandInALaterText)
{
    mark(0, 3);
    key(Qt::Key_2);
    mark(17, 24);
    key(Qt::Key_2);
    key(Qt::Key_D);
    key(Qt::Key_D);
    view->setSelection({1, 0, 7});
    key(Qt::Key_2);
    waitSaved();
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_EQ(part(), 1);
    view->setSelection({0, 0, 0});
    key(Qt::Key_2); // Armed.
    key(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(view->selectedSpans(), std::vector{spansInOrder(session->working()->content)[0]->id});
    key(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(view->selectedSpans(), std::vector{spansInOrder(session->working()->content)[1]->id});
    key(Qt::Key_Down, Qt::ControlModifier);
    ASSERT_EQ(part(), 3);
    EXPECT_EQ(view->selectedSpans(), std::vector{spansInOrder(session->working()->content)[0]->id});
    key(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(part(), 3);
    EXPECT_EQ(notice(), u"This is the last ORG of the project."_s);
    key(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(part(), 1);
    EXPECT_EQ(view->selectedSpans(), std::vector{spansInOrder(session->working()->content)[1]->id});
}

TEST_F(TextFindTest, AWalkThatTookTooLongGoesOnFromWhereItWas)
{
    key(Qt::Key_D);
    mark(0, 2);
    key(Qt::Key_2);
    key(Qt::Key_D);
    view->setSelection({1, 0, 7});
    key(Qt::Key_1);
    waitSaved();
    Label under = *session->ontology().findByName("ORG");
    under.parent = session->ontology().findByName("PERSON")->id;
    auto edit = defineLabelEdit(session->project(), {ScopeKind::Ontology, {}}, under);
    ASSERT_TRUE(edit);
    ASSERT_TRUE(session->apply(std::move(*edit)));
    waitSaved();
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_EQ(part(), 1);
    auto* walk = workspace->findChild<LabelWalk*>();
    walk->setMostTime(std::chrono::milliseconds(0));
    view->setSelection({0, 0, 0});
    key(Qt::Key_1); // Armed.
    key(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(part(), 1) << "the second text holds only what stands under it";
    EXPECT_TRUE(notice().startsWith(u"None of the nearest texts shows PERSON."_s)) << fromQt(notice());
    key(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(part(), 3);
    EXPECT_EQ(shown(), QStringList{u"PERSON 1:0-7"_s});
}

TEST_F(TextFindTest, TheConcordanceListsOpensAndLabelsThePlacesOfAllTexts)
{
    mark(17, 24);
    key(Qt::Key_L, Qt::ShiftModifier);
    auto* dialog = workspace->findChild<ConcordanceDialog*>();
    ASSERT_TRUE(dialog && dialog->isVisible());
    ConcordanceModel& model = dialog->model();
    const auto status = [&] { return dialog->findChild<QLabel*>(u"concordanceStatus"_s)->text(); };
    ASSERT_TRUE(waitFor([&] { return status() == u"4 places in 2 texts"_s; })) << fromQt(status());
    EXPECT_EQ(model.index(0).data().toString(), u"Babbage"_s);
    EXPECT_EQ(model.index(0).data(ConcordanceModel::BeforeRole).toString(), u"Ada Lovelace met "_s);
    EXPECT_EQ(model.index(3).data(ConcordanceModel::ItemRole).toString(), u"letters.txt, 3"_s);
    auto* list = dialog->findChild<UniformListView*>(u"concordanceList"_s);
    const QImage before = list->viewport()->grab().toImage();
    list->setFocus();
    list->setCurrentIndex(model.index(1));
    QTest::keyClick(list, Qt::Key_Space);
    EXPECT_EQ(model.checkedCount(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(model.index(3)).topLeft() + QPoint(16, 8));
    EXPECT_EQ(model.checkedCount(), 2);
    EXPECT_NE(list->viewport()->grab().toImage(), before);
    auto* labels = dialog->findChild<QComboBox*>(u"concordanceLabels"_s);
    labels->setCurrentIndex(1);
    auto* button = dialog->findChild<QPushButton*>(u"concordanceLabel"_s);
    EXPECT_EQ(button->text(), u"Label 2 places"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return shown() == QStringList{u"ORG 0:28-35"_s}; }));
    EXPECT_TRUE(notice().startsWith(u"2 places in 2 texts labelled ORG."_s)) << fromQt(notice());
    ASSERT_TRUE(waitFor([&] { return status() == u"4 places in 2 texts"_s; }));
    EXPECT_EQ(model.index(1).data(ConcordanceModel::LabelRole).toString(), u"ORG"_s);
    EXPECT_EQ(model.index(0).data(ConcordanceModel::LabelRole).toString(), QString());
    list->setCurrentIndex(model.index(3));
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_EQ(part(), 3);
    EXPECT_EQ(view->selection(), (TextSelection{1, 0, 7}));
    EXPECT_EQ(shown(), QStringList{u"ORG 1:0-7"_s});
    // All of it is taken back at once.
    action("takeBackMany")->trigger();
    EXPECT_TRUE(waitFor([&] { return shown().isEmpty(); }));
    dialog->close();
}

TEST_F(TextFindTest, LabelsThatComeWhileTheConcordanceIsOpenAreOffered)
{
    mark(17, 24);
    key(Qt::Key_L, Qt::ShiftModifier);
    auto* dialog = workspace->findChild<ConcordanceDialog*>();
    auto* labels = dialog->findChild<QComboBox*>(u"concordanceLabels"_s);
    labels->setCurrentIndex(1);
    const auto status = [&] { return dialog->findChild<QLabel*>(u"concordanceStatus"_s)->text(); };
    ASSERT_TRUE(waitFor([&] { return status() == u"4 places in 2 texts"_s; })) << fromQt(status());
    auto edit = addLabelEdit(session->project(), {ScopeKind::Ontology, {}}, "ENGINEER");
    ASSERT_TRUE(edit);
    ASSERT_TRUE(session->apply(std::move(*edit)));
    waitSaved();
    EXPECT_EQ(labels->findText(u"ENGINEER"_s), -1);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"concordanceSearch"_s), Qt::LeftButton);
    EXPECT_NE(labels->findText(u"ENGINEER"_s), -1);
    EXPECT_EQ(labels->currentText(), u"ORG"_s) << "what was chosen stays";
    ASSERT_TRUE(waitFor([&] { return status() == u"4 places in 2 texts"_s; }));
    dialog->close();
}

TEST_F(TextFindTest, RulesProposePredictionsThatEnterTakesAndDelRefuses)
{
    key(Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
    auto* dialog = workspace->findChild<PrelabelDialog*>();
    ASSERT_TRUE(dialog && dialog->isVisible());
    auto* propose = dialog->findChild<QPushButton*>(u"prelabelPropose"_s);
    EXPECT_FALSE(propose->isEnabled());
    auto* typed = dialog->findChild<QPlainTextEdit*>(u"prelabelTyped"_s);
    typed->setFocus();
    typed->setPlainText(u"Babbage, PERSON\n(b+, DATE, regex\nEngine, THING"_s);
    ASSERT_TRUE(waitFor([&] { return propose->isEnabled(); }));
    EXPECT_EQ(propose->text(), u"Propose 4 places"_s);
    auto* status = dialog->findChild<QLabel*>(u"prelabelStatus"_s);
    EXPECT_TRUE(status->text().contains(u"line 2"_s) && status->text().contains(u"bracket"_s));
    dialog->findChild<QCheckBox*>(u"prelabelIgnoreCase"_s)->click();
    ASSERT_TRUE(waitFor([&] { return propose->text() == u"Propose 5 places"_s; }));
    EXPECT_TRUE(status->text().contains(u"New labels: THING."_s)) << fromQt(status->text());
    EXPECT_EQ(dialog->findChild<QTreeWidget*>(u"prelabelRules"_s)->topLevelItem(0)->childCount(), 3);
    QTest::mouseClick(propose, Qt::LeftButton);
    auto* feed = workspace->findChild<PredictionFeed*>();
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 3; }));
    EXPECT_TRUE(shown().isEmpty()) << "nothing is labelled by itself";
    QApplication::setActiveWindow(workspace.get());
    view->setFocus();
    ASSERT_TRUE(waitFor([&] { return view->hasFocus(); }));
    key(Qt::Key_Return);
    EXPECT_EQ(shown(), QStringList{u"PERSON 0:17-24"_s});
    EXPECT_EQ(feed->openCount(), 2U);
    key(Qt::Key_Delete);
    EXPECT_EQ(feed->openCount(), 1U);
    EXPECT_EQ(shown().size(), 1);
    key(Qt::Key_Tab);
    EXPECT_TRUE(view->selectedSpans().empty()) << "Tab goes from prediction to prediction";
    key(Qt::Key_Return);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:17-24"_s, u"THING 0:60-66"_s}));
    key(Qt::Key_Tab);
    EXPECT_EQ(view->selectedSpans().size(), 1U) << "none is left: to the next span";
}

TEST_F(TextFindTest, EarlierLabelsAreSuggestedAndStoredOnlyWhenTheyAreTaken)
{
    auto* feed = workspace->findChild<PredictionFeed*>();
    mark(17, 24);
    key(Qt::Key_1);
    waitSaved();
    EXPECT_EQ(feed->openCount(), 0U) << "it is off at first";
    action("suggestEarlier")->trigger();
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 1; }));
    EXPECT_TRUE(feed->layers().empty());
    key(Qt::Key_Return);
    EXPECT_EQ(shown(), (QStringList{u"PERSON 0:17-24"_s, u"PERSON 0:28-35"_s}));
    EXPECT_FALSE(annotations().back().score);
    key(Qt::Key_D);
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 2; }));
    EXPECT_TRUE(shown().isEmpty());
    key(Qt::Key_Delete);
    EXPECT_EQ(feed->openCount(), 1U);
    // What is labelled here is known from now on.
    view->setSelection({1, 12, 24});
    key(Qt::Key_2);
    waitSaved();
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 2; })) << "both Ada Lovelaces";
    EXPECT_EQ(nameOf(feed->shown().front().annotation->label), u"ORG"_s);
    action("suggestEarlier")->trigger();
    EXPECT_EQ(feed->openCount(), 0U);
}

TEST_F(TextFindTest, WhatIsLabelledWhileNothingIsSuggestedIsKnownAfterwards)
{
    auto* feed = workspace->findChild<PredictionFeed*>();
    mark(17, 24);
    key(Qt::Key_1);
    waitSaved();
    action("suggestEarlier")->trigger();
    ASSERT_TRUE(waitFor([&] { return feed->openCount() == 1; }));
    action("suggestEarlier")->trigger();
    mark(0, 12);
    key(Qt::Key_2);
    waitSaved();
    action("suggestEarlier")->trigger();
    EXPECT_TRUE(waitFor([&] { return feed->openCount() == 2; })) << "Ada Lovelace over the line end, too";
    action("suggestEarlier")->trigger();
}

} // namespace
} // namespace touchstone
