// What a text's window shows beside the text: what is ready ahead, which labels fit, counts and narrow bars.

#include <QCheckBox>
#include <QLabel>
#include <QToolButton>

#include "app/label/find_bar.h"
#include "app/label/label_list_model.h"
#include "app/label/palette_model.h"
#include "app/label/side_panel.h"
#include "app/label/tag_popup.h"
#include "app/label/task_list_model.h"
#include "app/label/text_ahead.h"
#include "app/label/view_marks.h"
#include "text_desk_fixture.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// The texts beside the one in front are made ready before they are asked for.
class TextAheadTest : public TextDeskTest {
  protected:
    Item itemOf(std::int64_t part) const
    {
        const auto keys = session->reader().itemKeys();
        for (const std::int64_t key : keys.value())
            if (const auto item = session->reader().item(key); item && item->part == part)
                return *item;
        return {};
    }
    bool isReady(std::int64_t part) const { return workspace->findChild<TextAhead*>()->isReady(itemOf(part)); }
    std::int64_t part() const { return session->working()->item.part.value_or(0); }
};

TEST_F(TextAheadTest, ANeighbourIsReadyAndShownWithItsSpans)
{
    ASSERT_TRUE(waitFor([this] { return isReady(2) && isReady(3); }));
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    EXPECT_EQ(view->document()->blocks.front().text, arabic);
    key(Qt::Key_Left); // The text runs to the left.
    key(Qt::Key_1);
    ASSERT_EQ(shown().size(), 1);
    const AnnotationId made = spanAt(0);
    waitSaved();
    ASSERT_TRUE(waitFor([this] { return isReady(1) && isReady(3); }));
    key(Qt::Key_A);
    ASSERT_EQ(part(), 1);
    ASSERT_TRUE(waitFor([this] { return isReady(2); }));
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    EXPECT_TRUE(view->annotation(made)) << "what was made ready has the spans of the item";
    key(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{made});
}

TEST_F(TextAheadTest, WhatWasReadyBeforeAnEditDoesNotHideIt)
{
    ASSERT_TRUE(waitFor([this] { return isReady(2); }));
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isReady(1); }));
    key(Qt::Key_Left);
    key(Qt::Key_1);
    const AnnotationId made = spanAt(0);
    // On and back at once: nothing was read again.
    key(Qt::Key_A);
    ASSERT_EQ(part(), 1);
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    EXPECT_TRUE(view->annotation(made));
    EXPECT_EQ(view->document()->blocks.front().text, arabic);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return !view->annotation(made); }));
    key(Qt::Key_A);
    key(Qt::Key_D);
    EXPECT_FALSE(view->annotation(made));
}

TEST_F(TextAheadTest, ALabelThatIsHiddenStaysHidden)
{
    key(Qt::Key_D);
    key(Qt::Key_Left);
    key(Qt::Key_1);
    const AnnotationId made = spanAt(0);
    waitSaved();
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([this] { return isReady(2); }));
    workspace->findChild<ViewMarks*>()->setHidden(session->ontology().findByName("PERSON")->id, true);
    key(Qt::Key_D);
    ASSERT_EQ(part(), 2);
    EXPECT_FALSE(view->annotation(made));
    workspace->findChild<ViewMarks*>()->showAll();
    EXPECT_TRUE(view->annotation(made));
}

TEST_F(TextDeskTest, NumbersOfChainsAreTheSameWhenATextIsOpenedAnew)
{
    const auto chainOf = [&](std::int64_t begin, std::int64_t end) {
        mark(begin, end);
        key(Qt::Key_1);
        clickAt(begin + 1);
        key(Qt::Key_K, Qt::ShiftModifier);
        key(Qt::Key_4);
        AnnotationId made;
        for (const Annotation& one : annotations())
            if (isChain(one) && (made.isNull() || made < one.id))
                made = one.id;
        return made;
    };
    const AnnotationId ada = chainOf(42, 54), babbage = chainOf(62, 69), she = chainOf(73, 76);
    EXPECT_EQ(view->chainNumber(ada), 1);
    EXPECT_EQ(view->chainNumber(babbage), 2);
    EXPECT_EQ(view->chainNumber(she), 3);
    workspace->findChild<ViewMarks*>()->setHidden(std::vector{ada}, true);
    EXPECT_EQ(view->chainNumber(babbage), 2) << "hiding changes no number";
    workspace->findChild<ViewMarks*>()->showAll();
    context().setSelection({ada});
    key(Qt::Key_Delete);
    EXPECT_EQ(view->chainNumber(babbage), 1);
    EXPECT_EQ(view->chainNumber(she), 2);
    waitSaved();
    key(Qt::Key_D);
    key(Qt::Key_A);
    EXPECT_EQ(view->chainNumber(babbage), 1);
    closeWindow();
    openWindow();
    view = find<TextView>("textView");
    EXPECT_EQ(view->chainNumber(babbage), 1);
    EXPECT_EQ(view->chainNumber(she), 2);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return view->chainNumber(ada) == 1; }));
    EXPECT_EQ(view->chainNumber(she), 3);
}

/// Spans of people and organisations, and relations that go from one to the other.
class TextLabelsTest : public TextDeskTest {
  protected:
    void SetUp() override
    {
        TextDeskTest::SetUp();
        define("PERSON", {ShapeKind::Span}, {}, {});
        define("ORG", {ShapeKind::Span}, {}, {});
        define("met", {ShapeKind::Relation}, "PERSON", "ORG");
        define("coref", {ShapeKind::Relation}, "PERSON", "PERSON");
        add("knows");
        define("knows", {ShapeKind::Relation}, "PERSON", "PERSON");
        mark(42, 54);
        key(Qt::Key_1);
        mark(62, 69);
        key(Qt::Key_1);
        clickAt(43);
    }
    void add(const char* name)
    {
        auto edit = addLabelEdit(session->project(), session->itemScope(), name);
        ASSERT_TRUE(edit);
        session->applyElsewhere(std::move(*edit), [](const auto&) {});
        ASSERT_TRUE(waitFor([&] { return session->ontology().findByName(name) != nullptr; }));
    }
    void define(const char* name, std::vector<ShapeKind> shapes, const std::string& from, const std::string& to)
    {
        Label label = *session->ontology().findByName(name);
        label.shapes = std::move(shapes);
        if (!from.empty())
            label.domain = {session->ontology().findByName(from)->id};
        if (!to.empty())
            label.range = {session->ontology().findByName(to)->id};
        auto edit = defineLabelEdit(session->project(), session->itemScope(), label);
        ASSERT_TRUE(edit);
        session->applyElsewhere(std::move(*edit), [](const auto&) {});
        ASSERT_TRUE(waitFor([&] { return session->ontology().findByName(name)->shapes == label.shapes; }));
    }
    static QString whyNot(const QAbstractItemModel& model, int role, const QString& label)
    {
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == label)
                return model.index(row, 0).data(role).toString();
        return u"not there"_s;
    }
    QString inList(const QString& label) const
    {
        return whyNot(*find<UniformListView>("labelList")->model(), LabelListModel::WhyNotRole, label);
    }
    QAbstractItemModel& palette() const { return *find<UniformListView>("paletteList")->model(); }
};

TEST_F(TextLabelsTest, ARelationThatWaitsIsOfferedWhatFitsAndTheOthersSayWhyNot)
{
    EXPECT_EQ(inList(u"met"_s), u"is not for spans"_s) << "a span is selected";
    EXPECT_EQ(inList(u"ORG"_s), QString());
    key(Qt::Key_R);
    clickAt(65);
    EXPECT_EQ(inList(u"met"_s), u"does not go from PERSON to PERSON"_s);
    EXPECT_EQ(inList(u"ORG"_s), u"is not for relations"_s);
    EXPECT_EQ(inList(u"coref"_s), QString());
    key(Qt::Key_Slash);
    auto* field = find<QLineEdit>("paletteField");
    ASSERT_TRUE(field->isVisible());
    EXPECT_EQ(field->placeholderText(), u"Label of the relation"_s);
    const QRect end = *view->rectOf(0, {62, 69});
    const QPoint head = view->viewport()->mapFromGlobal(field->mapToGlobal(QPoint(0, 0)));
    EXPECT_GT(head.y(), end.bottom()) << "it opens below what it names, wherever the pointer is";
    EXPECT_LT(head.y(), end.bottom() + 90);
    EXPECT_LT(std::abs(head.x() - end.left()), 40);
    QStringList first;
    for (int row = 0; row < 2; ++row)
        first << palette().index(row, 0).data().toString();
    first.sort();
    EXPECT_EQ(first, (QStringList{u"coref"_s, u"knows"_s})) << "what fits stands first";
    EXPECT_EQ(whyNot(palette(), PaletteModel::WhyNotRole, u"met"_s), u"does not go from PERSON to PERSON"_s);
    type(u"met"_s);
    key(Qt::Key_Return);
    EXPECT_TRUE(field->isVisible()) << "what does not fit is not chosen";
    EXPECT_EQ(shown().size(), 2);
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"kno"_s);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().back(), u"knows arrow"_s);
    // The last one is marked, and taken by Enter.
    clickAt(65);
    key(Qt::Key_R);
    clickAt(43);
    key(Qt::Key_Slash);
    EXPECT_EQ(find<UniformListView>("paletteList")->currentIndex().data().toString(), u"knows"_s);
    key(Qt::Key_Return);
    EXPECT_EQ(shown().count(u"knows arrow"_s), 2);
    EXPECT_EQ(inList(u"met"_s), u"is not for spans"_s);
    key(Qt::Key_Escape);
    EXPECT_EQ(inList(u"met"_s), QString()) << "nothing is asked";
}

TEST_F(TextDeskTest, TheHeadingSaysHowManyOfAllAreListed)
{
    mark(42, 54);
    key(Qt::Key_1);
    mark(62, 69);
    key(Qt::Key_1);
    clickAt(43);
    key(Qt::Key_R);
    clickAt(65);
    key(Qt::Key_3);
    const auto title = [this] {
        for (const QTabBar* bar : workspace->findChildren<QTabBar*>())
            for (int i = 0; i < bar->count(); ++i)
                if (bar->tabText(i).startsWith(u"Instances"_s))
                    return bar->tabText(i);
        return QString();
    };
    ASSERT_TRUE(waitFor([&] { return title() == u"Instances 3"_s; })) << title().toStdString();
    const auto press = [&](const char* kind) {
        for (auto* button : workspace->findChildren<QToolButton*>())
            if (button->text() == QLatin1String(kind))
                button->click();
    };
    press("Relations");
    EXPECT_EQ(title(), u"Instances 1 of 3"_s);
    context().setSelection({annotations().back().id});
    key(Qt::Key_Delete);
    ASSERT_TRUE(waitFor([&] { return title() == u"Instances 0 of 2"_s; })) << title().toStdString();
    press("All");
    EXPECT_EQ(title(), u"Instances 2"_s);
}

TEST_F(TextDeskTest, TheListOfATokenCoversNoNameOfItsLine)
{
    mark(23, 30);
    key(Qt::Key_1);
    mark(17, 30);
    key(Qt::Key_2);
    mark(13, 36);
    key(Qt::Key_1);
    view->setSelection({0, 24, 24});
    context().setSelection({});
    key(Qt::Key_T);
    const auto* popup = find<TagPopup>("tagPopup");
    ASSERT_TRUE(popup && popup->isVisible());
    const QRect word = *view->rectOf(0, {23, 30});
    const int bottom = *view->bottomOfLine(0, {23, 30});
    EXPECT_GT(bottom, word.bottom() + 3 * 14) << "three lanes hang from the line";
    EXPECT_GE(popup->geometry().top(), bottom);
}

TEST_F(TextDeskTest, InANarrowWindowTheBarOfPlacesStandsInTwoLines)
{
    mark(42, 45);
    key(Qt::Key_1);
    clickAt(43);
    key(Qt::Key_L);
    auto* bar = find<FindBar>("findBar");
    ASSERT_TRUE(bar && bar->isVisible());
    const auto inside = [&] {
        for (const QWidget* one : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (one->isVisible() && !bar->rect().contains(one->geometry()))
                return one->objectName();
        return QString();
    };
    const auto* accept = find<QToolButton>("findAccept");
    const auto* sentence = find<QLabel>("findSentence");
    bar->setParent(nullptr, Qt::Window);
    bar->show();
    for (const int width : {1000, 640, 480, 336}) {
        bar->resize(width, 80);
        QTest::qWait(20);
        EXPECT_EQ(bar->width(), width);
        EXPECT_EQ(inside(), QString()) << width;
        EXPECT_EQ(accept->text().contains(u"Enter"_s), width == 1000) << width;
    }
    EXPECT_GE(accept->y(), sentence->geometry().bottom()) << "under each other";
    bar->resize(1000, 40);
    QTest::qWait(20);
    EXPECT_LT(accept->y(), sentence->geometry().bottom()) << "beside each other again";
    delete bar;
}

TEST_F(TextDeskTest, TheHeadOfANarrowPageShowsWholeButtons)
{
    QWidget* page = view->parentWidget();
    ASSERT_TRUE(page);
    const auto buttons = [&] {
        std::vector<QToolButton*> seen;
        for (auto* one : page->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly))
            if (one->isVisible())
                seen.push_back(one);
        return seen;
    };
    const std::size_t all = buttons().size();
    page->setParent(nullptr, Qt::Window);
    page->setMinimumSize(1, 1); // Alone in a window it would not become smaller than its layout.
    page->show();
    for (const int width : {900, 420, 320, 240}) {
        page->resize(width, 400);
        QTest::qWait(20);
        for (const QToolButton* one : buttons())
            EXPECT_GE(one->width(), one->fontMetrics().horizontalAdvance(one->text()) + 4)
                << width << " " << one->text().toStdString();
        EXPECT_EQ(buttons().size() == all, width == 900) << width;
    }
    page->resize(900, 400);
    QTest::qWait(20);
    EXPECT_EQ(buttons().size(), all);
    page->setParent(workspace.get());
}

TEST_F(TextDeskTest, LinesOfLabelsHavePatternsHereToo)
{
    mark(42, 54);
    key(Qt::Key_2); // The second label: dots.
    view->setSelection({0, 0, 0});
    context().setSelection({});
    QAction* patterns = action("linePatterns");
    ASSERT_TRUE(patterns && patterns->isVisible());
    const auto gaps = [&] {
        QCoreApplication::processEvents();
        const QImage shot = view->viewport()->grab().toImage();
        const QRect word = *view->rectOf(0, {42, 54});
        int most = 0;
        for (int y = word.bottom(); y < *view->bottomOfLine(0, {42, 54}) && y < shot.height(); ++y) {
            int changes = 0;
            for (int x = word.left() + 3; x < word.left() + 60; ++x)
                changes += shot.pixel(x, y) != shot.pixel(x - 1, y);
            // A line of the bar has a colour or the page's, nothing between; names have many.
            most = std::max(most, y <= word.bottom() + 5 ? changes : 0);
        }
        return most;
    };
    EXPECT_LE(gaps(), 2);
    patterns->trigger();
    EXPECT_GE(gaps(), 12);
    patterns->trigger();
    EXPECT_LE(gaps(), 2);
}

} // namespace
} // namespace touchstone
