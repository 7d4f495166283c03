#include "app/label/prediction_overlay.h"

#include <limits>

#include <QMouseEvent>
#include <QPainter>

#include "app/label/label_context.h"
#include "app/label/prediction_feed.h"
#include "canvas/hit_test.h"
#include "canvas/prediction_ink.h"

using namespace Qt::StringLiterals;

namespace touchstone {

PredictionOverlay::PredictionOverlay(PredictionFeed& feed, LabelContext& context, QObject* parent)
    : QObject(parent), m_feed(feed), m_context(context)
{
    Canvas& canvas = context.canvas();
    canvas.setUnderPainter(this);
    canvas.installEventFilter(this);
    connect(&feed, &PredictionFeed::changed, &canvas, qOverload<>(&Canvas::updateLive));
    connect(&feed, &PredictionFeed::currentChanged, &canvas, qOverload<>(&Canvas::updateLive));
}

void PredictionOverlay::paintLive(QPainter& painter, const ViewTransform& view)
{
    const Canvas& canvas = m_context.canvas();
    const Rect sight = view.toImage(painter.clipBoundingRect().adjusted(-4, -4, 4, 4));
    for (std::size_t i = m_feed.openCount(); i-- > 0;) { // The surest above the others.
        const Annotation& annotation = *m_feed.shown()[i].annotation;
        const auto box = bounds(annotation.shape);
        if (!box || m_context.isHidden(annotation) || !sight.intersects(*box))
            continue;
        const bool current = annotation.id == m_feed.current();
        ShapeInk ink = predictionInk(canvas.style(), annotation.label, current);
        if (current) {
            // Dashes over white, so that they are seen as such on whatever lies below.
            ShapeInk below = ink;
            below.color = Qt::white;
            below.fillAlpha = 0;
            below.line = Qt::SolidLine;
            canvas.paintShape(painter, annotation.shape, below);
            ink.casing = false;
        }
        canvas.paintShape(painter, annotation.shape, ink);
        if (current)
            canvas.paintChip(painter, annotation.label, view.toWidget(*box));
    }
}

void PredictionOverlay::pick(Point point)
{
    const double tolerance = m_context.canvas().tolerance();
    double least = std::numeric_limits<double>::max();
    AnnotationId found;
    for (std::size_t i = 0; i < m_feed.openCount(); ++i) {
        const Annotation& annotation = *m_feed.shown()[i].annotation;
        if (m_context.isHidden(annotation) || !hits(annotation.shape, point, tolerance))
            continue;
        if (const double size = area(annotation.shape); size < least) {
            least = size;
            found = annotation.id;
        }
    }
    if (found)
        m_feed.setCurrent(found);
}

bool PredictionOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && m_context.toolId() == u"select"_s &&
        m_feed.openCount() > 0) {
        const auto& mouse = static_cast<const QMouseEvent&>(*event);
        const Canvas& canvas = m_context.canvas();
        const Point point = canvas.view().toImage(mouse.position());
        if (mouse.button() == Qt::LeftButton && canvas.at(point, canvas.tolerance()).empty())
            pick(point);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace touchstone
