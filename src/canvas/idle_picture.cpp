#include "canvas/idle_picture.h"

#include <utility>

#include <QObject>
#include <QPainter>
#include <QThreadPool>

#include "canvas/chip_plan.h"
#include "canvas/view_math.h"

namespace touchstone {
namespace {

/// Up to so many shapes are painted at once, within about two milliseconds.
constexpr std::size_t mostAtOnce = 200;
/// As boxes, within one.
constexpr std::size_t mostRoughly = 8000;

void paintWhole(QImage& picture, const IdleTask& task)
{
    paintIdle(picture, task);
}

} // namespace

/// A rectangle painted by several threads, each on its own rows of one picture.
struct IdlePicture::Job {
    IdleTask task; ///< In coordinates of `picture`.
    QPoint origin; ///< Of the picture, in the view that was shown when it began.
    ViewTransform view;
    bool whole = false;
    QImage picture;
    std::atomic<bool> cancelled = false;
    std::atomic<int> left = 0;
};

IdlePicture::IdlePicture(QObject& context, QThreadPool& pool, const Scene& scene,
                         std::function<void(QRect)> changed)
    : m_context(context), m_pool(pool), m_scene(scene), m_changed(std::move(changed))
{
}

IdlePicture::~IdlePicture()
{
    cancel();
}

void IdlePicture::setStyle(std::shared_ptr<const PaintStyle> style)
{
    m_style = std::move(style);
    cancel();
    m_restyled = true;
}

std::vector<Rect> IdlePicture::setLifted(const std::vector<AnnotationId>& lifted)
{
    std::unordered_set<AnnotationId> now(lifted.begin(), lifted.end());
    std::vector<Rect> dirty;
    const auto note = [&](const AnnotationId& id) {
        if (const SceneItem* item = m_scene.find(id))
            dirty.push_back(item->bounds);
    };
    if (m_lifted)
        for (const AnnotationId& id : *m_lifted)
            if (!now.contains(id))
                note(id);
    for (const AnnotationId& id : now)
        if (!isLifted(id))
            note(id);
    m_lifted = now.empty() ? nullptr : std::make_shared<std::unordered_set<AnnotationId>>(std::move(now));
    if (dirty.size() > mostAtOnce) {
        Rect all = dirty.front();
        for (const Rect& rect : dirty)
            all = all.united(rect);
        dirty.assign(1, all);
    }
    for (const Rect& rect : dirty)
        invalidate(rect);
    return dirty;
}

void IdlePicture::reset()
{
    cancel();
    m_useless = true;
    m_stale = {};
    m_chips = {};
}

void IdlePicture::follow(const AnnotationId& id)
{
    if (!m_chips.get())
        return;
    if (!m_chips.own())
        m_chips = Lent(ChipPlan(*m_chips.get()));
    m_chips.own()->follow(id, m_scene.find(id));
}

std::shared_ptr<const ChipPlan> IdlePicture::chipsFor(const DetailLevel& detail)
{
    if (!detail.chips)
        return nullptr;
    const ChipPlan* chips = m_chips.get();
    if (!chips || chips->scale() != m_wanted.scale || chips->style() != m_style)
        m_chips = Lent(ChipPlan(m_scene, m_wanted.scale, m_style));
    return m_chips.lend();
}

void IdlePicture::invalidate(const Rect& imageRect)
{
    if (m_job)
        m_dirtyInJob.push_back(imageRect);
    if (m_picture.isNull())
        return;
    m_stale += deviceRectOf(imageRect, m_view) & m_picture.rect();
}

std::optional<QRegion> IdlePicture::show(const ViewTransform& deviceView, QSize deviceSize)
{
    const bool wasExact = isExact();
    m_wanted = deviceView;
    m_size = deviceSize;
    m_touched = {};
    m_touchedAll = !wasExact;
    refresh();
    if (m_touchedAll || !isExact())
        return std::nullopt;
    return m_touched;
}

bool IdlePicture::isCurrent(const ViewTransform& deviceView, QSize deviceSize) const
{
    return !m_job && !m_restyled && isExact() && m_stale.isEmpty() && deviceView == m_wanted &&
           deviceSize == m_size;
}

void IdlePicture::finish()
{
    cancel();
    refresh(true);
}

void IdlePicture::paint(QPainter& painter, const QRect& deviceRect)
{
    if (m_picture.isNull() || m_useless)
        return;
    if (isExact()) {
        m_picture.draw(painter, deviceRect);
        return;
    }
    // The old picture where it belongs in the wanted view.
    const double grow = m_wanted.scale / m_view.scale;
    const QRectF target(m_wanted.dx - m_view.dx * grow, m_wanted.dy - m_view.dy * grow,
                        m_picture.size().width() * grow, m_picture.size().height() * grow);
    const QRectF part = target & QRectF(deviceRect);
    if (part.isEmpty())
        return;
    const QRectF source((part.left() - target.left()) / grow, (part.top() - target.top()) / grow,
                        part.width() / grow, part.height() / grow);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(part, m_picture.straight(), source);
}

void IdlePicture::adopt(QImage picture, const ViewTransform& deviceView, const DetailLevel& detail)
{
    cancel();
    m_picture.assign(std::move(picture));
    m_view = m_wanted = deviceView;
    m_size = m_picture.size();
    m_detail = detail;
    m_stale = {};
    m_useless = m_restyled = false;
}

bool IdlePicture::isExact() const
{
    return !m_picture.isNull() && !m_useless && m_picture.size() == m_size && m_view == m_wanted;
}

Rect IdlePicture::imageRectOf(const QRect& deviceRect) const
{
    return idleReach(m_wanted, deviceRect, m_style->ratio);
}

QRect IdlePicture::deviceRectOf(const Rect& imageRect, const ViewTransform& view) const
{
    const double ratio = m_style->ratio;
    const double chip = m_detail.chips ? chipRoom(ratio) : 0;
    // Bounded before it becomes integers: at a high zoom a shape is larger than an int rectangle may be.
    const QRectF box =
        view.toWidget(imageRect).adjusted(-outlineRoom * ratio, -outlineRoom * ratio - chip,
                                          outlineRoom * ratio, outlineRoom * ratio);
    return (box & QRectF(-1e6, -1e6, 2e6, 2e6)).toAlignedRect();
}

SceneItems IdlePicture::itemsIn(const QRect& deviceRect) const
{
    return std::make_shared<std::vector<SceneItemPtr>>(m_scene.query(imageRectOf(deviceRect)));
}

void IdlePicture::refresh(bool atOnce)
{
    if (m_size.isEmpty() || !m_style)
        return;
    QPoint delta;
    if (m_picture.isNull() || m_useless || m_restyled || m_picture.size() != m_size ||
        !isScroll(m_view, m_wanted, &delta) || std::abs(delta.x()) >= m_size.width() ||
        std::abs(delta.y()) >= m_size.height()) {
        refreshWhole(atOnce);
        return;
    }
    if (!delta.isNull()) {
        const QRegion exposed = m_picture.scroll(delta);
        m_stale.translate(delta);
        m_stale += exposed;
        m_stale &= m_picture.rect();
        // Nothing would be better than what lay there before.
        for (const QRect& rect : exposed)
            for (WrapPicture::Piece& piece : m_picture.pieces(rect))
                piece.pixels.fill(Qt::transparent);
        m_touched += exposed;
        m_view = m_wanted;
        refreshParts(atOnce, exposed);
        return;
    }
    m_view = m_wanted;
    refreshParts(atOnce, {});
}

void IdlePicture::refreshWhole(bool atOnce)
{
    if (m_job && !atOnce)
        return; // Its result is shown, stretched, before the next one begins.
    const QRect whole({0, 0}, m_size);
    const std::size_t count = m_scene.count(imageRectOf(whole));
    const DetailLevel detail = detailFor(count);
    IdleTask task{m_wanted, whole, {}, m_lifted, m_style, detail, chipsFor(detail)};
    if (!atOnce && count > mostAtOnce) {
        // Most of them are in sight, or looking them up would take longer than passing over the rest.
        task.items = m_scene.all();
        start(std::move(task), true);
        return;
    }
    task.items = itemsIn(whole);
    m_picture.resize(m_size);
    paintOn(whole, task, paintWhole);
    m_view = m_wanted;
    m_detail = task.detail;
    m_stale = {};
    m_useless = m_restyled = false;
    m_touchedAll = true;
}

void IdlePicture::refreshParts(bool atOnce, const QRegion& exposed)
{
    if (m_stale.rectCount() > 8)
        m_stale = m_stale.boundingRect();
    if (m_job && !atOnce && !exposed.isEmpty()) {
        // What is stale from steps before waits for the job that paints.
        for (const QRect& fresh : exposed)
            paintFresh(fresh);
        return;
    }
    const QRegion stale = m_stale;
    for (const QRect& rect : stale) {
        if (!atOnce && exposed.isEmpty() && m_scene.holdsMore(imageRectOf(rect), mostAtOnce)) {
            startLater();
            continue;
        }
        IdleTask task{m_wanted, rect, itemsIn(rect), m_lifted, m_style, m_detail, chipsFor(m_detail)};
        if (atOnce || task.items->size() <= mostAtOnce) {
            paintOn(rect, task, paintWhole);
            m_stale -= rect;
            m_touched += rect;
            continue;
        }
        if (task.items->size() <= mostRoughly)
            for (const QRect& fresh : exposed & rect)
                paintOn(fresh, task, paintRough); // People see at once that there is something.
        if (!m_job)
            start(std::move(task), false);
    }
}

// Looking so many up takes longer than the paint that asks for them, which goes first.
void IdlePicture::startLater()
{
    if (m_job || std::exchange(m_later, true))
        return;
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_later = false;
            if (m_job || m_restyled || m_stale.isEmpty() || !isExact())
                return;
            const QRect rect = *m_stale.begin();
            start({m_wanted, rect, itemsIn(rect), m_lifted, m_style, m_detail, chipsFor(m_detail)}, false);
        },
        Qt::QueuedConnection);
}

void IdlePicture::paintFresh(const QRect& rect)
{
    const IdleTask task{m_wanted, rect, itemsIn(rect), m_lifted, m_style, m_detail, chipsFor(m_detail)};
    if (task.items->size() > mostRoughly)
        return;
    const bool few = task.items->size() <= mostAtOnce;
    paintOn(rect, task, few ? paintWhole : paintRough);
    if (few)
        m_stale -= rect;
}

template <class Paint>
void IdlePicture::paintOn(const QRect& rect, const IdleTask& task, Paint paint)
{
    for (WrapPicture::Piece& piece : m_picture.pieces(rect)) {
        IdleTask part = task;
        part.view.dx -= piece.at.x();
        part.view.dy -= piece.at.y();
        part.rect = piece.pixels.rect();
        paint(piece.pixels, part);
    }
}

void IdlePicture::start(IdleTask task, bool whole)
{
    auto job = std::make_shared<Job>();
    job->view = task.view;
    job->origin = task.rect.topLeft();
    job->whole = whole;
    job->picture = QImage(task.rect.size(), QImage::Format_ARGB32_Premultiplied);
    task.view.dx -= job->origin.x();
    task.view.dy -= job->origin.y();
    task.rect.moveTopLeft({0, 0});
    job->task = std::move(task);
    m_job = job;
    m_dirtyInJob.clear();
    if (!whole)
        m_stale -= QRect(job->origin, job->picture.size());

    const int height = job->picture.height();
    const int strips = std::min(height, m_pool.maxThreadCount() * 2);
    job->left = strips;
    uchar* bits = job->picture.bits();
    for (int i = 0; i < strips; ++i) {
        const int top = height * i / strips;
        const int bottom = height * (i + 1) / strips;
        m_pool.start([this, job, bits, top, bottom] {
            // A picture over the same memory: the strips do not overlap.
            QImage strip(bits + top * job->picture.bytesPerLine(), job->picture.width(), bottom - top,
                         job->picture.bytesPerLine(), QImage::Format_ARGB32_Premultiplied);
            IdleTask part = job->task;
            part.rect = strip.rect();
            part.view.dy -= top;
            paintIdle(strip, part, &job->cancelled);
            if (--job->left == 0 && !job->cancelled)
                QMetaObject::invokeMethod(
                    &m_context, [this, job] { finished(job); }, Qt::QueuedConnection);
        });
    }
}

void IdlePicture::finished(const std::shared_ptr<Job>& job)
{
    if (job != m_job)
        return;
    m_job = nullptr;
    const std::vector<Rect> dirty = std::move(m_dirtyInJob);
    m_dirtyInJob.clear();
    if (job->whole) {
        m_picture.assign(std::move(job->picture));
        m_view = job->view;
        m_detail = job->task.detail;
        m_stale = {};
        m_useless = m_restyled = false;
        for (const Rect& rect : dirty)
            m_stale += deviceRectOf(rect, m_view) & m_picture.rect();
        m_changed(QRect({0, 0}, m_size));
        return;
    }
    QPoint moved;
    if (m_useless || m_picture.isNull() || !isScroll(job->view, m_view, &moved)) {
        m_changed(QRect({0, 0}, m_size));
        return;
    }
    const QRect place(job->origin + moved, job->picture.size());
    for (WrapPicture::Piece& piece : m_picture.pieces(place)) {
        QPainter painter(&piece.pixels);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(place.topLeft() - piece.at, job->picture);
    }
    for (const Rect& rect : dirty)
        m_stale += deviceRectOf(rect, m_view) & m_picture.rect();
    // All of it: what is still missing has to be begun by the next painting.
    m_changed(m_stale.isEmpty() ? place : QRect({0, 0}, m_size));
}

void IdlePicture::cancel()
{
    if (!m_job)
        return;
    m_job->cancelled = true;
    if (!m_job->whole && !m_picture.isNull())
        m_stale = QRegion(m_picture.rect());
    m_job = nullptr;
    m_dirtyInJob.clear();
}

} // namespace touchstone
