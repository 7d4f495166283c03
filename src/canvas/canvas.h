#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QImage>
#include <QWidget>

#include "canvas/canvas_input.h"
#include "canvas/canvas_page.h"
#include "canvas/canvas_style.h"
#include "canvas/image_picture.h"
#include "canvas/shape_painter.h"
#include "canvas/view_transform.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

/// What the canvas shows of a layer. Given as values; the canvas knows no store and no tool.
struct CanvasScene {
    /// In drawing order; hidden ones are left out by the owner.
    std::vector<Annotation> annotations;
};

/// Paints what stands above the annotations: selection, handles, the open draft, cross hair. Called last in
/// every paint, in widget coordinates. A tool implements it.
class LivePainter {
  public:
    virtual ~LivePainter() = default;
    virtual void paintLive(QPainter& painter, const ViewTransform& view) = 0;
};

/// The view of one image item: three cached pictures (image, idle annotations, live) in one paintEvent.
/// It turns no event into an edit: it emits what happened, in image coordinates, and the tools act.
/// Right- or middle-drag and Space-drag pan; the wheel zooms at the cursor; two fingers do both.
class Canvas : public QWidget {
    Q_OBJECT
  public:
    explicit Canvas(QWidget* parent = nullptr);
    ~Canvas() override;

    /// `fullSize` in image pixels; `image` may be smaller (a reduced decode) and is stretched, or null while
    /// it is being decoded. Keeps zoom and position when the size is the one before.
    void setImage(QImage image, QSize fullSize);
    /// The same with the reductions made beforehand, by makeLevels() where the image was decoded; without
    /// them the canvas makes its own on a worker thread.
    void setImage(ImageLevels levels, QSize fullSize);
    /// Replaces only the pixels (a sharper decode of the same picture).
    void refineImage(QImage image);
    void refineImage(ImageLevels levels);
    /// How an image of this size would be shown now: what makePage() needs to know.
    PageSetting pageSetting(QSize fullSize) const;
    /// Image and annotations at once, as setImage() and setAnnotations() would show them; with the pictures
    /// of the page if it was made for the present view. The page is left with what was shown before.
    void setPage(CanvasPage& page);
    void setMessage(const QString& message); ///< Shown in the middle instead of an image; empty for none.

    void setAnnotations(std::vector<Annotation> annotations);
    /// Replaces, adds or removes single annotations without a rebuild of the rest.
    void updateAnnotation(const AnnotationId& id, const std::optional<Annotation>& annotation);
    /// Drawn by the live painter instead (selected, or being dragged): left out of the idle picture.
    void setLifted(std::vector<AnnotationId> lifted);
    void setStyle(CanvasStyle style);
    const CanvasStyle& style() const;
    void setHovered(const AnnotationId& id);
    AnnotationId hovered() const;
    /// Belong to what is hovered or selected: outlined lightly.
    void setRelated(std::vector<AnnotationId> ids);
    /// Marked above everything: they are on the screen and not on the disk.
    void setUnstored(std::vector<AnnotationId> ids);
    const std::vector<AnnotationId>& unstored() const;
    const std::vector<AnnotationId>& related() const;
    void setLivePainter(LivePainter* painter);
    /// Between the annotations and the live painter.
    void setUnderPainter(LivePainter* painter);
    /// Receives the pointer and the keys; null for none.
    void setInput(CanvasInput* input);
    /// Shown while nothing is being panned.
    void setToolCursor(const QCursor& cursor);
    /// Repaints the live layer in this part of the image.
    void updateLive(const Rect& imageRect);
    /// The same of a shape with its chip.
    void updateMarked(const Rect& imageRect);
    void updateLive();

    const ViewTransform& view() const;
    void setView(const ViewTransform& view);
    void fit();
    void zoomTo(double scale);
    void zoomToRect(const Rect& imageRect);
    /// Zooms about the middle of the widget.
    void zoomBy(double factor);
    void previousView();
    QSize imageSize() const;
    /// Pixels held for each pixel of the image's width: 1 for a whole decode, 0 while there is none.
    double imageDetail() const;
    /// How far from a line or handle a click still counts, in image pixels.
    double tolerance() const;

    /// What the canvas shows under this id; null if nothing.
    const Annotation* annotation(const AnnotationId& id) const;
    /// For live painters: paints a shape as the canvas does.
    void paintShape(QPainter& painter, const Shape& shape, const ShapeInk& ink) const;
    void paintChip(QPainter& painter, const LabelId& label, const QRectF& box) const;
    /// What is shown around a place of the image, enlarged to `scale` and centred in (0, 0) … `size`: its pixels as
    /// squares, outlines, and what the live painters show. Costs what is in sight, whatever the size of the image.
    void paintMagnified(QPainter& painter, QSizeF size, Point middle, double scale);
    /// True when no worker is painting; finishRendering() makes it so (screenshots, tests).
    bool isRendered() const;
    void finishRendering();

    /// Annotations whose region or outline is within `tolerance` image pixels of the point, smallest first.
    std::vector<AnnotationId> at(Point point, double tolerance) const;
    /// The first of them; null for none. Much cheaper where many lie over each other.
    AnnotationId smallestAt(Point point, double tolerance) const;
    std::vector<AnnotationId> inside(const Rect& imageRect) const;
    /// All whose boxes are so near, locked ones too, in no order.
    std::vector<AnnotationId> around(Point point, double tolerance) const;

  Q_SIGNALS:
    void viewChanged();
    void cursorMoved(touchstone::Point position, bool onImage);
    void hoverChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone
