#pragma once

#include <utility>

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QEventPoint>
#include <QThreadPool>

#include "canvas/canvas.h"
#include "canvas/idle_picture.h"
#include "canvas/mask_pictures.h"
#include "canvas/scene.h"
#include "canvas/view_math.h"

class QTouchEvent;

namespace touchstone {

/// What the pointer does to the view.
enum class Pan { None, Ready, Dragging };

/// What the fingers on a touch screen do.
struct Fingers {
    enum Now {
        None,
        Waiting, ///< One is down, and it is not decided yet what it does.
        Mouse,   ///< It is the left button of a mouse.
        View     ///< They hold the picture.
    };
    Now now = None;
    QPointF from;
    QPointF tapped; ///< By the tap before, for a double tap.
    QElapsedTimer sinceTap;
    /// Where, and when what was seen, they came to hold the picture; the second is -1 for one finger.
    std::pair<int, int> ids;
    QPointF middle;
    double spread = 0;
    ViewTransform view;
};

struct Canvas::State {
    explicit State(Canvas& owner);
    ~State();

    double ratio() const { return canvas.devicePixelRatioF(); }
    QSize deviceSize() const { return (QSizeF(canvas.size()) * ratio()).toSize(); }
    ViewTransform deviceView() const { return inDevicePixels(view, ratio()); }
    /// Brings the pictures to the view and the widget's size; done when painting, so that an image and its
    /// annotations, given one after the other, are painted once.
    void showPictures();
    QRect toWidget(const QRect& deviceRect) const;
    QRect toDevice(const QRect& widgetRect) const;
    /// Another view; `jump` remembers the one before for previousView().
    void changeView(ViewTransform next, bool jump);
    void rememberView();
    /// The nearest view whose offset is a whole number of device pixels.
    ViewTransform snapped(ViewTransform next) const;
    void restyle();
    void replaceLevels(ImageLevels levels, QSize fullSize, bool newImage);
    void makeLevelsLater();
    /// What a shape with this box may take up on the widget: outline, handles, a chip above.
    QRect idleArea(const Rect& imageRect) const;
    QRect hoverArea(const AnnotationId& id) const;
    bool isLocked(const AnnotationId& id) const;
    /// Those whose boxes are so near; of equally large ones the topmost first.
    std::vector<const SceneItem*> smallestFirst(Point point, double tolerance) const;
    CanvasPointer pointer(const QMouseEvent& event) const;
    void showCursor();
    void endPan();
    /// The focus went elsewhere, or the canvas is hidden.
    void interrupt();
    void touched(const QTouchEvent& event);
    void fingerAsMouse(QEvent::Type type, QPointF at, Qt::KeyboardModifiers modifiers);
    void pressFinger(Qt::KeyboardModifiers modifiers);
    void liftFinger(QPointF at, Qt::KeyboardModifiers modifiers);
    void dropFinger();
    void gripView(const QList<QEventPoint>& down);
    /// Blits image and idle annotations; composes anew what changed of them.
    void paintPictures(QPainter& painter, const QRegion& region);
    /// Marks it for composing and painting, in widget coordinates.
    void refreshPictures(const QRect& area);
    void paintHovered(QPainter& painter);
    void paintRelated(QPainter& painter);
    void paintUnstored(QPainter& painter);
    /// Drawn over with a line of this kind.
    void paintOver(QPainter& painter, const SceneItem& item, const QColor& color, Qt::PenStyle line);
    void paintMessage(QPainter& painter);

    Canvas& canvas;
    QThreadPool pool;
    Scene scene;
    CanvasStyle style;
    std::shared_ptr<MaskPictures> masks = std::make_shared<MaskPictures>();
    std::shared_ptr<const PaintStyle> paintStyle;
    ImagePicture image;
    IdlePicture idle;
    std::uint64_t imageNumber = 0;
    /// Both pictures in one, so that an ordinary repaint copies opaque pixels and blends none.
    WrapPicture composed{QImage::Format_RGB32};
    QRegion composedStale;      ///< In device pixels, like all of it.
    ViewTransform composedView;

    QSize imageSize;
    ViewTransform view;
    bool magnifying = false; ///< `view` is that of an inset for the moment.
    bool fitted = true;
    std::vector<ViewTransform> previous;
    QElapsedTimer sinceViewGesture;

    LivePainter* live = nullptr;
    LivePainter* under = nullptr;
    CanvasInput* input = nullptr;
    AnnotationId hovered;
    std::vector<AnnotationId> related;
    std::vector<AnnotationId> unstored;
    QString message;
    QCursor toolCursor = Qt::ArrowCursor;

    Pan pan = Pan::None;
    Qt::MouseButton panButton = Qt::NoButton;
    bool spaceHeld = false;
    QPointF panFrom;
    ViewTransform panView;
    Fingers fingers;
};

} // namespace touchstone
