// Every shape at three zooms, in every state, as the program paints it, compared with pictures in tests/data/snapshots.

#include "canvas/prediction_ink.h"
#include "snapshot.h"
#include "tools/tool_bed.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

constexpr QSize cellSize(96, 72);
constexpr double zooms[] = {0.25, 1, 8};

/// A prediction that is open, or the current one, where the window paints it.
struct Ghost : LivePainter {
    Ghost(Canvas& owner, const LabelId& of) : canvas(owner), label(of) {}
    void paintLive(QPainter& painter, const ViewTransform&) override
    {
        canvas.paintShape(painter, shape, predictionInk(canvas.style(), label, current));
    }
    Canvas& canvas;
    LabelId label;
    Shape shape;
    bool current = false;
};

class Snapshots : public ToolBed {
  protected:
    Snapshots()
    {
        QImage picture(200, 150, QImage::Format_RGB32);
        picture.fill(QColor(38, 44, 52));
        QPainter(&picture).fillRect(100, 0, 100, 150, QColor(226, 222, 214));
        context.view.resize(cellSize);
        context.view.setImage(picture, picture.size());
        CanvasStyle style = context.view.style();
        SkeletonTemplate lines;
        lines.points = {{"head", {}, 0}, {"left", {}, 0}, {"right", {}, 0}, {"foot", {}, 0}};
        lines.edges = {{0, 1}, {0, 2}, {1, 3}, {2, 3}};
        lines.pairs = {{1, 2}};
        // Without a name: what is compared must not depend on fonts.
        style.labels[context.car] = {QColor(0xcc, 0x79, 0xa7), {}, Qt::SolidLine,
                                     std::make_shared<const SkeletonTemplate>(lines)};
        context.view.setStyle(style);
    }

    /// One row for each state, one column for each zoom; the last shows what lies around `near`.
    QImage sheetOf(const Shape& shape, Point near)
    {
        QImage sheet(cellSize.width() * 3, cellSize.height() * 6, QImage::Format_RGB32);
        QPainter painter(&sheet);
        int row = 0;
        const auto state = [&] {
            for (int column = 0; column < 3; ++column) {
                const Point middle = zooms[column] > 1 ? near : Point{100, 75};
                const double zoom = zooms[column];
                context.view.setView({zoom, cellSize.width() / 2.0 - middle.x * zoom,
                                      cellSize.height() / 2.0 - middle.y * zoom});
                context.view.finishRendering();
                painter.drawImage(column * cellSize.width(), row * cellSize.height(), context.view.grab().toImage());
            }
            ++row;
        };
        const AnnotationId id = context.put(shape);
        state();
        context.view.setHovered(id);
        state();
        context.view.setHovered({});
        context.setSelection({id});
        state();
        context.setSelection({});
        CanvasStyle style = context.view.style();
        style.locked[id] = true;
        context.view.setStyle(style);
        state();
        context.view.updateAnnotation(id, std::nullopt);
        Ghost ghost(context.view, context.car);
        ghost.shape = shape;
        context.view.setUnderPainter(&ghost);
        state();
        ghost.current = true;
        state();
        context.view.setUnderPainter(nullptr);
        return sheet;
    }

    void expectLike(const char* name, const Shape& shape, Point near)
    {
        EXPECT_EQ(snapshotDifference(QString::fromLatin1(name), sheetOf(shape, near), cellSize).toStdString(), "");
    }
};

TEST_F(Snapshots, Box)
{
    expectLike("box", BoxShape{{76.5, 57, 48, 36}}, {76.5, 57});
}

TEST_F(Snapshots, RotatedBox)
{
    expectLike("rotated_box", RotatedBoxShape{{{100, 75}, 44, 26, 25}}, {84, 55});
}

TEST_F(Snapshots, Ellipse)
{
    expectLike("ellipse", EllipseShape{{{100, 75}, 52, 30, -20}}, {100, 60});
}

TEST_F(Snapshots, Polygon)
{
    const PolygonPart holed{{{74, 54}, {112, 52}, {116, 94}, {80, 96}}, {{{88, 66}, {102, 64}, {98, 82}}}};
    const PolygonPart second{{{120, 60}, {130, 75}, {121, 90}}, {}};
    expectLike("polygon", PolygonShape{Polygon{holed, second}}, {88, 66});
}

TEST_F(Snapshots, Polyline)
{
    expectLike("polyline", PolylineShape{Ring{{74, 90}, {88, 58}, {104, 84}, {128, 60}}}, {88, 58});
}

TEST_F(Snapshots, Point)
{
    expectLike("point", PointShape{{100, 75}}, {100, 75});
}

TEST_F(Snapshots, Skeleton)
{
    expectLike("skeleton",
               SkeletonShape{touchstone::Skeleton{{{100, 52}, Visibility::Visible},
                                                  {{82, 72}, Visibility::Occluded},
                                                  {{118, 70}, Visibility::Visible},
                                                  {{102, 96}, Visibility::Visible}}},
               {82, 72});
}

TEST_F(Snapshots, Mask)
{
    const Polygon region{PolygonPart{{{78, 54}, {124, 58}, {118, 95}, {84, 92}}, {{{94, 66}, {108, 68}, {101, 80}}}}};
    expectLike("mask", MaskShape{maskFromPolygon(region, 200, 150)}, {94, 68});
}

} // namespace
} // namespace touchstone
