#include <QPaintEvent>
#include <QScreen>

#include "tool_bed.h"

namespace touchstone {
namespace {

/// A neighbour with corners at (100, 50), (200, 50), (200, 150), (100, 150).
struct NeighbourSnapTest : ToolBed {
    NeighbourSnapTest() { neighbour = context.put(polygonShape({{100, 50}, {200, 50}, {200, 150}, {100, 150}})); }
    void use(const char* tool) { tools.activate(QString::fromLatin1(tool)); }
    /// So many pixels of the screen away.
    Point off(Point p, double x, double y) const
    {
        const double scale = context.view.view().scale;
        return p + Point{x / scale, y / scale};
    }
    const Ring& drawn() { return context.polygon(context.added.back()).front().outer; }
    const Ring& line() { return *std::get<PolylineShape>(context.shape(context.added.back())).points; }

    AnnotationId neighbour;
};

TEST_F(NeighbourSnapTest, PointsGoToAVertexBeforeAnEdge)
{
    use("polygon");
    click(off({100, 50}, 3, 3));
    click(off({100, 100}, -3, 0));
    click({40, 100});
    paint();
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn()[0], (Point{100, 50}));
    EXPECT_EQ(drawn()[1].x, 100);
    EXPECT_NEAR(drawn()[1].y, 100, 1);
    EXPECT_NEAR(drawn()[2].x, 40, 1);
}

TEST_F(NeighbourSnapTest, AltAndTheSwitchLeaveNeighboursAlone)
{
    use("polyline");
    click(off({100, 50}, 3, 3), Qt::AltModifier);
    context.snaps = false;
    click(off({200, 50}, 3, 3));
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NE(line()[0], (Point{100, 50}));
    EXPECT_NE(line()[1], (Point{200, 50}));
}

TEST_F(NeighbourSnapTest, TheMarkIsSeenAndGoes)
{
    use("polygon");
    move({40, 40});
    const QImage plain = context.view.grab().toImage();
    move(off({100, 50}, 3, 3));
    const QImage marked = context.view.grab().toImage();
    move({40, 40});
    EXPECT_EQ(context.view.grab().toImage(), plain);
    move(off({100, 50}, 3, 3));
    const QImage again = context.view.grab().toImage();
    EXPECT_EQ(again, marked);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&context.view, &leave);
    EXPECT_NE(context.view.grab().toImage(), again);
    move({40, 40});
    EXPECT_EQ(context.view.grab().toImage(), plain);
    context.snaps = false;
    move({40, 40});
    move(off({100, 50}, 3, 3));
    EXPECT_NE(context.view.grab().toImage(), marked);
}

TEST_F(NeighbourSnapTest, CtrlClickFollowsTheBorderTheShorterWay)
{
    use("polygon");
    click({60, 20});
    click({100, 50});
    move({200, 150}, Qt::NoButton, Qt::ControlModifier);
    paint();
    // Both ways are as long; a place beyond the corner is nearer on one.
    click({200, 130}, Qt::ControlModifier);
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(drawn().size(), 4u);
    EXPECT_EQ(drawn()[1], (Point{100, 50}));
    EXPECT_EQ(drawn()[2], (Point{200, 50}));
    EXPECT_EQ(drawn()[3].x, 200);
    EXPECT_NEAR(drawn()[3].y, 130, 1);
}

TEST_F(NeighbourSnapTest, AFollowedBorderIsOneStepAndEscGivesItUp)
{
    use("polyline");
    click({100, 50});
    click({200, 140}, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    click({300, 50});
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(line().size(), 2u) << "corner and place went together";
    EXPECT_NEAR(line()[1].x, 300, 1);
    click({200, 50});
    click({100, 60}, Qt::ControlModifier);
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(NeighbourSnapTest, WithoutACommonOutlineCtrlClickAddsOnePoint)
{
    use("polyline");
    click({40, 40});
    click({200, 50}, Qt::ControlModifier);
    key(Qt::Key_Return);
    ASSERT_EQ(line().size(), 2u);
    EXPECT_EQ(line()[1], (Point{200, 50}));
}

TEST_F(NeighbourSnapTest, ADraggedVertexSnaps)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {60, 20}, {60, 60}}));
    use("select");
    context.setSelection({id});
    dragTo({60, 60}, off({100, 150}, 3, -3));
    paint();
    release(off({100, 150}, 3, -3));
    EXPECT_EQ(context.polygon(id)[0].outer[2], (Point{100, 150}));
    // Alt, pressed on the way.
    dragTo({60, 20}, {80, 20});
    move(off({100, 50}, 3, 3), Qt::LeftButton, Qt::AltModifier);
    release(off({100, 50}, 3, 3), Qt::AltModifier);
    EXPECT_NE(context.polygon(id)[0].outer[1], (Point{100, 50}));
    EXPECT_NEAR(context.polygon(id)[0].outer[1].x, 101, 3);
}

TEST_F(NeighbourSnapTest, AClickOnAVertexMovesNothing)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {60, 20}, off({100, 150}, 4, -4)}));
    const AnnotationId ends = context.put(PolylineShape{Ring{{20, 200}, off({200, 150}, 4, 4)}});
    use("select");
    const Shape polygon = context.shape(id), twoEnds = context.shape(ends);
    context.setSelection({id});
    click(off({100, 150}, 4, -4));
    context.setSelection({ends});
    click(off({200, 150}, 4, 4));
    // A hand that shakes is still no drag; on the way back from a drag it may.
    drag(off({200, 150}, 4, 4), off({200, 150}, 5, 5));
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(context.shape(id), polygon);
    EXPECT_EQ(context.shape(ends), twoEnds);
    press(off({200, 150}, 4, 4));
    move({300, 200}, Qt::LeftButton);
    release(off({200, 150}, 3, 3));
    EXPECT_EQ((*std::get<PolylineShape>(context.shape(ends)).points)[1], (Point{200, 150}));
}

TEST_F(NeighbourSnapTest, ADraggedEndOfALineSnaps)
{
    const AnnotationId id = context.put(PolylineShape{Ring{{20, 20}, {60, 20}}});
    use("select");
    context.setSelection({id});
    drag({60, 20}, off({100, 50}, -2, 2));
    EXPECT_EQ((*std::get<PolylineShape>(context.shape(id)).points)[1], (Point{100, 50}));
}

TEST_F(NeighbourSnapTest, AVertexInsertedOnACommonBorderMovesBoth)
{
    const AnnotationId left = context.put(polygonShape({{20, 50}, {100, 50}, {100, 150}, {20, 150}}));
    use("select");
    context.setSelection({left});
    drag({100, 100}, {130, 100});
    ASSERT_EQ(context.edits.size(), 1u) << "one Edit";
    ASSERT_EQ(context.polygon(left)[0].outer.size(), 5u);
    ASSERT_EQ(context.polygon(neighbour)[0].outer.size(), 5u);
    const Point moved = context.polygon(left)[0].outer[2];
    EXPECT_NEAR(moved.x, 130, 1);
    EXPECT_EQ(context.polygon(neighbour)[0].outer[4], moved);
    EXPECT_NEAR(area(context.polygon(left)) + area(context.polygon(neighbour)), 8000 + 10000, 1e-6);
}

TEST_F(NeighbourSnapTest, ADoubleClickOnACommonBorderAddsThePointToAll)
{
    const AnnotationId left = context.put(polygonShape({{20, 50}, {100, 50}, {100, 150}, {20, 150}}));
    const AnnotationId over = context.put(polygonShape({{100, 20}, {140, 20}, {140, 120}, {100, 120}}));
    use("select");
    context.setSelection({left});
    doubleClick({100, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(context.polygon(left)[0].outer.size(), 5u);
    ASSERT_EQ(context.polygon(neighbour)[0].outer.size(), 5u);
    ASSERT_EQ(context.polygon(over)[0].outer.size(), 5u);
    const Point made = context.polygon(left)[0].outer[2];
    EXPECT_NEAR(made.y, 100, 1);
    EXPECT_EQ(context.polygon(neighbour)[0].outer[4], made);
    EXPECT_EQ(context.polygon(over)[0].outer[4], made);
    EXPECT_EQ(area(context.polygon(neighbour)), 10000);
    // Where the border is this one's alone.
    doubleClick({20, 100});
    EXPECT_EQ(context.polygon(left)[0].outer.size(), 6u);
    EXPECT_EQ(context.polygon(neighbour)[0].outer.size(), 5u);
    // Who has a vertex there gets no second one.
    context.setSelection({over});
    doubleClick({100, 150});
    doubleClick({100, 80});
    EXPECT_EQ(context.polygon(neighbour)[0].outer.size(), 6u);
}

TEST_F(NeighbourSnapTest, WhatIsTooSmallToBeSeenWellCatchesNoPoint)
{
    const auto square = [&](Point p, double side) {
        context.put(polygonShape({p, off(p, side, 0), off(p, side, side), off(p, 0, side)}));
    };
    square({300, 100}, 8);
    square({300, 150}, 16);
    // A line is seen, however thin.
    context.put(PolylineShape{Ring{{300, 200}, off({300, 200}, 40, 0)}});
    use("polyline");
    for (const Point p : {Point{300, 100}, Point{300, 150}, Point{300, 200}})
        click(off(p, 3, -3));
    key(Qt::Key_Return);
    EXPECT_NE(line()[0], (Point{300, 100}));
    EXPECT_EQ(line()[1], (Point{300, 150}));
    EXPECT_EQ(line()[2], (Point{300, 200}));
}

/// What was painted, event by event, as a screen shows it.
struct Screen : QObject {
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
    QRegion painted;
};

TEST_F(NeighbourSnapTest, ASharedVertexPaintsOnlyWhatItMoves)
{
    const AnnotationId left = context.put(polygonShape({{40, 50}, {100, 50}, {100, 150}, {40, 150}}));
    use("select");
    context.setSelection({left});
    const auto shown = [this] {
        QApplication::processEvents();
        return context.view.screen()->grabWindow(context.view.winId()).toImage();
    };
    const auto whole = [this] { return context.view.grab().toImage(); };
    shown();
    Screen screen;
    press({100, 50});
    move({110, 70}, Qt::LeftButton);
    shown();
    context.view.installEventFilter(&screen);
    for (const auto& [to, modifiers] : std::vector<std::pair<Point, Qt::KeyboardModifiers>>{
             {{130, 80}, {}},
             {{120, 30}, {}},
             {{115, 40}, Qt::ShiftModifier},
             {{90, 60}, Qt::ShiftModifier},
             {{110, 60}, {}}}) {
        move(to, Qt::LeftButton, modifiers);
        const QImage part = shown();
        EXPECT_LT(screen.painted.boundingRect().width(), 320);
        EXPECT_EQ(part.convertToFormat(QImage::Format_RGB32), whole().convertToFormat(QImage::Format_RGB32));
        screen.painted = {};
    }
    release({110, 60});
    EXPECT_EQ(context.polygon(neighbour)[0].outer[0], context.polygon(left)[0].outer[1]);
    const QImage part = shown();
    EXPECT_LT(screen.painted.boundingRect().width(), 320);
    EXPECT_EQ(part.convertToFormat(QImage::Format_RGB32), whole().convertToFormat(QImage::Format_RGB32));
    context.view.removeEventFilter(&screen);
}

TEST_F(NeighbourSnapTest, AVertexOnANeighboursEdgeTakesTheBorderAlong)
{
    // A narrower one: its corners lie on the neighbour's edge.
    const AnnotationId left = context.put(polygonShape({{20, 80}, {100, 80}, {100, 120}, {20, 120}}));
    use("select");
    context.setSelection({left});
    drag({100, 80}, {120, 70});
    ASSERT_EQ(context.polygon(neighbour)[0].outer.size(), 5u);
    EXPECT_EQ(context.polygon(neighbour)[0].outer[4], context.polygon(left)[0].outer[1]);
    // With Shift only this one.
    const std::size_t edits = context.edits.size();
    drag({100, 120}, {60, 140}, Qt::ShiftModifier);
    EXPECT_EQ(context.edits.size(), edits + 1);
    EXPECT_EQ(context.polygon(neighbour)[0].outer.size(), 5u);
}

TEST_F(NeighbourSnapTest, EscDuringSuchADragLeavesBoth)
{
    const AnnotationId left = context.put(polygonShape({{20, 50}, {100, 50}, {100, 150}, {20, 150}}));
    use("select");
    context.setSelection({left});
    dragTo({100, 100}, {130, 100});
    paint();
    key(Qt::Key_Escape);
    release({130, 100});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(context.polygon(neighbour)[0].outer.size(), 4u);
    EXPECT_EQ(context.polygon(left)[0].outer.size(), 4u);
}

/// Half a circle, as a hand draws it.
struct FreehandTest : ToolBed {
    void stroke(int steps)
    {
        const auto place = [&](int i) {
            const double angle = 3.14159 * i / steps;
            return Point{200 - 100 * std::cos(angle), 200 - 100 * std::sin(angle)};
        };
        move(place(0));
        press(place(0), Qt::ShiftModifier);
        for (int i = 1; i <= steps; ++i)
            move(place(i), Qt::LeftButton, Qt::ShiftModifier);
    }
};

TEST_F(FreehandTest, PointsAreLeftOutWhileItIsDrawn)
{
    for (const char* tool : {"polygon", "polyline"}) {
        tools.activate(QString::fromLatin1(tool));
        stroke(150);
        paint();
        EXPECT_EQ(context.added.size(), tool == std::string("polygon") ? 0u : 1u);
        release({300, 200}, Qt::ShiftModifier);
        key(Qt::Key_Return);
        const Shape& shape = context.shape(context.added.back());
        Ring points;
        if (const auto* polygon = std::get_if<PolygonShape>(&shape))
            points = (*polygon->polygon)[0].outer;
        else
            points = *std::get<PolylineShape>(shape).points;
        EXPECT_GT(points.size(), 6u);
        EXPECT_LT(points.size(), 40u);
        for (int i = 0; i <= 60; ++i) {
            const Point p{200 - 100 * std::cos(3.14159 * i / 60), 200 - 100 * std::sin(3.14159 * i / 60)};
            double away = 1e9;
            for (std::size_t j = 0; j + 1 < points.size(); ++j)
                away = std::min(away, distanceToSegment(p, points[j], points[j + 1]));
            EXPECT_LT(away * context.view.view().scale, 4) << "it stays by the line that was drawn";
        }
        context.setSelection({});
    }
}

TEST_F(FreehandTest, OneStrokeIsOneStepBackAndEscGivesItUp)
{
    tools.activate(QStringLiteral("polyline"));
    click({50, 250});
    stroke(100);
    release({300, 200}, Qt::ShiftModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    click({60, 100});
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(std::get<PolylineShape>(context.shape(context.added.back())).points->size(), 2u);
    stroke(100);
    key(Qt::Key_Escape);
    release({300, 200}, Qt::ShiftModifier);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.edits.size(), 1u);
}

} // namespace
} // namespace touchstone
