#include "touchstone/base/thread.h"

#include <sched.h>

#include <future>
#include <vector>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

TEST(SetInterrupting, ConcernsTheThreadThatCallsIt)
{
    const int before = sched_getscheduler(0);
    auto ofWorker = std::async(std::launch::async, [] {
        std::vector<int> found;
        for (const bool on : {false, false, true, false}) {
            setInterrupting(on);
            found.push_back(sched_getscheduler(0));
        }
        return found;
    });
    EXPECT_EQ(ofWorker.get(), (std::vector{SCHED_BATCH, SCHED_BATCH, SCHED_OTHER, SCHED_BATCH}));
    EXPECT_EQ(sched_getscheduler(0), before);
}

} // namespace
} // namespace touchstone
