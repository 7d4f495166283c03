#pragma once

namespace touchstone {

/// For a thread that works while a person waits for another one: being woken does not interrupt the thread that
/// wakes it (SCHED_BATCH, see sched(7)). Once is enough for a thread; elsewhere than on Linux nothing happens.
void becomeWorker();

} // namespace touchstone
