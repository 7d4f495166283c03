#include <algorithm>

#include <QPainter>

#include "tools/live_marks.h"
#include "tools/select_drag.h"

namespace touchstone {
namespace {

class BandDrag : public SelectDrag {
  public:
    BandDrag(ToolContext& context, Point from, bool add)
        : m_context(context), m_from(from), m_to(from), m_add(add)
    {
    }
    ~BandDrag() override { m_context.canvas().updateLive(rect()); }

    void move(const ToolPointer& pointer) override
    {
        m_context.canvas().updateLive(rect());
        m_to = pointer.position;
        m_context.canvas().updateLive(rect());
    }

    void paint(QPainter& painter, const ViewTransform& view) override
    {
        paintRubberBand(painter, view.toWidget(rect()), m_context.canvas().style().accent);
    }

    void finish() override
    {
        std::vector<AnnotationId> ids;
        if (m_add)
            ids = m_context.selection();
        for (const AnnotationId& id : m_context.canvas().inside(rect()))
            if (std::find(ids.begin(), ids.end(), id) == ids.end())
                ids.push_back(id);
        m_context.setSelection(std::move(ids));
    }

    QString hint() const override { return QStringLiteral("release to select what the frame touches"); }

  private:
    Rect rect() const { return Rect::fromCorners(m_from, m_to); }

    ToolContext& m_context;
    Point m_from, m_to;
    bool m_add;
};

} // namespace

std::unique_ptr<SelectDrag> makeBandDrag(ToolContext& context, Point from, bool add)
{
    return std::make_unique<BandDrag>(context, from, add);
}

} // namespace touchstone
