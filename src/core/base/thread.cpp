#include "touchstone/base/thread.h"

#if defined(__linux__)
#include <sched.h>
#endif

namespace touchstone {

void becomeWorker()
{
#if defined(__linux__)
    thread_local const bool done = [] {
        const sched_param none{};
        return sched_setscheduler(0, SCHED_BATCH, &none) == 0;
    }();
    static_cast<void>(done);
#endif
}

} // namespace touchstone
