// Lanes and levels as pure functions: nothing overlaps, whatever is planned.

#include <gtest/gtest.h>

#include <random>

#include "textview/arc_plan.h"
#include "textview/lane_plan.h"

namespace touchstone {
namespace {

LaneItem item(double left, double right, double name = 0, bool fromRight = false)
{
    return {left, right, name, fromRight ? right : left, fromRight};
}

std::vector<LaneItem> randomItems(std::mt19937& random)
{
    std::uniform_int_distribution<int> count(0, 40), place(0, 600), length(1, 200);
    std::vector<LaneItem> items(static_cast<std::size_t>(count(random)));
    for (LaneItem& one : items) {
        const double left = place(random);
        one = item(left, left + length(random), place(random) / 6.0, place(random) % 2 == 0);
    }
    return items;
}

/// The most bars over one place.
int deepest(const std::vector<LaneItem>& items)
{
    int most = 0;
    for (const LaneItem& at : items) {
        int over = 0;
        for (const LaneItem& one : items)
            over += one.left <= at.left && at.left < one.right ? 1 : 0;
        most = std::max(most, over);
    }
    return most;
}

TEST(LanePlanTest, NoTwoBarsOfALaneOverlapAndNoLaneIsWasted)
{
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        const std::vector<LaneItem> items = randomItems(random);
        const LanePlan plan = planLanes(items, -20, 820);
        ASSERT_EQ(plan.places.size(), items.size());
        EXPECT_EQ(plan.lanes, deepest(items));
        for (std::size_t a = 0; a < items.size(); ++a) {
            EXPECT_LT(plan.places[a].lane, plan.lanes);
            for (std::size_t b = 0; b < a; ++b)
                if (plan.places[a].lane == plan.places[b].lane) {
                    EXPECT_TRUE(items[a].right <= items[b].left || items[b].right <= items[a].left);
                }
        }
    }
}

TEST(LanePlanTest, NamesOfALaneDoNotOverlapEachOtherOrAnothersBar)
{
    std::mt19937 random(6);
    for (int round = 0; round < 300; ++round) {
        const std::vector<LaneItem> items = randomItems(random);
        const LanePlan plan = planLanes(items, -20, 820);
        for (std::size_t a = 0; a < items.size(); ++a) {
            const LanePlace& one = plan.places[a];
            EXPECT_LE(one.nameLeft, one.nameRight);
            EXPECT_LE(one.nameRight - one.nameLeft, items[a].nameWidth + 1e-9);
            if (one.nameLeft == one.nameRight)
                continue;
            for (std::size_t b = 0; b < items.size(); ++b)
                if (a != b && plan.places[b].lane == one.lane) {
                    EXPECT_TRUE(one.nameRight <= items[b].left || items[b].right <= one.nameLeft);
                    EXPECT_TRUE(one.nameRight <= plan.places[b].nameLeft ||
                                plan.places[b].nameRight <= one.nameLeft);
                }
        }
    }
}

TEST(LanePlanTest, APlainLineHasNoLanes)
{
    EXPECT_EQ(planLanes({}, 0, 100).lanes, 0);
}

TEST(LanePlanTest, TheInnerBarStandsNearestToTheText)
{
    const LanePlan plan = planLanes({item(0, 100), item(40, 60)}, 0, 200);
    EXPECT_EQ(plan.lanes, 2);
    EXPECT_EQ(plan.places[1].lane, 0);
    EXPECT_EQ(plan.places[0].lane, 1);
}

TEST(LanePlanTest, TheInnerBarGivesWayWhereThatSavesALane)
{
    // By length, the two short ones would take lanes that force a third.
    const std::vector<LaneItem> items{item(0, 30), item(25, 70), item(60, 95), item(90, 200), item(28, 64)};
    EXPECT_EQ(planLanes(items, 0, 200).lanes, deepest(items));
}

TEST(LanePlanTest, ANameIsCutOrLeftOutWhereANeighbourNeedsThePlace)
{
    const LanePlan plan = planLanes({item(0, 30, 80), item(34, 44, 80), item(48, 60, 80)}, 0, 400);
    EXPECT_EQ(plan.places[0].nameRight, 30);
    EXPECT_EQ(plan.places[1].nameRight, plan.places[1].nameLeft);
    EXPECT_EQ(plan.places[2].nameRight, 128);
}

TEST(LanePlanTest, ANameFromTheRightGrowsToTheLeft)
{
    const LanePlan plan = planLanes({item(300, 340, 80, true)}, 0, 400);
    EXPECT_EQ(plan.places[0].nameLeft, 260);
    EXPECT_EQ(plan.places[0].nameRight, 340);
}

TEST(ArcPlanTest, NoTwoArcsOfALevelOverlap)
{
    std::mt19937 random(7);
    std::uniform_int_distribution<int> count(0, 25), place(0, 700), box(0, 90);
    for (int round = 0; round < 300; ++round) {
        std::vector<ArcItem> items(static_cast<std::size_t>(count(random)));
        for (ArcItem& one : items)
            one = {double(place(random)), double(place(random)), double(box(random))};
        const ArcPlan plan = planArcs(items, -20, 720);
        for (std::size_t a = 0; a < items.size(); ++a) {
            const ArcReach one = reachOf(items[a], plan.places[a].boxLeft);
            EXPECT_GE(plan.places[a].boxLeft, -20);
            EXPECT_LT(plan.places[a].level, plan.levels);
            for (std::size_t b = 0; b < a; ++b) {
                const ArcReach other = reachOf(items[b], plan.places[b].boxLeft);
                if (plan.places[a].level == plan.places[b].level) {
                    EXPECT_TRUE(one.right < other.left || other.right < one.left);
                }
            }
        }
    }
}

TEST(ArcPlanTest, AWideArcRunsAboveWhatItSpans)
{
    const ArcPlan plan = planArcs({{0, 300, 40}, {50, 120, 40}, {160, 220, 40}}, 0, 400);
    EXPECT_EQ(plan.places[0].level, 1);
    EXPECT_EQ(plan.places[1].level, 0);
    EXPECT_EQ(plan.places[2].level, 0);
    EXPECT_EQ(plan.levels, 2);
}

TEST(ArcPlanTest, ALineWithoutRelationsNeedsNoRoom)
{
    EXPECT_EQ(planArcs({}, 0, 100).levels, 0);
}

} // namespace
} // namespace touchstone
