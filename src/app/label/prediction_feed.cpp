#include "app/label/prediction_feed.h"

#include <algorithm>
#include <map>
#include <utility>

#include <QSettings>
#include <QStringList>

#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

std::size_t placeOf(const std::vector<Prediction>& predictions, const AnnotationId& id)
{
    const auto found =
        std::ranges::find_if(predictions, [&](const Prediction& p) { return p.annotation->id == id; });
    return static_cast<std::size_t>(found - predictions.begin());
}

bool isSuggestion(const Prediction& prediction)
{
    return prediction.source.isNull();
}

std::optional<TextPlace> spanPlace(const Annotation& annotation)
{
    const auto* span = std::get_if<SpanShape>(&annotation.shape);
    return span ? std::optional(TextPlace{span->block, extent(*span)}) : std::nullopt;
}

} // namespace

PredictionFeed::PredictionFeed(ProjectSession& session, LabelContext& context, QObject* parent)
    : QObject(parent), m_session(session), m_context(context)
{
    const QSettings settings;
    m_threshold = std::clamp(settings.value(u"predictions/threshold"_s, m_threshold).toInt(), 0, 100);
    for (const QString& text : settings.value(u"predictions/off"_s).toStringList())
        if (const auto uuid = Uuid::parse(fromQt(text)))
            m_off.insert(SourceId{*uuid});
}

void PredictionFeed::writeSettings() const
{
    QStringList off;
    for (const SourceId& source : m_off)
        off.append(toQt(source.toString()));
    QSettings settings;
    settings.setValue(u"predictions/threshold"_s, m_threshold);
    settings.setValue(u"predictions/off"_s, off);
}

void PredictionFeed::read()
{
    m_shown.clear(); // They point into the layers.
    m_layers.clear();
    if (const WorkingLayer* working = m_session.working()) {
        Reader& reader = m_session.reader();
        const auto rows = reader.layersOf(working->item.id);
        if (!rows)
            Q_EMIT say(toQt(rows.error().text()));
        std::vector<Source> sources;
        for (const LayerRow& row : rows ? *rows : std::vector<LayerRow>{}) {
            if (row.layer.role != LayerRole::Prediction)
                continue;
            const auto content = reader.content(row.layer.id);
            if (!content) {
                Q_EMIT say(toQt(content.error().text()));
                continue;
            }
            if (sources.empty())
                if (auto all = reader.sources())
                    sources = std::move(*all);
            const auto source = std::ranges::find(sources, row.layer.source, &Source::id);
            std::string name = source == sources.end() ? row.author : source->name;
            name.erase(0, name.find_last_of('/') + 1);
            m_layers.push_back({row.layer.source, std::move(name), content->annotations()});
        }
    }
    m_current = {};
    compare();
}

void PredictionFeed::forget()
{
    m_refused.clear();
    if (m_layers.empty() && m_suggestions.empty())
        return;
    m_shown.clear();
    m_layers.clear();
    m_suggestions.clear();
    m_current = {};
    compare();
}

void PredictionFeed::compare()
{
    m_shown.clear();
    m_open = m_heldBack = 0;
    if (!m_layers.empty())
        m_shown = predictionsOf(m_layers, m_context.content());
    showSuggestions();
    std::erase_if(m_shown, [this](const Prediction& prediction) {
        const bool held = !isOn(prediction.source) || !reaches(*prediction.annotation, m_threshold / 100.0);
        m_heldBack += held && prediction.state == PredictionState::Open;
        return held;
    });
    std::ranges::stable_sort(m_shown, [](const Prediction& a, const Prediction& b) {
        return a.state != b.state ? a.state < b.state
                                  : a.annotation->score.value_or(2) > b.annotation->score.value_or(2);
    });
    m_open = static_cast<std::size_t>(std::ranges::count(m_shown, PredictionState::Open, &Prediction::state));
    // Without predictions, which is usual, an edit repaints no more than itself.
    const bool any = !m_layers.empty() || !m_suggestions.empty();
    if (std::exchange(m_told, any) || any)
        Q_EMIT changed();
    // The first key decides of what is shown as current.
    if (!currentPrediction())
        setCurrent(m_open == 0 ? AnnotationId{} : m_shown.front().annotation->id);
}

void PredictionFeed::setSuggestions(std::vector<Annotation> suggestions)
{
    if (suggestions.empty() && m_suggestions.empty())
        return;
    // Those that are there already keep their ids, and the current one stays the current one.
    std::map<std::pair<TextPlace, LabelId>, AnnotationId> known;
    for (const Annotation& one : m_suggestions)
        if (const auto place = spanPlace(one))
            known.emplace(std::pair(*place, one.label), one.id);
    for (Annotation& one : suggestions)
        if (const auto place = spanPlace(one))
            if (const auto same = known.find({*place, one.label}); same != known.end())
                one.id = same->second;
    m_shown.clear(); // They point into the suggestions.
    m_suggestions = std::move(suggestions);
    compare();
}

// What somebody labelled meanwhile is nothing to suggest any more.
void PredictionFeed::showSuggestions()
{
    if (m_suggestions.empty())
        return;
    const SpanCover cover(m_context.content(), {}, {});
    for (const Annotation& one : m_suggestions)
        if (const auto place = spanPlace(one);
            place && !cover.overlaps(*place) && !m_refused.contains(*place))
            m_shown.push_back({{}, &one, PredictionState::Open, {}, false, false, false});
}

void PredictionFeed::refuse(const std::vector<Prediction>& suggestions)
{
    for (const Prediction& one : suggestions)
        if (const auto place = spanPlace(*one.annotation))
            m_refused.insert(*place);
    compare();
}

void PredictionFeed::setThreshold(int percent)
{
    percent = std::clamp(percent, 0, 100);
    if (percent == m_threshold)
        return;
    m_threshold = percent;
    writeSettings();
    compare();
}

bool PredictionFeed::isOn(const SourceId& source) const
{
    return !m_off.contains(source);
}

void PredictionFeed::setOn(const SourceId& source, bool on)
{
    if (on == isOn(source))
        return;
    if (on)
        m_off.erase(source);
    else
        m_off.insert(source);
    writeSettings();
    compare();
}

const Prediction* PredictionFeed::currentPrediction() const
{
    const std::size_t place = placeOf(m_shown, m_current);
    return place < m_shown.size() ? &m_shown[place] : nullptr;
}

void PredictionFeed::setCurrent(const AnnotationId& id)
{
    if (id == m_current)
        return;
    m_current = id;
    Q_EMIT currentChanged();
}

std::vector<std::pair<QString, QString>> PredictionFeed::hintKeys() const
{
    const Prediction* current = currentPrediction();
    if (!current || current->state != PredictionState::Open)
        return {};
    return {{u"Y"_s, u"accept %1"_s.arg(m_context.labelName(current->annotation->label))},
            {u"I"_s, u"reject"_s},
            {u"J"_s, u"next prediction"_s}};
}

void PredictionFeed::step(int by)
{
    if (m_open == 0) {
        Q_EMIT say(m_heldBack == 0
                       ? u"No prediction is open here."_s
                       : u"No prediction is open here from a score of %1 on; %2 are below or switched off."_s
                             .arg(m_threshold / 100.0, 0, 'f', 2)
                             .arg(m_heldBack));
        return;
    }
    const std::size_t at = placeOf(m_shown, m_current);
    if (at >= m_open)
        setCurrent(m_shown[by > 0 ? 0 : m_open - 1].annotation->id);
    else
        setCurrent(m_shown[(at + m_open + std::size_t(by > 0 ? 1 : m_open - 1)) % m_open].annotation->id);
}

bool PredictionFeed::ready()
{
    if (!m_context.isEditable())
        Q_EMIT say(m_context.whyNotEditable());
    return m_context.isEditable();
}

const Prediction* PredictionFeed::toDecide()
{
    if (!ready())
        return nullptr;
    const Prediction* current = currentPrediction();
    if (!current)
        step(1);
    return current;
}

std::vector<Prediction> PredictionFeed::open() const
{
    return {m_shown.begin(), m_shown.begin() + std::ptrdiff_t(m_open)};
}

// "car", or "3 predictions".
QString PredictionFeed::nameOf(const std::vector<Prediction>& predictions) const
{
    return predictions.size() == 1 ? m_context.labelName(predictions.front().annotation->label)
                                   : u"%1 predictions"_s.arg(predictions.size());
}

std::vector<AnnotationId> PredictionFeed::take(const std::vector<Prediction>& predictions)
{
    std::vector<Prediction> stored = predictions;
    std::erase_if(stored, isSuggestion);
    Acceptance acceptance = acceptPredictions(stored, m_context.content(), m_layers);
    for (const Prediction& one : predictions) {
        if (!isSuggestion(one))
            continue;
        Annotation span = *one.annotation;
        span.id = AnnotationId::create();
        span.score.reset();
        span.attributes = m_context.startOf(span.label);
        acceptance.created.push_back(span.id);
        acceptance.changes.push_back(m_context.content().creation(std::move(span)));
    }
    if (!m_context.apply(u"Accept %1"_s.arg(nameOf(predictions)), std::move(acceptance.changes)))
        return {};
    return acceptance.created;
}

// The open one that stands where a decided one stood.
void PredictionFeed::moveOn(std::size_t from)
{
    setCurrent(m_open == 0 ? AnnotationId{} : m_shown[std::min(from, m_open - 1)].annotation->id);
}

void PredictionFeed::accept()
{
    const Prediction* current = toDecide();
    if (!current)
        return;
    if (current->state == PredictionState::Accepted) {
        Q_EMIT say(u"It is accepted already."_s);
        return;
    }
    const std::size_t at = placeOf(m_shown, m_current);
    if (!take({*current}).empty())
        moveOn(at);
}

void PredictionFeed::acceptAll()
{
    if (!ready())
        return;
    if (m_open == 0)
        step(1); // Says why.
    else
        take(open());
}

void PredictionFeed::reject()
{
    const Prediction* current = toDecide();
    if (!current)
        return;
    if (current->state != PredictionState::Open) {
        Q_EMIT say(current->state == PredictionState::Rejected
                       ? u"It is rejected already."_s
                       : u"It is accepted; delete it to take that back."_s);
        return;
    }
    const std::size_t at = placeOf(m_shown, m_current);
    if (isSuggestion(*current)) {
        refuse({*current});
        moveOn(at);
        return;
    }
    if (m_context.apply(u"Reject %1"_s.arg(nameOf({*current})),
                        rejectPredictions({*current}, m_context.content())))
        moveOn(at);
}

void PredictionFeed::rejectAll()
{
    if (!ready())
        return;
    if (m_open == 0)
        step(1);
    else {
        std::vector<Prediction> stored = open();
        std::vector<Prediction> suggested = stored;
        std::erase_if(stored, isSuggestion);
        std::erase_if(suggested, [](const Prediction& one) { return !isSuggestion(one); });
        refuse(suggested);
        if (!stored.empty())
            m_context.apply(u"Reject %1"_s.arg(nameOf(stored)),
                            rejectPredictions(stored, m_context.content()));
    }
}

void PredictionFeed::edit()
{
    const Prediction* current = toDecide();
    if (!current)
        return;
    std::vector<AnnotationId> made{current->mine};
    if (current->state != PredictionState::Accepted)
        made = take({*current});
    if (made.empty())
        return;
    Q_EMIT editWanted();
    m_context.setSelection(std::move(made));
}

} // namespace touchstone
