#include "app/label/hud_text.h"

#include <cmath>

#include "app/label/counted.h"
#include "touchstone/geometry/mask.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class Lines {
  public:
    explicit Lines(int decimals) : m_decimals(decimals) {}

    QStringList operator()(const BoxShape& box) const
    {
        return {sides(box.rect.width, box.rect.height), area(box.rect.area())};
    }
    QStringList operator()(const RotatedBoxShape& box) const { return ofFrame(box.rect, box.rect.area()); }
    QStringList operator()(const EllipseShape& ellipse) const
    {
        return ofFrame(ellipse.frame, touchstone::area(Shape(ellipse)));
    }
    QStringList operator()(const PolygonShape& polygon) const
    {
        std::size_t count = 0;
        for (const PolygonPart& part : *polygon.polygon) {
            count += part.outer.size();
            for (const Ring& hole : part.holes)
                count += hole.size();
        }
        return {points(count), area(touchstone::area(Shape(polygon)))};
    }
    QStringList operator()(const PolylineShape& line) const
    {
        double length = 0;
        for (std::size_t i = 1; i < line.points->size(); ++i)
            length += distance((*line.points)[i - 1], (*line.points)[i]);
        return {points(line.points->size()), number(length) + u" px"_s};
    }
    QStringList operator()(const SkeletonShape& skeleton) const
    {
        const auto box = bounds(*skeleton.points);
        return box && box->width + box->height > 0 ? QStringList{sides(box->width, box->height)}
                                                   : QStringList();
    }
    QStringList operator()(const MaskShape& mask) const
    {
        return ofPixels(bounds(*mask.mask), double(touchstone::area(*mask.mask)));
    }
    QStringList operator()(const PointShape&) const { return {}; }
    QStringList operator()(const TagShape&) const { return {}; }
    QStringList operator()(const RelationShape&) const { return {}; }
    QStringList operator()(const SpanShape&) const { return {}; }

    static QStringList ofPixels(const Rect& box, double covered)
    {
        return {measured(box.width, 0) + u" × "_s + measured(box.height, 0) + u" px"_s,
                measured(covered, 0) + u" px²"_s};
    }

  private:
    QString number(double value) const { return measured(value, m_decimals); }
    QString sides(double width, double height) const
    {
        return number(width) + u" × "_s + number(height) + u" px"_s;
    }
    QString area(double value) const { return number(value) + u" px²"_s; }
    QString points(std::size_t count) const
    {
        return counted(std::int64_t(count), u"1 point"_s, u"%1 points"_s);
    }
    QStringList ofFrame(const TurnedRect& frame, double covered) const
    {
        const double angle = std::round(normalizedAngle(frame.angle) * 10) / 10;
        const QString sign = angle < 0 ? u"−"_s : QString();
        return {sides(frame.width, frame.height), sign + QString::number(std::abs(angle), 'f', 1) + u"°"_s,
                area(covered)};
    }

    int m_decimals;
};

} // namespace

QStringList hudLines(const Shape& shape, int decimals)
{
    return std::visit(Lines(decimals), shape);
}

QStringList hudLines(const Rect& box, double area)
{
    return area > 0 ? Lines::ofPixels(box, area) : QStringList();
}

} // namespace touchstone
