#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <tuple>
#include <vector>

#include <QImage>
#include <QPainterPath>

#include "touchstone/geometry/mask.h"

namespace touchstone {

/// A piece of a mask as tinted pixels. `step` image pixels a picture pixel, from `origin` on.
struct MaskPicture {
    QImage pixels;
    Point origin;
    int step = 1;
    /// Along the pixel borders, relative to `origin`; only for step 1 and masks of one piece.
    QPainterPath outline;
};

/// How much a mask is reduced at a scale in device pixels an image pixel.
int maskStep(double scale);

/// Decoded pieces of masks, the least recently used going first. A tile that two masks share is made once. Any
/// thread.
class MaskPictures {
  public:
    /// The pieces that lie in `sight`, in image pixels.
    std::vector<MaskPicture> pictures(const Mask& mask, double scale, QRgb fill, QRgb edge, const Rect& sight);

  private:
    /// Runs of the tile, its place, whether tiles lie beside it, step, fill and edge.
    using Key = std::tuple<const std::string*, std::int32_t, std::int32_t, int, int, QRgb, QRgb>;
    struct Entry {
        Key key;
        MaskTile tile; ///< Keeps the runs, and with them the address that is compared.
        MaskPicture picture;
    };
    MaskPicture piece(const Mask& mask, std::size_t tile, int beside, int step, QRgb fill, QRgb edge);

    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< Most recently used first.
    std::map<Key, std::list<Entry>::iterator> m_places;
    std::int64_t m_bytes = 0;
};

} // namespace touchstone
