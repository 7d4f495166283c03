#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QSpinBox;

namespace touchstone {

/// Asks to how many images of the list shapes are copied, and which way.
class PropagateDialog : public QDialog {
    Q_OBJECT
  public:
    /// So many images lie before and behind the one in front.
    PropagateDialog(const QString& shapes, int before, int behind, QWidget* parent = nullptr);

    int count() const;
    bool forwards() const;

  private:
    void showReach();

    int m_before;
    int m_behind;
    QSpinBox* m_count;
    QComboBox* m_way;
    QLabel* m_reach;
};

} // namespace touchstone
