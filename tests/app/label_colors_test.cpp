// What the colours of shapes say: label, instance, or the value of an attribute.

#include <set>

#include <QAction>
#include <QComboBox>
#include <QMenu>

#include "app/label/color_choice.h"
#include "app/label/color_legend.h"
#include "app/label/definition_dialog.h"
#include "app/label/label_panel.h"
#include "canvas/shape_look.h"
#include "label_fixture.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

TEST(ColorSlot, IsTheSameForWhatIsAlike)
{
    Annotation one, other;
    one.id = AnnotationId::create();
    other.id = AnnotationId::create();
    ColorRule rule;
    EXPECT_EQ(colorSlot(rule, one), slotOfLabel);
    rule.by = ColorRule::By::Instance;
    EXPECT_EQ(colorSlot(rule, one), slotOfLabel) << "without colours";
    rule.colors = {Qt::red, Qt::green, Qt::blue};
    EXPECT_EQ(colorSlot(rule, one), colorSlot(rule, one));
    one.instance = other.instance = InstanceId::create();
    EXPECT_EQ(colorSlot(rule, one), colorSlot(rule, other)) << "two geometries of one object";
    rule.by = ColorRule::By::Attribute;
    rule.attribute = "pose";
    rule.values = {"a", "b", "c", "d"};
    EXPECT_EQ(colorSlot(rule, one), slotOfNothing);
    one.attributes = {{"pose", std::string("b")}};
    EXPECT_EQ(colorSlot(rule, one), 1);
    one.attributes = {{"pose", std::string("d")}};
    EXPECT_EQ(colorSlot(rule, one), 0) << "from the start again";
    one.attributes = {{"pose", std::string("not in the list")}};
    EXPECT_EQ(colorSlot(rule, one), slotOfNothing);
    rule.values = {displayText(true), displayText(false)};
    one.attributes = {{"pose", false}};
    EXPECT_EQ(colorSlot(rule, one), 1);
}

class LabelColorsTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        auto project = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(project);
        Label car = *(*project)->ontology()->findByName("car");
        AttributeDefinition side;
        side.name = "side";
        side.kind = AttributeKind::Choice;
        side.choices = {"front", "rear"};
        car.attributes = {side};
        auto edit = defineLabelEdit(**project, {ScopeKind::Ontology, {}}, car);
        ASSERT_TRUE(edit) << edit.error().text();
        ASSERT_TRUE((*project)->applyNow(std::move(*edit)));
        project->reset();
        openWindow();
        key(Qt::Key_1);
    }
    void boxAt(double x)
    {
        key(Qt::Key_R);
        drag(x, 60, x + 40, 120);
        key(Qt::Key_V);
    }
    void choose(const QString& wanted)
    {
        auto* choice = workspace->findChild<ColorChoice*>();
        ASSERT_TRUE(choice);
        QMenu* menu = choice->menuAction()->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->data().toString() == wanted)
                return action->trigger();
        FAIL() << "no " << fromQt(wanted);
    }
    /// Whether the upper side of a box has this colour, on the picture as it is painted.
    bool shows(double x, const QColor& color)
    {
        key(Qt::Key_Escape);
        move(300, 250);
        canvas->finishRendering();
        const QImage seen = canvas->grab(QRect(at(x + 20, 60) - QPoint(0, 4), QSize(1, 9))).toImage();
        for (int y = 0; y < seen.height(); ++y)
            if (distance(seen.pixelColor(0, y), color) < 60)
                return true;
        return false;
    }
    static int distance(const QColor& a, const QColor& b)
    {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
    }
    static QColor paletteAt(std::size_t i) { return QColor::fromRgb(QRgb(paletteColor(i))); }
    ColorLegend& legend() { return *find<ColorLegend>("colorLegend"); }
};

TEST_F(LabelColorsTest, ByAttributeWithItsLegend)
{
    boxAt(40);
    boxAt(140);
    click(60, 90);
    key(Qt::Key_1, Qt::AltModifier);
    key(Qt::Key_2);
    const std::size_t rear = annotations()[0].attributes.empty() ? 1 : 0;
    ASSERT_EQ(annotations()[rear].attributes.size(), 1u);
    const double withValue = rear == 0 ? 40 : 140, without = rear == 0 ? 140 : 40;
    const QColor label = paletteAt(0), grey(0xa7, 0xb0, 0xba);
    EXPECT_TRUE(shows(without, label));
    EXPECT_FALSE(shows(without, grey)) << "the picture is of that colour itself";
    EXPECT_FALSE(shows(withValue, paletteAt(1)));
    EXPECT_FALSE(legend().isVisible());
    choose(u"attribute/side"_s);
    ASSERT_TRUE(legend().isVisible());
    ASSERT_EQ(legend().rows().size(), 3u);
    EXPECT_EQ(legend().rows()[1].text, u"rear"_s);
    EXPECT_EQ(legend().rows()[1].color, paletteAt(1));
    EXPECT_TRUE(shows(withValue, paletteAt(1)));
    EXPECT_TRUE(shows(without, grey));
    // A new value shows at once, and its undo.
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations()[rear].attributes.empty(); }));
    EXPECT_TRUE(shows(withValue, grey));
    choose(u"label"_s);
    EXPECT_FALSE(legend().isVisible());
    EXPECT_TRUE(shows(without, label));
}

TEST_F(LabelColorsTest, ByInstanceAndKeptForTheProject)
{
    for (const double x : {20., 80., 140., 200., 260.})
        boxAt(x);
    choose(u"instance"_s);
    const auto seen = [&] {
        std::set<QRgb> colors;
        for (const Annotation& annotation : annotations())
            colors.insert(lookOf(canvas->style(), annotation).color.rgb());
        return colors;
    };
    const std::set<QRgb> before = seen();
    EXPECT_GE(before.size(), 3u) << "they can hardly be told apart";
    waitSaved();
    closeWindow();
    openWindow();
    EXPECT_EQ(seen(), before);
    EXPECT_FALSE(legend().isVisible());
}

TEST_F(LabelColorsTest, LabelsHavePatternsOnRequest)
{
    const auto lineOf = [&](const char* name) {
        return lookOf(canvas->style(), session->ontology().findByName(name)->id).line;
    };
    EXPECT_EQ(lineOf("person"), Qt::SolidLine);
    auto* patterns = workspace->findChild<ColorChoice*>()->findChild<QAction*>(u"linePatterns"_s);
    ASSERT_TRUE(patterns);
    patterns->trigger();
    EXPECT_EQ(lineOf("car"), Qt::SolidLine);
    EXPECT_EQ(lineOf("person"), Qt::DotLine);
    EXPECT_EQ(lineOf("tree"), Qt::DashDotLine);
    patterns->trigger();
    EXPECT_EQ(lineOf("person"), Qt::SolidLine);
}

TEST_F(LabelColorsTest, ALabelHasTheLineThatIsChosenForIt)
{
    const auto lineOf = [&](const char* name) {
        return lookOf(canvas->style(), session->ontology().findByName(name)->id).line;
    };
    workspace->findChild<ColorChoice*>()->findChild<QAction*>(u"linePatterns"_s)->trigger();
    ASSERT_EQ(lineOf("person"), Qt::DotLine);
    const auto choose = [&](LinePattern line) {
        workspace->findChild<LabelPanel*>()->define(session->ontology().findByName("person")->id);
        const auto dialogs = workspace->findChildren<DefinitionDialog*>();
        const auto shown = std::ranges::find_if(dialogs, &DefinitionDialog::isVisible);
        ASSERT_NE(shown, dialogs.end());
        DefinitionDialog* dialog = *shown;
        dialog->findChild<QComboBox*>(u"definitionLine"_s)->setCurrentIndex(int(line));
        dialog->accept();
    };
    const std::pair<LinePattern, Qt::PenStyle> lines[] = {{LinePattern::Solid, Qt::SolidLine},
                                                          {LinePattern::Dash, Qt::CustomDashLine},
                                                          {LinePattern::DashDot, Qt::DashDotLine},
                                                          {LinePattern::DashDotDot, Qt::DashDotDotLine},
                                                          {LinePattern::Automatic, Qt::DotLine},
                                                          {LinePattern::Dash, Qt::CustomDashLine}};
    for (const auto& [chosen, painted] : lines) {
        choose(chosen);
        ASSERT_TRUE(waitFor([&, wanted = painted] { return lineOf("person") == wanted; })) << linePatternName(chosen);
    }
    EXPECT_EQ(lineOf("car"), Qt::SolidLine) << "of others nothing changes";
    waitSaved();
    session->undo();
    ASSERT_TRUE(waitFor([&] { return lineOf("person") == Qt::DotLine; }));
    session->redo();
    ASSERT_TRUE(waitFor([&] { return lineOf("person") == Qt::CustomDashLine; }));
    waitSaved();
    closeWindow();
    openProject();
    EXPECT_EQ(session->ontology().findByName("person")->line, LinePattern::Dash);
}

TEST_F(LabelColorsTest, AnAttributeThatIsGoneColoursNothing)
{
    boxAt(40);
    choose(u"attribute/side"_s);
    Label car = *session->ontology().findByName("car");
    car.attributes.clear();
    auto edit = defineLabelEdit(session->project(), {ScopeKind::Ontology, {}}, car);
    ASSERT_TRUE(edit);
    session->apply(std::move(*edit));
    ASSERT_TRUE(waitFor([&] { return canvas->style().colorRule.by == ColorRule::By::Label; }));
    EXPECT_FALSE(legend().isVisible());
}

} // namespace
} // namespace touchstone
