#pragma once

#include <vector>

#include <QDialog>

#include "touchstone/base/shared.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"

class QDoubleSpinBox;
class QLabel;

namespace touchstone {

/// Asks how far a polygon may stray from the masks it is made of, and says what each answer costs.
class PolygonDialog : public QDialog {
    Q_OBJECT
  public:
    PolygonDialog(std::vector<Shared<Mask>> masks, QWidget* parent);
    /// In pixels.
    double tolerance() const;

  private:
    void count();

    std::vector<Shared<Mask>> m_masks;
    std::vector<Polygon> m_exact;
    QDoubleSpinBox* m_tolerance;
    QLabel* m_cost;
};

} // namespace touchstone
