// Which labels may be given to what is in front.

#include <algorithm>
#include <set>

#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "app/label/token_tagger.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/relation_rules.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Of all that is to have the label: few, however much is selected.
struct Asked {
    std::set<ShapeKind> kinds;
    /// Labels of the ends of relations.
    std::set<std::pair<LabelId, LabelId>> ends;
};

} // namespace

LabelFit TextDesk::fit() const
{
    if (!m_on)
        return {};
    Asked asked;
    const LayerContent& content = m_context.content();
    const auto join = [&](const AnnotationId& from, const AnnotationId& to) {
        const Annotation* begin = content.find(from);
        const Annotation* end = content.find(to);
        if (begin && end)
            asked.ends.emplace(begin->label, end->label);
    };
    if (m_tagger->isOn()) {
        asked.kinds.insert(ShapeKind::Span);
    } else if (m_waiting == Waiting::Relation || m_waiting == Waiting::Chain) {
        asked.kinds.insert(ShapeKind::Relation);
        if (m_waiting == Waiting::Relation)
            join(m_from, m_to);
    } else if (!m_context.selection().empty()) {
        for (const AnnotationId& id : m_context.selection())
            if (const Annotation* one = content.find(id)) {
                asked.kinds.insert(touchstone::kindOf(one->shape));
                const auto* relation = std::get_if<RelationShape>(&one->shape);
                if (relation && relation->directed && relation->members->size() == 2)
                    join(relation->members->front(), relation->members->back());
            }
    } else if (!m_view.selection().isEmpty()) {
        asked.kinds.insert(ShapeKind::Span);
    }
    if (asked.kinds.empty())
        return {};
    return [this, asked = std::move(asked)](const Label& label) {
        for (const ShapeKind kind : asked.kinds)
            if (!label.allows(kind))
                return u"is not for %1"_s.arg(kind == ShapeKind::Span       ? u"spans"_s
                                              : kind == ShapeKind::Relation ? u"relations"_s
                                                                            : u"all of these"_s);
        for (const auto& [from, to] : asked.ends)
            if (!mayRelate(m_session.ontology(), label, from, to))
                return u"does not go from %1 to %2"_s.arg(m_context.labelName(from), m_context.labelName(to));
        return QString();
    };
}

LabelId TextDesk::usual() const
{
    return m_waiting == Waiting::Relation ? m_relationLabel
           : m_waiting == Waiting::Chain  ? m_chainLabel
                                          : LabelId();
}

QPoint TextDesk::belowLabelled() const
{
    AnnotationId id;
    if (m_waiting == Waiting::Relation)
        id = m_to;
    else if (m_waiting == Waiting::Chain)
        id = m_mentions.front();
    else if (!m_context.selection().empty())
        id = m_context.selection().back();
    const Annotation* one = m_on ? m_context.content().find(id) : nullptr;
    const auto* span = one ? std::get_if<SpanShape>(&one->shape) : nullptr;
    if (!m_on || (one && !span) || (!span && m_view.selection().isEmpty()))
        return {};
    const int block = span ? span->block : m_view.selection().block;
    const TextRange range = span ? extent(*span) : m_view.selection().range();
    const auto rect = m_view.rectOf(block, range);
    if (!rect || !m_view.viewport()->rect().intersects(*rect))
        return {};
    return m_view.viewport()->mapTo(m_page, QPoint(rect->left(), *m_view.bottomOfLine(block, range)));
}

} // namespace touchstone
