#include "core/sample/outlines.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace touchstone::sample {

namespace {

constexpr double pi = std::numbers::pi;

Point onCircle(Point center, double rx, double ry, double angle)
{
    return {center.x + rx * std::cos(angle), center.y + ry * std::sin(angle)};
}

double side(Point a, Point b, Point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

} // namespace

Ring rectangle(double x, double y, double width, double height)
{
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

Ring rounded(double x, double y, double width, double height, double radius)
{
    return rounded(rectangle(x, y, width, height), radius);
}

Ring rounded(const Ring& corners, double radius)
{
    Ring ring;
    const std::size_t count = corners.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Point corner = corners[i], before = corners[(i + count - 1) % count],
                    after = corners[(i + 1) % count];
        const double in = distance(before, corner), out = distance(corner, after);
        const double cut = std::min({radius, in / 2, out / 2});
        if (cut <= 0.05) {
            ring.push_back(corner);
            continue;
        }
        const Point start = corner + (before - corner) * (cut / in),
                    end = corner + (after - corner) * (cut / out);
        const int steps = std::clamp(static_cast<int>(cut / 2.5), 2, 6);
        for (int s = 0; s <= steps; ++s) {
            const double t = static_cast<double>(s) / steps;
            ring.push_back(start * ((1 - t) * (1 - t)) + corner * (2 * t * (1 - t)) + end * (t * t));
        }
    }
    return ring;
}

Ring ellipse(Point center, double rx, double ry, int points)
{
    Ring ring;
    for (int i = 0; i < points; ++i)
        ring.push_back(onCircle(center, rx, ry, 2 * pi * i / points));
    return ring;
}

Ring regular(Point center, double radius, int points, double turn)
{
    Ring ring;
    for (int i = 0; i < points; ++i)
        ring.push_back(onCircle(center, radius, radius, turn + 2 * pi * i / points));
    return ring;
}

Ring capsule(Point a, Point b, double ra, double rb)
{
    const double angle = std::atan2(b.y - a.y, b.x - a.x);
    const int steps = std::clamp(static_cast<int>(std::max(ra, rb) * 1.5), 3, 12);
    Ring ring;
    for (int i = 0; i <= steps; ++i)
        ring.push_back(onCircle(b, rb, rb, angle - pi / 2 + pi * i / steps));
    for (int i = 0; i <= steps; ++i)
        ring.push_back(onCircle(a, ra, ra, angle + pi / 2 + pi * i / steps));
    return ring;
}

Ring blob(Random& random, Point center, double rx, double ry, double roughness, int points)
{
    double phase[5], weight[5];
    for (int k = 0; k < 5; ++k) {
        phase[k] = random.range(0, 2 * pi);
        weight[k] = roughness * random.range(0.25, 1) / (1 + 0.5 * k);
    }
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * pi * i / points;
        double r = 1;
        for (int k = 0; k < 5; ++k)
            r += weight[k] * 0.5 * std::sin((k + 2) * angle + phase[k]);
        ring.push_back(onCircle(center, rx * r, ry * r, angle));
    }
    return ring;
}

Ring smooth(const Ring& through, int pointsPerSpan)
{
    Ring ring;
    const std::size_t n = through.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Point p0 = through[(i + n - 1) % n], p1 = through[i], p2 = through[(i + 1) % n],
                    p3 = through[(i + 2) % n];
        for (int s = 0; s < pointsPerSpan; ++s) {
            const double t = static_cast<double>(s) / pointsPerSpan, t2 = t * t, t3 = t2 * t;
            ring.push_back((p1 * 2 + (p2 - p0) * t + (p0 * 2 - p1 * 5 + p2 * 4 - p3) * t2 +
                            (p1 * 3 - p0 - p2 * 3 + p3) * t3) *
                           0.5);
        }
    }
    return ring;
}

Ring moved(Ring ring, Point by)
{
    for (Point& p : ring)
        p = p + by;
    return ring;
}

Ring placed(const Ring& ring, Point at, double scaleX, double scaleY, double turn)
{
    const double c = std::cos(turn), s = std::sin(turn);
    Ring result;
    for (const Point& p : ring) {
        const double x = p.x * scaleX, y = p.y * scaleY;
        result.push_back({at.x + x * c - y * s, at.y + x * s + y * c});
    }
    return result;
}

Ring reversed(Ring ring)
{
    std::reverse(ring.begin(), ring.end());
    return ring;
}

Ring clipped(const Ring& ring, Point a, Point b)
{
    Ring result;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point p = ring[i], q = ring[(i + 1) % ring.size()];
        const double sp = side(a, b, p), sq = side(a, b, q);
        if (sp >= 0)
            result.push_back(p);
        if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0))
            result.push_back(p + (q - p) * (sp / (sp - sq)));
    }
    return result.size() >= 3 ? result : Ring{};
}

Ring clippedTo(const Ring& ring, double width, double height)
{
    Ring result = clipped(ring, {0, 0}, {width, 0});
    result = clipped(result, {width, 0}, {width, height});
    result = clipped(result, {width, height}, {0, height});
    return clipped(result, {0, height}, {0, 0});
}

Polygon behind(const Ring& ring, const Strip& strip)
{
    Polygon seen;
    const Ring left = clipped(ring, strip.topLeft, strip.bottomLeft);
    const Ring right = clipped(ring, strip.bottomRight, strip.topRight);
    for (const Ring& part : {left, right})
        if (!part.empty() && std::abs(signedArea(part)) > 60)
            seen.push_back({part, {}});
    return seen;
}

} // namespace touchstone::sample
