#include "label_fixture.h"
#include "text_items.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>

#include "app/label/attribute_panel.h"
#include "app/label/class_strip.h"
#include "app/label/label_context.h"
#include "textview/text_view.h"
#include "touchstone/model/label_tree.h"
#include "touchstone/model/list_entry.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

AttributeDefinition definition(const std::string& name, AttributeKind kind, bool required = false)
{
    AttributeDefinition made;
    made.name = name;
    made.kind = kind;
    made.required = required;
    return made;
}

/// Three pairs of answers with classes of the whole pair.
class TextClassesTest : public LabelTest {
  protected:
    void SetUp() override
    {
        QSettings().clear();
        create({"good", "bad", "sport", "football"});
        closeWindow();
        std::vector<Document> documents(3);
        for (std::size_t i = 0; i < documents.size(); ++i)
            documents[i].blocks = {{"first", "One " + std::to_string(i + 1), {}, {}}, {"second", "Two", {}, {}}};
        documents[0].metadata = R"({"author":"Ada","year":1833})";
        addTexts(projectPath(), folder.path(), "pairs.txt", documents);
        items += int(documents.size());
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        for (const char* name : {"good", "bad"})
            define(**opened, name, [](Label& label) { label.tagGroup = "mood"; });
        const LabelId sport = (*opened)->ontology()->findByName("sport")->id;
        for (const char* name : {"sport", "football"})
            define(**opened, name, [&](Label& label) {
                label.tagGroup = "topic";
                label.parent = label.id == sport ? LabelId{} : sport;
            });
    }
    static void define(Project& project, const char* name, const std::function<void(Label&)>& alter)
    {
        Label label = *project.ontology()->findByName(name);
        label.shapes = {ShapeKind::Tag};
        alter(label);
        auto edit = defineLabelEdit(project, {ScopeKind::Ontology, {}}, label);
        ASSERT_TRUE(edit) << edit.error().text();
        ASSERT_TRUE(project.applyNow(std::move(*edit)));
    }
    void ask(const char* label, std::vector<AttributeDefinition> attributes)
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        define(**opened, label, [&](Label& one) { one.attributes = attributes; });
    }
    void open()
    {
        openWindow();
        for (int i = 0; i < pictures; ++i)
            key(Qt::Key_D);
        ASSERT_TRUE(waitFor([&] { return part() == 1; }));
        find<TextView>("textView")->setFocus();
    }
    std::int64_t part() const
    {
        const WorkingLayer* working = session->working();
        return working && working->document ? working->item.part.value_or(0) : 0;
    }
    QString chip(const char* name) const
    {
        const auto* found = find<QAbstractButton>(name);
        return found ? found->accessibleName() : QString();
    }
    AttributeValue value(const char* name) const
    {
        const AttributeValue* found = annotations().empty() ? nullptr : valueOf(annotations().front().attributes, name);
        return found ? *found : AttributeValue{};
    }
    AttributePanel& panel() const { return *workspace->findChild<AttributePanel*>(); }
    void selectTag()
    {
        workspace->findChild<LabelContext*>()->setSelection({annotations().front().id});
        QTest::qWait(60);
    }
};

TEST_F(TextClassesTest, ChipsAtTheHeadSayTheClasses)
{
    open();
    EXPECT_EQ(chip("class mood"), u"mood, not answered"_s);
    key(Qt::Key_4);
    EXPECT_EQ(chip("class topic"), u"topic sport › football"_s);
    key(Qt::Key_1);
    EXPECT_EQ(chip("class mood"), u"mood good"_s);
    QMenu menu;
    find<ClassStrip>("classStrip")->fillMenu(menu, "mood");
    auto* bad = menu.findChild<QAction*>(u"choose bad"_s);
    ASSERT_TRUE(bad);
    EXPECT_FALSE(bad->isChecked());
    bad->trigger();
    EXPECT_EQ(chip("class mood"), u"mood bad"_s);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return chip("class mood") == u"mood good"_s; }));
}

TEST_F(TextClassesTest, TagAndGoOnWaitsForEveryChoice)
{
    open();
    key(Qt::Key_T, Qt::ShiftModifier);
    key(Qt::Key_2);
    EXPECT_EQ(part(), 1);
    ASSERT_TRUE(waitFor([&] { return hints->hint().label == u"topic"_s; }));
    key(Qt::Key_3);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    ASSERT_TRUE(waitFor([&] { return hints->hint().label == u"mood"_s; }));
    key(Qt::Key_D);
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    EXPECT_TRUE(annotations().empty());
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return part() == 1; }));
    EXPECT_EQ(annotations().size(), 2u);
}

TEST_F(TextClassesTest, AChoiceFromTheChipsGoesOnToo)
{
    open();
    key(Qt::Key_T, Qt::ShiftModifier);
    // The menu runs in the click: its keys come while it is open.
    const auto choose = [&](const char* chip, const QString& name) {
        QTimer::singleShot(0, [&, name] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_TRUE(menu);
            menu->setActiveAction(menu->findChild<QAction*>(u"choose "_s + name));
            QTest::keyClick(menu, Qt::Key_Return);
        });
        auto* button = find<QAbstractButton>(chip);
        ASSERT_TRUE(button);
        QTest::mouseClick(button, Qt::LeftButton);
    };
    choose("class mood", u"bad"_s);
    EXPECT_EQ(part(), 1);
    EXPECT_EQ(chip("class mood"), u"mood bad"_s);
    choose("class topic", u"sport"_s);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    choose("class mood", u"good"_s);
    choose("class mood", u"good"_s);
    EXPECT_TRUE(annotations().empty()) << "what holds is taken away";
    EXPECT_EQ(part(), 2);
    QApplication::setActiveWindow(workspace.get());
    find<TextView>("textView")->setFocus();
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return part() == 1; }));
    EXPECT_EQ(annotations().size(), 2u);
}

TEST_F(TextClassesTest, AChoiceOfSeveralWaitsForEnter)
{
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        define(**opened, "sport", [](Label& label) { label.tagGroupMany = true; });
    }
    open();
    key(Qt::Key_T, Qt::ShiftModifier);
    key(Qt::Key_1);
    EXPECT_EQ(part(), 1);
    EXPECT_EQ(notice(), u"“topic” takes several: digits choose, Enter goes on."_s);
    ASSERT_TRUE(waitFor([&] { return hints->hint().label == u"topic"_s; }));
    key(Qt::Key_3);
    key(Qt::Key_4);
    QTest::qWait(40);
    EXPECT_EQ(part(), 1);
    EXPECT_EQ(annotations().size(), 3u);
    key(Qt::Key_3);
    EXPECT_EQ(annotations().size(), 2u) << "a digit takes it away again";
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    key(Qt::Key_Return);
    EXPECT_EQ(part(), 2) << "the mood is still open";
    key(Qt::Key_2);
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return part() == 3; })) << "none of several is an answer";
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return part() == 1; }));
    key(Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return part() == 2; })) << "all is answered here";
}

TEST_F(TextClassesTest, ARankingIsTheLastAnswer)
{
    ask("good", {definition("order", AttributeKind::Ranking, true)});
    open();
    key(Qt::Key_T, Qt::ShiftModifier);
    key(Qt::Key_3);
    key(Qt::Key_1);
    ASSERT_TRUE(waitFor([&] { return hints->hint().text == u"order"_s; }));
    key(Qt::Key_2);
    QTest::qWait(50);
    EXPECT_EQ(part(), 1) << "one of two texts has its place";
    key(Qt::Key_1);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([&] { return part() == 1; }));
    const auto found = std::ranges::find_if(annotations(), [](const Annotation& one) { return !one.attributes.empty(); });
    ASSERT_NE(found, annotations().end());
    EXPECT_EQ(found->attributes.front().value, AttributeValue(std::vector<std::string>{"second", "first"}));
}

TEST_F(TextClassesTest, RatingsAndChoicesAmongTextsAreButtonsAndDigits)
{
    ask("good", {definition("stars", AttributeKind::Rating), definition("better", AttributeKind::Block)});
    open();
    key(Qt::Key_1);
    selectTag();
    auto* four = panel().findChild<QToolButton*>(u"choice 4"_s);
    ASSERT_TRUE(four);
    QTest::mouseClick(four, Qt::LeftButton);
    EXPECT_EQ(value("stars"), AttributeValue(std::int64_t{4}));
    find<TextView>("textView")->setFocus();
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    EXPECT_EQ(value("stars"), AttributeValue(std::int64_t{2}));
    key(Qt::Key_9);
    EXPECT_EQ(value("stars"), AttributeValue(std::int64_t{2}));
    key(Qt::Key_2, Qt::AltModifier);
    key(Qt::Key_2);
    EXPECT_EQ(value("better"), AttributeValue(std::string("second")));
    key(Qt::Key_0);
    EXPECT_EQ(value("better"), AttributeValue(std::string("=")));
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return value("better") == AttributeValue(std::string("second")); }));
}

TEST_F(TextClassesTest, TextsAreRankedInTheirList)
{
    ask("good", {definition("order", AttributeKind::Ranking)});
    open();
    key(Qt::Key_1);
    selectTag();
    auto* list = panel().findChild<QListWidget*>(u"rankingList"_s);
    ASSERT_TRUE(list);
    ASSERT_EQ(list->count(), 2);
    list->setFocus();
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_EQ(value("order"), AttributeValue(std::vector<std::string>{"second"}));
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_EQ(value("order"), AttributeValue(std::vector<std::string>{"second", "first"}));
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(value("order"), AttributeValue(std::vector<std::string>{"first", "second"}));
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Equal);
    EXPECT_EQ(value("order"), AttributeValue(std::vector<std::string>{"first", "=", "second"}));
    QTest::keyClick(list, Qt::Key_Backspace);
    EXPECT_EQ(value("order"), AttributeValue(std::vector<std::string>{"first"}));
}

TEST_F(TextClassesTest, AnEntryIsFoundWhileOneTypes)
{
    AttributeDefinition drug = definition("drug", AttributeKind::Entry);
    drug.list = "drugs";
    ask("good", {drug});
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        auto start = (*opened)->beginSource({kListFormat, "drugs.csv", sha256("d"), R"({"list":"drugs"})", "anna"});
        ASSERT_TRUE(start && start->writer);
        ASSERT_TRUE(start->writer->entry({"D1", "Aspirin", ""}));
        ASSERT_TRUE(start->writer->entry({"D2", "Ibuprofen", ""}));
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    open();
    key(Qt::Key_1);
    selectTag();
    auto* line = panel().findChild<QLineEdit*>(u"entryLine"_s);
    ASSERT_TRUE(line);
    line->setFocus();
    QTest::keyClicks(line, u"bupro"_s);
    auto* found = panel().findChild<QListWidget*>(u"entriesFound"_s);
    ASSERT_TRUE(found);
    ASSERT_TRUE(waitFor([&] { return found->count() == 1; }));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(value("drug"), AttributeValue(std::string("D2")));
    ASSERT_TRUE(waitFor([&] { return line->text().startsWith(u"Ibuprofen"_s); }));
    line->setFocus();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(value("drug"), AttributeValue{});
}

TEST_F(TextClassesTest, MetadataStandsBesideTheTextWhereThereIsAny)
{
    open();
    auto* strip = find<QWidget>("metadataStrip");
    ASSERT_TRUE(strip && strip->isVisible());
    EXPECT_FALSE(find<QWidget>("metadataArea")->isVisible());
    QTest::mouseClick(find<QToolButton>("metadataHead"), Qt::LeftButton);
    EXPECT_TRUE(find<QWidget>("metadataArea")->isVisible());
    QStringList words;
    for (const QLabel* label : find<QWidget>("metadataRows")->findChildren<QLabel*>())
        words << label->text();
    EXPECT_EQ(words, (QStringList{u"author"_s, u"Ada"_s, u"year"_s, u"1833"_s}));
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([&] { return part() == 2; }));
    EXPECT_FALSE(strip->isVisible());
}

TEST_F(TextClassesTest, TheDefinitionNamesParentAndEnds)
{
    open();
    workspace->findChild<LabelContext*>()->setCurrentLabel(session->ontology().findByName("football")->id);
    action("defineLabel")->trigger();
    auto* dialog = workspace->findChild<QDialog*>(u"definitionDialog"_s);
    ASSERT_TRUE(dialog);
    auto* parent = dialog->findChild<QComboBox*>(u"definitionParent"_s);
    EXPECT_EQ(parent->currentText(), u"sport"_s);
    parent->setCurrentIndex(0);
    dialog->accept();
    ASSERT_TRUE(waitFor([&] { return session->ontology().findByName("football")->parent.isNull(); }));
}

} // namespace
} // namespace touchstone
