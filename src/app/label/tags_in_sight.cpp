#include "app/label/tags_in_sight.h"

#include "app/session/project_session.h"
#include "touchstone/store/reader.h"

namespace touchstone {

namespace {

constexpr std::size_t mostKnown = 8192;

std::vector<LabelId> tagsOf(Reader& reader, std::int64_t key, const MemberId& me)
{
    std::vector<LabelId> tags;
    const auto item = reader.item(key);
    if (!item)
        return tags;
    const auto shown = reader.shownLayer(item->id, me);
    if (!shown || !*shown)
        return tags;
    if (const auto content = reader.content((*shown)->layer.id))
        for (const Annotation& annotation : content->annotations())
            if (std::holds_alternative<TagShape>(annotation.shape))
                tags.push_back(annotation.label);
    return tags;
}

} // namespace

TagsInSight::TagsInSight(ProjectSession& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_pool.setMaxThreadCount(1);
}

TagsInSight::~TagsInSight()
{
    m_pool.waitForDone();
}

const std::vector<LabelId>* TagsInSight::find(std::int64_t key) const
{
    const auto found = m_known.find(key);
    return found == m_known.end() ? nullptr : &found->second.tags;
}

void TagsInSight::want(const std::vector<std::int64_t>& keys)
{
    m_wanted.clear();
    for (const std::int64_t key : keys)
        if (const auto found = m_known.find(key);
            found == m_known.end() || found->second.generation != m_generation)
            m_wanted.push_back(key);
    if (!m_wanted.empty() && !m_reading)
        start();
}

void TagsInSight::readAgain()
{
    ++m_generation;
}

void TagsInSight::start()
{
    m_reading = true;
    m_pool.start([this, &project = m_session.project(), keys = std::exchange(m_wanted, {}),
                  generation = m_generation] {
        std::vector<std::vector<LabelId>> tags;
        if (auto reader = project.reader())
            for (const std::int64_t key : keys)
                tags.push_back(tagsOf(**reader, key, project.me()));
        QMetaObject::invokeMethod(
            this,
            [this, keys, generation, tags = std::move(tags)]() mutable {
                m_reading = false;
                if (m_known.size() > mostKnown)
                    m_known.clear();
                for (std::size_t i = 0; i < tags.size() && i < keys.size(); ++i)
                    m_known[keys[i]] = {std::move(tags[i]), generation};
                if (!tags.empty())
                    Q_EMIT ready();
                if (!m_wanted.empty())
                    start();
            },
            Qt::QueuedConnection);
    });
}

} // namespace touchstone
