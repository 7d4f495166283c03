#pragma once

#include <optional>

#include <QWidget>

#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// The points of a skeleton in their unit box; the mouse drags them, Tab walks and the arrows move them.
class SkeletonPreview : public QWidget {
    Q_OBJECT
  public:
    explicit SkeletonPreview(QWidget* parent = nullptr);

    void setSkeleton(const SkeletonTemplate& skeleton);
    const SkeletonTemplate& skeleton() const { return m_skeleton; }
    QPointF placeOf(std::size_t point) const;

  Q_SIGNALS:
    void moved();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QRectF box() const;
    void place(Point at);

    SkeletonTemplate m_skeleton;
    std::size_t m_current = 0;
    bool m_dragging = false;
};

} // namespace touchstone
