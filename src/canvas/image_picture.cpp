#include "canvas/image_picture.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "canvas/view_math.h"

namespace touchstone {
namespace {

/// From 200 % on, pixels are shown as squares.
constexpr double nearestFrom = 2.0;
constexpr int smallestLevel = 512;

QImage half(const QImage& image)
{
    QImage result(std::max(1, image.width() / 2), std::max(1, image.height() / 2), QImage::Format_RGB32);
    for (int y = 0; y < result.height(); ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(image.constScanLine(2 * y));
        const auto* b =
            reinterpret_cast<const QRgb*>(image.constScanLine(std::min(2 * y + 1, image.height() - 1)));
        auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x) {
            const int left = 2 * x;
            const int right = std::min(left + 1, image.width() - 1);
            // Two channels at a time: the sums of four bytes do not meet.
            const QRgb even = (a[left] & 0xff00ff) + (a[right] & 0xff00ff) + (b[left] & 0xff00ff) +
                              (b[right] & 0xff00ff) + 0x20002;
            const QRgb green =
                (a[left] & 0xff00) + (a[right] & 0xff00) + (b[left] & 0xff00) + (b[right] & 0xff00) + 0x200;
            out[x] = 0xff000000 | ((even >> 2) & 0xff00ff) | ((green >> 2) & 0xff00);
        }
    }
    return result;
}

} // namespace

ImageLevels makeLevels(const QImage& image)
{
    ImageLevels levels;
    if (image.isNull())
        return levels;
    levels.images.push_back(
        image.format() == QImage::Format_RGB32 ? image : image.convertToFormat(QImage::Format_RGB32));
    while (std::max(levels.images.back().width(), levels.images.back().height()) >= 2 * smallestLevel)
        levels.images.push_back(half(levels.images.back()));
    return levels;
}

void ImagePicture::setLevels(ImageLevels levels, QSize fullSize)
{
    m_levels = std::move(levels);
    m_fullSize = fullSize;
    m_valid = false;
}

void ImagePicture::adopt(QImage picture, const ViewTransform& deviceView)
{
    m_picture.assign(std::move(picture));
    m_view = deviceView;
    m_valid = true;
}

void ImagePicture::setSurround(QColor surround)
{
    m_surround = surround;
    m_valid = false;
}

const QImage& ImagePicture::image() const
{
    return m_levels.images.front();
}

std::optional<QRegion> ImagePicture::show(const ViewTransform& deviceView, QSize deviceSize)
{
    if (deviceSize.isEmpty())
        return QRegion();
    QPoint delta;
    const bool scrolls = m_valid && m_picture.size() == deviceSize && isScroll(m_view, deviceView, &delta);
    m_view = deviceView;
    m_valid = true;
    if (scrolls) {
        const QRegion exposed = m_picture.scroll(delta);
        for (const QRect& rect : exposed)
            paintPart(rect);
        return exposed;
    }
    m_picture.resize(deviceSize);
    paintPart(m_picture.rect());
    return std::nullopt;
}

void ImagePicture::paintPart(const QRect& part)
{
    for (WrapPicture::Piece& piece : m_picture.pieces(part)) {
        ViewTransform view = m_view;
        view.dx -= piece.at.x();
        view.dy -= piece.at.y();
        paintImage(piece.pixels, view, m_levels, m_fullSize, m_surround);
    }
}

void paintImage(QImage& picture, const ViewTransform& view, const ImageLevels& levels, QSize fullSize,
                const QColor& surround)
{
    QPainter painter(&picture);
    painter.fillRect(picture.rect(), surround);
    if (fullSize.isEmpty())
        return;
    const Rect whole{0, 0, static_cast<double>(fullSize.width()), static_cast<double>(fullSize.height())};
    if (levels.images.empty()) {
        painter.fillRect(view.toWidget(whole), surround.lighter(130));
        return;
    }
    std::size_t level = 0;
    const auto zoomOf = [&](std::size_t i) {
        return view.scale * fullSize.width() / levels.images[i].width();
    };
    while (level + 1 < levels.images.size() && zoomOf(level + 1) <= 1.0)
        ++level;
    const QImage& image = levels.images[level];
    const double sx = static_cast<double>(image.width()) / fullSize.width();
    const double sy = static_cast<double>(image.height()) / fullSize.height();
    // Whole source pixels around the part, two more on each side for smoothing.
    const Rect seen = view.toImage(QRectF(picture.rect())).intersected(whole);
    const QRect source = QRect(QPoint(static_cast<int>(std::floor(seen.x * sx)) - 2,
                                      static_cast<int>(std::floor(seen.y * sy)) - 2),
                               QPoint(static_cast<int>(std::ceil(seen.right() * sx)) + 2,
                                      static_cast<int>(std::ceil(seen.bottom() * sy)) + 2)) &
                         image.rect();
    if (source.isEmpty())
        return;
    const QRectF target =
        view.toWidget(Rect{source.x() / sx, source.y() / sy, source.width() / sx, source.height() / sy});
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoomOf(0) < nearestFrom && zoomOf(level) != 1.0);
    painter.drawImage(target, image, source);
}

} // namespace touchstone
