#include "app/recovery/backup_keeper.h"

#include "app/jobs/run_job.h"
#include "app/recovery/owed_backups.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/preferences.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

/// Milliseconds, so that the first item comes before the backup.
constexpr int kAfterOpening = 2'000;

} // namespace

BackupKeeper::BackupKeeper(QObject* parent) : QObject(parent)
{
    m_interval.setSingleShot(true);
    connect(&m_interval, &QTimer::timeout, this, &BackupKeeper::backUp);
}

BackupKeeper::~BackupKeeper()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void BackupKeeper::follow(ProjectSession& session, JobRunner& jobs, bool storedJustNow)
{
    m_session = &session;
    m_jobs = &jobs;
    m_coveredTo = now();
    // What an interrupted backup did not bring is still due.
    std::error_code ignored;
    const bool owed =
        !m_closedMade && std::filesystem::equivalent(m_closedPath, session.project().path(), ignored);
    // What failed in an earlier run of the program is tried at once, so that its reason is told.
    const bool failed = !session.project().isReadOnly() && isBackupOwed(session.project().path());
    m_changedAt = storedJustNow || owed || failed ? m_coveredTo + 1 : 0;
    if (failed) {
        m_interval.start(kAfterOpening);
    } else if (storedJustNow) {
        changed();
    }
    connect(&session, &ProjectSession::saveStateChanged, this, [this] {
        if (m_session->saveState().savedAt > m_changedAt) {
            m_changedAt = m_session->saveState().savedAt;
            changed();
        }
    });
    connect(&session, &ProjectSession::itemsChanged, this, [this] {
        m_changedAt = now();
        changed();
    });
}

void BackupKeeper::changed()
{
    const int minutes = Preferences::backupMinutes();
    if (isDue() && minutes > 0 && !m_running && !m_interval.isActive()) {
        m_interval.start(minutes * 60'000);
    }
}

void BackupKeeper::backUp()
{
    if (!m_session || !m_jobs || !isDue() || Preferences::backupMinutes() == 0) {
        return;
    }
    m_running = true;
    const Timestamp covers = now();
    // While the writer is in its log, reading one moment of the file keeps nobody waiting.
    Project* project = &m_session->project();
    runJob<Backup>(
        *m_jobs, tr("Backing up"),
        [project](Progress& progress) {
            project->flush();
            return makeBackup(project->path(), BackupReason::Work, progress);
        },
        this, [this, covers, path = project->path()](const Result<Backup>& backup) {
            m_running = false;
            if (backup) {
                m_coveredTo = covers;
                noteBackup(path, true);
                Q_EMIT made();
            } else if (backup.error().code != ErrorCode::Cancelled) {
                noteBackup(path, false);
                Q_EMIT skipped(tr("No backup was made. %1").arg(toQt(backup.error().message)));
            }
            changed();
        });
}

void BackupKeeper::projectClosed(const std::filesystem::path& path)
{
    m_interval.stop();
    m_running = false;
    if (!isDue() || Preferences::backupMinutes() == 0) {
        return;
    }
    interrupt();
    m_changedAt = 0;
    m_closedPath = path;
    m_closedMade = false;
    m_closing = std::make_shared<SilentProgress>();
    m_thread = std::thread([this, path, progress = m_closing] {
        if (const auto backup = makeBackup(path, BackupReason::Close, *progress)) {
            m_closedMade = true;
            noteBackup(path, true);
        } else {
            if (backup.error().code != ErrorCode::Cancelled) {
                noteBackup(path, false);
                QMetaObject::invokeMethod(this, [this, text = toQt(backup.error().message)] {
                    Q_EMIT skipped(tr("No backup was made. %1").arg(text));
                });
            }
            qWarning("No backup was made: %s", backup.error().text().c_str());
        }
    });
}

void BackupKeeper::interrupt()
{
    if (m_thread.joinable()) {
        m_closing->cancel();
        m_thread.join();
    }
}

} // namespace touchstone
