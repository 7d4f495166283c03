#include "app/label/polygon_actions.h"

#include <algorithm>

#include <QMenu>
#include <QPainter>
#include <QSettings>

#include "app/label/label_context.h"
#include "app/label/points_dialog.h"
#include "canvas/canvas.h"
#include "tools/live_marks.h"
#include "tools/polygon_commands.h"
#include "tools/select_drag.h"
#include "tools/shape_words.h"
#include "tools/tool_box.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Ends of lines that are nearer meet, in pixels.
constexpr double joinReach = 1;
/// More points than this would be painted without handles.
constexpr std::size_t mostHandles = 20000;

/// Shows outlines as they would be, in place of the tools, while it lives.
class OutlinePreview : public LivePainter {
  public:
    OutlinePreview(ToolContext& context, ToolBox& tools, std::vector<Annotation> annotations)
        : m_context(context), m_tools(tools), m_annotations(std::move(annotations)),
          m_lift(context.canvas(), idsOf(m_annotations))
    {
        m_context.canvas().setLivePainter(this);
    }
    ~OutlinePreview() override
    {
        m_context.canvas().setLivePainter(&m_tools);
        m_context.canvas().updateLive();
    }
    void show(const std::vector<Shape>& shapes)
    {
        std::size_t points = 0;
        for (std::size_t i = 0; i < m_annotations.size(); ++i) {
            m_annotations[i].shape = shapes[i];
            points += pointsOf(shapes[i]);
        }
        m_handles = points <= mostHandles;
        m_context.canvas().updateLive();
    }
    void paintLive(QPainter& painter, const ViewTransform& view) override
    {
        for (const Annotation& annotation : m_annotations) {
            m_context.canvas().paintShape(painter, annotation.shape,
                                          selectedInk(m_context, annotation, true));
            if (!m_handles)
                continue;
            if (const auto* line = std::get_if<PolylineShape>(&annotation.shape))
                paintPoints(painter, view, *line->points);
            if (const auto* polygon = std::get_if<PolygonShape>(&annotation.shape))
                for (const PolygonPart& part : *polygon->polygon) {
                    paintPoints(painter, view, part.outer);
                    for (const Ring& hole : part.holes)
                        paintPoints(painter, view, hole);
                }
        }
    }

  private:
    static std::vector<AnnotationId> idsOf(const std::vector<Annotation>& annotations)
    {
        std::vector<AnnotationId> ids;
        for (const Annotation& annotation : annotations)
            ids.push_back(annotation.id);
        return ids;
    }
    static void paintPoints(QPainter& painter, const ViewTransform& view, const Ring& points)
    {
        const QRectF sight = painter.clipBoundingRect().adjusted(-8, -8, 8, 8);
        for (const Point& p : points)
            if (const QPointF at = view.toWidget(p); sight.contains(at))
                paintHandle(painter, at, HandleShape::Round, handleRadius - 1.5);
    }

    ToolContext& m_context;
    ToolBox& m_tools;
    std::vector<Annotation> m_annotations;
    bool m_handles = true;
    Lift m_lift;
};

} // namespace

PolygonActions::PolygonActions(LabelContext& context, ToolBox& tools, QWidget* owner)
    : ActionMenu(u"Polygons and lines"_s, u":/icons/tool-polygon.svg"_s,
                 u"Join the selected polygons and lines, and change their points"_s, owner),
      m_context(context), m_tools(tools)
{
    connect(add("joinPolygons", u"Join"_s, u"Ctrl+Shift+J"_s,
                u"Make one polygon of the selected ones, and one line of lines whose ends meet"_s),
            &QAction::triggered, this, &PolygonActions::join);
    connect(add("changePoints", u"More or fewer points…"_s, u"Ctrl+Alt+S"_s,
                u"Leave out points of the selected outlines, or add some"_s),
            &QAction::triggered, this, &PolygonActions::askPoints);
    m_menu->addSeparator();
    QAction* snaps = add("snapToNeighbours", u"Snap to neighbours"_s, u"Ctrl+Alt+B"_s,
                         u"Points that are drawn or dragged go to vertices and edges of other outlines"_s);
    snaps->setCheckable(true);
    snaps->setChecked(QSettings().value(u"label/snapToNeighbours"_s, true).toBool());
    m_context.setSnapsToNeighbours(snaps->isChecked());
    connect(snaps, &QAction::toggled, this, [this](bool on) {
        QSettings().setValue(u"label/snapToNeighbours"_s, on);
        m_context.setSnapsToNeighbours(on);
        Q_EMIT say(on ? u"Points snap to neighbours."_s : u"Points do not snap to neighbours."_s);
    });
}

std::vector<AnnotationId> PolygonActions::changeable() const
{
    std::vector<AnnotationId> ids = m_context.selection();
    std::erase_if(ids, [this](const AnnotationId& id) {
        const Annotation* annotation = m_context.content().find(id);
        return !annotation || !hasOutline(annotation->shape) || m_context.isLocked(id);
    });
    return ids;
}

void PolygonActions::join()
{
    const std::vector<AnnotationId> ids = changeable();
    if (!m_context.isEditable()) {
        Q_EMIT say(m_context.whyNotEditable());
        return;
    }
    std::vector<Change> changes = touchstone::join(m_context.content(), ids, joinReach);
    if (changes.empty()) {
        Q_EMIT say(u"Select two polygons, or two lines whose ends meet, to join them."_s);
        return;
    }
    m_context.apply(u"Join %1"_s.arg(wordsFor(m_context, ids)), std::move(changes));
}

void PolygonActions::askPoints()
{
    const std::vector<AnnotationId> ids = changeable();
    if (ids.empty() || !m_context.isEditable()) {
        Q_EMIT say(ids.empty() ? u"Select a polygon or a line to change its points."_s
                               : m_context.whyNotEditable());
        return;
    }
    std::vector<Annotation> annotations;
    std::vector<Shape> shapes;
    for (const AnnotationId& id : ids) {
        annotations.push_back(*m_context.content().find(id));
        shapes.push_back(annotations.back().shape);
    }
    std::vector<Change> changes;
    QString text;
    {
        OutlinePreview preview(m_context, m_tools, annotations);
        PointsDialog dialog(
            std::move(shapes), [&preview](const std::vector<Shape>& now) { preview.show(now); }, m_owner);
        // Beside what it is about, as far as there is room.
        const Canvas& canvas = m_context.canvas();
        dialog.adjustSize();
        dialog.move(canvas.mapToGlobal(QPoint(canvas.width() - dialog.width() - 16, 16)));
        const bool accepted = dialog.exec() == QDialog::Accepted;
        m_context.canvas().setFocus();
        if (!accepted)
            return;
        for (std::size_t i = 0; i < annotations.size(); ++i) {
            const Annotation* now = m_context.content().find(ids[i]);
            if (!now || now->shape != annotations[i].shape || dialog.shapes()[i] == now->shape)
                continue;
            Annotation after = *now;
            after.shape = dialog.shapes()[i];
            changes.push_back(m_context.content().replacement(std::move(after)));
        }
        text = (dialog.addsPoints() ? u"Add points to %1"_s : u"Simplify %1"_s).arg(wordsFor(m_context, ids));
    }
    if (changes.empty())
        Q_EMIT say(u"That changes no point."_s);
    else
        m_context.apply(text, std::move(changes));
}

} // namespace touchstone
