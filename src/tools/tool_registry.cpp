#include "tools/box_tool.h"
#include "tools/polygon_tool.h"
#include "tools/select_tool.h"

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
        {{QStringLiteral("polygon"), QStringLiteral("Polygon"),
          QStringLiteral("Draw a polygon point by point; Enter, double-click or the first point finish it"),
          QStringLiteral(":/icons/tool-polygon.svg"), QKeySequence(Qt::Key_P), true},
         make<PolygonTool>},
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
