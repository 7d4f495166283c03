#include "tools/helper_draft.h"

#include <cmath>
#include <limits>
#include <sstream>

#include "touchstone/geometry/rle.h"

namespace touchstone {
namespace {

constexpr std::size_t mostPoints = 1'000'000;

void writeScore(std::ostream& out, const std::optional<double>& score)
{
    if (score)
        out << ' ' << *score;
    else
        out << " -";
}

struct ShapeText {
    std::ostream& out;
    const std::optional<double>& score;

    void operator()(const Mask& mask) const
    {
        out << "mask";
        writeScore(out, score);
        out << ' ' << rleToString(rleFromMask(mask)) << '\n';
    }
    void operator()(const Polygon& polygon) const
    {
        out << "polygon";
        writeScore(out, score);
        out << ' ' << polygon.size();
        for (const PolygonPart& part : polygon) {
            out << ' ' << 1 + part.holes.size();
            ring(part.outer);
            for (const Ring& hole : part.holes)
                ring(hole);
        }
        out << '\n';
    }
    void operator()(const Rect& box) const
    {
        out << "found";
        writeScore(out, score);
        out << ' ' << box.x << ' ' << box.y << ' ' << box.width << ' ' << box.height << '\n';
    }
    void ring(const Ring& points) const
    {
        out << ' ' << points.size();
        for (const Point& p : points)
            out << ' ' << p.x << ' ' << p.y;
    }
};

class StepReader {
  public:
    StepReader(const std::string& text, Size image) : m_in(text), m_image(image) {}

    std::optional<HelperStep> read()
    {
        HelperStep step;
        std::string word;
        if (!(m_in >> word) || word != "helper")
            return {};
        while (m_in >> word) {
            if (word == "click") {
                const Point at = place();
                step.clicks.push_back({at, count(1) == 1});
            } else if (word == "box") {
                step.box = rect();
            } else if (word == "answer") {
                step.answer.emplace();
                m_in >> word;
                step.answer->source = SourceId{Uuid::parse(word).value_or(Uuid{})};
            } else if (step.answer) {
                shape(word, *step.answer);
            } else {
                return {};
            }
            if (!m_good)
                return {};
        }
        if (step.clicks.empty() && !step.box)
            return {};
        return step;
    }

  private:
    double number()
    {
        double value = 0;
        m_good = m_good && (m_in >> value) && std::isfinite(value);
        return value;
    }
    std::size_t count(std::size_t most)
    {
        std::size_t value = 0;
        m_good = m_good && (m_in >> value) && value <= most;
        return m_good ? value : 0;
    }
    Point place()
    {
        Point p;
        p.x = number();
        p.y = number();
        m_good = m_good && p.x >= 0 && p.y >= 0 && p.x <= m_image.width && p.y <= m_image.height;
        return p;
    }
    Rect rect()
    {
        const Point at = place();
        const double width = number(), height = number();
        m_good = m_good && width > 0 && height > 0 && at.x + width <= m_image.width + 1 &&
                 at.y + height <= m_image.height + 1;
        return {at.x, at.y, width, height};
    }
    Ring ring()
    {
        Ring points;
        const std::size_t size = count(mostPoints);
        for (std::size_t i = 0; i < size && m_good; ++i)
            points.push_back(place());
        m_good = m_good && points.size() >= 3;
        return points;
    }
    void shape(const std::string& kind, ProgramAnswer& answer)
    {
        std::string score;
        m_in >> score;
        ExternalShape found;
        if (score != "-") {
            std::istringstream of(score);
            double value = 0;
            m_good = m_good && (of >> value) && value >= 0 && value <= 1;
            found.score = value;
        }
        if (kind == "mask") {
            std::string runs;
            m_in >> runs;
            const Result<Rle> rle = rleFromString(runs, static_cast<std::uint32_t>(m_image.height),
                                                  static_cast<std::uint32_t>(m_image.width));
            m_good = m_good && rle.ok();
            if (m_good)
                found.geometry = maskFromRle(*rle);
        } else if (kind == "polygon") {
            Polygon polygon;
            const std::size_t parts = count(mostPoints);
            for (std::size_t i = 0; i < parts && m_good; ++i) {
                const std::size_t rings = count(mostPoints);
                PolygonPart part;
                for (std::size_t r = 0; r < rings && m_good; ++r)
                    (r == 0 ? part.outer : part.holes.emplace_back()) = ring();
                polygon.push_back(std::move(part));
            }
            m_good = m_good && !polygon.empty();
            found.geometry = std::move(polygon);
        } else if (kind == "found") {
            found.geometry = rect();
        } else {
            m_good = false;
        }
        if (m_good)
            answer.shapes.push_back(std::move(found));
    }

    std::istringstream m_in;
    Size m_image;
    bool m_good = true;
};

} // namespace

std::string textOf(const HelperStep& step)
{
    std::ostringstream out;
    out.precision(std::numeric_limits<double>::max_digits10);
    out << "helper\n";
    for (const ExternalClick& click : step.clicks)
        out << "click " << click.place.x << ' ' << click.place.y << ' ' << (click.object ? 1 : 0) << '\n';
    if (step.box)
        out << "box " << step.box->x << ' ' << step.box->y << ' ' << step.box->width << ' ' << step.box->height << '\n';
    if (step.answer) {
        out << "answer " << (step.answer->source ? step.answer->source.toString() : "-") << '\n';
        for (const ExternalShape& shape : step.answer->shapes)
            std::visit(ShapeText{out, shape.score}, shape.geometry);
    }
    return out.str();
}

std::optional<HelperStep> helperStepFrom(const std::string& text, Size image)
{
    return StepReader(text, image).read();
}

Shape shapeOf(const ExternalShape& found)
{
    struct {
        Shape operator()(const Mask& mask) const { return MaskShape{mask}; }
        Shape operator()(const Polygon& polygon) const { return PolygonShape{polygon}; }
        Shape operator()(const Rect& box) const { return BoxShape{box}; }
    } const make;
    return std::visit(make, found.geometry);
}

} // namespace touchstone
