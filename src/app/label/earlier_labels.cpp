#include "app/label/earlier_labels.h"

#include <mutex>
#include <optional>

#include <QAction>
#include <QSettings>

#include "app/label/prediction_feed.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/workflow/surface_labels.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int suggestAfter = 250;
const QString setting = u"text/suggest"_s;

} // namespace

struct EarlierLabels::Known {
    /// Not yet counted; the window waits for nothing else.
    std::mutex newsMutex;
    std::vector<Delta> news;
    /// All else, held by a job as long as it works.
    std::mutex mutex;
    std::optional<SurfaceLabels> labels;
    /// Made of `labels` for these definitions.
    std::shared_ptr<const Ontology> ontology;
    std::vector<SurfaceLabels::Best> best;
    SurfaceMatcher matcher;
};

EarlierLabels::EarlierLabels(ProjectSession& session, JobRunner& jobs, PredictionFeed& feed, QObject* parent)
    : QObject(parent), m_session(session), m_feed(feed),
      m_action(new QAction(u"Suggest from earlier labels"_s, this)), m_known(std::make_shared<Known>()),
      m_job(jobs, nullptr)
{
    m_action->setObjectName(u"suggestEarlier"_s);
    m_action->setIconText(u"Suggest"_s);
    m_action->setCheckable(true);
    m_action->setToolTip(
        u"Suggest from earlier labels: words that are labelled elsewhere are proposed here"_s);
    m_action->setStatusTip(m_action->toolTip());
    m_action->setChecked(QSettings().value(setting, false).toBool());
    m_soon.setSingleShot(true);
    m_soon.setInterval(suggestAfter);
    connect(&m_soon, &QTimer::timeout, this, &EarlierLabels::suggest);
    connect(m_action, &QAction::toggled, this, [this](bool on) {
        QSettings().setValue(setting, on);
        itemOpened();
        if (on)
            return;
        // What is labelled until it is on again is not followed.
        forget();
        m_feed.setSuggestions({});
    });
    // Others came or went: all is counted anew.
    connect(&session, &ProjectSession::itemsChanged, this, &EarlierLabels::forget);
}

void EarlierLabels::forget()
{
    m_known = std::make_shared<Known>();
    m_news.clear();
}

void EarlierLabels::itemOpened()
{
    m_job.cancel();
    m_soon.stop();
    const WorkingLayer* working = m_session.working();
    if (m_action->isChecked() && working && working->document)
        m_soon.start(0);
}

void EarlierLabels::contentChanged(const Edit& edit)
{
    const WorkingLayer* working = m_session.working();
    if (!m_action->isChecked() || !working || !working->document)
        return;
    const Surfaces surfaces(*working->document);
    for (const Change& change : edit.changes)
        for (const auto& [value, by] : {std::pair(&change.before, -1), std::pair(&change.after, 1)})
            if (const auto* one = *value ? std::get_if<Annotation>(&**value) : nullptr)
                if (const std::string_view surface = surfaces.of(*one); !surface.empty())
                    m_news.push_back({std::string(surface), one->label, by});
    m_soon.start(suggestAfter);
}

void EarlierLabels::suggest()
{
    const WorkingLayer* working = m_session.working();
    if (!m_action->isChecked() || !working || !working->document)
        return;
    {
        const std::lock_guard lock(m_known->newsMutex);
        m_known->news.insert(m_known->news.end(), m_news.begin(), m_news.end());
    }
    m_news.clear();
    m_job.run<std::vector<Annotation>>(
        u"Looking for earlier labels"_s,
        [project = &m_session.project(), known = m_known, document = working->document,
         labelled =
             SpanCover(working->content, {}, {})](Progress& progress) -> Result<std::vector<Annotation>> {
            const std::lock_guard lock(known->mutex);
            bool changed = !known->labels;
            if (!known->labels) {
                auto reader = project->reader();
                if (!reader)
                    return reader.error();
                auto read = surfaceLabelsOf(**reader, progress);
                if (!read)
                    return read.error();
                known->labels = std::move(*read);
            }
            std::vector<Delta> news;
            {
                const std::lock_guard quick(known->newsMutex);
                news.swap(known->news);
            }
            // What was counted just now, from the file, holds these.
            if (!changed)
                for (const Delta& delta : news)
                    known->labels->add(delta.surface, delta.label, delta.by);
            changed = changed || !news.empty() || known->ontology != project->ontology();
            if (changed) {
                known->ontology = project->ontology();
                known->best = known->labels->best(*known->ontology);
                known->matcher = matcherOf(known->best);
            }
            return suggestedSpans(known->best, known->matcher, *document, labelled, &progress);
        },
        [this](Result<std::vector<Annotation>> spans) {
            if (spans)
                m_feed.setSuggestions(std::move(*spans));
            else
                Q_EMIT say(toQt(spans.error().text()));
        });
}

} // namespace touchstone
