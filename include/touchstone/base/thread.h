#pragma once

namespace touchstone {

/// Whether this thread, when it is woken, may go before the one that wakes it, as threads usually may. One that may
/// not (SCHED_BATCH, see sched(7)) lets a person's paint be finished, and waits for a core on a busy machine, which
/// may take some ten milliseconds. Elsewhere than on Linux nothing happens.
void setInterrupting(bool on);

} // namespace touchstone
