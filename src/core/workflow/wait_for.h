#pragma once

#include <future>

#include "touchstone/base/result.h"

namespace touchstone {

/// Starts what answers later, and waits for the answer: `start` is given a function that takes it.
template <class T, class Start>
Result<T> waitFor(Start start)
{
    std::promise<Result<T>> promise;
    auto future = promise.get_future();
    start([&promise](Result<T> result) { promise.set_value(std::move(result)); });
    return future.get();
}

} // namespace touchstone
