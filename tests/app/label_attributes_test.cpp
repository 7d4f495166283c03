#include "label_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

#include "app/label/attribute_panel.h"
#include "app/label/skeleton_preview.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

AttributeDefinition definition(const std::string& name, AttributeKind kind, std::vector<std::string> choices = {})
{
    AttributeDefinition made;
    made.name = name;
    made.kind = kind;
    made.choices = std::move(choices);
    return made;
}

/// Cars have a colour, a state, parts and a length; persons nothing.
class LabelAttributesTest : public LabelTest {
  protected:
    void define(const char* name, const std::function<void(Label&)>& alter)
    {
        auto opened = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(opened);
        Label label = *(*opened)->ontology()->findByName(name);
        alter(label);
        auto edit = defineLabelEdit(**opened, {ScopeKind::Ontology, {}}, label);
        ASSERT_TRUE(edit) << edit.error().text();
        ASSERT_TRUE((*opened)->applyNow(std::move(*edit)));
    }
    void defineCar(bool required = false)
    {
        define("car", [&](Label& car) {
            car.attributes = {definition("colour", AttributeKind::Choice, {"red", "blue"}),
                              definition("parked", AttributeKind::Boolean),
                              definition("damage", AttributeKind::Choices, {"door", "glass"}),
                              definition("length", AttributeKind::Number)};
            car.attributes[0].inherits = true;
            car.attributes[0].required = required;
            car.attributes[1].initial = false;
            car.attributes[3].least = 0;
            car.attributes[3].most = 30;
            car.attributes[3].unit = "m";
        });
    }
    void defineWeather()
    {
        for (const char* name : {"person", "tree"})
            define(name, [](Label& label) {
                label.shapes = {ShapeKind::Tag};
                label.tagGroup = "weather";
            });
    }
    void drawBox(double x)
    {
        key(Qt::Key_R);
        drag(x, 40, x + 50, 90);
        listed();
    }
    void select(std::vector<std::size_t> which)
    {
        key(Qt::Key_V);
        bool first = true;
        for (const std::size_t i : which) {
            const Rect box = std::get<BoxShape>(annotations().at(i).shape).rect;
            click(box.x + 2, box.y + 2, first ? Qt::NoModifier : Qt::ShiftModifier);
            first = false;
        }
        listed();
    }
    /// The panels follow an Edit a frame later.
    static void listed() { QTest::qWait(60); }
    AttributeValue value(std::size_t index, const char* name) const
    {
        const AttributeValue* found = valueOf(annotations().at(index).attributes, name);
        return found ? *found : AttributeValue{};
    }
};

TEST_F(LabelAttributesTest, KeysAloneSetTheAttributes)
{
    defineCar();
    openWindow();
    drawBox(20);
    drawBox(120);
    ASSERT_EQ(annotations().size(), 2U);
    EXPECT_EQ(value(0, "parked"), AttributeValue(false)) << "a new one starts with the initial value";
    key(Qt::Key_V);
    key(Qt::Key_Tab);
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("blue")));
    key(Qt::Key_Tab);
    key(Qt::Key_1);
    EXPECT_EQ(value(1, "colour"), AttributeValue(std::string("red")));
    key(Qt::Key_2, Qt::AltModifier);
    key(Qt::Key_1);
    EXPECT_EQ(value(1, "parked"), AttributeValue(true));
    key(Qt::Key_3, Qt::AltModifier);
    key(Qt::Key_1);
    key(Qt::Key_2);
    EXPECT_EQ(value(1, "damage"), AttributeValue(std::vector<std::string>{"door", "glass"}));
    key(Qt::Key_1);
    EXPECT_EQ(value(1, "damage"), AttributeValue(std::vector<std::string>{"glass"}));
    key(Qt::Key_4, Qt::AltModifier);
    type(u"4.5"_s);
    key(Qt::Key_Return);
    EXPECT_EQ(value(1, "length"), AttributeValue(4.5));
    EXPECT_TRUE(canvas->hasFocus());
    // Esc leaves: the digit is a label again.
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_Escape);
    key(Qt::Key_2);
    EXPECT_EQ(labelOf(1), u"person"_s);
    // One Edit each: the last one was the label, before it the length.
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return labelOf(1) == u"car"_s; }));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return value(1, "length") == AttributeValue{}; }));
    waitSaved();
    openWindow();
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("blue")));
}

TEST_F(LabelAttributesTest, TheNextInstanceInheritsOnTheNextImageToo)
{
    defineCar();
    openWindow();
    drawBox(20);
    key(Qt::Key_V);
    key(Qt::Key_Tab);
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    drawBox(120);
    EXPECT_EQ(value(1, "colour"), AttributeValue(std::string("blue")));
    key(Qt::Key_D);
    ASSERT_TRUE(waitFor([this] { return isFront(1) && canvas->imageSize() == pictureSize; }));
    QTest::qWait(30);
    drawBox(20);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("blue")));
    EXPECT_EQ(value(0, "parked"), AttributeValue(false));
}

TEST_F(LabelAttributesTest, ThePanelShowsAndSetsSeveral)
{
    defineCar();
    openWindow();
    drawBox(20);
    drawBox(120);
    find<QTabBar>("sideTabs")->setCurrentIndex(1);
    select({0});
    auto* colour = find<QComboBox>("attribute1");
    ASSERT_TRUE(colour);
    colour->setFocus();
    key(Qt::Key_Down);
    QTest::keyClick(colour, Qt::Key_Return);
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("red")));
    select({0, 1});
    EXPECT_EQ(colour->currentText(), u"several"_s);
    canvas->setFocus();
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("blue")));
    EXPECT_EQ(value(1, "colour"), AttributeValue(std::string("blue")));
    listed();
    EXPECT_EQ(colour->currentText(), u"blue"_s);
    auto* occluded = find<QCheckBox>("flagOccluded");
    QTest::mouseClick(occluded, Qt::LeftButton, {}, QPoint(8, occluded->height() / 2));
    EXPECT_TRUE(annotations()[0].occluded && annotations()[1].occluded);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return !annotations()[0].occluded && !annotations()[1].occluded; }));
    EXPECT_EQ(value(1, "colour"), AttributeValue(std::string("blue")));
}

TEST_F(LabelAttributesTest, WhatDoesNotFitIsShownAndKept)
{
    defineCar();
    openWindow();
    drawBox(20);
    key(Qt::Key_V);
    key(Qt::Key_Tab);
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    key(Qt::Key_4, Qt::AltModifier);
    type(u"99"_s);
    key(Qt::Key_Return);
    EXPECT_EQ(value(0, "length"), AttributeValue{}) << "out of its range";
    EXPECT_TRUE(notice().contains(u"over the most"_s));
    waitSaved();
    closeWindow();
    define("car", [](Label& car) { car.attributes[0].choices = {"red"}; });
    openWindow();
    listed();
    key(Qt::Key_Tab);
    listed();
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("blue")));
    EXPECT_EQ(find<QComboBox>("attribute1")->currentText(), u"blue"_s);
    const QStringList& warnings = workspace->findChild<AttributePanel*>()->warnings();
    ASSERT_EQ(warnings.size(), 1);
    EXPECT_TRUE(warnings[0].contains(u"blue"_s));
}

TEST_F(LabelAttributesTest, AnUnsureShapeHasASecondLabel)
{
    openWindow();
    drawBox(20);
    find<QTabBar>("sideTabs")->setCurrentIndex(1);
    select({0});
    auto* unsure = find<QCheckBox>("flagUnsure");
    QTest::mouseClick(unsure, Qt::LeftButton, {}, QPoint(8, unsure->height() / 2));
    ASSERT_TRUE(annotations()[0].unsure);
    listed();
    auto* other = find<QComboBox>("alternativeLabel");
    ASSERT_TRUE(other->isVisible());
    other->setFocus();
    QTest::keyClick(other, Qt::Key_End);
    EXPECT_EQ(annotations()[0].alternative, session->ontology().findByName("tree")->id);
    QTest::mouseClick(unsure, Qt::LeftButton, {}, QPoint(8, unsure->height() / 2));
    EXPECT_FALSE(annotations()[0].unsure);
    EXPECT_TRUE(annotations()[0].alternative.isNull());
}

TEST_F(LabelAttributesTest, AnItemIsNotDoneWithoutWhatIsRequired)
{
    defineCar(true);
    openWindow();
    drawBox(20);
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(isFront(0));
    EXPECT_TRUE(notice().contains(u"car 1 has no “colour”"_s)) << notice().toStdString();
    // It is selected, and its attribute takes the digit.
    key(Qt::Key_1);
    EXPECT_EQ(value(0, "colour"), AttributeValue(std::string("red")));
    key(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return isFront(1); }));
}

TEST_F(LabelAttributesTest, GroupsAndParts)
{
    openWindow();
    drawBox(20);
    drawBox(120);
    drawBox(220);
    select({0, 1});
    key(Qt::Key_G, Qt::ControlModifier);
    ASSERT_EQ(annotations().size(), 4U);
    listed();
    EXPECT_EQ(find<UniformListView>("instanceList")->model()->rowCount(), 3) << "a group shows at its members";
    select({0});
    auto* line = find<QLabel>("relationLine");
    EXPECT_EQ(line->text(), u"In a group of 2."_s);
    EXPECT_EQ(canvas->related(), std::vector{annotations()[1].id}) << "the other member is not marked";
    const auto count = [this] { return tasks->index(0, 0).data(TaskListModel::CountRole).toString(); };
    EXPECT_TRUE(waitFor([&] { return count() == u"3"_s; })) << "a group counts as a shape";
    select({2});
    EXPECT_TRUE(canvas->related().empty());
    const Rect first = *bounds(annotations()[0].shape);
    QTest::mouseMove(canvas, at(first.center().x, first.center().y));
    move(first.center().x, first.center().y);
    EXPECT_EQ(canvas->related(), std::vector{annotations()[1].id}) << "hovering marks nothing";
    waitSaved();
    EXPECT_EQ(session->reader().taskRows({session->working()->item.key}, session->project().me())->front().count, 3);
    select({0});
    key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(annotations().size(), 3U);
    select({2, 0});
    key(Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
    ASSERT_EQ(annotations().size(), 4U);
    select({2});
    EXPECT_EQ(line->text(), u"Part of car 1."_s);
    select({0});
    EXPECT_EQ(line->text(), u"car 3 is part of it."_s);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([this] { return annotations().size() == 3; }));
}

TEST_F(LabelAttributesTest, TagsByKeyAndByClick)
{
    defineWeather();
    openWindow();
    const auto holds = [this](const char* name) {
        return tagOf(session->working()->content, session->ontology(),
                     session->ontology().findByName(name)->id) != nullptr;
    };
    key(Qt::Key_2);
    EXPECT_TRUE(holds("person"));
    key(Qt::Key_3);
    EXPECT_TRUE(holds("tree"));
    EXPECT_FALSE(holds("person")) << "one of a choice";
    key(Qt::Key_3);
    EXPECT_FALSE(holds("tree"));
    find<QTabBar>("sideTabs")->setCurrentIndex(1);
    auto* button = find<QAbstractButton>("tag person");
    ASSERT_TRUE(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    EXPECT_TRUE(holds("person"));
    EXPECT_TRUE(button->isChecked());
}

TEST_F(LabelAttributesTest, ATagGoesOnToTheNextImage)
{
    defineWeather();
    openWindow();
    key(Qt::Key_T, Qt::ShiftModifier);
    for (int i = 0; i < 3; ++i) {
        key(i == 1 ? Qt::Key_3 : Qt::Key_2);
        ASSERT_TRUE(waitFor([&] { return isFront(i + 1); })) << i;
    }
    key(Qt::Key_1);
    EXPECT_TRUE(isFront(3)) << "no tag has this key";
    key(Qt::Key_A);
    key(Qt::Key_A);
    ASSERT_TRUE(waitFor([this] { return isFront(1); }));
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(labelOf(0), u"tree"_s);
    key(Qt::Key_T, Qt::ShiftModifier);
    key(Qt::Key_3);
    EXPECT_TRUE(annotations().empty());
    EXPECT_TRUE(isFront(1));
}

TEST_F(LabelAttributesTest, TheDialogDefinesALabelInOneEdit)
{
    openWindow();
    key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = workspace->findChild<QDialog*>(u"definitionDialog"_s);
    ASSERT_TRUE(dialog);
    const auto field = [dialog]<class T>(T*, const char* name) {
        T* found = dialog->findChild<T*>(QString::fromLatin1(name));
        EXPECT_TRUE(found) << name;
        return found;
    };
    const auto ok = [dialog] { QMetaObject::invokeMethod(dialog, "accept"); };
    field(static_cast<QTabWidget*>(nullptr), "definitionTabs")->setCurrentIndex(1);
    QTest::mouseClick(field(static_cast<QPushButton*>(nullptr), "addAttribute"), Qt::LeftButton);
    QTest::keyClicks(field(static_cast<QLineEdit*>(nullptr), "attributeName"), u"colour"_s);
    auto* kind = field(static_cast<QComboBox*>(nullptr), "attributeKind");
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Home);
    QTest::keyClick(kind, Qt::Key_Down);
    // A choice without values is refused, in words, and nothing is lost.
    ok();
    ASSERT_TRUE(dialog->isVisible());
    EXPECT_TRUE(field(static_cast<QLabel*>(nullptr), "definitionProblem")->toolTip().contains(u"colour"_s));
    auto* choices = field(static_cast<QPlainTextEdit*>(nullptr), "attributeChoices");
    QTest::keyClicks(choices, u"red"_s);
    QTest::keyClick(choices, Qt::Key_Return);
    QTest::keyClicks(choices, u"blue"_s);
    QTest::keyClicks(field(static_cast<QLineEdit*>(nullptr), "attributeInitial"), u"red"_s);
    field(static_cast<QTabWidget*>(nullptr), "definitionTabs")->setCurrentIndex(2);
    QTest::mouseClick(field(static_cast<QPushButton*>(nullptr), "cocoPerson"), Qt::LeftButton);
    auto* preview = workspace->findChild<SkeletonPreview*>();
    const QPoint nose = preview->placeOf(0).toPoint();
    QTest::mousePress(preview, Qt::LeftButton, {}, nose);
    QMouseEvent dragged(QEvent::MouseMove, QPointF(nose) + QPointF(30, 0), preview->mapToGlobal(nose), Qt::NoButton,
                        Qt::LeftButton, {});
    QApplication::sendEvent(preview, &dragged);
    QTest::mouseRelease(preview, Qt::LeftButton, {}, nose + QPoint(30, 0));
    auto* name = field(static_cast<QLineEdit*>(nullptr), "definitionName");
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, u"s"_s);
    ok();
    ASSERT_FALSE(dialog->isVisible())
        << field(static_cast<QLabel*>(nullptr), "definitionProblem")->toolTip().toStdString();
    ASSERT_TRUE(waitFor([this] { return session->ontology().findByName("cars") != nullptr; }))
        << session->ontology().labels.front().name;
    const Label cars = *session->ontology().findByName("cars");
    AttributeDefinition wanted = definition("colour", AttributeKind::Choice, {"red", "blue"});
    wanted.initial = std::string("red");
    EXPECT_EQ(cars.attributes, std::vector{wanted});
    ASSERT_EQ(cars.skeleton.points.size(), 17U);
    EXPECT_GT(cars.skeleton.points[0].place.x, cocoPerson().points[0].place.x + 0.05);
    EXPECT_EQ(cars.skeleton.points[1], cocoPerson().points[1]);
    EXPECT_EQ(cars.skeleton.edges, cocoPerson().edges);
    EXPECT_EQ(cars.skeleton.pairs, cocoPerson().pairs);
    QApplication::setActiveWindow(workspace.get());
    canvas->setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return session->ontology().findByName("car") != nullptr; }));
    EXPECT_TRUE(session->ontology().findByName("car")->attributes.empty());
}

} // namespace
} // namespace touchstone
