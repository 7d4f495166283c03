#include "touchstone/model/shape.h"

#include <array>
#include <cmath>

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 4> kNames{"tag", "box", "polygon", "mask"};
static_assert(kNames.size() == std::variant_size_v<Shape>);

template <class Map>
Polygon mapped(const Polygon& polygon, Map map)
{
    Polygon result = polygon;
    for (PolygonPart& part : result) {
        for (Point& p : part.outer)
            p = map(p);
        for (Ring& hole : part.holes)
            for (Point& p : hole)
                p = map(p);
    }
    return result;
}

Rle shifted(const Mask& mask, int dx, int dy)
{
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(mask.width) * mask.height);
    decodeMask(mask, {0, 0, mask.width, mask.height}, pixels.data());
    std::vector<std::uint8_t> moved(pixels.size());
    for (std::int32_t y = 0; y < mask.height; ++y) {
        const std::int64_t fromY = std::int64_t{y} - dy;
        if (fromY < 0 || fromY >= mask.height)
            continue;
        for (std::int32_t x = 0; x < mask.width; ++x) {
            const std::int64_t fromX = std::int64_t{x} - dx;
            if (fromX >= 0 && fromX < mask.width)
                moved[static_cast<std::size_t>(y) * mask.width + x] = pixels[fromY * mask.width + fromX];
        }
    }
    return encodeRle(moved.data(), static_cast<std::uint32_t>(mask.height),
                     static_cast<std::uint32_t>(mask.width), static_cast<std::size_t>(mask.width));
}

struct BoundsOf {
    std::optional<Rect> operator()(const TagShape&) const { return std::nullopt; }
    std::optional<Rect> operator()(const BoxShape& s) const { return s.rect; }
    std::optional<Rect> operator()(const PolygonShape& s) const { return bounds(*s.polygon); }
    std::optional<Rect> operator()(const MaskShape& s) const
    {
        const Rect box = bounds(*s.mask);
        return box.isEmpty() ? std::nullopt : std::optional(box);
    }
};

struct AreaOf {
    double operator()(const TagShape&) const { return 0; }
    double operator()(const BoxShape& s) const { return s.rect.area(); }
    double operator()(const PolygonShape& s) const { return area(*s.polygon); }
    double operator()(const MaskShape& s) const { return static_cast<double>(area(*s.mask)); }
};

struct Contains {
    Point p;
    bool operator()(const TagShape&) const { return false; }
    bool operator()(const BoxShape& s) const { return s.rect.contains(p); }
    bool operator()(const PolygonShape& s) const { return contains(*s.polygon, p); }
    bool operator()(const MaskShape& s) const { return contains(*s.mask, p); }
};

struct Translated {
    Point d;
    Shape operator()(const TagShape& s) const { return s; }
    Shape operator()(const BoxShape& s) const
    {
        return BoxShape{{s.rect.x + d.x, s.rect.y + d.y, s.rect.width, s.rect.height}};
    }
    Shape operator()(const PolygonShape& s) const
    {
        return PolygonShape{mapped(*s.polygon, [this](Point p) { return p + d; })};
    }
    Shape operator()(const MaskShape& s) const
    {
        const int dx = static_cast<int>(std::lround(d.x)), dy = static_cast<int>(std::lround(d.y));
        if (dx == 0 && dy == 0)
            return s;
        return MaskShape{maskFromRle(shifted(*s.mask, dx, dy))};
    }
};

struct Scaled {
    Rect from, to;
    Point map(Point p) const
    {
        const double sx = from.width > 0 ? to.width / from.width : 1;
        const double sy = from.height > 0 ? to.height / from.height : 1;
        return {to.x + (p.x - from.x) * sx, to.y + (p.y - from.y) * sy};
    }
    Shape operator()(const TagShape& s) const { return s; }
    Shape operator()(const BoxShape& s) const
    {
        return BoxShape{Rect::fromCorners(map({s.rect.x, s.rect.y}), map({s.rect.right(), s.rect.bottom()}))};
    }
    Shape operator()(const PolygonShape& s) const
    {
        return PolygonShape{mapped(*s.polygon, [this](Point p) { return map(p); })};
    }
    Shape operator()(const MaskShape& s) const { return s; }
};

} // namespace

std::string_view shapeKindName(ShapeKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<ShapeKind> shapeKindFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name)
            return static_cast<ShapeKind>(i);
    return std::nullopt;
}

std::optional<Rect> bounds(const Shape& shape)
{
    return std::visit(BoundsOf{}, shape);
}

double area(const Shape& shape)
{
    return std::visit(AreaOf{}, shape);
}

bool contains(const Shape& shape, Point point)
{
    return std::visit(Contains{point}, shape);
}

Shape translated(const Shape& shape, Point delta)
{
    return std::visit(Translated{delta}, shape);
}

Shape scaled(const Shape& shape, const Rect& from, const Rect& to)
{
    return std::visit(Scaled{from, to}, shape);
}

} // namespace touchstone
