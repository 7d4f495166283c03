#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include <QObject>

#include "touchstone/model/entry_search.h"

namespace touchstone {

class JobRunner;
class ProjectSession;

/// The lists of the project whose entries attributes name, read when they are first asked for, in a job.
class EntryLists : public QObject {
    Q_OBJECT
  public:
    EntryLists(ProjectSession& session, JobRunner& jobs, QObject* parent = nullptr);

    /// Null while it is being read: loaded() follows. A list that is not in the project has no entries.
    std::shared_ptr<const EntrySearch> find(const std::string& list);

  Q_SIGNALS:
    void loaded();

  private:
    void forget();

    ProjectSession& m_session;
    JobRunner& m_jobs;
    std::map<std::string, std::shared_ptr<const EntrySearch>> m_lists;
    int m_round = 0; ///< Lists that were asked for before they changed are not taken.
};

} // namespace touchstone
