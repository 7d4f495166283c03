#include "app/shell/first_show.h"

#include <QApplication>
#include <QTimer>

#include "app/shell/main_window.h"
#include "app/shell/project_desk.h"
#include "app/theme/theme.h"

namespace touchstone {

namespace {

/// Lives until the window is shown.
class FirstShow : public QObject {
  public:
    FirstShow(MainWindow& window, int patienceMs) : QObject(&window), m_window(window)
    {
        // Connected after the window: it has filled itself by then. Dialogs come after notOpened().
        connect(&window.desk(), &ProjectDesk::opened, this, &FirstShow::showReady);
        connect(&window.desk(), &ProjectDesk::notOpened, this, &FirstShow::show);
        connect(&m_wait, &QTimer::timeout, this, &FirstShow::show);
        m_wait.setSingleShot(true);
        m_wait.start(patienceMs);
    }

  private:
    void showReady()
    {
        style();
        const Workspace* front = m_window.workspace();
        if (!front || front->isReady()) {
            show();
        } else {
            connect(front, &Workspace::ready, this, &FirstShow::show);
        }
    }

    void style()
    {
        if (!std::exchange(m_styled, true)) {
            applyStyleSheet(*qApp);
        }
    }

    void show()
    {
        if (std::exchange(m_shown, true)) {
            return;
        }
        style();
        m_window.show();
        deleteLater();
    }

    MainWindow& m_window;
    QTimer m_wait;
    bool m_styled = false;
    bool m_shown = false;
};

} // namespace

void showFirst(MainWindow& window, int patienceMs)
{
    if (window.desk().isOpening()) {
        new FirstShow(window, patienceMs);
        return;
    }
    applyStyleSheet(*qApp);
    window.show();
}

} // namespace touchstone
