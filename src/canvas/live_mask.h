#pragma once

#include <map>
#include <utility>

#include <QImage>
#include <QPainter>

#include "canvas/view_transform.h"
#include "touchstone/geometry/mask_painter.h"

namespace touchstone {

/// The picture of a mask that is being changed. Only cells in sight are made, and of these only what changed is made
/// again, so that a stroke costs the same in an image of any size.
class LiveMask {
  public:
    /// Another mask.
    void reset() { m_cells.clear(); }
    /// Pixels in `rect` may have changed.
    void changed(const MaskPainter& mask, const PixelRect& rect);
    void paint(QPainter& painter, const ViewTransform& view, double ratio, const MaskPainter& mask, QRgb fill,
               QRgb edge);

  private:
    using Place = std::pair<int, int>; ///< Column and row of the cell.
    struct Cell {
        QImage picture; ///< Null where nothing is set.
    };
    PixelRect rectOf(const MaskPainter& mask, Place place) const;
    /// A small part at another scale, without touching the cells that the view is painted from.
    void paintOnce(QPainter& painter, const ViewTransform& view, const MaskPainter& mask, const Rect& sight) const;
    void dropUnseen(const MaskPainter& mask, const Rect& sight);
    void render(const MaskPainter& mask, Place place, Cell& cell, const PixelRect& part) const;

    int m_step = 1;
    QRgb m_fill = 0, m_edge = 0;
    std::map<Place, Cell> m_cells;
};

} // namespace touchstone
