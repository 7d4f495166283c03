#include "touchstone/assist/scissors.h"
#include "touchstone/geometry/simplify.h"

#include <algorithm>
#include <mutex>

#include "core/assist/edge_line.h"
#include "core/assist/segment_module.h"

namespace touchstone {

namespace {

/// Each level knows a square of that many pixels of its own scale.
constexpr std::int32_t kReach = 256;
/// At a border inside the picture paths would be squeezed along it.
constexpr std::int32_t kRim = 12;

/// One window around the anchor at one scale, and the way to each of its pixels.
class Level {
  public:
    static Result<Level> build(const PixelView& view, PixelPlace anchor, std::int32_t factor)
    {
        const Result<SegmentModule>& module = segmentModule();
        if (!module)
            return module.error();
        Level level;
        level.m_factor = factor;
        level.m_free = module->scissorsFree;
        level.m_path = module->scissorsPath;
        level.m_window = windowAround(view, anchor, factor);
        level.m_safe = safePart(view, level.m_window, factor);
        const PixelRect& window = level.m_window;
        const std::int32_t width = (window.width + factor - 1) / factor;
        const std::int32_t height = (window.height + factor - 1) / factor;
        level.m_scaleX = double(window.width) / width;
        level.m_scaleY = double(window.height) / height;
        const PixelPlace start = level.reduced({anchor.x + 0.5, anchor.y + 0.5});
        const TouchstoneScissorsRequest request{
            {view.at(window.x, window.y), view.stride, window.width, window.height}, width, height, start.x, start.y};
        SegmentReason reason;
        level.m_map.reset(module->scissorsBuild(&request, reason.target()), level.m_free);
        if (!level.m_map)
            return reason.error("The scissors cannot be used here.");
        return level;
    }

    bool reaches(Point target) const { return m_safe.contains(target); }
    bool isWhole(const PixelView& view) const
    {
        return m_window == PixelRect{0, 0, view.width, view.height};
    }
    std::int32_t factor() const { return m_factor; }
    /// Middles of pixels, from the anchor to the target, in the picture; empty if the module fails.
    std::vector<Point> path(Point target) const
    {
        struct Found {
            const Level& level;
            std::vector<Point> points;
        } found{*this, {}};
        const PixelPlace place = reduced(target);
        SegmentReason reason;
        const auto add = [](void* context, std::int32_t x, std::int32_t y) {
            auto& to = *static_cast<Found*>(context);
            to.points.push_back(to.level.enlarged({x, y}));
        };
        if (!m_path(m_map.get(), place.x, place.y, &found, add, reason.target()))
            return {};
        return std::move(found.points);
    }

  private:
    static PixelRect windowAround(const PixelView& view, PixelPlace anchor, std::int32_t factor)
    {
        const double reach = double(kReach) * factor;
        return pixelsUnder(view, Rect{anchor.x - reach, anchor.y - reach, 2 * reach, 2 * reach});
    }
    static Rect safePart(const PixelView& view, const PixelRect& window, std::int32_t factor)
    {
        const double rim = double(kRim) * factor;
        const double left = window.x == 0 ? 0 : window.x + rim;
        const double top = window.y == 0 ? 0 : window.y + rim;
        const double right = window.x + window.width == view.width ? view.width : window.x + window.width - rim;
        const double bottom =
            window.y + window.height == view.height ? view.height : window.y + window.height - rim;
        return {left, top, right - left, bottom - top};
    }
    PixelPlace reduced(Point place) const
    {
        const auto cut = [](double value, double size) { return std::clamp(value, 0.0, size - 1); };
        return {static_cast<std::int32_t>(cut((place.x - m_window.x) / m_scaleX, m_window.width / m_scaleX)),
                static_cast<std::int32_t>(cut((place.y - m_window.y) / m_scaleY, m_window.height / m_scaleY))};
    }
    Point enlarged(PixelPlace pixel) const
    {
        return {m_window.x + (pixel.x + 0.5) * m_scaleX, m_window.y + (pixel.y + 0.5) * m_scaleY};
    }

    PixelRect m_window;
    Rect m_safe;
    std::int32_t m_factor = 1;
    double m_scaleX = 1;
    double m_scaleY = 1;
    TouchstoneScissorsPath* m_path = nullptr;
    TouchstoneScissorsFree* m_free = nullptr;
    std::shared_ptr<void> m_map;
};

} // namespace

struct ScissorsMap::Levels {
    std::mutex mutex;
    /// From fine to coarse.
    std::vector<Level> known;

    /// The finest that knows the way.
    std::shared_ptr<const Level> to(Point target)
    {
        const std::lock_guard lock(mutex);
        for (const Level& level : known)
            if (level.reaches(target))
                return std::make_shared<const Level>(level);
        return nullptr;
    }
};

ScissorsMap::ScissorsMap(PixelView view, Point anchor)
    : m_view(std::move(view)), m_anchor(anchor), m_levels(std::make_unique<Levels>())
{
}

ScissorsMap::~ScissorsMap() = default;

Result<void> ScissorsMap::build(Progress& progress)
{
    if (Result<void> valid = validate(m_view); !valid)
        return valid;
    const Result<PixelPlace> anchor = pixelAt(m_view, m_anchor);
    if (!anchor)
        return anchor.error();
    for (std::int32_t factor = 1;; factor *= 2) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "The scissors were put away.", {}};
        Result<Level> level = Level::build(m_view, *anchor, factor);
        if (!level)
            return level.error();
        const bool done = level->isWhole(m_view);
        const std::lock_guard lock(m_levels->mutex);
        m_levels->known.push_back(std::move(*level));
        if (done)
            return {};
    }
}

bool ScissorsMap::reaches(Point target) const
{
    return m_levels->to(target) != nullptr;
}

std::vector<Point> ScissorsMap::path(Point target, double tolerance) const
{
    const std::shared_ptr<const Level> level = m_levels->to(target);
    std::vector<Point> points = level ? level->path(target) : std::vector<Point>();
    if (points.empty())
        return {m_anchor, target};
    // The first and last pixels give way to the very places.
    points.front() = m_anchor;
    if (points.size() == 1)
        points.push_back(target);
    points.back() = target;
    if (level->factor() > 1)
        points = movedOntoEdge(m_view, points, level->factor() + 1);
    return simplifiedLine(points, tolerance);
}

} // namespace touchstone
