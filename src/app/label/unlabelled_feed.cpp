#include "app/label/unlabelled_feed.h"

#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "canvas/canvas.h"

namespace touchstone {
namespace {

const Mask* maskOf(const std::optional<ObjectValue>& value)
{
    const auto* annotation = value ? std::get_if<Annotation>(&*value) : nullptr;
    const auto* shape = annotation ? std::get_if<MaskShape>(&annotation->shape) : nullptr;
    return shape ? &*shape->mask : nullptr;
}

} // namespace

UnlabelledFeed::UnlabelledFeed(ProjectSession& session, LabelContext& context, QObject* parent)
    : QObject(parent), m_context(context)
{
    connect(&session, &ProjectSession::itemOpened, this, &UnlabelledFeed::restart);
    connect(&session, &ProjectSession::contentChanged, this, &UnlabelledFeed::follow);
    connect(&context, &LabelContext::maskSettingsChanged, this, [this] {
        if (m_context.maskSettings().exclusive.has_value() != m_pixels.has_value())
            restart();
    });
}

std::optional<std::uint64_t> UnlabelledFeed::count() const
{
    return m_pixels ? std::optional(m_pixels->count()) : std::nullopt;
}

void UnlabelledFeed::setShown(bool shown)
{
    m_shown = shown;
    tell();
}

std::vector<const Mask*> UnlabelledFeed::masks() const
{
    std::vector<const Mask*> masks;
    for (const Annotation& annotation : m_context.content().annotations())
        if (const auto* shape = std::get_if<MaskShape>(&annotation.shape))
            if (shape->mask->width == m_width && shape->mask->height == m_height)
                masks.push_back(&*shape->mask);
    return masks;
}

void UnlabelledFeed::restart()
{
    const Size size = m_context.imageSize();
    m_width = static_cast<std::int32_t>(size.width);
    m_height = static_cast<std::int32_t>(size.height);
    m_pixels.reset();
    if (m_context.maskSettings().exclusive && m_width > 0 && m_height > 0) {
        m_pixels.emplace(m_width, m_height);
        m_pixels->update(masks());
    }
    tell();
}

void UnlabelledFeed::follow(const Edit& edit)
{
    if (!m_pixels)
        return;
    const Mask none{m_width, m_height, {}};
    bool any = false;
    for (const Change& change : edit.changes) {
        const Mask* before = maskOf(change.before);
        const Mask* after = maskOf(change.after);
        if (!before && !after)
            continue;
        if ((before && before->width != m_width) || (after && after->width != m_width))
            continue;
        m_pixels->update(masks(), changedBetween(before ? *before : none, after ? *after : none));
        any = true;
    }
    if (any)
        tell();
}

void UnlabelledFeed::tell()
{
    m_context.setUnlabelled(m_shown && m_pixels ? std::optional(MaskShape{m_pixels->mask()}) : std::nullopt);
    Q_EMIT changed();
}

} // namespace touchstone
