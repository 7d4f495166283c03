#pragma once

#include <optional>

#include <QSize>
#include <QStringList>
#include <QWidget>

#include "touchstone/geometry/point.h"

namespace touchstone {

/// Left part of the status bar: position, size, zoom, instances, whose layer it is. Every figure has a place
/// of a fixed width, so that nothing jumps while the pointer moves.
class StatusStrip : public QWidget {
    Q_OBJECT
  public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setPosition(Point position, bool onImage);
    void setImageSize(QSize size);
    void setZoom(double scale);
    void setInstances(int count);
    /// Pixels without a mask; none to say nothing of it.
    void setUnlabelled(std::optional<std::uint64_t> pixels);
    /// Decoded pictures in memory, and how much of them there may be at most.
    void setPictureMemory(std::int64_t held, std::int64_t budget);
    void setShownFrom(const QString& sentence);
    /// Of a text, in place of what is said of a picture; empty for a picture.
    void setTextFacts(const QStringList& facts);
    QString text() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, 24}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<std::pair<QString, int>> cells() const;

    Point m_position;
    bool m_onImage = false;
    QSize m_size;
    double m_scale = 0;
    int m_instances = -1;
    std::optional<std::uint64_t> m_unlabelled;
    QString m_memory;
    QString m_memoryTip;
    QString m_shownFrom;
    QStringList m_facts;
};

} // namespace touchstone
