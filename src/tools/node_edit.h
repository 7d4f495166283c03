#pragma once

#include "tools/tool_context.h"

namespace touchstone {

/// Inserts a point into a line, on the segment after point `segment`, nearest to `point`. True if it was stored.
bool insertNode(ToolContext& context, const AnnotationId& id, std::size_t segment, Point point);
/// Takes a point out of a line, of which two stay, or makes that of a skeleton absent. False, with a sentence where
/// people would expect otherwise, when nothing was stored.
bool removeNode(ToolContext& context, const AnnotationId& id, std::size_t node);
/// The next visibility of a point of a skeleton: visible, occluded, absent. An absent one comes back where the
/// template has it in the box of the others.
bool cycleVisibility(ToolContext& context, const AnnotationId& id, std::size_t node);

} // namespace touchstone
