#pragma once

#include <memory>
#include <vector>

#include <QImage>
#include <QSize>

#include "canvas/idle_painter.h"
#include "canvas/image_picture.h"
#include "canvas/scene.h"

namespace touchstone {

/// How a canvas would show an image that is given to it now. Taken on the interface thread, immutable.
struct PageSetting {
    ViewTransform deviceView;
    QSize deviceSize;
    std::shared_ptr<const PaintStyle> style;
    friend bool operator==(const PageSetting&, const PageSetting&) = default;
};

/// An item that is ready to be shown: everything built and painted ahead, so that showing it copies pixels.
struct CanvasPage {
    ImageLevels levels;
    QSize fullSize;
    Scene scene;
    PageSetting setting; ///< What the pictures are made for.
    DetailLevel detail;
    QImage image, idle, composed;
};

/// Any thread. Takes as long as opening the item would have taken.
std::shared_ptr<CanvasPage> makePage(const PageSetting& setting, ImageLevels levels, QSize fullSize,
                                     std::vector<Annotation> annotations);

} // namespace touchstone
