#pragma once

#include <unordered_map>

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

/// What is made once for all annotations that look alike.
template <class T>
class PerLook {
  public:
    explicit PerLook(const CanvasStyle& style) : m_style(style) {}
    /// `make` is given the look when there is none yet.
    template <class Make>
    const T& of(const Annotation& annotation, Make make)
    {
        auto& byLabel = m_slots[colorSlot(m_style.colorRule, annotation)];
        auto found = byLabel.find(annotation.label);
        if (found == byLabel.end())
            found = byLabel.emplace(annotation.label, make(lookOf(m_style, annotation))).first;
        return found->second;
    }

  private:
    const CanvasStyle& m_style;
    std::unordered_map<int, std::unordered_map<LabelId, T>> m_slots;
};

} // namespace touchstone
