#pragma once

#include <QDialog>

namespace touchstone {

class AboutDialog : public QDialog {
    Q_OBJECT
  public:
    explicit AboutDialog(QWidget* parent);
};

} // namespace touchstone
