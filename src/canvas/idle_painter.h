#pragma once

#include <atomic>
#include <memory>
#include <unordered_set>
#include <vector>

#include <QImage>
#include <QRect>

#include "canvas/canvas_style.h"
#include "canvas/chip.h"
#include "canvas/scene.h"
#include "canvas/shape_look.h"
#include "canvas/view_transform.h"

namespace touchstone {

class ChipPlan;
class MaskPictures;

/// What painting threads need to know besides the shapes. Immutable.
struct PaintStyle {
    CanvasStyle style;
    ChipSet chips;
    double ratio = 1;
    std::shared_ptr<MaskPictures> masks;
};

/// How much is drawn of each shape; decided for the whole picture, so that its parts fit together.
struct DetailLevel {
    /// Lines of two pixels; else of one.
    bool wide = true;
    bool casing = true;
    bool chips = true;
    friend bool operator==(const DetailLevel&, const DetailLevel&) = default;
};
DetailLevel detailFor(std::size_t shapesInSight);

/// Room around a shape's box that its outline and chip may take, in device pixels.
inline constexpr double outlineRoom = 4;
inline double chipRoom(double ratio)
{
    return (chipHeight + 3) * ratio;
}

/// The part of the image whose shapes may be seen in a device rectangle.
Rect idleReach(const ViewTransform& deviceView, const QRect& deviceRect, double ratio);

/// The idle shapes of one device rectangle.
struct IdleTask {
    ViewTransform view; ///< In device pixels.
    QRect rect;
    SceneItems items; ///< In view order; may hold some that are outside.
    std::shared_ptr<const std::unordered_set<AnnotationId>> lifted; ///< To be left out; null for none.
    std::shared_ptr<const PaintStyle> style;
    DetailLevel detail;
    std::shared_ptr<const ChipPlan> chips; ///< Of the view's scale; null for none.
};
/// Clears `rect` of the picture and paints it. `picture` begins at (0, 0) of the view. Stops early when
/// `cancelled` gets true. Any thread.
void paintIdle(QImage& picture, const IdleTask& task, const std::atomic<bool>* cancelled = nullptr);

/// Boxes in place of the shapes, within a part of the time: what is shown until paintIdle() was there.
void paintRough(QImage& picture, const IdleTask& task);

} // namespace touchstone
