#pragma once

#include <utility>

#include "app/jobs/run_job.h"

namespace touchstone {

/// Questions of which only the newest counts: each cancels the one before, whose answer is not heard any
/// more.
class LatestJob : public QObject {
  public:
    LatestJob(JobRunner& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}
    ~LatestJob() override { cancel(); }

    template <class T>
    void run(const QString& title, std::function<Result<T>(Progress&)> work,
             std::function<void(Result<T>)> done)
    {
        cancel();
        m_job = runJob<T>(m_jobs, title, std::move(work), this,
                          [this, question = m_question, done = std::move(done)](Result<T> answer) {
                              if (question != m_question)
                                  return;
                              m_job = 0;
                              done(std::move(answer));
                          });
    }
    bool isRunning() const { return m_job != 0; }
    void cancel()
    {
        ++m_question;
        if (m_job != 0)
            m_jobs.cancel(std::exchange(m_job, 0));
    }

  private:
    JobRunner& m_jobs;
    int m_job = 0;
    int m_question = 0;
};

} // namespace touchstone
