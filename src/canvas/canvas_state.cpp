#include "canvas/canvas_state.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>


namespace touchstone {
namespace {

constexpr std::size_t mostPreviousViews = 64;
/// More would only hide what they speak of.
constexpr std::size_t mostFlags = 50;

} // namespace

Canvas::State::State(Canvas& owner)
    : canvas(owner),
      idle(owner, pool, scene, [this](const QRect& deviceRect) { refreshPictures(toWidget(deviceRect)); })
{
    pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, 8));
}

Canvas::State::~State()
{
    input = nullptr;
    live = under = nullptr;
    // Painting threads use the pictures: they end first.
    idle.stop();
    pool.waitForDone();
}

QRect Canvas::State::toWidget(const QRect& deviceRect) const
{
    const double r = ratio();
    return QRectF(QPointF(deviceRect.topLeft()) / r, QSizeF(deviceRect.size()) / r).toAlignedRect();
}

QRect Canvas::State::toDevice(const QRect& widgetRect) const
{
    const double r = ratio();
    return QRectF(QPointF(widgetRect.topLeft()) * r, QSizeF(widgetRect.size()) * r).toAlignedRect();
}

void Canvas::State::showPictures()
{
    const QSize device = deviceSize();
    const ViewTransform next = deviceView();
    const std::optional<QRegion> ofImage = image.show(next, device);
    const std::optional<QRegion> ofIdle = idle.show(next, device);
    QPoint delta;
    if (composed.size() != device || !ofImage || !ofIdle || !isScroll(composedView, next, &delta)) {
        composed.resize(device);
        composedStale = composed.rect();
    } else {
        composed.scroll(delta);
        composedStale.translate(delta);
        composedStale += *ofImage;
        composedStale += *ofIdle;
        composedStale &= composed.rect();
    }
    composedView = next;
}

void Canvas::State::refreshPictures(const QRect& area)
{
    composedStale += toDevice(area);
    canvas.update(area);
}

void Canvas::State::paintPictures(QPainter& painter, const QRegion& region)
{
    showPictures();
    const double r = ratio();
    QRegion wanted;
    for (const QRect& part : region)
        wanted += toDevice(part);
    for (const QRect& part : composedStale & wanted)
        for (WrapPicture::Piece& piece : composed.pieces(part)) {
            QPainter composer(&piece.pixels);
            composer.translate(-piece.at);
            composer.setClipRect(piece.rect());
            image.paint(composer, piece.rect());
            idle.paint(composer, piece.rect());
        }
    composedStale -= wanted;
    for (const QRect& part : wanted)
        composed.draw(painter, part, r);
}

void Canvas::State::changeView(ViewTransform next, bool jump)
{
    next = snapped(keptInSight(next, canvas.size(), imageSize));
    if (next == view)
        return;
    if (jump)
        rememberView();
    view = next;
    canvas.update();
    Q_EMIT canvas.viewChanged();
}

void Canvas::State::rememberView()
{
    if (imageSize.isEmpty() || (!previous.empty() && previous.back() == view))
        return;
    if (previous.size() == mostPreviousViews)
        previous.erase(previous.begin());
    previous.push_back(view);
}

ViewTransform Canvas::State::snapped(ViewTransform next) const
{
    const double r = ratio();
    next.dx = std::round(next.dx * r) / r;
    next.dy = std::round(next.dy * r) / r;
    return next;
}

void Canvas::State::restyle()
{
    auto next = std::make_shared<PaintStyle>();
    next->style = style;
    next->ratio = ratio();
    next->chips = chipsOf(style, canvas.font(), next->ratio);
    next->masks = masks;
    paintStyle = next;
    image.setSurround(style.surround);
    idle.setStyle(std::move(next));
    canvas.update();
}

void Canvas::State::replaceLevels(ImageLevels levels, QSize fullSize, bool newImage)
{
    ++imageNumber;
    const bool otherSize = fullSize != imageSize;
    imageSize = fullSize;
    image.setLevels(std::move(levels), fullSize);
    if (newImage) {
        scene.assign({}, {static_cast<double>(fullSize.width()), static_cast<double>(fullSize.height())});
        hovered = {};
        idle.reset();
    }
    if (otherSize) {
        previous.clear();
        fitted = true;
        view = snapped(fittedView(canvas.size(), fullSize));
    }
    canvas.update();
    if (otherSize)
        Q_EMIT canvas.viewChanged();
    makeLevelsLater();
}

void Canvas::State::makeLevelsLater()
{
    if (image.isNull() || image.hasHalves())
        return;
    if (std::max(image.image().width(), image.image().height()) < 1600)
        return;
    const std::uint64_t number = imageNumber;
    pool.start([this, number, full = image.image()] {
        ImageLevels levels = makeLevels(full);
        QMetaObject::invokeMethod(
            &canvas,
            [this, number, made = std::move(levels)]() mutable {
                if (number == imageNumber)
                    replaceLevels(std::move(made), imageSize, false);
            },
            Qt::QueuedConnection);
    });
}

QRect Canvas::State::idleArea(const Rect& imageRect) const
{
    const QRectF area = view.toWidget(imageRect).adjusted(-12, -12 - chipHeight, 12, 12);
    return (area & QRectF(canvas.rect())).toAlignedRect();
}

QRect Canvas::State::hoverArea(const AnnotationId& id) const
{
    const SceneItem* item = id.isNull() ? nullptr : scene.find(id);
    if (!item || item->annotation.shape.index() == 0)
        return {};
    const auto chip = paintStyle->chips.find(item->annotation.label);
    const double chipWidth = chip == paintStyle->chips.end() ? 0 : chip->second.width() / paintStyle->ratio;
    const QRectF box = view.toWidget(item->bounds);
    const QRectF area = box.adjusted(-5, -5 - chipHeight, 5 + std::max(0.0, chipWidth - box.width()),
                                     5 + std::max(0.0, chipHeight - box.height()));
    return (area & QRectF(canvas.rect())).toAlignedRect();
}

CanvasPointer Canvas::State::pointer(const QMouseEvent& event) const
{
    return {view.toImage(event.position()), event.button(), event.buttons(), event.modifiers(),
            event.pointerType() == QPointingDevice::PointerType::Eraser, event.globalPosition().toPoint()};
}

void Canvas::State::showCursor()
{
    if (pan == Pan::Dragging)
        canvas.setCursor(Qt::ClosedHandCursor);
    else if (spaceHeld)
        canvas.setCursor(Qt::OpenHandCursor);
    else
        canvas.setCursor(toolCursor);
}

void Canvas::State::endPan()
{
    pan = Pan::None;
    panButton = Qt::NoButton;
    showCursor();
}

void Canvas::State::interrupt()
{
    spaceHeld = false;
    fingers.now = Fingers::None;
    endPan();
    if (input)
        input->focusLost();
}

void Canvas::State::paintHovered(QPainter& painter)
{
    const SceneItem* item = hovered.isNull() ? nullptr : scene.find(hovered);
    if (!item || item->annotation.shape.index() == 0 || idle.isLifted(hovered))
        return;
    const LabelLook look = lookOf(style, item->annotation);
    ShapeInk ink;
    ink.color = look.color;
    ink.fillAlpha = style.outlineOnly ? 0 : std::min(255, style.fillAlpha);
    ink.width = 2;
    ink.skeleton = look.skeleton;
    ink.line = isLocked(hovered) ? Qt::DashLine : look.line;
    canvas.paintShape(painter, item->annotation.shape, ink);
    canvas.paintChip(painter, item->annotation.label, view.toWidget(item->bounds));
}

void Canvas::State::paintOver(QPainter& painter, const SceneItem& item, const QColor& color, Qt::PenStyle line)
{
    ShapeInk ink;
    ink.color = color;
    ink.width = 2;
    ink.line = line;
    ink.skeleton = lookOf(style, item.annotation).skeleton;
    canvas.paintShape(painter, item.annotation.shape, ink);
}

void Canvas::State::paintRelated(QPainter& painter)
{
    const QRectF sight = painter.clipBoundingRect();
    for (const AnnotationId& id : related) {
        const SceneItem* item = scene.find(id);
        if (item && item->annotation.shape.index() != 0 && QRectF(hoverArea(id)).intersects(sight))
            paintOver(painter, *item, style.accent, Qt::DotLine);
    }
}

void Canvas::State::paintUnstored(QPainter& painter)
{
    if (unstored.empty())
        return;
    LabelLook look;
    look.name = QStringLiteral("Not stored");
    look.color = style.bad;
    QImage flag = chipImage(look, canvas.font(), ratio());
    flag.setDevicePixelRatio(ratio());
    const QRectF sight = painter.clipBoundingRect();
    for (const AnnotationId& id : unstored) {
        const SceneItem* item = scene.find(id);
        if (!item || item->annotation.shape.index() == 0)
            continue;
        const QRectF box = view.toWidget(item->bounds);
        const QRectF below(QPointF(std::round(box.left()), std::round(box.bottom()) + 3),
                           flag.deviceIndependentSize());
        if (!box.adjusted(-5, -5, 5, 5).united(below).intersects(sight))
            continue;
        paintOver(painter, *item, style.bad, Qt::DashLine);
        if (!magnifying && unstored.size() <= mostFlags)
            painter.drawImage(below.topLeft(), flag);
    }
}

void Canvas::State::paintMessage(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = canvas.font();
    font.setPixelSize(14);
    painter.setFont(font);
    const QRectF room = QRectF(canvas.rect()).adjusted(24, 24, -24, -24);
    const QRectF text = painter.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, message);
    QColor back = style.surround;
    back.setAlpha(230);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(text.adjusted(-14, -10, 14, 10), 6, 6);
    painter.setPen(style.text);
    painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, message);
}

} // namespace touchstone
