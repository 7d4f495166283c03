#include "app/label/label_walk.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "app/label/item_navigator.h"
#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/text_page.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

std::vector<const Annotation*> spansOf(const LayerContent& content, const Ontology& ontology,
                                       const LabelId& label)
{
    std::vector<const Annotation*> spans = spansInOrder(content);
    const Label* wanted = ontology.resolve(label);
    std::erase_if(spans, [&](const Annotation* one) { return ontology.resolve(one->label) != wanted; });
    return spans;
}

} // namespace

LabelWalk::LabelWalk(ProjectSession& session, LabelContext& context, TextDesk& desk, ItemNavigator& navigator,
                     QObject* parent)
    : QObject(parent), m_session(session), m_context(context), m_desk(desk), m_navigator(navigator)
{
}

void LabelWalk::go(int by)
{
    if (!m_desk.isOn())
        return;
    LabelId label = m_context.currentLabel();
    if (m_context.selection().size() == 1)
        if (const Annotation* one = m_context.content().find(m_context.selection().front());
            one && std::holds_alternative<SpanShape>(one->shape))
            label = one->label;
    if (!m_session.ontology().resolve(label)) {
        Q_EMIT say(u"Select a span, or arm a label by its digit."_s);
        return;
    }
    if (!goHere(label, by) && !goBeyond(label, by))
        Q_EMIT say(
            (by > 0 ? u"This is the last %1 of the project."_s : u"This is the first %1 of the project."_s)
                .arg(m_context.labelName(label)));
}

bool LabelWalk::goHere(const LabelId& label, int by)
{
    const auto spans = spansOf(m_context.content(), m_session.ontology(), label);
    const auto& selected = m_context.selection();
    const auto at = std::ranges::find_if(spans, [&](const Annotation* one) {
        return selected.size() == 1 && one->id == selected.front();
    });
    std::ptrdiff_t next = at - spans.begin() + by;
    if (at == spans.end()) {
        const TextSelection caret = m_desk.page().view().selection();
        const std::tuple place(caret.block, caret.head);
        const auto after = std::ranges::find_if(spans, [&](const Annotation* one) {
            const auto& span = std::get<SpanShape>(one->shape);
            return std::tuple(int(span.block), extent(span).begin) >= place;
        });
        next = after - spans.begin() - (by > 0 ? 0 : 1);
    }
    if (next < 0 || next >= std::ptrdiff_t(spans.size()))
        return false;
    m_context.setSelection({spans[std::size_t(next)]->id});
    return true;
}

bool LabelWalk::goBeyond(const LabelId& label, int by)
{
    TaskFilter filter;
    filter.label = label;
    const Search asked{label, by, m_navigator.frontKey()};
    const Search before = std::exchange(m_given, {});
    std::int64_t key = before == asked ? m_reached : asked.from;
    const auto end = std::chrono::steady_clock::now() + m_mostTime;
    do {
        const auto next = m_session.reader().nextItem(key, by > 0, filter);
        if (!next) {
            Q_EMIT say(toQt(next.error().text()));
            return true;
        }
        if (!*next)
            return false;
        key = **next;
        const auto item = m_session.reader().item(key);
        if (!item || item->kind != "text")
            continue;
        const WorkingLayer* kept = m_session.workingOn(item->id);
        const auto read = kept ? Result<WorkingLayer>(*kept)
                               : openWorkingLayer(m_session.project(), m_session.reader(), item->id);
        if (!read || spansOf(read->content, m_session.ontology(), label).empty())
            continue;
        if (!m_navigator.open(key))
            return true;
        // A layer that is not one's own yet has other ids each time it is read.
        const auto spans = spansOf(m_context.content(), m_session.ontology(), label);
        if (!spans.empty())
            m_context.setSelection({(by > 0 ? spans.front() : spans.back())->id});
        return true;
    } while (std::chrono::steady_clock::now() < end);
    m_given = asked;
    m_reached = key;
    Q_EMIT say(
        u"None of the nearest texts shows %1. The same key looks further."_s.arg(m_context.labelName(label)));
    return true;
}

} // namespace touchstone
