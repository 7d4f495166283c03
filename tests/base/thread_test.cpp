#include "touchstone/base/thread.h"

#include <sched.h>

#include <future>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

TEST(BecomeWorker, ConcernsTheThreadThatCallsIt)
{
    const int before = sched_getscheduler(0);
    auto ofWorker = std::async(std::launch::async, [] {
        becomeWorker();
        becomeWorker();
        return sched_getscheduler(0);
    });
    EXPECT_EQ(ofWorker.get(), SCHED_BATCH);
    EXPECT_EQ(sched_getscheduler(0), before);
}

} // namespace
} // namespace touchstone
