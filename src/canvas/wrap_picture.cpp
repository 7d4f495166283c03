#include "canvas/wrap_picture.h"

#include <utility>

#include <QPainter>

namespace touchstone {
namespace {

int wrapped(int value, int extent)
{
    const int rest = value % extent;
    return rest < 0 ? rest + extent : rest;
}

} // namespace

void WrapPicture::resize(QSize size)
{
    if (m_pixels.size() != size)
        m_pixels = QImage(size, m_format);
    m_origin = {};
}

void WrapPicture::assign(QImage picture)
{
    m_pixels = std::move(picture);
    m_origin = {};
}

QRegion WrapPicture::scroll(QPoint delta)
{
    if (delta.isNull() || isNull())
        return {};
    m_origin = {wrapped(m_origin.x() - delta.x(), m_pixels.width()),
                wrapped(m_origin.y() - delta.y(), m_pixels.height())};
    return QRegion(rect()) - rect().translated(delta);
}

std::vector<WrapPicture::Stored> WrapPicture::stored(const QRect& part) const
{
    std::vector<Stored> found;
    const QRect within = part & rect();
    if (within.isEmpty())
        return found;
    // The seams of the memory, where they are shown.
    const int seamX = m_pixels.width() - m_origin.x();
    const int seamY = m_pixels.height() - m_origin.y();
    const QRect columns[] = {{0, 0, seamX, m_pixels.height()}, {seamX, 0, m_origin.x(), m_pixels.height()}};
    const QRect rows[] = {{0, 0, m_pixels.width(), seamY}, {0, seamY, m_pixels.width(), m_origin.y()}};
    for (const QRect& row : rows)
        for (const QRect& column : columns) {
            const QRect shown = within & row & column;
            if (shown.isEmpty())
                continue;
            const QPoint place(wrapped(shown.x() + m_origin.x(), m_pixels.width()),
                               wrapped(shown.y() + m_origin.y(), m_pixels.height()));
            found.push_back({shown, QRect(place, shown.size())});
        }
    return found;
}

std::vector<WrapPicture::Piece> WrapPicture::pieces(const QRect& part)
{
    std::vector<Piece> made;
    uchar* bits = m_pixels.isNull() ? nullptr : m_pixels.bits();
    const qsizetype stride = m_pixels.bytesPerLine();
    const int bytes = m_pixels.depth() / 8;
    for (const Stored& one : stored(part))
        made.push_back({QImage(bits + one.memory.y() * stride + one.memory.x() * bytes, one.memory.width(),
                               one.memory.height(), stride, m_format),
                        one.shown.topLeft()});
    return made;
}

void WrapPicture::draw(QPainter& painter, const QRect& part, double ratio) const
{
    for (const Stored& one : stored(part)) {
        if (ratio == 1) {
            painter.drawImage(one.shown.topLeft(), m_pixels, one.memory);
            continue;
        }
        const QRectF target(QPointF(one.shown.topLeft()) / ratio, QSizeF(one.shown.size()) / ratio);
        painter.drawImage(target, m_pixels, one.memory);
    }
}

const QImage& WrapPicture::straight()
{
    if (!m_origin.isNull()) {
        QImage whole(m_pixels.size(), m_format);
        QPainter painter(&whole);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        draw(painter, rect());
        painter.end();
        assign(std::move(whole));
    }
    return m_pixels;
}

} // namespace touchstone
