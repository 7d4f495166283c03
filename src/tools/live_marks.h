#pragma once

#include <QRectF>

#include "canvas/view_transform.h"
#include "touchstone/geometry/polygon.h"

class QPainter;
class QRegion;

namespace touchstone {

/// Marks that tools paint above the shapes, in widget pixels.
inline constexpr double handleRadius = 4;

enum class HandleShape { Square, Round };
/// White with a dark rim; the one under the pointer in the accent colour and larger.
void paintHandle(QPainter& painter, QPointF at, HandleShape shape, double radius = handleRadius);
void paintHotHandle(QPainter& painter, QPointF at, HandleShape shape, const QColor& accent);
/// Where a point would be inserted.
void paintEdgeMark(QPainter& painter, QPointF at, const QColor& color);
void paintRubberBand(QPainter& painter, const QRectF& rect, const QColor& accent);
/// A line with a dark casing, dashed or not.
void paintLine(QPainter& painter, const QPolygonF& points, const QColor& color, bool dashed = false);

/// Dashed lines through the pointer, as far as the image reaches.
void paintCrosshair(QPainter& painter, const ViewTransform& view, Point at, Size image);
/// What they cover.
QRegion crosshairRegion(const ViewTransform& view, Point at, Size image);

} // namespace touchstone
