#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "textview/range_index.h"

namespace touchstone {
namespace {

using Entries = std::vector<RangeIndex::Entry>;

std::vector<std::uint32_t> touching(const RangeIndex& index, const TextRange& range)
{
    std::vector<std::uint32_t> keys;
    index.forTouching(range, [&](const RangeIndex::Entry& entry) { keys.push_back(entry.key); });
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::vector<std::uint32_t> expected(const Entries& entries, const TextRange& range)
{
    std::vector<std::uint32_t> keys;
    for (const auto& entry : entries)
        if (entry.range.begin <= range.end && range.begin <= entry.range.end)
            keys.push_back(entry.key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

TEST(RangeIndexTest, FindsWhatLookingAtEachWouldFind)
{
    std::mt19937 random(3);
    std::uniform_int_distribution<int> place(0, 5000), length(0, 60);
    const auto any = [&](std::uint32_t key) {
        // One in fifty is very long.
        const std::int64_t begin = place(random);
        return RangeIndex::Entry{{begin, begin + length(random) * (key % 50 == 0 ? 40 : 1)}, key};
    };
    Entries entries;
    for (std::uint32_t key = 0; key < 700; ++key)
        entries.push_back(any(key));
    RangeIndex index(entries);
    for (std::uint32_t round = 0; round < 600; ++round) {
        const std::int64_t begin = place(random);
        const TextRange range{begin, begin + length(random)};
        ASSERT_EQ(touching(index, range), expected(entries, range));
        if (round % 2 == 0) {
            entries.push_back(any(1000 + round));
            index.insert(entries.back());
        } else {
            const std::size_t gone = static_cast<std::size_t>(place(random)) % entries.size();
            index.remove(entries[gone]);
            entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(gone));
        }
        ASSERT_EQ(index.size(), entries.size());
    }
}

TEST(RangeIndexTest, HoldsEmptyRangesAndForgetsOnlyWhatItHolds)
{
    RangeIndex index;
    index.insert({{4, 4}, 1});
    EXPECT_EQ(touching(index, {4, 4}), (std::vector<std::uint32_t>{1}));
    EXPECT_TRUE(touching(index, {5, 9}).empty());
    index.remove({{4, 4}, 2});
    EXPECT_EQ(index.size(), 1U);
    index.remove({{4, 4}, 1});
    EXPECT_TRUE(touching(index, {0, 9}).empty());
}

} // namespace
} // namespace touchstone
