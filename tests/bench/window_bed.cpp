#include "window_bed.h"

#include "percentiles.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "app/theme/theme.h"
#include "canvas/canvas.h"
#include "touchstone/base/sha256.h"
#include "touchstone/media/image.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

constexpr int originals = 4;

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "touchstone-bench: %s\n", why.c_str());
    std::exit(2);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().text());
    return std::move(*result);
}

std::string pictureName(int index, const char* extension)
{
    char name[32];
    std::snprintf(name, sizeof name, "picture_%05d.%s", index, extension);
    return name;
}

ImageBuffer noisePicture(QSize size, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::vector<float>> octaves;
    std::vector<int> sides;
    for (int side = 4; side <= 256; side *= 2) {
        sides.push_back(side);
        auto& octave = octaves.emplace_back(static_cast<std::size_t>(side * side * 3));
        for (float& value : octave)
            value = static_cast<float>(static_cast<int>(random() & 255) - 128);
    }
    ImageBuffer image{
        size.width(), size.height(), size.width(), size.height(),
        std::make_shared<std::vector<std::uint8_t>>(
            static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()) * 4, 255)};
    std::uint8_t* pixel = image.pixels->data();
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x, pixel += 4) {
            float sum[3] = {120, 120, 120};
            float weight = 0.35f;
            for (std::size_t o = 0; o < octaves.size(); ++o, weight *= 0.62f) {
                const int side = sides[o];
                const float fx =
                    static_cast<float>(x) / static_cast<float>(size.width()) * static_cast<float>(side - 1);
                const float fy =
                    static_cast<float>(y) / static_cast<float>(size.height()) * static_cast<float>(side - 1);
                const int ix = std::min(static_cast<int>(fx), side - 2),
                          iy = std::min(static_cast<int>(fy), side - 2);
                const float ax = fx - static_cast<float>(ix), ay = fy - static_cast<float>(iy);
                const float* at = octaves[o].data() + (iy * side + ix) * 3;
                for (int c = 0; c < 3; ++c) {
                    const float top = at[c] + (at[c + 3] - at[c]) * ax;
                    const float below = at[side * 3 + c] + (at[side * 3 + c + 3] - at[side * 3 + c]) * ax;
                    sum[c] += weight * (top + (below - top) * ay);
                }
            }
            const std::uint32_t grain = static_cast<std::uint32_t>(random());
            for (int c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(
                    std::clamp(sum[c] + static_cast<float>((grain >> (8 * c)) & 15) - 7.5f, 0.0f, 255.0f));
        }
    return image;
}

} // namespace

void writePictures(const std::filesystem::path& folder, int count, QSize size, const char* extension)
{
    for (int i = 0; i < count; ++i) {
        const auto path = folder / pictureName(i, extension);
        if (i < originals) {
            if (const auto written = writeImage(path, noisePicture(size, 100U + static_cast<unsigned>(i)));
                !written)
                giveUp(written.error().text());
        } else {
            std::filesystem::create_hard_link(folder / pictureName(i % originals, extension), path);
        }
    }
}

std::vector<Annotation> scatteredPolygons(int count, QSize size, const std::vector<LabelId>& labels,
                                          double radius)
{
    std::mt19937 random(42);
    std::uniform_real_distribution<double> x(radius, size.width() - radius),
        y(radius, size.height() - radius), wobble(0.6, 1.0);
    std::vector<Annotation> made;
    for (int i = 0; i < count; ++i) {
        const Point centre{x(random), y(random)};
        Ring ring;
        for (int v = 0; v < 20; ++v) {
            const double angle = v * 2 * 3.14159265358979 / 20, r = radius * wobble(random);
            ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
        }
        Annotation annotation;
        annotation.label = labels[static_cast<std::size_t>(i) % labels.size()];
        annotation.shape = PolygonShape{Polygon{{ring, {}}}};
        made.push_back(std::move(annotation));
    }
    return made;
}

void makeBenchProject(const std::filesystem::path& folder, const std::filesystem::path& path, int pictures,
                      QSize size, int shapes, const char* extension, int bigOnes)
{
    writePictures(folder, pictures, size, extension);
    for (int i = 0; i < bigOnes; ++i) {
        const auto big = folder / pictureName((2 * i + 1) * pictures / (2 * bigOnes), extension);
        std::filesystem::remove(big);
        if (const auto written = writeImage(big, noisePicture({6000, 4000}, 7)); !written)
            giveUp(written.error().text());
    }
    auto project = must(Project::create(path, "Bench", "bench"));
    auto start = must(project->beginSource(
        {"coco", "bench", sha256("bench"), "{}", "bench", LayerRole::GroundTruth, true}));
    SourceWriter& writer = *start.writer;
    const RootId root = must(writer.root(folder));
    std::vector<LabelId> labels;
    for (const char* name : {"car", "person", "tree", "road sign", "cell"})
        labels.push_back(must(writer.label(name)));
    const std::vector<Annotation> polygons = scatteredPolygons(shapes, size, labels, 0.0075 * size.width());
    for (int i = 0; i < pictures; ++i) {
        // Sizes are learned from the files where they differ.
        const QSize stated = bigOnes > 0 ? QSize(0, 0) : size;
        const auto item = must(writer.item({"image", root, pictureName(i, extension), stated.width(),
                                            stated.height(), stated.isEmpty() ? 0 : 1, 1}));
        if (shapes == 0)
            continue;
        const std::int64_t layer = must(writer.layer(item.key));
        for (const Annotation& polygon : polygons)
            if (const auto added = writer.annotation(layer, polygon, {}); !added)
                giveUp(added.error().text());
    }
    if (const auto published = writer.publish("{}"); !published)
        giveUp(published.error().text());
}

/// Notes when the canvas has painted.
struct WindowBed::Watch : QObject {
    explicit Watch(Canvas& widget) : watched(widget)
    {
        clock.start();
        widget.installEventFilter(this);
    }
    double now() const { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (object != &watched || event->type() != QEvent::Paint || inside)
            return false;
        inside = true;
        QCoreApplication::sendEvent(&watched, event);
        inside = false;
        painted = now();
        detail = watched.imageDetail();
        cpuPainted = Percentiles::threadCpu();
        ++count;
        return true;
    }
    Canvas& watched;
    QElapsedTimer clock;
    bool inside = false;
    double painted = 0, cpuPainted = 0;
    double detail = 0; ///< Of the picture when it was painted last.
    int count = 0;
};

WindowBed::WindowBed(int pictures, QSize size, int shapes, const char* extension, int bigOnes)
{
    const auto path = folder / "bench.touchstone";
    makeBenchProject(folder.path(), path, pictures, size, shapes, extension, bigOnes);
    applyTheme(*qApp, ThemeKind::Dark);
    session = std::make_unique<ProjectSession>(must(Project::open(path, Project::Mode::ReadWrite, "bench")));
    jobs = std::make_unique<JobRunner>();
    workspace.reset(makeLabelWorkspace(*session, *jobs, nullptr));
    workspace->resize(1600, 1000);
    workspace->show();
    QApplication::setActiveWindow(workspace.get());
    canvas = workspace->findChild<Canvas*>();
    workspace->setFocus();
    m_watch = std::make_unique<Watch>(*canvas);
    m_keys = must(session->reader().itemKeys());
    settle(400);
}

WindowBed::~WindowBed()
{
    m_watch.reset();
    workspace.reset();
    jobs.reset();
    session.reset();
}

double WindowBed::untilPainted(double from)
{
    const int before = m_watch->count;
    while (m_watch->count == before) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeUserInputEvents,
                                        1000);
        if (m_watch->now() - from > 10000)
            giveUp("the canvas does not paint");
    }
    return m_watch->painted - from;
}

void WindowBed::keep(Percentiles& times, benchmark::State& state, double milliseconds)
{
    times.add(state, milliseconds);
    times.keepCpu(m_cpu);
}

double WindowBed::keyToPaint(int key)
{
    const double cpu = Percentiles::threadCpu();
    const double from = m_watch->now();
    const int before = m_watch->count;
    QTest::sendKeyEvent(QTest::Press, workspace.get(), Qt::Key(key), QString(), Qt::NoModifier);
    const double painted = m_watch->count > before ? m_watch->painted - from : untilPainted(from);
    m_cpu = m_watch->cpuPainted - cpu;
    QTest::sendKeyEvent(QTest::Release, workspace.get(), Qt::Key(key), QString(), Qt::NoModifier);
    return painted;
}

void WindowBed::key(int key)
{
    QTest::sendKeyEvent(QTest::Press, workspace.get(), Qt::Key(key), QString(), Qt::NoModifier);
    QTest::sendKeyEvent(QTest::Release, workspace.get(), Qt::Key(key), QString(), Qt::NoModifier);
}

void WindowBed::mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, canvas->mapToGlobal(at), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &event);
}

double WindowBed::mouseToPaint(QEvent::Type type, QPointF at, Qt::MouseButton button,
                               Qt::MouseButtons buttons)
{
    const double cpu = Percentiles::threadCpu();
    const double from = m_watch->now();
    const int before = m_watch->count;
    mouse(type, at, button, buttons);
    if (m_watch->count == before) {
        // What was marked is painted now: the platform would wait for the next frame.
        QEvent request(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(workspace.get(), &request);
    }
    m_cpu = (m_watch->count > before ? m_watch->cpuPainted : Percentiles::threadCpu()) - cpu;
    return m_watch->count > before ? m_watch->painted - from : m_watch->now() - from;
}

double WindowBed::changeToPaint(const std::function<void()>& change)
{
    const double from = m_watch->now();
    const QMetaObject::Connection paints =
        QObject::connect(session.get(), &ProjectSession::contentChanged, workspace.get(), [this] {
            QEvent request(QEvent::UpdateRequest);
            QCoreApplication::sendEvent(workspace.get(), &request);
        });
    change();
    const double painted = untilPainted(from);
    QObject::disconnect(paints);
    return painted;
}

double WindowBed::settle(int restMs)
{
    double longest = 0;
    QElapsedTimer rest;
    rest.start();
    int painted = m_watch->count;
    while (rest.elapsed() < restMs || !jobs->jobs().empty()) {
        const double cpu = Percentiles::threadCpu();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        longest = std::max(longest, Percentiles::threadCpu() - cpu);
        if (m_watch->count != painted || !canvas->isRendered()) {
            painted = m_watch->count;
            rest.start();
        }
        QTest::qSleep(1);
    }
    return longest;
}

std::vector<ItemId> WindowBed::itemIds() const
{
    std::vector<ItemId> ids;
    for (const std::int64_t key : m_keys)
        ids.push_back(must(session->reader().item(key)).id);
    return ids;
}

QString WindowBed::pictureFile(int index) const
{
    return QString::fromStdString((folder / pictureName(index, "jpg")).string());
}

double WindowBed::untilDetail(double detail, const QElapsedTimer& timer)
{
    while (m_watch->detail < detail) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
        if (timer.elapsed() > 20000)
            giveUp("the picture does not come");
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

std::int64_t WindowBed::front() const
{
    return session->working() ? session->working()->item.key : 0;
}

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0)
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

} // namespace touchstone
