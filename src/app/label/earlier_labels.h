#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "app/jobs/latest_job.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/edit.h"

class QAction;

namespace touchstone {

class PredictionFeed;
class ProjectSession;

/// Suggests for the text in front what the same words are labelled elsewhere in the project. Nothing of it is
/// stored until it is accepted.
class EarlierLabels : public QObject {
    Q_OBJECT
  public:
    EarlierLabels(ProjectSession& session, JobRunner& jobs, PredictionFeed& feed, QObject* parent = nullptr);

    /// Whether it does; remembered.
    QAction* action() const { return m_action; }
    /// Another text is in front, or the same one anew.
    void itemOpened();
    void contentChanged(const Edit& edit);

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    /// What is known of the project; looked after by the jobs.
    struct Known;
    struct Delta {
        std::string surface;
        LabelId label;
        std::int64_t by = 0;
    };
    void suggest();
    /// All is counted anew when it is asked for again.
    void forget();

    ProjectSession& m_session;
    PredictionFeed& m_feed;
    QAction* m_action;
    std::shared_ptr<Known> m_known;
    std::vector<Delta> m_news;
    QTimer m_soon;
    LatestJob m_job;
};

} // namespace touchstone
