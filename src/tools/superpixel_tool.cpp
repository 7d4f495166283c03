#include "tools/superpixel_tool.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

constexpr double leastSide = 4;
constexpr double mostSide = 1024;

/// White where a piece ends, else clear.
QImage bordersOf(const Superpixels& pieces)
{
    const std::int32_t width = pieces.reducedWidth(), height = pieces.reducedHeight();
    const std::vector<std::int32_t>& labels = pieces.reducedLabels();
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const auto label = [&](int x, int y) { return labels[std::size_t(y) * std::size_t(width) + std::size_t(x)]; };
    for (int y = 0; y + 1 < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x + 1 < width; ++x)
            if (label(x, y) != label(x + 1, y) || label(x, y) != label(x, y + 1))
                line[x] = qPremultiply(qRgba(255, 255, 255, 120));
    }
    return image;
}

} // namespace

void SuperpixelTool::activate()
{
    AidTool::activate();
    follow();
}

void SuperpixelTool::deactivate()
{
    m_down = false;
    m_pieces.reset();
    hover(std::nullopt);
    AidTool::deactivate();
}

void SuperpixelTool::reset()
{
    m_down = false;
    m_pieces.reset();
    m_borders = {};
    hover(std::nullopt);
    AidTool::reset();
}

Rect SuperpixelTool::inSight() const
{
    const Canvas& canvas = context().canvas();
    const ViewTransform& view = canvas.view();
    const Size size = context().imageSize();
    const Point from = view.toImage(QPointF(0, 0)), to = view.toImage(QPointF(canvas.width(), canvas.height()));
    return Rect::fromCorners({std::clamp(from.x, 0.0, size.width), std::clamp(from.y, 0.0, size.height)},
                             {std::clamp(to.x, 0.0, size.width), std::clamp(to.y, 0.0, size.height)});
}

void SuperpixelTool::follow()
{
    const Rect now = inSight();
    const bool isSame = std::abs(now.x - m_region.x) + std::abs(now.y - m_region.y) +
                            std::abs(now.width - m_region.width) + std::abs(now.height - m_region.height) <
                        1;
    if (now.width < 1 || now.height < 1 || (isSame && (m_pieces || isWorking())))
        return;
    m_region = now;
    cut();
}

void SuperpixelTool::cut()
{
    auto made = std::make_shared<std::shared_ptr<const Superpixels>>();
    auto borders = std::make_shared<QImage>();
    m_pieces.reset();
    hover(std::nullopt);
    work(
        QStringLiteral("Cutting what is in sight into pieces"),
        [made, borders, region = m_region, side = m_side](const PixelView& view, Progress& progress,
                                                          const TellMeanwhile&) -> Result<void> {
            SuperpixelOptions options;
            options.side = side;
            Result<Superpixels> pieces = Superpixels::make(view, region, options, progress);
            if (!pieces)
                return pieces.error();
            *made = std::make_shared<const Superpixels>(std::move(*pieces));
            *borders = bordersOf(**made);
            return {};
        },
        [this, made, borders] {
            m_pieces = *made;
            m_borders = *borders;
            if (m_side == 0) {
                const PixelRect& region = m_pieces->region();
                const double each = double(region.width) * region.height / std::max(1, m_pieces->count());
                m_side = std::max(leastSide, std::round(std::sqrt(each)));
            }
            if (pointer())
                hover(*pointer());
            context().canvas().updateLive();
        });
    context().canvas().updateLive();
}

void SuperpixelTool::changeSide(bool larger)
{
    const double from = m_side == 0 ? 24 : m_side;
    m_side = std::clamp(std::round(larger ? from * 1.25 + 0.5 : from / 1.25 - 0.5), leastSide, mostSide);
    m_region = inSight();
    cut();
    context().hintChanged();
}

void SuperpixelTool::hover(std::optional<Point> at)
{
    const auto now = at && m_pieces ? m_pieces->at(*at) : std::nullopt;
    if (now == m_hovered)
        return;
    m_hovered = now;
    m_hoveredPainter.reset();
    if (now) {
        m_hoveredMask = m_pieces->mask(*now);
        m_hoveredPainter.emplace(m_hoveredMask);
    }
    m_hoveredPicture.reset();
    context().canvas().updateLive();
}

void SuperpixelTool::press(const ToolPointer& pointer)
{
    if (m_down || !isOnImage(pointer.position) || !canDraw())
        return;
    follow();
    if (!m_pieces)
        return;
    m_adds = pointer.button != Qt::RightButton && !pointer.eraser;
    if (!hasDraft()) {
        if (!m_adds && !target() && !pickTarget(pointer.position)) {
            context().say(QStringLiteral("There is no mask here to take from."));
            return;
        }
        beginDraft(true);
    }
    m_down = true;
    m_isStep = true;
    m_last.reset();
    paintAt(pointer.position);
}

void SuperpixelTool::paintAt(Point at)
{
    hover(at);
    if (!m_hovered || m_hovered == m_last)
        return;
    m_last = m_hovered;
    setDraft(m_adds ? unite(draft(), m_hoveredMask) : subtract(draft(), m_hoveredMask), std::exchange(m_isStep, false));
}

void SuperpixelTool::move(const ToolPointer& pointer)
{
    showPointer(clipped(pointer.position));
    if (m_down) {
        paintAt(pointer.position);
        return;
    }
    if (pointer.buttons == Qt::NoButton)
        follow();
    hover(pointer.position);
}

void SuperpixelTool::release(const ToolPointer& pointer)
{
    if (m_down)
        paintAt(pointer.position);
    m_down = false;
}

bool SuperpixelTool::cancelDrag()
{
    if (!std::exchange(m_down, false))
        return false;
    if (!m_isStep)
        undoInDraft();
    return true;
}

void SuperpixelTool::focusLost()
{
    m_down = false; // What was painted so far stays.
    AidTool::focusLost();
}

void SuperpixelTool::leave()
{
    hover(std::nullopt);
    AidTool::leave();
}

bool SuperpixelTool::wantsKey(const QKeyEvent& event) const
{
    return event.modifiers() == Qt::NoModifier &&
           (event.key() == Qt::Key_BracketLeft || event.key() == Qt::Key_BracketRight);
}

bool SuperpixelTool::key(QKeyEvent& event)
{
    if (!wantsKey(event))
        return AidTool::key(event);
    changeSide(event.key() == Qt::Key_BracketRight);
    return true;
}

bool SuperpixelTool::wheel(int steps, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & Qt::ShiftModifier) || steps == 0)
        return false;
    changeSide(steps > 0);
    return true;
}

void SuperpixelTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    AidTool::paintLive(painter, view);
    if (m_pieces) {
        const PixelRect& region = m_pieces->region();
        const Rect all{double(region.x), double(region.y), double(region.width), double(region.height)};
        painter.drawImage(view.toWidget(all), m_borders);
    }
    if (m_hoveredPainter)
        m_hoveredPicture.paint(painter, view, context().canvas().devicePixelRatioF(), *m_hoveredPainter,
                               qRgba(255, 255, 255, 60), qRgb(255, 255, 255));
}

QString SuperpixelTool::aidHint() const
{
    if (!m_pieces)
        return isWorking() ? QStringLiteral("cutting what is in sight into pieces")
                           : QStringLiteral("move over the picture to cut it into pieces");
    return QStringLiteral("click or drag adds pieces, %1 px").arg(m_side);
}

std::vector<ToolHintKey> SuperpixelTool::aidKeys() const
{
    return {{QStringLiteral("[ ]"), QStringLiteral("size")},
            {QStringLiteral("Right button"), QStringLiteral("take out")}};
}

} // namespace touchstone
