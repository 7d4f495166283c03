#include "core/assist/external_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "touchstone/geometry/rle.h"

namespace touchstone {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kShapes = 1000;
constexpr std::size_t kPoints = 1000000;
/// Models round; that far outside counts as on the border.
constexpr double kOutside = 1;

/// Reads one shape. The first problem is kept, and everything after it is empty.
class ShapeReader {
  public:
    ShapeReader(std::int32_t width, std::int32_t height, std::size_t& points)
        : m_width(width), m_height(height), m_points(points)
    {
    }
    const std::string& problem() const { return m_problem; }

    ExternalShape read(const Json& shape)
    {
        ExternalShape result;
        if (!shape.is_object()) {
            fail("is no object");
            return result;
        }
        const Json& kind = member(shape, "kind");
        if (kind == "rle")
            result.geometry = mask(shape);
        else if (kind == "polygon")
            result.geometry = polygon(shape);
        else if (kind == "box")
            result.geometry = box(shape);
        else
            fail("has a kind that is not rle, polygon or box");
        if (const auto score = shape.find("score"); score != shape.end() && !score->is_null()) {
            result.score = number(*score);
            if (!(*result.score >= 0 && *result.score <= 1))
                fail("has a score that is not between 0 and 1");
        }
        return result;
    }

  private:
    void fail(const std::string& problem)
    {
        if (m_problem.empty())
            m_problem = problem;
    }
    const Json& member(const Json& object, const char* name)
    {
        static const Json none;
        const auto found = object.find(name);
        return found == object.end() ? none : *found;
    }
    /// What a list holds; nothing if it is none.
    static const Json& items(const Json& list)
    {
        static const Json none = Json::array();
        return list.is_array() ? list : none;
    }
    double number(const Json& value)
    {
        const double read = value.is_number() ? value.get<double>() : std::nan("");
        if (!std::isfinite(read))
            fail("has a value that is no number");
        return std::isfinite(read) ? read : 0;
    }
    double within(const Json& value, std::int32_t limit)
    {
        const double place = number(value);
        if (place < -kOutside || place > limit + kOutside)
            fail("leaves the image");
        return std::clamp(place, 0.0, double(limit));
    }

    Mask mask(const Json& shape)
    {
        const Json& size = member(shape, "size");
        if (!size.is_array() || size.size() != 2 || size[0] != m_height || size[1] != m_width) {
            fail("is not of the image's size: \"size\" must be [" + std::to_string(m_height) + ", " +
                 std::to_string(m_width) + "]");
            return {};
        }
        Result<Rle> rle = runs(member(shape, "counts"));
        if (rle)
            if (const Result<void> valid = validate(*rle); !valid)
                rle = valid.error();
        if (!rle) {
            fail("has runs that do not make a mask (" + rle.error().message + ")");
            return {};
        }
        Mask mask = maskFromRle(canonical(*rle));
        if (mask.tiles.empty())
            fail("is empty");
        return mask;
    }
    Result<Rle> runs(const Json& counts)
    {
        const auto height = static_cast<std::uint32_t>(m_height);
        const auto width = static_cast<std::uint32_t>(m_width);
        if (counts.is_string())
            return rleFromString(counts.get_ref<const std::string&>(), height, width);
        Rle rle{height, width, {}};
        const Error wrong{ErrorCode::InvalidInput, "counts are a list of whole numbers, or their string", {}};
        if (!counts.is_array())
            return wrong;
        for (const Json& count : counts) {
            if (!count.is_number_unsigned() ||
                count.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
                return wrong;
            rle.counts.push_back(count.get<std::uint32_t>());
        }
        return rle;
    }

    Polygon polygon(const Json& shape)
    {
        Polygon polygon;
        const Json& parts = member(shape, "parts");
        if (!parts.is_array() || parts.empty())
            fail("has no parts");
        for (const Json& part : items(parts)) {
            if (!part.is_object() || !m_problem.empty())
                break;
            polygon.push_back({ring(member(part, "outer")), {}});
            const Json& holes = member(part, "holes");
            if (!holes.is_null() && !holes.is_array())
                fail("has holes that are no list");
            for (const Json& hole : items(holes))
                polygon.back().holes.push_back(ring(hole));
        }
        if (polygon.size() != parts.size())
            fail("has a part that is no object");
        return polygon;
    }
    Ring ring(const Json& points)
    {
        Ring ring;
        for (const Json& point : items(points)) {
            if (++m_points > kPoints)
                fail("has more points than a million in all shapes");
            if (!point.is_array() || point.size() != 2)
                fail("has a point that is not [x, y]");
            if (!m_problem.empty())
                return ring;
            ring.push_back({within(point[0], m_width), within(point[1], m_height)});
        }
        if (ring.size() < 3 || !(std::abs(signedArea(ring)) > 0))
            fail("has a ring without an area");
        return ring;
    }

    Rect box(const Json& shape)
    {
        const double x = number(member(shape, "x")), y = number(member(shape, "y"));
        const double width = number(member(shape, "width")), height = number(member(shape, "height"));
        const Rect rect = Rect::fromCorners({within(x, m_width), within(y, m_height)},
                                            {within(x + width, m_width), within(y + height, m_height)});
        if (!(width > 0 && height > 0) || rect.isEmpty())
            fail("has no area");
        return rect;
    }

    std::int32_t m_width;
    std::int32_t m_height;
    std::size_t& m_points;
    std::string m_problem;
};

} // namespace

Result<std::vector<ExternalShape>> readShapes(const Json& shapes, std::int32_t width, std::int32_t height)
{
    const auto wrong = [](const std::string& what) {
        return Error{ErrorCode::InvalidInput, "The program's answer cannot be used: " + what + ".", {}};
    };
    if (shapes.size() > kShapes)
        return wrong("it has more than " + std::to_string(kShapes) + " shapes");
    std::vector<ExternalShape> read;
    std::size_t points = 0;
    for (const Json& shape : shapes) {
        ShapeReader reader(width, height, points);
        read.push_back(reader.read(shape));
        if (!reader.problem().empty())
            return wrong("shape " + std::to_string(read.size()) + " " + reader.problem());
    }
    return read;
}

} // namespace touchstone
