#pragma once

#include <algorithm>
#include <cmath>

namespace touchstone {

/// A place in continuous image coordinates: pixels, origin at the top-left corner of the top-left pixel of
/// the upright image, x right, y down. Pixel (i, j) covers [i, i+1) × [j, j+1).
struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(Point a, double s) { return {a.x * s, a.y * s}; }
};

inline double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

struct Size {
    double width = 0;
    double height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

/// An axis-parallel rectangle in image coordinates. Width and height are not negative in stored values.
struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    double area() const { return width * height; }
    Point center() const { return {x + width / 2, y + height / 2}; }
    bool isEmpty() const { return !(width > 0 && height > 0); }
    bool contains(Point p) const { return p.x >= x && p.y >= y && p.x <= right() && p.y <= bottom(); }
    /// Touching edges count.
    bool intersects(const Rect& o) const
    {
        return x <= o.right() && o.x <= right() && y <= o.bottom() && o.y <= bottom();
    }
    Rect intersected(const Rect& o) const
    {
        const double l = std::max(x, o.x), t = std::max(y, o.y);
        return {l, t, std::max(0.0, std::min(right(), o.right()) - l),
                std::max(0.0, std::min(bottom(), o.bottom()) - t)};
    }
    Rect united(const Rect& o) const
    {
        const double l = std::min(x, o.x), t = std::min(y, o.y);
        return {l, t, std::max(right(), o.right()) - l, std::max(bottom(), o.bottom()) - t};
    }
    Rect adjusted(double margin) const
    {
        return {x - margin, y - margin, width + 2 * margin, height + 2 * margin};
    }
    static Rect fromCorners(Point a, Point b)
    {
        return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

} // namespace touchstone
