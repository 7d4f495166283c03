#pragma once

#include "app/jobs/run_job.h"

class QWidget;

namespace touchstone {

/// Waits for a job while the window takes no input, which stays in the queue; after 100 ms a dialog shows how
/// far it is, with Cancel.
class ModalWait : public QObject {
    Q_OBJECT
  public:
    ModalWait(JobRunner& jobs, const QString& title, QWidget* parent);

    void wait(int job);
    void finish();

  private:
    void showProgress(int job);

    JobRunner& m_jobs;
    QString m_title;
    QWidget* m_parent;
    bool m_finished = false;

  Q_SIGNALS:
    void finished();
};

/// For work on many items that must not meet other Edits, and is asked for by a dialog or a link: runJob()
/// and its answer, without the window being used meanwhile.
template <class T>
Result<T> runModal(JobRunner& jobs, const QString& title, QWidget* parent,
                   std::function<Result<T>(Progress&)> work)
{
    std::optional<Result<T>> answer;
    ModalWait wait(jobs, title, parent);
    wait.wait(runJob<T>(jobs, title, std::move(work), &wait, [&](Result<T> result) {
        answer.emplace(std::move(result));
        wait.finish();
    }));
    return answer ? std::move(*answer) : Result<T>(Error{ErrorCode::Cancelled, "The window was closed.", {}});
}

} // namespace touchstone
