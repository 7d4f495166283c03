#pragma once

#include <vector>

#include <QImage>
#include <QRegion>

class QPainter;

namespace touchstone {

/// A picture that scrolls without moving pixels: they wrap around at the edges of its memory. All places are
/// in its own pixels, (0, 0) being the top left of what it shows.
class WrapPicture {
  public:
    explicit WrapPicture(QImage::Format format) : m_format(format) {}

    bool isNull() const { return m_pixels.isNull(); }
    QSize size() const { return m_pixels.size(); }
    QRect rect() const { return m_pixels.rect(); }
    /// Other memory when the size is another; the pixels are undefined.
    void resize(QSize size);
    /// Takes a finished picture of its format.
    void assign(QImage picture);
    /// Moves what is shown; returns what came into sight, whose pixels are undefined.
    QRegion scroll(QPoint delta);

    /// A rectangle that lies in one stretch of the memory.
    struct Piece {
        QImage pixels; ///< Over this picture's memory.
        QPoint at;     ///< Where its first pixel is shown.
        QRect rect() const { return {at, pixels.size()}; }
    };
    /// At most four that make up the rectangle, to be painted on. Valid until the next change.
    std::vector<Piece> pieces(const QRect& part);
    /// Copies a part to the same place of the painter, whose units are `ratio` pixels.
    void draw(QPainter& painter, const QRect& part, double ratio = 1) const;
    /// As one image.
    const QImage& straight();

  private:
    struct Stored {
        QRect shown, memory;
    };
    std::vector<Stored> stored(const QRect& part) const;

    QImage::Format m_format;
    QImage m_pixels;
    QPoint m_origin; ///< In the memory, of what is shown at (0, 0).
};

} // namespace touchstone
