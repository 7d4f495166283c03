#pragma once

#include <cstdint>
#include <list>
#include <mutex>

#include <QImage>
#include <QPainterPath>

#include "touchstone/geometry/mask.h"

namespace touchstone {

/// A mask as tinted pixels. `step` image pixels a picture pixel, from `origin` on.
struct MaskPicture {
    QImage pixels;
    Point origin;
    int step = 1;
    /// Along the pixel borders, relative to `origin`; only for step 1 and masks that are not huge.
    QPainterPath outline;
};

/// Decoded masks, the least recently used going first. Any thread.
class MaskPictures {
  public:
    /// `scale` in device pixels an image pixel chooses the reduction.
    MaskPicture picture(const Shared<Mask>& mask, double scale, QRgb fill, QRgb edge);

  private:
    struct Entry {
        Shared<Mask> mask; ///< Keeps the payload, and with it the address that is compared.
        QRgb fill, edge;
        MaskPicture picture;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< Most recently used first.
    std::int64_t m_bytes = 0;
};

} // namespace touchstone
