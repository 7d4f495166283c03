#pragma once

#include <QObject>

namespace touchstone {

/// Says "painted" on the standard output when a canvas has painted a decoded picture for the first time, and
/// ends the program. For measuring how long the start takes, from outside.
class FirstPicture : public QObject {
    Q_OBJECT
  public:
    explicit FirstPicture(QObject* parent);
    bool eventFilter(QObject* watched, QEvent* event) override;
    void customEvent(QEvent* event) override;
};

} // namespace touchstone
