#include "app/jobs/job_runner.h"

#include <atomic>
#include <mutex>
#include <string>

#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

namespace touchstone {

namespace {

/// What one job tells; written by its worker, read by the interface thread.
class JobProgress : public Progress {
  public:
    void report(double fraction, std::string_view what) override
    {
        const std::lock_guard lock(m_mutex);
        m_fraction = fraction;
        m_detail = what;
        m_told = true;
    }
    bool cancelled() const override { return m_cancelled.load(std::memory_order_relaxed); }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }

    void read(JobView& view)
    {
        const std::lock_guard lock(m_mutex);
        view.fraction = m_fraction;
        view.detail = QString::fromStdString(m_detail);
        view.cancellable = !cancelled();
    }
    bool takeNews()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_told, false);
    }

  private:
    std::atomic<bool> m_cancelled{false};
    std::mutex m_mutex;
    double m_fraction = -1;
    std::string m_detail;
    bool m_told = false;
};

struct Job {
    int id = 0;
    QString title;
    std::shared_ptr<JobProgress> progress;
    QPointer<QObject> guard;
    std::function<void()> finished;
    QElapsedTimer age;
};

} // namespace

struct JobRunner::State {
    QThreadPool pool;
    QTimer tick;
    std::vector<Job> jobs;
    int nextId = 1;
};

JobRunner::JobRunner(QObject* parent) : QObject(parent), m_state(std::make_unique<State>())
{
    // Long ones must not keep the short ones waiting.
    m_state->pool.setMaxThreadCount(qMax(4, QThread::idealThreadCount()));
    m_state->tick.setInterval(50);
    connect(&m_state->tick, &QTimer::timeout, this, [this] {
        bool news = false;
        for (const Job& job : m_state->jobs) {
            news = job.progress->takeNews() || news;
        }
        if (news) {
            Q_EMIT changed();
        }
    });
}

JobRunner::~JobRunner()
{
    for (const Job& job : m_state->jobs) {
        job.progress->cancel();
    }
    m_state->pool.waitForDone();
}

int JobRunner::start(const QString& title, std::function<void(Progress&)> work, QObject* guard,
                     std::function<void()> finished)
{
    Job job;
    job.id = m_state->nextId++;
    job.title = title;
    job.progress = std::make_shared<JobProgress>();
    job.guard = guard ? guard : this;
    job.finished = std::move(finished);
    job.age.start();
    const int id = job.id;
    const auto progress = job.progress;
    m_state->jobs.push_back(std::move(job));
    m_state->pool.start([this, id, progress, work = std::move(work)]() mutable {
        work(*progress);
        // What the work holds (read connections) goes on the worker, before the end is told.
        work = nullptr;
        QMetaObject::invokeMethod(
            this,
            [this, id] {
                auto& jobs = m_state->jobs;
                const auto it =
                    std::find_if(jobs.begin(), jobs.end(), [id](const Job& j) { return j.id == id; });
                if (it == jobs.end()) {
                    return;
                }
                const Job ended = std::move(*it);
                jobs.erase(it);
                if (jobs.empty()) {
                    m_state->tick.stop();
                }
                Q_EMIT changed();
                if (ended.guard && ended.finished) {
                    ended.finished();
                }
            },
            Qt::QueuedConnection);
    });
    m_state->tick.start();
    Q_EMIT changed();
    return id;
}

void JobRunner::cancel(int id)
{
    for (const Job& job : m_state->jobs) {
        if (job.id == id) {
            job.progress->cancel();
        }
    }
    Q_EMIT changed();
}

std::vector<JobView> JobRunner::jobs() const
{
    std::vector<JobView> views;
    for (const Job& job : m_state->jobs) {
        JobView view;
        view.id = job.id;
        view.title = job.title;
        view.ageMs = job.age.elapsed();
        job.progress->read(view);
        views.push_back(std::move(view));
    }
    return views;
}

} // namespace touchstone
