#pragma once

#include <QObject>

#include "touchstone/formats/prelabel.h"

class QWidget;

namespace touchstone {

class JobRunner;
class ProjectSession;

/// Asks for rules and stores what they find as predictions.
class PrelabelFlow : public QObject {
    Q_OBJECT
  public:
    PrelabelFlow(ProjectSession& session, JobRunner& jobs, QWidget* owner);

    void ask();

  Q_SIGNALS:
    void say(const QString& sentence);

  private:
    void store(const PrelabelRequest& request);

    ProjectSession& m_session;
    JobRunner& m_jobs;
    QWidget* m_owner;
};

} // namespace touchstone
