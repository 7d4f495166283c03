#pragma once

#include <QImage>

#include "touchstone/media/image.h"

namespace touchstone {

/// Decoded pixels as a QImage that shares them.
inline QImage toImage(const ImageBuffer& buffer)
{
    if (!buffer.pixels || buffer.width <= 0 || buffer.height <= 0) {
        return {};
    }
    auto* kept = new std::shared_ptr<std::vector<std::uint8_t>>(buffer.pixels);
    return QImage(
        (*kept)->data(), buffer.width, buffer.height, qsizetype(buffer.width) * 4, QImage::Format_RGB32,
        [](void* shared) { delete static_cast<std::shared_ptr<std::vector<std::uint8_t>>*>(shared); }, kept);
}

} // namespace touchstone
