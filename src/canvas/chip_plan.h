#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include <QPointF>
#include <QRectF>

#include "canvas/idle_painter.h"

namespace touchstone {

/// Where the chips of idle shapes stand at one scale, so that none covers another: on the top left corner of
/// the box, else inside it, else nowhere. Places are in device pixels from the image's corner and do not
/// depend on what is in sight: panning moves no chip.
class ChipPlan {
  public:
    ChipPlan(const Scene& scene, double scale, std::shared_ptr<const PaintStyle> style);

    double scale() const { return m_scale; }
    const std::shared_ptr<const PaintStyle>& style() const { return m_style; }
    std::optional<QPointF> at(const AnnotationId& id) const;
    /// After a shape changed, came or went (null): it takes what the others left free.
    void follow(const AnnotationId& id, const SceneItem* item);

  private:
    void place(const SceneItem& item);
    bool take(const AnnotationId& id, const QRectF& rect);
    template <class Visit>
    static void visitCells(const QRectF& rect, Visit&& visit);

    double m_scale;
    std::shared_ptr<const PaintStyle> m_style;
    std::unordered_map<AnnotationId, QRectF> m_places;
    std::unordered_map<std::int64_t, std::vector<QRectF>> m_cells;
};

} // namespace touchstone
