// Texts so long that they are searched beside the window, and lists of many places. TOUCHSTONE_LONG=1: 200,000 of them.

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>

#include "app/label/concordance_dialog.h"
#include "app/label/concordance_model.h"
#include "app/label/prediction_feed.h"
#include "app/label/text_finder.h"
#include "text_desk_fixture.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// A text of more than a megabyte, and a short one behind it.
class TextLargeTest : public LabelTest {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        create({"PERSON", "ORG"});
        closeWindow();
        {
            std::string line = "Ada met Babbage on the way to Turin";
            for (int i = 0; i < 18; ++i)
                line += " and nobody else was there at all";
            line += ".\n";
            std::string book;
            while (book.size() < (1 << 20) + 200'000) {
                book += line;
                ++lines;
            }
            std::string list;
            for (int i = 0; i < rows; ++i)
                list += "Ada wrote.\n";
            addTexts({book, "Only Ada is here.", list});
        }
        openWindow();
        for (int i = 0; i < pictures; ++i)
            key(Qt::Key_D);
        ASSERT_TRUE(waitFor([&] { return part() == 1; }));
        view = find<TextView>("textView");
        finder = workspace->findChild<TextFinder*>();
        view->setFocus();
    }
    void addTexts(const std::vector<std::string>& texts)
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        auto start = (*opened)->beginSource({"text-lines", "books", sha256("b"), "{}", "anna", LayerRole::Work, true});
        ASSERT_TRUE(start && start->writer);
        const auto root = start->writer->root(folder.path());
        int part = 0;
        for (const std::string& text : texts) {
            Document document;
            document.blocks.push_back({"", text});
            SourceWriter::NewItem item{"text", *root, "books.txt"};
            item.part = ++part;
            item.document = &document;
            ASSERT_TRUE(start->writer->item(item));
        }
        ASSERT_TRUE(start->writer->publish("{}"));
        items += part;
    }
    std::int64_t part() const
    {
        const WorkingLayer* working = session->working();
        return working && working->document ? working->item.part.value_or(0) : 0;
    }
    QString status() const { return find<QLabel>("findStatus")->text(); }

    const int rows = qEnvironmentVariableIsSet("TOUCHSTONE_LONG") ? 200'000 : 3'000;
    int lines = 0;
    TextView* view = nullptr;
    TextFinder* finder = nullptr;
};

TEST_F(TextLargeTest, OnlyTheNewestQuestionIsAnswered)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"Ada"_s);
    EXPECT_EQ(status(), u"Searching…"_s);
    EXPECT_TRUE(finder->places().empty()) << "what a shorter word had found is not walked through meanwhile";
    type(u" met Bab"_s);
    ASSERT_TRUE(waitFor([&] { return finder->places().size() == std::size_t(lines); })) << finder->places().size();
    QTest::qWait(100);
    EXPECT_EQ(finder->places().front().range, (TextRange{0, 11}));
    EXPECT_TRUE(status().startsWith(u"1 of "_s)) << status().toStdString();
    key(Qt::Key_Escape);
    EXPECT_EQ(view->selectedText(), u"Ada met Bab"_s);
}

TEST_F(TextLargeTest, ThePageMayChangeWhileItIsSearched)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"Ada"_s);
    ASSERT_EQ(status(), u"Searching…"_s);
    // By the list: in the field, letters are typed.
    view->setFocus();
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    EXPECT_EQ(finder->places().size(), 1U) << "the short one is searched at once";
    QTest::qWait(200);
    EXPECT_EQ(finder->places().size(), 1U) << "and nothing of the long one comes later";
    key(Qt::Key_A);
    ASSERT_EQ(part(), 1);
    EXPECT_TRUE(finder->places().empty()) << "what was found elsewhere is not marked here";
    ASSERT_TRUE(waitFor([&] { return finder->places().size() == std::size_t(lines); }));
}

TEST_F(TextLargeTest, WhileTheSameWordsAreSoughtEnterLabelsNothing)
{
    key(Qt::Key_F, Qt::ControlModifier);
    type(u"Babbage"_s);
    ASSERT_TRUE(waitFor([&] { return finder->places().size() == std::size_t(lines); }));
    key(Qt::Key_Escape);
    ASSERT_EQ(view->selectedText(), u"Babbage"_s);
    key(Qt::Key_L);
    ASSERT_EQ(status(), u"Searching…"_s);
    key(Qt::Key_Return);
    key(Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_TRUE(annotations().empty());
    ASSERT_TRUE(waitFor([&] { return finder->places().size() == std::size_t(lines); }));
    key(Qt::Key_Return);
    EXPECT_EQ(annotations().size(), 1U);
    key(Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(annotations().size(), std::size_t(lines));
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 1U; })) << "all that were left are one step";
    // Begun again and left at once: what is found then is heard by nobody.
    view->setSelection({0, 0, 3});
    key(Qt::Key_L);
    key(Qt::Key_Escape);
    QTest::qWait(150);
    EXPECT_TRUE(finder->places().empty());
    EXPECT_FALSE(finder->isLabelling());
}

TEST_F(TextLargeTest, SuggestionsOfALongTextComeFromAJobThatTheNextPageEnds)
{
    view->setSelection({0, 8, 15});
    key(Qt::Key_1);
    ASSERT_EQ(annotations().size(), 1U);
    waitSaved();
    const auto& feed = *workspace->findChild<PredictionFeed*>();
    action("suggestEarlier")->trigger();
    ASSERT_TRUE(waitFor([&] { return feed.shown().size() == std::size_t(lines) - 1; })) << feed.shown().size();
    key(Qt::Key_D);
    key(Qt::Key_A);
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    QTest::qWait(300);
    EXPECT_TRUE(feed.shown().empty()) << "nothing of the long text is proposed in the short one";
}

TEST_F(TextLargeTest, AConcordanceOfManyPlacesIsScrolledCheckedLabelledAndTakenBack)
{
    key(Qt::Key_D);
    key(Qt::Key_D);
    ASSERT_EQ(part(), 3);
    view->setSelection({0, 4, 9});
    key(Qt::Key_L, Qt::ShiftModifier);
    auto* dialog = workspace->findChild<ConcordanceDialog*>();
    ASSERT_TRUE(dialog && dialog->isVisible());
    ConcordanceModel& model = dialog->model();
    ASSERT_TRUE(waitFor([&] {
        return dialog->findChild<QLabel*>(u"concordanceStatus"_s)->text().endsWith(u" in 1 text"_s);
    })) << dialog->findChild<QLabel*>(u"concordanceStatus"_s)->text().toStdString();
    ASSERT_EQ(model.rowCount(), rows);
    auto* list = dialog->findChild<UniformListView*>(u"concordanceList"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_End);
    EXPECT_EQ(list->currentIndex().row(), rows - 1);
    EXPECT_TRUE(list->viewport()->rect().contains(list->visualRect(list->currentIndex()).center()));
    QTest::keyClick(list, Qt::Key_PageUp);
    EXPECT_LT(list->currentIndex().row(), rows - 5);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"concordanceAll"_s), Qt::LeftButton);
    EXPECT_EQ(model.checkedCount(), rows);
    dialog->findChild<QComboBox*>(u"concordanceLabels"_s)->setCurrentIndex(1);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"concordanceLabel"_s), Qt::LeftButton);
    const auto labelled = [&] { return annotations().size() == std::size_t(rows); };
    for (int tries = 0; tries < 12 && !labelled(); ++tries)
        waitFor(labelled);
    ASSERT_TRUE(labelled()) << annotations().size();
    dialog->close();
    action("takeBackMany")->trigger();
    for (int tries = 0; tries < 12 && !annotations().empty(); ++tries)
        waitFor([&] { return annotations().empty(); });
    EXPECT_TRUE(annotations().empty()) << "one step takes all back";
}

} // namespace
} // namespace touchstone
