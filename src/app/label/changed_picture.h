#pragma once

#include <QObject>
#include <QTimer>

#include "touchstone/model/objects.h"
#include "touchstone/workflow/media.h"

namespace touchstone {

class JobRunner;
class MissingNotice;
class ProjectSession;

/// Says when the file of the item in front is not the one that was added, and offers to take it or to look
/// for the old one. Looks a moment after the item came in front, so that paging is never slowed down.
class ChangedPicture : public QObject {
    Q_OBJECT
  public:
    ChangedPicture(ProjectSession& session, JobRunner& jobs, MissingNotice& notice,
                   QObject* parent = nullptr);

  Q_SIGNALS:
    void locateWanted(const touchstone::MediumId& medium);
    /// Why the file could not be taken.
    void said(const QString& sentence);

  private:
    void itemOpened();
    void look();
    void tell(const MediumContent& recorded, const MediumContent& found);
    void take();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    MissingNotice& m_notice;
    QTimer m_rest;
    MediumId m_medium;
    int m_job = 0;
};

} // namespace touchstone
