#pragma once

#include <QIcon>
#include <QWidget>

namespace touchstone {

/// An icon that stands still, drawn for the theme in force.
class IconLabel : public QWidget {
  public:
    IconLabel(const QIcon& icon, int side, QWidget* parent = nullptr);
    void setIcon(const QIcon& icon);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QIcon m_icon;
};

} // namespace touchstone
