#include "app/label/page_feed.h"

#include <algorithm>

#include "app/label/image_cache.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/read_ahead.h"
#include "canvas/canvas.h"

namespace touchstone {

namespace {

/// A run of edits or wheel steps makes the pages once, at its end.
constexpr int quietMs = 60;

} // namespace

PageFeed::PageFeed(ProjectSession& session, Canvas& canvas, ImageCache& images, ViewMarks& marks,
                   QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas), m_images(images), m_marks(marks)
{
    m_pool.setMaxThreadCount(1);
    for (QTimer* timer : {&m_soon, &m_later}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &PageFeed::update);
    }
    m_later.setInterval(quietMs);
    const auto soon = [this] { m_soon.start(0); };
    connect(&session.ahead(), &ReadAhead::ready, this, soon);
    connect(&images, &ImageCache::ready, this, soon);
    connect(&canvas, &Canvas::viewChanged, this, &PageFeed::refreshSoon);
    connect(&marks, &ViewMarks::changed, this, &PageFeed::refreshSoon);
    connect(&session, &ProjectSession::contentChanged, this, &PageFeed::refreshSoon);
    connect(&session, &ProjectSession::saveStateChanged, this, &PageFeed::refreshSoon);
    connect(&session, &ProjectSession::ontologyChanged, this, &PageFeed::refreshSoon);
    connect(&session, &ProjectSession::itemsChanged, this, &PageFeed::refreshSoon);
}

PageFeed::~PageFeed()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PageFeed::refreshSoon()
{
    m_later.start();
}

void PageFeed::want(const std::vector<Item>& items)
{
    m_wanted = items;
    std::erase_if(m_made, [&](const auto& made) {
        return std::ranges::find(items, made.first, &Item::key) == items.end();
    });
    m_soon.start(0);
}

void PageFeed::update()
{
    std::vector<ItemId> ids;
    for (const Item& item : m_wanted)
        ids.push_back(item.id);
    m_session.ahead().want(ids);
    // Marks are of single shapes and rarely set: with them pages are shown in the ordinary way.
    if (m_marks.anythingHidden() || m_marks.anythingLocked() || m_marks.isPeeking()) {
        m_made.clear();
        return;
    }
    for (const Item& item : m_wanted)
        start(item);
}

void PageFeed::start(const Item& item)
{
    const Picture* picture = m_images.find(item.key);
    auto reading = m_session.ahead().find(item.id);
    if (!reading || !picture || picture->state != Picture::State::Sharp)
        return;
    const Made wanted{reading->ticket, picture->levels.images.front().cacheKey(),
                      m_canvas.pageSetting(picture->fullSize), nullptr};
    Made& made = m_made[item.key];
    if (made.ticket == wanted.ticket && made.picture == wanted.picture && made.setting == wanted.setting)
        return;
    made = wanted;
    m_pool.start([this, key = item.key, ticket = wanted.ticket, setting = wanted.setting,
                  levels = picture->levels, size = picture->fullSize,
                  reading = std::move(reading)]() mutable {
        std::vector<Annotation> annotations = reading->working.content.annotations();
        // Whoever opens the item meanwhile need not copy it.
        reading.reset();
        std::shared_ptr<CanvasPage> page = makePage(setting, std::move(levels), size, std::move(annotations));
        QMetaObject::invokeMethod(
            this,
            [this, key, ticket, page = std::move(page)] {
                const auto it = m_made.find(key);
                if (it != m_made.end() && it->second.ticket == ticket && it->second.setting == page->setting)
                    it->second.page = page;
            },
            Qt::QueuedConnection);
    });
}

std::shared_ptr<CanvasPage> PageFeed::take(const Item& item)
{
    const auto it = m_made.find(item.key);
    if (it == m_made.end())
        return nullptr;
    const Made made = std::move(it->second);
    m_made.erase(it);
    return made.ticket == m_session.frontTicket() ? made.page : nullptr;
}

void PageFeed::dispose(std::shared_ptr<CanvasPage> page)
{
    m_pool.start([old = std::move(page)]() mutable { old.reset(); });
}

} // namespace touchstone
