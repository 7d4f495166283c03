#include "app/label/picture_jobs.h"

#include <mutex>
#include <optional>

#include <QPointer>

#include "app/jobs/run_job.h"
#include "app/label/image_cache.h"
#include "app/label/image_feed.h"
#include "app/session/project_session.h"
#include "touchstone/media/image.h"

namespace touchstone {

struct PictureJobs::Pixels {
    std::mutex mutex;
    std::optional<PixelView> view;

    Result<PixelView> get(const std::filesystem::path& path, Progress& progress)
    {
        // Of two that need them at once, one decodes.
        const std::lock_guard lock(mutex);
        if (view)
            return *view;
        const Result<ImageBuffer> image = decodeImage(path, 0, [&] { return progress.cancelled(); });
        if (!image)
            return image.error();
        Result<PixelView> whole = pixelViewOf(*image);
        if (whole)
            view = *whole;
        return whole;
    }
};

PictureJobs::PictureJobs(ProjectSession& session, JobRunner& jobs, ImageFeed& images, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs), m_images(images),
      m_pixels(std::make_shared<Pixels>())
{
}

void PictureJobs::takeDecoded()
{
    const Picture* picture = m_images.cache().find(m_images.item().key);
    if (!picture || picture->levels.images.empty())
        return;
    const QImage& image = picture->levels.images.front();
    const bool isWhole = picture->state == Picture::State::Sharp && image.size() == picture->fullSize;
    const std::unique_lock lock(m_pixels->mutex, std::try_to_lock);
    if (!isWhole || image.format() != QImage::Format_RGB32 || !lock || m_pixels->view)
        return;
    auto kept = std::make_shared<QImage>(image);
    m_pixels->view = PixelView{image.width(), image.height(), image.bytesPerLine(), kept->constBits(), kept};
}

int PictureJobs::start(PictureWork work)
{
    takeDecoded();
    const int number = ++m_last;
    const TellMeanwhile tell = [runner = &m_jobs, self = QPointer<PictureJobs>(this),
                                number](std::function<void()> news) {
        // The runner waits for its jobs, so it is there; whether this is, is known only on its thread.
        QMetaObject::invokeMethod(
            runner,
            [self, number, news = std::move(news)] {
                if (self && self->m_open.contains(number))
                    news();
            },
            Qt::QueuedConnection);
    };
    const auto path = m_session.project().mediaPath(m_images.item());
    m_open[number].done = std::move(work.done);
    m_open[number].job = runJob<void>(
        m_jobs, work.title,
        [pixels = m_pixels, path, tell, run = std::move(work.run)](Progress& progress) -> Result<void> {
            const Result<PixelView> view = pixels->get(path, progress);
            return view ? run(*view, progress, tell) : view.error();
        },
        this,
        [this, number](Result<void> result) {
            const auto found = m_open.find(number);
            if (found == m_open.end())
                return;
            const auto done = std::move(found->second.done);
            m_open.erase(found);
            done(std::move(result));
        });
    return number;
}

void PictureJobs::stop(int number)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    m_jobs.cancel(found->second.job);
    m_open.erase(found);
}

void PictureJobs::forget()
{
    for (const auto& [number, open] : m_open)
        m_jobs.cancel(open.job);
    m_open.clear();
    m_pixels = std::make_shared<Pixels>();
}

} // namespace touchstone
