#pragma once

#include "canvas/hit_test.h"
#include "tools/tool_context.h"

class QPainter;

namespace touchstone {

/// Outlines of the selection, handles of the one that may be edited, and the mark under the pointer.
/// `byBox`: handles of the box for a polygon too.
void paintSelection(QPainter& painter, const ViewTransform& view, ToolContext& context,
                    const Annotation* editable, const HitTarget& hover, Point pointer, bool byBox);

} // namespace touchstone
