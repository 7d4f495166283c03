// Each tool by real events in the real window over a real file: drawn, cancelled at each stage, undone, redone,
// edited, closed and opened again. A tool without an entry in `gestures` fails.

#include <map>

#include "app/label/label_context.h"
#include "app/session/program_setting.h"
#include "label_fixture.h"
#include "tools/tool.h"
#include "touchstone/model/skeleton_template.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class ToolGestureTest : public LabelTest, public testing::WithParamInterface<std::size_t> {
  public:
    using Step = std::function<void(ToolGestureTest&)>;
    struct Gesture {
        /// What must be there before; drawn with other tools.
        Step prepare = {};
        /// With the tool in use. Ends in one Edit.
        Step draw;
        /// Each leaves the gesture open at another stage.
        std::vector<Step> stages;
        /// The kind of what is drawn; none where something that is there is changed.
        std::optional<ShapeKind> makes;
        /// A shape of no size, where the tool can be made to draw one.
        Step flat = {};
    };
    static const std::map<QString, Gesture>& gestures();

    void take(const QString& tool)
    {
        const auto& infos = toolInfos();
        const auto info = std::ranges::find(infos, tool, &ToolInfo::id);
        ASSERT_NE(info, infos.end());
        const QKeyCombination keys = info->key[0];
        key(keys.key(), keys.keyboardModifiers());
    }
    void path(std::vector<Point> through)
    {
        press(through.front().x, through.front().y);
        for (const Point& p : through)
            move(p.x, p.y);
    }
    void stroke(std::vector<Point> through)
    {
        path(through);
        release(through.back().x, through.back().y);
    }
    void awaitDraft()
    {
        ASSERT_TRUE(waitFor([this] { return session->draft().has_value() && jobs->jobs().empty(); }));
    }
    void awaitJobs()
    {
        ASSERT_TRUE(waitFor([this] { return jobs->jobs().empty(); }));
    }
    using LabelTest::click;
    using LabelTest::drag;
    using LabelTest::key;
    using LabelTest::move;
    using LabelTest::press;
    using LabelTest::release;

  protected:
    const ToolInfo& info() const { return toolInfos()[GetParam()]; }
    const Gesture* gesture() const
    {
        const auto found = gestures().find(info().id);
        return found == gestures().end() ? nullptr : &found->second;
    }
    /// Pictures with a dark object; "car" has a skeleton.
    void SetUp() override
    {
        ASSERT_TRUE(gesture()) << "the tool “" << fromQt(info().id) << "” has no gesture here: add one";
        LabelTest::SetUp();
        putDarkObjects();
        auto project = Project::open(projectPath(), Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(project);
        Label car = *(*project)->ontology()->findByName("car");
        car.skeleton = {{{"head", {0.5, 0}}, {"left", {0, 1}}, {"right", {1, 1}}}, {{0, 1}, {0, 2}}, {{1, 2}}};
        auto defined = defineLabelEdit(**project, {ScopeKind::Ontology, {}}, car);
        ASSERT_TRUE(defined) << defined.error().text();
        ASSERT_TRUE((*project)->applyNow(std::move(*defined)));
        project->reset();
        ProgramSetting{QStringLiteral(TOUCHSTONE_BIN_DIR) + u"/grab_cut_tool"_s, {}, 60}.write();
        openWindow();
        if (gesture()->prepare)
            gesture()->prepare(*this);
        waitSaved();
        take(info().id);
        awaitJobs();
    }
    std::vector<Annotation> now() const { return annotations(); }
    bool becomes(const std::vector<Annotation>& wanted)
    {
        return waitFor([&] { return annotations() == wanted; });
    }
    std::string texts() const
    {
        return session->undoState().undoText;
    }
};

Ring square(double x, double y, double side)
{
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

const std::map<QString, ToolGestureTest::Gesture>& ToolGestureTest::gestures()
{
    using T = ToolGestureTest;
    const auto held = [](std::vector<Point> through) { return [=](T& t) { t.path(through); }; };
    const auto clicks = [](std::vector<Point> places) {
        return [=](T& t) {
            for (const Point& p : places)
                t.click(p.x, p.y);
        };
    };
    const auto entered = [](Step first) {
        return [=](T& t) {
            first(t);
            t.key(Qt::Key_Return);
        };
    };
    const auto awaited = [](Step first) {
        return [=](T& t) {
            first(t);
            t.awaitDraft();
        };
    };
    const auto withBox = [](T& t) {
        t.take(u"box"_s);
        t.drag(60, 60, 140, 120);
        t.key(Qt::Key_V);
    };
    const auto withPolygon = [](T& t) {
        t.take(u"polygon"_s);
        for (const Point& p : {Point{60, 60}, Point{200, 60}, Point{200, 160}, Point{60, 160}})
            t.click(p.x, p.y);
        t.key(Qt::Key_Return);
    };
    const auto withStroke = [](T& t) {
        t.take(u"mask"_s);
        t.stroke({{100, 200}, {200, 200}});
    };
    const auto withRing = [](T& t) {
        t.take(u"mask"_s);
        t.stroke(square(100, 100, 100));
    };
    const Step oneClick = clicks({{100, 80}});
    const Step corners = clicks({{100, 80}, {190, 80}, {190, 150}});
    static const std::map<QString, Gesture> all{
        {u"select"_s,
         {withBox, [](T& t) { t.drag(100, 90, 130, 100); }, {held({{100, 90}, {130, 100}}), held({{20, 20}, {300, 200}})}, {}}},
        {u"box"_s,
         {{}, [](T& t) { t.drag(60, 60, 140, 120); }, {held({{60, 60}, {140, 120}}), clicks({{60, 60}})}, ShapeKind::Box,
          clicks({{60, 60}, {60, 60}})}},
        {u"extremes"_s,
         {{},
          clicks({{100, 60}, {160, 100}, {110, 150}, {60, 90}}),
          {clicks({{100, 60}}), clicks({{100, 60}, {160, 100}}), clicks({{100, 60}, {160, 100}, {110, 150}})},
          ShapeKind::Box,
          clicks({{60, 60}, {100, 60}, {140, 60}, {180, 60}})}},
        {u"rotated_box"_s,
         {{},
          clicks({{60, 100}, {160, 120}, {110, 160}}),
          {clicks({{60, 100}}), clicks({{60, 100}, {160, 120}}), held({{60, 60}, {140, 120}})},
          ShapeKind::RotatedBox,
          clicks({{60, 100}, {160, 100}, {110, 100}})}},
        {u"ellipse"_s,
         {{},
          clicks({{60, 100}, {160, 120}, {110, 160}}),
          {clicks({{60, 100}}), clicks({{60, 100}, {160, 120}}), held({{60, 60}, {140, 120}})},
          ShapeKind::Ellipse,
          clicks({{60, 100}, {160, 100}, {110, 100}})}},
        {u"polygon"_s,
         {{},
          entered(clicks({{60, 60}, {200, 60}, {120, 160}})),
          {held({{60, 60}, {70, 70}}), clicks({{60, 60}}), clicks({{60, 60}, {200, 60}, {120, 160}})},
          ShapeKind::Polygon,
          entered(clicks({{60, 60}, {100, 60}, {140, 60}}))}},
        {u"polyline"_s,
         {{},
          entered(clicks({{60, 60}, {200, 60}, {120, 160}})),
          {held({{60, 60}, {70, 70}}), clicks({{60, 60}}), clicks({{60, 60}, {200, 60}})},
          ShapeKind::Polyline,
          entered(clicks({{60, 60}}))}},
        {u"point"_s, {{}, clicks({{60, 60}}), {held({{60, 60}, {80, 80}})}, ShapeKind::Point}},
        {u"skeleton"_s,
         {{},
          clicks({{100, 60}, {60, 160}, {150, 160}}),
          {held({{60, 60}, {160, 160}}), clicks({{100, 60}}), clicks({{100, 60}, {60, 160}})},
          ShapeKind::Skeleton}},
        {u"mask"_s,
         {{}, [](T& t) { t.stroke({{60, 60}, {160, 60}}); }, {held({{60, 60}, {160, 60}})}, ShapeKind::Mask}},
        {u"erase"_s,
         {withStroke, [](T& t) { t.stroke({{150, 200}, {180, 200}}); }, {held({{150, 200}, {180, 200}})}, {}}},
        {u"lasso"_s,
         {{}, [](T& t) { t.stroke(square(60, 60, 80)); }, {held(square(60, 60, 80))}, ShapeKind::Mask,
          [](T& t) { t.stroke({{60, 60}, {60, 60}}); }}},
        // One click and no stage in between.
        {u"fill"_s, {withRing, clicks({{150, 150}}), {}, {}}},
        {u"wand"_s, {{}, entered(awaited(clicks({{120, 100}}))), {clicks({{120, 100}}), awaited(clicks({{120, 100}}))}, ShapeKind::Mask}},
        {u"scissors"_s, {{}, entered(corners), {oneClick, corners}, ShapeKind::Polygon, entered(oneClick)}},
        {u"grab_cut"_s,
         {{},
          entered(awaited([](T& t) { t.drag(80, 60, 210, 170); })),
          {held({{80, 60}, {210, 170}}), [](T& t) { t.drag(80, 60, 210, 170); },
           awaited([](T& t) { t.drag(80, 60, 210, 170); })},
          ShapeKind::Mask,
          [](T& t) { t.drag(80, 60, 81, 61); }}},
        {u"superpixels"_s,
         {{},
          entered([](T& t) {
              t.move(140, 110);
              t.awaitJobs();
              t.click(140, 110);
          }),
          {awaited(clicks({{140, 110}})), held({{140, 110}, {150, 120}})},
          ShapeKind::Mask}},
        {u"helper"_s,
         {{},
          entered(awaited([](T& t) { t.drag(80, 60, 210, 170); })),
          {held({{80, 60}, {210, 170}}), clicks({{140, 110}}), awaited([](T& t) { t.drag(80, 60, 210, 170); })},
          ShapeKind::Mask}},
        {u"slice"_s,
         {withPolygon,
          [](T& t) { t.drag(130, 40, 130, 180); },
          {held({{130, 40}, {130, 180}}), clicks({{130, 40}})},
          {}}},
    };
    return all;
}

TEST_P(ToolGestureTest, EscAtEachStageLeavesAllAsItWas)
{
    const std::vector<Annotation> before = now();
    const std::string undo = texts();
    for (std::size_t stage = 0; stage < gesture()->stages.size(); ++stage) {
        gesture()->stages[stage](*this);
        key(Qt::Key_Escape);
        for (int more = 0; more < 3 && session->draft(); ++more)
            key(Qt::Key_Escape);
        release(390, 290); // A held button comes up later, elsewhere.
        awaitJobs();
        EXPECT_FALSE(session->draft()) << "stage " << stage;
        EXPECT_EQ(now(), before) << "stage " << stage;
        EXPECT_EQ(texts(), undo) << "stage " << stage;
        key(Qt::Key_Escape); // A corner that was set by letting go there.
        take(info().id);
        awaitJobs();
    }
    gesture()->draw(*this);
    EXPECT_NE(now(), before) << "nothing can be drawn any more";
}

TEST_P(ToolGestureTest, WhatIsDrawnIsUndoneRedoneEditedAndThereAgain)
{
    const std::vector<Annotation> before = now();
    gesture()->draw(*this);
    const std::vector<Annotation> drawn = now();
    ASSERT_NE(drawn, before);
    if (gesture()->makes) {
        ASSERT_EQ(drawn.size(), before.size() + 1);
        EXPECT_EQ(kindOf(drawn.back().shape), *gesture()->makes);
    }
    EXPECT_FALSE(session->draft()) << "a draft is left";
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(becomes(before)) << "one undo does not take it back";
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(becomes(drawn)) << "redo does not bring it back";
    // Edited: everything is moved by arrows.
    key(Qt::Key_V);
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_Right);
    key(Qt::Key_Down);
    const std::vector<Annotation> edited = now();
    ASSERT_NE(edited, drawn) << "it cannot be moved";
    waitSaved();
    closeWindow();
    openWindow();
    ASSERT_TRUE(becomes(edited)) << "it is another one after opening the file again";
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return now() != edited; })) << "nothing is undone after a restart";
}

TEST_P(ToolGestureTest, AShapeOfNoSizeIsNotStoredAndItIsSaid)
{
    if (!gesture()->flat)
        GTEST_SKIP() << "this tool draws nothing of no size";
    const std::vector<Annotation> before = now();
    gesture()->flat(*this);
    EXPECT_EQ(now(), before);
    EXPECT_FALSE(notice().isEmpty());
    awaitJobs();
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Escape);
    EXPECT_EQ(now(), before);
    EXPECT_FALSE(session->draft());
}

INSTANTIATE_TEST_SUITE_P(Every, ToolGestureTest, testing::Range(std::size_t(0), toolInfos().size()),
                         [](const auto& each) { return fromQt(toolInfos()[each.param].id); });

} // namespace
} // namespace touchstone
