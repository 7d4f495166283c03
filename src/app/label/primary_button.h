#pragma once

#include <QAbstractButton>

class QAction;

namespace touchstone {

/// The one filled button of a page: the action's text, and its key on a cap.
class PrimaryButton : public QAbstractButton {
    Q_OBJECT
  public:
    explicit PrimaryButton(QAction* action, QWidget* parent = nullptr);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QAction* m_action;
};

} // namespace touchstone
