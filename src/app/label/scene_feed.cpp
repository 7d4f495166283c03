#include "app/label/scene_feed.h"

#include <limits>

#include "app/label/label_context.h"
#include "app/label/label_line.h"
#include "app/label/view_marks.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"
#include "canvas/canvas.h"

namespace touchstone {

namespace {

LabelLook lookOf(const Label& label)
{
    LabelLook look{QColor::fromRgb(QRgb(label.color)), toQt(label.name)};
    if (!label.skeleton.points.empty())
        look.skeleton = std::make_shared<const SkeletonTemplate>(label.skeleton);
    return look;
}

} // namespace

SceneFeed::SceneFeed(ProjectSession& session, LabelContext& context, ViewMarks& marks, QObject* parent)
    : QObject(parent), m_session(session), m_context(context)
{
    connect(&marks, &ViewMarks::changed, this, [this] {
        m_context.pruneSelection();
        restyle();
        reload();
    });
}

void SceneFeed::setFill(int alpha)
{
    m_look.fillAlpha = alpha;
    restyle();
}

void SceneFeed::setOutlineOnly(bool on)
{
    m_look.outlineOnly = on;
    restyle();
}

void SceneFeed::setColorRule(const ColorRule& rule, bool patterns)
{
    m_look.colorRule = rule;
    m_patterns = patterns;
    restyle();
}

void SceneFeed::reload()
{
    std::vector<Annotation> shown;
    for (const Annotation& annotation : m_context.content().annotations())
        if (!m_context.isHidden(annotation))
            shown.push_back(annotation);
    m_context.canvas().setAnnotations(std::move(shown));
    m_waitingId = {};
    showWaiting();
}

void SceneFeed::shownByPage()
{
    m_waitingId = {};
    showWaiting();
}

void SceneFeed::follow(const Edit& edit)
{
    for (const Change& change : edit.changes) {
        const auto& value = change.after ? change.after : change.before;
        const auto* annotation = value ? std::get_if<Annotation>(&*value) : nullptr;
        if (!annotation)
            continue;
        const Annotation* now = m_context.content().find(annotation->id);
        m_context.canvas().updateAnnotation(
            annotation->id, now && !m_context.isHidden(*now) ? std::optional(*now) : std::nullopt);
    }
}

void SceneFeed::restyle()
{
    const Theme& colors = theme();
    m_look.surround = colors.surround;
    m_look.text = colors.secondary;
    m_look.accent = colors.accent;
    m_look.bad = colors.bad;
    m_look.labels.clear();
    const Ontology& ontology = m_session.ontology();
    for (const Label& label : ontology.labels) {
        const Label* shown = label.mergedInto.isNull() ? &label : ontology.resolve(label.id);
        if (!shown)
            continue;
        LabelLook& look = m_look.labels[label.id] = lookOf(*shown);
        if (m_patterns)
            look.line = lineOf(*shown);
    }
    m_look.locked.clear();
    for (const Annotation& annotation : m_context.content().annotations())
        if (m_context.isLocked(annotation))
            m_look.locked[annotation.id] = true;
    m_context.canvas().setStyle(m_look);
}

void SceneFeed::showWaiting()
{
    Canvas& canvas = m_context.canvas();
    if (!m_waitingId.isNull())
        canvas.updateAnnotation(std::exchange(m_waitingId, {}), std::nullopt);
    if (!m_context.waitingShape())
        return;
    Annotation waiting;
    waiting.id = m_waitingId = AnnotationId::create();
    waiting.label = m_context.currentLabel();
    waiting.shape = *m_context.waitingShape();
    waiting.z = std::numeric_limits<std::int32_t>::max();
    canvas.updateAnnotation(waiting.id, waiting);
}

} // namespace touchstone
