#pragma once

#include <QObject>

class QWidget;

namespace touchstone {

/// SIGTERM, SIGINT and SIGHUP close the window as a click on its cross does, so that the project is closed in
/// order; dialogs that stand on the project are closed before. A second one of the same kind ends the program
/// at once. One of these at a time.
class EndSignals : public QObject {
    Q_OBJECT
  public:
    /// `window` must outlive this.
    explicit EndSignals(QWidget& window);
    ~EndSignals() override;

  private:
    void closeWindow();

    QWidget& m_window;
    int m_pipe[2]{-1, -1};
};

} // namespace touchstone
