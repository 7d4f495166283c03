#pragma once

#include <functional>
#include <vector>

#include <QDialog>

#include "touchstone/model/shape.h"

class QDoubleSpinBox;
class QLabel;
class QRadioButton;
class QSlider;

namespace touchstone {

/// Asks how many points outlines shall have: fewer, by how far they may stray, or more, by how long an edge
/// may be. Says what each answer makes of them, and shows it.
class PointsDialog : public QDialog {
    Q_OBJECT
  public:
    using Preview = std::function<void(const std::vector<Shape>&)>;
    PointsDialog(std::vector<Shape> shapes, Preview preview, QWidget* parent);
    /// As many as were given, in their order.
    const std::vector<Shape>& shapes() const { return m_after; }
    bool addsPoints() const;

  private:
    void takeMode();
    void count();

    std::vector<Shape> m_before, m_after;
    Preview m_preview;
    QRadioButton* m_fewer;
    QRadioButton* m_more;
    QLabel* m_means;
    QSlider* m_slider;
    QDoubleSpinBox* m_value;
    QLabel* m_cost;
    double m_tolerance, m_longest;
};

} // namespace touchstone
