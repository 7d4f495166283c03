#pragma once

#include <optional>
#include <vector>

#include <QImage>
#include <QRegion>

#include "canvas/view_transform.h"
#include "canvas/wrap_picture.h"

class QPainter;

namespace touchstone {

/// An image and its halves, quarters …, so that a small view of a large image is neither slow nor coarse.
struct ImageLevels {
    /// Largest first; opaque 32-bit. Empty while there is no image.
    std::vector<QImage> images;
};
/// Halves until the longer side is under 512. Any thread: best done where the image is decoded.
ImageLevels makeLevels(const QImage& image);
/// Fills the picture, which begins at (0, 0) of the view, with what is seen of the image and around it.
/// Any thread.
void paintImage(QImage& picture, const ViewTransform& view, const ImageLevels& levels, QSize fullSize,
                const QColor& surround);

/// The cached picture of the image in its surroundings: what the widget shows without annotations.
class ImagePicture {
  public:
    void setLevels(ImageLevels levels, QSize fullSize);
    void setSurround(QColor surround);
    /// Takes what paintImage() made of these levels for this view, after setLevels().
    void adopt(QImage picture, const ViewTransform& deviceView);
    bool isNull() const { return m_levels.images.empty(); }
    const QImage& image() const;
    bool hasHalves() const { return m_levels.images.size() > 1; }
    /// Brings the picture to this view and size, in device pixels. Returns what came into sight; none when
    /// all was painted anew.
    std::optional<QRegion> show(const ViewTransform& deviceView, QSize deviceSize);
    /// Copies a part of it, in device pixels.
    void paint(QPainter& painter, const QRect& deviceRect) const { m_picture.draw(painter, deviceRect); }

  private:
    void paintPart(const QRect& part);

    ImageLevels m_levels;
    QSize m_fullSize;
    QColor m_surround = Qt::black;
    WrapPicture m_picture{QImage::Format_RGB32};
    ViewTransform m_view;
    bool m_valid = false;
};

} // namespace touchstone
