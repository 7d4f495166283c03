#pragma once

#include <memory>
#include <vector>

#include <QDialog>
#include <QTimer>

#include "app/jobs/latest_job.h"
#include "touchstone/base/shared.h"
#include "touchstone/geometry/mask.h"

class QDoubleSpinBox;
class QLabel;

namespace touchstone {

/// Asks how far a polygon may stray from the masks it is made of, and says what each answer costs, which is
/// counted in a job.
class PolygonDialog : public QDialog {
    Q_OBJECT
  public:
    PolygonDialog(std::vector<Shared<Mask>> masks, JobRunner& jobs, QWidget* parent);
    /// In pixels.
    double tolerance() const;

  private:
    struct Outlines;
    struct Cost;
    void count();
    void tell(const Cost& cost);

    std::shared_ptr<Outlines> m_outlines;
    QDoubleSpinBox* m_tolerance;
    QLabel* m_cost;
    LatestJob m_counting;
    QTimer m_felt; ///< The count takes so long that it is said.
};

} // namespace touchstone
