#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/base/progress.h"

namespace touchstone {

/// One piece of long work as the status bar shows it.
struct JobView {
    int id = 0;
    QString title;
    QString detail;
    double fraction = -1; ///< Negative while unknown.
    bool cancellable = true;  ///< False once Cancel was asked.
    std::int64_t ageMs = 0;   ///< Short ones are not worth a place.
};

/// Runs work on worker threads and its end on the interface thread. Progress is told at most 20 times a
/// second.
class JobRunner : public QObject {
    Q_OBJECT
  public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Cancels all and waits.
    ~JobRunner() override;

    /// `work` runs on a worker with a Progress; `finished` then on the interface thread, unless `guard` is
    /// gone. Values travel in what both capture. Returns the job's id.
    int start(const QString& title, std::function<void(Progress&)> work, QObject* guard,
              std::function<void()> finished);
    void cancel(int id);
    std::vector<JobView> jobs() const;

  Q_SIGNALS:
    void changed();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone
