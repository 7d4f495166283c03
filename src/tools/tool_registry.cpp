#include "tools/box_tool.h"
#include "tools/brush_tool.h"
#include "tools/extremes_tool.h"
#include "tools/frame_tool.h"
#include "tools/grab_cut_tool.h"
#include "tools/helper_tool.h"
#include "tools/lasso_tool.h"
#include "tools/point_tool.h"
#include "tools/polygon_tool.h"
#include "tools/polyline_tool.h"
#include "tools/scissors_tool.h"
#include "tools/select_tool.h"
#include "tools/skeleton_tool.h"
#include "tools/slice_tool.h"
#include "tools/superpixel_tool.h"
#include "tools/wand_tool.h"

namespace touchstone {
namespace {

struct Registered {
    ToolInfo info;
    std::unique_ptr<Tool> (*make)(ToolContext&);
};

template <class T>
std::unique_ptr<Tool> make(ToolContext& context)
{
    return std::make_unique<T>(context);
}

/// Every tool, in the order of the tool bar. A new tool is one entry here.
const std::vector<Registered>& registered()
{
    static const std::vector<Registered> tools{
        {{QStringLiteral("select"), QStringLiteral("Select"),
          QStringLiteral("Pick shapes, move and change them"), QStringLiteral(":/icons/tool-select.svg"),
          QKeySequence(Qt::Key_V), false},
         make<SelectTool>},
        {{QStringLiteral("box"), QStringLiteral("Box"),
          QStringLiteral("Draw a box: drag, or click two corners"), QStringLiteral(":/icons/tool-box.svg"),
          QKeySequence(Qt::Key_R), true},
         make<BoxTool>},
        {{QStringLiteral("extremes"), QStringLiteral("Box by its extremes"),
          QStringLiteral("Draw a box by four clicks: the top, left, bottom and right end of the object"),
          QStringLiteral(":/icons/tool-extremes.svg"), QKeySequence(Qt::SHIFT | Qt::Key_R), true},
         make<ExtremesTool>},
        {{QStringLiteral("rotated_box"), QStringLiteral("Rotated box"),
          QStringLiteral("Draw a turned box: drag and turn, or click its base line and width"),
          QStringLiteral(":/icons/tool-rotated-box.svg"), QKeySequence(Qt::Key_O), true},
         make<RotatedBoxTool>},
        {{QStringLiteral("polygon"), QStringLiteral("Polygon"),
          QStringLiteral("Draw a polygon point by point; Enter, double-click or the first point finish it"),
          QStringLiteral(":/icons/tool-polygon.svg"), QKeySequence(Qt::Key_P), true},
         make<PolygonTool>},
        {{QStringLiteral("polyline"), QStringLiteral("Polyline"),
          QStringLiteral("Draw an open line point by point; Enter or double-click finishes it"),
          QStringLiteral(":/icons/tool-polyline.svg"), QKeySequence(Qt::Key_L), true},
         make<PolylineTool>},
        {{QStringLiteral("point"), QStringLiteral("Point"), QStringLiteral("Place a point"),
          QStringLiteral(":/icons/tool-point.svg"), QKeySequence(Qt::Key_K), true},
         make<PointTool>},
        {{QStringLiteral("skeleton"), QStringLiteral("Skeleton"),
          QStringLiteral("Draw the skeleton of the label: drag a box, or click its points in order"),
          QStringLiteral(":/icons/tool-skeleton.svg"), QKeySequence(Qt::SHIFT | Qt::Key_K), true},
         make<SkeletonTool>},
        {{QStringLiteral("ellipse"), QStringLiteral("Ellipse"),
          QStringLiteral("Draw an ellipse: drag its box, or click its long axis and width"),
          QStringLiteral(":/icons/tool-ellipse.svg"), QKeySequence(Qt::Key_C), true},
         make<EllipseTool>},
        {{QStringLiteral("mask"), QStringLiteral("Brush"),
          QStringLiteral("Paint a mask; the right button erases"), QStringLiteral(":/icons/tool-brush.svg"),
          QKeySequence(Qt::Key_M), true},
         [](ToolContext& context) -> std::unique_ptr<Tool> { return std::make_unique<BrushTool>(context, false); }},
        {{QStringLiteral("erase"), QStringLiteral("Eraser"),
          QStringLiteral("Erase from a mask; the right button paints"),
          QStringLiteral(":/icons/tool-eraser.svg"), QKeySequence(Qt::Key_E), true},
         [](ToolContext& context) -> std::unique_ptr<Tool> { return std::make_unique<BrushTool>(context, true); }},
        {{QStringLiteral("lasso"), QStringLiteral("Lasso"),
          QStringLiteral("Drag around what belongs to a mask; the right button takes away"),
          QStringLiteral(":/icons/tool-lasso.svg"), QKeySequence(Qt::SHIFT | Qt::Key_M), true},
         make<LassoTool>},
        {{QStringLiteral("fill"), QStringLiteral("Fill"),
          QStringLiteral("Fill what a mask encloses, or what no mask has yet"),
          QStringLiteral(":/icons/tool-fill.svg"), QKeySequence(Qt::Key_B), true},
         make<FillTool>},
        {{QStringLiteral("wand"), QStringLiteral("Wand"),
          QStringLiteral("Select what looks like the pixel under a click"), QStringLiteral(":/icons/tool-wand.svg"),
          QKeySequence(Qt::Key_W), true},
         make<WandTool>},
        {{QStringLiteral("scissors"), QStringLiteral("Scissors"),
          QStringLiteral("Draw an outline that follows the edges of the picture"),
          QStringLiteral(":/icons/tool-scissors.svg"), QKeySequence(Qt::Key_S), true},
         make<ScissorsTool>},
        {{QStringLiteral("grab_cut"), QStringLiteral("Cut out"),
          QStringLiteral("Drag a box around an object to cut it out; strokes make the mask better"),
          QStringLiteral(":/icons/tool-grab-cut.svg"), QKeySequence(Qt::Key_G), true},
         make<GrabCutTool>},
        {{QStringLiteral("superpixels"), QStringLiteral("Pieces"),
          QStringLiteral("Paint a mask with pieces of one colour; the right button takes them out"),
          QStringLiteral(":/icons/tool-superpixels.svg"), QKeySequence(Qt::Key_X), true},
         make<SuperpixelTool>},
        {{QStringLiteral("slice"), QStringLiteral("Slice"),
          QStringLiteral("Cut polygons and lines in two: drag a line across, or click a broken one"),
          QStringLiteral(":/icons/tool-slice.svg"), QKeySequence(Qt::SHIFT | Qt::Key_S), false},
         make<SliceTool>},
        {{QStringLiteral("helper"), QStringLiteral("Helper program"),
          QStringLiteral("Let a program of yours find the object: click it, or drag a box around it"),
          QStringLiteral(":/icons/tool-helper.svg"), QKeySequence(Qt::Key_Q), true},
         make<HelperTool>},
    };
    return tools;
}

} // namespace

const std::vector<ToolInfo>& toolInfos()
{
    static const std::vector<ToolInfo> infos = [] {
        std::vector<ToolInfo> list;
        for (const Registered& tool : registered())
            list.push_back(tool.info);
        return list;
    }();
    return infos;
}

std::unique_ptr<Tool> makeTool(const QString& id, ToolContext& context)
{
    for (const Registered& tool : registered())
        if (tool.info.id == id)
            return tool.make(context);
    return nullptr;
}

} // namespace touchstone
