#include "core/geometry/geos.h"

namespace touchstone {

GEOSCoordSequence* Geos::sequence(const Ring& points, bool closed) const
{
    const auto count = static_cast<unsigned>(points.size());
    GEOSCoordSequence* made = GEOSCoordSeq_create_r(m_context, count + (closed ? 1 : 0), 2);
    for (unsigned i = 0; made && i < count; ++i)
        GEOSCoordSeq_setXY_r(m_context, made, i, points[i].x, points[i].y);
    if (made && closed)
        GEOSCoordSeq_setXY_r(m_context, made, count, points.front().x, points.front().y);
    return made;
}

Geos::Geometry Geos::line(const Ring& points, bool closed) const
{
    return own(GEOSGeom_createLineString_r(m_context, sequence(points, closed)));
}

Geos::Geometry Geos::ring(const Ring& points) const
{
    return own(GEOSGeom_createLinearRing_r(m_context, sequence(points, true)));
}

Geos::Geometry Geos::polygon(const PolygonPart& part) const
{
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : part.holes)
        if (Geometry made = ring(hole))
            holes.push_back(made.release());
    return own(GEOSGeom_createPolygon_r(m_context, ring(part.outer).release(), holes.data(),
                                        static_cast<unsigned>(holes.size())));
}

Geos::Geometry Geos::together(std::vector<Geometry> parts) const
{
    std::vector<GEOSGeometry*> raw;
    for (Geometry& part : parts)
        if (part)
            raw.push_back(part.release());
    return own(GEOSGeom_createCollection_r(m_context, GEOS_GEOMETRYCOLLECTION, raw.data(),
                                           static_cast<unsigned>(raw.size())));
}

Geos::Geometry Geos::outlines(const Polygon& polygon) const
{
    std::vector<Geometry> lines;
    const auto add = [&](const Ring& ring) {
        if (ring.size() >= 3)
            lines.push_back(line(ring, true));
    };
    for (const PolygonPart& part : polygon) {
        add(part.outer);
        for (const Ring& hole : part.holes)
            add(hole);
    }
    return together(std::move(lines));
}

Geos::Geometry Geos::snapped(const Geometry& geometry, const Geometry& to, double nearness) const
{
    return own(geometry && to ? GEOSSnap_r(m_context, geometry.get(), to.get(), nearness) : nullptr);
}

Geos::Geometry Geos::noded(const Geometry& lines) const
{
    return own(lines ? GEOSUnaryUnion_r(m_context, lines.get()) : nullptr);
}

Geos::Geometry Geos::noded(const Geometry& a, const Geometry& b) const
{
    if (!a || !b)
        return own(nullptr);
    std::vector<Geometry> both;
    both.push_back(own(GEOSGeom_clone_r(m_context, a.get())));
    both.push_back(own(GEOSGeom_clone_r(m_context, b.get())));
    return noded(together(std::move(both)));
}

Ring Geos::points(const GEOSGeometry* ring) const
{
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(m_context, ring);
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(m_context, sequence, &count) || count < 4)
        return {};
    Ring result(count - 1);
    for (unsigned i = 0; i + 1 < count; ++i)
        GEOSCoordSeq_getXY_r(m_context, sequence, i, &result[i].x, &result[i].y);
    return result;
}

std::vector<PolygonPart> Geos::parts(const Geometry& geometry) const
{
    std::vector<PolygonPart> result;
    const int count = geometry ? GEOSGetNumGeometries_r(m_context, geometry.get()) : 0;
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry* polygon = GEOSGetGeometryN_r(m_context, geometry.get(), i);
        if (GEOSGeomTypeId_r(m_context, polygon) != GEOS_POLYGON || GEOSisEmpty_r(m_context, polygon) != 0)
            continue;
        PolygonPart part{points(GEOSGetExteriorRing_r(m_context, polygon)), {}};
        const int holes = GEOSGetNumInteriorRings_r(m_context, polygon);
        for (int hole = 0; hole < holes; ++hole)
            part.holes.push_back(points(GEOSGetInteriorRingN_r(m_context, polygon, hole)));
        result.push_back(std::move(part));
    }
    return result;
}

std::vector<PolygonPart> Geos::faces(const Geometry& noded) const
{
    if (!noded)
        return {};
    const GEOSGeometry* const lines[] = {noded.get()};
    return parts(own(GEOSPolygonize_r(m_context, lines, 1)));
}

std::vector<PolygonPart> Geos::merged(const std::vector<PolygonPart>& faces) const
{
    if (faces.size() < 2)
        return faces;
    std::vector<Geometry> polygons;
    for (const PolygonPart& face : faces)
        polygons.push_back(polygon(face));
    const Geometry all = together(std::move(polygons));
    return parts(own(all ? GEOSCoverageUnion_r(m_context, all.get()) : nullptr));
}

std::optional<Point> Geos::within(const PolygonPart& part) const
{
    const Geometry region = polygon(part);
    const Geometry point = own(region ? GEOSPointOnSurface_r(m_context, region.get()) : nullptr);
    Point at;
    if (!point || GEOSGeomGetX_r(m_context, point.get(), &at.x) != 1 ||
        GEOSGeomGetY_r(m_context, point.get(), &at.y) != 1)
        return std::nullopt;
    return at;
}

double Geos::commonBorder(const PolygonPart& a, const PolygonPart& b) const
{
    const Geometry first = outlines({a}), second = outlines({b});
    if (!first || !second)
        return 0;
    const Geometry one = noded(first), other = noded(second);
    const Geometry common = own(one && other ? GEOSIntersection_r(m_context, one.get(), other.get()) : nullptr);
    double length = 0;
    return common && GEOSLength_r(m_context, common.get(), &length) == 1 ? length : 0;
}

} // namespace touchstone
