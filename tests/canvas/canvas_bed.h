#pragma once

#include <gtest/gtest.h>
#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include "canvas/canvas.h"

namespace touchstone {

/// How many pixels differ by more than `tolerance` in a channel: lines that are cut at a strip's border begin
/// in another fraction of a pixel.
inline int differences(const QImage& a, const QImage& b, int tolerance = 12)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y), q = b.pixelColor(x, y);
            count += std::abs(p.red() - q.red()) > tolerance || std::abs(p.green() - q.green()) > tolerance ||
                     std::abs(p.blue() - q.blue()) > tolerance;
        }
    return count;
}

/// A canvas of 640 × 480 with a grey image of 400 × 300.
struct CanvasBed : testing::Test {
    CanvasBed()
    {
        label = LabelId::create();
        CanvasStyle style = canvas.style();
        style.labels[label] = {QColor(0, 200, 80), QStringLiteral("cell"), Qt::SolidLine};
        canvas.setStyle(style);
        canvas.resize(640, 480);
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(QColor(128, 128, 128));
        canvas.setImage(image, {400, 300});
        canvas.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&canvas));
    }
    Annotation annotated(Shape shape) const
    {
        Annotation annotation;
        annotation.id = AnnotationId::create();
        annotation.label = label;
        annotation.shape = std::move(shape);
        return annotation;
    }
    QImage shot() { return canvas.grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QColor seen(const QImage& image, Point p)
    {
        return image.pixelColor(canvas.view().toWidget(p).toPoint());
    }
    void wheel(QPointF at, int steps, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, canvas.mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
    void moveTo(QPointF at, Qt::MouseButtons buttons = {})
    {
        QMouseEvent event(QEvent::MouseMove, at, canvas.mapToGlobal(at), Qt::NoButton, buttons,
                          Qt::NoModifier);
        QApplication::sendEvent(&canvas, &event);
    }

    Canvas canvas;
    LabelId label;
};

} // namespace touchstone
