#include "app/label/copy_along.h"

#include <algorithm>
#include <unordered_set>

#include "app/label/counted.h"
#include "app/label/item_flow.h"
#include "app/label/item_navigator.h"
#include "app/label/label_context.h"
#include "app/label/selection_commands.h"
#include "app/session/project_session.h"
#include "touchstone/model/relations.h"

using namespace Qt::StringLiterals;

namespace touchstone {

std::vector<Annotation> shapesToCopy(const LayerContent& content, const std::vector<AnnotationId>& ids)
{
    std::unordered_set<AnnotationId> wanted(ids.begin(), ids.end());
    std::vector<Annotation> found;
    for (const Annotation& one : content.annotations()) {
        if (std::holds_alternative<RelationShape>(one.shape) || std::holds_alternative<TagShape>(one.shape)) {
            wanted.erase(one.id);
        } else if (ids.empty() || wanted.contains(one.id)) {
            wanted.insert(one.id);
            found.push_back(one);
        }
    }
    for (const Annotation& one : content.annotations())
        if (const auto* relation = std::get_if<RelationShape>(&one.shape))
            if (relationOf(*relation, [&](const AnnotationId& id) { return wanted.contains(id); }))
                found.push_back(one);
    return found;
}

QString shapeCount(const std::vector<Annotation>& annotations)
{
    const auto count = std::ranges::count_if(
        annotations, [](const Annotation& one) { return !std::holds_alternative<RelationShape>(one.shape); });
    return counted(count, u"1 shape"_s, u"%1 shapes"_s);
}

CopyAlong::CopyAlong(ProjectSession& session, LabelContext& context, ItemNavigator& navigator,
                     SelectionCommands& selection, QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_navigator(navigator), m_selection(selection)
{
}

void CopyAlong::copy(int by)
{
    m_waiting.reset();
    const auto target = m_navigator.neighbour(by);
    if (!target) {
        Q_EMIT say(by > 0 ? u"There is no item after this one."_s : u"There is no item before this one."_s);
        return;
    }
    if (const QString reason = m_session.whyNotEditable(); !reason.isEmpty()) {
        Q_EMIT say(reason);
        return;
    }
    std::vector<Annotation> shapes = shapesToCopy(m_context.content(), m_context.selection());
    if (shapes.empty()) {
        Q_EMIT say(u"There is no shape here to copy."_s);
        return;
    }
    const QString from = itemName(m_session.working()->item);
    if (!m_navigator.open(target->key))
        return;
    m_waiting = Waiting{target->id, from, std::move(shapes)};
    sizeKnown();
}

void CopyAlong::sizeKnown()
{
    const WorkingLayer* working = m_session.working();
    if (!m_waiting || !working)
        return;
    if (working->item.id != m_waiting->item) {
        m_waiting.reset(); // People went on.
        return;
    }
    if (m_context.imageSize().width <= 0 || m_context.imageSize().height <= 0)
        return;
    const Waiting now = *std::exchange(m_waiting, std::nullopt);
    if (m_selection.add(u"Copy %1 from %2"_s.arg(shapeCount(now.shapes), now.from), now.shapes, {}) == 0)
        Q_EMIT say(u"%1 copied from %2."_s.arg(shapeCount(now.shapes), now.from));
}

} // namespace touchstone
