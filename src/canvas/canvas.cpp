#include "canvas/canvas.h"

#include <algorithm>

#include <QPainter>
#include <QPaintEvent>

#include "canvas/canvas_state.h"
#include "canvas/hit_test.h"
#include "canvas/view_math.h"

namespace touchstone {

Canvas::Canvas(QWidget* parent) : QWidget(parent), m_state(std::make_unique<State>(*this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setMouseTracking(true);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(64, 64);
    CanvasStyle style;
    style.surround = QColor(0x14, 0x16, 0x1a);
    style.text = QColor(0xe9, 0xeb, 0xee);
    style.accent = QColor(0x93, 0xa5, 0xff);
    style.bad = QColor(0xf0, 0x60, 0x60);
    setStyle(std::move(style));
}

Canvas::~Canvas() = default;

void Canvas::setImage(QImage image, QSize fullSize)
{
    ImageLevels levels;
    if (!image.isNull())
        levels.images.push_back(image.format() == QImage::Format_RGB32
                                    ? std::move(image)
                                    : image.convertToFormat(QImage::Format_RGB32));
    setImage(std::move(levels), fullSize);
}

void Canvas::setImage(ImageLevels levels, QSize fullSize)
{
    m_state->replaceLevels(std::move(levels), fullSize, true);
}

void Canvas::refineImage(QImage image)
{
    ImageLevels levels;
    if (!image.isNull())
        levels.images.push_back(image.convertToFormat(QImage::Format_RGB32));
    refineImage(std::move(levels));
}

void Canvas::refineImage(ImageLevels levels)
{
    m_state->replaceLevels(std::move(levels), m_state->imageSize, false);
}

PageSetting Canvas::pageSetting(QSize fullSize) const
{
    const State& s = *m_state;
    const ViewTransform view = fullSize == s.imageSize ? s.view : s.snapped(fittedView(size(), fullSize));
    return {inDevicePixels(view, s.ratio()), s.deviceSize(), s.paintStyle};
}

void Canvas::setPage(CanvasPage& page)
{
    State& s = *m_state;
    // Before the view changes: what the page was asked to be made for.
    const bool fits = !page.image.isNull() && page.setting == pageSetting(page.fullSize);
    s.replaceLevels(std::move(page.levels), page.fullSize, false);
    std::swap(s.scene, page.scene);
    s.hovered = {};
    s.idle.reset();
    if (!fits) {
        s.refreshPictures(rect());
        return;
    }
    s.image.adopt(std::move(page.image), page.setting.deviceView);
    s.idle.adopt(std::move(page.idle), page.setting.deviceView, page.detail);
    s.composed.assign(std::move(page.composed));
    s.composedStale = {};
    s.composedView = page.setting.deviceView;
    update();
}

void Canvas::setMessage(const QString& message)
{
    if (m_state->message == message)
        return;
    m_state->message = message;
    update();
}

void Canvas::setAnnotations(std::vector<Annotation> annotations)
{
    State& s = *m_state;
    s.scene.assign(std::move(annotations),
                   {static_cast<double>(s.imageSize.width()), static_cast<double>(s.imageSize.height())});
    s.hovered = {};
    s.idle.reset();
    s.refreshPictures(rect());
}

void Canvas::updateAnnotation(const AnnotationId& id, const std::optional<Annotation>& annotation)
{
    State& s = *m_state;
    update(s.hoverArea(id));
    const std::optional<Rect> dirty = s.scene.update(id, annotation);
    s.idle.follow(id);
    if (!annotation && s.hovered == id)
        s.hovered = {};
    update(s.hoverArea(id));
    if (!dirty)
        return;
    s.idle.invalidate(*dirty);
    s.refreshPictures(s.idleArea(*dirty));
}

void Canvas::setLifted(std::vector<AnnotationId> lifted)
{
    State& s = *m_state;
    for (const Rect& dirty : s.idle.setLifted(lifted))
        s.refreshPictures(s.idleArea(dirty));
}

void Canvas::setStyle(CanvasStyle style)
{
    m_state->style = std::move(style);
    m_state->restyle();
}

const CanvasStyle& Canvas::style() const
{
    return m_state->style;
}

void Canvas::setHovered(const AnnotationId& id)
{
    State& s = *m_state;
    if (s.hovered == id)
        return;
    update(s.hoverArea(s.hovered));
    s.hovered = id;
    update(s.hoverArea(id));
    Q_EMIT hoverChanged();
}

void Canvas::setRelated(std::vector<AnnotationId> ids)
{
    State& s = *m_state;
    if (s.related == ids)
        return;
    for (const auto* some : {&s.related, &ids})
        for (const AnnotationId& id : *some)
            update(s.hoverArea(id));
    s.related = std::move(ids);
}

void Canvas::setUnstored(std::vector<AnnotationId> ids)
{
    if (m_state->unstored == ids)
        return;
    m_state->unstored = std::move(ids);
    update();
}

const std::vector<AnnotationId>& Canvas::unstored() const
{
    return m_state->unstored;
}

const std::vector<AnnotationId>& Canvas::related() const
{
    return m_state->related;
}

AnnotationId Canvas::hovered() const
{
    return m_state->hovered;
}

void Canvas::setLivePainter(LivePainter* painter)
{
    m_state->live = painter;
    update();
}

void Canvas::setUnderPainter(LivePainter* painter)
{
    m_state->under = painter;
    update();
}

void Canvas::setInput(CanvasInput* input)
{
    m_state->input = input;
}

void Canvas::setToolCursor(const QCursor& cursor)
{
    m_state->toolCursor = cursor;
    m_state->showCursor();
}

void Canvas::updateLive(const Rect& imageRect)
{
    update(m_state->idleArea(imageRect));
}

void Canvas::updateMarked(const Rect& imageRect)
{
    const State& s = *m_state;
    double widest = 0;
    for (const auto& [id, chip] : s.paintStyle->chips)
        widest = std::max(widest, chip.width() / s.ratio());
    const QRectF box = s.view.toWidget(imageRect);
    const QRect chip = QRectF(box.left() - 1, box.top() - chipHeight - 1, widest + 2, 2 * chipHeight + 2).toAlignedRect();
    update(s.idleArea(imageRect) | (chip & rect()));
}

void Canvas::updateLive()
{
    update();
}

const ViewTransform& Canvas::view() const
{
    return m_state->view;
}

void Canvas::setView(const ViewTransform& view)
{
    m_state->fitted = false;
    m_state->changeView(view, true);
}

void Canvas::fit()
{
    m_state->changeView(fittedView(size(), m_state->imageSize), true);
    m_state->fitted = true;
}

void Canvas::zoomTo(double scale)
{
    zoomBy(scale / m_state->view.scale);
}

void Canvas::zoomBy(double factor)
{
    m_state->fitted = false;
    m_state->changeView(zoomedAt(m_state->view, QRectF(rect()).center(), factor), true);
}

void Canvas::zoomToRect(const Rect& imageRect)
{
    m_state->fitted = false;
    m_state->changeView(viewOnRect(size(), imageRect), true);
}

void Canvas::previousView()
{
    State& s = *m_state;
    if (s.previous.empty())
        return;
    const ViewTransform back = s.previous.back();
    s.previous.pop_back();
    s.fitted = false;
    s.changeView(back, false);
}

QSize Canvas::imageSize() const
{
    return m_state->imageSize;
}

double Canvas::imageDetail() const
{
    const State& s = *m_state;
    if (s.image.isNull() || s.imageSize.isEmpty())
        return 0;
    return static_cast<double>(s.image.image().width()) / s.imageSize.width();
}

double Canvas::tolerance() const
{
    return 6 / m_state->view.scale;
}

const Annotation* Canvas::annotation(const AnnotationId& id) const
{
    const SceneItem* item = m_state->scene.find(id);
    return item ? &item->annotation : nullptr;
}

void Canvas::paintShape(QPainter& painter, const Shape& shape, const ShapeInk& ink) const
{
    ShapeInk fitting = ink;
    fitting.ratio = m_state->ratio();
    touchstone::paintShape(painter, m_state->view, shape, PreparedInk(fitting), *m_state->masks);
}

void Canvas::paintChip(QPainter& painter, const LabelId& label, const QRectF& box) const
{
    if (m_state->magnifying)
        return; // Names would hide what is looked at.
    const auto chip = m_state->paintStyle->chips.find(label);
    if (chip == m_state->paintStyle->chips.end())
        return;
    QImage image = chip->second;
    image.setDevicePixelRatio(m_state->ratio());
    painter.drawImage(chipPlace(box, image.deviceIndependentSize(), std::max(0.0, m_state->view.dy)), image);
}

bool Canvas::isRendered() const
{
    return m_state->idle.isCurrent(m_state->deviceView(), m_state->deviceSize());
}

void Canvas::finishRendering()
{
    m_state->showPictures();
    m_state->idle.finish();
    m_state->refreshPictures(rect());
}

bool Canvas::State::isLocked(const AnnotationId& id) const
{
    const auto locked = style.locked.find(id);
    return locked != style.locked.end() && locked->second;
}

std::vector<const SceneItem*> Canvas::State::smallestFirst(Point point, double tolerance) const
{
    std::vector<const SceneItem*> found = scene.look(Rect{point.x, point.y, 0, 0}.adjusted(tolerance));
    // Of equal ones the one drawn last, which is on top, comes first.
    std::reverse(found.begin(), found.end());
    std::stable_sort(found.begin(), found.end(),
                     [](const SceneItem* a, const SceneItem* b) { return a->area < b->area; });
    return found;
}

std::vector<AnnotationId> Canvas::at(Point point, double tolerance) const
{
    std::vector<AnnotationId> ids;
    for (const SceneItem* item : m_state->smallestFirst(point, tolerance))
        if (!m_state->isLocked(item->annotation.id) && hits(item->annotation.shape, point, tolerance))
            ids.push_back(item->annotation.id);
    return ids;
}

AnnotationId Canvas::smallestAt(Point point, double tolerance) const
{
    for (const SceneItem* item : m_state->smallestFirst(point, tolerance))
        if (!m_state->isLocked(item->annotation.id) && hits(item->annotation.shape, point, tolerance))
            return item->annotation.id;
    return {};
}

std::vector<AnnotationId> Canvas::around(Point point, double tolerance) const
{
    std::vector<AnnotationId> ids;
    for (const SceneItem* item : m_state->scene.look(Rect{point.x, point.y, 0, 0}.adjusted(tolerance)))
        ids.push_back(item->annotation.id);
    return ids;
}

std::vector<AnnotationId> Canvas::inside(const Rect& imageRect) const
{
    std::vector<AnnotationId> ids;
    for (const SceneItem* item : m_state->scene.look(imageRect)) {
        if (m_state->isLocked(item->annotation.id))
            continue;
        if (touches(item->annotation.shape, imageRect))
            ids.push_back(item->annotation.id);
    }
    return ids;
}

void Canvas::paintEvent(QPaintEvent* event)
{
    State& s = *m_state;
    if (s.paintStyle->ratio != s.ratio())
        s.restyle(); // The window went to another screen.
    QPainter painter(this);
    s.paintPictures(painter, event->region());
    painter.setClipRegion(event->region());
    s.paintRelated(painter);
    s.paintHovered(painter);
    for (LivePainter* above : {s.under, s.live}) {
        if (!above)
            continue;
        painter.save();
        above->paintLive(painter, s.view);
        painter.restore();
    }
    s.paintUnstored(painter);
    if (!s.message.isEmpty())
        s.paintMessage(painter);
}

} // namespace touchstone
