#include "app/label/entry_lists.h"

#include "app/jobs/run_job.h"
#include "app/session/project_session.h"
#include "touchstone/store/reader.h"

using namespace Qt::StringLiterals;

namespace touchstone {

using Loaded = std::shared_ptr<const EntrySearch>;

EntryLists::EntryLists(ProjectSession& session, JobRunner& jobs, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&session, &ProjectSession::itemsChanged, this, &EntryLists::forget);
}

void EntryLists::forget()
{
    if (m_lists.empty())
        return;
    m_lists.clear();
    ++m_round;
    Q_EMIT loaded();
}

std::shared_ptr<const EntrySearch> EntryLists::find(const std::string& list)
{
    const auto [at, first] = m_lists.try_emplace(list);
    if (!first)
        return at->second;
    Project* project = &m_session.project();
    runJob<Loaded>(
        m_jobs, u"Reading the list"_s,
        [project, list](Progress& progress) -> Result<Loaded> {
            const auto reader = project->reader();
            if (!reader)
                return reader.error();
            auto entries = (*reader)->listEntries(list, &progress);
            if (!entries)
                return entries.error();
            return std::make_shared<const EntrySearch>(std::move(*entries));
        },
        this,
        [this, list, round = m_round](Result<Loaded> read) {
            if (round != m_round)
                return;
            if (read)
                m_lists[list] = std::move(*read);
            else
                m_lists.erase(list); // Asked again next time.
            if (read)
                Q_EMIT loaded();
        });
    return nullptr;
}

} // namespace touchstone
