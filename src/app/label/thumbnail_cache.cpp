#include "app/label/thumbnail_cache.h"

#include <deque>
#include <mutex>
#include <set>

#include <QCache>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

#include "app/jobs/image_convert.h"
#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr std::size_t longestQueue = 64;
constexpr int memoryKilobytes = 64 * 1024;

struct Request {
    std::int64_t key = 0;
    std::filesystem::path path;
    std::uint64_t epoch = 0;
};

struct Loaded {
    QImage image;
    bool missing = false;
    bool tooLarge = false;
    QSize fullSize;
};

// The stored name holds the file's time and size, so that a changed file gets a new thumbnail.
QString cacheFile(const QString& folder, const QFileInfo& file)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(file.absoluteFilePath().toUtf8());
    hash.addData(QByteArray::number(file.lastModified().toMSecsSinceEpoch()));
    hash.addData(QByteArray::number(file.size()));
    return folder + u'/' + QString::fromLatin1(hash.result().toHex()) + u".jpg"_s;
}

Loaded load(const Request& request, const QString& folder)
{
    const QFileInfo file(QString::fromStdString(pathToUtf8(request.path)));
    if (!file.exists())
        return {{}, true, false, {}};
    const Result<ImageHeader> header = readImageHeader(request.path);
    const QSize fullSize = header ? QSize(header->width, header->height) : QSize();
    const QString cached = cacheFile(folder, file);
    QImage image;
    if (QFileInfo::exists(cached) && image.load(cached, "JPEG"))
        return {image, false, false, fullSize};
    const Result<ImageBuffer> decoded = decodeImage(request.path, ThumbnailCache::side);
    if (!decoded)
        return {
            {}, decoded.error().code == ErrorCode::NotFound, header && !checkPixelBudget(*header), fullSize};
    image = toImage(*decoded);
    image = image.scaled(ThumbnailCache::side, ThumbnailCache::side, Qt::KeepAspectRatio,
                         Qt::SmoothTransformation);
    if (QDir().mkpath(folder)) {
        QSaveFile out(cached);
        if (out.open(QIODevice::WriteOnly) && image.save(&out, "JPEG", 85))
            out.commit();
    }
    return {image, false, false, fullSize};
}

} // namespace

struct ThumbnailCache::State {
    QString folder;
    QCache<qint64, Thumbnail> memory{memoryKilobytes};
    QThreadPool pool;

    std::mutex mutex; ///< Guards what follows.
    std::deque<Request> queue;
    std::set<std::int64_t> asked;
    std::uint64_t epoch = 0;
    bool running = false;

    std::optional<Request> next()
    {
        const std::lock_guard lock(mutex);
        if (queue.empty()) {
            running = false;
            return {};
        }
        Request request = std::move(queue.back());
        queue.pop_back();
        return request;
    }
};

ThumbnailCache::ThumbnailCache(const QString& projectId, QObject* parent)
    : QObject(parent), m_state(new State)
{
    m_state->folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/thumbnails/"_s +
                      projectId;
    m_state->pool.setMaxThreadCount(1);
}

ThumbnailCache::~ThumbnailCache()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->queue.clear();
    }
    m_state->pool.waitForDone();
}

const ThumbnailCache::Thumbnail* ThumbnailCache::find(std::int64_t key, const std::filesystem::path& path)
{
    if (const Thumbnail* known = m_state->memory.object(key))
        return known;
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->asked.insert(key).second)
            return nullptr;
        m_state->queue.push_back({key, path, m_state->epoch});
        // While a list is scrolled, the oldest requests are out of sight again.
        if (m_state->queue.size() > longestQueue) {
            m_state->asked.erase(m_state->queue.front().key);
            m_state->queue.pop_front();
        }
        if (m_state->running)
            return nullptr;
        m_state->running = true;
    }
    m_state->pool.start([this, state = m_state.get()] {
        while (const std::optional<Request> request = state->next()) {
            Loaded loaded = load(*request, state->folder);
            QMetaObject::invokeMethod(
                this,
                [this, state, epoch = request->epoch, id = request->key, loaded = std::move(loaded)] {
                    {
                        const std::lock_guard lock(state->mutex);
                        if (epoch != state->epoch)
                            return;
                        state->asked.erase(id);
                    }
                    const int cost = int(loaded.image.sizeInBytes() / 1024 + 1);
                    auto* made = new Thumbnail{QPixmap::fromImage(loaded.image), loaded.missing,
                                               loaded.tooLarge, loaded.fullSize};
                    state->memory.insert(id, made, cost);
                    Q_EMIT ready(id);
                },
                Qt::QueuedConnection);
        }
    });
    return nullptr;
}

void ThumbnailCache::forgetAll()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->queue.clear();
    m_state->asked.clear();
    m_state->memory.clear();
    ++m_state->epoch;
}

} // namespace touchstone
