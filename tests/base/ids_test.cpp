#include "touchstone/base/ids.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <thread>
#include <unordered_set>
#include <vector>

#include "core/base/uuid_sequence.h"
#include "touchstone/base/clock.h"

namespace touchstone {
namespace {

using Random = std::array<std::uint8_t, 10>;

std::uint64_t millisecondsOf(const Uuid& id)
{
    std::uint64_t value = 0;
    for (int i = 0; i < 6; ++i)
        value = value << 8 | id.bytes[static_cast<std::size_t>(i)];
    return value;
}

TEST(Uuid, TextGoesThereAndBack)
{
    const std::string text = "0190c2f4-89ab-7cde-8f01-23456789abcd";
    const auto id = Uuid::parse(text);
    ASSERT_TRUE(id);
    EXPECT_EQ(id->bytes[0], 0x01);
    EXPECT_EQ(id->bytes[15], 0xcd);
    EXPECT_EQ(id->toString(), text);
    EXPECT_EQ(Uuid::parse("0190C2F4-89AB-7CDE-8F01-23456789ABCD"), id);
    EXPECT_TRUE(Uuid{}.isNull());
    EXPECT_FALSE(id->isNull());
}

TEST(Uuid, RefusesEveryOtherForm)
{
    for (const char* text : {"", "0190c2f489ab7cde8f0123456789abcd", "{0190c2f4-89ab-7cde-8f01-23456789abcd}",
                             "0190c2f4-89ab-7cde-8f01-23456789abc", "0190c2f4-89ab-7cde-8f01-23456789abcde",
                             "0190c2f4-89ab-7cde-8f01-23456789abcg", "0190c2f4089ab-7cde-8f01-23456789abcd",
                             " 190c2f4-89ab-7cde-8f01-23456789abcd", "+190c2f4-89ab-7cde-8f01-23456789abcd"})
        EXPECT_FALSE(Uuid::parse(text)) << text;
}

TEST(Uuid, IsVersion7OfTheCurrentTime)
{
    const auto before = static_cast<std::uint64_t>(now() / 1000);
    const Uuid id = newUuid();
    EXPECT_EQ(id.bytes[6] >> 4, 7);
    EXPECT_EQ(id.bytes[8] >> 6, 2);
    EXPECT_GE(millisecondsOf(id), before);
    EXPECT_LT(millisecondsOf(id), before + 60000);
}

TEST(Uuid, RisesThroughOneThread)
{
    Uuid last = newUuid();
    for (int i = 0; i < 100000; ++i) {
        const Uuid next = newUuid();
        ASSERT_LT(last, next);
        last = next;
    }
}

TEST(Uuid, RisesInEveryThreadAndNeverRepeats)
{
    constexpr std::size_t threadCount = 8, each = 20000;
    std::vector<std::vector<Uuid>> made(threadCount);
    std::vector<std::thread> threads;
    for (auto& ids : made)
        threads.emplace_back([&ids] {
            for (std::size_t i = 0; i < each; ++i)
                ids.push_back(newUuid());
        });
    for (auto& thread : threads)
        thread.join();
    std::unordered_set<Uuid> all;
    for (const auto& ids : made) {
        EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
        all.insert(ids.begin(), ids.end());
    }
    EXPECT_EQ(all.size(), threadCount * each);
}

TEST(Uuid, RisesWhileTheClockGoesBack)
{
    UuidSequence sequence;
    Uuid last = sequence.next(1'000'000, Random{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    for (std::uint64_t time = 999'999; time > 990'000; time -= 7) {
        const Uuid next = sequence.next(time, Random{});
        ASSERT_LT(last, next);
        last = next;
    }
    EXPECT_EQ(millisecondsOf(last), 1'000'000u);
    EXPECT_EQ(millisecondsOf(sequence.next(1'000'001, Random{})), 1'000'001u);
}

TEST(Uuid, CarriesWhenTheRandomPartIsFull)
{
    UuidSequence sequence;
    Random full;
    full.fill(0xff);
    const Uuid last = sequence.next(5, full);
    const Uuid next = sequence.next(5, full);
    EXPECT_LT(last, next);
    EXPECT_EQ(millisecondsOf(next), 6u);
    EXPECT_EQ(next.bytes[6] >> 4, 7);
    EXPECT_EQ(next.bytes[8] >> 6, 2);
}

TEST(Uuid, RaisedFloorHoldsForAnyClockUpToTheYear2200)
{
    constexpr std::uint64_t time = 1'700'000'000'000, end = 7'258'118'400'000;
    UuidSequence other;
    const Uuid near = other.next(end - 1, Random{9});
    const Uuid far = other.next(end, Random{9});

    UuidSequence sequence;
    sequence.raise(far);
    EXPECT_EQ(millisecondsOf(sequence.next(time, Random{})), time);
    sequence.raise(near);
    EXPECT_GT(sequence.next(time, Random{}), near);
    sequence.raise(Uuid{});
    EXPECT_GT(sequence.next(time, Random{}), near);
}

TEST(Uuid, RaisedFloorIgnoresOtherVersions)
{
    Uuid random4;
    random4.bytes.fill(0x11);
    random4.bytes[6] = 0x4f;
    random4.bytes[8] = 0x80;
    UuidSequence sequence;
    sequence.raise(random4);
    EXPECT_EQ(millisecondsOf(sequence.next(7, Random{})), 7u);
}

TEST(Uuid, ProcessWideFloorIsKept)
{
    UuidSequence other;
    const Uuid ahead = other.next(static_cast<std::uint64_t>(now() / 1000) + 3'600'000, Random{});
    raiseUuidFloor(ahead);
    EXPECT_GT(newUuid(), ahead);
}

TEST(Id, KindsCompareByTheirUuid)
{
    const LabelId a = LabelId::create(), b = LabelId::create();
    EXPECT_LT(a, b);
    EXPECT_TRUE(LabelId{}.isNull());
    EXPECT_TRUE(static_cast<bool>(a));
    EXPECT_NE(std::hash<LabelId>()(a), std::hash<LabelId>()(b));
}

} // namespace
} // namespace touchstone
