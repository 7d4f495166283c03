#pragma once

#include <QObject>

namespace touchstone {

/// SIGTERM, SIGINT and SIGHUP close the windows as a click on their cross does, so that the project is closed
/// in order. A second one of the same kind ends the program at once. One of these at a time.
class EndSignals : public QObject {
    Q_OBJECT
  public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

  Q_SIGNALS:
    void wanted();

  private:
    int m_pipe[2]{-1, -1};
};

} // namespace touchstone
