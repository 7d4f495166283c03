#include <benchmark/benchmark.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QTemporaryDir>
#include <QTimer>
#include <QWidget>

#include "app/label/task_panel.h"
#include "app/shell/main_window.h"
#include "app/theme/theme.h"
#include "bench/million_project.h"
#include "bench/percentiles.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

/// Resident memory of this process in MB, now or at its highest.
double residentMb(const char* field)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field))
            return std::stod(line.substr(line.find(':') + 1)) / 1024;
    return 0;
}

void openCore(benchmark::State& state)
{
    const auto& path = millionProject();
    Percentiles times;
    for (auto _ : state) {
        std::unique_ptr<Project> project;
        std::unique_ptr<Reader> reader;
        times.time(state, [&] {
            project = std::move(*Project::open(path, Project::Mode::ReadWrite, "bench"));
            reader = std::move(*project->reader());
            const auto page = reader->itemPage({}, 0, 100);
            benchmark::DoNotOptimize(reader->taskRows(*page, project->me()));
        });
        reader.reset();
    }
    times.report(state);
}

/// Each opening is a process of its own, so that the memory is the window's and nothing is warm but the disk cache.
void openWindow(benchmark::State& state)
{
    const std::string path = millionProject().string();
    std::array<char, 4096> self{};
    const ssize_t length = readlink("/proc/self/exe", self.data(), self.size() - 1);
    const std::string command = "\"" + std::string(self.data(), static_cast<std::size_t>(std::max<ssize_t>(0, length))) +
                                "\" --measure-opening \"" + path + "\"";
    Percentiles first, whole;
    double resident = 0, highest = 0;
    for (auto _ : state) {
        double painted = 0, complete = 0, now = 0, peak = 0;
        FILE* child = popen(command.c_str(), "r");
        if (!child || std::fscanf(child, "%lf %lf %lf %lf", &painted, &complete, &now, &peak) != 4)
            state.SkipWithError("the window did not open");
        if (child)
            pclose(child);
        first.add(state, painted);
        whole.keep(complete);
        resident = std::max(resident, now);
        highest = std::max(highest, peak);
    }
    first.report(state);
    state.counters["whole_list_p50_ms"] = whole.at(0.5);
    state.counters["resident_MB"] = resident;
    state.counters["resident_highest_MB"] = highest;
}

BENCHMARK(openCore)->Name("open/million_items_first_page")->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(20);
BENCHMARK(openWindow)->Name("open/million_items_window")->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);

/// Ends the program when the list has been painted whole.
class Watch : public QObject {
  public:
    explicit Watch(MainWindow& window) : m_window(window) {}
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() != QEvent::Paint || m_inside || m_complete > 0 || !object->parent() ||
            object->parent()->objectName() != QLatin1String("taskList"))
            return false;
        m_inside = true;
        QCoreApplication::sendEvent(object, event);
        m_inside = false;
        const auto* panel = m_window.findChild<TaskPanel*>();
        if (panel && const_cast<TaskPanel*>(panel)->model().rowCount() > 0) {
            if (m_first == 0)
                m_first = elapsed();
            if (panel->isComplete()) {
                m_complete = elapsed();
                // The memory after all that opening still does on the side.
                QTimer::singleShot(1500, qApp, [this] {
                    std::printf("%f %f %f %f\n", m_first, m_complete, residentMb("VmRSS"), residentMb("VmHWM"));
                    std::fflush(stdout);
                    QApplication::quit();
                });
            }
        }
        return true;
    }
    void begin() { m_clock.start(); }

  private:
    double elapsed() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }
    MainWindow& m_window;
    QElapsedTimer m_clock;
    bool m_inside = false;
    double m_first = 0, m_complete = 0;
};

} // namespace

int measureOpening(int argc, char** argv)
{
    // The settings and recent projects of whoever runs this are left alone.
    QTemporaryDir home;
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(name, home.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(application, ThemeKind::Dark);
    MainWindow window([](ProjectSession& session, JobRunner& jobs, QWidget* parent) {
        return std::vector<Workspace*>{makeLabelWorkspace(session, jobs, parent)};
    });
    Watch watch(window);
    application.installEventFilter(&watch);
    window.resize(1600, 1000);
    window.show();
    QApplication::processEvents();
    watch.begin();
    window.openPaths({argv[2]});
    QTimer::singleShot(30'000, &application, [] { QApplication::exit(1); });
    return QApplication::exec();
}

} // namespace touchstone
