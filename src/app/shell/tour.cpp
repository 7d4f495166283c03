#include "app/shell/tour.h"

#include <cstdio>

#include <QApplication>
#include <QTimer>

#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/main_window.h"
#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

/// One picture after the other; each waits until decoding and other jobs are over.
class Tour : public QObject {
  public:
    Tour(MainWindow& window, std::filesystem::path folder)
        : QObject(&window), m_window(window), m_folder(std::move(folder))
    {
        m_window.resize(1600, 1000);
        connect(&m_window.desk(), &ProjectDesk::failed, this, [this](const QString& why) { end(why); });
        connect(&m_window.desk(), &ProjectDesk::opened, this, [this] { m_open = true; });
        m_steps = {
            [this] { applyTheme(*qApp, ThemeKind::Dark); },
            [this] { take(u"start-dark"_s); },
            [this] { applyTheme(*qApp, ThemeKind::Light); },
            [this] { take(u"start-light"_s); },
            [this] { m_window.desk().openProject(m_folder / "sample" / "sample.touchstone"); },
            [this] { take(u"label-light"_s); },
            [this] { m_window.actions().find->trigger(); },
            [this] { take(u"find-an-action-light"_s); },
            [this] { applyTheme(*qApp, ThemeKind::Dark); },
            [this] { take(u"label-dark"_s); },
        };
        connect(&m_timer, &QTimer::timeout, this, &Tour::next);
        m_timer.start(100);
    }

  private:
    void next()
    {
        m_waited += m_timer.interval();
        const bool busy = !m_window.desk().jobs().jobs().empty() ||
                          (m_window.desk().projectJobs() && !m_window.desk().projectJobs()->jobs().empty());
        if (m_waited > 60'000) {
            end(u"The window was busy for a minute."_s);
            return;
        }
        // Half a second of rest after the last job: decoded pictures reach the screen by their own ways.
        m_rest = busy ? 0 : m_rest + m_timer.interval();
        if (m_rest < 500) {
            return;
        }
        m_rest = 0;
        m_waited = 0;
        if (m_at == m_steps.size()) {
            end({});
            return;
        }
        m_steps[m_at++]();
    }

    void take(const QString& name)
    {
        const QString file = pathToQt(m_folder / pathFromQt(name + u".png"_s));
        if (!m_window.grab().save(file)) {
            end(u"%1 could not be written."_s.arg(file));
        }
        // The palette would stay on every later picture.
        if (QWidget* focus = QApplication::focusWidget(); focus && name.startsWith(u"find")) {
            focus->clearFocus();
        }
    }

    void end(const QString& problem)
    {
        m_timer.stop();
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "%s\n", qUtf8Printable(problem));
        }
        QCoreApplication::exit(problem.isEmpty() && m_open ? 0 : 1);
    }

    MainWindow& m_window;
    std::filesystem::path m_folder;
    std::vector<std::function<void()>> m_steps;
    size_t m_at = 0;
    QTimer m_timer;
    int m_rest = 0;
    int m_waited = 0;
    bool m_open = false;
};

} // namespace

void startTour(MainWindow& window, const std::filesystem::path& folder) { new Tour(window, folder); }

} // namespace touchstone
