#pragma once

#include <memory>
#include <vector>

#include <geos_c.h>

#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// The part of GEOS that cutting and uniting need. Each call of ours has its own context, so that any thread may call.
/// A null geometry is a failure, and goes through every function as one.
class Geos {
  public:
    struct Destroy {
        GEOSContextHandle_t context;
        void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
    };
    using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

    Geos() : m_context(GEOS_init_r()) {}
    ~Geos() { GEOS_finish_r(m_context); }
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    Geometry line(const Ring& points, bool closed) const;
    /// Of all rings.
    Geometry outlines(const Polygon& polygon) const;
    /// All in one; none of them may be null.
    Geometry together(std::vector<Geometry> parts) const;
    /// What one lies nearer than this to a vertex of the other comes to lie on it.
    Geometry snapped(const Geometry& geometry, const Geometry& to, double nearness) const;
    /// The lines of both, split where they meet, each once.
    Geometry noded(const Geometry& a, const Geometry& b) const;
    Geometry noded(const Geometry& lines) const;
    /// What split lines enclose.
    std::vector<PolygonPart> faces(const Geometry& noded) const;
    /// The union of faces of one and the same arrangement of lines.
    std::vector<PolygonPart> merged(const std::vector<PolygonPart>& faces) const;
    /// A point well within.
    std::optional<Point> within(const PolygonPart& part) const;
    /// How long a border the two have in common.
    double commonBorder(const PolygonPart& a, const PolygonPart& b) const;

  private:
    Geometry own(GEOSGeometry* geometry) const { return Geometry(geometry, Destroy{m_context}); }
    Geometry ring(const Ring& points) const;
    Geometry polygon(const PolygonPart& part) const;
    GEOSCoordSequence* sequence(const Ring& points, bool closed) const;
    Ring points(const GEOSGeometry* ring) const;
    std::vector<PolygonPart> parts(const Geometry& geometry) const;

    GEOSContextHandle_t m_context;
};

} // namespace touchstone
