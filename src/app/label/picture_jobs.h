#pragma once

#include <map>
#include <memory>

#include <QObject>

#include "tools/tool_context.h"

namespace touchstone {

class ImageFeed;
class JobRunner;
class ProjectSession;

/// Runs what the tools ask of the picture in front, on its own pixels: those that are decoded already, or the
/// file decoded anew at full size when only a reduced picture is there.
class PictureJobs : public QObject {
    Q_OBJECT
  public:
    PictureJobs(ProjectSession& session, JobRunner& jobs, ImageFeed& images, QObject* parent = nullptr);

    int start(PictureWork work);
    /// Its end is told to nobody.
    void stop(int number);
    /// Another item is in front, or its file is another one: stops all, and lets its pixels go.
    void forget();

  private:
    struct Pixels;
    struct Open {
        int job = 0;
        std::function<void(Result<void>)> done;
    };
    void takeDecoded();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    ImageFeed& m_images;
    /// Of the item in front; a job may still hold those of another.
    std::shared_ptr<Pixels> m_pixels;
    std::map<int, Open> m_open;
    int m_last = 0;
};

} // namespace touchstone
