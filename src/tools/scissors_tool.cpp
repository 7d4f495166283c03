#include "tools/scissors_tool.h"

#include <cmath>
#include <sstream>

#include <QPainter>

#include "tools/live_marks.h"

namespace touchstone {
namespace {

/// In widget pixels.
constexpr double snapReach = 6;
constexpr double closeReach = 8;

} // namespace

void ScissorsTool::activate()
{
    AidTool::activate();
    if (context().imageSize().width < 1)
        return;
    auto seen = std::make_shared<PixelView>();
    work(
        QStringLiteral("Reading the picture"),
        [seen](const PixelView& view, Progress&, const TellMeanwhile&) -> Result<void> {
            *seen = view;
            return {};
        },
        [this, seen] {
            m_view = *seen;
            if (m_first && !m_map)
                learnPaths();
        });
}

void ScissorsTool::deactivate()
{
    m_view.reset();
    m_map.reset();
    m_cursor.reset();
    AidTool::deactivate();
}

void ScissorsTool::reset()
{
    m_view.reset();
    m_map.reset();
    m_first.reset();
    m_takes = false;
    m_parts.clear();
    m_cursor.reset();
    AidTool::reset();
}

bool ScissorsTool::closesAt(Point at) const
{
    return !m_parts.empty() && inWidget(std::hypot(at.x - m_first->x, at.y - m_first->y)) <= closeReach;
}

std::vector<Point> ScissorsTool::pathTo(Point at) const
{
    return m_map ? m_map->path(at) : std::vector{anchor(), at};
}

void ScissorsTool::press(const ToolPointer& pointer)
{
    Point at = clipped(pointer.position);
    if (!m_first && (!isOnImage(pointer.position) || !canDraw()))
        return;
    if (m_first && closesAt(at)) {
        finish();
        return;
    }
    if (m_view && !(pointer.modifiers & Qt::ControlModifier))
        at = snappedToEdge(*m_view, at, snapReach / context().canvas().view().scale);
    if (m_first)
        fix(at);
    else
        begin(at, pointer.button == Qt::RightButton || pointer.eraser || (pointer.modifiers & Qt::AltModifier));
}

void ScissorsTool::begin(Point at, bool takes)
{
    if (takes && !target() && !pickTarget(at)) {
        context().say(QStringLiteral("There is no mask here to take from."));
        return;
    }
    if (!target())
        clearSelection();
    m_takes = takes;
    m_first = at;
    learnPaths();
    keep();
}

void ScissorsTool::fix(Point at)
{
    if (at == anchor())
        return;
    m_parts.push_back(pathTo(at));
    learnPaths();
    keep();
}

void ScissorsTool::learnPaths()
{
    m_map.reset();
    work(
        QStringLiteral("Finding edges"),
        [this, from = anchor()](const PixelView& view, Progress& progress, const TellMeanwhile& tell) -> Result<void> {
            auto map = std::make_shared<ScissorsMap>(view, from);
            tell([this, map, view] {
                m_map = map;
                m_view = view;
            });
            return map->build(progress);
        },
        [this] { context().canvas().updateLive(); });
}

void ScissorsTool::move(const ToolPointer& pointer)
{
    m_cursor = clipped(pointer.position);
    showPointer(*m_cursor);
    if (m_first)
        context().canvas().updateLive();
}

void ScissorsTool::doubleClick(const ToolPointer& pointer)
{
    if (m_first)
        finish();
    else
        press(pointer);
}

bool ScissorsTool::finish()
{
    if (!m_first)
        return AidTool::finish();
    stopWork();
    std::vector<std::vector<Point>> parts = m_parts;
    parts.push_back(pathTo(*m_first));
    Ring ring;
    for (const std::vector<Point>& part : parts)
        for (const Point& p : part)
            if (ring.empty() || !(ring.back() == p))
                ring.push_back(p);
    if (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    if (m_parts.size() < 1 || ring.size() < 3) {
        context().say(QStringLiteral("An outline needs three points."));
        return false;
    }
    if (!canDraw())
        return false;
    if (m_takes && !target()) {
        context().say(QStringLiteral("Select the mask that this is taken from, or drop it with Esc."));
        return false;
    }
    Polygon outline{{std::move(ring), {}}};
    if (target()) {
        if (!MaskTool::begin())
            return false;
        const bool adds = !m_takes;
        drop();
        painted(mask().fill(outline, adds));
        commit(adds);
    } else {
        drop();
        context().addShape(PolygonShape{std::move(outline)});
    }
    return true;
}

bool ScissorsTool::cancel()
{
    stopWork();
    if (!m_first)
        return false;
    drop();
    return true;
}

void ScissorsTool::drop()
{
    m_first.reset();
    m_takes = false;
    m_parts.clear();
    m_map.reset();
    context().saveDraft({});
    context().canvas().updateLive();
    context().hintChanged();
}

bool ScissorsTool::undoInDraft()
{
    if (!m_first)
        return false;
    stopWork();
    if (m_parts.empty()) {
        drop();
        return true;
    }
    m_parts.pop_back();
    learnPaths();
    keep();
    return true;
}

void ScissorsTool::keep()
{
    std::ostringstream body;
    body.precision(9);
    // The mask that it goes on with is selected again when it comes back.
    const AnnotationId of = target() ? target()->id : AnnotationId{};
    body << (m_takes ? "scissors-take " : "scissors ") << (of.isNull() ? "-" : of.toString()) << ' ' << m_first->x << ' ' << m_first->y;
    for (const std::vector<Point>& part : m_parts) {
        body << ' ' << part.size();
        for (const Point& p : part)
            body << ' ' << p.x << ' ' << p.y;
    }
    context().saveDraft(body.str());
    context().canvas().updateLive();
    context().hintChanged();
}

void ScissorsTool::restoreDraft(const std::string& body)
{
    std::istringstream words(body);
    std::string kind, of;
    Point first;
    if (!(words >> kind >> of >> first.x >> first.y) || (kind != "scissors" && kind != "scissors-take"))
        return;
    std::vector<std::vector<Point>> parts;
    for (std::size_t count = 0; words >> count;) {
        std::vector<Point> part;
        for (Point p; part.size() < count && words >> p.x >> p.y;)
            part.push_back(p);
        if (part.size() < 2 || part.size() != count)
            return;
        parts.push_back(std::move(part));
    }
    const AnnotationId id{Uuid::parse(of).value_or(Uuid{})};
    if (context().content().find(id))
        context().setSelection({id});
    m_first = first;
    m_takes = kind == "scissors-take";
    m_parts = std::move(parts);
    // The paths are learned when the tool is taken up, which follows.
    m_map.reset();
}

void ScissorsTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    MaskTool::paintLive(painter, view);
    paintPointer(painter, view);
    if (!m_first)
        return;
    const auto line = [&](const std::vector<Point>& part) {
        QPolygonF points;
        for (const Point& p : part)
            points << view.toWidget(p);
        return points;
    };
    for (const std::vector<Point>& part : m_parts)
        paintLine(painter, line(part), draftInk().color);
    if (m_cursor)
        paintLine(painter, line(pathTo(*m_cursor)), draftInk().color, true);
    const bool closes = m_cursor && closesAt(*m_cursor);
    if (closes)
        paintHotHandle(painter, view.toWidget(*m_first), HandleShape::Round, context().canvas().style().accent);
    else
        paintHandle(painter, view.toWidget(*m_first), HandleShape::Round);
    for (const std::vector<Point>& part : m_parts)
        paintHandle(painter, view.toWidget(part.back()), HandleShape::Square);
}

QString ScissorsTool::aidHint() const
{
    if (!m_first)
        return target() ? QStringLiteral("click along the edge of what belongs to the mask")
                        : QStringLiteral("click along the edge of an object");
    return m_takes ? QStringLiteral("click fixes the line around what is taken away, the first point closes it")
                   : QStringLiteral("click fixes the line, the first point closes it");
}

std::vector<ToolHintKey> ScissorsTool::aidKeys() const
{
    if (!m_first)
        return {{QStringLiteral("Right button"), QStringLiteral("take away")},
                {QStringLiteral("Ctrl"), QStringLiteral("no snapping")}};
    return {{QStringLiteral("Backspace"), QStringLiteral("one back")}};
}

} // namespace touchstone
