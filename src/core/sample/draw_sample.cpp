#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "core/sample/pictures.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/media/image.h"
#include "touchstone/sample/sample.h"

namespace touchstone {

namespace {

/// Pictures that several threads draw; the caller's own thread draws too and tells the progress.
class Drawing {
  public:
    Drawing(const std::filesystem::path& folder, std::size_t count, Progress& progress)
        : m_folder(folder), m_pictures(count), m_progress(progress)
    {
    }
    Result<std::vector<SamplePicture>> run()
    {
        const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < std::min(cores, m_pictures.size()); ++i)
                others.emplace_back([this] { work(false); });
            work(true);
        }
        if (m_error)
            return *m_error;
        if (m_done < m_pictures.size())
            return Error{ErrorCode::Cancelled, "Drawing the sample was cancelled.", {}};
        return std::move(m_pictures);
    }

  private:
    void work(bool tells)
    {
        for (std::size_t index = m_next++; index < m_pictures.size(); index = m_next++) {
            if (m_progress.cancelled() || m_failed)
                return;
            draw(index);
            const auto done = static_cast<double>(++m_done);
            if (tells)
                m_progress.report(done / static_cast<double>(m_pictures.size()), "Drawing the sample");
        }
    }
    void draw(std::size_t index)
    {
        SamplePicture& picture = m_pictures[index];
        picture.file = sample::pictureName(index);
        sample::DrawnPicture drawn = sample::drawPicture(index);
        picture.width = drawn.image.width;
        picture.height = drawn.image.height;
        picture.objects = std::move(drawn.objects);
        if (const auto written = writeImage(m_folder / picture.file, drawn.image); !written) {
            const std::lock_guard lock(m_mutex);
            m_error = written.error();
            m_failed = true;
        }
    }

    const std::filesystem::path m_folder;
    std::vector<SamplePicture> m_pictures;
    Progress& m_progress;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_done{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::optional<Error> m_error;
};

} // namespace

Result<std::vector<SamplePicture>> drawSample(const std::filesystem::path& folder, std::size_t count,
                                              Progress& progress)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error{ErrorCode::Io, "The folder cannot be made: " + failed.message() + ".",
                     displayUtf8(pathToUtf8(folder))};
    return Drawing(folder, count, progress).run();
}

} // namespace touchstone
