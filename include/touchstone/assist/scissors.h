#pragma once

#include <memory>
#include <vector>

#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"

namespace touchstone {

/// Paths along the edges of a picture, from one anchor to any other place: intelligent scissors. Share one
/// between the job that builds it and the view that asks for paths; both may do so at the same time.
class ScissorsMap {
  public:
    /// Knows nothing until build() has begun.
    ScissorsMap(PixelView view, Point anchor);
    ~ScissorsMap();

    /// Work for a worker thread, some half a second at 24 MP. First what lies within 256 pixels of the anchor,
    /// then twice as far at half the scale, and so on until the whole picture is known; each step can be used
    /// as soon as it is there. InvalidInput when the anchor lies outside of the picture; Cancelled (between
    /// steps, some 100 ms); Unsupported without the module.
    Result<void> build(Progress& progress);

    Point anchor() const { return m_anchor; }
    /// False while a path to there would be a straight line.
    bool reaches(Point target) const;
    /// From the anchor to the target, both as they were given, by places on the edge between; a straight line to
    /// what build() has not got to. At most `tolerance` pixels are cut off at bends. Some milliseconds.
    std::vector<Point> path(Point target, double tolerance = 0.75) const;

  private:
    struct Levels;
    PixelView m_view;
    Point m_anchor;
    std::unique_ptr<Levels> m_levels;
};

/// The middle of the pixel within `radius` of a place whose edge is strongest, where a click for an outline is
/// best put; of equal ones the nearest. The place itself where nothing around it is an edge.
Point snappedToEdge(const PixelView& view, Point place, double radius);

} // namespace touchstone
