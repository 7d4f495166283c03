#pragma once

#include "canvas/canvas_style.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

/// The look of a label; a grey one where the style does not know it.
LabelLook lookOf(const CanvasStyle& style, const LabelId& label);

/// Which colour of the rule an annotation has. Annotations of one label and one slot look alike.
constexpr int slotOfLabel = -1;   ///< That of its label.
constexpr int slotOfNothing = -2; ///< Grey: it has no value.
int colorSlot(const ColorRule& rule, const Annotation& annotation);
QColor slotColor(const ColorRule& rule, int slot, const QColor& label);

/// The look of an annotation by what the style's rule says.
LabelLook lookOf(const CanvasStyle& style, const Annotation& annotation);

} // namespace touchstone
