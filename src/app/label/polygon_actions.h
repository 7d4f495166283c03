#pragma once

#include <vector>

#include "app/label/action_menu.h"
#include "touchstone/model/edit.h"

namespace touchstone {

class LabelContext;
class ToolBox;

/// The menu of polygons and lines: join, more or fewer points, whether points snap.
class PolygonActions : public ActionMenu {
    Q_OBJECT
  public:
    PolygonActions(LabelContext& context, ToolBox& tools, QWidget* owner);

  private:
    /// Polygons and lines of the selection that are not locked.
    std::vector<AnnotationId> changeable() const;
    void join();
    void askPoints();

    LabelContext& m_context;
    ToolBox& m_tools;
};

} // namespace touchstone
