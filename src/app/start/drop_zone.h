#pragma once

#include <QWidget>

namespace touchstone {

/// The dashed field that says what can be dropped. It only shows: the window takes the drop, anywhere.
class DropZone : public QWidget {
    Q_OBJECT
  public:
    explicit DropZone(QWidget* parent = nullptr);
    /// While something is dragged over the window.
    void setHot(bool hot);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    bool m_hot = false;
};

} // namespace touchstone
