#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QEvent>
#include <QPointF>
#include <QWidget>

#include <benchmark/benchmark.h>

#include "support/temp_folder.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

class Canvas;
class JobRunner;
class ProjectSession;
class Workspace;

/// Pictures like photographs: noise of several octaves and of the sensor; the same ones every time. They
/// are made from a few originals, so that many can be written in short time.
void writePictures(const std::filesystem::path& folder, int count, QSize size, const char* extension = "jpg");
/// Filled polygons of 20 corners all over the picture.
std::vector<Annotation> scatteredPolygons(int count, QSize size, const std::vector<LabelId>& labels,
                                          double radius = 14);
/// A project over such pictures; each has `shapes` polygons to go on from.
void makeBenchProject(const std::filesystem::path& folder, const std::filesystem::path& project, int pictures,
                      QSize size, int shapes, const char* extension = "jpg", int bigOnes = 0);

/// The real label workspace of 1600 × 1000 over a project, driven by keys and mouse.
class WindowBed {
  public:
    /// `bigOnes` of the pictures are of 24 megapixels.
    WindowBed(int pictures, QSize size, int shapes, const char* extension = "jpg", int bigOnes = 0);
    ~WindowBed();

    /// A key as the window system sends it. Returns after the canvas has painted what it leads to; in
    /// milliseconds from the key to there.
    double keyToPaint(int key);
    void key(int key);
    double mouseToPaint(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons);
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons);
    /// Keeps the time of the last one, and what the interface thread computed in it.
    void keep(class Percentiles& times, benchmark::State& state, double milliseconds);
    /// From a call to the painting of what it brings from the writer.
    double changeToPaint(const std::function<void()>& change);
    /// Lets events, decoding and painting come to rest. Returns what the interface thread computed in one go
    /// at the longest, in milliseconds.
    double settle(int restMs = 60);
    std::int64_t front() const;
    std::int64_t firstKey() const { return m_keys.front(); }
    std::vector<ItemId> itemIds() const;
    QString pictureFile(int index) const;
    /// Milliseconds on the timer when the canvas has painted so much of the picture.
    double untilDetail(double detail, const QElapsedTimer& timer);

    TempFolder folder;
    std::unique_ptr<ProjectSession> session;
    std::unique_ptr<JobRunner> jobs;
    std::unique_ptr<Workspace> workspace;
    Canvas* canvas = nullptr;

  private:
    struct Watch;
    std::unique_ptr<Watch> m_watch;
    std::vector<std::int64_t> m_keys;
    double untilPainted(double from);
    double m_cpu = 0; ///< From the last event to its paint.
};

/// Of this process now.
double residentMegabytes();

} // namespace touchstone
