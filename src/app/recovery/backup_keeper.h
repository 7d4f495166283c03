#pragma once

#include <filesystem>
#include <memory>
#include <thread>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "touchstone/base/clock.h"
#include "touchstone/base/progress.h"

namespace touchstone {

class JobRunner;
class ProjectSession;

/// Makes backups of the open project: after each interval of work (Preferences), and when it was closed after
/// changes. Nothing is made of a project that did not change.
class BackupKeeper : public QObject {
    Q_OBJECT
  public:
    explicit BackupKeeper(QObject* parent = nullptr);
    /// Waits for the backup of the last closing.
    ~BackupKeeper() override;

    /// `storedJustNow`: something came in while it was opened.
    void follow(ProjectSession& session, JobRunner& jobs, bool storedJustNow);
    /// The session is gone and its file complete: backs it up, on a thread of its own.
    void projectClosed(const std::filesystem::path& path);
    /// Another opening of the file goes before its backup, which is made up for later.
    void interrupt();

    /// Something was stored that no backup has.
    bool isDue() const { return m_changedAt > m_coveredTo; }

  Q_SIGNALS:
    /// A backup of the open project was made.
    void made();
    /// Why one that was due was not made.
    void skipped(const QString& sentence);

  private:
    void changed();
    void backUp();

    QPointer<ProjectSession> m_session;
    QPointer<JobRunner> m_jobs;
    QTimer m_interval;
    Timestamp m_changedAt = 0;
    Timestamp m_coveredTo = 0;
    bool m_running = false;
    std::filesystem::path m_closedPath;
    std::atomic<bool> m_closedMade = true;
    std::shared_ptr<SilentProgress> m_closing;
    std::thread m_thread;
};

} // namespace touchstone
