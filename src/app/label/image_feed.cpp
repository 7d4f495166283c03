#include "app/label/image_feed.h"

#include <algorithm>

#include "app/label/image_cache.h"
#include "app/label/missing_notice.h"
#include "app/label/thumbnail_cache.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "canvas/canvas.h"
#include "canvas/canvas_page.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString fileName(const Item& item)
{
    const QString path = toQt(item.path);
    return path.mid(path.lastIndexOf(u'/') + 1);
}

} // namespace

ImageFeed::ImageFeed(ProjectSession& session, ImageCache& cache, Canvas& canvas, MissingNotice& notice,
                     ThumbnailCache& thumbnails, QObject* parent)
    : QObject(parent), m_session(session), m_cache(cache), m_canvas(canvas), m_notice(notice),
      m_thumbnails(thumbnails)
{
    connect(&m_cache, &ImageCache::ready, this, [this](qint64 key) {
        const Picture* picture = key == m_item.key ? m_cache.find(key) : nullptr;
        if (!picture)
            return;
        const bool preview = picture->state == Picture::State::Preview;
        present(*picture);
        if (!preview && std::exchange(m_aheadWaits, false))
            want();
    });
}

bool ImageFeed::show(const Item& item, CanvasPage* page)
{
    m_item = item;
    m_ahead.clear();
    m_begun = false;
    setProblem({});
    m_canvas.setMessage({});
    if (const Picture* picture = m_cache.find(item.key)) {
        if (!page || picture->state != Picture::State::Sharp ||
            page->levels.images.front().cacheKey() != picture->levels.images.front().cacheKey()) {
            present(*picture);
            return false;
        }
        learn(*picture);
        m_begun = true;
        m_canvas.setPage(*page);
        tell(picture->fullSize);
        return true;
    }
    want();
    const QSize stated(int(item.width), int(item.height));
    const auto* thumbnail =
        stated.isEmpty() ? nullptr : m_thumbnails.find(item.key, m_session.project().mediaPath(item));
    ImageLevels small;
    if (thumbnail && !thumbnail->pixmap.isNull())
        small.images.push_back(thumbnail->pixmap.toImage().convertToFormat(QImage::Format_RGB32));
    put(small, stated);
    return false;
}

void ImageFeed::want()
{
    const Project& project = m_session.project();
    m_cache.setViewSide(int(std::max(m_canvas.width(), m_canvas.height()) * m_canvas.devicePixelRatioF()));
    std::vector<PictureRequest> next;
    // The one that is looked at has the processor for itself.
    const Picture* front = m_cache.find(m_item.key);
    m_aheadWaits = !front || front->state == Picture::State::Preview;
    if (!m_aheadWaits)
        for (const Item& other : m_ahead)
            next.push_back({other.key, project.mediaPath(other)});
    m_cache.want({m_item.key, project.mediaPath(m_item)}, next);
}

void ImageFeed::setAhead(const std::vector<Item>& ahead)
{
    m_ahead.clear();
    std::ranges::copy_if(ahead, std::back_inserter(m_ahead),
                         [](const Item& item) { return item.kind == "image"; });
    if (m_item.key != 0)
        want();
}

void ImageFeed::clear()
{
    m_item = {};
    setProblem({});
    m_begun = false;
    put({}, {});
}

void ImageFeed::forgetAll()
{
    m_cache.forgetAll();
    m_thumbnails.forgetAll();
    if (m_item.key != 0) {
        const std::vector<Item> ahead = m_ahead;
        show(Item(m_item));
        setAhead(ahead);
    }
    Q_EMIT sizeChanged();
}

bool ImageFeed::isPresented() const
{
    return m_cache.find(m_item.key) != nullptr;
}

void ImageFeed::present(const Picture& picture)
{
    if (picture.state == Picture::State::Missing || picture.state == Picture::State::Broken) {
        presentProblem(picture);
        return;
    }
    setProblem({});
    learn(picture);
    put(picture.levels, picture.fullSize);
}

void ImageFeed::presentProblem(const Picture& picture)
{
    put({}, QSize(int(m_item.width), int(m_item.height)));
    const QString name = fileName(m_item);
    if (picture.state == Picture::State::Missing)
        setProblem(u"%1 is missing. Labels are kept."_s.arg(name), u"Locate…"_s);
    else
        setProblem(u"%1 cannot be shown: %2"_s.arg(name, picture.problem), u"Look again"_s);
}

void ImageFeed::setProblem(const QString& sentence, const QString& action)
{
    m_notice.show(sentence, action);
    if (std::exchange(m_problem, sentence) != sentence)
        Q_EMIT problemChanged(sentence);
}

void ImageFeed::put(const ImageLevels& levels, QSize size)
{
    if (std::exchange(m_begun, true) && size == m_size)
        m_canvas.refineImage(levels);
    else
        m_canvas.setImage(levels, size);
    tell(size);
}

void ImageFeed::tell(QSize size)
{
    if (std::exchange(m_size, size) != size)
        Q_EMIT sizeChanged();
}

void ImageFeed::learn(const Picture& picture)
{
    const QSize stated(int(m_item.width), int(m_item.height));
    if (!stated.isEmpty() && stated != picture.fullSize) {
        if (m_size != picture.fullSize)
            Q_EMIT remark(
                u"The picture is %1 × %2, its labels were made on %3 × %4."_s.arg(picture.fullSize.width())
                    .arg(picture.fullSize.height())
                    .arg(stated.width())
                    .arg(stated.height()));
        return;
    }
    if (m_item.width != 0 && m_item.orientation != 0)
        return;
    m_item.width = picture.fullSize.width();
    m_item.height = picture.fullSize.height();
    m_item.orientation = picture.orientation;
    if (!m_session.project().isReadOnly()) {
        m_session.project().saveFacts(m_item.id, m_item.width, m_item.height, picture.orientation,
                                      picture.bytes, {});
        Q_EMIT factsLearned();
    }
}

} // namespace touchstone
