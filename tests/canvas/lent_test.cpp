#include "canvas/lent.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

TEST(Lent, StaysAsItIsWhileSomebodyHoldsIt)
{
    Lent<std::vector<int>> none;
    EXPECT_EQ(none.get(), nullptr);
    EXPECT_EQ(none.lend(), nullptr);
    EXPECT_EQ(none.own(), nullptr);

    Lent<std::vector<int>> value({1, 2});
    ASSERT_NE(value.own(), nullptr);
    std::shared_ptr<const std::vector<int>> first = value.lend();
    const std::shared_ptr<const std::vector<int>> second = first;
    EXPECT_EQ(first.get(), value.get()) << "lent, not copied";
    first.reset();
    EXPECT_EQ(value.own(), nullptr) << "a copy of what was lent counts";
    value = Lent<std::vector<int>>({3});
    EXPECT_EQ(*second, (std::vector<int>{1, 2})) << "outlives its owner";
    EXPECT_NE(value.own(), nullptr) << "another value, which nobody holds";
}

TEST(Lent, IsChangedOnlyAfterWhatReadersReadOnOtherThreads)
{
    Lent<std::vector<int>> value(std::vector<int>(100, 0));
    std::atomic<bool> torn = false;
    for (int round = 1; round <= 200; ++round) {
        std::thread reader([&torn, lent = value.lend()]() mutable {
            for (const int number : *lent) {
                torn = torn || number != lent->front();
            }
            lent.reset();
        });
        while (!value.own()) {
            std::this_thread::yield();
        }
        for (int& number : *value.own()) {
            number = round;
        }
        reader.join();
    }
    EXPECT_FALSE(torn);
}

} // namespace
} // namespace touchstone
