// All places of the same words, labelled one by one or at once.

#include <algorithm>

#include "app/label/counted.h"
#include "app/label/find_bar.h"
#include "app/label/label_context.h"
#include "app/label/text_desk.h"
#include "app/label/text_finder.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "textview/text_view.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Of either direction, in a sentence.
QString quoted(const QString& words)
{
    const QString one = words.simplified();
    return u"“\u2068"_s + (one.size() > 40 ? one.left(39) + u'…' : one) + u"\u2069”"_s;
}

QString placesText(std::size_t count)
{
    return counted(std::int64_t(count), u"1 place"_s, u"%1 places"_s);
}

} // namespace

void TextFinder::labelAll()
{
    if (!m_desk.isOn())
        return;
    const QString surface = words();
    if (surface.trimmed().isEmpty()) {
        Q_EMIT say(u"Mark words, or select a span of one piece: L finds the same words again."_s);
        return;
    }
    LabelId label = m_context.currentLabel();
    if (m_view.selection().isEmpty())
        label = meant()->label;
    const TextSelection at = m_view.selection();
    m_from = {at.block, at.range()};
    beginLabelling(label, surface, {}, false);
}

// What the bar has found.
void TextFinder::labelFound()
{
    const auto search = TextSearch::compile(m_bar->pattern());
    if (!search || m_places.empty())
        return;
    const Query query = [search = *search](const Document& document, const Progress* progress) {
        SearchLimits limits;
        limits.progress = progress;
        return placesOf(document, search, limits);
    };
    beginLabelling(m_context.currentLabel(), m_bar->field().text(), query, search->pattern().isExpression);
}

void TextFinder::beginLabelling(const LabelId& label, const QString& what, Query query, bool slow)
{
    if (!m_context.isEditable()) {
        Q_EMIT say(m_context.whyNotEditable());
        return;
    }
    const Label* named = m_session.ontology().resolve(label);
    if (!named || !named->isActive() || !named->allows(ShapeKind::Span)) {
        Q_EMIT say(u"Choose a label for spans first: its digit arms it."_s);
        return;
    }
    m_job.cancel();
    m_label = named->id;
    m_what = what;
    m_left.clear();
    // What was found before is not what is asked about, until the search is done.
    m_places.clear();
    m_all.clear();
    m_current = -1;
    m_surface = query ? QString() : what;
    m_bar->showLabel(quoted(what));
    m_view.setFocus(Qt::OtherFocusReason);
    if (!query)
        query = [surface = fromQt(what), matchCase = m_bar->matchesCase()](const Document& document,
                                                                          const Progress* progress) {
            return placesOf(document, SurfaceMatcher({surface}, matchCase), progress);
        };
    lookFor(std::move(query), slow);
}

bool TextFinder::take(const LabelId& label)
{
    if (!isLabelling())
        return false;
    const Label* named = m_session.ontology().resolve(label);
    if (!named || !named->allows(ShapeKind::Span)) {
        Q_EMIT say(u"%1 is not for spans."_s.arg(named ? toQt(named->name) : QString()));
        return true;
    }
    m_label = named->id;
    contentChanged();
    return true;
}

void TextFinder::gatherCandidates()
{
    const SpanCover cover(m_context.content(), m_session.ontology(), m_label);
    m_places.clear();
    for (const TextPlace& place : m_all)
        if (!cover.overlaps(place) && !m_left.contains(place))
            m_places.push_back(place);
}

void TextFinder::showLabelling()
{
    m_bar->showLabel(m_places.empty() ? u"No other place of %1 is without %2"_s.arg(
                                            quoted(m_what), m_context.labelName(m_label))
                                      : u"%1 of %2 as %3"_s.arg(placesText(m_places.size()), quoted(m_what),
                                                                m_context.labelName(m_label)));
}

void TextFinder::contentChanged()
{
    if (!isLabelling() || m_job.isRunning())
        return;
    const TextPlace before =
        m_current >= 0 ? m_places[std::size_t(m_current)] : TextPlace{m_from.block, {m_from.range.begin, 0}};
    gatherCandidates();
    m_current = -1;
    if (!m_places.empty()) {
        const auto next = std::ranges::lower_bound(m_places, before);
        m_current = next == m_places.end() ? 0 : int(next - m_places.begin());
    }
    showLabelling();
    show();
}

void TextFinder::acceptCurrent()
{
    if (m_current >= 0)
        accept({m_places[std::size_t(m_current)]});
}

void TextFinder::rejectCurrent()
{
    if (m_current < 0)
        return;
    m_left.insert(m_places[std::size_t(m_current)]);
    contentChanged();
    if (m_places.empty())
        close();
}

void TextFinder::accept(const std::vector<TextPlace>& places)
{
    if (places.empty() || !isLabelling())
        return;
    if (!m_context.isEditable()) {
        Q_EMIT say(m_context.whyNotEditable());
        return;
    }
    std::vector<Change> changes;
    const Attributes start = m_context.startOf(m_label);
    for (const TextPlace& place : places) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = m_label;
        span.shape = SpanShape{std::vector{place.range}, place.block};
        span.attributes = start;
        changes.push_back(m_context.content().creation(std::move(span)));
    }
    const QString name = m_context.labelName(m_label);
    const QString what = quoted(m_what);
    if (!m_context.apply(places.size() == 1
                             ? u"Label %1: %2"_s.arg(name, m_what.simplified().left(60))
                             : u"Label %1 %2"_s.arg(placesText(places.size()), name),
                         std::move(changes)))
        return;
    contentChanged();
    if (m_places.empty()) {
        close();
        Q_EMIT say(places.size() == 1
                       ? u"All places of %1 are seen to."_s.arg(what)
                       : u"%1 of %2 labelled %3."_s.arg(placesText(places.size()), what, name));
    }
}

} // namespace touchstone
