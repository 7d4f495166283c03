#include "touchstone/base/thread.h"

#include <utility>

#if defined(__linux__)
#include <sched.h>
#endif

namespace touchstone {

void setInterrupting([[maybe_unused]] bool on)
{
#if defined(__linux__)
    thread_local bool now = true;
    if (std::exchange(now, on) == on)
        return;
    const sched_param none{};
    sched_setscheduler(0, on ? SCHED_OTHER : SCHED_BATCH, &none);
#endif
}

} // namespace touchstone
