#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include <QRegion>

#include "canvas/idle_painter.h"
#include "canvas/lent.h"
#include "canvas/wrap_picture.h"

class QObject;
class QPainter;
class QThreadPool;

namespace touchstone {

/// The cached picture of the idle annotations. Small parts are painted at once, large ones in strips on
/// worker threads; meanwhile the old picture is shown, stretched if the zoom changed. Panning moves the
/// pixels and paints what came into sight. Used from the interface thread.
class IdlePicture {
  public:
    /// `changed` is called with a rectangle of device pixels when a worker brought something new.
    IdlePicture(QObject& context, QThreadPool& pool, const Scene& scene, std::function<void(QRect)> changed);
    ~IdlePicture();
    /// Gives up what workers are painting.
    void stop() { cancel(); }

    void setStyle(std::shared_ptr<const PaintStyle> style);
    /// Returns the parts of the image that look different now.
    std::vector<Rect> setLifted(const std::vector<AnnotationId>& lifted);
    bool isLifted(const AnnotationId& id) const { return m_lifted && m_lifted->contains(id); }
    /// Another scene: nothing of the old picture is of use.
    void reset();
    /// The scene has another value of this one, or none: its chip moves.
    void follow(const AnnotationId& id);
    /// This part of the image looks different.
    void invalidate(const Rect& imageRect);
    /// Brings the picture to this view and size, in device pixels, as far as can be done at once; called
    /// before painting. Returns what came into sight or was painted anew; none when all may look different.
    std::optional<QRegion> show(const ViewTransform& deviceView, QSize deviceSize);
    /// True when the picture is what it should be for this view.
    bool isCurrent(const ViewTransform& deviceView, QSize deviceSize) const;
    /// Paints what is missing before it returns.
    void finish();
    /// Draws a part, in device pixels; the painter is clipped to it.
    void paint(QPainter& painter, const QRect& deviceRect);
    /// Takes what paintIdle() made of this scene with this style, after reset().
    void adopt(QImage picture, const ViewTransform& deviceView, const DetailLevel& detail);

  private:
    struct Job;
    bool isExact() const;
    Rect imageRectOf(const QRect& deviceRect) const;
    QRect deviceRectOf(const Rect& imageRect, const ViewTransform& view) const;
    SceneItems itemsIn(const QRect& deviceRect) const;
    /// Null where the detail shows no chips.
    std::shared_ptr<const ChipPlan> chipsFor(const DetailLevel& detail);
    void refresh(bool atOnce = false);
    void refreshWhole(bool atOnce);
    void refreshParts(bool atOnce, const QRegion& exposed);
    void startLater();
    void paintFresh(const QRect& rect);
    template <class Paint>
    void paintOn(const QRect& rect, const IdleTask& task, Paint paint);
    void start(IdleTask task, bool whole);
    void finished(const std::shared_ptr<Job>& job);
    void cancel();

    QObject& m_context;
    QThreadPool& m_pool;
    const Scene& m_scene;
    std::function<void(QRect)> m_changed;
    std::shared_ptr<const PaintStyle> m_style;
    std::shared_ptr<const std::unordered_set<AnnotationId>> m_lifted; ///< Null for none.

    WrapPicture m_picture{QImage::Format_ARGB32_Premultiplied};
    ViewTransform m_view; ///< Of the picture, in device pixels.
    DetailLevel m_detail;
    Lent<ChipPlan> m_chips;
    bool m_useless = true;   ///< Of another scene: not to be shown.
    bool m_restyled = false; ///< To be painted anew as a whole; shown until then.
    QRegion m_stale;         ///< Parts of the picture to be painted anew.
    QRegion m_touched;       ///< Scrolled in or painted by this show().
    bool m_touchedAll = false;
    ViewTransform m_wanted;
    QSize m_size;
    std::shared_ptr<Job> m_job;
    bool m_later = false; ///< A part is to be begun in the next turn of the event loop.
    std::vector<Rect> m_dirtyInJob; ///< Invalidated since the job took its items.
};

} // namespace touchstone
