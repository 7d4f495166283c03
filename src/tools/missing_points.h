#pragma once

#include <vector>

#include <QRectF>
#include <QString>

#include "tools/tool_context.h"

class QPainter;

namespace touchstone {

/// A point of a skeleton that is absent, in the list beside the shape.
struct MissingPoint {
    std::size_t node = 0;
    QString name;
    QRectF at; ///< In widget pixels.
};

/// Of a skeleton, as the canvas shows it now, in the order of the template; empty for other shapes.
std::vector<MissingPoint> missingPoints(ToolContext& context, const Annotation& annotation);
void paintMissingPoints(QPainter& painter, const std::vector<MissingPoint>& points);

/// Left and right of a skeleton exchanged, as one Edit. False, with a sentence, when its label has no pairs.
bool swapSides(ToolContext& context, const AnnotationId& id);

} // namespace touchstone
