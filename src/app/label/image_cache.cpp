#include "app/label/image_cache.h"

#include <algorithm>
#include <deque>
#include <list>
#include <mutex>
#include <set>
#include <unordered_map>

#include <QCoreApplication>
#include <QThreadPool>

#include "app/label/picture_decoder.h"

namespace touchstone {

namespace {

struct Job {
    PictureRequest request;
    int viewSide = 0; ///< For the one in front, which is shown reduced at first.
    std::uint64_t epoch = 0;
};

/// Goes before other events that wait: a picture is painted with what came with it, not after.
struct Delivery : QEvent {
    Delivery(std::int64_t key, Picture picture, std::uint64_t epoch)
        : QEvent(User), key(key), picture(std::move(picture)), epoch(epoch)
    {
    }
    std::int64_t key;
    Picture picture;
    std::uint64_t epoch;
};

std::int64_t bytesOf(const ImageLevels& levels)
{
    std::int64_t bytes = 0;
    for (const QImage& image : levels.images)
        bytes += image.sizeInBytes();
    return bytes;
}

} // namespace

struct ImageCache::State {
    std::int64_t budget = 0;
    std::int64_t held = 0;
    QThreadPool pool;
    /// Rises when everything is forgotten: what comes from before is dropped.
    std::uint64_t epoch = 0;

    struct Entry {
        Picture picture;
        std::list<std::int64_t>::iterator use;
    };
    std::unordered_map<std::int64_t, Entry> entries;
    std::list<std::int64_t> uses; ///< Newest first.

    std::mutex mutex; ///< Guards what follows, which workers read.
    std::deque<Job> queue;
    /// With their epochs: what was begun before everything was forgotten answers nobody.
    std::set<std::pair<std::uint64_t, std::int64_t>> underWay;
    std::set<std::int64_t> wanted;

    bool isWanted(std::int64_t key)
    {
        const std::lock_guard lock(mutex);
        return wanted.contains(key);
    }

    void evict()
    {
        auto it = uses.end();
        while (held > budget && it != uses.begin()) {
            --it;
            const std::int64_t key = *it;
            if (isWanted(key))
                continue;
            held -= bytesOf(entries.at(key).picture.levels);
            entries.erase(key);
            it = uses.erase(it);
        }
    }
};

ImageCache::ImageCache(std::int64_t budget, QObject* parent) : QObject(parent), m_state(new State)
{
    m_state->budget = budget;
    m_state->pool.setMaxThreadCount(2);
}

ImageCache::~ImageCache()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->queue.clear();
        m_state->wanted.clear();
    }
    m_state->pool.waitForDone();
}

const Picture* ImageCache::find(std::int64_t key) const
{
    const auto it = m_state->entries.find(key);
    if (it == m_state->entries.end())
        return nullptr;
    m_state->uses.splice(m_state->uses.begin(), m_state->uses, it->second.use);
    return &it->second.picture;
}

std::int64_t ImageCache::bytesHeld() const
{
    return m_state->held;
}

std::int64_t ImageCache::budget() const
{
    return m_state->budget;
}

void ImageCache::want(const PictureRequest& front, const std::vector<PictureRequest>& ahead)
{
    const auto isDone = [this](std::int64_t key, bool retryFailed) {
        const auto it = m_state->entries.find(key);
        if (it == m_state->entries.end())
            return false;
        const Picture::State state = it->second.picture.state;
        return state == Picture::State::Sharp || (!retryFailed && state != Picture::State::Preview);
    };
    std::size_t started = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->queue.clear();
        m_state->wanted.clear();
        m_state->wanted.insert(front.key);
        // A file that was missing may be back: the one in front is always looked for again.
        if (!isDone(front.key, true) && !m_state->underWay.contains({m_state->epoch, front.key}))
            m_state->queue.push_back({front, m_viewSide, m_state->epoch});
        for (const PictureRequest& request : ahead)
            if (m_state->wanted.insert(request.key).second && !isDone(request.key, false) &&
                !m_state->underWay.contains({m_state->epoch, request.key}))
                m_state->queue.push_back({request, 0, m_state->epoch});
        started = m_state->queue.size();
    }
    State* state = m_state.get();
    for (std::size_t i = 0; i < started; ++i)
        m_state->pool.start([this, state] {
            Job job;
            {
                const std::lock_guard lock(state->mutex);
                if (state->queue.empty())
                    return;
                job = state->queue.front();
                state->queue.pop_front();
                state->underWay.insert({job.epoch, job.request.key});
            }
            const std::int64_t key = job.request.key;
            const auto deliver = [this, key, epoch = job.epoch](Picture picture) {
                QCoreApplication::postEvent(this, new Delivery(key, std::move(picture), epoch),
                                            Qt::HighEventPriority);
            };
            for (bool whole = false; !whole;) {
                whole = decodePicture(job.request.path, job.viewSide, state->budget / 2,
                                      [state, key] { return state->isWanted(key); }, deliver);
                const std::lock_guard lock(state->mutex);
                // It may have been asked for again while it was given up.
                whole = whole || !state->wanted.contains(key);
                if (whole)
                    state->underWay.erase({job.epoch, key});
            }
        });
}

void ImageCache::customEvent(QEvent* event)
{
    auto* delivery = static_cast<Delivery*>(event);
    take(delivery->key, std::move(delivery->picture), delivery->epoch);
}

void ImageCache::forgetAll()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->queue.clear();
    m_state->wanted.clear();
    m_state->entries.clear();
    m_state->uses.clear();
    m_state->held = 0;
    ++m_state->epoch;
}

void ImageCache::take(std::int64_t key, Picture picture, std::uint64_t epoch)
{
    if (epoch != m_state->epoch)
        return;
    const auto it = m_state->entries.find(key);
    if (it != m_state->entries.end()) {
        m_state->held -= bytesOf(it->second.picture.levels);
        m_state->held += bytesOf(picture.levels);
        it->second.picture = std::move(picture);
        m_state->uses.splice(m_state->uses.begin(), m_state->uses, it->second.use);
    } else {
        m_state->uses.push_front(key);
        m_state->held += bytesOf(picture.levels);
        m_state->entries.emplace(key, State::Entry{std::move(picture), m_state->uses.begin()});
    }
    m_state->evict();
    Q_EMIT ready(key);
}

} // namespace touchstone
