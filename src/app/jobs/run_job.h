#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>

#include "app/jobs/job_runner.h"
#include "touchstone/base/result.h"

namespace touchstone {

/// start() for work that answers with a Result: `done` gets it on the interface thread. An exception of a
/// library becomes an Error.
template <class T>
int runJob(JobRunner& jobs, const QString& title, std::function<Result<T>(Progress&)> work, QObject* guard,
           std::function<void(Result<T>)> done)
{
    auto answer = std::make_shared<std::optional<Result<T>>>();
    return jobs.start(
        title,
        [answer, work = std::move(work)](Progress& progress) {
            try {
                answer->emplace(work(progress));
            } catch (const std::exception& problem) {
                answer->emplace(Error{ErrorCode::Io, problem.what(), {}});
            }
        },
        guard, [answer, done = std::move(done)] { done(std::move(**answer)); });
}

} // namespace touchstone
