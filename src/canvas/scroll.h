#pragma once

#include <QImage>
#include <QRegion>

namespace touchstone {

/// Moves the pixels of a picture; returns what came into sight and has no pixels yet.
QRegion scrollPicture(QImage& picture, QPoint delta);

} // namespace touchstone
